"""The command that writes the facilitator's sheet, and what it says of a name it does not know."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Improve


@pytest.mark.parametrize("name", ["troika-consulting", "Troika Consulting", "1-2-4-All"])
def test_a_structure_is_known_by_its_code_and_its_name(
    improve: Improve, tmp_path: Path, name: str
) -> None:
    out = tmp_path / "sheet.html"
    run = improve("sheet", name, "--people", "13", "--out", str(out))
    assert run.code == 0
    assert out.read_text("utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize("name", ["troika", "troika-consultin"])
def test_a_name_that_is_nearly_one_is_offered(improve: Improve, tmp_path: Path, name: str) -> None:
    run = improve("sheet", name, "--out", str(tmp_path / "sheet.html"))
    assert run.code == 2
    assert "Did you mean 'troika-consulting'?" in run.err
    assert not [*tmp_path.iterdir()]


def test_a_file_that_is_not_there_is_named(improve: Improve, tmp_path: Path) -> None:
    run = improve("sheet", "nothing.json", "--out", str(tmp_path / "sheet.html"))
    assert run.code == 2
    assert "nothing.json" in run.err
    assert not [*tmp_path.iterdir()]
