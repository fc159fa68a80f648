"""What is done beyond a target: 计划1500人，实际1620人，超额8%完成; 超出120人. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from ingestion.model import Finding
from ingestion.validate.arithmetic import ENDLESS, Interval
from ingestion.validate.printed import PrintedFigure, same_unit, window
from ingestion.validate.questions import ask, shown
from ingestion.validate.rates import completion_pair

_BEYOND = re.compile(r"超(?:额|出|过)?(?:完成)?(?:任务|计划|目标)?了?$")
_FARTHEST = 25  # percentage points: a slip of the pen goes no further
_HUNDRED = Interval(Decimal(100), Decimal(100))
_ONE = Interval(Decimal(1), Decimal(1))


def excess_findings(line: Sequence[PrintedFigure]) -> Iterator[Finding]:
    """Yield a question for each excess that what is done and its target contradict."""
    for index, excess in enumerate(line):
        if _BEYOND.search(excess.words) is None:
            continue
        before = [
            figure
            for figure in window(line, index, 4, 0)
            if figure.sentence == excess.sentence and figure.is_count
        ]
        pair = completion_pair(before)
        if pair is None or not pair[1].value or pair[0].value <= pair[1].value:
            continue
        if pair[0].is_exact and pair[1].is_exact and excess.reach.high < ENDLESS:
            yield from _compared(excess, *pair)


def _compared(
    excess: PrintedFigure, done: PrintedFigure, target: PrintedFigure
) -> Iterator[Finding]:
    if excess.kind == "percent":
        reach = done.reach.over(target.reach).minus(_ONE).times(_HUNDRED)
        computed = (done.value / target.value - 1) * 100
        is_near = abs(computed - excess.value) <= _FARTHEST
        arithmetic = f"{done.quote} ÷ {target.quote} - 1 = {shown(computed)}%"
    elif same_unit(excess, done) and same_unit(done, target):
        reach, computed = done.reach.minus(target.reach), done.value - target.value
        is_near = abs(computed - excess.value) * 2 <= max(computed, excess.value)
        arithmetic = f"{done.quote} - {target.quote} = {shown(computed)}"
    else:
        return
    if is_near and not reach.meets(excess.reach):
        yield ask(
            "change_mismatch",
            excess,
            (done, target),
            arithmetic,
            f"{arithmetic}，文中写超出 {excess.quote}。请核实：哪个数有误？",
        )
