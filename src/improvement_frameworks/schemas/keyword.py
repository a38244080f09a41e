"""What a published schema may say, and where it stands: keywords, dialects, ids and files.

The set of keywords is small because validators, code generators and form builders agree on no
more than this.
"""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

from improvement_frameworks.core.expected import expect
from improvement_frameworks.problems.problem import Json
from improvement_frameworks.version import SCHEMA_VERSION

Schema: TypeAlias = dict[str, Json]
"""A JSON Schema, or a part of one."""

Profile: TypeAlias = Literal["canonical", "draft-07", "form", "llm", "llm-small"]
"""Which form of a schema: the canonical one, or one of those derived from it."""

PROFILES: Final[tuple[Profile, ...]] = ("canonical", "draft-07", "form")
"""The forms that are published: they accept the same documents."""

ANY_RECORD: Final = "any-record"
REPORT: Final = "report"
INSIGHT_REPORT: Final = "insight-report"
TALLY: Final = "tally"

URN: Final = f"urn:improvement-frameworks:schema:{SCHEMA_VERSION}:"
FOLDER: Final = f"v{SCHEMA_VERSION}"
"""The folder of this version within the published folder; each version has its own."""

DIALECTS: Final[dict[Profile, str]] = {
    "canonical": "https://json-schema.org/draft/2020-12/schema",
    "draft-07": "http://json-schema.org/draft-07/schema#",
    "form": "http://json-schema.org/draft-07/schema#",
}

KEYWORDS: Final = (
    "$schema",
    "$id",
    "$comment",
    "title",
    "description",
    "$ref",
    "type",
    "const",
    "enum",
    "oneOf",
    "format",
    "minLength",
    "maxLength",
    "pattern",
    "minimum",
    "maximum",
    "items",
    "minItems",
    "maxItems",
    "uniqueItems",
    "properties",
    "required",
    "additionalProperties",
    "examples",
    "$defs",
)
"""The keywords of the canonical form, in the order in which they are written."""


def file_of(wanted: str, profile: Profile) -> str:
    """Return the file of a schema within the published folder.

    >>> file_of("iceberg", "canonical")
    'v1.0/iceberg.schema.json'
    >>> file_of("iceberg", "form")
    'v1.0/form/iceberg.schema.json'
    """
    folder = FOLDER if profile == "canonical" else f"{FOLDER}/{profile}"
    return f"{folder}/{wanted}.schema.json"


def id_of(wanted: str, profile: Profile, base_url: str | None = None) -> str:
    """Return the ``$id`` of a schema; no two schemas share one.

    Args:
        wanted: The id of a framework, ``any-record`` or ``report``.
        profile: The form of the schema.
        base_url: Where the published folder is served, if it is.

    Raises:
        ValueError: if the address is not one of the web.

    >>> id_of("iceberg", "canonical")
    'urn:improvement-frameworks:schema:1.0:iceberg'
    >>> id_of("iceberg", "form", "https://example.org/schemas/")
    'https://example.org/schemas/v1.0/form/iceberg.schema.json'
    """
    if base_url is None:
        return URN + wanted + ("" if profile == "canonical" else f":{profile}")
    if not expect("base_url", base_url, str, "a web address").startswith(("http://", "https://")):
        raise ValueError(f"{base_url!r} does not begin with http:// or https://")
    return f"{base_url.rstrip('/')}/{file_of(wanted, profile)}"
