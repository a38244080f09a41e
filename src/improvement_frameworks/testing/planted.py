"""Sentences of care and improvement in which personal data is planted, to measure what is found.

All of it is made up: numbers are those kept for drama and tests, and nobody is called Example. Some
forms are planted that no pattern can find, as people write them, and half of the sentences hold
only what looks alike: counts, wards, orders, days of meetings. The same seed gives the same.
"""

from __future__ import annotations

from collections import Counter
from random import Random
from typing import TYPE_CHECKING, Final

from attrs import frozen

from improvement_frameworks.privacy import (
    PERSONAL_KINDS,
    PersonalData,
    find_personal_data,
    has_check_digit,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

MANY: Final = 250
"""How often each kind is planted."""

SENTENCES: Final = (
    "{} was on the board in the staff room.",
    "Somebody wrote {} into the handover sheet, and nobody asked why.",
    "We tried {}, which took two attempts.",
    "The message said: {}",
    "After the huddle ({}) we changed the rota for bay 3.",
    "Please use {}; the old list from 14 June is out of date.",
)
WITH_NAMES: Final = (
    "{} asked at the huddle who reads the forms.",
    "We rang {} twice before the clinic on Monday.",
    "It worked because {} had time on Tuesdays.",
    "According to {}, 14 of 20 patients were pleased.",
)


@frozen
class PlantedText:
    """A text and what is planted in it."""

    text: str
    """The text."""
    planted: tuple[PersonalData, ...] = ()
    """What is planted; nothing, if it holds only what looks alike."""


@frozen
class Measured:
    """How well one kind is found in a planted set."""

    kind: str
    """The code of the kind."""
    planted: int
    """How often it was planted."""
    found: int
    """How many of these were found whole, as this kind."""
    right: int
    """How many findings of this kind are in a place where something is planted."""
    wrong: int
    """How many findings of this kind are elsewhere."""

    @property
    def recall(self) -> float:
        """The share of what was planted that was found."""
        return self.found / self.planted if self.planted else 1.0

    @property
    def precision(self) -> float:
        """The share of findings where something was planted."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0


def plant_texts(seed: int = 1) -> tuple[PlantedText, ...]:
    """Return the planted set: each kind `MANY` times, and as many texts without any in all.

    Args:
        seed: What the set is drawn from.

    Examples:
        >>> texts = plant_texts()
        >>> len(texts), sum(bool(one.planted) for one in texts)
        (5000, 2500)
    """
    random = Random(seed)  # noqa: S311 - nothing is to be kept secret
    texts: list[PlantedText] = []
    for kind, make in _KINDS.items():
        sentences = WITH_NAMES if kind == "name" else SENTENCES
        for _ in range(MANY):
            written, own = make(random)
            before, _, after = random.choice(sentences).partition("{}")
            start = len(before) + written.index(own)
            planted = PersonalData(kind, start, start + len(own))
            texts.append(PlantedText(before + written + after, (planted,)))
    alike = [PlantedText(_write_alike(random)) for _ in texts]
    return (*texts, *alike)


def measure(texts: Iterable[PlantedText]) -> tuple[Measured, ...]:
    """Return how well each kind is found."""
    planted: Counter[str] = Counter()
    found: Counter[str] = Counter()
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for one in texts:
        findings = find_personal_data(one.text, indirect=False)
        for known in one.planted:
            planted[known.kind] += 1
            found[known.kind] += any(
                some.kind == known.kind and some.start <= known.start and known.end <= some.end
                for some in findings
            )
        for some in findings:
            is_right = any(some.start < k.end and k.start < some.end for k in one.planted)
            (right if is_right else wrong)[some.kind] += 1
    return tuple(
        Measured(kind, planted[kind], found[kind], right[kind], wrong[kind]) for kind in _KINDS
    )


def write_measured(measured: Iterable[Measured]) -> str:
    """Return what was measured as a Markdown table."""
    lines = ["| Kind | Planted | Found | Recall | Wrongly found | Precision |"]
    lines += ["| --- | ---: | ---: | ---: | ---: | ---: |"]
    lines += [
        f"| {PERSONAL_KINDS[one.kind].label} | {one.planted} | {one.found} | {one.recall:.0%} | "
        f"{one.wrong} | {one.precision:.0%} |"
        for one in measured
    ]
    return "\n".join(lines)


def _figures(random: Random, number: int) -> str:
    return "".join(random.choice("0123456789") for _ in range(number))


def _write_number(random: Random) -> str:
    """Return an NHS number of the range that is kept for tests."""
    while True:
        number = f"999{_figures(random, 7)}"
        if has_check_digit(number):
            return number


def _full_width(text: str) -> str:
    return "".join(chr(ord(sign) + 0xFEE0) if sign.isdigit() else sign for sign in text)


def _email(random: Random) -> tuple[str, str]:
    name = random.choice(("someone", "some.one", "S.One", "ward7", "some_one", "some-one"))
    host = random.choice(("example.org", "mail.example.com", "example.co.uk", "nhs.example.net"))
    own = random.choice(
        (
            *(f"{name}@{host}",) * 6,
            f"{name}+list@{host}",
            f"{name} @ {host}",
            f"{name} [at] {host}",
            f"{name}(at){host}",
            f"{name.upper()}@{host.upper()}",
            f"{name} at {host.replace('.', ' dot ')}",  # no pattern finds it
        )
    )
    return own, own


def _telephone(random: Random) -> tuple[str, str]:
    area, local = random.choice(
        (
            ("01632", f"960{_figures(random, 3)}"),
            ("0113", f"4960{_figures(random, 3)}"),
            ("0161", f"4960{_figures(random, 3)}"),
            ("020", f"79460{_figures(random, 3)}"),
            ("07700", f"900{_figures(random, 3)}"),
            ("0808", f"1570{_figures(random, 3)}"),
        )
    )
    spaced = f"{local[:-3]} {local[-3:]}"
    own = random.choice(
        (
            *(f"{area} {local}",) * 3,
            f"{area} {spaced}",
            f"{area}{local}",
            f"({area}) {local}",
            f"{area}-{local}",
            f"{area}.{local[:3]}.{local[3:]}",
            f"+44 {area[1:]} {local}",
            f"+44{area[1:]}{local}",
            f"+44 (0){area[1:]} {spaced}",
            f"0044 {area[1:]} {local}",
            f"{area}\u00a0{local}",
            _full_width(f"{area} {local}"),
            f"tel:{area}{local}",
            local,  # without its area no pattern finds it
        )
    )
    return own, own.removeprefix("tel:")


def _nhs(random: Random) -> tuple[str, str]:
    number = _write_number(random)
    parts = (number[:3], number[3:6], number[6:])
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
    own = random.choice(
        (
            *(" ".join(parts),) * 3,
            number,
            "-".join(parts),
            ".".join(parts),
            "\u2009".join(parts),
            f"NHS number {' '.join(parts)}",
            f"NHS no. {number}",
            f"NHS No: {wrong}",
            f"her number {wrong}",  # mistyped, and nothing says what it is
        )
    )
    return own, own[own.index("9") :]


def _insurance(random: Random) -> tuple[str, str]:
    pairs = [_figures(random, 2) for _ in range(3)]
    end = random.choice("ABCD")
    own = random.choice(
        (
            f"PP {' '.join(pairs)} {end}",
            f"PP{''.join(pairs)}{end}",
            f"pp{''.join(pairs)}{end.lower()}",
            f"PP-{'-'.join(pairs)}-{end}",
            f"NI number PP {''.join(pairs)} {end}",
            f"PP {' '.join(pairs)}",  # without its last letter
        )
    )
    return own, own.removeprefix("NI number ")


def _hospital(random: Random) -> tuple[str, str]:
    number = random.choice(("", "A", "K", "RXX")) + _figures(random, random.choice((6, 7, 8)))
    before = random.choice(
        ("MRN ", "MRN: ", "hospital number ", "Hospital no. ", "patient number ", "Patient ID: ")
        * 2
        + ("the label said ", "unit no ", "PAS number ", "sticker ")  # two of these say nothing
    )
    return before + number, number


def _postcode(random: Random) -> tuple[str, str]:
    outward = random.choice(("ZZ9", "ZZ99", "EX9", "B99", "SW1A", "EC1A", "N9", "ZE9"))
    inward = f"{random.randint(0, 9)}{random.choice('ABDEF')}{random.choice('ABDEF')}"
    own = random.choice(
        (
            *(f"{outward} {inward}",) * 4,
            f"{outward}{inward}",
            f"{outward} {inward}".lower(),
            f"{outward}{inward}".lower(),
            f"{outward}\u00a0{inward}",
            f"{outward.capitalize()} {inward.lower()}",
            outward,  # half a postcode
        )
    )
    return own, own


def _birth(random: Random) -> tuple[str, str]:
    day, year = random.randint(1, 28), random.randint(1925, 2005)
    month, name = random.choice(((2, "February"), (4, "April"), (10, "October"), (12, "Dec")))
    own = random.choice(
        (
            f"{day:02}/{month:02}/{year}",
            f"{day}.{month}.{year % 100:02}",
            f"{day} {name} {year}",
            f"{day}th {name} {year}",
            f"{name} {day}, {year}",
            f"{year}-{month:02}-{day:02}",
        )
    )
    before = random.choice(
        (
            *("born ", "born on ", "DOB ", "DOB: ", "d.o.b. ", "date of birth ", "Date of birth: "),
            "came into the world on ",  # nothing that is known stands before it
        )
    )
    return before + own, own


def _profile(random: Random) -> tuple[str, str]:
    name = random.choice(("some.one", "some_one", "someone99"))
    own = random.choice(
        (
            f"https://www.facebook.com/{name}",
            f"linkedin.com/in/{name}",
            f"www.instagram.com/{name}",
            f"https://x.com/{name}",
            f"twitter.com/{name}",
            f"@{name.replace('.', '_')}",
            f"bsky.app/profile/{name}.example.org",
            f"{name} on Instagram",  # a name that only its words tell
            f"https://pages.example.org/{name}",  # a host that is not known
        )
    )
    return own, own.removesuffix(" on Instagram")


def _vehicle(random: Random) -> tuple[str, str]:
    current = f"B{random.choice('DXN')}51 SMR"
    older = f"{random.choice('ABC')}{random.randint(1, 999)} SMR"
    written = random.choice(
        (
            *(current,) * 4,
            current.replace(" ", ""),
            f"reg {current.lower()}",
            f"registration {older}",
            f"number plate {older}",
            older,  # nothing says what it is
        )
    )
    forms = (current, current.replace(" ", ""), current.lower(), older)
    return written, next(form for form in forms if written.endswith(form))


def _name(random: Random) -> tuple[str, str]:
    surname = random.choice(
        (
            "Example",
            "Sample",
            "O'Example",
            "O\u2019Sample",
            "Example-Sample",
            "McExample",
            "Specimen",
        )
    )
    title = random.choice(
        ("Dr", "Dr", "Mr", "Mrs", "Ms", "Prof", "Prof.", "Sister", "Nurse", "Matron", "sister")
    )
    whole = random.choice(
        (
            *(surname,) * 6,
            f"A. {surname}",
            f"van der {surname}",
        )
    )
    written = random.choice(
        (
            *(f"{title} {whole}",) * 10,
            f"DR {surname.upper()}",
            f"mrs {surname.lower()}",
            f"Robin {surname}",  # a first name
            "Robin",
            f"Dr {surname[0]}.",
            f"nurse {surname.lower()}",
        )
    )
    titles = (f"{title} ", "DR ", "mrs ", "Dr ", "nurse ")
    own = next((written.removeprefix(one) for one in titles if written.startswith(one)), written)
    return written, own


_KINDS: Final[Mapping[str, Callable[[Random], tuple[str, str]]]] = {
    "email-address": _email,
    "telephone-number": _telephone,
    "nhs-number": _nhs,
    "national-insurance-number": _insurance,
    "hospital-number": _hospital,
    "postcode": _postcode,
    "date-of-birth": _birth,
    "web-profile": _profile,
    "vehicle-registration": _vehicle,
    "name": _name,
}


def _write_alike(random: Random) -> str:
    """Return a sentence that holds nothing personal, and what looks alike."""
    many, few = random.randint(20, 4000), random.randint(1, 9)
    day, month = random.randint(1, 28), random.randint(1, 12)
    return random.choice(
        (
            f"{few} of {many} patients liked it, {random.randint(10, 99)} % of them very much.",
            f"We met on {day:02}/{month:02}/2020 at {random.randint(8, 17)}:30 in room {few}.",
            f"The next huddles are on {day}.{month}.2020 and 2020-{month:02}-{day:02}, 0800-0830.",
            f"Ward B{few} 2nd floor, bed {random.randint(1, 40)}, bay {few}.",
            f"Order {_figures(random, 10)} came late; batch {_figures(random, 8)} was complete.",
            f"The part AB-{_figures(random, 6)}-C of pump MX{_figures(random, 4)} broke.",
            f"The sister site and our sister Trust changed {few} forms.",
            "Sister Site and Sister Hospital tried it too; every patient has a named Nurse.",
            "A Nurse Specialist, a Nurse Manager and the Matron On call took turns.",
            f"The idea was born in {random.randint(2015, 2020)}; the group is {few} years old.",
            f"Women aged {random.randint(18, 80)} waited {few}hr, others {few}th in the queue.",
            f"Patient number {few} rose to {many}, patient numbers fell on ward {few}.",
            f"It cost {few} @ {random.randint(1, 9)}.50 each, and {many:,} in all.",
            f"Codes F{random.randint(10, 99)}.{few} and J{random.randint(10, 99)} came up.",
            f"ISO {random.randint(9000, 27001)}:2015 and NICE NG{random.randint(10, 250)} say so.",
            f"Version {few}.{few}.{random.randint(10, 99)} of the app, at 192.168.0.{few}.",
            f"Hospital@Home took {few} new people, and Dr on call answered in {few} min.",
            f"We did not miss appointments; the MR scan was at 0{few}00, 1{few}00 and 1600.",
            f"Rota {day:02}-{month:02}: 07{few}0 to 15{few}0, then 1930 to 0730.",
            f"The model FX20 ABC of the van and the kit B{few}2 3AD were on loan.",
            f"See page {many}, table {few}, figure {few}{few}, line {random.randint(10, 99)}.",
            "The physiotherapist at home and the nurse on Teams helped; May and June were hard.",
            f"Bleep {_figures(random, 4)}, extension {_figures(random, 4)}, room T{few} 2pm.",
            f"In {random.randint(2015, 2020)} we had {many} calls, {many + few} in the year after.",
            "Tag it with #recovery or write to the team; the address is on the intranet.",
        )
    )
