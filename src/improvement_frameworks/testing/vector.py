"""The conformance kit: documents that anybody, in any language, can try their own program on.

The kit is published beside the schemas, in ``schemas/v1.0/vectors``, and comes with the package.
"""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, NotRequired, TypeAlias, TypedDict, cast

from attrs import field, frozen

from improvement_frameworks.core.errors import UnknownFrameworkError
from improvement_frameworks.schemas.keyword import FOLDER

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

PLACE: Final = (FOLDER, "vectors")
"""Where the kit stands within the folder of the schemas."""
INDEX: Final = "index.json"


VectorLayer: TypeAlias = Literal["shape", "sense", "practice"]
"""Who finds what a vector shows: the form, a rule that refuses, or a rule that advises."""


class Place(TypedDict):
    """A warning or note: what it is, and where."""

    code: str
    pointer: str


@frozen(kw_only=True)
class Expected:
    """What a vector shows: the one error of its report, or a warning or note."""

    code: str
    """What is wrong."""
    pointer: str
    """Where, as a JSON pointer."""
    layer: VectorLayer
    """Who finds it: for ``shape`` every validator of JSON Schema, for ``sense`` a rule only; what a
    rule of the layer ``practice`` finds is a warning or a note, and the document is valid."""


@frozen(kw_only=True)
class Vector:
    """A document of the conformance kit, and what is to be said of it."""

    framework: str
    """The id of the framework that it is about."""
    name: str
    """What it shows, in a few words joined by hyphens."""
    title: str
    """What it shows, in a sentence."""
    text: str = field(repr=False)
    """The document as it is published."""
    expected: Expected | None = None
    """What it shows; nothing if it is there because it is valid."""
    warnings: tuple[tuple[str, str], ...] = ()
    """The code and the pointer of every warning and note in its report, sorted."""

    @property
    def is_valid(self) -> bool:
        """Whether the document has no errors."""
        return self.expected is None or self.expected.layer == "practice"

    @property
    def file(self) -> str:
        """Where it stands within the folder of the kit."""
        folder = "invalid"
        if self.is_valid:
            folder = "practice" if self.expected else "valid"
        return f"{self.framework}/{folder}/{self.name}.json"

    @property
    def document(self) -> dict[str, object]:
        """The document as Python reads it; a new one at each call."""
        return cast("dict[str, object]", json.loads(self.text))


class VectorRow(TypedDict):
    """What the index says of a vector."""

    file: str
    framework: str
    title: str
    valid: bool
    code: NotRequired[str]
    pointer: NotRequired[str]
    layer: NotRequired[VectorLayer]
    warnings: NotRequired[list[Place]]


def vectors(framework: str) -> tuple[Vector, ...]:
    """Return the published vectors of a framework, the valid ones first.

    Raises:
        UnknownFrameworkError: if the kit has none of a framework with this id.

    Examples:
        >>> from improvement_frameworks import validate
        >>> from improvement_frameworks.testing import vectors
        >>> vector = next(v for v in vectors("iceberg") if v.name == "group-level-as-label")
        >>> vector.title
        'A code is written in small letters; Team is its label.'
        >>> vector.expected
        Expected(code='VALUE-CODE', pointer='/group/level', layer='shape')
        >>> [issue.code for issue in validate(vector.document).errors]
        ['VALUE-CODE']
    """
    folder = _find_folder()
    index = json.loads((folder / INDEX).read_text(encoding="utf-8"))
    rows = cast("list[VectorRow]", index["vectors"])
    found = tuple(_read(folder, row) for row in rows if row["framework"] == framework)
    if not found:
        raise UnknownFrameworkError(framework, {row["framework"] for row in rows})
    return found


def _read(folder: Traversable, row: VectorRow) -> Vector:
    expected = None
    if "code" in row and "pointer" in row and "layer" in row:
        expected = Expected(code=row["code"], pointer=row["pointer"], layer=row["layer"])
    return Vector(
        framework=row["framework"],
        name=Path(row["file"]).stem,
        title=row["title"],
        text=folder.joinpath(row["file"]).read_text(encoding="utf-8"),
        expected=expected,
        warnings=tuple((one["code"], one["pointer"]) for one in row.get("warnings", [])),
    )


def _find_folder() -> Traversable:
    """Return the folder of the kit: within the package, or beside it where the sources lie."""
    package = files("improvement_frameworks")
    published = package / "published"
    if not published.is_dir():
        published = Path(str(package)).parents[1] / "schemas"
    return published.joinpath(*PLACE)
