"""What all tests share: named cases, and how long the property-based tests search."""

from __future__ import annotations

import gc
import os
from collections.abc import Mapping
from functools import cache
from inspect import Parameter, Signature, signature
from typing import TYPE_CHECKING, Final, cast

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture import providers
from xdist.scheduler import (  # pyright: ignore[reportMissingTypeStubs] - it has types inside
    LoadScopeScheduling,
)

from improvement_frameworks.core.registry import get_example, published_ids
from improvement_frameworks.testing import faults

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from _pytest.mark import ParameterSet
    from xdist.remote import Producer  # pyright: ignore[reportMissingTypeStubs] - as above

    from improvement_frameworks.testing import Fault

SAME_EACH_DAY: Final = settings(
    deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
"""Each test draws the same examples in each run, and may take its time: a gate is no lottery."""
settings.register_profile("quick", SAME_EACH_DAY, max_examples=8)
settings.register_profile("default", SAME_EACH_DAY, max_examples=15)
# Each run draws others. `make fuzz` and `make parity` search with these.
settings.register_profile("many", max_examples=200, deadline=None, print_blob=True)
settings.register_profile("long", max_examples=20_000, deadline=None, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

if settings().derandomize:
    # Otherwise what is drawn depends on the modules that a process has loaded by then: the texts
    # and numbers of their source are drawn too. No setting of Hypothesis says that it should not.
    pytest.MonkeyPatch().setattr(providers, "is_local_module_file", frozenset[str]().__contains__)

few = settings(max_examples=max(4, settings().max_examples // 8))
"""Fewer examples than the profile says, for what is asked of each framework by itself."""


@cache
def faults_of(framework: str) -> tuple[Fault, ...]:
    """Return the faults that can be planted in the worked example of a framework."""
    return tuple(faults(get_example(framework)))


def cases(given: Mapping[str, object]) -> list[ParameterSet]:
    """Return named cases for ``pytest.mark.parametrize``; a tuple holds several arguments.

    A test that is run on nothing proves nothing, so an empty table is refused.
    """
    if not given:
        raise ValueError("there are no cases, so the test would prove nothing")
    arguments = {
        name: cast("tuple[object, ...]", value) if isinstance(value, tuple) else (value,)
        for name, value in given.items()
    }
    return [pytest.param(*values, id=name) for name, values in arguments.items()]


def for_each(
    given: Mapping[str, object] | Iterable[str],
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Run a test for all cases in one go; a failure says which one it was.

    It is for what is quick: pytest takes longer over an item than many a case does. The first
    arguments are the case, several if it is a tuple; the others are fixtures, shared by all cases.
    """
    is_table = isinstance(given, Mapping)
    table = cast("Mapping[str, object]", given if is_table else {name: name for name in given})
    every = {str(case.id): case.values for case in cases(table)}
    taken = {len(values) for values in every.values()}
    if len(taken) > 1:
        raise ValueError("some cases have more arguments than others")

    def declare(test: Callable[..., None]) -> Callable[..., None]:
        def walk(**fixtures: object) -> None:
            for name, values in every.items():
                try:
                    test(*values, **fixtures)
                except BaseException as fault:
                    fault.add_note(f"The case was: {name}")
                    raise

        walk.__name__, walk.__doc__, walk.__module__ = test.__name__, test.__doc__, test.__module__
        rest = list(signature(test).parameters.values())[max(taken) :]
        vars(walk)["__signature__"] = Signature(
            [one.replace(kind=Parameter.KEYWORD_ONLY) for one in rest]
        )
        return walk

    return declare


every_framework = for_each(published_ids())
"""Run a test for each framework of this library."""

pytest_plugins = ["pytester"]
gc.disable()  # until all is collected, little of which is garbage: see below

LONGEST: Final = (
    *("tests/consumers/test_check_page.py", "tests/consumers/test_pages.py"),
    *("tests/tables/lazy/test_cluster.py", "tests/parity/", "tests/testing/test_clean.py"),
    *("tests/consumers/", "tests/pages/test_site.py", "tests/tables/lazy/", "tests/programs/"),
    *("tests/testing/", "tests/patterns/", "tests/test_plugin.py", "tests/test_snippets.py"),
    *("tests/cli/test_process.py", "tests/documents/test_modes.py", "tests/tables/"),
    *("tests/test_generate.py", "tests/schemas/", "tests/core/test_rule_growth.py"),
)
"""Where the tests are that take longest, those first that take longest of all."""
TOGETHER: Final = ("tests/parity/",)  # there, each engine compiles each schema once
"""The folders whose files share what is dear to make."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the longest files come first, so that short ones keep all processes busy to the end."""

    @cache
    def rank(file: str) -> int:
        ranks = (at for at, start in enumerate(LONGEST) if file.startswith(start))
        return next(ranks, len(LONGEST))

    items.sort(key=lambda item: rank(item.nodeid.partition("::")[0]))


class ByFile(LoadScopeScheduling):
    """Keeps the tests of a file in one process: what they share is made once there.

    Marks for the groups of pytest-xdist would do the same, but it passes over them without a word
    with pytest 9.2.
    """

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return next((folder for folder in TOGETHER if file.startswith(folder)), file)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadScopeScheduling | None:
    """Distribute tests by file, whatever the command line says.

    ``make parity`` asks about so many documents that what is made for each process counts little.
    """
    return None if "PARITY_DOCUMENTS" in os.environ else ByFile(config, log)


def pytest_collection_finish() -> None:
    """Let the collector of garbage pass over what was collected, which stays to the end.

    It would walk through all of it again and again, for a tenth of the time of all tests.
    """
    gc.enable()
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Fail the gate when a test was skipped: what a test needs is installed by the project."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("NO_SKIPS") and reporter and reporter.stats.get("skipped"):
        reporter.write_line("NO_SKIPS is set, but tests were skipped (see above).", red=True)
        session.exitstatus = exitstatus or pytest.ExitCode.TESTS_FAILED
