"""Reads ``rules.toml``, joins each rule with what checks it, and tells its author what is wrong.

A rule is checked by the function of the module of the same name that is marked with its code, or by
the common check that it names.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache, partial
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, cast, get_args, get_origin, get_type_hints

from attrs import field, frozen

from improvement_frameworks.core.condition import Conditions
from improvement_frameworks.core.content import find_folder
from improvement_frameworks.core.errors import ContentError, nearest
from improvement_frameworks.core.facts import freeze, read_fact, read_table
from improvement_frameworks.core.rules import Finding, Rule, RuleFunction
from improvement_frameworks.problems.problem import Principle, Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FunctionType

    from improvement_frameworks.core.common_check import CommonCheck
    from improvement_frameworks.core.facts import Fact
    from improvement_frameworks.core.rules import Findings


@frozen(kw_only=True, eq=False, repr=False)  # read once and never compared
class Declaration:
    """What ``rules.toml`` says of one rule."""

    code: str
    """Short and stable, such as ``ICE-W1``."""
    severity: Severity
    """How bad it is: error, warning or info."""
    title: str
    """What it is about, in a few words."""
    asks: str
    """What good use asks, in a sentence."""
    message: str
    """What to tell people; ``{name}`` is filled with a fact of the finding."""
    hint: str
    """What to do about it."""
    principle: Principle
    """The code of the learning principle that it serves."""
    source: str
    """The id of a source in the framework's content, or ``judgement``."""
    check: str | None = None
    """The name of a common check; left out if ``rules.py`` has a function for it."""
    limits: Mapping[str, int] = field(factory=dict[str, int])
    """The numbers from which it speaks."""
    words: Mapping[str, tuple[str, ...]] = field(factory=dict[str, tuple[str, ...]])
    """The words or codes that it looks for, by what they are."""
    patterns: Mapping[str, str] = field(factory=dict[str, str])
    """The patterns of words that it looks for, by what they are."""
    facts: Mapping[str, str] = field(factory=dict[str, str])
    """What the facts in its message mean, if it is not what they mean in other rules."""


@cache
def read_rules(module: str) -> tuple[Rule[object], ...]:
    """Read the rules that are declared beside a module, once, in their order.

    Args:
        module: The dotted name of the module with the functions, such as ``my_package.rules``; the
            rules are declared in ``rules.toml`` beside it. The module may be missing.

    Raises:
        ContentError: if a key is missing, unknown or unusable, if nothing checks a rule, or if a
            function looks for a rule that is not declared.
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
    return _Reader(str(file), module).rules(data, functions)


def _find_functions(module: str) -> dict[str, RuleFunction]:
    """Return the functions of a module by the codes of their rules."""
    if find_spec(module) is None:
        return {}
    found: dict[str, RuleFunction] = {}
    for value in vars(import_module(module)).values():
        if isinstance(value, RuleFunction):
            if value.code in found:
                raise ContentError(module, value.code, "two functions look for this rule")
            found[value.code] = value
    return found


class _Reader:
    """Reads one file."""

    def __init__(self, file: str, module: str) -> None:
        self.file = file
        self.module = module

    def rules(
        self, data: Mapping[str, object], functions: Mapping[str, RuleFunction]
    ) -> tuple[Rule[object], ...]:
        tables = data.get("rules", [])
        for key in data:
            if key != "rules":
                raise ContentError(self.file, key, "unknown key; a file of rules has [[rules]]")
        if not isinstance(tables, list):
            raise ContentError(self.file, "rules", "a list of tables is expected: write [[rules]]")
        found: dict[str, Rule[object]] = {}
        for index, table in enumerate(cast("list[object]", tables)):
            if not isinstance(table, dict):
                raise ContentError(self.file, f"rules[{index}]", "a table is expected here")
            one = self._rule(cast("dict[str, object]", table), f"rules[{index}]", functions)
            if found.setdefault(one.problem.code, one) is not one:
                raise ContentError(self.file, f"rules[{index}].code", "another rule has this code")
        for code in functions:
            if code not in found:
                raise ContentError(
                    self.file, code, f"a function of {self.module} looks for it, but it is missing"
                )
        return tuple(found.values())

    def _rule(
        self, table: dict[str, object], where: str, functions: Mapping[str, RuleFunction]
    ) -> Rule[object]:
        given = table.pop("with", {})
        if not isinstance(given, dict):
            raise ContentError(self.file, f"{where}.with", "a table is expected here")
        one = read_table(self._freeze(table, where), Declaration, self.file, where)
        try:
            problem = Problem(
                code=one.code,
                severity=one.severity,
                title=one.title,
                message=one.message,
                hint=one.hint,
                principle=one.principle,
                source=one.source,
            )
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
        values = self._read_values(function, offered, where, typed=common is not None)
        check: Callable[[object], Findings] = partial(function, **values) if values else function
        if common:
            check = partial(_find_named, check, frozenset(named))
        told = (
            {name: common.facts[name] for name in named if name in common.facts} if common else {}
        )
        return Rule(
            problem,
            check,
            asks=one.asks,
            limits=one.limits,
            words=one.words,
            patterns={**(common.list_patterns() if common else {}), **patterns},
            facts={**told, **one.facts},
            common=one.check or "",
            settings=settings,
            module=self.module,
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
        self, one: Declaration, where: str, functions: Mapping[str, RuleFunction]
    ) -> CommonCheck | None:
        """Return the common check of a rule; nothing if a function of the module checks it."""
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
        from improvement_frameworks.core.common_check import CHECKS

        if one.check not in CHECKS:
            near = nearest(one.check, CHECKS)
            offer = f" Did you mean {near!r}?" if near else f" There are {', '.join(CHECKS)}."
            raise ContentError(
                self.file, f"{where}.check", f"no common check is called {one.check!r}.{offer}"
            )
        return CHECKS[one.check]

    def _read_values(
        self,
        function: Callable[..., Findings],
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


def _find_named(
    check: Callable[[object], Findings], named: frozenset[str], record: object
) -> Findings:
    """Yield what a common check finds with those facts alone that the rule's words name."""
    for found in check(record):
        yield Finding(found.path, {n: v for n, v in found.params.items() if n in named})
