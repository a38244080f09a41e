"""Writes files whole or not at all."""

from __future__ import annotations

import errno
import os
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping


def write_file(path: Path, text: str) -> None:
    """Write text as UTF-8; until all of it is written, an older file stays as it is.

    Raises:
        OSError: if it cannot be written; nothing is left behind then.
    """
    with replacing(path) as draft, draft.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)


def write_files(folder: Path, texts: Mapping[str, str]) -> tuple[Path, ...]:
    """Write several files, each whole or not at all, and return them.

    Args:
        folder: Where to write; it is made if it does not exist.
        texts: The text of each file, by its path within the folder.

    Raises:
        OSError: if one cannot be written.
    """
    for name, text in texts.items():
        write_file(folder / name, text)
    return tuple(folder / name for name in texts)


@contextmanager
def replacing(path: Path, *, force: bool = True) -> Generator[Path]:
    """Give a file to write to that takes the place of ``path`` once the block ends well.

    Args:
        path: The file; folders that are missing are made. A link stays: what it leads to is
            replaced.
        force: Whether an existing file may be replaced.

    Raises:
        FileExistsError: if there is such a file and it may not be replaced.
        OSError: if it cannot be written; nothing is left behind then, and an older file stays.
    """
    is_link = path.is_symlink()
    if (is_link or path.exists()) and not force:
        raise FileExistsError(
            errno.EEXIST, "There is such a file already; force replaces it", str(path)
        )
    path = path.resolve() if is_link else path
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    os.close(handle)
    draft = Path(name)
    try:
        yield draft
        draft.chmod(_mode(path))
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def _mode(path: Path) -> int:
    """Return the permissions of the file that is replaced, or those of any new file."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
