"""Tables that come as bytes or as a file object, such as what somebody sends to a web service."""

from __future__ import annotations

import re
import shutil
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import IO, TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Generator

_UNSAFE: Final = re.compile(r"[^\w .()-]")
_LONGEST_STEM: Final = 60
_NAMELESS: Final = "table"


def name_of(source: bytes | IO[bytes], name: str = "") -> str:
    """Return what an upload is called: by the caller, by itself, or not at all."""
    own: object = getattr(source, "name", "")
    return name or (own if isinstance(own, str) else "")


@contextmanager
def as_file(source: bytes | IO[bytes], name: str) -> Generator[Path]:
    """Put an upload into a file of its own, which is there until the block ends.

    What a table is shows from its first bytes and then from the ending of its name. Without an
    ending, text is read as CSV, or as lines of JSON if it begins with a brace.

    Raises:
        TypeError: if the file object gives no bytes.
    """
    data = BytesIO(source) if isinstance(source, bytes) else source
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        draft = Path(folder, "upload")
        with draft.open("wb") as file:
            try:
                shutil.copyfileobj(data, file)
            except TypeError:
                raise TypeError(
                    "This takes a file object that is open for reading bytes, but its read() "
                    "gives none; open the file with 'rb', or give the bytes."
                ) from None
        yield draft.rename(draft.with_name(_name_safely(name) + _guess_ending(draft, name)))


def _name_safely(name: str) -> str:
    """Return the name without its ending, as a file of any system may be called."""
    stem = PurePosixPath(name.replace("\\", "/")).stem
    return _UNSAFE.sub("_", stem).strip(" .")[:_LONGEST_STEM] or _NAMELESS


def _guess_ending(draft: Path, name: str) -> str:
    ending = PurePosixPath(name.replace("\\", "/")).suffix
    if ending:
        return _UNSAFE.sub("_", ending)[:_LONGEST_STEM]
    with draft.open("rb") as file:
        start = file.read(1000)
    return ".jsonl" if start.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{" else ".csv"
