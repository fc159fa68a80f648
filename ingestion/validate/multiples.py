"""So many times last year's figure: 3100万元，上年为1200万元，是上年的2.6倍. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from ingestion.model import Finding
from ingestion.validate.arithmetic import Interval
from ingestion.validate.compared import CHANGE, FROM, TO, is_last, two_years
from ingestion.validate.printed import PrintedFigure, comparable, window
from ingestion.validate.questions import ask, shown

_TIMES = re.compile(r"(?:是|为|相当于|达到?)[^,;。]{0,10}的(?:近|约)?$")
_IS_OF = re.compile(r"(?:^|[,(])(?:约|已|就)?(?:是|为|相当于|达到?)[^,;。]{2,14}$")
_OF_IT = re.compile(r"^\)?(?:[^,;。]{0,8})的(?:近|约)?$")
_MORE = re.compile(r"(?:增长|增加|提高|扩大|多出?)了?(?:近|约)?$")
_HUNDRED = Interval(Decimal(100), Decimal(100))
_ONE = Interval(Decimal(1), Decimal(1))


def multiple_findings(line: Sequence[PrintedFigure], index: int) -> Iterator[Finding]:
    """Yield a question where now by last year's is not the multiple told, or one more than it."""
    change = line[index]
    is_more = _MORE.search(change.words) is not None
    pair = _with_base_before(line, index) or two_years(line, index)
    is_told = is_more or _TIMES.search(change.words) or _is_of_base(line, index)
    if pair is None or change.value == 0 or not is_told or CHANGE.search(pair[1].words):
        return
    now, last = pair
    if _is_explained(line, index, pair, is_more=is_more):
        return
    if not last.value or not (now.is_exact and last.is_exact):
        return
    computed = now.value / last.value - (1 if is_more else 0)
    if computed <= 0 or max(computed, change.value) > 2 * min(computed, change.value):
        return
    arithmetic = f"{now.quote} ÷ {last.quote}{' - 1' if is_more else ''} = {shown(computed)}倍"
    told = "增长" if is_more else ""
    yield ask(
        "change_mismatch",
        change,
        (now, last),
        arithmetic,
        f"由 {last.quote} 到 {now.quote} 是{told} {shown(computed)} 倍，文中写 {change.quote}。"
        "请核实：哪个数有误？",
    )


def is_told_as_growth(change: PrintedFigure, now: PrintedFigure, last: PrintedFigure) -> bool:
    """Tell whether the multiple is told as the growth: 2.4亿元，比1.2亿元增长200%."""
    percent = now.reach.over(last.reach).times(_HUNDRED)
    return now.value > last.value and percent.meets(change.reach)


def _is_of_base(line: Sequence[PrintedFigure], index: int) -> bool:
    """Tell whether last year's figure stands within: 是去年600万元的2.5倍."""
    base = line[index - 1]
    is_one_breath = index > 0 and base.sentence == line[index].sentence
    return (
        is_one_breath
        and bool(_IS_OF.search(base.words) or _IS_OF.search(base.left))
        and (_OF_IT.match(line[index].left) is not None)
    )


def _with_base_before(
    line: Sequence[PrintedFigure], index: int
) -> tuple[PrintedFigure, PrintedFigure] | None:
    if index < 2 or not _is_of_base(line, index):
        return None
    now, last = line[index - 2], line[index - 1]
    is_pair = now.sentence == last.sentence and now.is_count and comparable(now, last)
    return (now, last) if is_pair and not is_last(now) and is_last(last) else None


def _is_explained(
    line: Sequence[PrintedFigure],
    index: int,
    pair: tuple[PrintedFigure, PrintedFigure],
    *,
    is_more: bool,
) -> bool:
    """Tell whether two figures nearby give the multiple as printed."""
    change = line[index]
    near = [figure for figure in window(line, index, 8, 2) if figure.is_count and figure.value]
    for one in near:
        for other in near:
            if one is other or one.kind != other.kind:
                continue
            times = one.reach.over(other.reach)
            told = times.minus(_ONE) if is_more else times
            if told.meets(change.reach):
                return True
    return is_more and FROM.search(pair[1].words) is None and TO.match(change.left) is not None
