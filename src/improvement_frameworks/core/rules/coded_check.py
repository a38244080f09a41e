"""What is the same of rules and of insights: what a file declares under a code."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from attrs import field, frozen

from improvement_frameworks.problems.fact import FACTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from improvement_frameworks.core.content.facts import Fact
    from improvement_frameworks.problems.problem import Problem


@frozen(kw_only=True)
class CodedCheck:
    """What is looked for under a code, with all that is said about it."""

    known_facts: ClassVar[Mapping[str, str]] = FACTS
    """What facts usually mean."""
    problem: Problem
    """Code, severity, words, principle and source."""
    limits: Mapping[str, int] = field(factory=dict[str, int], hash=False)
    """The numbers from which it speaks, each by a name that says what it limits."""
    words: Mapping[str, tuple[str, ...]] = field(factory=dict[str, tuple[str, ...]], hash=False)
    """The words or codes that it looks for, each list by a name that says what they are."""
    patterns: Mapping[str, str] = field(factory=dict[str, str], hash=False)
    """The patterns of words that it looks for, each by a name that says what they are."""
    facts: Mapping[str, str] = field(factory=dict[str, str], hash=False)
    """What the facts in its message mean that mean something of their own."""
    common: str = ""
    """The name of the shared function that it uses; none if its framework has one for it."""
    settings: Mapping[str, Fact] = field(factory=dict[str, "Fact"], hash=False)
    """What it tells the shared function."""
    module: str = ""
    """The module beside whose name its declaration is found, such as ``my_package.rules``."""

    @property
    def code(self) -> str:
        """Its short, stable name."""
        return self.problem.code

    def explain_facts(self) -> dict[str, str]:
        """Return what each fact in its message and hint means, as far as that is said."""
        known = {**self.known_facts, **self.facts}
        names = dict.fromkeys((*self.problem.facts, *self.facts))
        return {name: known[name] for name in names if name in known}
