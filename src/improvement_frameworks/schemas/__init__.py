"""The published JSON Schemas: written from the models, derived for other tools, exported."""

from __future__ import annotations

from improvement_frameworks.schemas.catalogue import json_schema
from improvement_frameworks.schemas.compare import Change, Comparison, compare
from improvement_frameworks.schemas.export import export_schemas
from improvement_frameworks.schemas.keyword import Profile, Schema
from improvement_frameworks.schemas.llm import from_llm

__all__ = [
    "Change",
    "Comparison",
    "Profile",
    "Schema",
    "compare",
    "export_schemas",
    "from_llm",
    "json_schema",
]
