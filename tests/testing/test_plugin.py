"""The pytest plug-in in test runs of its own, as a user's project would start them."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path
from textwrap import dedent
from typing import Final

import pytest

from improvement_frameworks import Iceberg, RiskThemes, get_example, load
from improvement_frameworks.testing import assert_valid
from improvement_frameworks.testing.difference import MOST, explain_difference
from improvement_frameworks.testing.plugin import pytest_assertrepr_compare

NAME: Final = "improvement_frameworks"
PLUGIN: Final = f"{NAME}.testing.plugin"
# loaded once by its module, whether or not the distribution is installed with its entry point
ARGUMENTS: Final = ("-p", f"no:{NAME}", "-p", PLUGIN, "-p", "no:cacheprovider")
PYPROJECT: Final = Path(__file__).parents[2] / "pyproject.toml"


def write(pytester: pytest.Pytester, tests: str) -> None:
    (pytester.path / "test_it.py").write_text(dedent(tests), encoding="utf-8")


def test_pytest_finds_the_plug_in_by_its_entry_point() -> None:
    project = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]
    assert project["entry-points"]["pytest11"] == {NAME: PLUGIN}


def test_examples_are_fixtures(pytester: pytest.Pytester) -> None:
    write(
        pytester,
        """
        from improvement_frameworks import Iceberg

        def test_documents(framework_examples):
            assert framework_examples["iceberg"]["framework"] == "iceberg"
            framework_examples["iceberg"].clear()

        def test_each_test_has_its_own(framework_examples):
            assert framework_examples["iceberg"]["title"]

        def test_records(framework_records):
            assert len(framework_records) >= 6
            assert isinstance(framework_records["iceberg"], Iceberg)

        def test_valid(framework_examples, assert_valid):
            for document in framework_examples.values():
                assert assert_valid(document, strict=True).ok
        """,
    )
    pytester.runpytest(*ARGUMENTS).assert_outcomes(passed=4)


@pytest.mark.usefixtures("others")
def test_a_declared_grid_has_no_example(pytester: pytest.Pytester) -> None:
    write(
        pytester,
        """
        from improvement_frameworks import framework_ids

        def test_documents(framework_examples):
            assert "winter-grid" in framework_ids()
            assert "winter-grid" not in framework_examples
            assert "rose-bud-thorn" in framework_examples
        """,
    )
    pytester.runpytest_inprocess(*ARGUMENTS).assert_outcomes(passed=1)


def test_a_failed_check_shows_the_report_and_the_line_of_the_test(
    pytester: pytest.Pytester,
) -> None:
    write(
        pytester,
        """
        def test_bad(framework_examples, assert_valid):
            document = framework_examples["iceberg"]
            document["entries"][0]["level"] = "event"
            assert_valid(document)
        """,
    )
    result = pytester.runpytest(*ARGUMENTS)
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        [
            ">       assert_valid(document)",
            "E       AssertionError: the document is not valid",
            "E*/entries/0/level*",
            "E*Did you mean events*",
        ]
    )
    result.stdout.no_fnmatch_line("*raise AssertionError*")


def test_a_failed_comparison_names_the_places(pytester: pytest.Pytester) -> None:
    write(
        pytester,
        """
        from improvement_frameworks import Group, Iceberg

        def test_records(framework_records):
            one = framework_records["iceberg"]
            other = one.model_copy(update={"title": "Another", "recorded_on": None})
            assert one == other

        def test_nouns():
            assert Group(name="Ward 3") == Group(name="Ward 4", level="team")

        def test_other_things():
            assert {"a": 1} == {"a": 2}

        def test_other_comparisons(framework_records):
            assert framework_records["iceberg"] != framework_records["iceberg"]
        """,
    )
    result = pytester.runpytest(*ARGUMENTS, "-vv")
    result.assert_outcomes(failed=4)
    result.stdout.fnmatch_lines(
        [
            "E*two Iceberg: they differ in 2 places",
            "E*/title: 'The morning huddle outlived the first month' != 'Another'",
            "E*/recorded_on: only left: '2020-07-07'",
            "E*two Group: they differ in 2 places",
            "E*/name: 'Ward 3' != 'Ward 4'",
            "E*/level: only right: 'team'",
            "E*{'a': 1} == {'a': 2}",
        ]
    )


def iceberg(**changes: object) -> Iceberg:
    return Iceberg.model_validate({**get_example("iceberg"), **changes})


def entry(id_: str, text: str = "The huddle took ten minutes.") -> dict[str, object]:
    return {"id": id_, "level": "events", "text": text}


def test_one_entry_more_is_one_difference() -> None:
    one = iceberg(entries=[entry("e1"), entry("e2")])
    other = iceberg(entries=[entry("e0"), entry("e1"), entry("e2", "It took five.")])
    first, *lines = explain_difference(one, other)
    assert first == "two Iceberg: they differ in 2 places"
    assert lines[0].startswith("/entries/[id e2]/text: 'The huddle took ten minutes.' != 'It")
    assert lines[1].startswith("/entries/[id e0]: only right: {'id': 'e0'")


def test_another_order_is_a_difference() -> None:
    one = iceberg(entries=[entry("e1"), entry("e2")])
    other = iceberg(entries=[entry("e2"), entry("e1")])
    assert explain_difference(one, other) == [
        "two Iceberg: they differ in 1 place",
        "/entries: in another order: ['e1', 'e2'] != ['e2', 'e1']",
    ]


def test_items_without_ids_are_compared_by_their_place() -> None:
    one, other = iceberg(tags=["huddle", "ward"]), iceberg(tags=["huddle"])
    assert explain_difference(one, other)[1:] == ["/tags/1: only left: 'ward'"]


def test_ids_that_stand_twice_tell_nothing() -> None:
    one = iceberg(entries=[entry("e1"), entry("e1")])
    other = iceberg(entries=[entry("e1"), entry("e1", "It took five.")])
    assert explain_difference(one, other)[1].startswith("/entries/1/text: ")


def test_records_of_two_kinds_are_named() -> None:
    example = load(get_example("risk-themes"))
    assert isinstance(example, RiskThemes)
    first, *lines = explain_difference(iceberg(), example)
    assert first.startswith("Iceberg and RiskThemes: they differ in ")
    assert "/framework: 'iceberg' != 'risk-themes'" in lines


def test_long_values_and_many_differences_are_cut() -> None:
    one = iceberg(entries=[entry(f"e{number}", "a" * 500) for number in range(MOST + 5)])
    other = iceberg(entries=[entry(f"e{number}", "b") for number in range(MOST + 5)])
    lines = explain_difference(one, other)
    assert len(lines) == MOST + 2
    assert lines[-1] == "... and 5 more"
    assert all(len(line) < 300 for line in lines)


@pytest.mark.parametrize("op", ["!=", "in", "is"])
def test_only_equality_is_explained(op: str) -> None:
    assert pytest_assertrepr_compare(op, iceberg(), iceberg(tags=["a"])) is None
    assert pytest_assertrepr_compare("==", iceberg(), iceberg(tags=["a"])) is not None


def test_only_records_are_explained() -> None:
    assert pytest_assertrepr_compare("==", iceberg(), {"a": 1}) is None
    assert pytest_assertrepr_compare("==", 1, iceberg()) is None


def test_assert_valid_gives_the_report_and_takes_the_words_of_validate() -> None:
    shallow = {**get_example("iceberg"), "entries": [entry("e1")], "actions": []}
    assert "ICE-W1" in assert_valid(shallow).by_code()
    assert "ICE-W1" not in assert_valid(shallow, ignore=["ICE"]).by_code()
    assert assert_valid(shallow, select=["REC"], strict=True).ok
    with pytest.raises(AssertionError, match="ICE-W1"):
        assert_valid(shallow, strict=True)


def run_python(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=False
    )


def test_the_plug_in_imports_nothing_heavy() -> None:
    heavy = "{'pydantic', 'pydantic_core', 'attrs', 'attr', 'hypothesis', 'jsonschema', 'yaml'}"
    code = f"""
import sys
import pytest  # which may use attrs itself
before = set(sys.modules)
import {PLUGIN} as plugin
assert plugin.pytest_assertrepr_compare("==", 1, 2) is None
new = {{name.partition(".")[0] for name in set(sys.modules) - before}}
print(sorted(new & {heavy}))
print(sorted(name for name in set(sys.modules) - before if name.startswith("improvement")))
"""
    result = run_python(code)
    assert not result.stderr
    first, second = result.stdout.splitlines()
    assert first == "[]"
    assert second == str(
        sorted([NAME, *(f"{NAME}.{one}" for one in ("frameworks", "lazy", "testing")), PLUGIN])
    )


def test_without_hypothesis_pytest_runs_and_drawing_says_what_to_install(
    pytester: pytest.Pytester,
) -> None:
    pytester.makeconftest("import sys; sys.modules['hypothesis'] = None")
    write(
        pytester,
        """
        import pytest
        from improvement_frameworks import get_example, validate
        from improvement_frameworks.core.errors import MissingExtraError

        LINE = 'pip install "improvement-frameworks[testing]"'

        @pytest.mark.parametrize("name", ["records", "documents", "entries", "nouns", "values"])
        def test_drawing(name):
            import improvement_frameworks.testing as testing

            with pytest.raises(MissingExtraError) as caught:
                getattr(testing, name)
            assert LINE in str(caught.value)

        def test_import():
            with pytest.raises(ImportError, match="testing"):
                from improvement_frameworks.testing import records

        def test_faults_and_checks(assert_valid):
            from improvement_frameworks.testing import faults

            assert_valid(get_example("iceberg"))
            fault = next(faults(get_example("iceberg")))
            assert not validate(fault.document).ok
        """,
    )
    result = pytester.runpytest_subprocess(*ARGUMENTS, "-p", "no:hypothesispytest")
    result.assert_outcomes(passed=7)


def test_names_that_are_not_there_are_refused() -> None:
    from improvement_frameworks import testing

    assert "records" in dir(testing)
    unknown = "strategies"
    with pytest.raises(AttributeError, match="no attribute 'strategies'"):
        getattr(testing, unknown)


def test_every_public_name_can_be_loaded() -> None:
    from improvement_frameworks import testing

    assert len(testing.__all__) > 5
    for name in testing.__all__:
        assert getattr(testing, name) is not None
