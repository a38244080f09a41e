"""Writes the numbers of a record as a Vega-Lite chart: text only, drawn by whoever opens it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from improvement_frameworks.clean import clean_line
from improvement_frameworks.figures.palette import find_tone
from improvement_frameworks.figures.scene import find_most, find_numbers, find_totals

if TYPE_CHECKING:
    from improvement_frameworks.core.content.framework import Framework
    from improvement_frameworks.core.record.record import Record

SCHEMA: Final = "https://vega.github.io/schema/vega-lite/v6.json"


def write_vega_lite(framework: Framework, record: Record | None) -> dict[str, object]:
    """Return bars of the parts, or lines over time, with every number in the text itself."""
    part = framework.part.capitalize()
    codes = record.by_part() if record else framework.default_scheme.parts
    parts = [record.find_part(code) if record else framework[code] for code in codes]
    labels = {one.code: clean_line(one.label) for one in parts}
    by_name: dict[str, object] = {"field": part, "type": "nominal", "sort": None, "title": part}
    said = clean_line(framework.figure.caption or "Number")
    value: dict[str, object] = {"field": "Number", "type": "quantitative", "title": said}
    if framework.figure.over:
        values: list[dict[str, object]] = [
            {part: labels[n.part.code], "Number": n.value, "Day": str(n.day)}
            for n in (find_numbers(record) if record else ())
            if n.day is not None
        ]
        mark: dict[str, object] = {"type": "line", "point": True}
        encoding: dict[str, object] = {
            "x": {"field": "Day", "type": "temporal", "title": "Day"},
            "y": value,
            "color": by_name,
            "shape": by_name,
        }
    else:
        totals = find_totals(record) if record else dict.fromkeys(codes, None)
        values = [
            {part: labels[code], "Number": total}
            for code, total in totals.items()
            if total is not None
        ]
        mark = {"type": "bar", "color": find_tone("line", framework.figure.hue)}
        if record and (most := find_most(record)):
            value["scale"] = {"domain": [0, most]}
        encoding = {"y": {**by_name, "axis": {"labelLimit": 300}}, "x": value}
    title = clean_line(record.title if record else framework.title)
    return {
        "$schema": SCHEMA,
        "title": title,
        "description": f"{framework.title}: {title}",
        "data": {"values": values},
        "mark": mark,
        "encoding": encoding,
    }
