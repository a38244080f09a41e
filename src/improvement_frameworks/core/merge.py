"""Joins records of one framework from several people without losing who said what."""

from __future__ import annotations

import json
from itertools import chain, count
from typing import TYPE_CHECKING, cast

from improvement_frameworks.core.reference import find_links
from improvement_frameworks.core.types import ID, PROSE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from improvement_frameworks.core.record import Record
    from improvement_frameworks.core.reference import Target

Tree = dict[str, object]


def merge_records(records: Sequence[Record], title: str | None) -> str:
    """Return the JSON document of the joined records; see ``Record.merge``."""
    if not records:
        raise ValueError("There is no record to merge.")
    if len({(type(record), record.part_scheme.id) for record in records}) > 1:
        raise ValueError("Only records of one framework and one scheme can be merged.")
    taken: dict[Target, dict[str, object]] = {"contributors": {}, "entries": {}}
    trees = [_rename(record, taken) for record in records]
    merged = _join_headers(trees)
    for name in {key for tree in trees for key, value in tree.items() if isinstance(value, list)}:
        lists = [cast("list[object]", tree.get(name, [])) for tree in trees]
        # Two people may say the same words, so no entry is left out.
        merged[name] = [*chain(*lists)] if name == "entries" else _join_lists(lists)
    if title is not None:
        merged["title"] = title
    elif "title" not in merged:
        merged["title"] = trees[0]["title"]
    return json.dumps(merged, ensure_ascii=False)


def _rename(record: Record, taken: dict[Target, dict[str, object]]) -> Tree:
    """Return the record as a tree in which no id means what it means to an earlier record."""
    tree = cast("Tree", record.model_dump(mode="json", by_alias=True))
    names: dict[Target, dict[str, str]] = {}
    for kind, known in taken.items():
        names[kind] = {}
        own = {str(item.get("id")) for item in _items(tree, kind)}
        for item in _items(tree, kind):
            old = item.get("id")
            if old is None:
                continue
            same = kind == "contributors" and known.get(str(old)) == item
            new = str(old) if same else _free(str(old), known, own)
            names[kind][str(old)] = new
            known[new] = {**item, "id": new}
    for kind in taken:
        for item in _items(tree, kind):
            if "id" in item:
                item["id"] = names[kind][str(item["id"])]
    for link in find_links(record):
        place = tree
        for step in link.path[:-1]:
            place = cast("Tree", place[cast("str", step)])
        place[cast("str", link.path[-1])] = names[link.to].get(link.id, link.id)
    return tree


def _items(tree: Tree, name: str) -> list[Tree]:
    return cast("list[Tree]", tree.get(name, []))


def _free(wanted: str, known: dict[str, object], own: set[str]) -> str:
    if wanted not in known:
        return wanted
    endings = (f"-{number}" for number in count(2))
    names = (wanted[: ID.longest - len(ending)] + ending for ending in endings)
    return next(name for name in names if name not in known and name not in own)


def _join_headers(trees: list[Tree]) -> Tree:
    first = trees[0]
    merged: Tree = {
        key: value
        for key, value in first.items()
        if not isinstance(value, list) and all(tree.get(key) == value for tree in trees)
    }
    days = [str(tree["recorded_on"]) for tree in trees if "recorded_on" in tree]
    if days:
        merged["recorded_on"] = max(days)
    periods = [cast("dict[str, str]", tree["period"]) for tree in trees if "period" in tree]
    if periods:
        span = {"start": min(period["start"] for period in periods)}
        if all("end" in period for period in periods):
            span["end"] = max(period["end"] for period in periods)
        merged["period"] = span
    notes = list(dict.fromkeys(str(tree["notes"]) for tree in trees if "notes" in tree))
    if notes:
        joined = "\n\n".join(notes)
        if len(joined) > PROSE.longest:
            raise ValueError(f"The notes together are longer than {PROSE.longest:,} characters.")
        merged["notes"] = joined
    return merged


def _join_lists(lists: list[list[object]]) -> list[object]:
    joined: list[object] = []
    for items in lists:
        joined += [item for item in items if item not in joined]
    return joined
