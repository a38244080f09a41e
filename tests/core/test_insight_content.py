"""What ``insights.toml`` says is compared with the framework; what is wrong in it is told."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

import pytest

from improvement_frameworks import Iceberg
from improvement_frameworks.core.errors import ContentError
from improvement_frameworks.core.insights.common_insight import COMMON_INSIGHTS
from improvement_frameworks.core.insights.insight_content import read_insights
from improvement_frameworks.core.rules.setting import check_settings

if TYPE_CHECKING:
    from pathlib import Path

TEXT: Final = """
[[insights]]
code = "OWN-A1"
title = "Made up"
message = "It is so in most. Records: {records}."
hint = "Look again."
why = "It matters."
principle = "be-timely"
source = "judgement"
check = "practice-often-missed"
limits = { percent = 50, records = 2 }
with.rule = "OWN-W1"
"""


def test_a_practice_check_that_there_is_not_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "made_up_insights"
    folder.mkdir()
    (folder / "__init__.py").touch()
    (folder / "insights.toml").write_text(TEXT, encoding="utf-8")
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    declared = read_insights("made_up_insights.insights")
    check_settings(declared, "insights", COMMON_INSIGHTS, Iceberg, ["OWN-W1", "OWN-W2"])
    with pytest.raises(ContentError) as raised:
        check_settings(declared, "insights", COMMON_INSIGHTS, Iceberg, ["OWN-W2"])
    assert raised.value.key == "insights[0].with.rule"
    assert "Iceberg has no practice check 'OWN-W1'. Did you mean 'OWN-W2'?" in str(raised.value)
