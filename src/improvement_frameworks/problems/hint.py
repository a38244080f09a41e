"""Hints for people who have no command line: who reads a page, or a marked copy of a workbook."""

from __future__ import annotations

import re
from typing import Final

_QUOTED: Final = re.compile(r'(?<!\w)".*?"(?!\w)', re.DOTALL)
_SENTENCE: Final = re.compile(r"(?<=[.?!])\s+(?=[A-Z])")
_COMMAND: Final = re.compile(r": (?:--[a-z]|improve [a-z]|pip )")
_OTHER_WAY: Final = re.compile(r", or [^,]*$")
_OR: Final = re.compile(r"^Or ([a-z])")


def leave_out_commands(text: str) -> str:
    """Leave out the sentences that say what to type on the command line.

    What data says is in quotation marks, and stays whatever it says.

    Args:
        text: A message or a hint.

    Examples:
        >>> leave_out_commands("Rename it, or make a mapping file: improve map FILE")
        'Rename it.'
        >>> leave_out_commands("Name the framework: --framework ID. Or add a column framework.")
        'Add a column framework.'
        >>> leave_out_commands('"Our aim: improve flow" is not one of the codes of level.')
        '"Our aim: improve flow" is not one of the codes of level.'
    """
    plain = _QUOTED.sub(lambda quoted: '"' * len(quoted[0]), text)
    said: list[str] = []
    begin = 0
    for gap in (*_SENTENCE.finditer(plain), None):
        end = gap.start() if gap else len(plain)
        sentence = text[begin:end]
        if command := _COMMAND.search(plain, begin, end):
            before = text[begin : command.start()]
            if _OTHER_WAY.search(plain[begin : command.start()]):
                said.append(f"{_OTHER_WAY.sub('', before)}.")
        else:
            is_first_way = not said and begin > 0
            said.append(_OR.sub(lambda one: one[1].upper(), sentence) if is_first_way else sentence)
        begin = gap.end() if gap else end
    return " ".join(said)
