"""Writes the Python that follows from declarations, so that nobody writes a list twice.

The codes of a framework become types in its ``codes.py``, so that type checkers and editors know
each of them. The records of all frameworks become the names of the package ``frameworks``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from improvement_frameworks.core.record.listed import camel

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from improvement_frameworks.core.content.framework import Framework
    from improvement_frameworks.core.content.vocabulary import Vocabulary

CODES_FILE: Final = "codes.py"
"""The file of a framework's folder with its codes as types."""
_WIDTH: Final = 100
_INDENT: Final = " " * 4

_CODES_HEAD: Final = '''"""The codes of {title}, as types.

Written by ``make generate`` from ``content.toml``.
"""

from __future__ import annotations

from typing import Annotated{typing}

from improvement_frameworks.core import {functions}
'''

_FUNCTIONS: Final = {False: "code_in", True: "open_code_in"}
"""What takes a list as a type: a closed one, an open one."""

_RECORDS: Final = '''"""The frameworks themselves: one folder each, all of one anatomy.

This list of their records is written by ``make generate``.
"""

from __future__ import annotations

from improvement_frameworks.lazy import hand_on

TYPE_CHECKING = False  # that of typing, which is slow to import
if TYPE_CHECKING:
    from typing import TypeAlias

{imports}

    # What type checkers know of a record of any framework: its ``framework`` tells which it is.
    AnyRecord: TypeAlias = (
        {union}
    )
    __all__ = [
{names}
    ]
else:
    HOMES = {{
        "core.record.any_record": "AnyRecord",
{homes}
    }}
    """The modules of this library in which these names are at home."""
    __getattr__, __dir__, __all__ = hand_on(__name__, HOMES)
'''


def compose_codes(framework: Framework) -> str:
    """Return the text of a framework's ``codes.py``: each of its closed and open lists as a type.

    Its schemes are a list too, if there are several.
    """
    schemes = ["scheme"] if len(framework.schemes) > 1 else []
    names = [framework.part, *schemes, *(one.id for one in framework.vocabularies)]
    lists = {name: framework.vocabulary(name) for name in names}
    are_open = {one.open for one in lists.values()}
    head = _CODES_HEAD.format(
        title=framework.title,
        typing=", Literal" if False in are_open else "",
        functions=", ".join(_FUNCTIONS[is_open] for is_open in sorted(are_open)),
    )
    return "\n".join([head, *(_compose_type(framework, *one) for one in lists.items())])


def _compose_type(framework: Framework, name: str, words: Vocabulary) -> str:
    codes = "str" if words.open else "\n".join(_compose_literal(words.codes))
    definition = camel(framework.id) + camel(name)
    take = f'{_FUNCTIONS[words.open]}(__name__, "{name}", "{definition}")'
    return f"{camel(name)} = Annotated[\n    {codes},\n    {take},\n]\n"


def _compose_literal(codes: Sequence[str]) -> Iterator[str]:
    """Yield the lines of a type that holds each code: one line if they fit on it."""
    quoted = [f'"{code}"' for code in codes]
    line = f"Literal[{', '.join(quoted)}]"
    if len(f"{_INDENT}{line},") <= _WIDTH:
        yield line
        return
    yield "Literal["
    yield from (f"{_INDENT * 2}{code}," for code in quoted)
    yield f"{_INDENT}]"


def compose_record_list(records: Mapping[str, type]) -> str:
    """Return the text of the ``__init__.py`` of all frameworks.

    Args:
        records: The class of the records of each framework, by the framework's id.
    """
    homes = {kind.__module__: kind.__name__ for _, kind in sorted(records.items())}
    imports = (f"    from {home} import (\n        {n} as {n},\n    )" for home, n in homes.items())
    below = {home.partition(".")[2]: name for home, name in homes.items()}
    return _RECORDS.format(
        imports="\n".join(imports),
        union="\n        | ".join(homes.values()),
        names="\n".join(f'        "{name}",' for name in sorted(["AnyRecord", *homes.values()])),
        homes="\n".join(f'        "{home}": "{name}",' for home, name in below.items()),
    )
