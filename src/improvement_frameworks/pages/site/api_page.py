"""Writes the pages of the Python API from the lists of public names, one page a package."""

from __future__ import annotations

import inspect
from importlib import import_module
from typing import TYPE_CHECKING, Final

from improvement_frameworks.core.registry import get_record_type
from improvement_frameworks.lazy import HOMES, ROOT
from improvement_frameworks.pages.site.catalogue import API, api_path
from improvement_frameworks.pages.site.markdown import Page, link

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from improvement_frameworks.core.content.framework import Framework
    from improvement_frameworks.pages.site.catalogue import Catalogue

_PACKAGES: Final = ("core", "tables", "schemas", "figures", "insight")
"""The packages that hand on more than stands at the top."""
_KINDS: Final = ("Functions", "Classes", "Errors", "Constants and types")


def write_api(catalogue: Catalogue) -> Iterator[Page]:
    """Write a page for the names at the top of the package, and one for each package below it.

    A name is described on the first page that has it, and what belongs to a framework on the page
    of the framework. A site builder with mkdocstrings puts the descriptions in.
    """
    own = {
        get_record_type(one.id).__module__.rpartition(".")[0]: one for one in catalogue.frameworks
    }
    seen: set[str] = set()
    yield _write(API, "Python API", ROOT, seen, own)
    packages = [(name, f"Package {name}", f"{ROOT}.{name}") for name in _PACKAGES]
    packages += [(one.id, one.title, package) for package, one in own.items()]
    for name, title, package in packages:
        page = _write(api_path(name), title, package, seen)
        if ":::" in page.text:  # there is a name that no earlier page describes
            yield page


def _write(
    path: str,
    title: str,
    package: str,
    seen: set[str],
    elsewhere: Mapping[str, Framework] | None = None,
) -> Page:
    """Write a page; what is at home in one of the packages elsewhere is only listed."""
    module = import_module(package)
    about = (module.__doc__ or "").strip().partition("\n\n")[0].replace("\n", " ")
    lines = [f"# {title}", "", about, "", f"Import these names from `{package}`.", ""]
    groups: dict[str, list[str]] = {kind: [] for kind in _KINDS}
    listed: list[str] = []
    for name, home in _find_homes(package).items():
        place = f"{home}.{name}"
        framework = (elsewhere or {}).get(home.rpartition(".")[0])
        if framework is not None:
            listed.append(f"- `{name}`: {link(framework.title, api_path(framework.id), path)}")
        elif place not in seen:
            seen.add(place)
            groups[_find_kind(getattr(module, name))].append(place)
    for kind, places in groups.items():
        if places:
            lines += [f"## {kind}", ""]
        for place in places:
            lines += [f"::: {place}", "    options:", "      heading_level: 3"]
            if kind == _KINDS[-1]:
                lines += ["      show_if_no_docstring: true", "      filters: []"]
            lines.append("")
    if listed:
        lines += ["## Frameworks", "", *listed]
    return Page(path, title, "\n".join(lines).rstrip() + "\n")


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


def _find_kind(value: object) -> str:
    if inspect.isclass(value):
        return "Errors" if issubclass(value, BaseException) else "Classes"
    return "Functions" if inspect.isroutine(value) else "Constants and types"
