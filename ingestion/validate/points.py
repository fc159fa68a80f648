"""Percentage points: differences of rates, which are no percent, and growth, which is no points.

Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from ingestion.model import Finding
from ingestion.validate.arithmetic import ENDLESS, Interval
from ingestion.validate.compared import FROM, TO, is_last, two_years
from ingestion.validate.printed import PrintedFigure
from ingestion.validate.questions import ask, shown

_AGAINST = re.compile(r"(?:比|较)(?![例重率])")
_IS_LAST = re.compile(r"^[,(](?:上年|去年|上届)(?:同期)?(?:为|是)?$")
_SHARE = re.compile(r"(?:占|率|比例|比重)[^,;。]{0,8}$")
_MOST_POINTS = 10
_BESIDE = 8  # characters between last year's figure and the change that is told of it
_ONE_HUNDRED = Decimal(100)
_ONE = Interval(Decimal(1), Decimal(1))


def point_findings(line: Sequence[PrintedFigure], index: int) -> Iterator[Finding]:
    """Yield a question for a change in points that its two figures contradict."""
    yield from _points(line, index)
    yield from _points_of_counts(line, index)


def _points(line: Sequence[PrintedFigure], index: int) -> Iterator[Finding]:
    change, pair = line[index], _two_rates(line, index)
    if pair is None:
        return
    first, second = pair
    gaps = (second.reach.minus(first.reach), first.reach.minus(second.reach))
    if any(gap.meets(change.reach) for gap in gaps):
        return
    if abs(abs(second.value - first.value) - change.value) > _MOST_POINTS:
        return
    computed = shown(abs(second.value - first.value))
    yield ask(
        "change_mismatch",
        change,
        (first, second),
        f"|{first.quote} - {second.quote}| = {computed}个百分点",
        f"{first.quote} 与 {second.quote} 相差 {computed} 个百分点，文中写 {change.quote}。"
        "请核实：哪个数有误？",
    )


def _two_rates(
    line: Sequence[PrintedFigure], index: int
) -> tuple[PrintedFigure, PrintedFigure] | None:
    """Return the rates beside the points: both before, or last year's right behind."""
    change = line[index]
    behind = line[index + 1] if index + 1 < len(line) else None
    if index and behind and behind.kind == line[index - 1].kind == "percent":
        is_one_breath = line[index - 1].sentence == behind.sentence
        if is_one_breath and _IS_LAST.match(behind.left):
            return line[index - 1], behind
    ahead = line[index + 1 : index + 3]
    if len(ahead) == 2 and FROM.search(ahead[0].words) and TO.match(ahead[1].left):
        is_pair = ahead[0].kind == ahead[1].kind == "percent"
        return (ahead[0], ahead[1]) if is_pair and ahead[1].sentence == change.sentence else None
    if index < 2:
        return None
    first, second = line[index - 2], line[index - 1]
    is_beside = first.sentence == second.sentence == change.sentence
    if not is_beside or not first.kind == second.kind == "percent":
        return None
    is_moved = FROM.search(first.words) and TO.match(second.left)
    is_told = is_moved or _AGAINST.search(second.words) or is_last(second)
    return (first, second) if is_told else None


def _points_of_counts(line: Sequence[PrintedFigure], index: int) -> Iterator[Finding]:
    """47件，比去年同期的58件下降19个百分点: counts change by percent, only rates by points."""
    change, pair = line[index], two_years(line, index)
    if pair is None or not pair[0].is_count or not pair[1].value:
        return
    now, last = pair
    computed = abs(now.value - last.value) / last.value * _ONE_HUNDRED
    if line[index - 1] not in pair or len(change.left) > _BESIDE:
        return
    if abs(computed - change.value) > _MOST_POINTS:
        return
    yield ask(
        "points_vs_percent",
        change,
        (now, last),
        f"|{now.quote} - {last.quote}| ÷ {last.quote} = {shown(computed)}%",
        f"{last.quote} 到 {now.quote} 变化 {shown(computed)}%，文中写 {change.quote}。"
        "请确认：是否应写作百分之几？",
    )


def points_as_percent(
    change: PrintedFigure, now: PrintedFigure, last: PrintedFigure
) -> Iterator[Finding]:
    """Yield a question where 31.5% less 29.7% is told as 提高1.8%: those are points."""
    gap = now.value - last.value
    if last.value == 0 or abs(gap) != change.value:
        return
    if (
        now.reach.over(last.reach)
        .minus(_ONE)
        .times(Interval(_ONE_HUNDRED, _ONE_HUNDRED))
        .meets(change.reach)
    ):
        return
    yield ask(
        "points_vs_percent",
        change,
        (now, last),
        f"{now.quote} - {last.quote} = {shown(gap)}个百分点",
        f"{last.quote} 到 {now.quote} 相差 {shown(abs(gap))} 个百分点，文中写 {change.quote}。"
        "请确认：是否应写作百分点？",
    )


def confused(line: Sequence[PrintedFigure], index: int) -> Iterator[Finding]:
    """占2.68%，提高7.2%: a share that rose by more than itself cannot be meant in points."""
    change, share = line[index], line[index - 1]
    is_beside = share.sentence == change.sentence and len(change.left) <= 14
    if not is_beside or share.kind != "percent" or not _SHARE.search(share.words):
        return
    if change.value <= share.value or change.reach.high >= ENDLESS:
        return
    yield ask(
        "points_vs_percent",
        change,
        (share,),
        f"{share.quote} - {change.quote} < 0",
        f"比例为 {share.quote}，提高 {change.quote} 不可能是百分点。"
        "请说明：是提高了多少个百分点，还是比原来增长了百分之几？",
    )
