"""Each number of a sentence with the text that belongs to it: what stands left, right, before.

Pure and linear: every window is bounded, so that a sentence without end stays cheap.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingestion.extract.quantities import Quantity

_DELIMITER = re.compile(r"[,，;:。!?\n()|]|——")
_ITEM_NUMBER = re.compile(r"\s*(?:\d{1,2}[.、]|[一二三四五六七八九十]{1,2}是)")
_ENDS_SENTENCE = frozenset("。!?\n")
_ENDS_CLAUSE = frozenset(",，;:()") | _ENDS_SENTENCE
_LONGEST_LEFT = 60
_LONGEST_ITEM = 18  # between two numbers of a list
_LONGEST_RIGHT = 36
_LONGEST_SENTENCE = 600  # characters looked back at; a report's sentence is shorter


@dataclass(frozen=True, slots=True)
class Sentence:
    """A span of the reading text that ends with a full stop or a line."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity and its surroundings, as spans of the reading text."""

    quantity: Quantity
    left_start: int  # behind the comma or number before
    right_end: int  # the comma or number behind
    clause_start: int  # behind the comma, semicolon or colon before
    clause_end: int
    chain_start: int  # behind the semicolon or the full stop before
    sentence_start: int
    is_listed: bool  # joined by 、 or 和 to the number before, nothing else between clauses

    @property
    def start(self) -> int:
        """Where the number begins."""
        return self.quantity.start

    @property
    def end(self) -> int:
        """Where the number ends, its qualifier (以上) included."""
        return self.quantity.after


class Delimiters:
    """Where clauses, list items and sentences of a text end."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._clauses: list[int] = []
        self._sentences: list[int] = []
        for match in _DELIMITER.finditer(text):
            self._clauses.append(match.start())
            if match[0] in _ENDS_SENTENCE:
                self._sentences.append(match.start())

    def clause(self, start: int, end: int) -> tuple[int, int]:
        """Return the clause around a span, 、 included."""
        index = bisect_left(self._clauses, start) - 1
        began = self._clauses[index] + 1 if index >= 0 else 0
        return began, _at_or_behind(self._clauses, end, len(self.text))

    def sentences(self) -> Iterator[Sentence]:
        """Yield the sentences in order."""
        start = 0
        for end in (*self._sentences, len(self.text)):
            if end > start:
                yield Sentence(start, end)
            start = end + 1


def figures_of(
    sentence: Sentence, quantities: Sequence[Quantity], delimiters: Delimiters
) -> list[Figure]:
    """Return the sentence's quantities, each with its own stretch of text."""
    text = delimiters.text
    figures: list[Figure] = []
    item = _ITEM_NUMBER.match(text, sentence.start, sentence.end)
    begin = item.end() if item else sentence.start
    for index, quantity in enumerate(quantities):
        previous = quantities[index - 1].after if index else begin
        following = quantities[index + 1].start if index + 1 < len(quantities) else sentence.end
        sentence_start = max(sentence.start, quantity.start - _LONGEST_SENTENCE)
        clause_start, clause_end = delimiters.clause(quantity.start, quantity.after)
        left = max(min(previous, quantity.start), clause_start, quantity.start - _LONGEST_LEFT)
        right = min(following, clause_end, quantity.after + _LONGEST_RIGHT)
        figures.append(
            Figure(
                quantity,
                left,
                max(right, quantity.after),
                max(min(begin, quantity.start), clause_start, quantity.start - 2 * _LONGEST_LEFT),
                min(clause_end, quantity.after + 2 * _LONGEST_RIGHT),
                max(sentence_start, text.rfind(";", sentence_start, quantity.start) + 1),
                sentence_start,
                is_listed=index > 0 and _is_listed(text, previous, quantity.start),
            )
        )
    return figures


def _is_listed(text: str, previous: int, start: int) -> bool:
    """Between two numbers of a list stands one 、 or 和, and at most a name on either side."""
    between = text[previous : min(start, previous + _LONGEST_LEFT)]
    if len(between) > _LONGEST_ITEM or any(char in _ENDS_CLAUSE for char in between):
        return False
    return between.count("、") == 1 or between.lstrip().startswith(("和", "及", "以及"))


def between(
    quantities: Sequence[Quantity], starts: Sequence[int], sentence: Sentence
) -> Sequence[Quantity]:
    """Return the quantities that begin within the sentence; `starts` are their beginnings."""
    return quantities[bisect_left(starts, sentence.start) : bisect_right(starts, sentence.end - 1)]


def _at_or_behind(positions: list[int], position: int, default: int) -> int:
    index = bisect_left(positions, position)
    return positions[index] if index < len(positions) else default
