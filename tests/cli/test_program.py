"""The commands, run within the test: what they print and which exit code they give."""

from __future__ import annotations

import json
import re
import sys
from importlib.abc import MetaPathFinder
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest
import yaml
from tests.conftest import cases

from improvement_frameworks import (
    CONTENT_EDITION,
    SCHEMA_VERSION,
    __version__,
    explain,
    get_framework,
    json_schema,
    new,
    validate,
)
from improvement_frameworks.cli import main, program as program_module
from improvement_frameworks.core.registry import get_rules, published_ids

if TYPE_CHECKING:
    from tests.cli.conftest import Improve

COMMANDS = (
    "carry",
    "codebook",
    "compare",
    "completion",
    "convert",
    "docs",
    "explain",
    "forget",
    "form",
    "insights",
    "list",
    "map",
    "mask",
    "new",
    "report",
    "schema",
    "sheet",
    "show",
    "suggest",
    "template",
    "validate",
)


@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_names_every_command_and_how_to_begin(improve: Improve, option: str) -> None:
    run = improve(option)
    assert run.code == 0
    assert run.err == ""
    for command in COMMANDS:
        assert f"\n  {command} " in run.out
    assert "Begin with: improve list" in run.out


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(improve: Improve, command: str) -> None:
    run = improve(command, "--help")
    assert run.code == 0
    assert run.out.startswith(f"Usage: improve {command}")
    summary = run.out.split("\n\n")[1].strip()
    assert summary.endswith((".", ":"))
    options = [
        parameter
        for parameter in program_module.program.commands[command].params
        if isinstance(parameter, click.Option)
    ]
    assert all(option.help for option in options)


def test_without_a_command_the_help_is_shown(improve: Improve) -> None:
    run = improve()
    assert run.code in {0, 2}  # click changed its mind in version 8.2
    assert "Begin with: improve list" in run.out + run.err


def test_the_version_tells_the_three_numbers(improve: Improve) -> None:
    run = improve("--version")
    assert run.code == 0
    for number in (__version__, SCHEMA_VERSION, CONTENT_EDITION):
        assert number in run.out


@pytest.mark.parametrize(
    ("arguments", "words"),
    cases(
        {
            "a misspelt command": (["validat"], "No such command 'validat'"),
            "a misspelt option": (["list", "--hlep"], "--hlep"),
            "no path": (["validate"], "Missing argument 'PATH...'"),
            "no framework": (["show"], "Missing argument 'FRAMEWORK'"),
            "a misspelt framework": (["show", "icberg"], "Did you mean 'iceberg'?"),
            "a framework like nothing": (["new", "zebra"], "The frameworks are: "),
            "a misspelt part": (["show", "iceberg", "event"], "Did you mean 'events'?"),
            "a part like nothing": (["show", "iceberg", "x"], "There are: events, patterns,"),
            "a misspelt code": (["explain", "ICE-W99"], "Did you mean ICE-W9?"),
            "a code like nothing": (["explain", "zebra"], "There is no code 'zebra'."),
            "a format": (["validate", ".", "--format", "xml"], "'text', 'json', 'markdown', 'ht"),
            "a profile": (
                ["schema", "iceberg", "--profile", "x"],
                "'canonical', 'draft-07', 'form'",
            ),
            "a shell": (["completion", "cmd"], "'bash', 'zsh', 'fish'"),
            "no schema": (["schema"], "give --out FOLDER"),
            "two schemas": (["schema", "iceberg", "risk-themes"], "Name one framework"),
            "one schema to compare": (["schema", "diff", "a.json"], "improve schema diff OLD NEW"),
            "no folder for pages": (["docs"], "Missing option '--out'"),
            "an empty path": (["validate", ""], "A path is blank"),
            "a misspelt rule": (["validate", ".", "--select", "ICE-W99"], "Did you mean ICE-W9?"),
            "a misspelt principle": (["validate", ".", "--error", "be-timley"], "mean be-timely?"),
            "a rule like nothing": (
                ["validate", ".", "--ignore", "zzz"],
                "No practice check has the name zzz. A w",
            ),
            "a fault of form": (["validate", ".", "--ignore", "VALUE-NULL"], "always reported"),
        }
    ),
)
def test_a_mistake_on_the_command_line_is_explained(
    improve: Improve, arguments: list[str], words: str
) -> None:
    run = improve(*arguments)
    assert run.code == 2
    assert run.out == ""
    assert words in run.err
    assert "Traceback" not in run.err


def test_the_list_has_a_line_for_each_framework(improve: Improve) -> None:
    run = improve("list")
    assert run.code == 0
    lines = run.out.splitlines()
    places = {line.split()[0]: place for place, line in enumerate(lines) if line}
    for name in published_ids():
        framework = get_framework(name)
        line, why = lines[places[name]], lines[places[name] + 1]
        assert framework.title in line
        assert f": {framework.size} " in line
        assert framework.suits
        assert why.strip() == f"To {framework.suits.situations[0]}."
    assert "improve suggest" in lines[-1]


def test_a_part_is_shown_by_its_code_alone(improve: Improve) -> None:
    run = improve("show", "troika-consulting")
    assert run.code == 0
    assert run.out == improve("show", "liberating-structures", "troika-consulting").out
    both = improve("show", "assumptions").out
    assert "LADDER OF INFERENCE" in both
    assert "RISK THEMES" in both.upper()
    assert "Did you mean 'troika-consulting'?" in improve("show", "troika").err


def test_what_suits_is_suggested_with_reasons(improve: Improve) -> None:
    ask = ("suggest", "--minutes", "30", "--people", "12", "--for", "what enabled a change")
    run = improve(*ask, "--most", "2")
    assert run.code == 0
    assert "[iceberg]\n   Used to find out what enabled a change.\n" in run.out
    assert "Takes 30 to 90 minutes; there are 30." in run.out
    assert "More: improve show iceberg" in run.out
    assert improve(*ask, "--most", "2").out == run.out
    nothing = improve("suggest", "--for", "xylophone")
    assert nothing.code == 0
    assert "Nothing fits." in nothing.out


@pytest.mark.parametrize("name", published_ids())
def test_a_framework_is_shown_with_its_parts_and_sources(improve: Improve, name: str) -> None:
    run = improve("show", name)
    assert run.code == 0
    framework = get_framework(name)
    told = " ".join(run.out.split())
    assert framework.title.upper() in told.upper()
    for code in framework.default_scheme.parts:
        assert framework[code].label in told
    assert f"improve new {name}" in told
    first = framework.default_scheme.parts[0]
    assert framework[first].label in improve("show", name, first).out


@pytest.mark.parametrize("name", published_ids())
def test_a_blank_record_is_printed(improve: Improve, name: str) -> None:
    assert improve("new", name).out == new(name)
    assert improve("new", name, "--format", "json").out == new(name, format="json")


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("file", ["a.yaml", "a.YML", "a.json", "in/a/new/folder.json"])
def test_a_blank_record_is_written_as_the_name_of_its_file_says(
    improve: Improve, file: str
) -> None:
    run = improve("new", "iceberg", "-o", file)
    assert run.code == 0
    assert f"improve validate {file}" in run.err
    text = Path(file).read_text(encoding="utf-8")
    assert text == new("iceberg", format="json" if file.endswith("json") else "yaml")
    assert [issue.code for issue in validate(Path(file)).errors] == ["VALUE-BLANK"] * 5


@pytest.mark.usefixtures("folder")
def test_a_file_is_not_written_over_by_chance(improve: Improve) -> None:
    before = Path("good.json").read_text(encoding="utf-8")
    run = improve("new", "iceberg", "-o", "good.json")
    assert run.code == 2
    assert "good.json exists already" in run.err
    assert "--force" in run.err
    assert Path("good.json").read_text(encoding="utf-8") == before
    assert improve("new", "iceberg", "-o", "good.json", "--force").code == 0
    assert Path("good.json").read_text(encoding="utf-8") == new("iceberg", format="json")


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("arguments", "words"),
    cases(
        {
            "another ending": (["-o", "a.txt"], "a.txt must end in one of: .json, .yaml, .yml."),
            "no ending": (["-o", "a"], "a must end in one of"),
            "two kinds": (["-o", "a.yaml", "--format", "json"], "Leave --format out"),
            "a folder": (["-o", "."], "is a directory"),
            "a file as a folder": (["-o", "good.json/a.json"], "good.json"),
        }
    ),
)
def test_a_blank_record_that_cannot_be_written(
    improve: Improve, arguments: list[str], words: str
) -> None:
    before = sorted(Path().rglob("*"))
    run = improve("new", "iceberg", *arguments)
    assert run.code == 2
    assert words in run.err
    assert "Traceback" not in run.err
    assert sorted(Path().rglob("*")) == before


@pytest.mark.parametrize("code", ["DOC-EMPTY", "doc-empty", "REC-E1", "ICE-W1"])
def test_a_code_is_explained(improve: Improve, code: str) -> None:
    run = improve("explain", code)
    assert run.code == 0
    problem = explain(code)
    said = re.split(r"\{\w+\}", f"{problem.message}{{and}}{problem.hint}")
    for words in (problem.code, problem.title, problem.severity, *said):
        assert words in run.out
    assert "{" not in run.out, "a person reads words, not places to be filled"
    assert ("Principle:" in run.out) == (problem.principle is not None)


@pytest.mark.parametrize("name", published_ids())
def test_each_rule_is_explained_with_its_source(improve: Improve, name: str) -> None:
    framework = get_framework(name)
    citations = {source.id: source.citation for source in framework.sources}
    for rule in get_rules(name):
        run = improve("explain", rule.problem.code)
        assert run.code == 0
        if rule.problem.code.startswith(("REC-", "PRIV-")):
            continue
        assert f"{framework.title} (improve show {name})" in run.out
        expected = citations.get(rule.problem.source, "this library's own judgement")
        assert expected in run.out


def test_a_schema_is_printed(improve: Improve) -> None:
    run = improve("schema", "iceberg", "--profile", "form")
    assert run.code == 0
    assert json.loads(run.out) == json_schema("iceberg", profile="form")
    hosted = improve("schema", "iceberg", "--base-url", "https://example.org/schemas/")
    assert "https://example.org/schemas/" in json.loads(hosted.out)["$id"]


@pytest.mark.usefixtures("folder")
def test_all_schemas_are_written_to_a_folder(improve: Improve) -> None:
    run = improve("schema", "--out", "schemas")
    assert run.code == 0
    assert "Wrote the schemas to schemas." in run.err
    for name in published_ids():
        assert list(Path("schemas").rglob(f"{name}.schema.json"))


@pytest.mark.usefixtures("folder")
def test_two_schemas_are_compared(improve: Improve) -> None:
    Path("old.json").write_text(improve("schema", "iceberg").out, encoding="utf-8")
    old = json.loads(Path("old.json").read_text(encoding="utf-8"))
    answers: dict[str, tuple[object, int]] = {
        "same": (old, 0),
        "words": ({**old, "title": "Other"}, 0),
        "wider": ({**old, "additionalProperties": True}, 1),
        "narrower": ({**old, "properties": {}}, 1),
        "unknown": ({**old, "if": {}}, 2),
        "broken": ({**old, "properties": []}, 2),
        "elsewhere": ({"$ref": "other.json"}, 2),
    }
    for name, (other, code) in answers.items():
        Path("new.json").write_text(json.dumps(other), encoding="utf-8")
        run = improve("schema", "diff", "old.json", "new.json")
        assert run.code == code, name
        assert "Traceback" not in run.err
        assert run.out or "cannot be compared" in run.err, name
    run = improve("schema", "diff", "old.json", "notes.txt")
    assert run.code == 2
    assert "notes.txt cannot be read as JSON" in run.err
    assert improve("schema", "diff", "old.json", "gone.json").code == 2
    Path("list.json").write_text("[]", encoding="utf-8")
    assert "It must hold an object" in improve("schema", "diff", "list.json", "old.json").err


@pytest.mark.usefixtures("folder")
def test_pages_are_written_to_a_folder(improve: Improve) -> None:
    run = improve("docs", "--out", "pages")
    assert run.code == 0
    assert "Wrote the pages to pages." in run.err
    assert list(Path("pages").rglob("iceberg.md"))


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_what_completes_words_is_printed(improve: Improve, shell: str) -> None:
    run = improve("completion", shell)
    assert run.code == 0
    assert f"_IMPROVE_COMPLETE={shell}_complete" in run.out
    assert "improve" in run.out


def test_frameworks_are_completed(
    improve: Improve, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("_IMPROVE_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", "improve show l")
    monkeypatch.setenv("COMP_CWORD", "2")
    with pytest.raises(SystemExit) as caught:
        improve()
    assert caught.value.code == 0
    found = capsys.readouterr().out.split()
    assert "plain,learning-grid" in found
    assert "plain,iceberg" not in found


def test_a_fault_of_the_program_is_told_without_a_traceback(
    improve: Improve, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_name: str) -> str:
        raise ZeroDivisionError("the reason")

    monkeypatch.setattr("improvement_frameworks.core.registry.get_framework", fail)
    run = improve("show", "iceberg")
    assert run.code == 2
    assert run.out == ""
    assert "an error in the program, not in your data" in run.err
    assert "ZeroDivisionError in test_program.py, line " in run.err
    assert "the reason" in run.err
    assert "Traceback" not in run.err


def test_stopping_is_told_in_one_word(improve: Improve, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(_name: str) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("improvement_frameworks.core.registry.get_framework", stop)
    run = improve("show", "iceberg")
    assert (run.code, run.out, run.err.strip()) == (2, "", "Stopped.")


def test_what_is_missing_beside_click_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "improvement_frameworks.cli.program", None)
    with pytest.raises(ModuleNotFoundError, match=r"cli\.program"):
        main()


class Interrupting(MetaPathFinder):
    """Stands for somebody who stops the program while it is still being loaded."""

    def find_spec(self, *_arguments: object) -> None:
        raise KeyboardInterrupt


def test_stopping_while_it_is_loaded_is_silent(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delitem(sys.modules, "improvement_frameworks.cli.program")
    monkeypatch.setattr(sys, "meta_path", [Interrupting()])
    with pytest.raises(SystemExit) as caught:
        main()
    monkeypatch.undo()
    assert caught.value.code == 2
    assert capsys.readouterr() == ("", "")


def test_the_tests_know_every_command() -> None:
    assert tuple(sorted(program_module.program.commands)) == COMMANDS


def test_the_blank_yaml_is_what_a_yaml_library_reads(improve: Improve) -> None:
    document = yaml.safe_load(improve("new", "iceberg").out)
    assert document["framework"] == "iceberg"
    assert document["schema_version"] == SCHEMA_VERSION
