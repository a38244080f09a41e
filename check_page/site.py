"""Puts the check page on the site, if it was built before: a hook for MkDocs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import File

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add the page to what is copied."""
    page = Path(config.config_file_path).parent / "dist" / "check.html"
    if page.is_file():
        files.append(File(page.name, str(page.parent), config.site_dir, use_directory_urls=False))
    return files
