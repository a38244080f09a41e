"""Practice checks for after action reviews. They look at the review and judge nobody in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from improvement_frameworks.core import Findings, at, find_actions, rule

if TYPE_CHECKING:
    from improvement_frameworks.frameworks.after_action_review.record import AfterActionReview


@rule("AAR-W4")
def owner_absent(record: AfterActionReview) -> Findings:
    roles = {person.role.casefold() for person in record.contributors if person.role}
    for found in find_actions(record):
        owner = found.action.owner
        if roles and owner and owner.casefold() not in roles:
            yield at(*found.path, "owner", owner=owner)
