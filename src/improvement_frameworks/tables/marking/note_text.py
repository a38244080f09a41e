"""Says what is wrong with a cell in the words of a spreadsheet: labels, and nothing to type.

Who opens a marked copy chooses from drop-downs of labels and has no command line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from improvement_frameworks import problems
from improvement_frameworks.core.registry import framework_ids, remember_until_declared
from improvement_frameworks.problems.hint import leave_out_commands
from improvement_frameworks.problems.problem import Own
from improvement_frameworks.tables.rows.column import columns_of
from improvement_frameworks.tables.rows.noun_list import noun_lists_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from improvement_frameworks.problems.problem import Issue


def write_words(issue: Issue) -> tuple[str, str]:
    r"""Return what was found and what to do, as a note says it.

    Examples:
        >>> from improvement_frameworks.tables import validate_table
        >>> rows = b"title,level,text\nHuddles,evnts,They take ten minutes.\n"
        >>> message, hint = write_words(validate_table(rows, name="a.csv").errors[0])
        >>> message
        '"evnts" is not one of the codes of level. Did you mean Events?'
        >>> hint[:21]
        'Write one of: Events,'
    """
    issue = _use_labels(issue)
    return leave_out_commands(issue.message), leave_out_commands(issue.hint)


def _use_labels(issue: Issue) -> Issue:
    allowed = issue.params.get("allowed")
    if issue.problem is not problems.VALUE_CODE or not isinstance(allowed, tuple):
        return issue
    labels = _labels_of().get(frozenset(map(str, allowed)), {})
    offer = str(issue.params.get("offer", ""))
    for code, label in labels.items():
        offer = offer.replace(f"mean {code}?", f"mean {label}?")
    shown = tuple(Own(labels.get(str(code), str(code))) for code in allowed)
    return evolve(issue, params={**issue.params, "allowed": shown, "offer": Own(offer)})


@remember_until_declared
def _labels_of() -> Mapping[frozenset[str], Mapping[str, str]]:
    """Return the labels of the codes of every closed list, by its codes."""
    found: dict[frozenset[str], Mapping[str, str]] = {}
    for framework in framework_ids():
        lists = (column for noun in noun_lists_of(framework) for column in noun.columns)
        for column in (*columns_of(framework), *lists):
            labels = {term.code: term.label for term in column.terms}
            found.setdefault(frozenset(labels), labels)
    return found
