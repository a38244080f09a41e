"""The form and the poster: small, whole, and made from the declarations alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.conftest import for_each
from tests.figures.html_reader import Reader

from improvement_frameworks.core.registry import get_framework, published_ids
from improvement_frameworks.pages.form import write_form
from improvement_frameworks.pages.poster import write_poster

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from tests.cli.conftest import Improve


@for_each(published_ids())
def test_a_form_is_one_small_file_with_a_place_for_every_part(wanted: str) -> None:
    html = write_form(wanted)
    assert len(html.encode()) < 40_000
    assert "http" not in html.replace("http-equiv", ""), "a form asks nobody for anything"
    for part in get_framework(wanted).default_scheme.parts:
        assert re.search(rf'["=]{part}["> ]', html), "a place, or a choice"


@for_each(published_ids())
def test_a_poster_names_every_part_its_sources_and_its_licence(wanted: str) -> None:
    framework, html = get_framework(wanted), write_poster(wanted)
    text = Reader(html).text
    assert all(
        " ".join(framework[one].label.split()) in text for one in framework.default_scheme.parts
    )
    assert framework.sources[0].citation.rstrip(".") in text
    assert framework.licence.split("\n\n")[0].split()[0] in text
    assert "size:A3 landscape" in html
    assert "<script" not in html


def test_the_command_writes_both(
    improve: Improve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert improve("form", "iceberg").code == 0
    assert improve("form", "iceberg", "--poster").code == 0
    assert {file.name for file in tmp_path.iterdir()} == {"iceberg.html", "iceberg-poster.html"}
    again = improve("form", "iceberg")
    assert again.code == 2
    assert "iceberg.html exists already" in again.err
    welsh = improve("form", "iceberg", "--language", "cy", "--force")
    assert welsh.code == 0
    assert "The labels are in English only." in welsh.err
    assert '"lang":"cy"' in (tmp_path / "iceberg.html").read_text(encoding="utf-8")
    for given in (("--language", "Welsh"), ("--language", "cy", "--poster")):
        assert improve("form", "iceberg", *given, "--force").code == 2
    unknown = improve("form", "icberg")
    assert unknown.code == 2
    assert "iceberg" in unknown.err
