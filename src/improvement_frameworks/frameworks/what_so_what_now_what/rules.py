"""Practice checks for What, So What, Now What: facts before meaning, meaning before action."""

from __future__ import annotations

from typing import TYPE_CHECKING

from improvement_frameworks.core import Findings, at, rule

if TYPE_CHECKING:
    from improvement_frameworks.frameworks.what_so_what_now_what.record import WhatSoWhatNowWhat


@rule("W3-W6")
def one_fact_for_all(record: WhatSoWhatNowWhat) -> Findings:
    meanings = [entry for entry in record.entries if entry.stage == "so-what"]
    named = {entry.based_on for entry in meanings}
    if len(meanings) > 1 and len(named) == 1 and len(only := named.pop()) == 1:
        yield at("entries", id=only[0], count=len(meanings))
