"""Growth against last year's figure, differences, and percentage points. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from ingestion.model import Finding
from ingestion.validate.arithmetic import ENDLESS, Interval
from ingestion.validate.printed import PrintedFigure, comparable, is_prior, window
from ingestion.validate.questions import ask, shown

_UP = r"增长|上升|增加|提高|提升|增幅|涨幅|上涨|增|升|多"
_DOWN = r"下降|减少|降低|回落|降幅|下滑|缩减|减|降|少"
_CHANGE = re.compile(rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:了|近|约|为|达到?|逾|幅度?为?)*$")
_LAST = re.compile(
    r"(?:上年|去年|前年|同期|上届|上季度|上月|上半年|改革前|(?:19|20)\d\d年)[^,;。]{0,8}$"
)
_FROM = re.compile(r"(?:由|从)[^,;。]{0,16}$")
_TO = re.compile(r"^[^,;。]{0,6}(?:到|至|为|达)")
_COMPARED = re.compile(r"(?:比|较|同比)")
_AGAINST = re.compile(r"(?:比|较)(?![例重率])")
_FARTHEST = 30  # percentage points: a slip of the pen goes no further
_MOST_POINTS = 10
_TIMES = re.compile(r"(?:是|为|相当于|达到?)[^,;。]{0,10}的(?:近|约)?$")
_SHARE = re.compile(r"(?:占|率|比例|比重)[^,;。]{0,8}$")
_ONE_HUNDRED = Decimal(100)
_ONE = Interval(Decimal(1), Decimal(1))


def change_findings(line: Sequence[PrintedFigure]) -> Iterator[Finding]:
    """Yield a question for each growth or difference that its own two figures contradict."""
    for index, change in enumerate(line):
        if change.kind == "multiple" and _TIMES.search(change.words):
            yield from _multiple(line, index)
        sense = _CHANGE.search(change.words)
        if sense is None:
            continue
        is_up = sense["up"] is not None
        if change.kind == "points":
            yield from _points(line, index)
        elif change.kind == "percent":
            yield from _growth(line, index, is_up=is_up)
            if index > 0 and is_up:
                yield from _confused(line, index)
        elif change.is_count and index > 0:
            yield from _difference(line, index)


def _two(line: Sequence[PrintedFigure], index: int) -> tuple[PrintedFigure, PrintedFigure] | None:
    """Return this year's figure and last year's, where the words say which they are."""
    before = [
        figure for figure in window(line, index, 4, 0) if figure.sentence == line[index].sentence
    ]
    for position, last in enumerate(before[:2]):
        if _is_last(last):
            now = next(
                (
                    figure
                    for figure in before[position + 1 :]
                    if comparable(figure, last) and not _is_last(figure)
                ),
                None,
            )
            return (now, last) if now else None
        following = before[position + 1] if position + 1 < len(before) else None
        if following and _FROM.search(following.words) and _TO.match(last.left):
            return (last, following) if comparable(last, following) else None
    return _told_behind(line, index, before)


def _told_behind(
    line: Sequence[PrintedFigure], index: int, before: list[PrintedFigure]
) -> tuple[PrintedFigure, PrintedFigure] | None:
    """Return the two where last year's follows the growth: 1.2亿元，同比增长50%，上年为1亿元."""
    last = line[index + 1] if index + 1 < len(line) else None
    now = line[index + 2] if index + 2 < len(line) else None
    if last and now and _FROM.search(last.words) and _TO.match(now.left):
        return (now, last) if comparable(now, last) else None
    if last is None or not before or last.segment != line[index].segment or not _is_last(last):
        return None
    now = before[0]
    return (now, last) if comparable(now, last) and not _is_last(now) else None


def _is_last(figure: PrintedFigure) -> bool:
    return _LAST.search(figure.words) is not None and _CHANGE.search(figure.words) is None


def _growth(line: Sequence[PrintedFigure], index: int, *, is_up: bool) -> Iterator[Finding]:
    change = line[index]
    pair = _two(line, index)
    if pair is None:
        yield from _growth_by_difference(line, index, is_up=is_up)
        return
    now, last = pair
    if now.kind == "percent":
        yield from _points_as_percent(change, now, last)
    if not now.is_count or not last.value or _is_explained(line, index):
        return
    computed = (now.value - last.value) / last.value * _ONE_HUNDRED
    if not (now.is_exact and last.is_exact) or abs(abs(computed) - change.value) > _FARTHEST:
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


def _points_as_percent(
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


def _multiple(line: Sequence[PrintedFigure], index: int) -> Iterator[Finding]:
    """3100万元，上年为1200万元，是上年的2.6倍."""
    change, pair = line[index], _two(line, index)
    if pair is None or change.value == 0:
        return
    now, last = pair
    near = [figure for figure in window(line, index, 8, 2) if figure.is_count and figure.value]
    is_explained = any(
        one.reach.over(other.reach).meets(change.reach)
        for one in near
        for other in near
        if one is not other and one.kind == other.kind
    )
    if is_explained or not last.value or not (now.is_exact and last.is_exact):
        return
    computed = now.value / last.value
    if max(computed, change.value) > 2 * min(computed, change.value):
        return
    yield ask(
        "change_mismatch",
        change,
        (now, last),
        f"{now.quote} ÷ {last.quote} = {shown(computed)}倍",
        f"{now.quote} 与 {last.quote} 相除为 {shown(computed)} 倍，文中写 {change.quote}。"
        "请核实：哪个数有误？",
    )


def _growth_by_difference(
    line: Sequence[PrintedFigure], index: int, *, is_up: bool
) -> Iterator[Finding]:
    """9240人次，比上年多1240人次，增长15.5%."""
    change, added = line[index], line[index - 1]
    if index < 2 or _CHANGE.search(added.words) is None or not _COMPARED.search(added.words):
        return
    now = line[index - 2]
    is_chain = now.sentence == added.sentence == change.sentence and len(change.left) <= 8
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


def _is_explained(line: Sequence[PrintedFigure], index: int) -> bool:
    """Tell whether two figures nearby, or one and a difference, give the change as printed."""
    change = line[index]
    hundred = Interval(_ONE_HUNDRED, _ONE_HUNDRED)
    near = [
        figure
        for figure in window(line, index, 6, 3)
        if figure.is_count and figure.value and figure.sentence == change.sentence
    ]
    for one in near:
        for other in near:
            if one is other or one.kind != other.kind:
                continue
            if any(rate.times(hundred).meets(change.reach) for rate in _changes(one, other)):
                return True
    return False


def _changes(one: PrintedFigure, other: PrintedFigure) -> Iterator[Interval]:
    """Yield what growth two figures may tell of: now and last year, or now and the difference."""
    quotient = one.reach.over(other.reach)
    yield quotient.minus(_ONE)
    yield _ONE.minus(quotient)
    if _CHANGE.search(other.words) is None:
        return
    for last in (one.reach.minus(other.reach), one.reach.plus(other.reach)):
        if last.low > 0:
            yield other.reach.over(last)


def _difference(line: Sequence[PrintedFigure], index: int) -> Iterator[Finding]:
    """1826人，上年为1510人，多了306人."""
    change, last = line[index], line[index - 1]
    pair = _two(line, index)
    if pair is None or pair[1] is not last or not comparable(change, last):
        return
    now, _ = pair
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


def _points(line: Sequence[PrintedFigure], index: int) -> Iterator[Finding]:
    change = line[index]
    rates = [
        figure
        for figure in window(line, index, 3, 0)
        if figure.kind == "percent" and figure.sentence == change.sentence
    ][:2]
    if len(rates) < 2 or rates[0] is not line[index - 1] or rates[1] is not line[index - 2]:
        return
    second, first = rates
    is_moved = _FROM.search(first.words) and _TO.match(second.left)
    if not (is_moved or _AGAINST.search(second.words) or _is_last(second)):
        return
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


def _confused(line: Sequence[PrintedFigure], index: int) -> Iterator[Finding]:
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
