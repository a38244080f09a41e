"""Writes the pages of the Python API: a list of all public names, and a page for each room.

A room is the package in which a name is at home, such as ``core.record``.
"""

from __future__ import annotations

import inspect
from importlib import import_module
from typing import TYPE_CHECKING, Final

from improvement_frameworks.core.registry import get_record_type
from improvement_frameworks.lazy import HOMES, ROOT
from improvement_frameworks.pages.site.catalogue import API, api_path
from improvement_frameworks.pages.site.markdown import Page, inline, link

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from improvement_frameworks.pages.site.catalogue import Catalogue

_PACKAGES: Final = ("core", "tables", "schemas", "figures", "insight")
"""The packages that hand on more than stands at the top."""
_KINDS: Final = ("Functions", "Classes", "Errors", "Constants and types")


def write_api(catalogue: Catalogue) -> Iterator[Page]:
    """Write the list of all names, then the pages that describe them.

    A name is described once: on the page of its room, or of the framework that it belongs to. A
    site builder with mkdocstrings puts the descriptions in.
    """
    own = {
        get_record_type(one.id).__module__.rpartition(".")[0]: one for one in catalogue.frameworks
    }
    rooms: dict[str, dict[str, object]] = {}
    listed: dict[str, list[str]] = {}
    seen: set[str] = set()
    told: set[int] = set()
    for package in (ROOT, *(f"{ROOT}.{name}" for name in _PACKAGES), *own):
        for name, home in _find_homes(package).items():
            place, room = f"{home}.{name}", _find_room(home)
            value: object = getattr(import_module(package), name)
            is_known = place in seen or (_is_told(value) and id(value) in told)
            if is_known or (package == ROOT and room in own):
                continue  # a name at the top that belongs to a framework is listed with the others
            seen.add(place)
            told.add(id(value))
            rooms.setdefault(room, {})[place] = value
            source = ROOT if room in own and name in HOMES[ROOT] else package
            listed.setdefault(source, []).append(_write_line(name, place, value))
    yield _write_list(listed)
    for room in sorted(rooms, key=lambda one: (one in own, one)):
        if room in own:
            yield _write_room(api_path(own[room].id), own[room].title, room, rooms[room])
        else:
            short = room.removeprefix(f"{ROOT}.")
            yield _write_room(api_path(short.replace(".", "-")), short, room, rooms[room])


def _write_list(listed: dict[str, list[str]]) -> Page:
    """Write from where each name is imported, with its first sentence."""
    about = _find_sentence(import_module(ROOT))
    lines = ["# Python API", "", about, ""]
    for package, names in listed.items():
        lines += [f"## Import from {package.removeprefix(f'{ROOT}.')}", ""]
        lines += [f"`from {package} import ...`", "", *sorted(names, key=str.casefold), ""]
    return Page(API, "All names", "\n".join(lines).rstrip() + "\n")


def _write_line(name: str, place: str, value: object) -> str:
    said = _find_sentence(value) if _is_told(value) else ""
    return f"- [`{name}`][{place}]" + (f": {inline(said)}" if said else "")


def _is_told(value: object) -> bool:
    """Whether it has words of its own; a constant or a type has none."""
    return inspect.isclass(value) or inspect.isroutine(value)


def _write_room(path: str, title: str, package: str, names: dict[str, object]) -> Page:
    about = _find_sentence(import_module(package))
    where = link("the list of all names", API, path)
    lines = [f"# {title}", "", about, "", f"From where to import them says {where}.", ""]
    groups: dict[str, list[str]] = {kind: [] for kind in _KINDS}
    for place, value in names.items():
        groups[_find_kind(value)].append(place)
    for kind, places in groups.items():
        if places:
            lines += [f"## {kind}", "", *_describe(places, is_plain=kind == _KINDS[-1])]
    return Page(path, title, "\n".join(lines).rstrip() + "\n")


def _describe(places: Iterable[str], *, is_plain: bool) -> Iterator[str]:
    for place in places:
        yield from (f"::: {place}", "    options:", "      heading_level: 3")
        if is_plain:
            yield from ("      show_if_no_docstring: true", "      filters: []")
        yield ""


def _find_sentence(value: object) -> str:
    """Return the first paragraph of what is said about something, on one line."""
    said = (inspect.getdoc(value) or "").partition("\n\n")[0]
    return " ".join(said.replace("``", "`").split())


def _find_homes(package: str) -> dict[str, str]:
    """Return the names that a package hands on, each with the module that declares it."""
    if package in HOMES:
        return {name: f"{ROOT}.{home}" for name, home in HOMES[package].items()}
    module = import_module(package)
    homes: dict[str, str] = {}
    for name in getattr(module, "__all__", ()):
        home = str(getattr(getattr(module, name), "__module__", ""))
        is_own = home.startswith(package)  # the module of a type is that of its origin
        homes[name] = home if is_own else package
    return homes


def _find_room(home: str) -> str:
    """Return the package in which a module lies; a package lies in itself."""
    is_package = hasattr(import_module(home), "__path__")
    return home if is_package else home.rpartition(".")[0]


def _find_kind(value: object) -> str:
    if inspect.isclass(value):
        return "Errors" if issubclass(value, BaseException) else "Classes"
    return "Functions" if inspect.isroutine(value) else "Constants and types"
