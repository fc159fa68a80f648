"""Shares against the other shares of a document: of one list, and of two years. Pure.

The whole of a list (a line each: 1.婚姻类60件，占50%) is the one before it that all shares but one
bear out. Growth of a share is in points where the document tells this year's, too.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from ingestion.model import Finding
from ingestion.validate.compared import CHANGE, is_last
from ingestion.validate.points import points_as_percent
from ingestion.validate.printed import PrintedFigure, PrintedText, is_prior, same_unit
from ingestion.validate.rates import agrees, may_be_meant, rate_question

_BARE = re.compile(r"[,(]?约?占(?:到|比|了|总数的)?(?:约|近)?")
_FEWEST = 4  # entries; three that agree leave no doubt about the whole
_FARTHEST_BACK = 30  # figures from the list up to its whole

_BESIDE = 10  # characters from last year's share to its growth
_HEARD = 40  # characters before a share that say of what it is
_RUN = 4
_MOST_TOLD = 20  # figures of one value that are looked at
_HAN = re.compile(r"[\u4e00-\u9fff]{4,}")

_Entry = tuple[PrintedFigure, PrintedFigure]


def share_findings(printed: PrintedText) -> Iterator[Finding]:
    """Yield a question for the one share of a list that does not fit the whole of the others."""
    before: list[PrintedFigure] = []
    entries: list[_Entry] = []
    for line in [*printed.lines, []]:
        entry = _entry(line)
        if entry and (not entries or same_unit(entries[0][0], entry[0])):
            entries.append(entry)
            continue
        yield from _of_list(entries, before)
        before = [*before, *(one for pair in entries for one in pair), *line][-_FARTHEST_BACK:]
        entries = []
    told: dict[Decimal, list[PrintedFigure]] = defaultdict(list)
    for figure in itertools.chain.from_iterable(printed.lines):
        if figure.kind == "percent" and len(told[figure.value]) < _MOST_TOLD:
            told[figure.value].append(figure)
    for line in printed.lines:
        for last, change in itertools.pairwise(line):
            yield from _of_two_years(change, last, told, printed)


def _entry(line: Sequence[PrintedFigure]) -> _Entry | None:
    """Return the count that begins the line, and the share of it right behind."""
    if len(line) < 2:
        return None
    part, rate = line[:2]
    is_pair = part.is_count and rate.kind == "percent" and _BARE.fullmatch(rate.left) is not None
    return (part, rate) if is_pair and part.is_exact and rate.is_exact else None


def _of_list(entries: Sequence[_Entry], before: Sequence[PrintedFigure]) -> Iterator[Finding]:
    if len(entries) < _FEWEST:
        return
    for whole in reversed(before):
        if not same_unit(whole, entries[0][0]) or not whole.is_exact or is_prior(whole):
            continue
        odd = [(part, rate) for part, rate in entries if not agrees(part, whole, rate)]
        if not odd:
            return
        if len(odd) == 1 and may_be_meant(odd[0][0], whole, odd[0][1]):
            yield rate_question(odd[0][1], odd[0][0], whole)
            return


def _of_two_years(
    change: PrintedFigure,
    last: PrintedFigure,
    told: Mapping[Decimal, Sequence[PrintedFigure]],
    printed: PrintedText,
) -> Iterator[Finding]:
    """上年为34.5%，今年上升了5.2%, and 39.7% elsewhere of the same: those are points."""
    sense = CHANGE.search(change.words)
    is_beside = change.sentence == last.sentence and len(change.left) <= _BESIDE
    if not is_beside or sense is None or not change.kind == last.kind == "percent":
        return
    if not (is_last(last) and _is_fine(last) and _is_fine(change)):
        return
    value = last.value + change.value if sense["up"] else last.value - change.value
    for now in told.get(value, ()):
        if now is not last and _speak_of_one(now, last, printed):
            yield from points_as_percent(change, now, last)
            return


def _is_fine(rate: PrintedFigure) -> bool:
    """Tell whether the rate has decimals: one that has none meets another by chance."""
    return rate.is_exact and rate.value != rate.value.to_integral_value()


def _speak_of_one(now: PrintedFigure, last: PrintedFigure, printed: PrintedText) -> bool:
    """Tell whether four characters running stand before both."""
    theirs = printed.before(now, _HEARD)
    words = _HAN.findall(printed.before(last, _HEARD))
    runs = (word[at : at + _RUN] for word in words for at in range(len(word) - _RUN + 1))
    return any(run in theirs for run in runs)
