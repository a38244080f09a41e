"""Themes that a group declares itself: model, schema, rules and tables like the built-in ones."""

from __future__ import annotations

import json
import pickle
from typing import TYPE_CHECKING

import jsonschema
import pytest
from pydantic import ValidationError

from improvement_frameworks import (
    declare_themes,
    json_schema,
    load,
    load_table,
    new,
    validate,
    write_table,
)
from improvement_frameworks.core.registry import forget, get_record_type, get_rules
from improvement_frameworks.frameworks.risk_themes import OwnTheme

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from improvement_frameworks.frameworks.risk_themes import ThemeRecord

THEMES = (
    OwnTheme("staffing", "Too few staff", prompt="What could undo it?"),
    OwnTheme("agency", "Relying on agency staff", within="staffing"),
    OwnTheme("sickness", "Sick leave", meaning="People are worn down.", within="staffing"),
    OwnTheme("beds", "Beds close again"),
)


@pytest.fixture(autouse=True)
def _forget_what_was_declared() -> Iterator[None]:
    yield
    forget()


@pytest.fixture
def ward_themes() -> type[ThemeRecord]:
    return declare_themes(id="ward-themes", title="Winter on the ward", themes=THEMES)


def make(kind: type[ThemeRecord]) -> ThemeRecord:
    signal = {"id": "e1", "text": "Who covers?", "themes": ["agency", "beds"], "stance": "risk"}
    return kind(
        title="First week",
        entries=[signal, {**signal, "id": "e2", "themes": ["staffing"]}],
        actions=[{"text": "Ask for a bank.", "themes": ["staffing"]}],
    )


def test_its_records_work_like_those_of_the_workshop(ward_themes: type[ThemeRecord]) -> None:
    record = make(ward_themes)
    assert record.framework == "ward-themes"
    assert {theme: len(signals) for theme, signals in record.by_family().items()} == {
        "staffing": 2,
        "beds": 1,
    }
    assert record.unanswered() == ("beds",)
    assert load(record.to_json()) == record
    assert "Too few staff" in record.to_markdown()
    assert new("ward-themes").startswith("# Winter on the ward")


def test_its_rules_are_those_of_the_workshop_on_its_own_themes(
    ward_themes: type[ThemeRecord],
) -> None:
    assert get_rules("ward-themes") == get_rules("risk-themes")
    signals = [{"text": f"Word {n}", "themes": ["staffing"], "stance": "risk"} for n in (1, 2)]
    report = validate(ward_themes(title="A", entries=signals))
    (issue,) = report.by_code()["THM-W5"]
    assert "Relying on agency staff" in issue.message
    assert "THM-W11" in report.by_code()


def test_model_and_schema_know_its_codes_only(ward_themes: type[ThemeRecord]) -> None:
    right = make(ward_themes).to_dict()
    schema = json_schema("ward-themes")
    jsonschema.validate(right, schema)
    for place in ("entries", "actions"):
        wrong = json.loads(json.dumps(right))
        wrong[place][0]["themes"] = ["silos"]
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(wrong, schema)
        with pytest.raises(ValidationError):
            ward_themes.model_validate(wrong)
        assert [issue.code for issue in validate(wrong).errors] == ["VALUE-CODE"]


def test_it_goes_through_a_table_a_pickle_and_a_set(
    ward_themes: type[ThemeRecord], tmp_path: Path
) -> None:
    record = make(ward_themes).replace(actions=())
    write_table([record], tmp_path / "themes.csv")
    assert load_table(tmp_path / "themes.csv").records == (record,)
    assert len({record, make(ward_themes).replace(actions=())}) == 1
    travelled, entry = pickle.dumps(record), pickle.dumps(record.entries[0])
    assert pickle.loads(travelled) == record  # noqa: S301 - made here
    forget()
    again = pickle.loads(travelled)  # noqa: S301 - made here
    assert again.to_dict() == record.to_dict()
    assert type(again) is get_record_type("ward-themes")
    assert pickle.loads(entry).model_dump() == record.entries[0].model_dump()  # noqa: S301 - made here


@pytest.mark.parametrize(
    ("message", "themes"),
    [
        ("At least one theme", ()),
        ("given 2 times", (*THEMES, OwnTheme("bed-s", "B"))),
        ("no theme of its own", (OwnTheme("a", "A", within="b"),)),
        ("no theme of its own", (*THEMES, OwnTheme("a", "A", within="agency"))),
        ("not a code", (OwnTheme("What now", "A"),)),
        ("is empty", (OwnTheme("a", ""),)),
    ],
)
def test_a_faulty_declaration_is_refused(message: str, themes: Sequence[OwnTheme]) -> None:
    with pytest.raises(ValueError, match=message):
        declare_themes(id="ward-themes", title="Ours", themes=themes)
