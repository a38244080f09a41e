"""Reads files that declare codes, ``rules.toml`` and ``insights.toml``, and tells what is wrong.

What a code is about is looked for by the function of the module of the same name that is marked
with the code, or by the common check that the declaration names.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from typing import (
    TYPE_CHECKING,
    Generic,
    Never,
    TypeVar,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

from attrs import field, frozen

from improvement_frameworks.core.content.content_file import find_folder
from improvement_frameworks.core.content.facts import freeze, read_fact, read_table
from improvement_frameworks.core.errors import ContentError, nearest
from improvement_frameworks.core.rules.coded_check import CodedCheck
from improvement_frameworks.core.rules.condition import Conditions
from improvement_frameworks.problems.problem import Principle, Problem, Severity

if TYPE_CHECKING:
    from types import FunctionType

    from improvement_frameworks.core.content.facts import Fact


T = TypeVar("T", bound="Declaration")
F_co = TypeVar("F_co", covariant=True)


@frozen(eq=False, repr=False)
class CodeFunction:
    """A function that looks for what a code is about."""

    code: str
    """The code."""
    function: Callable[..., object]
    """Takes what it looks at, and by name each limit, word list and pattern that is declared."""


def list_nothing(**_settings: object) -> Mapping[str, Never]:
    """Return no patterns and no words, whatever is said under ``with``."""
    return {}


@frozen(eq=False, repr=False)
class CommonCheck(Generic[F_co]):
    """A function that declarations of several frameworks share."""

    name: str
    """What a file calls it."""
    function: Callable[..., Iterable[F_co]]
    """Takes what it looks at, and by name what is said under ``with``, ``limits`` and so on."""
    facts: Mapping[str, str] = field(factory=dict[str, str], hash=False)
    """What the facts mean that it finds."""
    list_patterns: Callable[..., Mapping[str, str]] = list_nothing
    """Takes what is said under ``with``; returns the patterns that it looks for of itself."""
    list_words: Callable[..., Mapping[str, tuple[str, ...]]] = list_nothing
    """Takes what is said under ``with``; returns the words that these patterns hold."""


@frozen(kw_only=True, eq=False, repr=False)  # read once and never compared
class Declaration:
    """What a file says of one code."""

    code: str
    """Short and stable, such as ``ICE-W1``."""
    title: str
    """What it is about, in a few words."""
    message: str
    """What to tell people; ``{name}`` is filled with a fact of what was found."""
    hint: str
    """What to do about it."""
    principle: Principle
    """The code of the learning principle that it serves."""
    source: str
    """The id of a source in the framework's content, or ``judgement``."""
    check: str | None = None
    """The name of a common check; left out if the module has a function for it."""
    limits: Mapping[str, int] = field(factory=dict[str, int])
    """The numbers from which it speaks."""
    words: Mapping[str, tuple[str, ...]] = field(factory=dict[str, tuple[str, ...]])
    """The words or codes that it looks for, by what they are."""
    patterns: Mapping[str, str] = field(factory=dict[str, str])
    """The patterns of words that it looks for, by what they are."""
    facts: Mapping[str, str] = field(factory=dict[str, str])
    """What the facts in its message mean, if it is not what they usually mean."""

    def make_problem(self, severity: Severity = "info") -> Problem:
        """Return its words as a problem.

        Raises:
            ValueError: if the code or the words are unusable.
        """
        return Problem(
            code=self.code,
            severity=severity,
            title=self.title,
            message=self.message,
            hint=self.hint,
            principle=self.principle,
            source=self.source,
        )


@frozen(kw_only=True, eq=False, repr=False)
class DeclaredCode(Generic[T]):
    """A declaration, joined with what looks for it."""

    said: T
    """What the file says of it."""
    look: Callable[..., object]
    """What looks for it, and takes nothing but what it looks at."""
    named: frozenset[str] | None
    """The facts that its words name, where what looks for it is shared and finds others too."""
    declared: CodedCheck
    """What is the same of rules and insights."""


def read_codes(
    module: str,
    key: str,
    declaration: type[T],
    find_common: Callable[[], Mapping[str, CommonCheck[object]]],
) -> tuple[DeclaredCode[T], ...]:
    """Read what is declared beside a module, in its order.

    Args:
        module: The dotted name of the module with the functions, such as ``my_package.rules``; the
            file beside it has the same name and ends in ``.toml``. The module may be missing.
        key: What the tables of the file are called.
        declaration: What a table may say.
        find_common: Returns the common checks by their names.

    Raises:
        ContentError: if a key is missing, unknown or unusable, if nothing looks for a code, or if a
            function looks for one that is not declared.
    """
    package, _, name = module.rpartition(".")
    file = find_folder(package) / f"{name}.toml"
    functions = _find_functions(module)
    if not file.is_file():
        if functions:
            raise ContentError(str(file), "(file)", f"there is no such file, but {name}.py is")
        return ()
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise ContentError(str(file), "(file)", f"no valid TOML: {fault}") from None
    return _Reader(str(file), module, key, declaration, find_common).read(data, functions)


def _find_functions(module: str) -> dict[str, CodeFunction]:
    """Return the functions of a module by their codes."""
    if find_spec(module) is None:
        return {}
    found: dict[str, CodeFunction] = {}
    for value in vars(import_module(module)).values():
        if isinstance(value, CodeFunction):
            if value.code in found:
                raise ContentError(module, value.code, "two functions look for this code")
            found[value.code] = value
    return found


class _Reader(Generic[T]):
    """Reads one file."""

    def __init__(
        self,
        file: str,
        module: str,
        key: str,
        declaration: type[T],
        find_common: Callable[[], Mapping[str, CommonCheck[object]]],
    ) -> None:
        self.file = file
        self.module = module
        self.key = key
        self.declaration = declaration
        self.find_common = find_common

    def read(
        self, data: Mapping[str, object], functions: Mapping[str, CodeFunction]
    ) -> tuple[DeclaredCode[T], ...]:
        name = self.key
        tables = data.get(name, [])
        for key in data:
            if key != name:
                raise ContentError(self.file, key, f"unknown key; a file of {name} has [[{name}]]")
        if not isinstance(tables, list):
            raise ContentError(self.file, name, f"a list of tables is expected: write [[{name}]]")
        found: dict[str, DeclaredCode[T]] = {}
        for index, table in enumerate(cast("list[object]", tables)):
            where = f"{name}[{index}]"
            if not isinstance(table, dict):
                raise ContentError(self.file, where, "a table is expected here")
            one = self._read(cast("dict[str, object]", table), where, functions)
            if found.setdefault(one.declared.code, one) is not one:
                raise ContentError(
                    self.file, f"{where}.code", f"another {name.removesuffix('s')} has this code"
                )
        for code in functions:
            if code not in found:
                raise ContentError(
                    self.file, code, f"a function of {self.module} looks for it, but it is missing"
                )
        return tuple(found.values())

    def _read(
        self, table: dict[str, object], where: str, functions: Mapping[str, CodeFunction]
    ) -> DeclaredCode[T]:
        given = table.pop("with", {})
        if not isinstance(given, dict):
            raise ContentError(self.file, f"{where}.with", "a table is expected here")
        one = read_table(self._freeze(table, where), self.declaration, self.file, where)
        try:
            problem = one.make_problem()
            named = problem.facts
        except ValueError as fault:
            raise ContentError(self.file, where, str(fault.args[0])) from None
        patterns = {
            name: self._pattern(pattern, f"{where}.patterns.{name}")
            for name, pattern in one.patterns.items()
        }
        settings = self._freeze(cast("dict[str, object]", given), f"{where}.with")
        offered: dict[str, tuple[object, str]] = {}
        tables: dict[str, Mapping[str, object]] = {
            "limits": one.limits,
            "words": one.words,
            "patterns": patterns,
            "with": settings,
        }
        for key, values in tables.items():
            for name, value in values.items():
                if name in offered:
                    raise ContentError(self.file, f"{where}.{key}.{name}", "is given twice")
                offered[name] = value, f"{where}.{key}.{name}"
        common = self._find_check(one, where, functions)
        function = (common or functions[one.code]).function
        told = (
            {name: common.facts[name] for name in named if name in common.facts} if common else {}
        )
        values = self._read_values(function, offered, where, typed=common is not None)
        return DeclaredCode(
            said=one,
            look=partial(function, **values) if values else function,
            named=frozenset(named) if common else None,
            declared=CodedCheck(
                problem=problem,
                limits=one.limits,
                words={**(common.list_words(**settings) if common else {}), **one.words},
                patterns={**(common.list_patterns(**settings) if common else {}), **one.patterns},
                facts={**told, **one.facts},
                common=one.check or "",
                settings=settings,
                module=self.module,
            ),
        )

    def _freeze(self, table: dict[str, object], where: str) -> Mapping[str, Fact]:
        try:
            return cast("Mapping[str, Fact]", freeze(table))
        except TypeError as fault:
            raise ContentError(self.file, where, str(fault)) from None

    def _pattern(self, pattern: str, where: str) -> re.Pattern[str]:
        try:
            return re.compile(pattern)
        except re.error as fault:
            raise ContentError(self.file, where, f"no regular expression: {fault}") from None

    def _find_check(
        self, one: T, where: str, functions: Mapping[str, CodeFunction]
    ) -> CommonCheck[object] | None:
        """Return the common check of a code; nothing if a function of the module looks for it."""
        if one.check is None:
            if one.code not in functions:
                raise ContentError(
                    self.file,
                    f"{where}.check",
                    f"is missing, and no function in {self.module} is marked with {one.code}",
                )
            return None
        if one.code in functions:
            raise ContentError(
                self.file, f"{where}.check", f"a function in {self.module} looks for it as well"
            )
        checks = self.find_common()
        if one.check not in checks:
            near = nearest(one.check, checks)
            offer = f" Did you mean {near!r}?" if near else f" There are {', '.join(checks)}."
            raise ContentError(
                self.file, f"{where}.check", f"no common check is called {one.check!r}.{offer}"
            )
        return checks[one.check]

    def _read_values(
        self,
        function: Callable[..., object],
        offered: Mapping[str, tuple[object, str]],
        where: str,
        *,
        typed: bool,
    ) -> dict[str, object]:
        """Return what a function is handed by name.

        Only the types that common checks name can be looked up: a framework's functions name those
        of its record, which is not loaded for its rules.
        """
        plain = cast("FunctionType", function)
        code, defaults = plain.__code__, plain.__kwdefaults__ or {}
        names = code.co_varnames[code.co_argcount :][: code.co_kwonlyargcount]
        for name, (_, place) in offered.items():
            if name not in names:
                known = f"it takes {', '.join(names)}" if names else "it takes nothing"
                raise ContentError(
                    self.file, place, f"{plain.__name__} takes nothing of this name; {known}"
                )
        for name in names:
            if name not in defaults and name not in offered:
                raise ContentError(
                    self.file, where, f"{plain.__name__} needs {name}, which is missing"
                )
        hints = get_type_hints(function) if typed and offered else {}
        return {
            name: self._read_value(value, hints[name], place) if typed else value
            for name, (value, place) in offered.items()
        }

    def _read_value(self, value: object, hint: object, where: str) -> object:
        if Conditions in {hint, *get_args(hint)}:
            if not isinstance(value, Mapping):
                raise ContentError(self.file, where, "a table is expected here")
            try:
                return Conditions(cast("Mapping[str, object]", value))
            except ValueError as fault:
                raise ContentError(self.file, where, str(fault)) from None
        if any(get_origin(one) is re.Pattern for one in (hint, *get_args(hint))):
            if not isinstance(value, re.Pattern):
                raise ContentError(self.file, where, "a pattern is expected: say it in patterns")
            return cast("re.Pattern[str]", value)
        return read_fact(cast("Fact", value), hint, self.file, where)
