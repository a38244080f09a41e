"""What the tests of pages share: the program, run within a test."""

from __future__ import annotations

from tests.cli.conftest import improve

__all__ = ["improve"]
