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
        clean_line as clean_line,
    )
    from improvement_frameworks.core.content.content_file import (
        read_content as read_content,
    )
    from improvement_frameworks.core.content.facts import (
        Fact as Fact,
        Facts as Facts,
        read_facts as read_facts,
    )
    from improvement_frameworks.core.content.figure_plan import (
        FigurePlan as FigurePlan,
    )
    from improvement_frameworks.core.content.framework import (
        Framework as Framework,
        Part as Part,
        Prompt as Prompt,
        Scheme as Scheme,
    )
    from improvement_frameworks.core.content.migration import (
        Migration as Migration,
    )
    from improvement_frameworks.core.content.scale import (
        ScalePoint as ScalePoint,
        read_scale as read_scale,
    )
    from improvement_frameworks.core.content.source import (
        JUDGEMENT as JUDGEMENT,
        Source as Source,
    )
    from improvement_frameworks.core.content.vocabulary import (
        Term as Term,
        Vocabulary as Vocabulary,
    )
    from improvement_frameworks.core.declaring import (
        declare as declare,
        expect_codes as expect_codes,
    )
    from improvement_frameworks.core.errors import (
        MissingExtraError as MissingExtraError,
    )
    from improvement_frameworks.core.expected import (
        expect as expect,
        expect_all as expect_all,
    )
    from improvement_frameworks.core.insights.collection import (
        CollectedEntry as CollectedEntry,
        Collection as Collection,
        Member as Member,
        Person as Person,
        collect as collect,
        count_people as count_people,
    )
    from improvement_frameworks.core.insights.insight_content import (
        read_insights as read_insights,
    )
    from improvement_frameworks.core.insights.insights import (
        Evidence as Evidence,
        Evidences as Evidences,
        Insight as Insight,
        found as found,
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
        ActionStatus as ActionStatus,
        PlacedAction as PlacedAction,
        find_actions as find_actions,
        find_worked_on as find_worked_on,
    )
    from improvement_frameworks.core.record.any_record import (
        AnyRecord as AnyRecord,
    )
    from improvement_frameworks.core.record.coding import (
        CodebookCode as CodebookCode,
        Coding as Coding,
        find_above as find_above,
        find_circles as find_circles,
    )
    from improvement_frameworks.core.record.extension import (
        declare_extension as declare_extension,
    )
    from improvement_frameworks.core.record.header import (
        Consent as Consent,
        Contributor as Contributor,
        Entry as Entry,
        Group as Group,
        OwnPart as OwnPart,
        Period as Period,
        Purpose as Purpose,
        Reference as Reference,
    )
    from improvement_frameworks.core.record.listed import (
        camel as camel,
        code_in as code_in,
        open_code_in as open_code_in,
    )
    from improvement_frameworks.core.record.noun import (
        Noun as Noun,
    )
    from improvement_frameworks.core.record.record import (
        OpenRecord as OpenRecord,
        Record as Record,
        given as given,
    )
    from improvement_frameworks.core.record.reference import (
        ContributorRef as ContributorRef,
        EntryRef as EntryRef,
    )
    from improvement_frameworks.core.record.sheet import (
        SessionSheet as SessionSheet,
        SheetItem as SheetItem,
        SheetStep as SheetStep,
    )
    from improvement_frameworks.core.record.types import (
        ABSENT as ABSENT,
        EMPTY as EMPTY,
        Code as Code,
        Count as Count,
        Date as Date,
        Distinct as Distinct,
        Entries as Entries,
        Exactly as Exactly,
        Id as Id,
        Label as Label,
        Language as Language,
        Line as Line,
        Many as Many,
        Minutes as Minutes,
        Opt as Opt,
        OptDate as OptDate,
        OptExactly as OptExactly,
        OptNoun as OptNoun,
        OptTimestamp as OptTimestamp,
        People as People,
        Prose as Prose,
        Timestamp as Timestamp,
        Url as Url,
        Whole as Whole,
        YesNo as YesNo,
    )
    from improvement_frameworks.core.registry import (
        Declared as Declared,
        get_framework as get_framework,
        get_record_type as get_record_type,
        register as register,
    )
    from improvement_frameworks.core.rules.common_check import (
        find_voices as find_voices,
    )
    from improvement_frameworks.core.rules.links import (
        Link as Link,
        Links as Links,
    )
    from improvement_frameworks.core.rules.rule_content import (
        read_rules as read_rules,
    )
    from improvement_frameworks.core.rules.rules import (
        Finding as Finding,
        Findings as Findings,
        Rule as Rule,
        at as at,
        rule as rule,
    )
    from improvement_frameworks.core.wording import (
        fold as fold,
    )
    from improvement_frameworks.core.work.agreement import (
        Agreement as Agreement,
        Codings as Codings,
        Disagreement as Disagreement,
        alpha_by_code as alpha_by_code,
        cohen_kappa as cohen_kappa,
        find_disputed as find_disputed,
        krippendorff_alpha as krippendorff_alpha,
        masi_distance as masi_distance,
        set_distance as set_distance,
        share_agreed as share_agreed,
    )
    from improvement_frameworks.core.work.masking import (
        leave_out_names as leave_out_names,
    )
    from improvement_frameworks.problems.problem import (
        Own as Own,
        Param as Param,
        Principle as Principle,
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
