"""What users draw: records, documents, entries and the other nouns of a framework."""

from __future__ import annotations

import json
from functools import cache, partial
from typing import TYPE_CHECKING, TypeVar, cast, overload

from improvement_frameworks.core.record.field import find_model
from improvement_frameworks.core.record.noun import Noun
from improvement_frameworks.core.record.record import Record
from improvement_frameworks.core.registry import get_record_type
from improvement_frameworks.testing.slot import ObjectSlot
from improvement_frameworks.testing.strategy.clean import draw_clean
from improvement_frameworks.testing.strategy.link import resolve as resolve_links
from improvement_frameworks.testing.strategy.value import Maker

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

    from improvement_frameworks.core.record.header import Entry

R = TypeVar("R", bound=Record)
N = TypeVar("N", bound=Noun)

_MAKER = Maker()


@overload
def records(
    framework: str, *, clean: bool = False, resolve: bool = False
) -> SearchStrategy[Record]: ...
@overload
def records(
    framework: type[R], *, clean: bool = False, resolve: bool = False
) -> SearchStrategy[R]: ...
def records(
    framework: str | type[Record], *, clean: bool = False, resolve: bool = False
) -> SearchStrategy[Record]:
    """Draw records of a framework.

    Without a further word they have the right form and may say anything. No draw is ever rejected.

    Args:
        framework: The id of a framework, or the class of its records. It may be one of this
            library, of a plug-in, or declared by the program.
        clean: Draw only records in which the rules find no errors and no warnings. They are the
            framework's worked example with other words, days, ids and further fields; whatever a
            rule speaks against is left as it stands in the example. Their references resolve.
        resolve: Draw unique ids, and references that lead to them; rules may still find fault.

    Raises:
        UnknownFrameworkError: if there is no framework with this id.
        TypeError: if a model declares something else than the portable types.
        ValueError: if clean records are asked for, and the framework's worked example is not clean,
            or it has none and the rules find fault with a plain record too.

    Examples:
        >>> from hypothesis import given
        >>> from improvement_frameworks import Iceberg
        >>> from improvement_frameworks.testing import records
        >>> @given(records(Iceberg))
        ... def my_page_shows_any_iceberg(iceberg: Iceberg) -> None:
        ...     assert iceberg.title in iceberg.to_json()
    """
    model = _model(framework)
    return documents(model, clean=clean, resolve=resolve).map(partial(_read, model))


def documents(
    framework: str | type[Record], *, clean: bool = False, resolve: bool = False
) -> SearchStrategy[dict[str, object]]:
    """Draw documents of a framework, ready for ``json.dumps``; what is absent is left out.

    Besides all that ``records`` draws, they hold empty lists, whole numbers written ``3.0`` and
    fields in any order. The arguments and errors are those of ``records``.
    """
    return _documents(_model(framework), clean, resolve)


@cache
def _documents(
    model: type[Record],
    clean: bool,  # noqa: FBT001 - a key of the cache
    resolve: bool,  # noqa: FBT001
) -> SearchStrategy[dict[str, object]]:
    if clean:
        return draw_clean(model)
    slot = ObjectSlot(model)
    drawn = cast("SearchStrategy[dict[str, object]]", _MAKER.make(slot))
    return drawn.map(partial(resolve_links, slot)) if resolve else drawn


def entries(framework: str | type[Record]) -> SearchStrategy[Entry]:
    """Draw single entries of a framework's records.

    Raises:
        UnknownFrameworkError: if there is no framework with this id.
        TypeError: if the model declares something else than the portable types.
    """
    model = find_model(_model(framework).model_fields["entries"])
    return nouns(cast("type[Entry]", model))


def nouns(model: type[N]) -> SearchStrategy[N]:
    """Draw objects of a model of which records are made, such as ``Group`` or ``Period``.

    Raises:
        TypeError: if the model declares something else than the portable types.

    Examples:
        >>> from improvement_frameworks import Group
        >>> from improvement_frameworks.testing import nouns
        >>> groups = nouns(Group)
    """
    drawn = cast("SearchStrategy[dict[str, object]]", _MAKER.make(ObjectSlot(model)))
    return drawn.map(partial(_read, model))


def _read(model: type[N], document: dict[str, object]) -> N:
    return model.model_validate_json(json.dumps(document))


def _model(framework: str | type[Record]) -> type[Record]:
    return get_record_type(framework) if isinstance(framework, str) else framework
