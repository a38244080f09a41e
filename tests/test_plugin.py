"""One more framework is one more folder, in this library or in a distribution of its own."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from functools import cached_property
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final, NamedTuple, cast

import pytest
from attrs import frozen
from jsonschema import Draft202012Validator, ValidationError, validate

from improvement_frameworks.core.registry import published_ids
from improvement_frameworks.schemas.keyword import FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from improvement_frameworks.problems.problem import Json

ROOT: Final = Path(__file__).parents[1]
PACKAGE: Final = ROOT / "src" / "improvement_frameworks"
PLUGIN: Final = ROOT / "examples" / "plugin"
ONE_MORE: Final = PLUGIN / "src" / "rose_bud_thorn"
WITHOUT_CACHE: Final = shutil.ignore_patterns("__pycache__", "*.egg-info", "dist", "build")
# The runs of a copy are not measured: it is not the library whose coverage is asked for.
ENVIRONMENT: Final = {k: v for k, v in os.environ.items() if not k.startswith("COV")}


SERVE: Final = """
import json, sys
from click.testing import CliRunner
from improvement_frameworks.cli.program import run

for line in sys.stdin:
    arguments, typed = json.loads(line)
    with CliRunner().isolation(input=typed) as (out, err, _):
        code = run(arguments)
    sys.stdout.write(json.dumps([code, out.getvalue().decode(), err.getvalue().decode()]) + "\\n")
    sys.stdout.flush()
"""
"""Runs the program again and again: starting it takes longer than what it does."""


class Said(NamedTuple):
    """What came of a run of the program."""

    code: int
    out: str
    err: str


@frozen
class Home:
    """A place in which there is one more framework, and the program as it runs there."""

    folder: Path
    """An empty folder to work in."""
    path: tuple[Path, ...]
    """Where Python looks for packages first."""

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-W", "error", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            cwd=self.folder,
            env={
                **ENVIRONMENT,
                "PYTHONPATH": os.pathsep.join(map(str, self.path)),
                "PYTHONUTF8": "1",
                "NO_COLOR": "1",
            },
        )

    def run(self, *arguments: str) -> Said:
        """Run Python there."""
        with self.start(*arguments) as process:
            out, err = process.communicate()
        return Said(process.returncode, out, err)

    @cached_property
    def _server(self) -> subprocess.Popen[str]:
        return self.start("-c", SERVE)

    def ask(self, *arguments: str, typed: str = "") -> Said:
        """Run the program, in the one process that runs it for all tests of this place."""
        asked, answers = cast("IO[str]", self._server.stdin), cast("IO[str]", self._server.stdout)
        asked.write(json.dumps([arguments, typed]) + "\n")
        asked.flush()
        return Said(*json.loads(answers.readline()))

    def improve(self, *arguments: str) -> str:
        """Run the program and return what it prints; anything but success fails the test."""
        said = self.ask(*arguments)
        assert said.code == 0, said.out + said.err
        return said.out

    def close(self) -> None:
        self._server.communicate()


def install(project: Path, site: Path) -> None:
    """Install a distribution into a folder without asking any index."""
    flags = "--no-index --no-deps --no-build-isolation --no-input --disable-pip-version-check"
    done = subprocess.run(
        [sys.executable, "-m", "pip", "install", *flags.split(), "--target", site, project],
        check=False,
        capture_output=True,
        encoding="utf-8",
        env=ENVIRONMENT,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def lay_out(project: Path, site: Path) -> None:
    """Put into a folder what installing a distribution puts there."""
    text = (project / "pyproject.toml").read_text(encoding="utf-8")
    written = tomllib.loads(text)["project"]
    shutil.copytree(project / "src", site)
    info = site / f"{written['name'].replace('-', '_')}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {written['name']}\nVersion: 1.0\n"
    )
    ((group, points),) = written["entry-points"].items()
    lines = (f"{name} = {where}\n" for name, where in points.items())
    (info / "entry_points.txt").write_text(f"[{group}]\n{''.join(lines)}")


def copy_plugin(folder: Path, distribution: str = "", package: str = "") -> Path:
    """Copy the example of a plug-in, perhaps under other names."""
    shutil.copytree(PLUGIN, folder, ignore=WITHOUT_CACHE)
    if distribution:
        project = folder / "pyproject.toml"
        text = project.read_text(encoding="utf-8")
        text = text.replace('name = "rose-bud-thorn"', f'name = "{distribution}"')
        project.write_text(text.replace("rose_bud_thorn", package), encoding="utf-8")
        (folder / "src" / "rose_bud_thorn").rename(folder / "src" / package)
    return folder


@pytest.fixture(scope="module", params=["folder", "distribution"])
def home(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Home]:
    """Add the framework as a folder to a copy of the library, or install it beside the library."""
    place = tmp_path_factory.mktemp("one-more")
    work = place / "work"
    work.mkdir()
    if request.param == "distribution":
        install(copy_plugin(place / "plugin"), place / "site")
        home = Home(work, (place / "site",))
    else:
        copy = place / "src" / "improvement_frameworks"
        shutil.copytree(PACKAGE, copy)
        shutil.copytree(ONE_MORE, copy / "frameworks" / ONE_MORE.name, ignore=WITHOUT_CACHE)
        home = Home(work, (place / "src",))
    yield home
    home.close()


def test_the_code_that_runs_is_the_one_that_is_meant(home: Home) -> None:
    script = (
        "import improvement_frameworks as f; print(f.__file__)\n"
        "print(f.get_record_type('rose-bud-thorn').__module__)"
    )
    library, framework = home.run("-c", script).out.splitlines()
    if framework == "rose_bud_thorn.record":
        assert Path(library).parent == PACKAGE
    else:
        assert framework == "improvement_frameworks.frameworks.rose_bud_thorn.record"
        assert Path(library).parent == home.path[0] / "improvement_frameworks"


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_no_line_of_the_library_is_changed_for_it(home: Home) -> None:
    script = "import improvement_frameworks as f; print(f.__file__)"
    running = files(Path(home.run("-c", script).out.strip()).parent)
    before = files(PACKAGE)
    added = {name for name in running if name not in before}
    assert {name: text for name, text in running.items() if name not in added} == before
    assert added in (set(), {f"frameworks/rose_bud_thorn/{name}" for name in files(ONE_MORE)})
    assert not [name for name, text in before.items() if b"rose-bud-thorn" in text]


def test_it_is_listed_among_the_others(home: Home) -> None:
    lines = re.findall(r"^\S+ .*: \d+ .*$", home.improve("list"), re.MULTILINE)
    assert len(lines) == len(published_ids()) + 1
    assert any(line.startswith("rose-bud-thorn ") and "3 plant-parts" in line for line in lines)


def test_it_is_shown_with_its_parts_and_questions(home: Home) -> None:
    page = home.improve("show", "rose-bud-thorn")
    assert page.startswith("ROSE, BUD, THORN\n")
    for words in ("Thorn  [thorn]", "? What could grow?", "What it feels like: Curiosity"):
        assert words in page
    assert "iceberg (feeds)" in page


@pytest.mark.parametrize("kind", ["yaml", "json"])
def test_a_blank_record_can_be_filled_in_and_checked(home: Home, kind: str) -> None:
    blank = home.improve("new", "rose-bud-thorn", "--format", kind)
    assert "What hurt, or stood in the way?" in blank or kind == "json"
    filled = blank.replace('""', '"Said by somebody."')
    file = home.folder / f"record.{kind}"
    file.write_text(filled, encoding="utf-8")
    assert "1 document read: 0 errors" in home.improve("validate", str(file))


def test_its_rules_find_what_they_should(home: Home) -> None:
    document = {
        "framework": "rose-bud-thorn",
        "schema_version": "1.0",
        "title": "t",
        "entries": [
            {"plant_part": "rose", "text": "a"},
            {"plant_part": "bud", "text": "b", "grows_from": ["e9"]},
        ],
    }
    said = home.ask("validate", "-", "--format", "json", typed=json.dumps(document))
    assert said.code == 1, said.err
    report = json.loads(said.out)
    assert [(one["code"], one["where"]["pointer"]) for one in report["issues"]] == [
        ("RBT-W1", "/entries"),
        ("RBT-W2", "/entries/1"),
        ("REC-E2", "/entries/1/grows_from/0"),
    ]
    assert report["principles"]["support-psychological-safety"]["neglected"] == 1


def test_faults_of_form_are_told_in_its_words(home: Home) -> None:
    document = (
        '{"framework": "rose-bud-thorn", "schema_version": "1.0", "title": "t",'
        ' "entries": [{"plant_part": "thron", "text": "a"}]}'
    )
    said = home.ask("validate", "-", typed=document)
    assert said.code == 1, said.err
    assert "VALUE-CODE" in said.out
    assert "Did you mean thorn?" in said.out


def test_its_codes_are_explained(home: Home) -> None:
    page = home.improve("explain", "RBT-W1")
    assert page.startswith("RBT-W1: Not a single thorn (warning)")
    assert "Support psychological safety" in page
    assert "Rose, bud, thorn" in page


def test_it_has_a_schema_that_takes_its_example(home: Home) -> None:
    schema = cast("dict[str, Json]", json.loads(home.improve("schema", "rose-bud-thorn")))
    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == "urn:improvement-frameworks:schema:1.0:rose-bud-thorn"
    definitions = cast("dict[str, dict[str, Json]]", schema["$defs"])
    assert definitions["RoseBudThornPlantPart"]["enum"] == ["rose", "bud", "thorn"]
    assert definitions["RoseBudThornLight"]["enum"] == ["shade", "sun"]
    example = json.loads((ONE_MORE / "example.json").read_text(encoding="utf-8"))
    validate(example, schema, cls=Draft202012Validator)
    example["entries"][0]["plant_part"] = "leaf"
    with pytest.raises(ValidationError, match="leaf"):
        validate(example, schema, cls=Draft202012Validator)


@pytest.mark.parametrize("profile", ["draft-07", "form"])
def test_it_has_the_other_forms_of_its_schema(home: Home, profile: str) -> None:
    schema = json.loads(home.improve("schema", "rose-bud-thorn", "--profile", profile))
    assert schema["$id"].endswith(f"rose-bud-thorn:{profile}")


def test_it_has_pages(home: Home) -> None:
    pages = home.folder / "pages"
    home.improve("docs", "--out", str(pages))
    page = (pages / "frameworks" / "rose-bud-thorn.md").read_text(encoding="utf-8")
    for words in ("Rose, bud, thorn", "What could grow?", "RBT-W1", "Curiosity"):
        assert words in page
    assert "Not a single thorn" in (pages / "codes" / "rbt-w1.md").read_text(encoding="utf-8")
    assert (pages / "schemas" / "rose-bud-thorn.md").is_file()
    index = (pages / "frameworks" / "index.md").read_text(encoding="utf-8")
    assert "rose-bud-thorn.md" in index


def test_its_example_is_clean(home: Home) -> None:
    words = home.improve("validate", "--strict", str(ONE_MORE / "example.json"))
    assert "1 document read: 0 errors, 0 warnings, 0 notes." in words


def test_its_records_are_typed_in_python(home: Home) -> None:
    script = f"""
import improvement_frameworks as f
record = f.load({str(ONE_MORE / "example.json")!r})
assert type(record) is f.get_record_type("rose-bud-thorn")
assert record.coverage() == {{"rose": 1, "bud": 1, "thorn": 1}}
assert record.merge([record, record]).coverage() == {{"rose": 2, "bud": 2, "thorn": 2}}
assert "## Thorn" in record.to_markdown()
assert f.validate(f.get_example("rose-bud-thorn")).ok
from improvement_frameworks.core.registry import published_ids
print(len(f.framework_ids()), len(published_ids()))
"""
    done = home.run("-c", script)
    assert done.code == 0, done.err
    is_folder = (home.path[0] / "improvement_frameworks").exists()
    own = len(published_ids()) + is_folder
    assert done.out.split() == [str(len(published_ids()) + 1), str(own)]


def test_a_folder_of_this_library_is_published_with_the_others(home: Home) -> None:
    out = home.folder / "schemas"
    home.improve("schema", "--out", str(out))
    is_folder = (home.path[0] / "improvement_frameworks").exists()
    assert (out / FOLDER / "rose-bud-thorn.schema.json").exists() == is_folder
    assert (out / FOLDER / "iceberg.schema.json").exists()


def test_two_distributions_with_one_id_are_refused_with_both_names(tmp_path: Path) -> None:
    sites = (tmp_path / "garden", tmp_path / "bush")
    lay_out(copy_plugin(tmp_path / "one", "rose-garden", "rose_garden"), sites[0])
    lay_out(copy_plugin(tmp_path / "two", "thorn-bush", "thorn_bush"), sites[1])
    home = Home(tmp_path, sites)
    for command in (("list",), ("show", "iceberg"), ("new", "rose-bud-thorn")):
        done = home.run("-m", "improvement_frameworks", *command)
        assert done.code == 2
        assert done.out == ""
        for words in ("'rose-bud-thorn'", "rose-garden", "thorn-bush", "Uninstall one of them"):
            assert words in done.err
        assert "Traceback" not in done.err


def test_a_plug_in_that_cannot_be_loaded_is_named_without_a_traceback(tmp_path: Path) -> None:
    project = copy_plugin(tmp_path / "plugin")
    content = project / "src" / "rose_bud_thorn" / "content.toml"
    content.write_text(content.read_text(encoding="utf-8").replace('label = "Bud"\n', ""))
    lay_out(project, tmp_path / "site")
    home = Home(tmp_path, (tmp_path / "site",))
    done = home.run("-m", "improvement_frameworks", "show", "rose-bud-thorn")
    assert done.code == 2
    assert "content.toml: parts[1].label: is missing" in done.err
    assert "Traceback" not in done.err
