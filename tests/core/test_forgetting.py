"""A person is taken out of records with what is theirs, and everything else stays as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from improvement_frameworks import (
    FutureChangeMatrix,
    Iceberg,
    Poll,
    Record,
    UnknownPersonError,
    forget_contributor,
    framework_ids,
    get_record_type,
    validate,
)
from improvement_frameworks.testing import vectors

if TYPE_CHECKING:
    from improvement_frameworks.core.work.forgetting import KeptEntries

ROBIN = {"id": "c1", "name": "Robin Example", "role": "nurse"}
SAM = {"id": "c2", "name": "Sam Sample", "role": "carer"}
SAID = {"id": "e2", "level": "events", "text": "We ring.", "contributor": "c2"}


def calls() -> Iceberg:
    return Iceberg(
        id="r1",
        title="What Robin told us",
        contributors=[ROBIN, SAM],
        entries=[
            {"id": "e1", "level": "events", "text": "Rang Sam.", "contributor": "c1"},
            {**SAID, "explained_by": ["e3", "e4"]},
            {"id": "e3", "level": "patterns", "text": "I ring.", "contributor": "c1"},
            {"id": "e4", "level": "patterns", "text": "Robin EXAMPLE and the robin ring."},
        ],
        actions=[{"text": "Ring", "owner": "Robin Example", "works_on": ["e1", "e4"]}],
        extensions={"org.example": {"by": ["Robin"]}},
    )


def test_what_was_said_is_kept_without_the_person() -> None:
    forgotten = forget_contributor([calls()], "c1")
    (record,) = forgotten.records
    assert record.to_dict() == {
        "framework": "iceberg",
        "schema_version": "1.0",
        "id": "r1",
        "title": "What [name] told us",
        "contributors": [SAM],
        "extensions": {"org.example": {"by": ["[name]"]}},
        "entries": [
            {"id": "e1", "level": "events", "text": "Rang Sam."},
            {**SAID, "explained_by": ["e3", "e4"]},
            {"id": "e3", "level": "patterns", "text": "I ring."},
            {"id": "e4", "level": "patterns", "text": "[name] [name] and the robin ring."},
        ],
        "actions": [{"text": "Ring", "owner": "[name] [name]", "works_on": ["e1", "e4"]}],
    }
    assert forgotten.to_read == ("r1/entries/0", "r1/entries/2", "r1/entries/3/text")
    assert forgotten.done == {
        "Contributors removed": 1,
        "References removed": 2,
        "Entries kept without the contributor": 2,
        "Texts in which the name was hidden": 4,
    }


def test_what_was_said_can_go_too_with_what_refers_to_it() -> None:
    matrix = FutureChangeMatrix(
        title="Next",
        entries=[
            {
                "text": "Ring",
                "quadrant": "amplify",
                "came_from": ["r1/e1", "r1/e4", "r1/#1", "r1/#4"],
            },
            {"text": "Stop", "quadrant": "let-go", "came_from": ["r2/e1"]},
        ],
    )
    forgotten = forget_contributor([calls(), matrix], "robin  EXAMPLE", entries="remove")
    first, second = forgotten.records
    assert [entry.id for entry in first.entries] == ["e2", "e4"]
    assert first.to_dict()["actions"] == [
        {"text": "Ring", "owner": "[name] [name]", "works_on": ["e4"]}
    ]
    assert '"explained_by":["e4"]' in first.to_json(indent=None)
    assert [entry.came_from for entry in second.entries] == [("r1/e4", "r1/#2"), ("r2/e1",)]
    assert forgotten.to_read == ("r1/entries/1/text",)  # the robin


def test_codes_that_a_person_gave_go_with_them() -> None:
    poll = Poll(
        title="Why",
        contributors=[ROBIN, SAM],
        codebook=[{"code": "people", "label": "People"}],
        codings=[
            {"entry": "e1", "coder": "c1", "codes": ["people"]},
            {"entry": "e1", "coder": "c2", "codes": ["people"]},
        ],
        entries=[{"id": "e1", "question": "at-its-best", "text": "Us"}],
    )
    forgotten = forget_contributor([poll], "c1")
    assert forgotten.records[0].to_dict()["codings"] == [
        {"entry": "e1", "coder": "c2", "codes": ["people"]}
    ]
    assert forgotten.done["Objects removed that cannot be without them"] == 1
    alone = forget_contributor([poll.replace(entries=poll.entries)], "c2", "c1")
    assert "codings" not in alone.records[0].to_dict()


def test_further_names_are_hidden_too() -> None:
    record = Iceberg(
        title="Jo rang",
        contributors=[{"id": "c1"}],
        entries=[{"level": "events", "text": "Bobbin and Jo.", "contributor": "c1"}],
    )
    (kept,) = forget_contributor([record], "c1", "Jo", "Bobbin").records
    assert (kept.title, kept.entries[0].text) == ("[name] rang", "[name] and [name].")


def test_an_id_in_several_records_may_be_another_person_in_each() -> None:
    other = calls().replace(id="r2")
    with pytest.raises(UnknownPersonError, match="in 2 records"):
        forget_contributor([calls(), other], "c2")
    forgotten = forget_contributor([calls(), other], "c2", record="r2")
    assert [len(record.contributors) for record in forgotten.records] == [2, 1]
    by_name = forget_contributor([calls(), other], "Sam Sample")
    assert [len(record.contributors) for record in by_name.records] == [1, 1]


def test_places_that_may_still_name_the_person_are_to_be_read() -> None:
    record = Iceberg(
        title="Will Ward asked",
        contributors=[{"id": "w1", "name": "Will Ward"}],
        entries=[
            {"level": "events", "text": "Ward 7 was full."},
            {"level": "events", "text": "Ask W1 about it."},
            {"level": "events", "text": "Bay w1-2 is free, and wards are."},
        ],
        extensions={"org.example": {"asked": ["w1"]}},
    )
    forgotten = forget_contributor([record], "w1")
    assert forgotten.records[0].title == "[name] [name] asked"
    assert forgotten.records[0].entries[0].text == "Ward 7 was full."
    assert set(forgotten.to_read) == {
        "[name] [name] asked/entries/0/text",
        "[name] [name] asked/entries/1/text",
        "[name] [name] asked/extensions/org.example/asked/0",
    }


def test_nobody_is_taken_for_somebody_else() -> None:
    for wanted in ("c3", "Robin", "nurse"):
        with pytest.raises(UnknownPersonError, match=f"ID or name '{wanted}'"):
            forget_contributor([calls()], wanted)


@pytest.mark.parametrize("entries", ["keep", "remove"])
def test_records_of_every_framework_stay_valid_without_anybody(entries: KeptEntries) -> None:
    for framework in framework_ids():
        kind: type[Record] = get_record_type(framework)
        for vector in [one for one in vectors(framework) if one.expected is None][:4]:
            record = kind.model_validate_json(vector.text)
            for person in record.contributors:
                (left,) = forget_contributor([record], person.id, entries=entries).records
                again = kind.model_validate_json(left.to_json())
                assert f'"{person.id}"' not in left.replace(entries=[]).to_json() or person.id in {
                    entry.id for entry in record.entries
                }
                assert person.id not in {entry.contributor for entry in again.entries}
                report = validate(again)
                assert "REC-E2" not in report.by_code(), (vector.file, person.id)
