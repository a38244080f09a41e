"""The reference pages: everything declared is on them, every link leads somewhere."""

from __future__ import annotations

import json
import re
from functools import cache
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, cast

import jsonschema
import pytest
from tests.conftest import for_each
from tests.made_rule import make_rule

import improvement_frameworks
from improvement_frameworks import validate
from improvement_frameworks.core.content.content_file import parse_framework
from improvement_frameworks.core.errors import ContentError, UnknownFrameworkError
from improvement_frameworks.core.record.record import Record
from improvement_frameworks.core.registry import (
    Declared,
    forget,
    get_example,
    get_framework,
    get_record_type,
    get_rules,
    published_ids,
    register,
)
from improvement_frameworks.frameworks.learning_grid import (
    GridLevel,
    GridQuestion,
    declare_grid,
)
from improvement_frameworks.pages import build_pages, write_pages
from improvement_frameworks.pages.site.catalogue import has_part_pages
from improvement_frameworks.pages.site.markdown import slug
from improvement_frameworks.pages.site.method_list import find_methods
from improvement_frameworks.pages.site.nav import MarkerError, fill_between
from improvement_frameworks.problems import PROBLEMS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from improvement_frameworks.core.rules.rules import Findings, Rule
    from improvement_frameworks.pages.site.markdown import Page

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "docs" / "reference"
PUBLISHED = published_ids()
CODES = sorted(
    {problem.code for problem in PROBLEMS}
    | {one.problem.code for framework in PUBLISHED for one in get_rules(framework)}
)


@cache
def pages() -> dict[str, Page]:
    """Return all pages by their paths."""
    return {page.path: page for page in build_pages(PUBLISHED)}


@pytest.fixture
def own_grid() -> Iterator[str]:
    declare_grid(
        id="winter-grid",
        title="What winter teaches",
        stem="Since the winter plan began...",
        questions=[GridQuestion("kept", "Kept", "What have we kept?")],
        levels=[GridLevel("ward", "Ward")],
    )
    yield "winter-grid"
    forget()


def without_code(text: str) -> str:
    return re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)


def find_links(text: str) -> list[str]:
    return re.findall(r"(?<!\\)\]\(([^)\s]+)\)", without_code(text))


def find_places(text: str) -> list[str]:
    headings = re.findall(r"^#+ (?:<a [^>]*></a>)?(.*)$", without_code(text), re.MULTILINE)
    return [*re.findall(r'<a id="([^"]+)">', text), *(slug(title) for title in headings)]


def test_every_page_is_in_the_menu() -> None:
    menu = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert [path for path in pages() if f" reference/{path}\n" not in menu] == []


def test_every_link_leads_somewhere() -> None:
    for path, page in pages().items():
        for target in find_links(page.text):
            if target.startswith("http"):
                continue
            file, _, place = target.partition("#")
            other = (REFERENCE / path).parent.joinpath(file).resolve() if file else REFERENCE / path
            if other.suffix == ".svg":
                assert other.stem in PUBLISHED, f"{path}: {target}"
                continue
            found = pages().get(other.relative_to(REFERENCE).as_posix())
            assert found, f"{path}: {target}"
            assert not place or place in find_places(found.text), f"{path}: {target}"


def test_no_place_of_ours_is_marked_twice() -> None:
    for path, page in pages().items():
        marked = re.findall(r'<a id="([^"]+)">', page.text)
        assert len(marked) == len(set(marked)), path


def test_pages_have_one_title_and_tidy_lines() -> None:
    for path, page in pages().items():
        text = page.text
        assert len(re.findall(r"^# ", without_code(text), re.MULTILINE)) == 1, path
        assert text.startswith("# "), path
        assert not re.search(r"[ \t]$|\n\n\n", text, re.MULTILINE), path
        assert text.endswith("\n"), path


@for_each(PUBLISHED)
def test_a_framework_page_says_everything_that_is_declared(framework: str) -> None:
    about = get_framework(framework)
    written = [pages()[f"{folder}/{framework}.md"].text for folder in ("frameworks", "data")]
    text = "\n".join(written)
    places = find_places(text)
    for part in about.parts:
        assert part.code in places
    for source in about.sources:
        assert f"source-{source.id}" in places
        assert not source.url or source.url in text
    assert text.count("*Not seen by us") == sum(not source.verified for source in about.sources)
    for scheme in about.schemes:
        assert f"scheme-{scheme.id}" in places
    for vocabulary in about.vocabularies:
        assert f"list-{vocabulary.id}" in places
        assert all(f"| `{code}` |" in text for code in vocabulary.codes)
    listed = written[0] + pages()["codes/index.md"].text
    for one in get_rules(framework):
        assert re.search(
            rf"\| \[{one.problem.code}\]\((?:../codes/)?{one.problem.code.lower()}", listed
        )
    for relation in about.relations:
        assert " ".join(relation.reason.split())[:30] in text
    example = re.findall(r"^```json\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    assert [json.loads(block) for block in example] == [get_example(framework)]


@for_each(PUBLISHED)
def test_prompts_are_quoted_to_the_letter(framework: str) -> None:
    own = [page.text for path, page in pages().items() if f"frameworks/{framework}" in path]
    text = "\n".join(own).replace("\\", "")
    prompts = [prompt for part in get_framework(framework).parts for prompt in part.prompts]
    assert [prompt for prompt in prompts if f"- {prompt}\n" not in text] == []


def test_every_code_has_a_page() -> None:
    for code in CODES:
        text = pages()[f"codes/{code.lower()}.md"].text
        assert text.startswith(f"# {code}: "), code
        assert "## What the report says" in text, code
        assert "## What to do" in text, code


def test_a_code_page_shows_message_hint_principle_and_source() -> None:
    text = pages()["codes/ice-w2.md"].text
    assert '> "*label*" has no entry, although deeper levels do.' in text
    assert "Ask the question of this level: *prompt*" in text
    assert "- *label*: The label of the empty level.\n" in text
    assert "- *prompt*: The guide questions of that level.\n" in text
    assert "Filled in with what was found" in pages()["codes/value-code.md"].text
    assert "learning-principles.md#avoid-jumping-to-conclusions)" in text
    assert "[thinking-skills](../frameworks/iceberg.md#source-thinking-skills)" in text
    assert "this library's own judgement" in pages()["codes/ice-e2.md"].text


def test_codes_are_listed_errors_first_and_by_their_numbers() -> None:
    text = pages()["codes/index.md"].text
    listed = re.findall(r"^\| \[(LAD-\w+)\]", text, re.MULTILINE)
    errors = [code for code in listed if "-E" in code]
    warnings = [code for code in listed if "-W" in code]
    assert errors[0] == "LAD-E1"
    assert listed.index(errors[-1]) < listed.index(warnings[0])
    assert warnings.index("LAD-W9") + 1 == warnings.index("LAD-W10")


@for_each(PUBLISHED)
def test_a_schema_page_names_every_field_and_every_code(framework: str) -> None:
    text = pages()[f"schemas/{framework}.md"].text
    for name, field in get_record_type(framework).model_fields.items():
        row = re.search(rf"\n\| `{re.escape(field.alias or name)}` \| (yes)? ?\|", text)
        assert row, name
        assert (row[1] == "yes") == field.is_required(), name
    for code in get_framework(framework).part_vocabulary.codes:
        assert f"- `{code}`: " in text


@pytest.mark.parametrize("wanted", [*PUBLISHED, "any-record", "report"])
def test_the_python_on_a_schema_page_runs(wanted: str) -> None:
    text = pages()[f"schemas/{wanted}.md"].text
    document = (
        get_example(PUBLISHED[0] if wanted == "any-record" else wanted)
        if wanted != "report"
        else validate(get_example(PUBLISHED[0])).to_dict()
    )
    blocks = re.findall(r"^```python\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    assert len(blocks) == (1 if wanted == "report" else 2)
    for block in blocks:
        exec(compile(block, wanted, "exec"), {"document": document})  # noqa: S102 - our own page
    with pytest.raises(jsonschema.ValidationError):
        exec(compile(blocks[0], wanted, "exec"), {"document": {}})  # noqa: S102


def test_the_files_that_a_schema_page_names_are_published() -> None:
    for path, page in pages().items():
        for file in re.findall(r"`(schemas/v1.0/[^`]+)`", page.text):
            assert (ROOT / file).is_file(), f"{path}: {file}"


def test_every_public_name_is_listed_and_described_on_one_page_of_the_api() -> None:
    api = {path: page.text for path, page in pages().items() if path.startswith("api/")}
    listed = re.findall(r"^- \[`(\w+)`\]\[([\w.]+)\]", api["api/index.md"], re.MULTILINE)
    assert set(dir(improvement_frameworks)) <= {name for name, _ in listed}
    described = re.findall(r"^::: ([\w.]+)$", "\n".join(api.values()), re.MULTILINE)
    assert sorted(described) == sorted(place for _, place in listed)
    assert ":::" not in api["api/index.md"], "a list of names, short enough to look through"


def test_the_glossary_has_every_part_and_term() -> None:
    text = unescape(pages()["glossary.md"].text.replace("\\", ""))
    for framework in PUBLISHED:
        about = get_framework(framework)
        for term in (*about.parts, *(t for v in about.vocabularies for t in v.terms)):
            label = re.sub(r"^[0-9]+\. ", "", term.label)
            assert f"- **{label}** (" in text
    for noun in ("Framework", "Part", "Record", "Entry", "Rule", "Report"):
        assert f"- **{noun}** ([the library](" in text


def test_the_glossary_is_in_order() -> None:
    words = re.findall(r"^- \*\*(.*?)\*\*", pages()["glossary.md"].text, re.MULTILINE)
    plain = [word.replace("\\", "").casefold() for word in words]
    assert plain == sorted(plain)
    assert len(words) > 150


def test_parts_that_are_chosen_one_by_one_have_pages_and_an_index() -> None:
    chosen = [one for one in PUBLISHED if has_part_pages(get_framework(one))]
    assert chosen
    for framework in chosen:
        about = get_framework(framework)
        index = pages()[f"frameworks/{framework}.md"].text
        for part in about.parts:
            text = pages()[f"frameworks/{framework}/{part.code}.md"].text
            assert f"Code: `{part.code}`" in text
            assert f"({framework}/{part.code}.md) |" in index


def test_the_steps_of_a_part_come_before_its_other_facts() -> None:
    text = pages()["frameworks/liberating-structures/troika-consulting.md"].text
    assert text.index("**Steps**") < text.index("- **Menu number:**")


def test_a_pair_sits_as_two_dots_and_the_whole_group_as_many() -> None:
    text = pages()["frameworks/liberating-structures/nine-whys.md"].text
    seats = re.findall(r"<li><svg.*?</li>", text)
    assert [(one.count("<circle"), read_label(one)) for one in seats] == [
        (2, "Pair: 2"),
        (4, "Foursome: 4"),
        (12, "Whole group"),
    ]


def read_label(seat: str) -> str:
    return str(re.findall(r"<p>(.*?)</p>", seat)[0])


def test_the_parts_of_the_default_scheme_come_first() -> None:
    text = pages()["frameworks/iceberg.md"].text
    first, second = re.findall(r"(?:^\| .*\|\n)+", text[text.index("## Parts") :], re.MULTILINE)[:2]
    assert re.findall(r"\| `([\w-]+)` \|", first) == [
        "events",
        "patterns",
        "structures",
        "mental-models",
    ]
    assert "| 4. | [Mental models](#mental-models) |" in first
    assert re.findall(r"\| `([\w-]+)` \|", second) == ["vision", "containers"]


def test_writing_twice_changes_nothing(tmp_path: Path) -> None:
    files = write_pages(tmp_path, ["iceberg"])
    first = {file: file.read_bytes() for file in files}
    assert write_pages(tmp_path, ["iceberg"]) == files
    assert {one: one.read_bytes() for one in tmp_path.rglob("*") if one.is_file()} == first


def test_pages_that_are_no_longer_needed_go_and_those_of_people_stay(tmp_path: Path) -> None:
    write_pages(tmp_path, ["iceberg", "risk-themes"])
    own = tmp_path / "codes" / "about.md"
    own.write_text("# Written by a person\n")
    write_pages(tmp_path, ["iceberg"])
    assert own.exists()
    assert (tmp_path / "frameworks" / "iceberg.md").exists()
    assert not (tmp_path / "frameworks" / "risk-themes.md").exists()
    assert not (tmp_path / "codes" / "thm-w1.md").exists()


def test_pages_of_one_framework_link_to_no_other(tmp_path: Path) -> None:
    write_pages(tmp_path, ["iceberg"])
    for file in tmp_path.rglob("*.md"):
        for target in find_links(file.read_text(encoding="utf-8")):
            path = target.partition("#")[0]
            assert not path or target.startswith("http") or (file.parent / path).exists(), target
    text = (tmp_path / "frameworks" / "iceberg.md").read_text(encoding="utf-8")
    assert "`learning-principles`, `focus-on-what-is-enabling-the-change`" in text
    assert "Avoid jumping to conclusions." in (tmp_path / "codes" / "ice-w2.md").read_text()


def test_a_framework_that_a_program_declares_gets_its_pages(own_grid: str) -> None:
    pages = {page.path: page.text for page in build_pages([own_grid])}
    page = pages["frameworks/winter-grid.md"]
    assert "### Kept" in page
    assert "What have we kept?" in page
    assert "## A worked example" not in page
    assert "GRID-W1" in pages["codes/index.md"]
    assert "always `winter-grid`" in pages["schemas/winter-grid.md"]


def test_without_ids_all_known_frameworks_get_pages(own_grid: str) -> None:
    paths = {page.path for page in build_pages()}
    assert {f"frameworks/{one}.md" for one in (*PUBLISHED, own_grid)} <= paths


BARE = """
id = "bare"
title = "Bare"
summary = "s"
purpose = "p"
origin = "o"
evidence = "e"
licence = "l"
how_to_record = "h"
part = "stop"
direction = "up"
[[parts]]
code = "gate"
label = "Gate"
definition = "d"
sources = ["judgement"]
"""


@pytest.fixture
def bare() -> Iterator[str]:
    def check(_record: Record) -> Findings:
        return ()

    rules = (cast("Rule[object]", make_rule("BARE-W1", check, source="nowhere")),)
    register(Declared(parse_framework(BARE), get_record_type("iceberg"), rules))
    yield "bare"
    forget()


def test_a_rule_that_cites_an_unknown_source_is_told_to_its_author(bare: str) -> None:
    with pytest.raises(ContentError, match=r"bare: BARE-W1: 'nowhere' is none of its sources"):
        build_pages([bare])


def test_an_unknown_framework_is_an_error() -> None:
    with pytest.raises(UnknownFrameworkError, match="Did you mean 'iceberg'"):
        build_pages(["icberg"])


def test_methods_of_every_record_are_not_repeated() -> None:
    for framework in PUBLISHED:
        calls = [call for call, _ in find_methods(get_record_type(framework))]
        assert not {"record.to_json(indent)", "record.coverage()"} & set(calls)
    assert list(find_methods(Record)) == []


@pytest.mark.parametrize("text", ["", "generated: begin\n", "generated: end\ngenerated: begin\n"])
def test_a_file_without_markers_is_left_alone(tmp_path: Path, text: str) -> None:
    file = tmp_path / "page.md"
    file.write_text(text)
    with pytest.raises(MarkerError, match=r"page\.md"):
        fill_between(file, ["new"])


def test_only_what_stands_between_the_markers_is_replaced(tmp_path: Path) -> None:
    file = tmp_path / "page.md"
    file.write_text("a\n<!-- generated: begin -->\nold\n<!-- generated: end -->\nb\n")
    written = "a\n<!-- generated: begin -->\nnew\n<!-- generated: end -->\nb\n"
    assert fill_between(file, ["new"]) == written


def test_no_module_of_the_generator_names_a_framework() -> None:
    for file in (ROOT / "src/improvement_frameworks/pages").glob("*.py"):
        text = re.sub(r'"""[^"]*>>>.*?"""', "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
        named = [one for one in PUBLISHED if one in text or one.replace("-", "_") in text]
        assert named == [], file.name
