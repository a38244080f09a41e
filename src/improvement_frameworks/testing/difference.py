"""Says in which places two records differ, so that a failed comparison can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from improvement_frameworks.core.pointer import write_pointer
from improvement_frameworks.testing.edit import GONE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pydantic import BaseModel

    from improvement_frameworks.core.pointer import Path

MOST: Final = 40
"""How many differences are told."""
LONGEST: Final = 200
"""How much of a value is shown."""


def explain_difference(left: BaseModel, right: BaseModel) -> list[str]:
    """Return lines that name each place in which two records, or nouns of them, differ.

    What stands in lists is told apart by its id where everything in them has one, so that an entry
    more does not make all later ones differ. The first line says how many differences there are.
    """
    one, other = type(left).__name__, type(right).__name__
    found = list(_compare((), _dump(left), _dump(right)))
    kind = f"{one} and {other}" if one != other else f"two {one}"
    places = "1 place" if len(found) == 1 else f"{len(found)} places"
    lines = [f"{kind}: they differ in {places}", *found[:MOST]]
    if len(found) > MOST:
        lines.append(f"... and {len(found) - MOST} more")
    return lines


def _dump(noun: BaseModel) -> object:
    return noun.model_dump(mode="json", by_alias=True)


def _compare(path: Path, left: object, right: object) -> Iterator[str]:
    if left == right:
        return
    pair: tuple[object, object] = (left, right)
    if isinstance(left, dict) and isinstance(right, dict):
        yield from _compare_items(
            path, cast("dict[str, object]", left), cast("dict[str, object]", right)
        )
    elif isinstance(left, list) and isinstance(right, list):
        yield from _compare_lists(path, cast("list[object]", left), cast("list[object]", right))
    else:
        yield f"{write_pointer(path) or '(all of it)'}: {_tell(*pair)}"


def _tell(left: object, right: object) -> str:
    if right is GONE:
        return f"only left: {_show(left)}"
    return f"only right: {_show(right)}" if left is GONE else f"{_show(left)} != {_show(right)}"


def _compare_items(
    path: Path, left: Mapping[str, object], right: Mapping[str, object]
) -> Iterator[str]:
    for name in dict.fromkeys((*left, *right)):
        yield from _compare((*path, name), left.get(name, GONE), right.get(name, GONE))


def _compare_lists(path: Path, left: Sequence[object], right: Sequence[object]) -> Iterator[str]:
    ids, other_ids = _find_ids(left), _find_ids(right)
    if ids is None or other_ids is None:
        for index in range(max(len(left), len(right))):
            one = left[index] if index < len(left) else GONE
            other = right[index] if index < len(right) else GONE
            yield from _compare((*path, index), one, other)
        return
    for id_ in dict.fromkeys((*ids, *other_ids)):
        one = left[ids.index(id_)] if id_ in ids else GONE
        other = right[other_ids.index(id_)] if id_ in other_ids else GONE
        yield from _compare((*path, f"[id {id_}]"), one, other)
    if sorted(ids) == sorted(other_ids) and ids != other_ids:
        yield f"{write_pointer(path)}: in another order: {_show(ids)} != {_show(other_ids)}"


def _find_ids(items: Sequence[object]) -> list[str] | None:
    """Return the ids of a list of objects, or nothing if some have none or one stands twice."""
    found = [
        str(cast("dict[str, object]", item)["id"])
        for item in items
        if isinstance(item, dict) and "id" in item
    ]
    return found if len(found) == len(items) == len(set(found)) else None


def _show(value: object) -> str:
    text = repr(value)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
