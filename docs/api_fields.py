"""Tells the tool that writes the API pages that ``about`` of a record is no field of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import griffe

if TYPE_CHECKING:
    from griffe import Class, GriffeLoader


class PlainAttributes(griffe.Extension):
    """Takes attributes without a type for what they are: those of the class."""

    def on_class(self, *, cls: Class, loader: GriffeLoader, **_: object) -> None:
        """Drop the label that makes griffe-pydantic call them fields."""
        del loader
        for member in cls.members.values():
            if member.is_attribute and getattr(member, "annotation", None) is None:
                member.labels.discard("pydantic-field")
                member.labels.discard("instance-attribute")
