"""Reports: complete counts, one order, the six principles, and words that cannot do harm."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given, strategies as st
from tests.conftest import cases

from improvement_frameworks.core.errors import InvalidRecordError
from improvement_frameworks.core.report.report import Collector, Report, write_github, write_text
from improvement_frameworks.problems.problem import PRINCIPLES, Issue, Param, Problem, Where

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

    from improvement_frameworks.problems.problem import Principle, Severity


def problem(code: str, severity: Severity, principle: Principle | None = None) -> Problem:
    return Problem(
        code=code,
        severity=severity,
        title=f"Title of {code}",
        message="found {what}",
        hint="fix {what}",
        principle=principle,
    )


FORM: Final = problem("DOC-A", "error")
LATE: Final = problem("ICE-E1", "error", "be-timely")
VAGUE: Final = problem("ICE-W1", "warning", "be-purposeful")
ALONE: Final = problem("ICE-W2", "warning", "involve-diverse-perspectives")
DEPTH: Final = problem("ICE-I1", "info", "be-timely")


def issue(
    one: Problem, pointer: str = "", line: int | None = None, source: str = "", **params: Param
) -> Issue:
    where = Where(source=source, line=line, pointer=pointer)
    return one.issue(where, **{"what": "a", **params})


def report_on(*documents: Sequence[Issue], keep: int = 1_000) -> Report:
    collector = Collector(keep=keep)
    for issues in documents:
        collector.add(issues, judged=True)
    return collector.report()


def test_an_empty_report_is_fine() -> None:
    report = Report()
    assert report.ok
    assert not report.truncated
    assert (report.errors, report.warnings, report.infos) == ((), (), ())
    assert report.to_text() == "Nothing was read."


def test_warnings_and_notes_do_not_make_a_report_bad() -> None:
    report = report_on([issue(VAGUE), issue(DEPTH)])
    assert report.ok
    report.raise_if_invalid()
    assert [len(found) for found in (report.errors, report.warnings, report.infos)] == [0, 1, 1]


def test_an_error_can_be_raised() -> None:
    report = report_on([issue(LATE)])
    assert not report.ok
    with pytest.raises(InvalidRecordError) as caught:
        report.raise_if_invalid()
    assert caught.value.report is report
    assert "ICE-E1" in str(caught.value)
    assert isinstance(caught.value, ValueError)


def test_counts_go_on_when_no_more_issues_are_kept() -> None:
    collector = Collector(keep=2)
    for number in range(500):
        collector.add([issue(VAGUE, f"/entries/{number}"), issue(LATE)], judged=True)
    report = collector.report()
    assert len(report.issues) == 4
    assert report.truncated
    assert report.counts == {("ICE-W1", "warning"): 500, ("ICE-E1", "error"): 500}
    assert (report.count("error"), report.count("warning"), report.count("info")) == (500, 500, 0)
    assert report.documents == report.judged == 500
    assert report.neglected == {"be-purposeful": 500, "be-timely": 500}
    assert [i.where.pointer for i in report.warnings] == ["/entries/0", "/entries/1"]
    assert "Issues shown: 4. The counts are complete." in report.to_text()


def test_a_report_is_bad_even_if_it_keeps_no_issue() -> None:
    report = report_on([issue(LATE)], keep=0)
    assert report.issues == ()
    assert not report.ok
    assert report.truncated


def test_issues_of_a_document_stand_in_the_order_of_the_document() -> None:
    issues = [
        issue(LATE, "/entries/10/text"),
        issue(LATE, "/entries/2/text"),
        issue(VAGUE, "/entries/2"),
        issue(LATE, "/title"),
        issue(LATE),
        issue(LATE, "/entries/2/level", line=7),
        issue(LATE, "/zebra", line=3),
    ]
    assert [(i.where.line, i.where.pointer) for i in report_on(issues).issues] == [
        (None, ""),
        (None, "/entries/2"),
        (None, "/entries/2/text"),
        (None, "/entries/10/text"),
        (None, "/title"),
        (3, "/zebra"),
        (7, "/entries/2/level"),
    ]


def test_documents_stay_in_the_order_in_which_they_were_read() -> None:
    report = report_on([issue(LATE, source="z.json")], [issue(LATE, source="a.json")])
    assert [i.where.source for i in report.issues] == ["z.json", "a.json"]


ANY_ISSUES: Final = st.lists(
    st.builds(
        issue,
        st.sampled_from([FORM, LATE, VAGUE, ALONE, DEPTH]),
        st.sampled_from(["", "/title", "/entries/1", "/entries/10", "/entries/9", "/²", "/01"]),
        st.none() | st.integers(1, 3),
        what=st.sampled_from(["a", "b", "x" * 60 + "1", "x" * 60 + "2"]) | st.integers(0, 3),
    ),
    max_size=12,
)


@given(ANY_ISSUES, st.randoms(use_true_random=False), st.integers(0, 4))
def test_a_report_does_not_depend_on_the_order_of_issues(
    issues: list[Issue], chance: random.Random, keep: int
) -> None:
    shuffled = issues[:]
    chance.shuffle(shuffled)
    one, other = report_on(issues, keep=keep), report_on(shuffled, keep=keep)
    assert one == other
    assert one.to_json() == other.to_json()
    assert one.to_text() == other.to_text()
    assert one.to_markdown() == other.to_markdown()
    assert write_github(one) == write_github(other)


@given(st.lists(ANY_ISSUES, max_size=4))
def test_reports_add_up(documents: list[list[Issue]]) -> None:
    whole = report_on(*documents)
    parts = sum((report_on(issues) for issues in documents), Report())
    assert parts == whole
    assert parts.to_dict() == whole.to_dict()


def test_by_code_and_by_principle() -> None:
    report = report_on([issue(VAGUE), issue(LATE), issue(DEPTH), issue(FORM), issue(LATE, "/a")])
    assert {code: len(found) for code, found in report.by_code().items()} == {
        "DOC-A": 1,
        "ICE-E1": 2,
        "ICE-I1": 1,
        "ICE-W1": 1,
    }
    by_principle = report.by_principle()
    assert tuple(by_principle) == PRINCIPLES
    assert {one: len(found) for one, found in by_principle.items() if found} == {
        "be-purposeful": 1,
        "be-timely": 3,
    }


def test_principles_count_documents_and_not_issues() -> None:
    report = report_on(
        [issue(LATE), issue(LATE, "/a"), issue(VAGUE)], [issue(VAGUE)], [issue(DEPTH)], []
    )
    assert report.judged == 4
    assert report.neglected == {"be-timely": 1, "be-purposeful": 2}


def test_documents_that_could_not_be_judged_say_nothing_about_principles() -> None:
    collector = Collector()
    collector.add([issue(FORM)])
    collector.add([issue(VAGUE)], judged=True)
    collector.add([issue(FORM)], documents=0)
    report = collector.report()
    assert (report.documents, report.judged) == (2, 1)
    assert report.neglected == {"be-purposeful": 1}
    assert "without errors. Not checked: 1." in report.to_text()


def test_a_report_of_the_form_promises_no_rules() -> None:
    collector = Collector(rules=False)
    collector.add([issue(FORM)])
    text = collector.report().to_text()
    assert text.endswith("\nOnly the format was checked. The practice checks were not run.")
    assert "Fix the errors" not in text
    assert "\n\nOnly the format was checked. The practice checks were not run.\n" in (
        collector.report().to_markdown()
    )
    assert collector.report().to_dict()["rules"] is False
    judged = Collector()
    judged.add([issue(FORM)])
    both = collector.report() + judged.report()
    assert both.to_text().endswith("without errors. Not checked: 2.")


def mixed_report() -> Report:
    """Two documents: one with an error, a warning and a note, one that could not be read."""
    collector = Collector()
    first = [
        issue(VAGUE, "/entries/0", line=4, source="a.json", what=("b", "c")),
        issue(LATE, "/period", line=9, source="a.json", what=7),
        issue(DEPTH, source="a.json"),
    ]
    collector.add(first, judged=True)
    collector.add([issue(FORM, source="b.json", what='"x\x1b"')])
    return collector.report()


def test_the_report_as_data() -> None:
    assert mixed_report().to_dict() == {
        "report_version": "1.0",
        "ok": False,
        "documents": 2,
        "rows": 0,
        "cells": 0,
        "cells_read": 0,
        "rules": True,
        "judged": 1,
        "counts": {"error": 2, "warning": 1, "info": 1},
        "codes": {"DOC-A": 1, "ICE-E1": 1, "ICE-I1": 1, "ICE-W1": 1},
        "principles": {
            "avoid-jumping-to-conclusions": {"kept": 1, "neglected": 0},
            "be-purposeful": {"kept": 0, "neglected": 1},
            "be-timely": {"kept": 0, "neglected": 1},
            "involve-diverse-perspectives": {"kept": 1, "neglected": 0},
            "support-psychological-safety": {"kept": 1, "neglected": 0},
            "focus-on-what-is-enabling-the-change": {"kept": 1, "neglected": 0},
        },
        "truncated": False,
        "issues": [
            {
                "code": "ICE-I1",
                "severity": "info",
                "title": "Title of ICE-I1",
                "message": "found a",
                "hint": "fix a",
                "where": {"source": "a.json", "pointer": ""},
                "params": {"what": "a"},
            },
            {
                "code": "ICE-W1",
                "severity": "warning",
                "title": "Title of ICE-W1",
                "message": "found b, c",
                "hint": "fix b, c",
                "where": {"source": "a.json", "pointer": "/entries/0", "line": 4},
                "params": {"what": ["b", "c"]},
            },
            {
                "code": "ICE-E1",
                "severity": "error",
                "title": "Title of ICE-E1",
                "message": "found 7",
                "hint": "fix 7",
                "where": {"source": "a.json", "pointer": "/period", "line": 9},
                "params": {"what": 7},
            },
            {
                "code": "DOC-A",
                "severity": "error",
                "title": "Title of DOC-A",
                "message": r'found "x\x1b"',
                "hint": r'fix "x\x1b"',
                "where": {"source": "b.json", "pointer": ""},
                "params": {"what": r'"x\x1b"'},
            },
        ],
    }
    assert json.loads(mixed_report().to_json()) == mixed_report().to_dict()


def test_the_report_as_text() -> None:
    assert mixed_report().to_text().splitlines() == [
        "a.json",
        "  info ICE-I1  this document",
        "      found a",
        "      -> fix a",
        "  warning ICE-W1  4 /entries/0",
        "      found b, c",
        "      -> fix b, c",
        "  error ICE-E1  9 /period",
        "      found 7",
        "      -> fix 7",
        "",
        "b.json",
        "  error DOC-A  this document",
        r'      found "x\x1b"',
        r'      -> fix "x\x1b"',
        "",
        "2 documents read: 2 errors, 1 warning, 1 note.",
        "",
        "Learning principles. Documents checked: 1",
        "  Avoid jumping to conclusions            nothing found in 1",
        "  Be purposeful                           worth another look in 1",
        "  Be timely                               worth another look in 1",
        "  Involve diverse perspectives            nothing found in 1",
        "  Support psychological safety            nothing found in 1",
        "  Focus on what is enabling the change    nothing found in 1",
        "Fix the errors first: practice checks run on records without errors. Not checked: 1.",
    ]
    assert str(mixed_report()) == mixed_report().to_text()


def test_the_report_as_markdown() -> None:
    lines = mixed_report().to_markdown().splitlines()
    assert lines[0] == "# Report"
    assert "2 documents read: 2 errors, 1 warning, 1 note." in lines
    assert "| Be purposeful | 0 | 1 |" in lines
    assert "| Support psychological safety | 1 | 0 |" in lines
    assert [line for line in lines if line.startswith("## ")] == ["## a.json", "## b.json"]
    assert "| 4 /entries/0 | ICE-W1 | warning | found b, c | fix b, c |" in lines


def test_the_report_for_github() -> None:
    assert write_github(mixed_report()).splitlines() == [
        "::notice file=a.json,title=ICE-I1::found a fix a",
        "::warning file=a.json,line=4,title=ICE-W1::found b, c fix b, c",
        "::error file=a.json,line=9,title=ICE-E1::found 7 fix 7",
        r'::error file=b.json,title=DOC-A::found "x\x1b" fix "x\x1b"',
    ]


def test_words_of_several_lines_stay_one_annotation_for_github() -> None:
    long = Problem(code="A-1", severity="error", title="t", message="50 %\nof\r\n{what}", hint="h")
    (line,) = write_github(report_on([issue(long, source="a:b,c.json")])).splitlines()
    assert line == "::error file=a%3Ab%2Cc.json,title=A-1::50 %25%0Aof%0D%0Aa h"


def test_short_forms_for_programs_and_notebooks() -> None:
    report = mixed_report()
    assert repr(report) == "<Report: not ok; 2 read; 2 error, 1 warning, 1 info>"
    assert repr(Report()) == "<Report: ok; 0 read; 0 error, 0 warning, 0 info>"
    html = report._repr_html_()  # pyright: ignore[reportPrivateUsage]
    assert html.startswith("<pre>")
    assert "found &quot;x" in html


def test_one_document_and_one_of_each_are_in_the_singular() -> None:
    assert (
        "1 document read: 1 error, 1 warning, 1 note."
        in report_on([issue(LATE), issue(VAGUE), issue(DEPTH)]).to_text()
    )


def test_severities_can_be_painted() -> None:
    text = write_text(mixed_report(), paint=lambda words, severity: f"[{severity}]{words}[/]")
    assert "  [error]error ICE-E1[/]  9 /period" in text
    assert "[info]info ICE-I1[/]" in text


NASTY: Final = {
    "colours": "a\x1b[31mb",
    "a title of the window": "\x1b]0;owned\x07",
    "a turned direction": "a\u202eb",
    "eight bit controls": "a\x9b31mb",
    "lines": "one\ntwo\r\nthree",
    "a table": "a | b | c",
    "a heading": "# a",
    "markup": "<img src=x onerror=alert(1)> [a](http://b) `c` *d* _e_",
    "an annotation": "%0A::error::a",
    "an annotation on a line of its own": "\n::error::a",
    "NUL": "a\x00b",
    "half a character": "\ud800",
}


@pytest.mark.parametrize("text", cases(NASTY))
def test_data_in_a_report_can_do_no_harm(text: str) -> None:
    report = report_on(
        [
            issue(LATE, f"/{text}", source=text, what=text),
            issue(VAGUE, "/a", source=text, what=text),
        ]
    )
    for written in (report.to_text(), report.to_markdown()):
        for line in written.splitlines():
            assert line.isprintable(), ascii(line)
    rows = [line for line in report.to_markdown().splitlines() if "| ICE-" in line]
    assert len(rows) == 2
    for row in rows:
        assert len(re.findall(r"(?<!\\)\|", row)) == 6, "a cell broke out of its row"
        assert not re.search(r"(?<!\\)[`*_\[\]<>]", row)
    headings = [line for line in report.to_markdown().splitlines() if line.startswith("#")]
    assert len(headings) == 2
    annotations = write_github(report).split("\n")
    assert sorted(line.partition(" ")[0] for line in annotations) == ["::error", "::warning"]


def test_words_of_a_report_are_cut() -> None:
    report = report_on([issue(LATE, what="x" * 10_000)])
    assert "x" * 60 not in report.to_text()
    assert "x" * 59 + "…" in report.to_text()
    assert len(report.to_json()) < 3_000


def test_a_place_made_of_data_is_cut_in_words_and_whole_in_data() -> None:
    report = report_on([issue(LATE, "/" + "k" * 100_000, line=3)])
    assert "3 /kkk" in report.to_text()
    assert len(report.to_text()) < 1_000
    assert len(report.to_markdown()) < 1_500
    assert "k" * 100_000 in report.to_json()


def test_what_an_issue_says_cannot_be_changed() -> None:
    params: dict[str, Param] = {"what": "a"}
    one = LATE.issue(None, "error", **params)
    params["what"] = "b"
    assert one.message == "found a"
    with pytest.raises(TypeError):
        one.params["what"] = "b"  # type: ignore[index]  # pyright: ignore[reportIndexIssue]


def test_places_can_be_put_in_order() -> None:
    places = [
        Where("b", 1, 1, "/a"),
        Where("a", 2, 5, "/a"),
        Where("a", 2, 1, "/b"),
        Where("a", None, None, "/c"),
    ]
    assert [str(place) for place in sorted(places)] == ["/c", "2:1 /b", "2:5 /a", "1:1 /a"]


def test_a_principle_is_kept_only_where_a_rule_looked_at_it() -> None:
    collector = Collector()
    collector.add([], judged=True, examined=["be-timely"])
    collector.add([issue(VAGUE)], judged=True, examined=["be-purposeful", "be-timely"])
    principles = collector.report().to_dict()["principles"]
    assert principles == {
        "avoid-jumping-to-conclusions": {"kept": 0, "neglected": 0},
        "be-purposeful": {"kept": 0, "neglected": 1},
        "be-timely": {"kept": 2, "neglected": 0},
        "involve-diverse-perspectives": {"kept": 0, "neglected": 0},
        "support-psychological-safety": {"kept": 0, "neglected": 0},
        "focus-on-what-is-enabling-the-change": {"kept": 0, "neglected": 0},
    }
    text = collector.report().to_text()
    assert "Support psychological safety            not checked" in text


def test_what_follows_is_included_with_its_lines_counted_on() -> None:
    collector = Collector(keep=2)
    collector.include(report_on([issue(FORM), issue(FORM, line=4)]), lines_before=10)
    assert sorted(one.where.line or 0 for one in collector.report().issues) == [11, 14]
    collector.include(report_on([issue(FORM), issue(VAGUE)]))
    report = collector.report()
    assert [one.code for one in report.issues].count("DOC-A") == 2
    assert (report.count("error"), report.count("warning")) == (3, 1)
    assert [one.where.line for one in report.warnings] == [None]


@pytest.mark.parametrize(
    ("rows", "documents", "words"),
    [
        (1, 1, "1 row (1 record) read"),
        (2, 1, "2 rows (1 record) read"),
        (2_000, 3, "2,000 rows (3 records) read"),
        (1, 0, "1 row read"),
        (0, 1, "1 document read"),
        (0, 2, "2 documents read"),
    ],
)
def test_the_summary_says_how_much_was_read(rows: int, documents: int, words: str) -> None:
    assert words in Report(rows=rows, documents=documents).to_text()


def test_annotations_name_a_file_where_there_is_one() -> None:
    assert write_github(report_on([issue(FORM)])) == "::error title=DOC-A::found a fix a"
    named = write_github(report_on([issue(FORM, line=2, source="a.json")]))
    assert named == "::error file=a.json,line=2,title=DOC-A::found a fix a"


def placed(
    code: str, *, line: int | None = None, column: int | None = None, row: int | None = None
) -> Issue:
    where = Where(source="a.json", line=line, column=column, row=row)
    return problem(code, "warning").issue(where, what="a")


@pytest.mark.parametrize("field", ["line", "column", "row"])
def test_what_has_no_place_comes_before_the_first_place_and_places_are_numbers(field: str) -> None:
    found = [placed("A-W1", **{field: 10}), placed("B-W1", **{field: 9})]
    found += [placed("C-W1", **{field: 1}), placed("D-W1")]
    for two in (found, found[:2], found[2:]):
        shown = [one.code for one in report_on(two).issues]
        assert shown == sorted((one.code for one in two), reverse=True)


def test_places_in_lists_come_before_names() -> None:
    found = [issue(VAGUE, pointer) for pointer in ("/a/x", "/a/10", "/a/9")]
    pointers = [one.where.pointer for one in report_on(found).issues]
    assert pointers == ["/a/9", "/a/10", "/a/x"]


def test_a_thousand_issues_of_a_code_are_kept_unless_it_is_said_otherwise() -> None:
    collector = Collector()
    assert collector.room("ICE-W1") == 1_000
    collector = Collector(keep=2)
    for left in (1, 0, 0):
        collector.add([issue(VAGUE)])
        assert collector.room("ICE-W1") == left


def test_principles_are_shown_only_if_one_is_worth_another_look() -> None:
    assert "Learning principles" not in report_on([issue(FORM)]).to_text()
    collector = Collector()
    collector.add([issue(VAGUE)])
    assert "Learning principles" not in collector.report().to_text()
    assert "Learning principles" in report_on([issue(VAGUE)]).to_text()


def test_errors_first_is_said_only_where_errors_kept_something_from_being_checked() -> None:
    collector = Collector()
    collector.add([issue(FORM)])
    assert collector.report().to_text().endswith("Not checked: 1.")
    assert "Not checked" not in report_on([issue(FORM)]).to_text()
    collector = Collector()
    collector.add([issue(DEPTH)])
    assert "Not checked" not in collector.report().to_text()


def test_lines_are_96_characters_wide_and_words_are_not_broken_at_hyphens() -> None:
    def write(message: str) -> list[str]:
        one = Problem("ICE-W9", "warning", "A title", message, "A hint", None)
        return report_on([one.issue(Where(source="a.json"))]).to_text().splitlines()

    exact = f"{'a' * 44} {'b' * 45}"
    assert f"      {exact}" in write(exact)
    assert f"      {exact}b" not in write(f"{exact}b")
    assert f"      drop-in-{'c' * 40}" in write(f"{'a' * 70} drop-in-{'c' * 40}")
