"""What looks personal in a text is found with its kind and place, and only that."""

from __future__ import annotations

import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from improvement_frameworks import privacy
from improvement_frameworks.privacy import (
    PERSONAL_KINDS,
    choose_patterns,
    find_personal_data,
    has_check_digit,
    make_plain,
    mask_text,
    words_of,
)

# Numbers are those that are kept for drama and tests: Ofcom's, the NHS test range (999), the
# registration of the DVLA's specimen plate, a prefix (PP) that no person has.
FOUND = {
    "email-address": (
        "someone@example.org",
        "Some.One+ward@mail.example.co.uk",
        "someone @ example.org",
        "someone [at] example [dot] org",
        "someone@example.org",
    ),
    "telephone-number": (
        "01632 960123",
        "01632 960 123",
        "(01632) 960123",
        "01632-960-123",
        "01632.960.123",
        "+44 1632 960 123",
        "+441632960123",
        "0044 1632 960123",
        "+44 (0)1632 960123",
        "(+44) 1632 960123",
        "07700 900123",
        "07700900123",
        "+44 7700 900 123",
        "020 7946 0123",
        "(020) 7946 0123",
        "\uff10\uff17\uff17\uff10\uff10 \uff19\uff10\uff10\uff11\uff12\uff13",
        "07700\u00a0900\u2011123",
        "07700\u200b900123",
        "+353 1 496 0000",
    ),
    "nhs-number": (
        "999 000 0018",
        "9990000018",
        "999.000.0018",
        "999-000-0018",
        "999\u2009000 0018",
    ),
    "national-insurance-number": ("PP 12 34 56 C", "PP123456C", "pp123456c", "PP-12-34-56-C"),
    "postcode": ("ZZ9 4ZZ", "zz9 4zz", "ZZ94ZZ", "zz94zz", "SW1A 1AA", "sw1a1aa", "Sw1a 1aa"),
    "web-profile": (
        "https://www.facebook.com/some.one",
        "linkedin.com/in/some-one",
        "x.com/some_one",
        "@some_one",
        "instagram.com/some.one/",
    ),
    "vehicle-registration": ("BD51 SMR", "BD51SMR"),
    "name": (),
}
WITH_WORDS = [
    ("NHS number 999 000 0019 was wrong", "nhs-number", "999 000 0019"),
    ("MRN: 1234567.", "hospital-number", "1234567"),
    ("her hospital number is A123456", "hospital-number", "A123456"),
    ("Patient no. 12345678", "hospital-number", "12345678"),
    ("born on 3 April 1962", "date-of-birth", "3 April 1962"),
    ("DOB 03/04/1962", "date-of-birth", "03/04/1962"),
    ("d.o.b. 3.4.62", "date-of-birth", "3.4.62"),
    ("date of birth: 1962-04-03", "date-of-birth", "1962-04-03"),
    ("Born April 3rd, 1962", "date-of-birth", "April 3rd, 1962"),
    ("03/04/1962 (DOB)", "date-of-birth", "03/04/1962"),
    ("reg A123 BCD", "vehicle-registration", "A123 BCD"),
    ("Dr Example said no", "name", "Example"),
    ("Dr. Example said no", "name", "Example"),
    ("MRS EXAMPLE said no", "name", "EXAMPLE"),
    ("mrs example said no", "name", "example"),
    ("Mrs O\u2019Example said no", "name", "O\u2019Example"),
    ("Prof A. van der Example-Sample said no", "name", "A. van der Example-Sample"),
    ("Nurse Example said no", "name", "Example"),
    ("the sister Example said no", "name", "Example"),
    ("My name is Example", "name", "Example"),
    ("As the only midwife in Anytown I know", "role-with-place", "midwife in Anytown"),
    ("The night nurse on ward 7 told me", "role-with-place", "nurse on ward 7"),
    ("The manager of the Example Unit", "role-with-place", "manager of the Example"),
]
NOT_FOUND = [
    "14 of 20 patients in 2020 liked it, 60 % of them very much.",
    "We met on 16.07.2020 at 10:30, and again on 01.02.2020 10:30.",
    "The huddle is at 0800, 1200 and 1600 in bay 3.",
    "Order 9990000019, batch 0412345678, part AB-123456-C.",
    "Ward B1 2nd floor, a G4 2hr wait, bed 12, room T1 2pm.",
    "Sister site, our sister Trust, Sister Site B, a named Nurse, Nurse Specialist, Nurse Manager.",
    "Dr on call, MR scan, mr scan, miss appointments, Ms.",
    "The idea was born in 2019. She is 62. Women aged 18-25.",
    "Hospital@Home moved 2 @ 4.50 each.",
    "Mentioned 3 times by 07 people: 020, 021 and 022.",
    "ISO 27001:2013, ICD-10 F32.1, v1.2.3.4, 192.168.0.1, CHA2DS2.",
    "The manager on Monday stopped it. Our nurse on Teams was kind. A doctor in April told us.",
    "The physiotherapist at home watched me.",
    "Patient number 12 rose, patient numbers 100 and 200 fell.",
]


@pytest.mark.parametrize(
    ("text", "kind"), [(text, kind) for kind, texts in FOUND.items() for text in texts]
)
def test_each_form_is_found_whole_and_nothing_beside_it(text: str, kind: str) -> None:
    for around in ("{}", "Before: {}, after.", "({})", "(see {})\nNext line"):
        written = around.format(text)
        (found,) = find_personal_data(written)
        assert (found.kind, written[found.start : found.end]) == (kind, text)
        assert mask_text(written) == around.format(PERSONAL_KINDS[kind].mask)


@pytest.mark.parametrize(("text", "kind", "part"), WITH_WORDS)
def test_what_words_beside_it_show_is_found(text: str, kind: str, part: str) -> None:
    (found,) = find_personal_data(text)
    assert (found.kind, text[found.start : found.end]) == (kind, part)


@pytest.mark.parametrize("text", NOT_FOUND)
def test_innocent_words_and_numbers_are_left_alone(text: str) -> None:
    assert find_personal_data(text) == ()
    assert mask_text(text) == text


def test_a_role_with_a_place_counts_only_where_that_is_asked() -> None:
    assert find_personal_data("The nurse on ward 7 rang.", indirect=False) == ()
    assert find_personal_data("The nurse on ward 7 rang.")


def test_the_name_of_a_contributor_is_found_as_it_is_written() -> None:
    names = words_of(["Robin van Example"])
    assert names == {"Robin", "Example"}
    assert (
        mask_text("Ask Robin, or the robin in the van.", names)
        == "Ask [name], or the robin in the van."
    )


def test_a_word_that_is_usual_in_records_is_a_name_beside_another_or_after_a_title() -> None:
    names = words_of(["Will Ward", "May Example", "Robin Sample"])
    usual = "Will Ward 7 open in May? The robin sang."
    assert mask_text(usual.replace("Will Ward", "Will the ward"), names) == (
        "Will the ward 7 open in May? The robin sang."
    )
    assert mask_text("On Ward 7 they saw Will Ward and May Example.", names) == (
        "On Ward 7 they saw [name] [name] and [name] [name]."
    )
    assert mask_text("Dr Ward and MAY EXAMPLE; robin sample, will-ward.", names) == (
        "Dr [name] and [name] [name]; [name] [name], [name]-[name]."
    )


@pytest.mark.parametrize(
    ("name", "text", "masked"),
    [
        ("Robin Example", "EXAMPLE rang.", "[name] rang."),
        ("robin example", "Robin rang.", "[name] rang."),
        ("Zo\u00eb O'Example", "Zoe\u0308 or Zoe O\u2019Example", "[name] or [name] O\u2019[name]"),
        ("\u0645\u062d\u0645\u062f", "\u0642\u0627\u0644 \u0645\u062d\u0645\u062f\u060c", None),
        (
            "\u0645\u062d\u0645\u062f",
            "\u0642\u0627\u0644 \u202b\u0645\u064f\u062d\u0645\u062f\u202c.",
            None,
        ),
        (
            "\u05e8\u05d5\u05bc\u05ea\u05d9",
            "\u200f\u05e8\u05d5\u05ea\u05d9 \u05d0\u05de\u05e8\u05d4",
            None,
        ),
        ("\u0938\u0940\u0924\u093e", "\u0938\u0940\u0924\u093e \u0928\u0947", None),
    ],
)
def test_a_name_is_found_in_any_script_and_with_other_accents(
    name: str, text: str, masked: str | None
) -> None:
    found = find_personal_data(text, words_of([name]))
    assert {one.kind for one in found} == {"contributor-name"}
    shown = mask_text(text, words_of([name]))
    assert shown == masked if masked else shown.count("[name]") == len(found) == 1


@given(st.integers(min_value=0, max_value=10**9 - 1))
def test_one_last_figure_at_most_is_the_check_digit(nine: int) -> None:
    """By the Data Dictionary: a remainder of 1 gives a check digit of 10, and there is none."""
    figures = f"{nine:09}"
    remainder = (
        sum(int(figure) * weight for figure, weight in zip(figures, range(10, 1, -1), strict=True))
        % 11
    )
    fits = [last for last in "0123456789" if has_check_digit(figures + last)]
    assert fits == ([] if remainder == 1 else [str(-remainder % 11)])


_PIECES = [
    *(text for texts in FOUND.values() for text in texts),
    *(text for text, _, _ in WITH_WORDS),
    *("0", "12 ", "@", "Dr", " ", "-", ".", "\u200b", "Robin", "[", "]", "(", "e", "AB", "\n"),
]


@given(st.lists(st.one_of(st.sampled_from(_PIECES), st.text(max_size=4)), max_size=8).map("".join))
def test_nothing_is_left_after_masking_and_what_is_not_found_stays(text: str) -> None:
    names = {"Robin"}
    found = find_personal_data(text, names)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= after.start for one, after in pairwise(found))
    masked = mask_text(text, names)
    assert find_personal_data(masked, names) == ()
    assert (masked == text) == (found == ())


_AROUND = [
    "reg",
    "car",
    "plate",
    "MRN",
    "patient no",
    "NHS",
    "born",
    "DOB",
    ":",
    "#",
    "44",
    "+",
    "0",
]


@given(
    st.lists(st.sampled_from([*_PIECES, *_AROUND, *map(str.upper, _PIECES)]), max_size=6).map(
        "".join
    )
)
def test_what_is_looked_for_first_leaves_no_pattern_out_that_finds(text: str) -> None:
    chosen = {id(pattern) for _, pattern in choose_patterns(text)}
    plain = make_plain(text)
    for kind in PERSONAL_KINDS.values():
        for name, pattern in kind.patterns.items():
            assert id(pattern) in chosen or not list(pattern.find(plain)), (kind.code, name)


@given(st.text(max_size=30))
def test_plain_characters_stay_plain(text: str) -> None:
    assert make_plain(make_plain(text)) == make_plain(text)
    assert len(make_plain(text)) <= len(text)


def test_every_kind_and_list_of_words_says_where_it_is_from() -> None:
    file = Path(privacy.__file__).with_name("privacy.toml")
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    declared = [*data["kinds"].values(), *data["words"].values()]
    assert {one["source"] for one in declared} == {"judgement", *data["sources"]}
    used = {name for kind in PERSONAL_KINDS.values() for name in kind.words}
    assert used == data["words"].keys()
    for table in data["words"].values():
        assert len(set(table["words"])) == len(table["words"])
