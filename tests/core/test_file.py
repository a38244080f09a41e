"""A file is written whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from improvement_frameworks.core.file import write_file


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_text_is_written_as_utf_8_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "a" / "b" / "record.json"
    write_file(file, "Größe 🌱\n\r\nend")
    assert file.read_bytes() == "Größe 🌱\n\r\nend".encode()
    assert names(file.parent) == ["record.json"]


def test_an_older_file_is_replaced(tmp_path: Path) -> None:
    file = tmp_path / "record.json"
    file.write_text("a much longer text than the new one")
    write_file(file, "new")
    assert file.read_text() == "new"


def test_text_that_cannot_be_written_leaves_the_older_file_and_no_litter(tmp_path: Path) -> None:
    file = tmp_path / "record.json"
    file.write_text("old")
    with pytest.raises(UnicodeEncodeError):
        write_file(file, "x" * 100_000 + "\ud800")
    assert file.read_text() == "old"
    assert names(tmp_path) == ["record.json"]


def test_a_place_that_cannot_be_written_to_gets_no_litter(tmp_path: Path) -> None:
    folder = tmp_path / "record.json"
    folder.mkdir()
    (folder / "kept").touch()
    with pytest.raises(OSError, match=r"record\.json"):
        write_file(folder, "new")
    assert names(tmp_path) == ["record.json"]
    assert names(folder) == ["kept"]


def test_a_full_disc_leaves_the_older_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_self: Path, _target: Path) -> None:
        raise OSError(28, "No space left on device")

    file = tmp_path / "record.json"
    file.write_text("old")
    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="No space left"):
        write_file(file, "new")
    assert file.read_text() == "old"
    assert names(tmp_path) == ["record.json"]


def test_being_stopped_leaves_the_older_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(_self: Path, _mode: int) -> None:
        raise KeyboardInterrupt

    file = tmp_path / "record.json"
    file.write_text("old")
    monkeypatch.setattr(Path, "chmod", stop)
    with pytest.raises(KeyboardInterrupt):
        write_file(file, "new")
    assert file.read_text() == "old"
    assert names(tmp_path) == ["record.json"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_permissions_are_those_of_the_older_file_or_of_any_new_one(tmp_path: Path) -> None:
    file = tmp_path / "record.json"
    write_file(file, "new")
    plain = tmp_path / "plain"
    plain.touch()
    assert stat.S_IMODE(file.stat().st_mode) == stat.S_IMODE(plain.stat().st_mode)
    file.chmod(0o640)
    write_file(file, "newer")
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
