"""How the further facts of a part are written: from their form alone."""

from __future__ import annotations

import pytest

from improvement_frameworks.core.content.content_file import parse_framework
from improvement_frameworks.pages.site.fact import FactWriter

HEAD = """
id = "walk"
title = "Walk"
summary = "s"
purpose = "p"
origin = "o"
evidence = "e"
licence = "l"
how_to_record = "h"
part = "stop"
direction = "forward"
[details]
size = "How many"
about = "On | *what*"
helped = "Helped by"
steps = "Steps"
mode = "Mode"
[[vocabularies]]
id = "mode"
title = "Modes"
[[vocabularies.codes]]
code = "on-foot"
label = "On foot"
definition = "d"
sources = ["judgement"]
[[parts]]
code = "gate"
label = "The gate"
definition = "d"
sources = ["judgement"]
[[parts]]
code = "pond"
label = "The pond"
definition = "d"
sources = ["judgement"]
[parts.details]
"""


def written(details: str, **elsewhere: str) -> list[str]:
    framework = parse_framework(HEAD + details)
    return [*FactWriter(framework, elsewhere).write(framework["pond"].details)]


@pytest.mark.parametrize(
    ("details", "line"),
    [
        ("size = 4", "- **How many:** 4"),
        ("size = true", "- **How many:** yes"),
        ("size = false", "- **How many:** no"),
        ("size = { min = 4, max = 5 }", "- **How many:** 4 to 5"),
        ("size = { min = 4, max = 4 }", "- **How many:** 4"),
        ("size = { min = 4 }", "- **How many:** at least 4"),
        ("size = { max = 5 }", "- **How many:** at most 5"),
        ('about = "*any*"', r"- **On \| \*what\*:** \*any\*"),
        ('about = "https://example.org/a_b"', r"- **On \| \*what\*:** <https://example.org/a_b>"),
        ('helped = ["a", "b"]', "- **Helped by:** a, b"),
        ('helped = ["a, b", "c"]', "- **Helped by:** a, b; c"),
        ("helped = [1, 2]", "- **Helped by:** 1, 2"),
        ("helped = []", "- **Helped by:** "),
        (
            'size = { name = "Page", url = "https://example.org", pages = 3 }',
            "- **How many:** [Page](https://example.org); Pages: 3",
        ),
        ('size = { per = "round", min = 3, max = 3 }', "- **How many:** round (3)"),
        (
            'size = { per = "round", of = "all", min = 3 }',
            "- **How many:** Per: round; Of: all; at least 3",
        ),
        ('size = { per = "round" }', "- **How many:** round"),
    ],
)
def test_one_line(details: str, line: str) -> None:
    assert written(details) == [line]


def test_long_texts_become_a_list() -> None:
    texts = ["a walk around the pond at noon", "a rest on the bench", "a word with the gardener"]
    assert written(f"helped = {texts}") == [
        "- **Helped by:**",
        "    - a walk around the pond at noon",
        "    - a rest on the bench",
        "    - a word with the gardener",
    ]


def test_a_list_of_words_with_ranges_stays_on_one_line() -> None:
    groups = '[{ unit = "pair", min = 2, max = 2 }, { unit = "all" }]'
    assert written(f"size = {groups}") == ["- **How many:** pair (2), all"]


def test_a_list_of_tables_becomes_a_table_with_numbered_rows() -> None:
    steps = '[{ what = "Sit", minutes = { min = 1, max = 2 } }, { minutes = 3, what = "Go" }]'
    assert written(f"steps = {steps}") == [
        "",
        "**Steps**",
        "",
        "| No. | What | Minutes |",
        "| --- | --- | --- |",
        "| 1. | Sit | 1 to 2 |",
        "| 2. | Go | 3 |",
        "",
    ]


def test_what_few_rows_have_stands_in_the_first_column() -> None:
    steps = '[{ note = "slowly", what = "Sit", m = 1 }, { what = "Go", m = 2 }, { what = "On" }]'
    assert written(f"steps = {steps}")[3:8] == [
        "| No. | What | M |",
        "| --- | --- | --- |",
        "| 1. | Sit<br>*Note:* slowly | 1 |",
        "| 2. | Go | 2 |",
        "| 3. | On |  |",
    ]


def test_rows_that_have_nothing_in_common_still_make_a_table() -> None:
    rows = "[{ a = 1, b = 1 }, { c = 1, d = 1 }, { e = 1, f = 1 }]"
    assert written(f"steps = {rows}")[5:8] == [
        "| 1. | 1<br>*B:* 1 |",
        "| 2. | *C:* 1<br>*D:* 1 |",
        "| 3. | *E:* 1<br>*F:* 1 |",
    ]


def test_facts_stand_in_the_declared_order() -> None:
    assert written('about = "a"\nsize = 1') == ["- **How many:** 1", r"- **On \| \*what\*:** a"]


def test_codes_are_shown_by_their_labels() -> None:
    assert written('mode = "on-foot"') == ["- **Mode:** On foot"]
    assert written('helped = ["gate", "pond"]') == [
        "- **Helped by:** [The gate](#gate), [The pond](#pond)"
    ]


def test_a_list_with_one_word_that_is_no_code_is_a_list_of_words() -> None:
    assert written('helped = ["gate", "bench"]') == ["- **Helped by:** gate, bench"]


def test_ids_of_other_frameworks_become_what_the_caller_says() -> None:
    assert written('helped = "iceberg"', iceberg="[Iceberg](iceberg.md)") == [
        "- **Helped by:** [Iceberg](iceberg.md)"
    ]
