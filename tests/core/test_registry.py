"""Frameworks are found by their id, loaded when they are first asked for, and never mixed up."""

from __future__ import annotations

import importlib
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from attrs import evolve
from tests.conftest import cases, every_framework

import improvement_frameworks
from improvement_frameworks import Iceberg, validate
from improvement_frameworks.core import registry
from improvement_frameworks.core.errors import (
    ContentError,
    DuplicateFrameworkError,
    UnknownFrameworkError,
)
from improvement_frameworks.core.registry import Declared, forget, register

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HOME: Final = Path(improvement_frameworks.__file__).parent / "frameworks"
OURS: Final = tuple(
    sorted(one.parent.name.replace("_", "-") for one in HOME.glob("*/content.toml"))
)
CONTENT: Final = """\
id = "{id}"
title = "Weather"
summary = "s"
purpose = "p"
origin = "o"
evidence = "e"
licence = "l"
how_to_record = "h"
part = "sky"
direction = "none"
[[parts]]
code = "sun"
label = "Sun"
definition = "d"
sources = ["judgement"]
"""


@pytest.fixture(autouse=True)
def nothing_declared() -> Iterator[None]:
    forget()
    yield
    forget()


def offer(folder: Path, distribution: str, *points: tuple[str, str]) -> None:
    """Install a distribution into a folder, as far as its entry points go."""
    info = folder / f"{distribution.replace('-', '_')}-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {distribution}\nVersion: 1.0\n")
    lines = [f"{name} = {package}" for name, package in points]
    (info / "entry_points.txt").write_text("\n".join(["[improvement_frameworks]", *lines]))


def make_package(folder: Path, name: str, **files: str) -> str:
    package = folder / name
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    for file, text in files.items():
        (package / file.replace("_dot_", ".")).write_text(text)
    return name


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder from which distributions are found."""
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    return tmp_path


def test_the_ids_of_all_frameworks_in_alphabetical_order() -> None:
    assert {"iceberg", "learning-grid"} <= {*OURS}
    assert registry.framework_ids() == OURS
    assert registry.published_ids() == OURS


@every_framework
def test_everything_of_a_framework_is_found_by_its_id(wanted: str) -> None:
    framework = registry.get_framework(wanted)
    assert framework.id == wanted
    assert registry.get_framework(wanted) is framework
    record = registry.get_record_type(wanted)
    assert record.about is framework
    assert registry.get_record_type(wanted) is record
    assert registry.get_example(wanted)["framework"] == wanted


def test_the_rules_of_a_framework_follow_those_of_every_record() -> None:
    codes = [one.problem.code for one in registry.get_rules("iceberg")]
    common = [code for code in codes if code.startswith(("REC-", "PRIV-"))]
    assert codes[: len(common)] == common
    assert {"REC-E1", "REC-E2", "REC-W1"} < set(common)
    own = [one.problem.code for one in registry.get_own_rules("iceberg")]
    assert codes[len(common) :] == own
    assert {code.partition("-")[0] for code in own} == {"ICE"}


@every_framework
def test_the_package_of_a_framework_hands_on_its_record(wanted: str) -> None:
    record = registry.get_record_type(wanted)
    package = importlib.import_module(record.__module__.rpartition(".")[0])
    assert record.__name__ in package.__all__
    for name in package.__all__:
        assert getattr(package, name).__module__.startswith(f"{package.__name__}."), name


ASK: Final[dict[str, Callable[[str], object]]] = {
    "framework": registry.get_framework,
    "record": registry.get_record_type,
    "rules": registry.get_rules,
    "example": registry.get_example,
}


@pytest.mark.parametrize("ask", cases(dict(ASK)))
@pytest.mark.parametrize(
    ("wanted", "near"),
    cases(
        {
            "misspelt": ("icberg", "iceberg"),
            "with an underscore": ("risk_themes", "risk-themes"),
            "nothing like it": ("zebra", None),
            "empty": ("", None),
        }
    ),
)
def test_an_unknown_id_offers_the_nearest(
    ask: Callable[[str], object], wanted: str, near: str | None
) -> None:
    with pytest.raises(UnknownFrameworkError) as caught:
        ask(wanted)
    assert caught.value.wanted == wanted
    assert caught.value.nearest == near
    assert (f"Did you mean {near!r}?" in str(caught.value)) == (near is not None)
    assert near or all(known in str(caught.value) for known in OURS)
    assert str(caught.value).endswith("To list all: improve list")
    assert isinstance(caught.value, LookupError)


def loaded_after(code: str) -> set[str]:
    """Return the names of the modules that are loaded after some code has run."""
    script = f"import sys\n{code}\nprint(*sys.modules, sep='\\n')"
    done = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True
    )
    return set(done.stdout.split())


def test_listing_loads_no_framework_and_reading_one_loads_no_model() -> None:
    ask = "from improvement_frameworks.core.registry import *; framework_ids()"
    after_list = loaded_after(ask)
    assert not any(name.startswith("improvement_frameworks.frameworks.") for name in after_list)
    after_show = loaded_after(f"{ask}; get_framework('iceberg')")
    assert "pydantic" not in after_list | after_show
    assert "improvement_frameworks.frameworks" in after_show
    assert not any(name.startswith("improvement_frameworks.frameworks.") for name in after_show)


def test_asking_for_one_record_loads_no_other_framework() -> None:
    loaded = loaded_after("import improvement_frameworks as f; f.Iceberg; f.get_rules('iceberg')")
    folders = {
        name.split(".")[2] for name in loaded if name.count(".") >= 2 and "frameworks.f" in name
    }
    assert folders == {"iceberg"}


def declared(wanted: str) -> Declared:
    framework = evolve(Iceberg.about, id=wanted)
    return Declared(framework, Iceberg, ())


def test_a_framework_can_be_declared_and_forgotten() -> None:
    mine = declared("my-iceberg")
    register(mine)
    assert registry.framework_ids() == tuple(sorted([*OURS, "my-iceberg"]))
    assert registry.published_ids() == OURS
    assert registry.get_framework("my-iceberg") is mine.framework
    assert registry.get_record_type("my-iceberg") is Iceberg
    codes = [one.problem.code for one in registry.get_rules("my-iceberg")]
    assert all(code.startswith(("REC-", "PRIV-")) for code in codes)
    assert registry.get_own_rules("my-iceberg") == ()
    with pytest.raises(KeyError, match="has no worked example"):
        registry.get_example("my-iceberg")
    forget()
    assert registry.framework_ids() == OURS


def test_declaring_again_replaces_what_was_declared() -> None:
    register(declared("my-iceberg"))
    again = declared("my-iceberg")
    register(again)
    assert registry.get_framework("my-iceberg") is again.framework


def test_a_declared_framework_cannot_take_the_place_of_an_installed_one() -> None:
    with pytest.raises(DuplicateFrameworkError, match="this program") as caught:
        register(declared("iceberg"))
    assert "improvement_frameworks.frameworks.iceberg" in str(caught.value)
    assert registry.get_framework("iceberg") is Iceberg.about


def test_another_distribution_joins_by_an_entry_point(site: Path) -> None:
    package = make_package(site, "weather_joins", content_dot_toml=CONTENT.format(id="weather"))
    offer(site, "weather-kit", ("weather", package))
    assert registry.framework_ids() == tuple(sorted([*OURS, "weather"]))
    assert registry.published_ids() == OURS
    assert registry.get_framework("weather").title == "Weather"


def test_the_content_of_a_plug_in_is_read_without_running_it(site: Path) -> None:
    upper = Path(make_package(site, "weather_group"))
    package = make_package(
        site / upper,
        "quiet",
        __init___dot_py="1 / 0\n",
        content_dot_toml=CONTENT.format(id="weather"),
    )
    offer(site, "weather-kit", ("weather", f"{upper}.{package}"))
    assert registry.get_framework("weather").title == "Weather"
    assert f"{upper}.{package}" not in sys.modules
    with pytest.raises(ZeroDivisionError):
        registry.get_record_type("weather")


def test_a_plug_in_may_lie_in_an_archive(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = CONTENT.format(id="weather")
    make_package(site / "packed", "weather_packed", content_dot_toml=content)
    archive = shutil.make_archive(str(site / "weather"), "zip", site / "packed")
    monkeypatch.setattr(sys, "path", [archive, *sys.path])
    offer(site, "weather-kit", ("weather", "weather_packed"))
    assert registry.get_framework("weather").title == "Weather"
    with pytest.raises(ContentError, match=r"example\.json"):
        registry.get_example("weather")


def test_two_distributions_with_one_id_are_refused_with_both_names(site: Path) -> None:
    offer(site, "weather-kit", ("weather", "weather_one"))
    offer(site, "forecast-kit", ("weather", "weather_two"))
    for ask in (registry.framework_ids, registry.published_ids):
        with pytest.raises(DuplicateFrameworkError) as caught:
            ask()
        for name in ("weather-kit", "forecast-kit", "weather_one", "weather_two", "'weather'"):
            assert name in str(caught.value)


def test_two_distributions_that_bring_the_same_package_are_refused_too(site: Path) -> None:
    offer(site, "weather-kit", ("weather", "weather_one"))
    offer(site, "weather-fork", ("weather", "weather_one"))
    with pytest.raises(DuplicateFrameworkError, match="weather-fork"):
        registry.framework_ids()


def test_a_plug_in_cannot_take_the_id_of_a_framework_of_this_library(site: Path) -> None:
    offer(site, "melted-kit", ("iceberg", "melted"))
    with pytest.raises(DuplicateFrameworkError, match="melted-kit") as caught:
        registry.get_framework("iceberg")
    assert "improvement_frameworks.frameworks.iceberg" in str(caught.value)


def test_a_plug_in_whose_content_has_another_id_is_refused(site: Path) -> None:
    package = make_package(site, "weather_named", content_dot_toml=CONTENT.format(id="climate"))
    offer(site, "weather-kit", ("weather", package))
    with pytest.raises(ContentError, match="is 'climate', but the package joins as 'weather'"):
        registry.get_framework("weather")


def test_a_plug_in_whose_package_is_gone_is_named(site: Path) -> None:
    offer(site, "weather-kit", ("weather", "weather_gone"))
    for ask in ASK.values():
        with pytest.raises(ContentError, match="weather_gone"):
            ask("weather")
    assert registry.get_framework("iceberg").id == "iceberg", "the others still work"


@pytest.mark.parametrize(
    ("ask", "missing"),
    cases(
        {
            "record": (registry.get_record_type, r"record\.py"),
            "example": (registry.get_example, r"example\.json"),
        }
    ),
)
def test_a_plug_in_without_one_of_its_files_is_told_which(
    ask: Callable[[str], object],
    missing: str,
    site: Path,
    request: pytest.FixtureRequest,
) -> None:
    package = make_package(
        site, f"weather_{request.node.callspec.id}", content_dot_toml=CONTENT.format(id="weather")
    )
    offer(site, "weather-kit", ("weather", package))
    with pytest.raises(ContentError, match=missing) as caught:
        ask("weather")
    assert package in str(caught.value)


def test_a_framework_need_not_have_rules_of_its_own(site: Path) -> None:
    package = make_package(site, "weather_free", content_dot_toml=CONTENT.format(id="weather"))
    offer(site, "weather-kit", ("weather", package))
    assert registry.get_own_rules("weather") == ()
    assert "REC-E1" in {one.problem.code for one in registry.get_rules("weather")}


def test_a_record_module_without_a_record_is_told_so(site: Path) -> None:
    package = make_package(site, "weather_blank", record_dot_py="from json import dumps\n")
    offer(site, "weather-kit", ("weather", package))
    with pytest.raises(ContentError, match="declares no class that extends Record"):
        registry.get_record_type("weather")


def test_a_rule_that_names_a_field_that_there_is_not_is_told_with_the_record(site: Path) -> None:
    """And not first when a record is checked, as a check that failed."""
    record = (
        "from typing import Literal\n"
        "from improvement_frameworks.core import Entries, Entry, Record\n"
        "class Weather(Record):\n"
        "    framework: Literal['weather']\n"
        "    entries: Entries[Entry]\n"
    )
    rule = (
        "[[rules]]\ncode = 'WEA-W1'\nseverity = 'warning'\ntitle = 'Alike'\nasks = 'It varies.'\n"
        "message = 'It is alike.'\nhint = 'Look again.'\nprinciple = 'be-timely'\n"
        "source = 'judgement'\ncheck = 'all-alike'\nwith.field = 'skies'\n"
    )
    content = CONTENT.format(id="weather")
    package = make_package(
        site,
        "weather_wrong",
        content_dot_toml=content,
        record_dot_py=record,
        rules_dot_toml=rule,
    )
    offer(site, "weather-kit", ("weather", package))
    with pytest.raises(ContentError, match=r"rules\[0\]\.with\.field: Entry has no field 'skies'"):
        registry.get_record_type("weather")


def test_a_plug_in_that_needs_something_else_says_what(site: Path) -> None:
    package = make_package(site, "weather_needy", record_dot_py="import barometer_that_is_not_here")
    offer(site, "weather-kit", ("weather", package))
    with pytest.raises(ModuleNotFoundError, match="barometer_that_is_not_here"):
        registry.get_record_type("weather")


def test_a_broken_plug_in_does_not_stop_others_from_being_checked(site: Path) -> None:
    offer(site, "weather-kit", ("weather", "weather_gone"))
    report = validate(json.dumps(registry.get_example("iceberg")))
    assert report.ok
    assert report.judged == 1
