"""Pydantic models that datamodel-code-generator writes from the published schema of any record."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import module_from_spec, spec_from_file_location
from keyword import iskeyword
from typing import TYPE_CHECKING, Final, cast

import pytest
from pydantic import BaseModel, ValidationError
from tests.conftest import for_each
from tests.consumers.documents import CLOSED, FRAMEWORKS, SCHEMAS, right_documents, wrong_documents

from improvement_frameworks.core.record.listed import camel
from improvement_frameworks.core.registry import get_framework

if TYPE_CHECKING:
    from enum import Enum
    from types import ModuleType

    from improvement_frameworks.schemas.keyword import Schema

GENERATE: Final = (
    *(sys.executable, "-m", "datamodel_code_generator"),
    *("--input", str(SCHEMAS / "any-record.schema.json"), "--input-file-type", "jsonschema"),
    *("--output-model-type", "pydantic_v2.BaseModel", "--formatters", "builtin"),
)
# Pydantic's own ways let others through: items that stand twice, null, a day with a time, and
# values that it turns into what was asked for, such as "3" into 3.
REFUSED: Final = (
    *("FIELD-MISSING", "FIELD-UNKNOWN", "FRAMEWORK-MISSING", "FRAMEWORK-UNKNOWN"),
    *("VALUE-BLANK", "VALUE-CODE", "VALUE-LONG", "VERSION-FUTURE", "VERSION-MISSING"),
)
each_framework = pytest.mark.parametrize("framework", FRAMEWORKS)


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    file = tmp_path_factory.mktemp("models") / "models.py"
    done = subprocess.run(
        [*GENERATE, "--output", str(file)], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    spec = spec_from_file_location("generated_models", file)
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    sys.modules[spec.name] = module  # where pydantic looks for what annotations name
    spec.loader.exec_module(module)
    return module


def model_of(models: ModuleType, name: str) -> type[BaseModel]:
    model: object = getattr(models, name)
    assert isinstance(model, type)
    assert issubclass(model, BaseModel)
    return model


def accepts(model: type[BaseModel], document: Schema) -> bool:
    try:
        model.model_validate_json(json.dumps(document))
    except ValidationError:
        return False
    return True


@each_framework
def test_models_accept_what_is_right(framework: str, models: ModuleType) -> None:
    for name in (camel(framework), "AnyRecord"):
        model = model_of(models, name)
        for file, document in right_documents(framework).items():
            assert accepts(model, document), f"{name}: {file}"


@each_framework
@for_each(REFUSED)
def test_models_refuse_what_is_wrong(code: str, framework: str, models: ModuleType) -> None:
    for name in (camel(framework), "AnyRecord"):
        model = model_of(models, name)
        for file, document in wrong_documents(framework, code).items():
            assert not accepts(model, document), f"{name}: {file}"


@pytest.mark.parametrize("framework", CLOSED)
def test_codes_are_enumerations_with_usable_names(framework: str, models: ModuleType) -> None:
    name = camel(framework) + camel(get_framework(framework).part)
    members = list(cast("type[Enum]", getattr(models, name)))
    codes = get_framework(framework).part_vocabulary.codes
    assert [member.value for member in members] == [*codes]
    names = [code.replace("-", "_") + "_" * iskeyword(code) for code in codes]
    assert [member.name for member in members] == names


@each_framework
def test_fields_keep_their_descriptions(framework: str, models: ModuleType) -> None:
    title = model_of(models, camel(framework)).model_fields["title"]
    assert str(title.description).startswith("What the record is about. Example: ")
