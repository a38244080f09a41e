"""A content file with a mistake tells its author the file, the key and what is wrong."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

import pytest
from attrs.exceptions import FrozenInstanceError
from tests.conftest import cases, for_each

from improvement_frameworks.core.content.content_file import parse_framework, read_framework
from improvement_frameworks.core.content.framework import Framework, Part
from improvement_frameworks.core.content.source import Source
from improvement_frameworks.core.errors import ContentError

if TYPE_CHECKING:
    from pathlib import Path

GOOD: Final = """\
id = "weather"
title = "Weather report"
summary = "How work felt today."
purpose = "At the end of a day."
origin = "Made up."
evidence = "None."
licence = "MIT"
how_to_record = "One entry for each person."
part = "sky"
direction = "none"

[details]
warmth = "How warm it is"

[suits]
situations = ["say how a day was"]
minutes = { least = 5, most = 10 }
sources = ["judgement"]
[[suits.confused_with]]
framework = "iceberg"
difference = "It floats."

[meeting]
sources = ["judgement"]
[[meeting.steps]]
minutes = 2
title = "Ask"
text = "Ask how the day was."
[[meeting.steps]]
minutes = 6
title = "Listen"
text = "Let everyone speak once."

[figure]
kind = "grid"
hue = 220
columns = "wind"

[[schemes]]
id = "two-skies"
title = "Two skies"
parts = ["sun", "rain"]
default = true
sources = ["judgement"]

[[schemes]]
id = "one-sky"
title = "One sky"
parts = ["sun"]
sources = ["almanac"]

[[parts]]
code = "sun"
label = "Sun"
definition = "A good day."
prompts = ["What was good?"]
aliases = ["Sunshine"]
sources = ["almanac"]
[parts.details]
warmth = 25

[[parts]]
code = "rain"
label = "Rain"
definition = "A bad day."
sources = ["judgement"]

[[prompts]]
text = "Who has not spoken?"
sources = ["judgement"]

[[vocabularies]]
id = "wind"
title = "Wind"
[[vocabularies.codes]]
code = "calm"
label = "Calm"
definition = "No wind."
sources = ["judgement"]

[[sources]]
id = "almanac"
citation = "The almanac (1900)."
supports = "The sun."
year = 1900
verified = true

[[relations]]
to = "iceberg"
part = "rain"
kind = "feeds"
reason = "Rain falls into the sea."
sources = ["judgement"]
carries = [{ parts = ["sun"], into = "actions" }, { parts = ["rain"], sets = { level = "events" } }]

[[sequences]]
code = "april"
title = "April"
purpose = "A day in April."
situations = ["get through a day in April"]
parts = ["sun", "rain", "sun"]
minutes = 30
sources = ["almanac"]
"""

# What is changed into what, the key that the message must name, and words that say what is wrong.
MISTAKES: Final = {
    "no TOML at all": ("[[parts]]\n", "[[parts\n", "(file)", "no valid TOML"),
    "a key twice": ('id = "weather"', 'id = "a"\nid = "b"', "(file)", "no valid TOML"),
    "a key missing at the top": ('title = "Weather report"\n', "", "title", "is missing"),
    "a key missing in a part": ('label = "Rain"\n', "", "parts[1].label", "is missing"),
    "a key missing in a scheme": ('title = "One sky"\n', "", "schemes[1].title", "is missing"),
    "a key missing in a source": ("verified = true\n", "", "sources[0].verified", "is missing"),
    "a key misspelt at the top": ("licence =", "license =", "license", "unknown key"),
    "a key misspelt in a part": ("aliases =", "alias =", "parts[0].alias", "unknown key"),
    "a key misspelt in a list": (
        'label = "Calm"',
        'lable = "Calm"',
        "vocabularies[0].codes[0].lable",
        "unknown key",
    ),
    "a number for text": ('title = "Weather report"', "title = 5", "title", "text is expected"),
    "text for a number": ("year = 1900", 'year = "1900"', "sources[0].year", "a whole number"),
    "true for a number": ("year = 1900", "year = true", "sources[0].year", "a whole number"),
    "text for true": (
        "verified = true",
        'verified = "yes"',
        "sources[0].verified",
        "true or false is expected",
    ),
    "text for a list": (
        'prompts = ["What was good?"]',
        'prompts = "What was good?"',
        "parts[0].prompts",
        "a list is expected",
    ),
    "a number in a list of texts": (
        'aliases = ["Sunshine"]',
        'aliases = ["Sunshine", 2]',
        "parts[0].aliases[1]",
        "text is expected",
    ),
    "an empty prompt": (
        'prompts = ["What was good?"]',
        'prompts = [" "]',
        "parts[0].prompts[0]",
        "text is expected",
    ),
    "a table for a list": ("[[schemes]]\nid", "[schemes.a]\nid", "(file)", "no valid TOML"),
    "one part as a table": ("[[relations]]", "[relations]", "relations", "write [[...]]"),
    "an id with capitals": ('id = "weather"', 'id = "Weather"', "(top level)", "id 'Weather'"),
    "a code with a space": ('code = "sun"', 'code = "the sun"', "parts[0]", "code 'the sun'"),
    "a source id with a dot": ('id = "almanac"', 'id = "al.ma"', "sources[0]", "id 'al.ma'"),
    "an empty title": (
        'title = "Weather report"',
        'title = "  "',
        "(top level)",
        "title is empty",
    ),
    "an empty definition": (
        'definition = "A bad day."',
        'definition = ""',
        "parts[1]",
        "definition is empty",
    ),
    "a direction that is none": (
        'direction = "none"',
        'direction = "sideways"',
        "(top level)",
        "'direction' must be in ('down', 'up', 'forward', 'none') (got 'sideways')",
    ),
    "a kind of relation that is none": (
        'kind = "feeds"',
        'kind = "eats"',
        "relations[0]",
        "'kind' must be in ('tool-for', 'feeds', 'complements', 'contrasts') (got 'eats')",
    ),
    "a fact with a fraction": ("warmth = 25", "warmth = 25.5", "parts[0]", "details.warmth: 25.5"),
    "a fact without a title": (
        "warmth = 25",
        "warmth = 25\ncolour = 'blue'",
        "sun.details",
        "'colour' is not declared",
    ),
    "a title of a fact that is no text": (
        'warmth = "How warm it is"',
        "warmth = 3",
        "details.warmth",
        "no title",
    ),
    "a kind of figure that is none": (
        'kind = "grid"',
        'kind = "pie"',
        "figure",
        "'timeline', 'cycle', 'chart') (got 'pie')",
    ),
    "a figure without its kind": ('kind = "grid"\n', "", "figure.kind", "is missing"),
    "a figure as a word": (
        "[figure]",
        "[[figure]]",
        "figure",
        "write [figure]",
    ),
    "a colour off the circle": ("hue = 220", "hue = 360", "figure", "hue 360 is not an angle"),
    "a grid without columns": ('columns = "wind"\n', "", "figure.columns", "kind grid needs it"),
    "columns from an unknown list": (
        'columns = "wind"',
        'columns = "tide"',
        "figure.columns",
        "'tide' is not declared",
    ),
    "a key of another kind of figure": (
        "hue = 220",
        'waterline = "sun"',
        "figure.waterline",
        "kind grid has no such key",
    ),
    "a matrix with one title": (
        'kind = "grid"\nhue = 220\ncolumns = "wind"',
        'kind = "matrix"\nacross = ["In"]\ndown = ["Up", "Down"]',
        "figure.across",
        "two titles",
    ),
    "a matrix of two parts": (
        'kind = "grid"\nhue = 220\ncolumns = "wind"',
        'kind = "matrix"\nacross = ["In", "Out"]\ndown = ["Up", "Down"]',
        "figure.kind",
        "four parts",
    ),
    "a part twice": ('code = "rain"', 'code = "sun"', "parts", "'sun' stands 2 times"),
    "parts that differ in a hyphen": (
        'code = "rain"',
        'code = "s-un"',
        "parts",
        "'sun' stands 2 times",
    ),
    "a scheme twice": ('id = "one-sky"', 'id = "two-skies"', "schemes", "stands 2 times"),
    "a part twice in a scheme": (
        'parts = ["sun", "rain"]',
        'parts = ["sun", "sun"]',
        "schemes.two-skies.parts",
        "'sun' stands 2 times",
    ),
    "a scheme with an unknown part": (
        'parts = ["sun"]',
        'parts = ["snow"]',
        "schemes.one-sky.parts",
        "'snow' is not declared",
    ),
    "no default scheme": ("default = true\n", "", "schemes", "exactly one scheme"),
    "two default schemes": (
        'parts = ["sun"]',
        'parts = ["sun"]\ndefault = true',
        "schemes",
        "exactly one scheme",
    ),
    "a list with the id of the parts": (
        'id = "wind"',
        'id = "sky"',
        "vocabularies.sky",
        "the parts or schemes",
    ),
    "a list with the id of the schemes": (
        'id = "wind"',
        'id = "scheme"',
        "vocabularies.scheme",
        "the parts or schemes",
    ),
    "a part without a source": (
        'aliases = ["Sunshine"]\nsources = ["almanac"]',
        "sources = []",
        "parts[0].sources",
        '["judgement"]',
    ),
    "a part with an unknown source": (
        'aliases = ["Sunshine"]\nsources = ["almanac"]',
        'sources = ["book"]',
        "parts[0].sources",
        "'book' is not declared",
    ),
    "a word with an unknown source": (
        'definition = "No wind."\nsources = ["judgement"]',
        'definition = "No wind."\nsources = ["book"]',
        "vocabularies.wind.codes[0].sources",
        "'book' is not declared",
    ),
    "a relation from an unknown part": (
        'part = "rain"\nkind',
        'part = "snow"\nkind',
        "relations.iceberg.part",
        "'snow' is not declared",
    ),
    "entries of an unknown part go over": (
        'parts = ["sun"], into',
        'parts = ["snow"], into',
        "relations.iceberg.carries.parts",
        "'snow' is not declared",
    ),
    "entries go over into no list": (
        'into = "actions"',
        'into = "notes"',
        "relations[0].carries[0]",
        "('entries', 'actions') (got 'notes')",
    ),
    "a key misspelt where entries go over": (
        "sets =",
        "set =",
        "relations[0].carries[1].set",
        "unknown key",
    ),
    "nothing that it suits": (
        'situations = ["say how a day was"]\n',
        "",
        "suits.situations",
        "is missing",
    ),
    "minutes that say nothing": (
        "{ least = 5, most = 10 }",
        "{ }",
        "suits.minutes",
        "the least, the most",
    ),
    "minutes as a number": (
        "minutes = { least = 5, most = 10 }",
        "minutes = 5",
        "suits.minutes",
        "a table is expected",
    ),
    "what it suits with an unknown source": (
        'most = 10 }\nsources = ["judgement"]',
        'most = 10 }\nsources = ["book"]',
        "suits[0].sources",
        "'book' is not declared",
    ),
    "a meeting without steps": (
        "[[meeting.steps]]\nminutes = 2",
        "[[meeting.other]]\nminutes = 2",
        "meeting.other",
        "unknown key",
    ),
    "steps as one table": (
        "[[meeting.steps]]\nminutes = 2",
        "[meeting.steps]\nminutes = 2",
        "(file)",
        "no valid TOML",
    ),
    "a step without time": ("minutes = 2", "minutes = 0", "meeting.steps[0]", "less than one"),
    "a step that says nothing": ('title = "Ask"', 'title = " "', "meeting.steps[0]", "empty"),
    "a step with an unknown key": (
        'title = "Listen"',
        'name = "Listen"',
        "meeting.steps[1].name",
        "unknown key",
    ),
    "a meeting longer than declared": (
        "minutes = 6",
        "minutes = 9",
        "meeting.steps",
        "together they take 11 minutes, suits.minutes says 5 to 10",
    ),
    "a meeting with an unknown source": (
        '[meeting]\nsources = ["judgement"]',
        '[meeting]\nsources = ["book"]',
        "meeting[0].sources",
        "'book' is not declared",
    ),
    "part details that are not declared": (
        "minutes = { least = 5, most = 10 }",
        'part_details = { situations = "warmth", minutes = "wet", people = "warmth" }',
        "suits.part_details",
        "'wet' is not declared",
    ),
    "a sequence with an unknown part": (
        '"rain", "sun"]\nminutes',
        '"snow", "sun"]\nminutes',
        "sequences.april.parts",
        "'snow' is not declared",
    ),
}


def test_the_good_file_is_good() -> None:
    framework = parse_framework(GOOD)
    assert [part.code for part in framework.parts] == ["sun", "rain"]
    assert [part.order for part in framework.parts] == [1, 2]
    assert framework["sun"].details == {"warmth": 25}
    assert framework["sun"].aliases == ("Sunshine",)
    assert framework["rain"].prompts == ()
    assert framework.default_scheme.id == "two-skies"
    assert framework.scheme("one-sky").parts == ("sun",)
    assert framework.vocabulary("sky").codes == ("sun", "rain")
    assert framework.vocabulary("wind")["calm"].label == "Calm"
    assert framework.vocabulary("scheme").codes == ("two-skies", "one-sky")
    assert (framework.figure.kind, framework.figure.hue) == ("grid", 220)
    assert framework.figure.columns == "wind"
    assert framework.relations[0].part == "rain"
    assert framework.relations[0].to_part is None
    assert [one.into for one in framework.relations[0].carries] == ["actions", "entries"]
    assert framework.suits
    assert str(framework.suits.minutes) == "5 to 10"
    assert framework.suits.confused_with[0].framework == "iceberg"
    assert framework.meeting
    assert framework.meeting.minutes == 8
    assert [start for start, _ in framework.meeting.starts] == [0, 2]
    assert framework.sequences[0].parts == ("sun", "rain", "sun")
    assert framework.sources[0].year == 1900


@for_each(MISTAKES)
def test_a_mistake_is_named_with_its_file_and_key(old: str, new: str, key: str, words: str) -> None:
    assert GOOD.count(old) >= 1, "the case changes nothing"
    with pytest.raises(ContentError) as caught:
        parse_framework(GOOD.replace(old, new, 1), "weather/content.toml")
    fault = caught.value
    assert str(fault).startswith("weather/content.toml: ")
    assert (fault.file, fault.key) == ("weather/content.toml", key)
    assert key in str(fault)
    assert words in fault.problem
    assert "Attribute(" not in str(fault), "the inner workings show"
    assert "NoneType" not in str(fault)


def test_a_framework_without_parts_is_refused() -> None:
    head = GOOD.partition("[details]")[0]
    with pytest.raises(ContentError, match=r"weather\.toml: parts: .* at least one part"):
        parse_framework(head, "weather.toml")


def test_text_where_a_table_belongs_is_named() -> None:
    head = GOOD.partition("[details]")[0]
    with pytest.raises(ContentError, match=r"weather\.toml: relations\[0\]: a table is expected"):
        parse_framework(head + 'relations = ["iceberg"]', "weather.toml")


def make_package(folder: Path, name: str, content: bytes | None) -> str:
    package = folder / name
    package.mkdir()
    (package / "__init__.py").touch()
    if content is not None:
        (package / "content.toml").write_bytes(content)
    return name


@pytest.mark.parametrize(
    ("content", "words"),
    cases(
        {
            "missing": (None, "there is no such file"),
            "in another encoding": (GOOD.replace("Sun", "Süd").encode("latin-1"), "not UTF-8"),
            "empty": (b"", "is missing"),
        }
    ),
)
def test_a_file_that_cannot_be_read_is_named(
    content: bytes | None,
    words: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    name = "content_" + request.node.callspec.id.replace(" ", "_").replace("-", "_")
    package = make_package(tmp_path, name, content)
    with pytest.raises(ContentError) as caught:
        read_framework(package)
    assert str(tmp_path / package / "content.toml") in str(caught.value)
    assert words in str(caught.value)


def test_a_package_that_is_not_there_is_named() -> None:
    with pytest.raises(ContentError, match="no_such_package") as caught:
        read_framework("no_such_package")
    assert "no package of this name is installed" in str(caught.value)


def test_a_file_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    package = make_package(tmp_path, "content_read_once", GOOD.encode())
    assert read_framework(package) is read_framework(package)


def test_reference_content_cannot_be_changed() -> None:
    framework = parse_framework(GOOD)
    with pytest.raises(FrozenInstanceError):
        setattr(framework, "title", "Another")  # noqa: B010 - type checkers refuse the plain way
    with pytest.raises(TypeError):
        framework["sun"].details["warmth"] = 30  # type: ignore[index]  # pyright: ignore[reportIndexIssue]
    assert not hasattr(framework["sun"], "__dict__"), "slots keep out misspelt attributes"


def test_reference_content_can_be_compared_and_hashed() -> None:
    assert parse_framework(GOOD) == parse_framework(GOOD)
    assert hash(parse_framework(GOOD)) == hash(parse_framework(GOOD))
    assert parse_framework(GOOD) != parse_framework(GOOD.replace("A bad day.", "A wet day."))


@pytest.mark.parametrize("wanted", cases({"a part": "snow", "no text": "", "a label": "Sun"}))
def test_what_is_not_there_raises_a_key_error(wanted: str) -> None:
    framework = parse_framework(GOOD)
    with pytest.raises(KeyError):
        framework[wanted]
    with pytest.raises(KeyError):
        framework.scheme(wanted)
    with pytest.raises(KeyError):
        framework.vocabulary(wanted)
    with pytest.raises(KeyError):
        framework.vocabulary("wind")[wanted]


def test_without_schemes_all_parts_are_one_scheme() -> None:
    before, _, rest = GOOD.partition("[[schemes]]")
    framework = parse_framework(before + "[[parts]]" + rest.partition("[[parts]]")[2])
    assert framework.schemes == ()
    assert framework.default_scheme.parts == ("sun", "rain")
    with pytest.raises(KeyError):
        framework.vocabulary("scheme")


def test_frameworks_put_together_in_code_are_checked_too() -> None:
    with pytest.raises(ValueError, match=r"code 'Two words' is not a code"):
        Part(code="Two words", label="a", definition="a", sources=("judgement",), order=1)
    with pytest.raises(ValueError, match="citation is empty"):
        Source(id="a", citation=" ", supports="a", verified=True)
    with pytest.raises(ValueError, match="'direction' must be in"):
        Framework(
            id="a",
            title="a",
            summary="a",
            purpose="a",
            origin="a",
            evidence="a",
            licence="a",
            how_to_record="a",
            part="a",
            direction="sideways",  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
            parts=(),
            sources=(),
        )
