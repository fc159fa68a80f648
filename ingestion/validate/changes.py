"""Growth against last year's figure, differences, and percentage points. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from ingestion.model import Finding
from ingestion.validate.arithmetic import Interval
from ingestion.validate.compared import CHANGE, is_last, two_years
from ingestion.validate.multiples import is_told_as_growth, multiple_findings
from ingestion.validate.points import confused, point_findings, points_as_percent
from ingestion.validate.printed import PrintedFigure, comparable, is_prior, same_unit, window
from ingestion.validate.questions import ask, shown

_COMPARED = re.compile(r"(?:比|较|同比)")
_YEARLY = re.compile(r"[年月]均|每年|年平均")  # of several years: no growth from one to the next
_BESIDE = 8  # characters from the difference to the growth
_FARTHEST = 30  # percentage points: a slip of the pen goes no further
_ONE_HUNDRED = Decimal(100)
_ONE = Interval(Decimal(1), Decimal(1))


def change_findings(line: Sequence[PrintedFigure]) -> Iterator[Finding]:
    """Yield a question for each growth or difference that its own two figures contradict."""
    for index, change in enumerate(line):
        if change.kind == "multiple":
            yield from multiple_findings(line, index)
        sense = CHANGE.search(change.words)
        if sense is None or _YEARLY.search(change.words):
            continue
        is_up = sense["up"] is not None
        if change.kind == "points":
            yield from point_findings(line, index)
        elif change.kind == "percent":
            yield from _growth(line, index, is_up=is_up)
            if index > 0 and is_up:
                yield from confused(line, index)
        elif change.is_count and index > 0:
            yield from _difference(line, index)


def _growth(line: Sequence[PrintedFigure], index: int, *, is_up: bool) -> Iterator[Finding]:
    change = line[index]
    pair = two_years(line, index)
    if pair is None:
        yield from _growth_by_difference(line, index, is_up=is_up)
        return
    now, last = pair
    if now.kind == "percent":
        yield from points_as_percent(change, now, last)
    if not now.is_count or not last.value or _is_explained(line, index, pair):
        return
    computed = (now.value - last.value) / last.value * _ONE_HUNDRED
    is_far = abs(abs(computed) - change.value) > _FARTHEST
    if not (now.is_exact and last.is_exact) or (
        is_far and not is_told_as_growth(change, now, last)
    ):
        return
    told = "增长" if computed >= 0 else "下降"
    arithmetic = f"({now.quote} - {last.quote}) ÷ {last.quote} = {shown(computed)}%"
    yield ask(
        "change_mismatch",
        change,
        (now, last),
        arithmetic,
        f"文中写变化 {change.quote}，而由 {last.quote} 到 {now.quote} 应为{told} "
        f"{shown(abs(computed))}%。请核实：哪个数有误？",
    )


def _growth_by_difference(
    line: Sequence[PrintedFigure], index: int, *, is_up: bool
) -> Iterator[Finding]:
    """9240人次，比上年多1240人次，增长15.5%; or 比上年的200人次减少50人次，下降25%."""
    change, added = line[index], line[index - 1]
    if index >= 2 and is_last(line[index - 2]):
        yield from _share_of_last(change, added, line[index - 2])
        return
    if index < 2 or CHANGE.search(added.words) is None or not _COMPARED.search(added.words):
        return
    now = line[index - 2]
    is_chain = now.sentence == added.sentence == change.sentence and len(change.left) <= _BESIDE
    if not is_chain or not comparable(now, added) or not now.is_count or is_prior(now):
        return
    if _is_explained(line, index):
        return
    last = now.value - added.value if is_up else now.value + added.value
    if last <= 0:
        return
    computed = shown(added.value / last * _ONE_HUNDRED)
    arithmetic = f"{added.quote} ÷ {shown(last)} = {computed}%"
    yield ask(
        "change_mismatch",
        change,
        (now, added),
        arithmetic,
        f"{now.quote} 比上年变化 {added.quote}，上年即 {shown(last)}，变化应为 {computed}%，"
        f"文中写 {change.quote}。请核实：哪个数有误？",
    )


def _share_of_last(
    change: PrintedFigure, added: PrintedFigure, last: PrintedFigure
) -> Iterator[Finding]:
    """Yield a question where the difference by last year's figure is not the growth told."""
    is_chain = last.sentence == added.sentence == change.sentence and len(change.left) <= _BESIDE
    if not is_chain or CHANGE.fullmatch(added.left) is None or not same_unit(added, last):
        return
    if not (last.value and last.is_exact and added.is_exact):
        return
    rate = added.reach.over(last.reach).times(Interval(_ONE_HUNDRED, _ONE_HUNDRED))
    computed = added.value / last.value * _ONE_HUNDRED
    if rate.meets(change.reach) or abs(computed - change.value) > _FARTHEST:
        return
    yield ask(
        "change_mismatch",
        change,
        (added, last),
        f"{added.quote} ÷ {last.quote} = {shown(computed)}%",
        f"{added.quote} 是 {last.quote} 的 {shown(computed)}%，文中写 {change.quote}。"
        "请核实：哪个数有误？",
    )


def _is_explained(
    line: Sequence[PrintedFigure],
    index: int,
    pair: tuple[PrintedFigure, PrintedFigure] | None = None,
) -> bool:
    """Tell whether two figures nearby, or one and a difference, give the change as printed.

    Where `pair` names this year's and last year's, the year before is not measured by this one.
    """
    change = line[index]
    hundred = Interval(_ONE_HUNDRED, _ONE_HUNDRED)
    near = [
        figure
        for figure in window(line, index, 6, 3)
        if figure.is_count and figure.value and figure.sentence == change.sentence
    ]
    for one in near:
        for other in near:
            if one is other or one.kind != other.kind or (other, one) == pair:
                continue
            if any(rate.times(hundred).meets(change.reach) for rate in _changes(one, other)):
                return True
    return False


def _changes(one: PrintedFigure, other: PrintedFigure) -> Iterator[Interval]:
    """Yield what growth two figures may tell of: now and last year, or now and the difference."""
    quotient = one.reach.over(other.reach)
    yield quotient.minus(_ONE)
    yield _ONE.minus(quotient)
    if CHANGE.search(other.words) is None or is_last(one):
        return
    for last in (one.reach.minus(other.reach), one.reach.plus(other.reach)):
        if last.low > 0:
            yield other.reach.over(last)


def _difference(line: Sequence[PrintedFigure], index: int) -> Iterator[Finding]:
    """1826人，上年为1510人，多了306人."""
    change, last = line[index], line[index - 1]
    pair = two_years(line, index)
    if pair is None or last not in pair or not comparable(change, last):
        return
    now, last = pair
    near = [figure for figure in window(line, index, 5, 2) if comparable(figure, change)]
    is_explained = any(
        one.reach.minus(other.reach).meets(change.reach)
        for one in near
        for other in near
        if one is not other
    )
    if is_explained or change.segment != now.segment:
        return
    gap = abs(now.value - last.value)
    if not (now.is_exact and last.is_exact) or abs(gap - change.value) * 2 > max(gap, change.value):
        return
    computed = shown(gap)
    yield ask(
        "change_mismatch",
        change,
        (now, last),
        f"|{now.quote} - {last.quote}| = {computed}",
        f"{now.quote} 与 {last.quote} 相差 {computed}，文中写 {change.quote}。请核实：哪个数有误？",
    )
