"""The exceptions of the library.

Bad data never raises: it is reported. An exception means that something other than data is wrong,
or that the caller asked for one (``load``, ``raise_if_invalid``).
"""

from __future__ import annotations

from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Generator, Hashable, Iterable

    from improvement_frameworks.core.report.report import Report

MOST_COMPARED: Final = 500
"""Among how many ids one that is like another is looked for."""

NAMES_COMPARED: Final = 20
"""For how many different unknown names of a document one that is like them is looked for."""


class ImprovementFrameworksError(Exception):
    """Base of every exception that this library raises on purpose."""

    def __reduce__(self) -> tuple[object, ...]:
        return _restore, (type(self), self.args, vars(self))


def _restore(
    kind: type[Exception], args: tuple[object, ...], facts: dict[str, object]
) -> Exception:
    """Make an exception again that came from another process."""
    fault = kind.__new__(kind, *args)
    vars(fault).update(facts)
    return fault


class ContentError(ImprovementFrameworksError):
    """A framework's content file says something that the library cannot use.

    The message names the file, the key in it, and what is wrong there.
    """

    def __init__(self, file: str, key: str, problem: str) -> None:
        super().__init__(f"{file}: {key}: {problem}")
        self.file = file
        self.key = key
        self.problem = problem


class UnknownFrameworkError(ImprovementFrameworksError, LookupError):
    """No framework has this id; the message offers the nearest one."""

    def __init__(self, wanted: str, known: Iterable[str]) -> None:
        names = sorted(known)
        near = nearest(wanted, names)
        offer = f"Did you mean {near!r}?" if near else f"The frameworks are: {', '.join(names)}."
        super().__init__(f"There is no framework {wanted!r}. {offer} To list all: improve list")
        self.wanted = wanted
        self.nearest = near


class DuplicateFrameworkError(ImprovementFrameworksError):
    """Two packages offer a framework with one and the same id."""

    def __init__(self, framework: str, first: str, second: str) -> None:
        super().__init__(
            f"Two packages offer a framework with the id {framework!r}: {first} and {second}. "
            "Uninstall one of them, or ask its makers for another id."
        )


class MissingExtraError(ImprovementFrameworksError, ImportError):
    """A library that only some users need is not installed; the message says how to get it."""

    def __init__(self, purpose: str, extra: str) -> None:
        super().__init__(
            f"{purpose} needs a further library. Install it with: "
            f'pip install "improvement-frameworks[{extra}]"'
        )


@contextmanager
def needing(purpose: str, extra: str) -> Generator[None]:
    """Say how to install a library that is missing, if one is that is imported within the block.

    Args:
        purpose: What the library is needed for, such as ``Reading YAML``.
        extra: The extra of this library that installs it.

    Raises:
        MissingExtraError: if it is missing.
    """
    try:
        yield
    except ImportError:
        raise MissingExtraError(purpose, extra) from None


class InvalidRecordError(ImprovementFrameworksError, ValueError):
    """The data has errors; ``report`` says which."""

    def __init__(self, report: Report) -> None:
        super().__init__(str(report))
        self.report = report


def nearest(wanted: str, known: Iterable[str], *, likeness: float = 0.6) -> str | None:
    """Return the known word most like the wanted one, or nothing when none is near.

    Args:
        wanted: What somebody wrote.
        known: The words that there are.
        likeness: The share of letters in common from which a word is near.

    >>> nearest("icberg", ["iceberg", "learning-grid"])
    'iceberg'
    >>> nearest("zebra", ["iceberg", "learning-grid"]) is None
    True
    """
    return _nearest(wanted[:100], tuple(known), likeness)


def nearest_id(wanted: str, known: Collection[str]) -> str | None:
    """Return the known id most like the wanted one, as `nearest` does.

    Among very many ids none is looked for: it would take long, and many would be alike.
    """
    return nearest(wanted, known) if len(known) <= MOST_COMPARED else None


class Offers:
    """What is offered for the unknown names of one document: for the first few different ones.

    Comparing names takes long, and somebody with many wrong ones has another mistake to correct.
    """

    def __init__(self) -> None:
        self._found: dict[Hashable, str | None] = {}

    def find(self, name: Hashable, look: Callable[[], str | None]) -> str | None:
        """Return what is found for a name, looking for it only where it is one of the first."""
        if name not in self._found:
            if len(self._found) == NAMES_COMPARED:
                return None
            self._found[name] = look()
        return self._found[name]


@lru_cache(maxsize=1_000)  # people make the same mistake again and again
def _nearest(wanted: str, known: tuple[str, ...], likeness: float) -> str | None:
    from difflib import get_close_matches

    found = get_close_matches(wanted, known, n=1, cutoff=likeness)
    return found[0] if found else None
