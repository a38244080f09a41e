from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from improvement_frameworks import export_schemas
from improvement_frameworks.schemas.release import (
    declare_release,
    find_broken_promises,
    main,
    read_releases,
)

ROOT = Path(__file__).parents[2]


@pytest.fixture
def published(tmp_path: Path) -> Path:
    export_schemas(tmp_path)
    return tmp_path


def test_the_project_keeps_its_own_promises() -> None:
    assert (ROOT / "schemas/releases.json").is_file()
    assert find_broken_promises(ROOT / "schemas") == ()


def test_before_a_release_a_schema_may_move(published: Path) -> None:
    (published / "v1/iceberg.schema.json").write_text("{}", encoding="utf-8")
    assert find_broken_promises(published) == ()


def test_a_released_schema_may_not_change_by_a_byte(published: Path) -> None:
    declare_release(published, date(2026, 12, 1))
    assert find_broken_promises(published) == ()
    file = published / "v1/draft-07/iceberg.schema.json"
    file.write_bytes(file.read_bytes() + b" ")
    (broken,) = find_broken_promises(published)
    assert "v1/draft-07/iceberg.schema.json" in broken
    assert "2026-12-01" in broken


def test_a_released_schema_may_not_vanish(published: Path) -> None:
    declare_release(published, date(2026, 12, 1))
    (published / "v1/form/risk-themes.schema.json").unlink()
    (broken,) = find_broken_promises(published)
    assert "v1/form/risk-themes.schema.json" in broken
    assert "gone" in broken


def test_words_may_change_after_a_release(published: Path) -> None:
    declare_release(published, date(2026, 12, 1))
    for name in ("codes.json", "rules.json"):
        (published / "v1" / name).write_text("{}", encoding="utf-8")
    assert find_broken_promises(published) == ()


def test_a_version_is_released_once(published: Path) -> None:
    declare_release(published, date(2026, 12, 1))
    with pytest.raises(ValueError, match="2026-12-01"):
        declare_release(published, date(2027, 1, 1))
    assert read_releases(published)["1.0"]["released_on"] == "2026-12-01"


def test_nothing_is_released_where_there_is_nothing(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no schemas"):
        declare_release(tmp_path, date(2026, 12, 1))


def test_the_command_fails_when_a_promise_is_broken(
    published: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(published), "--declare", "2026-12-01"]) == 0
    released = json.loads((published / "releases.json").read_text(encoding="utf-8"))
    assert len(released["1.0"]["files"]) == 24  # eight schemas in three profiles
    (published / "v1/report.schema.json").write_text("{}", encoding="utf-8")
    assert main([str(published)]) == 1
    assert "v1/report.schema.json" in capsys.readouterr().err
