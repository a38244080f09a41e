"""Documents of an older schema version are brought up to date step by step."""

from __future__ import annotations

import pytest
from tests.conftest import cases

from improvement_frameworks.core.content.migration import Document, Migration, migrate, plan_steps


def rename(old: str, new: str) -> Migration:
    def change(document: Document) -> Document:
        document[f"was {old}"] = True
        return document

    return Migration(old, new, change)


STEPS = (rename("0.9", "1.0"), rename("0.7", "0.8"), rename("0.8", "0.9"))


@pytest.mark.parametrize(
    ("old", "new", "versions"),
    cases(
        {
            "one step": ("0.9", "1.0", ("1.0",)),
            "all steps": ("0.7", "1.0", ("0.8", "0.9", "1.0")),
            "not to the end": ("0.7", "0.9", ("0.8", "0.9")),
            "no step needed": ("1.0", "1.0", ()),
            "an unknown version": ("0.1", "1.0", ()),
            "back": ("1.0", "0.9", ()),
            "beyond the end": ("0.7", "2.0", ()),
        }
    ),
)
def test_the_way_from_one_version_to_another(old: str, new: str, versions: tuple[str, ...]) -> None:
    assert tuple(step.new for step in plan_steps(STEPS, old, new)) == versions


def test_steps_that_go_round_in_a_circle_lead_nowhere() -> None:
    assert plan_steps([rename("0.8", "0.9"), rename("0.9", "0.8")], "0.8", "1.0") == ()


def test_every_step_changes_the_document_and_the_one_given_stays_as_it_is() -> None:
    given: Document = {"schema_version": "0.7", "entries": [{"text": "a"}]}
    migrated = migrate(given, plan_steps(STEPS, "0.7", "1.0"))
    assert migrated == {
        "schema_version": "1.0",
        "entries": [{"text": "a"}],
        "was 0.7": True,
        "was 0.8": True,
        "was 0.9": True,
    }
    assert given == {"schema_version": "0.7", "entries": [{"text": "a"}]}
    assert migrated["entries"] is not given["entries"]
