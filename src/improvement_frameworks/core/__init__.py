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
    from improvement_frameworks.core.content.content_file import (
        read_content as read_content,
    )
    from improvement_frameworks.core.content.facts import (
        Fact as Fact,
    )
    from improvement_frameworks.core.content.facts import (
        Facts as Facts,
    )
    from improvement_frameworks.core.content.facts import (
        read_facts as read_facts,
    )
    from improvement_frameworks.core.content.figure_plan import (
        FigurePlan as FigurePlan,
    )
    from improvement_frameworks.core.content.framework import (
        Framework as Framework,
    )
    from improvement_frameworks.core.content.framework import (
        Part as Part,
    )
    from improvement_frameworks.core.content.framework import (
        Prompt as Prompt,
    )
    from improvement_frameworks.core.content.framework import (
        Scheme as Scheme,
    )
    from improvement_frameworks.core.content.migration import (
        Migration as Migration,
    )
    from improvement_frameworks.core.content.scale import (
        ScalePoint as ScalePoint,
    )
    from improvement_frameworks.core.content.scale import (
        read_scale as read_scale,
    )
    from improvement_frameworks.core.content.source import (
        JUDGEMENT as JUDGEMENT,
    )
    from improvement_frameworks.core.content.source import (
        Source as Source,
    )
    from improvement_frameworks.core.content.vocabulary import (
        Term as Term,
    )
    from improvement_frameworks.core.content.vocabulary import (
        Vocabulary as Vocabulary,
    )
    from improvement_frameworks.core.declaring import (
        declare as declare,
    )
    from improvement_frameworks.core.declaring import (
        expect_codes as expect_codes,
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
    from improvement_frameworks.core.insights.collection import (
        CollectedEntry as CollectedEntry,
    )
    from improvement_frameworks.core.insights.collection import (
        Collection as Collection,
    )
    from improvement_frameworks.core.insights.collection import (
        Member as Member,
    )
    from improvement_frameworks.core.insights.collection import (
        Person as Person,
    )
    from improvement_frameworks.core.insights.collection import (
        collect as collect,
    )
    from improvement_frameworks.core.insights.collection import (
        count_people as count_people,
    )
    from improvement_frameworks.core.insights.insight_content import (
        read_insights as read_insights,
    )
    from improvement_frameworks.core.insights.insights import (
        Evidence as Evidence,
    )
    from improvement_frameworks.core.insights.insights import (
        Evidences as Evidences,
    )
    from improvement_frameworks.core.insights.insights import (
        Insight as Insight,
    )
    from improvement_frameworks.core.insights.insights import (
        found as found,
    )
    from improvement_frameworks.core.insights.insights import (
        insight as insight,
    )
    from improvement_frameworks.core.insights.wave import (
        Wave as Wave,
    )
    from improvement_frameworks.core.markdown import (
        escape_markdown as escape_markdown,
    )
    from improvement_frameworks.core.pointer import (
        Path as Path,
    )
    from improvement_frameworks.core.record.action import (
        Action as Action,
    )
    from improvement_frameworks.core.record.action import (
        ActionStatus as ActionStatus,
    )
    from improvement_frameworks.core.record.action import (
        PlacedAction as PlacedAction,
    )
    from improvement_frameworks.core.record.action import (
        find_actions as find_actions,
    )
    from improvement_frameworks.core.record.action import (
        find_worked_on as find_worked_on,
    )
    from improvement_frameworks.core.record.any_record import (
        AnyRecord as AnyRecord,
    )
    from improvement_frameworks.core.record.coding import (
        CodebookCode as CodebookCode,
    )
    from improvement_frameworks.core.record.coding import (
        Coding as Coding,
    )
    from improvement_frameworks.core.record.coding import (
        find_above as find_above,
    )
    from improvement_frameworks.core.record.coding import (
        find_circles as find_circles,
    )
    from improvement_frameworks.core.record.extension import (
        declare_extension as declare_extension,
    )
    from improvement_frameworks.core.record.header import (
        Consent as Consent,
    )
    from improvement_frameworks.core.record.header import (
        Contributor as Contributor,
    )
    from improvement_frameworks.core.record.header import (
        Entry as Entry,
    )
    from improvement_frameworks.core.record.header import (
        Group as Group,
    )
    from improvement_frameworks.core.record.header import (
        OwnPart as OwnPart,
    )
    from improvement_frameworks.core.record.header import (
        Period as Period,
    )
    from improvement_frameworks.core.record.header import (
        Purpose as Purpose,
    )
    from improvement_frameworks.core.record.header import (
        Reference as Reference,
    )
    from improvement_frameworks.core.record.listed import (
        camel as camel,
    )
    from improvement_frameworks.core.record.listed import (
        code_in as code_in,
    )
    from improvement_frameworks.core.record.listed import (
        open_code_in as open_code_in,
    )
    from improvement_frameworks.core.record.noun import (
        Noun as Noun,
    )
    from improvement_frameworks.core.record.record import (
        OpenRecord as OpenRecord,
    )
    from improvement_frameworks.core.record.record import (
        Record as Record,
    )
    from improvement_frameworks.core.record.record import (
        given as given,
    )
    from improvement_frameworks.core.record.reference import (
        ContributorRef as ContributorRef,
    )
    from improvement_frameworks.core.record.reference import (
        EntryRef as EntryRef,
    )
    from improvement_frameworks.core.record.sheet import (
        SessionSheet as SessionSheet,
    )
    from improvement_frameworks.core.record.sheet import (
        SheetItem as SheetItem,
    )
    from improvement_frameworks.core.record.sheet import (
        SheetStep as SheetStep,
    )
    from improvement_frameworks.core.record.types import (
        ABSENT as ABSENT,
    )
    from improvement_frameworks.core.record.types import (
        EMPTY as EMPTY,
    )
    from improvement_frameworks.core.record.types import (
        Code as Code,
    )
    from improvement_frameworks.core.record.types import (
        Count as Count,
    )
    from improvement_frameworks.core.record.types import (
        Date as Date,
    )
    from improvement_frameworks.core.record.types import (
        Distinct as Distinct,
    )
    from improvement_frameworks.core.record.types import (
        Entries as Entries,
    )
    from improvement_frameworks.core.record.types import (
        Exactly as Exactly,
    )
    from improvement_frameworks.core.record.types import (
        Id as Id,
    )
    from improvement_frameworks.core.record.types import (
        Label as Label,
    )
    from improvement_frameworks.core.record.types import (
        Language as Language,
    )
    from improvement_frameworks.core.record.types import (
        Line as Line,
    )
    from improvement_frameworks.core.record.types import (
        Many as Many,
    )
    from improvement_frameworks.core.record.types import (
        Minutes as Minutes,
    )
    from improvement_frameworks.core.record.types import (
        Opt as Opt,
    )
    from improvement_frameworks.core.record.types import (
        OptDate as OptDate,
    )
    from improvement_frameworks.core.record.types import (
        OptExactly as OptExactly,
    )
    from improvement_frameworks.core.record.types import (
        OptNoun as OptNoun,
    )
    from improvement_frameworks.core.record.types import (
        OptTimestamp as OptTimestamp,
    )
    from improvement_frameworks.core.record.types import (
        People as People,
    )
    from improvement_frameworks.core.record.types import (
        Prose as Prose,
    )
    from improvement_frameworks.core.record.types import (
        Timestamp as Timestamp,
    )
    from improvement_frameworks.core.record.types import (
        Url as Url,
    )
    from improvement_frameworks.core.record.types import (
        Whole as Whole,
    )
    from improvement_frameworks.core.record.types import (
        YesNo as YesNo,
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
    from improvement_frameworks.core.rules.common_check import (
        find_voices as find_voices,
    )
    from improvement_frameworks.core.rules.links import (
        Link as Link,
    )
    from improvement_frameworks.core.rules.links import (
        Links as Links,
    )
    from improvement_frameworks.core.rules.rule_content import (
        read_rules as read_rules,
    )
    from improvement_frameworks.core.rules.rules import (
        Finding as Finding,
    )
    from improvement_frameworks.core.rules.rules import (
        Findings as Findings,
    )
    from improvement_frameworks.core.rules.rules import (
        Rule as Rule,
    )
    from improvement_frameworks.core.rules.rules import (
        at as at,
    )
    from improvement_frameworks.core.rules.rules import (
        rule as rule,
    )
    from improvement_frameworks.core.wording import (
        fold as fold,
    )
    from improvement_frameworks.core.work.agreement import (
        Agreement as Agreement,
    )
    from improvement_frameworks.core.work.agreement import (
        Codings as Codings,
    )
    from improvement_frameworks.core.work.agreement import (
        Disagreement as Disagreement,
    )
    from improvement_frameworks.core.work.agreement import (
        alpha_by_code as alpha_by_code,
    )
    from improvement_frameworks.core.work.agreement import (
        cohen_kappa as cohen_kappa,
    )
    from improvement_frameworks.core.work.agreement import (
        find_disputed as find_disputed,
    )
    from improvement_frameworks.core.work.agreement import (
        krippendorff_alpha as krippendorff_alpha,
    )
    from improvement_frameworks.core.work.agreement import (
        masi_distance as masi_distance,
    )
    from improvement_frameworks.core.work.agreement import (
        set_distance as set_distance,
    )
    from improvement_frameworks.core.work.agreement import (
        share_agreed as share_agreed,
    )
    from improvement_frameworks.core.work.masking import (
        leave_out_names as leave_out_names,
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
            "core.record.action": "Action ActionStatus PlacedAction find_actions find_worked_on",
            "core.work.agreement": (
                "Agreement Codings Disagreement alpha_by_code cohen_kappa find_disputed "
                "krippendorff_alpha masi_distance set_distance share_agreed"
            ),
            "core.record.any_record": "AnyRecord",
            "core.record.coding": "CodebookCode Coding find_above find_circles",
            "core.insights.collection": (
                "Collection Member Person CollectedEntry collect count_people"
            ),
            "core.rules.common_check": "find_voices",
            "core.content.content_file": "read_content",
            "core.declaring": "declare expect_codes",
            "core.errors": "MissingExtraError",
            "core.record.extension": "declare_extension",
            "core.expected": "expect expect_all",
            "core.content.facts": "Fact Facts read_facts",
            "core.content.figure_plan": "FigurePlan",
            "core.content.framework": "Framework Part Prompt Scheme",
            "core.record.header": (
                "Consent Contributor Entry Group OwnPart Period Purpose Reference"
            ),
            "core.insights.insights": "Evidence Evidences Insight found insight",
            "core.insights.insight_content": "read_insights",
            "core.rules.links": "Link Links",
            "core.record.listed": "camel code_in open_code_in",
            "core.markdown": "escape_markdown",
            "core.work.masking": "leave_out_names",
            "core.content.migration": "Migration",
            "core.record.noun": "Noun",
            "core.pointer": "Path",
            "core.record.record": "OpenRecord Record given",
            "core.record.reference": "ContributorRef EntryRef",
            "core.registry": "Declared get_framework get_record_type register",
            "core.rules.rule_content": "read_rules",
            "core.rules.rules": "Finding Findings Rule at rule",
            "core.content.scale": "ScalePoint read_scale",
            "core.record.sheet": "SessionSheet SheetItem SheetStep",
            "core.content.source": "JUDGEMENT Source",
            "core.record.types": (
                "ABSENT Code Count Date Distinct EMPTY Entries Exactly Id Label Language "
                "Line Many Minutes Opt OptDate OptExactly OptNoun OptTimestamp People "
                "Prose Timestamp Url Whole YesNo"
            ),
            "core.content.vocabulary": "Term Vocabulary",
            "core.insights.wave": "Wave",
            "core.wording": "fold",
            "problems.problem": "Own Param Principle Severity",
            "version": "__version__",
        },
    )
