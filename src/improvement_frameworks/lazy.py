"""Hands on the public names of a package, each loaded from its home when it is first used."""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False  # that of typing, which is slow to import
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ROOT = __name__.rpartition(".")[0]

HOMES: dict[str, dict[str, str]] = {}
"""For each package, its public names with the modules in which they are at home."""


def hand_on(
    package: str, homes: Mapping[str, str]
) -> tuple[Callable[[str], object], Callable[[], list[str]], list[str]]:
    """Return ``__getattr__``, ``__dir__`` and ``__all__`` of a package.

    Args:
        package: Its name.
        homes: For each module below ``improvement_frameworks``, the names that are handed on from
            it, with spaces between them.
    """
    home = {name: module for module, names in homes.items() for name in names.split()}
    HOMES[package] = home
    public = sorted(home)

    def get(name: str) -> object:
        if name not in home:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        value: object = getattr(import_module(f"{ROOT}.{home[name]}"), name)
        setattr(import_module(package), name, value)
        return value

    return get, lambda: list(public), public
