"""Gives the columns of a pandas frame names that differ, its named index among them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from narwhals.typing import IntoFrame


class _Index(Protocol):
    @property
    def names(self) -> Sequence[object]: ...


class _Frame(Protocol):
    @property
    def columns(self) -> Iterable[object]: ...
    @property
    def index(self) -> _Index: ...
    def reset_index(self, level: Sequence[object]) -> _Frame: ...
    def set_axis(self, labels: Sequence[str], *, axis: int) -> _Frame: ...


def name_columns(frame: IntoFrame) -> tuple[IntoFrame, Mapping[str, str]]:
    """Return a frame whose columns have texts for names, each another one.

    A level of the index that has a name is a column like the others. A name of several levels is
    joined by spaces. Where two columns have the same name, the second gets another one, and is
    mapped to its own.
    """
    known = cast("_Frame", frame)
    columns = {_write(name) for name in known.columns}
    levels = [
        name for name in known.index.names if name is not None and _write(name) not in columns
    ]
    if levels:
        known = known.reset_index(levels)
    names = [_write(name) for name in known.columns]
    labels: list[str] = []
    for name in names:
        label, number = name, 1
        while label in labels:
            number += 1
            label = f"{name} #{number}"
        labels.append(label)
    shown = {label: name for label, name in zip(labels, names, strict=True) if label != name}
    if labels != list(known.columns):
        known = known.set_axis(labels, axis=1)
    return cast("IntoFrame", known), shown


def _write(name: object) -> str:
    if isinstance(name, tuple):
        return " ".join(str(part) for part in cast("tuple[object, ...]", name) if str(part))
    return str(name)
