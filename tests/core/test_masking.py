"""What looks personal in a record is told with its place, never repeated, and can be hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from improvement_frameworks import (
    Contributor,
    Iceberg,
    Record,
    declare_extension,
    framework_ids,
    get_example,
    get_record_type,
    mask,
    validate,
)
from improvement_frameworks.core import Code, Line, Noun, Opt, registry
from improvement_frameworks.testing import vectors

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

TEXTS: Mapping[str, tuple[str, str]] = {
    "PRIV-W1": ("someone@example.org", "[e-mail address]"),
    "PRIV-W2": ("01632 960 123", "[telephone number]"),
    "PRIV-W3": ("999 000 0018", "[NHS number]"),
    "PRIV-W4": ("PP 12 34 56 C", "[National Insurance number]"),
    "PRIV-W5": ("MRN 1234567", "MRN [hospital number]"),
    "PRIV-W6": ("zz9 4zz", "[postcode]"),
    "PRIV-W7": ("born 3/4/1962", "born [date of birth]"),
    "PRIV-W8": ("linkedin.com/in/some-one", "[web profile]"),
    "PRIV-W9": ("BD51 SMR", "[vehicle registration]"),
    "PRIV-W10": ("Mrs Sample", "Mrs [name]"),
    "PRIV-W11": ("Robin", "[name]"),
}
PEOPLE = (Contributor(id="c1", role="nurse", name="Robin Example"),)


@pytest.fixture
def _forgotten() -> Iterator[None]:
    yield
    registry.forget()


def told(text: str) -> Iceberg:
    entry = {
        "id": "e1",
        "level": "events",
        "text": f"It was {text}.",
        "evidence": ["A diary", text],
    }
    return Iceberg(title="Calls", contributors=PEOPLE, entries=[entry])


@pytest.mark.parametrize("code", TEXTS)
def test_a_rule_tells_kind_and_place_and_repeats_nothing(code: str) -> None:
    text, _ = TEXTS[code]
    report = validate(told(text))
    found = [issue for issue in report.issues if issue.code.startswith("PRIV")]
    assert [(issue.code, issue.where.pointer) for issue in found] == [
        (code, "/entries/0/evidence/1"),
        (code, "/entries/0/text"),
    ]
    assert all(issue.severity == "warning" for issue in found)
    for shown in (report.to_text(), report.to_json(), report.to_markdown()):
        assert text not in shown


@pytest.mark.parametrize("code", TEXTS)
def test_a_masked_record_says_the_kind_instead(code: str) -> None:
    text, hidden = TEXTS[code]
    masked = mask(told(text))
    assert masked.entries[0].text == f"It was {hidden}."
    assert masked.entries[0].evidence == ("A diary", hidden)
    assert masked.contributors == (Contributor(id="c1", role="nurse"),)
    assert not [issue for issue in validate(masked).issues if issue.code.startswith("PRIV")]


def test_every_place_in_which_people_write_is_masked_and_no_other() -> None:
    address = "someone@example.org"

    def write(text: str, tags: list[str]) -> dict[str, object]:
        return {
            "framework": "iceberg",
            "schema_version": "1.0",
            "$schema": "../someone@example.org.json",
            "title": text,
            "purpose": {"question": text},
            "group": {"name": text},
            "contributors": [{"id": "c1", "role": text, "organisation": text}],
            "references": [{"title": text, "url": "https://example.org/@someone"}],
            "tags": tags,
            "extensions": {"org.example": {"by": [text, 1, None], "someone@example.org": True}},
            "entries": [{"level": "events", "text": text, "follow_up": {"owner": text}}],
        }

    record = Iceberg.model_validate(write(address, [address, "other@example.org"]))
    hidden = "[e-mail address]"
    assert mask(record).to_dict() == write(hidden, [hidden])


def test_names_that_are_known_from_elsewhere_are_hidden_too() -> None:
    record = Iceberg(title="Robin rang", entries=[])
    assert mask(record, ["Robin Example"]).title == "[name] rang"


def test_a_web_address_that_leads_to_a_profile_is_told_and_left_out() -> None:
    profile = "https://www.linkedin.com/in/some-one"
    record = Iceberg(title="Links", references=[{"title": "Who", "url": profile}], entries=[])
    (issue,) = validate(record).by_code()["PRIV-W8"]
    assert issue.where.pointer == "/references/0/url"
    assert mask(record).to_dict()["references"] == [{"title": "Who"}]


@pytest.mark.usefixtures("_forgotten")
def test_declared_fields_of_an_extension_are_masked_where_people_write() -> None:
    class Ward(Noun):
        """What a hospital adds."""

        code: Code
        lead: Opt[Line] = None

    declare_extension("iceberg", "org.example", record=Ward)
    held = {"org.example": {"code": "bd51-smr", "lead": "Dr Sample"}}
    record = Iceberg(title="Ward", extensions=held, entries=[])
    assert [issue.where.pointer for issue in validate(record).by_code()["PRIV-W10"]] == [
        "/extensions/org.example/lead"
    ]
    masked = mask(record).to_dict()["extensions"]
    assert masked == {"org.example": {"code": "bd51-smr", "lead": "Dr [name]"}}


def test_what_becomes_too_long_is_cut() -> None:
    record = Iceberg(title="@abc " * 40, tags=["@abc " * 12], entries=[])
    masked = mask(record)
    assert len(masked.title) == 200
    assert len(masked.tags[0]) == 60
    assert masked.title.startswith("[web profile] [web profile]")


def test_masked_records_of_all_frameworks_are_valid_and_stay_as_they_are() -> None:
    for framework in framework_ids():
        kind: type[Record] = get_record_type(framework)
        example = kind.model_validate(get_example(framework))
        assert mask(mask(example)) == mask(example)
        told = [one for one in vectors(framework) if one.name.endswith("-in-a-text")]
        assert len(told) == len(TEXTS)
        for vector in told:
            record = kind.model_validate_json(vector.text)
            again = kind.model_validate_json(mask(record).to_json())
            assert again == mask(record) != record
            assert not {c for c in validate(again).by_code() if c.startswith("PRIV")}


def test_only_a_record_can_be_masked() -> None:
    with pytest.raises(TypeError, match="a record"):
        mask("01632 960 123")  # type: ignore[type-var]  # pyright: ignore[reportArgumentType]  # what is tested
