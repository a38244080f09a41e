"""The language in which every framework is written, and the one door for authors.

Everything that a framework's folder needs is imported from here. Names are loaded when they are
first used.
"""

from __future__ import annotations

from improvement_frameworks.lazy import hand_on

TYPE_CHECKING = False  # that of typing, which is slow to import
if TYPE_CHECKING:
    from improvement_frameworks.clean import (
        clean as clean,
    )
    from improvement_frameworks.clean import (
        clean_line as clean_line,
    )
    from improvement_frameworks.core.action import (
        Action as Action,
    )
    from improvement_frameworks.core.action import (
        ActionStatus as ActionStatus,
    )
    from improvement_frameworks.core.action import (
        PlacedAction as PlacedAction,
    )
    from improvement_frameworks.core.action import (
        find_actions as find_actions,
    )
    from improvement_frameworks.core.action import (
        find_worked_on as find_worked_on,
    )
    from improvement_frameworks.core.agreement import (
        Agreement as Agreement,
    )
    from improvement_frameworks.core.agreement import (
        Codings as Codings,
    )
    from improvement_frameworks.core.agreement import (
        Disagreement as Disagreement,
    )
    from improvement_frameworks.core.agreement import (
        alpha_by_code as alpha_by_code,
    )
    from improvement_frameworks.core.agreement import (
        cohen_kappa as cohen_kappa,
    )
    from improvement_frameworks.core.agreement import (
        find_disputed as find_disputed,
    )
    from improvement_frameworks.core.agreement import (
        krippendorff_alpha as krippendorff_alpha,
    )
    from improvement_frameworks.core.agreement import (
        masi_distance as masi_distance,
    )
    from improvement_frameworks.core.agreement import (
        set_distance as set_distance,
    )
    from improvement_frameworks.core.agreement import (
        share_agreed as share_agreed,
    )
    from improvement_frameworks.core.any_record import (
        AnyRecord as AnyRecord,
    )
    from improvement_frameworks.core.coding import (
        CodebookCode as CodebookCode,
    )
    from improvement_frameworks.core.coding import (
        Coding as Coding,
    )
    from improvement_frameworks.core.coding import (
        find_above as find_above,
    )
    from improvement_frameworks.core.coding import (
        find_circles as find_circles,
    )
    from improvement_frameworks.core.collection import (
        CollectedEntry as CollectedEntry,
    )
    from improvement_frameworks.core.collection import (
        Collection as Collection,
    )
    from improvement_frameworks.core.collection import (
        Member as Member,
    )
    from improvement_frameworks.core.collection import (
        Person as Person,
    )
    from improvement_frameworks.core.collection import (
        collect as collect,
    )
    from improvement_frameworks.core.collection import (
        count_people as count_people,
    )
    from improvement_frameworks.core.common_check import (
        find_voices as find_voices,
    )
    from improvement_frameworks.core.content import (
        read_framework as read_framework,
    )
    from improvement_frameworks.core.declaring import (
        declare as declare,
    )
    from improvement_frameworks.core.errors import (
        MissingExtraError as MissingExtraError,
    )
    from improvement_frameworks.core.expected import (
        expect as expect,
    )
    from improvement_frameworks.core.expected import (
        expect_all as expect_all,
    )
    from improvement_frameworks.core.extension import (
        declare_extension as declare_extension,
    )
    from improvement_frameworks.core.facts import (
        Fact as Fact,
    )
    from improvement_frameworks.core.facts import (
        Facts as Facts,
    )
    from improvement_frameworks.core.facts import (
        read_facts as read_facts,
    )
    from improvement_frameworks.core.figure_plan import (
        FigurePlan as FigurePlan,
    )
    from improvement_frameworks.core.framework import (
        Framework as Framework,
    )
    from improvement_frameworks.core.framework import (
        Part as Part,
    )
    from improvement_frameworks.core.framework import (
        Prompt as Prompt,
    )
    from improvement_frameworks.core.framework import (
        Scheme as Scheme,
    )
    from improvement_frameworks.core.header import (
        Consent as Consent,
    )
    from improvement_frameworks.core.header import (
        Contributor as Contributor,
    )
    from improvement_frameworks.core.header import (
        Entry as Entry,
    )
    from improvement_frameworks.core.header import (
        Group as Group,
    )
    from improvement_frameworks.core.header import (
        OwnPart as OwnPart,
    )
    from improvement_frameworks.core.header import (
        Period as Period,
    )
    from improvement_frameworks.core.header import (
        Purpose as Purpose,
    )
    from improvement_frameworks.core.header import (
        Reference as Reference,
    )
    from improvement_frameworks.core.insight_content import (
        read_insights as read_insights,
    )
    from improvement_frameworks.core.insights import (
        Evidence as Evidence,
    )
    from improvement_frameworks.core.insights import (
        Evidences as Evidences,
    )
    from improvement_frameworks.core.insights import (
        Insight as Insight,
    )
    from improvement_frameworks.core.insights import (
        found as found,
    )
    from improvement_frameworks.core.insights import (
        insight as insight,
    )
    from improvement_frameworks.core.links import (
        Link as Link,
    )
    from improvement_frameworks.core.links import (
        Links as Links,
    )
    from improvement_frameworks.core.listed import (
        camel as camel,
    )
    from improvement_frameworks.core.listed import (
        code_of as code_of,
    )
    from improvement_frameworks.core.markdown import (
        escape_markdown as escape_markdown,
    )
    from improvement_frameworks.core.masking import (
        leave_out_names as leave_out_names,
    )
    from improvement_frameworks.core.migration import (
        Migration as Migration,
    )
    from improvement_frameworks.core.noun import (
        Noun as Noun,
    )
    from improvement_frameworks.core.pointer import (
        Path as Path,
    )
    from improvement_frameworks.core.record import (
        OpenRecord as OpenRecord,
    )
    from improvement_frameworks.core.record import (
        Record as Record,
    )
    from improvement_frameworks.core.record import (
        given as given,
    )
    from improvement_frameworks.core.reference import (
        ContributorRef as ContributorRef,
    )
    from improvement_frameworks.core.reference import (
        EntryRef as EntryRef,
    )
    from improvement_frameworks.core.registry import (
        Declared as Declared,
    )
    from improvement_frameworks.core.registry import (
        get_framework as get_framework,
    )
    from improvement_frameworks.core.registry import (
        get_record_type as get_record_type,
    )
    from improvement_frameworks.core.registry import (
        register as register,
    )
    from improvement_frameworks.core.rule_content import (
        read_rules as read_rules,
    )
    from improvement_frameworks.core.rules import (
        Finding as Finding,
    )
    from improvement_frameworks.core.rules import (
        Findings as Findings,
    )
    from improvement_frameworks.core.rules import (
        Rule as Rule,
    )
    from improvement_frameworks.core.rules import (
        at as at,
    )
    from improvement_frameworks.core.rules import (
        rule as rule,
    )
    from improvement_frameworks.core.scale import (
        ScalePoint as ScalePoint,
    )
    from improvement_frameworks.core.scale import (
        read_scale as read_scale,
    )
    from improvement_frameworks.core.sheet import (
        SessionSheet as SessionSheet,
    )
    from improvement_frameworks.core.sheet import (
        SheetItem as SheetItem,
    )
    from improvement_frameworks.core.sheet import (
        SheetStep as SheetStep,
    )
    from improvement_frameworks.core.source import (
        JUDGEMENT as JUDGEMENT,
    )
    from improvement_frameworks.core.source import (
        Source as Source,
    )
    from improvement_frameworks.core.types import (
        ABSENT as ABSENT,
    )
    from improvement_frameworks.core.types import (
        EMPTY as EMPTY,
    )
    from improvement_frameworks.core.types import (
        Code as Code,
    )
    from improvement_frameworks.core.types import (
        Count as Count,
    )
    from improvement_frameworks.core.types import (
        Date as Date,
    )
    from improvement_frameworks.core.types import (
        Distinct as Distinct,
    )
    from improvement_frameworks.core.types import (
        Entries as Entries,
    )
    from improvement_frameworks.core.types import (
        Exactly as Exactly,
    )
    from improvement_frameworks.core.types import (
        Id as Id,
    )
    from improvement_frameworks.core.types import (
        Label as Label,
    )
    from improvement_frameworks.core.types import (
        Language as Language,
    )
    from improvement_frameworks.core.types import (
        Line as Line,
    )
    from improvement_frameworks.core.types import (
        Many as Many,
    )
    from improvement_frameworks.core.types import (
        Minutes as Minutes,
    )
    from improvement_frameworks.core.types import (
        Opt as Opt,
    )
    from improvement_frameworks.core.types import (
        OptDate as OptDate,
    )
    from improvement_frameworks.core.types import (
        OptExactly as OptExactly,
    )
    from improvement_frameworks.core.types import (
        OptNoun as OptNoun,
    )
    from improvement_frameworks.core.types import (
        OptTimestamp as OptTimestamp,
    )
    from improvement_frameworks.core.types import (
        People as People,
    )
    from improvement_frameworks.core.types import (
        Prose as Prose,
    )
    from improvement_frameworks.core.types import (
        Timestamp as Timestamp,
    )
    from improvement_frameworks.core.types import (
        Url as Url,
    )
    from improvement_frameworks.core.types import (
        Whole as Whole,
    )
    from improvement_frameworks.core.types import (
        YesNo as YesNo,
    )
    from improvement_frameworks.core.vocabulary import (
        Term as Term,
    )
    from improvement_frameworks.core.vocabulary import (
        Vocabulary as Vocabulary,
    )
    from improvement_frameworks.core.wave import (
        Wave as Wave,
    )
    from improvement_frameworks.core.wording import (
        fold as fold,
    )
    from improvement_frameworks.problems.problem import (
        Own as Own,
    )
    from improvement_frameworks.problems.problem import (
        Param as Param,
    )
    from improvement_frameworks.problems.problem import (
        Principle as Principle,
    )
    from improvement_frameworks.problems.problem import (
        Severity as Severity,
    )
    from improvement_frameworks.version import (
        __version__ as __version__,
    )
else:
    __getattr__, __dir__, __all__ = hand_on(
        __name__,
        {
            "clean": "clean clean_line",
            "core.action": "Action ActionStatus PlacedAction find_actions find_worked_on",
            "core.agreement": (
                "Agreement Codings Disagreement alpha_by_code cohen_kappa find_disputed "
                "krippendorff_alpha masi_distance set_distance share_agreed"
            ),
            "core.any_record": "AnyRecord",
            "core.coding": "CodebookCode Coding find_above find_circles",
            "core.collection": "Collection Member Person CollectedEntry collect count_people",
            "core.common_check": "find_voices",
            "core.content": "read_framework",
            "core.declaring": "declare",
            "core.errors": "MissingExtraError",
            "core.extension": "declare_extension",
            "core.expected": "expect expect_all",
            "core.facts": "Fact Facts read_facts",
            "core.figure_plan": "FigurePlan",
            "core.framework": "Framework Part Prompt Scheme",
            "core.header": "Consent Contributor Entry Group OwnPart Period Purpose Reference",
            "core.insights": "Evidence Evidences Insight found insight",
            "core.insight_content": "read_insights",
            "core.links": "Link Links",
            "core.listed": "camel code_of",
            "core.markdown": "escape_markdown",
            "core.masking": "leave_out_names",
            "core.migration": "Migration",
            "core.noun": "Noun",
            "core.pointer": "Path",
            "core.record": "OpenRecord Record given",
            "core.reference": "ContributorRef EntryRef",
            "core.registry": "Declared get_framework get_record_type register",
            "core.rule_content": "read_rules",
            "core.rules": "Finding Findings Rule at rule",
            "core.scale": "ScalePoint read_scale",
            "core.sheet": "SessionSheet SheetItem SheetStep",
            "core.source": "JUDGEMENT Source",
            "core.types": (
                "ABSENT Code Count Date Distinct EMPTY Entries Exactly Id Label Language "
                "Line Many Minutes Opt OptDate OptExactly OptNoun OptTimestamp People "
                "Prose Timestamp Url Whole YesNo"
            ),
            "core.vocabulary": "Term Vocabulary",
            "core.wave": "Wave",
            "core.wording": "fold",
            "problems.problem": "Own Param Principle Severity",
            "version": "__version__",
        },
    )
