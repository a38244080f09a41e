"""The base of every object in a record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pydantic import VERSION, BaseModel, ConfigDict

from improvement_frameworks.core.docstring import describe_properties, remember_place
from improvement_frameworks.core.listed import first_paragraph, write_title

if TYPE_CHECKING:
    from pydantic import GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema

_IS_BUILT_AT_FIRST_USE: Final = tuple(map(int, VERSION.split(".")[:2])) >= (2, 14)
"""Whether a class waits for its first use, since most nouns are only needed as parts of a record.

Before its release 2.14, pydantic does not do this safely in several threads at once, and cannot
write an object of a class that waits, where it does not expect one.
"""


class Noun(BaseModel, frozen=True):
    """Base of every object in a record: it cannot be changed and takes no unknown fields.

    Python code may give ``None`` for what is absent. A dict is read as a document, where what is
    absent is left out.
    """

    model_config = ConfigDict(
        extra="forbid",
        defer_build=_IS_BUILT_AT_FIRST_USE,
        allow_inf_nan=False,
        model_title_generator=lambda model: write_title(model.__name__),
    )

    def __init__(self, /, **data: Any) -> None:  # noqa: ANN401 - the fields say their types
        super().__init__(**{name: value for name, value in data.items() if value is not None})

    # Pydantic then calls this only for Python code, never for a document it validates.
    __init__.__dict__["__pydantic_base_init__"] = True

    @classmethod
    def __pydantic_init_subclass__(cls, **words: object) -> None:
        """Let every class find the words under its fields again."""
        super().__pydantic_init_subclass__(**words)
        remember_place(cls)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Describe each field, and keep the schema that others make, as FastAPI, short as ours."""
        written = handler(schema)
        about = handler.resolve_ref_schema(written)
        if "description" in about:
            about["description"] = first_paragraph(str(about["description"]))
        properties = about.get("properties", {})
        for field in properties.values():
            field.pop("title", None)
        describe_properties(cls, properties, handler)
        return written
