"""Checks what the attributes of reference content hold, and tells the author of a wrong one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from attrs import Attribute

_CODE = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


def check_code(_instance: object, attribute: Attribute[str], value: str) -> None:
    """Check that an attribute is a code.

    Raises:
        ValueError: if it is none.
    """
    if not _CODE.fullmatch(value):
        raise ValueError(
            f"{attribute.name} {value!r} is not a code: codes are small letters, figures and "
            "single hyphens, and begin with a letter"
        )


def check_text(_instance: object, attribute: Attribute[str], value: str) -> None:
    """Check that an attribute says something.

    Raises:
        ValueError: if it does not.
    """
    if not value.strip():
        raise ValueError(f"{attribute.name} is empty")
