"""Rules of good use: what a record should be beyond its form.

A rule is declared in a framework's ``rules.toml``: its code, how bad it is, what to tell people and
which learning principle it serves. What looks at a record is a function of the framework's
``rules.py`` or one of the common checks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import accumulate, chain
from typing import TYPE_CHECKING, Final, Generic, TypeAlias, TypeVar

from attrs import field, frozen

from improvement_frameworks import problems
from improvement_frameworks.core.pointer import Path, write_pointer
from improvement_frameworks.core.rules.coded_check import CodedCheck
from improvement_frameworks.problems.problem import (
    PRINCIPLES,
    SEVERITIES,
    Issue,
    Param,
    Principle,
    Problem,
    Severity,
    Where,
)

if TYPE_CHECKING:
    from collections.abc import Collection

    from improvement_frameworks.core.rules.code_file import CodeFunction

R = TypeVar("R")


@frozen
class Finding:
    """One thing that a rule found: where in the record, and the facts for its message."""

    path: Path = ()
    """The steps to the value, such as ``("entries", 2, "level")``."""
    params: Mapping[str, Param] = field(factory=dict[str, Param], hash=False)
    """The facts that the rule's message names."""


Findings: TypeAlias = Iterable[Finding]


def at(*path: str | int, **params: Param) -> Finding:
    """Say that something was found at a place.

    >>> at("entries", 2, "level", level="events").path
    ('entries', 2, 'level')
    """
    return Finding(path, params)


@frozen(kw_only=True)
class Rule(CodedCheck, Generic[R]):
    """A practice check with all that is said about it."""

    check: Callable[[R], Findings]
    """The function that looks at a record."""
    asks: str = ""
    """What good use asks, in a sentence."""

    def __reduce__(self) -> tuple[object, ...]:
        from improvement_frameworks.core.registry import find_rule

        return find_rule, (self.code, self.module)


def rule(code: str) -> Callable[[Callable[..., Findings]], CodeFunction]:
    """Say that a function looks for what a rule of ``rules.toml`` is about.

    The function takes a record and yields what it finds. What the rule declares as limits, words
    and patterns is handed to it by name::

        @rule("LOOP-W1")
        def no_reply(record: ImprovementIdea, *, days: int) -> Findings:
            ...

    Args:
        code: The code of the rule, such as ``ICE-W1``.
    """
    from improvement_frameworks.core.rules.code_file import CodeFunction

    def mark(function: Callable[..., Findings]) -> CodeFunction:
        return CodeFunction(code, function)

    return mark


@frozen(kw_only=True)
class Selection:
    """Which rules are run and how strictly.

    A word is a code (``ICE-W1``), the beginning of codes (``ICE``, ``ICE-W``), a severity
    (``warning``) or a learning principle (``be-timely``). Without ``select``, all rules run.
    """

    select: tuple[str, ...] = field(default=(), converter=tuple[str, ...])
    """Run only what one of these words names."""
    ignore: tuple[str, ...] = field(default=(), converter=tuple[str, ...])
    """Leave out what one of these words names."""
    strict: bool | tuple[str, ...] = False
    """Raise all warnings to errors, or only those that one of these words names."""

    def takes(self, problem: Problem) -> bool:
        """Whether a problem is looked for."""
        if self.select and not _named(problem, self.select):
            return False
        return not (self.ignore and _named(problem, self.ignore))

    def severity(self, problem: Problem) -> Severity:
        """How bad a problem is for this caller."""
        raised = self.strict if isinstance(self.strict, bool) else _named(problem, self.strict)
        return "error" if raised and problem.severity == "warning" else problem.severity


WORDS: Final = (
    "a code (ICE-W1, GRID-A1), the beginning of codes (ICE), a severity (warning) or a learning "
    "principle (be-timely)"
)


def list_words(codes: Iterable[str]) -> frozenset[str]:
    """Return the words by which codes are selected: those that `Selection` knows."""
    beginnings = chain.from_iterable(accumulate(code.split("-"), "{}-{}".format) for code in codes)
    return frozenset({*beginnings, *SEVERITIES, *PRINCIPLES})


def find_word(word: str, known: Collection[str], noun: str) -> str:
    """Return a word as it is known, whatever its case.

    Args:
        word: What somebody wrote.
        known: The words; see `list_words`.
        noun: What is selected, for the message.

    Raises:
        ValueError: if there is no such word; the message offers the nearest one.
    """
    from improvement_frameworks.core.errors import nearest

    bare = word.strip().rstrip("-")
    for spelling in (bare.upper(), bare.lower()):
        if spelling in known:
            return spelling
    near = nearest(bare.upper(), known) or nearest(bare.lower(), known)
    offer = f" Did you mean {near}?" if near else f" A word is {WORDS}."
    raise ValueError(f"No {noun} has the name {word}.{offer}")


def _named(problem: Problem, words: Collection[str]) -> bool:
    return any(
        word in {problem.severity, problem.principle} or _begins(problem.code, word.rstrip("-"))
        for word in words
    )


def _begins(code: str, word: str) -> bool:
    """Whether a word is a code or its beginning: ICE and ICE-W name ICE-W10, ICE-W1 does not."""
    rest = code.removeprefix(word)
    return rest[:1] in {"", "-"} or (rest[0].isdigit() and word[-1].isalpha())


EVERYTHING = Selection()


@frozen
class Chosen(Generic[R]):
    """The rules that a selection takes, put together once for any number of records."""

    rules: tuple[tuple[Rule[R], Severity], ...]
    """Each rule, with how bad what it finds is for this caller."""
    principles: frozenset[Principle]
    """The learning principles that these rules serve."""

    def run(self, record: R) -> list[Issue]:
        """Run the rules on one record.

        A rule that raises is reported as a fault of the rule; the others still run.
        """
        issues: list[Issue] = []
        for one, severity in self.rules:
            try:
                findings = list(one.check(record))
                if findings:  # most rules find nothing in most records
                    issues += [_make_issue(one.problem, severity, found) for found in findings]
            except Exception as fault:  # noqa: BLE001 - one bad rule must not lose the report
                params = {"rule": one.code, "reason": type(fault).__name__}
                issues.append(problems.RULE_FAULT.issue(**params))
        return issues


def choose_rules(rules: Iterable[Rule[R]], selection: Selection = EVERYTHING) -> Chosen[R]:
    """Put together the rules that a selection takes."""
    taken = [one for one in rules if selection.takes(one.problem)]
    principles: set[Principle] = {p for one in taken if (p := one.problem.principle) is not None}
    return Chosen(
        tuple((one, selection.severity(one.problem)) for one in taken), frozenset(principles)
    )


def run_rules(
    record: R, rules: Iterable[Rule[R]], selection: Selection = EVERYTHING
) -> list[Issue]:
    """Run the rules that a selection takes on one record; see `Chosen`."""
    return choose_rules(rules, selection).run(record)


def _make_issue(problem: Problem, severity: Severity, finding: Finding) -> Issue:
    """Make an issue of what was found; words that cannot be filled are the rule's fault."""
    problem.try_words(finding.params)
    where = Where(pointer=write_pointer(finding.path))
    return problem.issue(where, severity, **finding.params)
