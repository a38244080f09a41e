"""Builds the check page: this library, and all that it needs to run in a browser, in one file.

Run it with the Python of the virtual environment: ``python check_page/build.py dist/check.html``.
What is written in Python only is taken from there; what is compiled is fetched for WebAssembly, in
the same version. So the page has the versions with which everything else was tested.
"""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from base64 import b85encode
from functools import partial
from importlib.metadata import distribution, version
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final
from zipfile import ZipFile, ZipInfo

import zstandard

from improvement_frameworks.core.file import write_file
from improvement_frameworks.pages.check_page import Software, write_check_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

HERE: Final = Path(__file__).parent
PYODIDE: Final = HERE / "node_modules" / "pyodide"
FZSTD: Final = HERE / "node_modules" / "fzstd"
LIBRARY: Final = HERE.parent / "src" / "improvement_frameworks"
ENGINE: Final = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm")
LICENCE: Final = re.compile(r"dist-info/(.*/)?(LICEN[CS]E|COPYING)[^/]*$", re.IGNORECASE)
PURE: Final = (
    *("annotated-types", "attrs", "pydantic", "typing-extensions", "typing-inspection"),
    *("PyYAML", "XlsxWriter"),
)
COMPILED: Final = ("pydantic-core", "python-calamine")
WHEELS: Final = (
    *("--platform", "pyemscripten_2026_0_wasm32", "--implementation", "cp"),
    *("--python-version", "3.14", "--abi", "cp314", "--only-binary", ":all:", "--no-deps"),
)
LEFT_OUT: Final = (
    # For programs in a terminal and for developers
    *("_pyrepl", "__phello__", "antigravity", "argparse.", "bdb.", "cmd.", "compileall."),
    *("cProfile.", "curses", "doctest.", "ensurepip", "getopt.", "idlelib", "json/tool"),
    *("logging/config", "logging/handlers", "modulefinder.", "optparse.", "pdb.", "pickletools."),
    *("profile.", "pstats.", "pty.", "pyclbr.", "pydoc", "pyodide/console", "rlcompleter."),
    *("symtable.", "tabnanny.", "this.", "timeit.", "trace.", "turtle", "unittest", "venv"),
    *("zipapp.", "asyncio/__main__", "asyncio/tools", "sysconfig/__main__"),
    # For other machines, other processes and a network
    *("_aix_support", "_android_support", "_apple_support", "_ios_support", "_osx_support"),
    *("asyncio/proactor_events", "asyncio/windows", "concurrent/interpreters", "ctypes"),
    *("ftplib.", "http/cookie", "http/server", "imaplib.", "mailbox.", "multiprocessing"),
    *("netrc.", "poplib.", "smtplib.", "socketserver.", "urllib/robotparser", "wsgiref", "xmlrpc"),
    # For kinds of files and numbers that are not read here
    *(
        "_pydatetime",
        "_pydecimal",
        "_pyio",
        "configparser.",
        "dbm",
        "email/mime",
        "plistlib.",
        "shelve.",
    ),
    *("sqlite3", "wave.", "xml/dom", "xml/sax/expatreader"),
)
"""How the names begin of Python's own modules that the page does without."""
ENCODINGS: Final = ("big5", "cp", "euc", "gb", "hz", "iso2022", "johab", "koi8", "mac", "ptcp")
"""How the names of the encodings begin of which the page needs those in use below only."""
KEPT_ENCODINGS: Final = ("cp1252", "cp437")
NOT_FOR_A_CHECK: Final = (
    *("cli", "freezing", "generate", "insight", "python_source", "schemas", "testing"),
    *("figures/mermaid", "figures/picture", "figures/vega_lite"),
    *("tables/codebook", "tables/qdc", "tables/writing/template"),
)
"""How the names begin of this library's modules that write something else than the page does."""
PARTS_LEFT_OUT: Final = (
    *("pydantic/experimental", "pydantic/mypy.py", "pydantic/v1"),
    *(f"improvement_frameworks/{name}" for name in NOT_FOR_A_CHECK),
    "improvement_frameworks/documents/parallel",  # needs processes
    "improvement_frameworks/tables/columnar",  # needs Polars
)
"""How the names begin of modules of packages that the page does without."""
FILES_LEFT_OUT: Final = ("example.json", "faults.json", "vectors.toml")
"""The files of a framework that no check reads."""
PAGES: Final = ("__init__", "dropped", "html_page", "noun_table", "page", "report")
"""The modules and styles of pages that the report is made with."""


def main(out: Path) -> None:
    """Build the page."""
    with TemporaryDirectory() as folder:
        python, site = Path(folder, "python"), Path(folder, "site-packages")
        lay_out_python(python)
        lay_out_packages(site)
        fetch_compiled(site)
        subprocess.run(["node", HERE / "compile.mjs", folder], check=True)  # noqa: S603, S607 - Node of this machine
        files = {
            **{name: (PYODIDE / name).read_bytes() for name in ENGINE},
            "python_stdlib.zip": write_archive(python),
            **{f"{site.name}/{name}": data for name, data in read_tree(site)},
        }
    page = write_check_page(
        engine=pack(files),
        unpacker=(FZSTD / "umd" / "index.js").read_text(encoding="utf-8"),
        software=list(name_software()),
    )
    write_file(out, page)
    print(f"Wrote {out}: {out.stat().st_size / 1e6:.1f} MB.")  # noqa: T201 - it is a program


def pack(files: Mapping[str, bytes]) -> str:
    """Pack files: a line of JSON with their sizes, and one after the other what they hold.

    They are written in Base 85, which takes a sixteenth less than Base 64. One of its signs could
    begin a tag in the page, so another is written for it.
    """
    index = json.dumps({name: len(data) for name, data in files.items()})
    settings = zstandard.ZstdCompressionParameters.from_level(19, window_log=24)
    packer = zstandard.ZstdCompressor(compression_params=settings)
    packed = packer.compress(b"".join((index.encode(), b"\n", *files.values())))
    return b85encode(packed).decode().replace("<", "'")


def read_tree(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield all files below a folder, in a fixed order, named from there."""
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            yield file.relative_to(folder).as_posix(), file.read_bytes()


def write_archive(folder: Path) -> bytes:
    """Write a folder as an archive; nothing in it is packed, since the page is packed as one."""
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, data in read_tree(folder):
            archive.writestr(ZipInfo(name), data)
    return out.getvalue()


def lay_out_python(folder: Path) -> None:
    """Lay out the modules of Python itself."""
    with ZipFile(PYODIDE / "python_stdlib.zip") as archive:
        archive.extractall(folder, [name for name in archive.namelist() if is_wanted(name)])


def lay_out_packages(site: Path) -> None:
    """Lay out this library, and the packages that are written in Python only."""
    for name in PURE:
        own = distribution(name)
        for file in own.files or ():
            put(site, name, str(file), Path(str(own.locate_file(file))).read_bytes)
    for file in LIBRARY.rglob("*"):
        place = f"{LIBRARY.name}/{file.relative_to(LIBRARY).as_posix()}"
        if file.is_file() and is_needed(place):
            write(site / place, file.read_bytes())
            refuse_left_out(file)


def is_needed(place: str) -> bool:
    """Whether the page needs a file of this library."""
    file = Path(place)
    if file.parent == Path(LIBRARY.name, "pages") and file.stem not in PAGES:
        return False
    return (
        file.suffix != ".pyc"
        and file.name not in FILES_LEFT_OUT
        and not place.startswith(PARTS_LEFT_OUT)
    )


def refuse_left_out(file: Path) -> None:
    """Stop if a module of this library imports one of Python's that the page does without.

    Raises:
        SystemExit: if it does.
    """
    if file.suffix != ".py":
        return
    for node in ast.walk(ast.parse(file.read_bytes())):
        names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        for name in names:
            place = f"{name.replace('.', '/')}.py"
            if name.partition(".")[0] in sys.stdlib_module_names and not is_wanted(place):
                raise SystemExit(f"{file.name} imports {name}: take it out of LEFT_OUT.")


def fetch_compiled(site: Path) -> None:
    """Lay out the packages that are compiled for WebAssembly, as the package registry has them."""
    wanted = [f"{name}=={version(name)}" for name in COMPILED]
    with TemporaryDirectory() as wheels:
        pip = (sys.executable, "-m", "pip", "download", "--quiet", "--dest", wheels)
        subprocess.run([*pip, *WHEELS, *wanted], check=True)  # noqa: S603 - the names are those above
        for wheel in sorted(Path(wheels).iterdir()):
            with ZipFile(wheel) as archive:
                for name in archive.namelist():
                    put(site, wheel.name.partition("-")[0], name, partial(archive.read, name))


def put(site: Path, package: str, place: str, read: Callable[[], bytes]) -> None:
    """Lay out a file of a package if it is needed: a module for WebAssembly, or a licence."""
    if LICENCE.search(place):
        write(site / "licences" / package / Path(place).name, read())
    elif place.endswith((".py", "emscripten.so")) and not place.startswith(("..", *PARTS_LEFT_OUT)):
        write(site / place, read())


def write(file: Path, data: bytes) -> None:
    """Write a file, with the folders that it needs."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)


def is_wanted(name: str) -> bool:
    """Whether the page needs a module of Python's own."""
    folder, _, encoding = name.rpartition("encodings/")
    if encoding.startswith(ENCODINGS) and not folder:
        return encoding.removesuffix(".py") in KEPT_ENCODINGS
    return not name.startswith(LEFT_OUT)


def name_software() -> list[Software]:
    """Return what the page is made of, so that it can say so."""
    pyodide = json.loads((PYODIDE / "package.json").read_text(encoding="utf-8"))
    fzstd = json.loads((FZSTD / "package.json").read_text(encoding="utf-8"))
    listed = [
        Software("Pyodide, with CPython", pyodide["version"], f"{pyodide['license']}, PSF-2.0"),
        Software("fzstd", fzstd["version"], fzstd["license"]),
    ]
    for name in (*PURE, *COMPILED):
        own = distribution(name).metadata
        licence = own.get("License-Expression") or own.get("License") or ""
        listed.append(Software(own["Name"], own["Version"], licence.splitlines()[0]))
    return listed


if __name__ == "__main__":
    main(Path(sys.argv[1]))
