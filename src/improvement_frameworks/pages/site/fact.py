"""Writes the further facts of a part, of whatever form they are, so that they read well.

A framework declares the title of each fact; everything else follows from its form:

- text, number, yes or no: one line;
- a table with ``min``, ``max`` or both and nothing else: a range, such as *4 to 5* or *at least 3*;
- a table with ``name`` and ``url``: a link;
- a list of short texts: one line; of longer ones: a list;
- a list of tables with one word and a range each: one line, such as *Pair (2), Foursome (4)*;
- any other list of tables: a table with numbered rows; what few rows have stands in the first
  column, so that the table stays narrow.

Where all values of a fact are codes of one closed list, their labels are shown instead, and the
codes of parts are links.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeGuard

from improvement_frameworks.pages.site.markdown import inline, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from improvement_frameworks.core.content.facts import Fact, Facts
    from improvement_frameworks.core.content.framework import Framework

SHORT_LIST = 70
"""How many characters a list may have to stand on one line."""


class FactWriter:
    """Writes the facts of one framework.

    Args:
        framework: The framework whose facts are written.
        elsewhere: Markdown for texts that are not codes of this framework, such as the ids of
            other frameworks.
        parts: Markdown for the codes of its parts, where they are not on the same page.
    """

    def __init__(
        self,
        framework: Framework,
        elsewhere: Mapping[str, str],
        parts: Mapping[str, str] | None = None,
    ) -> None:
        self._titles = {key: str(title) for key, title in framework.details.items()}
        here = {part.code: f"[{inline(part.label)}](#{part.code})" for part in framework.parts}
        self._names = _find_names(framework, elsewhere, here if parts is None else parts)

    def title(self, key: str) -> str:
        """Return what a fact is called."""
        return self._titles.get(key, key.replace("_", " ").capitalize())

    def write(self, facts: Facts) -> Iterator[str]:
        """Write facts as a list, and before it as tables those that hold steps and the like."""
        known = [key for key in (*self._titles, *facts) if key in facts]
        for key in sorted(dict.fromkeys(known), key=lambda one: not self._is_table(facts[one])):
            fact = facts[key]
            if self._is_table(fact):
                yield from ("", f"**{inline(self.title(key))}**", "")
                yield from self._table(fact)
                yield ""
            elif _is_text_list(fact) and _is_long(fact) and key not in self._names:
                yield f"- **{inline(self.title(key))}:**"
                yield from (f"    - {self.cell(key, item)}" for item in fact)
            else:
                yield f"- **{inline(self.title(key))}:** {self.cell(key, fact)}"

    def cell(self, key: str, fact: Fact) -> str:
        """Write a fact on one line."""
        if isinstance(fact, bool):
            return "yes" if fact else "no"
        if isinstance(fact, int):
            return str(fact)
        if isinstance(fact, str):
            return self._text(key, fact)
        if isinstance(fact, Mapping):
            return self._entry(fact)
        if _is_table_list(fact):
            return ", ".join(self._entry(item) for item in fact)
        items = [self.cell(key, item) for item in fact]
        return ("; " if any("," in item for item in items) else ", ").join(items)

    def _text(self, key: str, text: str) -> str:
        if text.startswith(("https://", "http://")) and " " not in text:
            return f"<{text}>"
        return self._names.get(key, {}).get(text) or inline(text)

    def _entry(self, fact: Facts) -> str:
        """Write a table on one line."""
        span = _write_span(fact)
        rest = {key: value for key, value in fact.items() if key not in {"min", "max"}}
        if {"name", "url"} <= set(rest):
            name = f"[{inline(str(rest.pop('name')))}]({rest.pop('url')})"
        elif len(rest) == 1 and not span:
            key, value = rest.popitem()
            name = self.cell(key, value)
        elif len(rest) == 1:
            key, value = rest.popitem()
            return f"{self.cell(key, value)} ({span})"
        else:
            name = ""
        texts = [f"{self.title(key)}: {self.cell(key, value)}" for key, value in rest.items()]
        return "; ".join(text for text in (name, *texts, span) if text)

    def _is_table(self, fact: Fact) -> TypeGuard[tuple[Facts, ...]]:
        return _is_table_list(fact) and not self._is_word_list(fact)

    def _is_word_list(self, facts: tuple[Facts, ...]) -> bool:
        """Whether each table is no more than one word with a range."""
        return all(len(set(fact) - {"min", "max"}) == 1 for fact in facts)

    def _table(self, rows: tuple[Facts, ...]) -> Iterator[str]:
        often = Counter(key for row in rows for key in row)
        first, *rest = sorted(often, key=lambda key: -often[key])  # what most rows have is first
        rare = [key for key in rest if often[key] * 2 < len(rows)]
        others = [key for key in rest if key not in rare]
        heads = ["No.", *(inline(self.title(key)) for key in (first, *others))]
        cells: list[list[str]] = []
        for number, row in enumerate(rows, start=1):
            words = [self.cell(first, row[first])] if first in row else []
            words += [f"*{self.title(k)}:* {self.cell(k, row[k])}" for k in rare if k in row]
            more = (self.cell(key, row[key]) if key in row else "" for key in others)
            cells.append([f"{number}.", "<br>".join(words), *more])
        yield from table(heads, cells)


def _find_names(
    framework: Framework, elsewhere: Mapping[str, str], parts: Mapping[str, str]
) -> dict[str, dict[str, str]]:
    """Find the facts whose values are all codes of one list, and what each code is called."""
    values: dict[str, set[str]] = {}
    lists = [framework.parts, *(item.terms for item in framework.vocabularies)]
    for terms in lists:
        for term in terms:
            _gather("", term.details, values)
    known = {framework.part: dict(parts)}
    known |= {
        item.id: {term.code: inline(term.label) for term in item.terms}
        for item in framework.vocabularies
    }
    names: dict[str, dict[str, str]] = {}
    for key, texts in values.items():
        same_name = [names_ for id_, names_ in known.items() if id_ == key.replace("_", "-")]
        for candidate in (*same_name, *known.values(), elsewhere):
            if texts <= set(candidate):
                names[key] = dict(candidate)
                break
    return names


def _gather(key: str, fact: Fact, values: dict[str, set[str]]) -> None:
    if isinstance(fact, str):
        values.setdefault(key, set()).add(fact)
    elif isinstance(fact, Mapping):
        for inner, value in fact.items():
            _gather(inner, value, values)
    elif isinstance(fact, tuple):
        for value in fact:
            _gather(key, value, values)


def _write_span(fact: Facts) -> str:
    least, most = fact.get("min"), fact.get("max")
    if least is None and most is None:
        return ""
    if most is None:
        return f"at least {least}"
    if least is None:
        return f"at most {most}"
    return str(least) if least == most else f"{least} to {most}"


def _is_table_list(fact: Fact) -> TypeGuard[tuple[Facts, ...]]:
    return isinstance(fact, tuple) and bool(fact) and all(isinstance(i, Mapping) for i in fact)


def _is_text_list(fact: Fact) -> TypeGuard[tuple[str, ...]]:
    return isinstance(fact, tuple) and bool(fact) and all(isinstance(i, str) for i in fact)


def _is_long(texts: tuple[str, ...]) -> bool:
    return len(texts) > 1 and len(", ".join(texts)) > SHORT_LIST
