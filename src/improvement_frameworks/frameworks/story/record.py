"""The record of stories: what people lived through, and what they agreed may be done with it."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from improvement_frameworks.core import (
    ABSENT,
    EMPTY,
    Consent,
    Distinct,
    Entries,
    Entry,
    Label,
    Line,
    Opt,
    OptDate,
    OptNoun,
    Prose,
    Record,
    Url,
    YesNo,
    given,
    read_facts,
)
from improvement_frameworks.frameworks.story import codes


@frozen
class Limit:
    """What a scheme allows."""

    most_words: int | None = None


LIMITS = read_facts(__name__, Limit, "scheme")


class ToldStory(Entry):
    """One story, with what its teller agreed to."""

    medium: codes.Medium
    """How it is told. Example: words."""
    heading: Opt[Line] = None
    """What the teller calls it. Example: The window visit."""
    text: Opt[Prose] = None
    """The story, if it is in words. Example: We moved the armchair to the window."""
    link: Opt[Url] = None
    """Where the picture, the build or the recording can be found. Example:
    https://example.org/stories/two-kitchens.jpg.
    """
    caption: Opt[Prose] = None
    """What the teller says about the picture or the build. Example: I built the door last."""
    alt_text: Opt[Prose] = None
    """What can be seen or heard, for those who cannot see or hear it. Example: Two rooms of bricks
    with a door between them.
    """
    aspects: Distinct[codes.Aspect] = EMPTY
    """Whether it is about working life, home life or both. Example: working-life."""
    told_on: OptDate = ABSENT
    """The day on which it was told. Example: 2020-07-02."""
    shows: Distinct[Label] = EMPTY
    """What others see in it, if the teller agreed that it is read for themes. Example: pace."""
    consent: OptNoun[Consent] = ABSENT
    """Whether the teller agreed, and to what."""
    support_offered: Opt[YesNo] = None
    """Whether the teller was offered somebody to talk to."""
    withdrawn_on: OptDate = ABSENT
    """The day on which the teller took the story back. Example: 2020-08-01."""

    @property
    def words(self) -> int:
        """How many words the story has, if it is in words."""
        return len((self.text or "").split())

    def agreed_uses(self) -> tuple[str, ...]:
        """Return what the teller agreed to; nothing if nobody asked, whatever is written there."""
        is_asked = self.consent is not None and self.consent.status != "not-asked"
        return self.consent.uses if self.consent and is_asked else ()


class Story(Record):
    """A collection of stories.

    Examples:
        >>> from improvement_frameworks import get_example
        >>> record = Story.model_validate(get_example("story"))
        >>> [story.heading for story in record.for_use("publish")]
        ['The window visit']
    """

    framework: Literal["story"] = given()
    """Always story."""
    scheme: Opt[codes.Scheme] = None
    """Which media the collection takes; words, pictures and builds if absent. Example:
    words-picture-build.
    """
    entries: Entries[ToldStory]
    """The stories; the list may be empty."""

    @property
    def most_words(self) -> int | None:
        """How many words a story may have; nothing if the scheme has no limit."""
        return LIMITS[self.part_scheme.id].most_words

    def for_use(self, use: str) -> tuple[ToldStory, ...]:
        """Return the stories that may be used so: agreed to by the teller, and not withdrawn.

        Args:
            use: The code of a use, such as publish.
        """
        return tuple(
            story for story in self.entries if use in story.agreed_uses() and not story.withdrawn_on
        )
