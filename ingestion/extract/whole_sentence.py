"""Readings that only the whole sentence gives: parts that add up, a target before its figure.

Pure. Runs after every number of a sentence has its own reading, and changes only those without one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ingestion.extract.confidence import Option, Witnesses
from ingestion.extract.figures import Figure
from ingestion.extract.grammar import Grammar
from ingestion.extract.links import NO_HEAD, Link
from ingestion.model import Role

_AMONG = re.compile(r"[\u4e00-\u9fff]{0,8}?(?:中|里|当中)?[,，]?(?:已经|已|其中)?有")
_FEWEST_PARTS = 2
_MOST_PARTS = 12


_SILENCE = Witnesses(NO_HEAD)


@dataclass(frozen=True, slots=True)
class Read:
    """One figure with what was understood of it."""

    figure: Figure
    link: Link
    role: Role
    rejection: str = ""
    witnesses: Witnesses = _SILENCE
    options: tuple[Option, ...] = ()  # the readings weighed, surest first

    @property
    def is_open(self) -> bool:
        """Whether nothing was found for it, and nothing forbids to find something."""
        return self.link.indicator_code is None and self.link.rule in {"unknown_head", "area_part"}


def complete(
    reads: Sequence[Read], text: str, grammar: Grammar, bases: Mapping[str, str]
) -> list[Read]:
    """Return the readings, those without a head completed from the sentence.

    `bases` gives the indicator that a part is counted among: met → all indicators of the outlines.
    """
    completed = list(reads)
    for position, read in enumerate(reads):
        if read.is_open and read.role is Role.TARGET:
            completed[position] = _named_later(read, reads[position + 1 :])
        elif read.is_open and position + 1 < len(reads):
            completed[position] = _as_base(read, reads[position + 1], text, bases)
    for position, read in enumerate(completed):
        if read.link.indicator_code and read.role is Role.ACTUAL:
            _take_parts(completed, position)
            _take_named_parts(completed, position, text, grammar)
    return completed


def series_of(reads: Sequence[Read]) -> list[list[Read]]:
    """Return the readings in runs of listed numbers of one indicator; most runs hold one."""
    runs: list[list[Read]] = []
    for read in reads:
        last = runs[-1][-1] if runs else None
        goes_on = (
            last is not None
            and read.figure.is_listed
            and read.link.indicator_code is not None
            and read.link.indicator_code == last.link.indicator_code
            and read.figure.quantity.dimension == last.figure.quantity.dimension
        )
        if goes_on:
            runs[-1].append(read)
        else:
            runs.append([read])
    return runs


def _named_later(read: Read, later: Sequence[Read]) -> Read:
    """年度目标1500万元, 实际发放贷款1464万元: the figure behind names the target."""
    for other in later[:3]:
        same = other.figure.quantity.dimension == read.figure.quantity.dimension
        if same and other.link.indicator_code and other.link.confidence > 0.7:
            return replace(
                read, link=Link(other.link.indicator_code, 0.85, "named_later", other.link.word)
            )
    return read


def _as_base(read: Read, part: Read, text: str, bases: Mapping[str, str]) -> Read:
    """75项指标有65项达标: a number without a code, and right behind it the part that has one."""
    base = bases.get(part.link.indicator_code or "")
    figure, other = read.figure.quantity, part.figure.quantity
    is_alike = figure.dimension == other.dimension and figure.value >= other.value
    between = text[figure.after : other.start]
    if not (base and is_alike and _AMONG.fullmatch(between)):
        return read
    return replace(read, link=Link(base, 0.85, "base", part.link.indicator_code or ""))


def _take_parts(reads: list[Read], whole: int) -> None:
    """Numbers without a head that add up to the figure before them are its parts."""
    total = reads[whole].figure.quantity
    parts: list[int] = []
    summed = total.value * 0
    for position in range(whole + 1, min(len(reads), whole + 1 + _MOST_PARTS)):
        read = reads[position]
        if read.figure.quantity.dimension != total.dimension or not read.is_open:
            break
        parts.append(position)
        summed += read.figure.quantity.value
        if summed == total.value and len(parts) >= _FEWEST_PARTS:
            _mark(reads, whole, parts)
            return


def _take_named_parts(reads: list[Read], whole: int, text: str, grammar: Grammar) -> None:
    """其中农村178人、城镇35人: parts named by a place or a kind of place."""
    code = reads[whole].link.indicator_code
    total = reads[whole].figure.quantity
    for position in range(whole + 1, min(len(reads), whole + 1 + _MOST_PARTS)):
        read = reads[position]
        left = text[read.figure.left_start : read.figure.start]
        same = read.figure.quantity.dimension == total.dimension
        if not (same and read.is_open and grammar.part_name.match(left)):
            return
        if read.figure.quantity.value > total.value:
            return
        reads[position] = replace(read, link=Link(code, 0.78, "named_part", left.strip("、,其中")))


def _mark(reads: list[Read], whole: int, parts: Sequence[int]) -> None:
    code = reads[whole].link.indicator_code
    for position in parts:
        reads[position] = replace(
            reads[position], link=Link(code, 0.88, "parts_add_up", reads[whole].link.word)
        )
