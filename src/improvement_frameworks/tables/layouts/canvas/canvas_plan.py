"""Finds out which cells of a drawing belong to which captions."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING, Final, TypeVar

from improvement_frameworks import problems
from improvement_frameworks.core.record.types import LABEL
from improvement_frameworks.core.registry import get_record_type
from improvement_frameworks.core.wording import fold
from improvement_frameworks.tables.cells.cell import NOTHING, CellReader, Habits
from improvement_frameworks.tables.cells.day import is_day, may_be_day
from improvement_frameworks.tables.headings.column_name import ROLE, find_name, part_column
from improvement_frameworks.tables.headings.everyday import EverydayWords
from improvement_frameworks.tables.headings.field_line import Field, find_value, read_field
from improvement_frameworks.tables.headings.header import are_of_one_kind
from improvement_frameworks.tables.layouts.canvas.canvas import (
    LASTING,
    LONGEST_CAPTION,
    OF_ROWS,
    TAGS,
    Canvas,
    Spot,
    find_blocks,
    find_text,
    list_axes,
    list_beside,
    split_answer,
)
from improvement_frameworks.tables.rows.column import TITLE, columns_of
from improvement_frameworks.tables.rows.verdict import is_signature, may_be_total

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

    from improvement_frameworks.tables.rows.column import Column

_STROKES: Final = "~=_\u2013\u2014\u2190\u2191\u2192\u2193"
"""What lines and arrows are drawn with."""
_LONGEST_LINE: Final = 102
_DIGITS: Final = "0123456789"
_NUMBER: Final = re.compile(r"[0-9]{1,2}[.)]?")
"""What is in a cell before a numbered caption."""
_INITIALS: Final = re.compile(r"[A-Z]{2,4}s?(?:[,/ ]+[A-Z]{2,4}s?)*")
_LONGEST_HEAD: Final = 3
"""How many words are above what says more of answers, at most."""

T = TypeVar("T")


class CanvasPlan:
    """Finds out which cells belong to which captions."""

    def __init__(
        self, framework: str, grid: Mapping[Spot, str], captions: Mapping[Spot, tuple[str, str]]
    ) -> None:
        self._framework = framework
        self._grid = grid
        self._part = part_column(framework)
        self._text = find_text(framework)
        self._columns = {column.name: column for column in columns_of(framework)}
        self._record = get_record_type(framework)
        coded = (c for c in self._columns.values() if c.kind == "code" and c.place == "entry")
        beside = [column for column in coded if column.name != self._part]
        self._codes = {fold(term.label) for column in beside for term in column.terms}
        captions = _leave_glosses(captions, grid)
        self._again = _find_again({spot: code for spot, (code, _) in captions.items()})
        captions = {spot: said for spot, said in captions.items() if spot not in self._again}
        self._captions = {spot: code for spot, (code, _) in captions.items()}
        self._named = Counter(row for row, _ in captions)
        self._inner = {spot: rest for spot, (_, rest) in captions.items() if rest}
        self._last = {place: row for row, place in sorted(grid)}
        self._texts: dict[int, dict[int, str]] = {}
        for (row, place), text in grid.items():
            self._texts.setdefault(row, {})[place] = text
        self._labels = self._find_labels()
        self._kinds = self._find_kinds(c for c in beside if c.name not in list_axes(framework))
        self._axis: tuple[Column, dict[Spot, str]] | None = self._find_axis()
        self._heads = self._find_heads()
        self._next = _Near((row, -place) for row, place in grid)
        self._of_rows = {spot for spot in self._captions if self._has_answer_beside(spot)}
        self._near_captions = _Near(self._captions)
        self._signed = self._find_signed()
        self._near_heads = _Near(self._heads)
        self._near_kinds = _Near(self._kinds)
        self._near_axis = _Near(self._axis[1] if self._axis else ())
        self._block = find_blocks(row for row, _ in grid)
        first = min((place for _, place in captions), default=0)
        filled = Counter(row for row, place in grid if place >= first)
        is_apart = all(filled[row] == n for row, n in self._named.items()) and not self._inner
        self._alone = _places_by_row(captions) if is_apart else {}
        self._rows_alone = sorted(self._alone)
        axis = sorted(self._axis[1]) if self._axis else []
        self._levels = axis if all(filled[row] == 1 for row, _ in axis) else []
        self._first = min((place for _, place in self._of_rows), default=0)
        self._of_first = _Near(spot for spot in self._of_rows if spot[1] == self._first)

    def _find_signed(self) -> set[int]:
        """Return the columns in which half of the cells behind what is said are initials."""
        near = _Near(self._grid)
        behind = [
            spot
            for spot in self._grid
            if (beside := near.find_beside(spot)) and beside not in self._captions
        ]
        filled = Counter(place for _, place in behind)
        signed = Counter(spot[1] for spot in behind if _INITIALS.fullmatch(self._grid[spot]))
        return {place for place, n in filled.items() if 2 * signed[place] >= n > 1}

    def _find_axis(self) -> tuple[Column, dict[Spot, str]] | None:
        """Return the second list of codes, such as the levels of a grid, and its captions."""
        for name, words in list_axes(self._framework).items():
            found = {
                spot: code
                for spot, text in self._grid.items()
                if spot not in self._captions and (code := words.find(text))
            }
            lines = (Counter(row for row, _ in found), Counter(place for _, place in found))
            if max((n for line in lines for n in line.values()), default=0) > 1:
                return self._columns[name], found
        return None

    def _find_heads(self) -> dict[Spot, str]:
        """Return the cells beside captions that name a column, such as "Lead" or "Votes"."""
        axis = self._axis[1] if self._axis else {}
        rows = {row for row, _ in (*self._captions, *axis)} | self._labels
        free = list_beside(self._framework)
        found: dict[Spot, str] = {}
        for spot, text in self._grid.items():
            row, place = spot
            is_among = self._named[row] > 1
            is_above = row < self._last[place]
            if row in rows and spot not in self._captions and (is_among or is_above):
                name = find_name(self._framework, text)
                if name in free or (name and is_among):
                    found[spot] = name if name in free else ""
        captioned = self._find_rows_of_captions()
        rows = ({row for row, _ in found} | captioned) - self._labels
        known = self._captions.keys() | axis.keys()
        others = (spot for spot in self._grid if spot[0] in rows and spot not in known)
        other = [(r, p) for r, p in others if r in captioned or (r + 1, p) in self._grid]
        return {**dict.fromkeys((*other, *self._find_siblings()), ""), **found}

    def _find_siblings(self) -> list[Spot]:
        """Return the cells that are numbered as captions are, such as "4.", and name no part."""
        numbers = {spot: text for spot, text in self._grid.items() if _NUMBER.fullmatch(text)}
        numbered = {(row, place - 1) for row, place in self._captions} & numbers.keys()
        kinds = {(place, numbers[row, place].strip(_DIGITS)) for row, place in numbered}
        return [
            (row, place + 1)
            for (row, place), text in numbers.items()
            if (place, text.strip(_DIGITS)) in kinds and (row, place) not in numbered
        ]

    def _find_labels(self) -> set[int]:
        """Return the rows that name nothing but columns, such as "Answer" and "Votes"."""
        names: dict[int, list[str | None]] = {}
        for (row, _), text in self._grid.items():
            names.setdefault(row, []).append(find_name(self._framework, text))
        rows = {row for row, found in names.items() if len(found) > 1 and self._text in found}
        return {row for row in rows if None not in names[row] and self._part not in names[row]}

    def _find_kinds(self, columns: Iterable[Column]) -> dict[Spot, Mapping[str, str]]:
        """Return the cells in a row below captions that name codes of another list, and these.

        They divide what is below a caption, such as outcomes "Short term" and "Long term". Half of
        such a row names codes at least, or it explains the captions; what names no code has none.
        """
        rows = {row for row, n in self._named.items() if n > 1}
        found: dict[Spot, Mapping[str, str]] = {}
        explaining = {row for row, _ in self._again}
        found |= {spot: {} for spot in self._grid if spot[0] in explaining}
        below = [spot for spot in self._grid if spot[0] - 1 in rows and spot[0] not in rows]
        filled = Counter(row for row, _ in below)
        for column in columns:
            words = EverydayWords.of(column.terms)
            codes = {spot: words.find(self._grid[spot]) for spot in below}
            named = Counter(row for (row, _), code in codes.items() if code)
            clear = {r for r, n in named.items() if 1 < filled[r] <= 2 * n or r in explaining}
            said = {s: {column.name: code} if code else {} for s, code in codes.items()}
            found |= {spot: one for spot, one in said.items() if spot[0] in clear}
        return found

    def _find_rows_of_captions(self) -> set[int]:
        """Return the rows most of whose cells are captions: another cell there is one, too."""
        captions = Counter(row for row, _ in self._captions)
        others = (spot for spot in self._grid if self._named[spot[0]] > 1)
        filled = Counter(row for row, p in others if not self._is_label(self._grid[row, p]))
        return {row for row, n in captions.items() if n > 1 and 2 * n > filled[row]}

    def _find_beside(self, answers: Mapping[Spot, object]) -> dict[Spot, dict[str, Spot]]:
        """Return for each answer what is below the heads beside it.

        A day is that of all answers in its row; who does it by when, and how many said it, belong
        to the answer to the left, if that is one line.
        """
        of_rows = _Near(answers)
        in_row: dict[int, list[Spot]] = {}
        for answer in answers:
            in_row.setdefault(answer[0], []).append(answer)
        found: dict[Spot, dict[str, Spot]] = {}
        for spot in self._grid:
            head = self._near_heads.find_above(spot)
            if head is None or spot in self._captions or not self._is_one_block(head, spot):
                continue
            name = self._heads[head]
            if not name:
                continue  # such as "RAG": nobody knows what is below it
            nearest = of_rows.find_beside(spot)
            if name in OF_ROWS:
                speaking = in_row.get(spot[0], [])
            else:
                is_clear = nearest and len(split_answer(self._grid[nearest])) == 1
                speaking = [nearest] if nearest and is_clear else []
            text = self._grid[spot]
            if self._columns[name].kind == "date" and may_be_day(text) and not is_day(text):
                continue  # "17 May" has no year
            for answer in speaking:
                found.setdefault(answer, {})[name] = spot
        return found

    def _has_answer_beside(self, caption: Spot) -> bool:
        row, place = caption
        beside = self._next.find_beside((row, -place))
        is_answer = beside is not None and self._is_content((row, -beside[1]))
        return is_answer and caption not in self._inner and not self._is_box(caption)

    def _find_band(self, spot: Spot) -> Spot | None:
        """Return the caption above a cell, or to its left there, if rows hold captions only.

        Behind the last caption of a single row is nothing that it speaks of.
        """
        above = bisect_left(self._rows_alone, spot[0])
        row = self._rows_alone[above - 1] if above else 0
        places = self._alone.get(row, [])
        at = bisect_left(places, spot[1] + 1)
        is_between = at < len(places) or len(self._alone) > 1
        band = (row, places[at - 1]) if at and is_between else None
        return band if band and self._is_one_block(band, spot) else None

    def _is_box(self, caption: Spot) -> bool:
        """Whether the answers of a caption are below it, so that none is further to the right."""
        row, place = caption
        is_beside = caption in self._inner or (row, place + 1) in self._grid
        near = {(row - 1, place), (row + 1, place)} & self._captions.keys()
        is_below = self._is_content((row + 1, place)) and not near and self._axis is None
        return is_below and not is_beside

    def _is_content(self, spot: Spot) -> bool:
        is_free = spot not in self._captions and spot not in self._heads
        return spot in self._grid and is_free and not self._is_head(self._grid[spot])

    def _caption_of(self, spot: Spot) -> Spot | None:
        """Return the caption of a cell: to its left, or above it with nothing blank between.

        A caption with an answer beside it speaks of its row, and of the next ones in which the
        column of captions is blank.
        """
        caption = self._near_captions.find(spot)
        if caption is not None and caption[0] == spot[0]:
            return None if self._is_box(caption) else caption
        if (
            caption is not None
            and caption not in self._of_rows
            and self._is_one_block(caption, spot)
        ):
            return caption
        if caption is None and self._alone and (band := self._find_band(spot)):
            return band
        above = self._of_first.find_above((spot[0], self._first))
        is_blank = spot[1] > self._first and (spot[0], self._first) not in self._grid
        return above if above and is_blank and self._is_one_block(above, spot) else None

    def _is_one_block(self, caption: Spot, spot: Spot) -> bool:
        return self._block[caption[0]] == self._block[spot[0]]

    def _find_title(self, answers: Iterable[Spot], left_out: Sequence[Spot]) -> Spot | None:
        """Return the first cell of all, if it stands alone above the captions.

        The title of a tally is also what alone is in the row or the column of its numbers.
        """
        if self._columns[self._text].kind == "number":
            rows, places = map(set, zip(*answers, strict=True)) if answers else ((), ())
            beside = [spot for spot in left_out if spot[0] in rows or spot[1] in places]
            if len(beside) == 1 and any(map(str.isalpha, self._grid[beside[0]])):
                return beside[0]
        first = min(self._grid)
        is_alone = sum(row == first[0] for row, _ in self._grid) == 1
        is_above = first < min(self._captions)
        is_short = len(self._grid[first]) <= LONGEST_CAPTION and "\n" not in self._grid[first]
        return first if is_alone and is_above and is_short else None

    def make(self) -> Canvas:
        """Return the plan."""
        axis = self._axis[1] if self._axis else {}
        answers: dict[Spot, dict[str, str]] = {}
        fields: dict[Spot, tuple[str, str]] = {}
        left_out: list[Spot] = []
        continued: list[Spot] = []
        taken: set[Spot] = set()
        for spot, text in self._grid.items():
            if spot in self._captions or spot in axis or spot in taken or spot[0] in self._labels:
                continue
            if self._heads.get(spot) or self._kinds.get(spot) or spot in self._again:
                continue
            is_head = spot in self._heads or spot in self._kinds  # of which nobody knows what it is
            is_aside = is_head or self._is_below_head(spot)
            is_aside = is_aside or self._is_who(spot)
            codes = {} if is_aside or not self._may_be_answer(text) else self._codes_of(spot)
            if codes:
                answers[spot] = codes
                caption = self._caption_of(spot)
                if caption in self._of_rows and caption[0] != spot[0]:
                    continued.append(spot)
            elif field := self._read_field(spot, text):
                place, name, value = field
                fields[place] = (name, value)
                taken.add(place)
            elif self._is_head(text) or not self._is_label(text):
                left_out.append(spot)
        beside = self._find_beside(answers)
        taken = {spot for cells in beside.values() for spot in cells.values()}
        left_out = [spot for spot in left_out if spot not in taken]
        title = self._find_title(answers, left_out)
        if title in left_out and not any(name == TITLE for name, _ in fields.values()):
            left_out.remove(title)
            fields[title] = (TITLE, self._grid[title])
        sides = self._find_sides(answers)
        left_out = [spot for spot in left_out if spot not in sides.values()]
        for answer, given in answers.items():
            if head := sides.get(answer[1]):
                given[TAGS] = self._grid[head]
        for spot in self._inner:
            answers[spot] = {self._part: self._captions[spot], **self._axis_of(spot)}
        return Canvas(
            captions=self._captions,
            axis=axis,
            answers=answers,
            inner=self._inner,
            beside=beside,
            fields=fields,
            left_out=tuple(left_out),
            continued=tuple(continued),
            sides=tuple(sides.values()),
        )

    def _find_sides(self, answers: Iterable[Spot]) -> dict[int, Spot]:
        """Return by column what is above answers side by side, such as "Week 1" or a name.

        It is in a row above the captions, over each column of answers: all of one kind, or with
        nothing over the captions but what they are called. Nobody can tell whether it is who said
        it, where or when, so that it is a tag.
        """
        top, first = min(self._captions)[0], min(place for _, place in self._captions)
        answers = list(answers)
        is_row = {row for row, _ in answers} <= {row for row, _ in self._of_rows}
        if not is_row or self._axis is not None:
            return {}
        for row in range(top - 1, self._block[top] - 1, -1):
            sides = {place: (row, place) for place in sorted({place for _, place in answers})}
            words = [self._grid.get(spot, "") for spot in sides.values()]
            are_tags = all(map(_may_be_tag, words)) and len({*words}) == len(words) > 1
            label = self._grid.get((row, first), "")
            is_free = not label or find_name(self._framework, label) == self._part
            if are_tags and (are_of_one_kind(words) or is_free):
                return sides
        return {}

    def _may_be_answer(self, text: str) -> bool:
        """Whether a cell may hold answers: words that say something, or a number where it counts.

        A day or a number beside an answer says something of it, and nobody can tell what.
        """
        if self._columns[self._text].kind == "number":
            return text.isdigit()
        words = fold(text)
        is_said = any(map(str.isalpha, text)) and not (may_be_day(text) or LASTING.fullmatch(text))
        is_one = words not in NOTHING and words not in self._codes and not self._is_head(text)
        is_aside = may_be_total(text) or is_signature(text) or _is_line(text)
        return is_said and is_one and not is_aside

    def _is_who(self, spot: Spot) -> bool:
        """Whether a cell holds the initials of whoever said what is to its left.

        They fill half of its column at least: "IT" may be an answer.
        """
        return spot[1] in self._signed and _INITIALS.fullmatch(self._grid[spot]) is not None

    def _is_head(self, text: str) -> bool:
        """Whether a cell says no more than what is below it, such as "By when"."""
        is_short = len(text.split()) <= _LONGEST_HEAD
        return is_short and find_name(self._framework, text) in list_beside(self._framework)

    def _is_below_head(self, spot: Spot) -> bool:
        head = self._near_heads.find_above(spot)
        return head is not None and self._is_one_block(head, spot)

    def _codes_of(self, spot: Spot) -> dict[str, str]:
        caption = self._caption_of(spot)
        if caption is None:
            return {}
        codes = {self._part: self._captions[caption]}
        if self._axis is not None:
            second = self._axis_of(spot)
            return {**codes, **second} if second else {}
        kind = self._near_kinds.find_above(spot)
        is_divided = kind is not None and self._is_one_block(kind, spot)
        return {**codes, **self._kinds[kind]} if kind and is_divided else codes

    def _axis_of(self, spot: Spot) -> dict[str, str]:
        if self._axis is None:
            return {}
        column, found = self._axis
        at = bisect_left(self._levels, spot)
        near = self._levels[at - 1] if at else self._near_axis.find(spot)
        return {} if near is None else {column.name: found[near]}

    def _read_field(self, spot: Spot, text: str) -> tuple[Spot, str, str] | None:
        """Return a field of the record, and the cell in which its value is."""
        row, place = spot
        if self._named[row] > 1:
            return None  # a heading beside captions says nothing of the record
        at = find_value(self._framework, self._texts[row], place)
        beside = spot if at is None else (row, at)
        is_free = at is not None and beside not in self._captions
        said = self._grid[beside] if is_free else ""
        found = read_field(self._framework, text, said)
        if found is None and said and find_name(self._framework, text.rstrip(": ")) == ROLE:
            found = Field(ROLE, said, is_beside=True)
        if found is None:
            return None
        reader = CellReader(self._columns[found.name], self._record, Habits())
        if reader.read(found.value).problem not in {None, problems.CELL_DATE}:
            return None  # "Interviewer" with a role beside it gives no id
        return beside if found.is_beside else spot, found.name, found.value

    def _is_label(self, text: str) -> bool:
        """Whether a cell only names the column of the parts or of the texts."""
        return find_name(self._framework, text) is not None


def _is_line(text: str) -> bool:
    """Whether a text is a line or an arrow of a drawing, with what is written on it."""
    return 1 < len(text) <= _LONGEST_LINE and text[0] == text[-1] and text[0] in _STROKES


def _may_be_tag(text: str) -> bool:
    """Whether a text can be a tag: short, and with letters in it."""
    return any(map(str.isalpha, text)) and len(text) <= LABEL.longest and ";" not in text


def _leave_glosses(captions: Mapping[Spot, T], grid: Container[Spot]) -> dict[Spot, T]:
    """Return captions without those that say to the left of most captions what these mean.

    Nothing is between the two.
    """
    places = Counter(place for _, place in captions)
    main = max(places, key=lambda place: (places[place], -place))
    rows = {row for row, place in captions if place == main}
    glosses = {
        (row, place)
        for row, place in captions
        if row in rows
        and place < main
        and not any((row, at) in grid for at in range(place + 1, main))
    }
    return {spot: one for spot, one in captions.items() if spot not in glosses}


def _find_again(captions: Mapping[Spot, str]) -> set[Spot]:
    """Return the captions in the row below several that say the same of the parts again."""
    named = Counter(row for row, _ in captions)
    return {
        (row, place)
        for (row, place), code in captions.items()
        if captions.get((row - 1, place)) == code and named[row - 1] > 1
    }


class _Near:
    """Finds the next of some cells: to the left in the same row, else above in the same column."""

    def __init__(self, spots: Iterable[Spot]) -> None:
        self._in_row: dict[int, list[int]] = {}
        self._in_column: dict[int, list[int]] = {}
        for row, place in sorted(spots):
            self._in_row.setdefault(row, []).append(place)
            self._in_column.setdefault(place, []).append(row)

    def find(self, spot: Spot) -> Spot | None:
        return self.find_beside(spot) or self.find_above(spot)

    def find_beside(self, spot: Spot) -> Spot | None:
        row, place = spot
        places = self._in_row.get(row, [])
        at = bisect_left(places, place)
        return (row, places[at - 1]) if at else None

    def find_above(self, spot: Spot) -> Spot | None:
        row, place = spot
        rows = self._in_column.get(place, [])
        at = bisect_left(rows, row)
        return (rows[at - 1], place) if at else None


def _places_by_row(spots: Iterable[Spot]) -> dict[int, list[int]]:
    """Return the positions of cells by their rows, in order."""
    found: dict[int, list[int]] = {}
    for row, place in sorted(spots):
        found.setdefault(row, []).append(place)
    return found
