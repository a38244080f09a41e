"""Writes the published folder: every schema in every form, the codes, the rules and an index."""

from __future__ import annotations

import json
import os
import re
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from improvement_frameworks.core.expected import expect, expect_all
from improvement_frameworks.core.file import write_files
from improvement_frameworks.core.registry import published_ids
from improvement_frameworks.schemas.catalogue import Catalogue
from improvement_frameworks.schemas.code_list import list_codes
from improvement_frameworks.schemas.keyword import FOLDER, PROFILES, file_of
from improvement_frameworks.schemas.list_document import LISTS
from improvement_frameworks.schemas.release import check_promises
from improvement_frameworks.schemas.rule_list import list_rules
from improvement_frameworks.version import CONTENT_EDITION, SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable

    from improvement_frameworks.problems.problem import Json
    from improvement_frameworks.schemas.keyword import Schema

INDEX: Final = f"{FOLDER}/index.json"
NOTES: Final = (
    "Everything in this folder is generated from the library; do not edit it.",
    "canonical: JSON Schema 2020-12, for validators and code generators.",
    "draft-07: the same schema under the older dialect's names.",
    "form: draft-07 without references, in words, for form builders and editors.",
    "All three forms of a schema accept the same documents.",
    "Lengths count Unicode code points.",
    "The practice checks in rules.json go beyond what a schema can say.",
)


def export_schemas(
    folder: str | os.PathLike[str],
    *,
    base_url: str | None = None,
    frameworks: Iterable[str] | None = None,
) -> tuple[Path, ...]:
    """Write the JSON Schemas, the codes and the rules into a folder, for use without Python.

    Nothing is written unless all of it can be made. Each file appears whole or not at all, and
    the same library writes the same bytes wherever it runs.

    Args:
        folder: Where to write; it is made if it does not exist.
        base_url: Where the folder will be served; each ``$id`` is then an address there.
        frameworks: The ids of the frameworks; by default, those that this library brings itself.

    Returns:
        The files written.

    Raises:
        UnknownFrameworkError: if there is no such framework.
        ContentError: if a framework is not complete.
        BrokenPromiseError: if the folder declares releases, and a released schema would change.
        OSError: if the folder cannot be written.
    """
    expect("folder", folder, (str, os.PathLike), "the path of a folder")
    ids = published_ids()
    if frameworks is not None:
        ids = expect_all("frameworks", frameworks, str, "a list of the ids of frameworks")
    files = compose_files(Catalogue(ids, base_url))
    check_promises(Path(folder), files)
    return write_files(Path(folder), files)


def compose_files(catalogue: Catalogue) -> dict[str, str]:
    """Return the text of every file of the published folder, by its place in it."""
    files: dict[str, str] = {}
    index: list[Json] = []

    def add(file: str, content: Schema, *, wanted: str, title: str, profile: str = "") -> None:
        files[file] = write_schema(content)
        form: Schema = {"profile": profile} if profile else {}
        index.append(
            {
                "id": wanted,
                **form,
                "file": file.removeprefix(f"{FOLDER}/"),
                "sha256": sha256(files[file].encode()).hexdigest(),
                "version": SCHEMA_VERSION,
                "title": title,
            }
        )

    for wanted in catalogue.ids:
        for profile in PROFILES:
            schema = catalogue.schema(wanted, profile)
            title = str(schema["title"])
            add(file_of(wanted, profile), schema, wanted=wanted, title=title, profile=profile)
    for wanted in LISTS:
        schema = catalogue.schema(wanted, "canonical")
        title = str(schema["title"])
        add(file_of(wanted, "canonical"), schema, wanted=wanted, title=title, profile="canonical")
    codes = list_codes(catalogue.frameworks)
    add(f"{FOLDER}/codes.json", codes, wanted="codes", title="Codes and their meaning")
    rules = list_rules(catalogue.frameworks)
    add(
        f"{FOLDER}/rules.json",
        rules,
        wanted="rules",
        title="Practice checks, insights and format errors",
    )
    head: Schema = {"schema_version": SCHEMA_VERSION, "content_edition": CONTENT_EDITION}
    files[INDEX] = write_schema({**head, "notes": list(NOTES), "files": index})
    return files


def write_schema(content: Schema) -> str:
    r"""Return the text of a published file; characters that cannot be seen are escaped.

    >>> write_schema({"pattern": "[^\u200b\u3000]"}).split()[2]
    '"[^\\u200b\\u3000]"'
    """
    text = json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
    return re.sub("[^\n -~]", _escape_unseen, text)


def _escape_unseen(found: re.Match[str]) -> str:
    if found[0].isprintable():
        return found[0]
    return json.dumps(found[0])[1:-1].replace("\x7f", "\\u007f")
