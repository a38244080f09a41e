"""Joins records of one framework from several people without losing who said what."""

from __future__ import annotations

import json
from itertools import chain, count
from typing import TYPE_CHECKING, TypeVar, cast

from improvement_frameworks.core.record.reference import find_links
from improvement_frameworks.core.record.types import ID, LABEL, PROSE
from improvement_frameworks.core.registry import get_rules
from improvement_frameworks.core.rules.rules import choose_rules

if TYPE_CHECKING:
    from collections.abc import Sequence

    from improvement_frameworks.core.record.record import Record
    from improvement_frameworks.core.record.reference import Target
    from improvement_frameworks.problems.problem import Issue

R = TypeVar("R", bound="Record")
Tree = dict[str, object]


def merge_records(records: Sequence[R], title: str | None) -> R:
    """Return the joined record; see ``Record.merge``."""
    if not records:
        raise ValueError("There is no record to merge.")
    if len({(type(record), record.part_scheme.id) for record in records}) > 1:
        raise ValueError("Only records of one framework and one scheme can be merged.")
    before = {issue.code for record in records for issue in _find_errors(record)}
    errors: list[Issue] = []
    # One person may answer twice what is asked once: then nobody is taken for the same person.
    for are_joined in (True, False):
        text = _write_merged(records, title, are_joined=are_joined)
        merged = type(records[0]).model_validate_json(text)
        errors = [issue for issue in _find_errors(merged) if issue.code not in before]
        if not errors:
            return merged
    raise ValueError(f"Together the records are not valid. {errors[0].message}")


def _find_errors(record: Record) -> list[Issue]:
    issues = choose_rules(get_rules(record.framework)).run(record)
    return [issue for issue in issues if issue.severity == "error"]


def _write_merged(records: Sequence[Record], title: str | None, *, are_joined: bool) -> str:
    taken: dict[Target, dict[str, object]] = {"contributors": {}, "entries": {}}
    trees = [_rename(record, taken, are_joined=are_joined) for record in records]
    merged = _join_headers(trees)
    if len(trees) > 1:
        _tag_entries(trees)
    for name in {key for tree in trees for key, value in tree.items() if isinstance(value, list)}:
        lists = [cast("list[object]", tree.get(name, [])) for tree in trees]
        # Two people may say the same words, so no entry is left out.
        merged[name] = [*chain(*lists)] if name == "entries" else _join_lists(lists)
    if title is not None:
        merged["title"] = title
    elif "title" not in merged:
        merged["title"] = trees[0]["title"]
    return json.dumps(merged, ensure_ascii=False)


def _tag_entries(trees: list[Tree]) -> None:
    """Tag the entries of each record, and say in its references what the tag means."""
    used = {str(tag) for tree in trees for item in _items(tree, "entries") for tag in _tags(item)}
    for tree in trees:
        group = str(cast("Tree", tree.get("group", {})).get("name", ""))
        tag = _free_tag(f"{group}: {tree['title']}" if group else str(tree["title"]), used)
        used.add(tag)
        for item in _items(tree, "entries"):
            item["tags"] = [*_tags(item), tag]
        about: Tree = {"title": tree["title"], "framework": tree["framework"]}
        if "id" in tree:
            about["record"] = tree["id"]
        whose = f" Group: {group}" if group else ""
        about["note"] = f"Entries with this tag come from here: {tag}.{whose}"
        tree["references"] = [*_items(tree, "references"), about]


def _tags(item: Tree) -> list[object]:
    return cast("list[object]", item.get("tags", []))


def _free_tag(words: str, used: set[str]) -> str:
    words = " ".join(words.split())
    endings = chain([""], (f" ({number})" for number in count(2)))
    tags = (words[: LABEL.longest - len(ending)] + ending for ending in endings)
    return next(tag for tag in tags if tag not in used)


def _rename(record: Record, taken: dict[Target, dict[str, object]], *, are_joined: bool) -> Tree:
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
            # Two teams may both have a nurse under "c1"; only a name makes them one person.
            is_named = are_joined and kind == "contributors" and "name" in item
            is_same = is_named and known.get(str(old)) == item
            new = str(old) if is_same else _free(str(old), known, own)
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
    if len(days) == len(trees):  # else an entry may be later than the days that are known
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
