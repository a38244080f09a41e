"""Values that validators are known to read differently, and which portable types take them.

A row is a JSON text and the fields of the sampler that accept it; all other fields refuse it. The
verdicts are those of the types' descriptions, written by hand.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

    Row: TypeAlias = tuple[str, str]

FREE: Final = "line label prose"
EMOJI: Final = "\U0001f331"
JOINED: Final = "\U0001f469\U0001f3fd\u200d\u2695\ufe0f"
"""One sign that is five code points."""


def says(text: str, fields: str) -> Row:
    """Return a row for a text, written as itself."""
    return json.dumps(text, ensure_ascii=False), fields


NUMBERS: Final[dict[str, Row]] = {
    "one": ("1", "count minutes people"),
    "one with a fraction": ("1.0", "count minutes people"),
    "one with an exponent": ("1e0", "count minutes people"),
    "one with a signed capital exponent": ("1E+0", "count minutes people"),
    "one as ten tenths": ("10e-1", "count minutes people"),
    "one as ten times a tenth": ("0.1e1", "count minutes people"),
    "one with 400 zeros behind the point": ("1." + "0" * 400, "count minutes people"),
    "less above one than a float can tell": ("1.0000000000000000000001", "count minutes people"),
    "less below one than a float can tell": ("0.9999999999999999999999", "count minutes people"),
    "nought": ("0", "count"),
    "nought with a fraction": ("0.0", "count"),
    "nought with a minus": ("-0", "count"),
    "nought with a minus and a fraction": ("-0.0", "count"),
    "nought with a huge exponent": ("0e400", "count"),
    "nought with an exponent of many digits": ("0.0e-99999999999", "count"),
    "nearer to nought than a float can tell": ("1e-400", "count"),
    "the smallest float": ("4.9e-324", ""),
    "a half": ("0.5", ""),
    "one and a half": ("1.5", ""),
    "a minute less than a day": ("1439", "count minutes people"),
    "all but a day": ("1439.9999999999998", ""),
    "the minutes of a day": ("1440", "count minutes people"),
    "the minutes of a day with an exponent": ("1.44e3", "count minutes people"),
    "one minute too many": ("1441", "count people"),
    "one minute too many with a fraction": ("1441.0", "count people"),
    "the most people": ("1e5", "count people"),
    "one of them too many": ("100001", "count"),
    "the highest count": ("1000000", "count"),
    "the highest count with an exponent": ("100E4", "count"),
    "one too many to count": ("1000001", ""),
    "minus one": ("-1", ""),
    "minus one with a fraction": ("-1.0", ""),
    "more than a float holds exactly": ("9007199254740993", ""),
    "more than 64 bits": ("18446744073709551616", ""),
    "more than 64 bits, negative": ("-9223372036854775809", ""),
    "a whole number of 401 digits": ("1" + "0" * 400, ""),
    "a whole number of 4,300 digits": ("1" + "0" * 4_299, ""),
    "the largest float": ("1.7976931348623157e308", ""),
    "true": ("true", "yes_no"),
    "false": ("false", "yes_no"),
    "null": ("null", ""),
}

TEXTS: Final[dict[str, Row]] = {
    "a letter": says("a", f"{FREE} code id"),
    "a letter, escaped": (r'"\u0061"', f"{FREE} code id"),
    "a capital": says("A", f"{FREE} id"),
    "a figure": says("1", f"{FREE} id"),
    "a number": says("1.0", f"{FREE} id"),
    "a negative number": says("-1", FREE),
    "the word true": says("true", f"{FREE} code id"),
    "the word null": says("null", f"{FREE} code id"),
    "a list as a text": says("[]", FREE),
    "nothing": says("", ""),
    "a code": says("team", f"{FREE} code id listed"),
    "a code in capitals": says("TEAM", f"{FREE} id"),
    "its label": says("Team", f"{FREE} id"),
    "a code and a space": says("team ", FREE),
    "a code and a line feed": says("team\n", "prose"),
    "a code in wide letters": says("\uff54\uff45\uff41\uff4d", FREE),
    "a code with a Cyrillic letter": says("te\u0430m", FREE),
    "a part of a code": says("tea", f"{FREE} code id"),
    "two codes": says("team system", FREE),
    "words with a hyphen": says("a-b", f"{FREE} code id"),
    "two hyphens": says("a--b", f"{FREE} id"),
    "a hyphen first": says("-a", FREE),
    "a hyphen last": says("a-", f"{FREE} id"),
    "a figure first": says("1a", f"{FREE} id"),
    "a figure last": says("a1", f"{FREE} code id"),
    "an underscore": says("a_b", f"{FREE} id"),
    "an underscore first": says("_a", FREE),
    "a dot": says("a.b", f"{FREE} id"),
    "a slash": says("a/b", FREE),
    "a space within": says("a b", FREE),
    "an Arabic figure": says("a\u0661", FREE),
    "an accent": says("\u00e9", FREE),
    "a letter with its accent apart": says("e\u0301", FREE),
    "an accent alone": says("\u0301", FREE),
    "the sign for Kelvin": says("\u212a", FREE),
    "a long s": says("\u017f", FREE),
    "a Turkish i": says("\u0130", FREE),
    "a sign outside the BMP": says(EMOJI, FREE),
    "a sign outside the BMP, escaped": (r'"\ud83c\udf31"', FREE),
    "the last code point": says("\U0010ffff", FREE),
    "no character": says("\uffff", FREE),
    "a private character": says("\ue000", FREE),
    "a dollar sign": says("a$", FREE),
    "a circumflex": says("^a", FREE),
    "a backslash": says("\\", FREE),
    "an escaped slash": (r'"a\/b"', FREE),
    "written right to left": says("\u0627\u0644\u0639\u064a\u0627\u062f\u0629", FREE),
}

_BLANKS: Final = (
    *("\x01", "\t", "\x1c", "\x1f", " ", "\x7f", "\x80", "\u0085", "\u00a0", "\u1680", "\u180e"),
    *("\u2000", "\u200a", "\u200b", "\u200d", "\u200e", "\u2028", "\u2029", "\u202a", "\u202f"),
    *(
        "\u205f",
        "\u2060",
        "\u2064",
        "\u3000",
        "\ufeff",
        "\n",
        "\r",
        "\r\n",
        "\n\n",
        " \u200b\ufeff",
    ),
)
_IN_A_LINE: Final = ("\t", "\x00", "\x1c", "\x7f", "\u00a0", "\u200b", "\u200d", "\u3000", "\ufeff")
_BREAKS: Final = ("\n", "\v", "\f", "\r", "\r\n", "\u0085", "\u2028", "\u2029")

BLANKS: Final[dict[str, Row]] = {
    **{f"{blank!a} alone": says(blank, "") for blank in _BLANKS},
    **{f"{blank!a} first": says(f"{blank}a", FREE) for blank in _IN_A_LINE},
    **{f"{blank!a} last": says(f"a{blank}", FREE) for blank in _IN_A_LINE},
    # NUL shows nothing either, but a schema that names it cannot be stored everywhere.
    "NUL alone": says("\x00", FREE),
    **{f"{end!a} first": says(f"{end}a", "prose") for end in _BREAKS},
    **{f"{end!a} between": says(f"a{end}b", "prose") for end in _BREAKS},
    **{f"{end!a} last": says(f"a{end}", "prose") for end in _BREAKS},
    "two line feeds last": says("a\n\n", "prose"),
    "an escaped NUL": (r'"a\u0000"', FREE),
}

LENGTHS: Final[dict[str, Row]] = {
    "60 letters": says("a" * 60, f"{FREE} code id"),
    "61 letters": says("a" * 61, "line prose code id"),
    "64 letters": says("a" * 64, "line prose code id"),
    "65 letters": says("a" * 65, "line prose"),
    "200 letters": says("a" * 200, "line prose"),
    "201 letters": says("a" * 201, "prose"),
    "10,000 letters": says("a" * 10_000, "prose"),
    "10,001 letters": says("a" * 10_001, ""),
    "60 emoji": says(EMOJI * 60, FREE),
    "61 emoji": says(EMOJI * 61, "line prose"),
    "200 emoji": says(EMOJI * 200, "line prose"),
    "201 emoji": says(EMOJI * 201, "prose"),
    "10,000 emoji": says(EMOJI * 10_000, "prose"),
    "10,001 emoji": says(EMOJI * 10_001, ""),
    "60 emoji, escaped": (f'"{json.dumps(EMOJI)[1:-1] * 60}"', FREE),
    "61 emoji, escaped": (f'"{json.dumps(EMOJI)[1:-1] * 61}"', "line prose"),
    "30 letters with their accents apart": says("e\u0301" * 30, FREE),
    "31 letters with their accents apart": says("e\u0301" * 31, "line prose"),
    "60 letters with accents": says("\u00e9" * 60, FREE),
    "12 signs of five code points": says(JOINED * 12, FREE),
    "13 signs of five code points": says(JOINED * 13, "line prose"),
    "60 letters and a line feed": says("a" * 60 + "\n", "prose"),
    "an address of 2,000 characters": says("https://".ljust(2_000, "a"), "prose url"),
    "an address of 2,001 characters": says("https://".ljust(2_001, "a"), "prose"),
}

DAYS: Final[dict[str, Row]] = {
    "a day": says("2020-03-16", f"{FREE} id date"),
    "29 February of a leap year": says("2020-02-29", f"{FREE} id date"),
    "29 February of a common year": says("2021-02-29", f"{FREE} id"),
    "29 February 2000": says("2000-02-29", f"{FREE} id date"),
    "29 February 1900": says("1900-02-29", f"{FREE} id"),
    "29 February 2100": says("2100-02-29", f"{FREE} id"),
    "30 February": says("2020-02-30", f"{FREE} id"),
    "31 April": says("2020-04-31", f"{FREE} id"),
    "the first day": says("1900-01-01", f"{FREE} id date"),
    "the day before": says("1899-12-31", f"{FREE} id"),
    "the last day": says("2199-12-31", f"{FREE} id date"),
    "the day after": says("2200-01-01", f"{FREE} id"),
    "year nought": says("0000-01-01", f"{FREE} id"),
    "year 9999": says("9999-12-31", f"{FREE} id"),
    "year 10000": says("10000-01-01", f"{FREE} id"),
    "month nought": says("2020-00-01", f"{FREE} id"),
    "month 13": says("2020-13-01", f"{FREE} id"),
    "day nought": says("2020-01-00", f"{FREE} id"),
    "a day of one figure": says("2020-1-1", f"{FREE} id"),
    "a day without hyphens": says("20200316", f"{FREE} id"),
    "a day of a week": says("2020-W12-1", f"{FREE} id"),
    "a day of the year": says("2020-076", f"{FREE} id"),
    "a month": says("2020-03", f"{FREE} id"),
    "a day as Germans write it": says("16.03.2020", f"{FREE} id"),
    "a day as Americans write it": says("03/16/2020", FREE),
    "a day and a line feed": says("2020-03-16\n", "prose"),
    "a shorter day and a line feed": says("2020-03-1\n", "prose"),
    "a space before a day": says(" 2020-03-16", FREE),
    "a plus before a day": says("+2020-03-16", FREE),
    "a minus before a day": says("-2020-03-16", FREE),
    "a day in Arabic figures": says("\u0662\u0660\u0662\u0660-\u0660\u0663-\u0661\u0666", FREE),
    "a day in wide figures": says("\uff12\uff10\uff12\uff10-03-16", FREE),
    "a day with other hyphens": says("2020\u201003\u201016", FREE),
    "seconds since 1970": says("1584316800", f"{FREE} id"),
    "a moment": says("2020-07-13T09:30:00Z", f"{FREE} timestamp"),
    "a moment with an offset": says("2020-07-13T09:30:00+05:45", f"{FREE} timestamp"),
    "a moment with the offset nought": says("2020-07-13T00:00:00-00:00", f"{FREE} timestamp"),
    "the earliest moment": says("1900-01-01T00:00:00+23:59", f"{FREE} timestamp"),
    "the latest moment": says("2199-12-31T23:59:59-23:59", f"{FREE} timestamp"),
    "a moment on 29 February": says("2020-02-29T12:00:00Z", f"{FREE} timestamp"),
    "a moment on no day": says("2021-02-29T12:00:00Z", FREE),
    "a leap second": says("2016-12-31T23:59:60Z", FREE),
    "24 o'clock": says("2020-07-13T24:00:00Z", FREE),
    "an offset of 24 hours": says("2020-07-13T09:30:00+24:00", FREE),
    "an offset without a colon": says("2020-07-13T09:30:00+0200", FREE),
    "an offset of hours": says("2020-07-13T09:30:00+02", FREE),
    "an offset with another minus": says("2020-07-13T09:30:00\u221202:00", FREE),
    "no offset": says("2020-07-13T09:30:00", FREE),
    "no seconds": says("2020-07-13T09:30Z", FREE),
    "parts of a second": says("2020-07-13T09:30:00.5Z", FREE),
    "parts of a second after a comma": says("2020-07-13T09:30:00,5Z", FREE),
    "a small t": says("2020-07-13t09:30:00Z", FREE),
    "a small z": says("2020-07-13T09:30:00z", FREE),
    "a space for a T": says("2020-07-13 09:30:00Z", FREE),
    "a moment and a line feed": says("2020-07-13T09:30:00Z\n", "prose"),
    "a moment in Arabic figures": says("2020-07-13T\u0660\u0669:30:00Z", FREE),
}

ADDRESSES: Final[dict[str, Row]] = {
    "an address": says("https://a", f"{FREE} url"),
    "an address with everything": says("http://[::1]:80/x;a?y=%20#z", f"{FREE} url"),
    "an address with a backslash": says("http://a\\b", f"{FREE} url"),
    "a scheme in capitals": says("HTTPS://a", FREE),
    "another scheme": says("ftp://a", FREE),
    "a script": says("javascript:alert(1)", FREE),
    "a scheme alone": says("https://", FREE),
    "an address with a space": says("https://a b", FREE),
    "an address with a no-break space": says("https://a\u00a0b", FREE),
    "an address with an accent": says("https://\u00e9", FREE),
    "an address and a line feed": says("https://a\n", "prose"),
    "an address without a scheme": says("example.org", f"{FREE} id"),
}

LISTS: Final[dict[str, Row]] = {
    "no item": ("[]", "many distinct distinct_codes nouns"),
    "one text": ('["a"]', "many distinct"),
    "one text twice": ('["a", "a"]', "many"),
    "one text twice, once escaped": (r'["a", "\u0061"]', "many"),
    "two texts that look alike": ('["\u00e9", "e\u0301"]', "many distinct"),
    "two texts that differ in case": ('["a", "A"]', "many distinct"),
    "two texts that differ in a space": ('["a", "a "]', "many distinct"),
    "two texts that differ in a line feed": (r'["a", "a\n"]', ""),
    "one code": ('["team"]', "many distinct distinct_codes"),
    "one code twice": ('["team", "system", "team"]', "many"),
    "a code and no code": ('["team", "teams"]', "many distinct"),
    "names of what all objects have": ('["constructor", "__proto__"]', "many distinct"),
    "an empty text": ('[""]', ""),
    "a blank text": ('[" "]', ""),
    "a text and a number": ('["a", 1]', ""),
    "one number in two spellings": ("[1, 1.0]", ""),
    "true and one": ("[true, 1]", ""),
    "a null": ("[null]", ""),
    "a list in a list": ('[["a"]]', ""),
    "an empty object in a list": ("[{}]", ""),
    "a person": ('[{"id": "x"}]', "nouns"),
    "a person twice": ('[{"id": "x"}, {"id": "x"}]', "nouns"),
    "a person without what is required": ('[{"role": "nurse"}]', ""),
    "a person with a prototype": ('[{"id": "x", "__proto__": null}]', ""),
    "a person who is a prototype": ('[{"__proto__": {"id": "x"}}]', ""),
    "an object that looks like a list": ('{"0": "a", "length": 1}', "extensions"),
}

_ODD_NAMES: Final = (
    *("__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "valueOf", "toJSON"),
    *("", " ", "0", "$ref", "Name", "name ", "name\n", "n\u0430me", "\x00", EMOJI),
)

OBJECTS: Final[dict[str, Row]] = {
    "no field": ("{}", "extensions"),
    "a group": ('{"name": "x"}', "noun extensions"),
    "a group that is a prototype": ('{"__proto__": {"name": "x"}}', "extensions"),
    "a group that is a constructor": ('{"constructor": {"name": "x"}}', "extensions"),
    "a group as a list of pairs": ('[["name", "x"]]', ""),
    "a group as a list of names": ('["name"]', "many distinct"),
    "a group with an escaped name": (r'{"\u006eame": "x"}', "noun extensions"),
    "a group with a code": ('{"name": "x", "level": "team"}', "noun extensions"),
    "a group with no such code": ('{"name": "x", "level": "teams"}', "extensions"),
    "a group with a name for a code": ('{"name": "x", "level": "toString"}', "extensions"),
    "a group with a null": ('{"name": "x", "level": null}', "extensions"),
    "a group whose name is an object": ('{"name": {"toString": "x"}}', "extensions"),
    "a period": ('{"start": "2020-03-16"}', "period extensions"),
    "a period backwards": ('{"start": "2020-03-16", "end": "1999-01-01"}', "period extensions"),
    "a period without a start": ('{"end": "2020-03-16"}', "extensions"),
    "a consent": ('{"status": "given", "uses": ["quote"]}', "consent extensions"),
    "a consent with a use twice": ('{"status": "given", "uses": ["quote", "quote"]}', "extensions"),
    "anything": ('{"a": [1, 1.0, true, null, {"b": ""}]}', "extensions"),
    "huge numbers": ('{"a": [1e308, -1e-400, 1' + "0" * 4_299 + "]}", "extensions"),
    **{
        f"an unknown field {name!a}": (json.dumps({"name": "x", name: 1}), "extensions")
        for name in _ODD_NAMES
    },
    **{
        f"anything under {name!a}": (json.dumps({name: {name: None}}), "extensions")
        for name in _ODD_NAMES
    },
}

CASES: Final[Mapping[str, Row]] = {
    f"{kind}: {name}": row
    for kind, rows in {
        "number": NUMBERS,
        "text": TEXTS,
        "blank": BLANKS,
        "length": LENGTHS,
        "day": DAYS,
        "address": ADDRESSES,
        "list": LISTS,
        "object": OBJECTS,
    }.items()
    for name, row in rows.items()
}
