"""Tells PyInstaller what a program needs that is packed into one folder or one file.

PyInstaller finds the hook beside this file by the entry point ``pyinstaller40``.
"""

from __future__ import annotations

from pathlib import Path


def get_hook_dirs() -> list[str]:
    """Return the folder in which PyInstaller finds the hook."""
    return [str(Path(__file__).parent)]
