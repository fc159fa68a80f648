"""The whole that a share implies against the one stated elsewhere: 34名占16.3% is of 208 or 209.

Pure. Only shares of the villages are asked about: each has one director and one secretary, and
the document states how many villages there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from ingestion.model import Finding, Role
from ingestion.validate.arithmetic import ENDLESS, Interval
from ingestion.validate.printed import PrintedFigure, PrintedText
from ingestion.validate.questions import ask
from ingestion.validate.rates import is_explained

_VILLAGES = "villages_total"
_SHARE = re.compile(r"占(?:(?P<whole>[^,;。、占]{1,12})的)?(?:比例?为?|达|约|了|近)*$")
_VILLAGE_WHOLE = re.compile(r"(?:村|社区|嘎查)(?:\(?[居社区村委]*\)?)?(?:总数|数)?$")
_ONE_EACH = re.compile(r"(?:村|社区|嘎查)[^,;。]{0,4}(?:书记|主任|正职|主席|主要负责人)")
_COMMUNITY = "社区"
_CLAUSE_END = re.compile(r"[,;:、]")
_NEAR = Decimal("0.15")  # a base that is far from the villages is of something else
_HUNDRED = Interval(Decimal(100), Decimal(100))


def base_findings(printed: PrintedText) -> Iterator[Finding]:
    """Yield a question for each share of the villages that does not fit how many there are."""
    stated = _stated_villages(printed)
    if stated is None:
        return
    for line in printed.lines:
        for index in range(1, len(line)):
            if _speaks_of_villages(line[index], line[index - 1]) and not is_explained(line, index):
                yield from _compared(line[index], line[index - 1], stated)


def _stated_villages(printed: PrintedText) -> PrintedFigure | None:
    """Return the number of villages where the document states one, and one only."""
    found = {
        figure.value: figure
        for line in printed.lines
        for figure in line
        if figure.claim.indicator_code == _VILLAGES
        and figure.claim.role is Role.ACTUAL
        and figure.claim.breakdown is None
        and figure.is_exact
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _speaks_of_villages(rate: PrintedFigure, part: PrintedFigure) -> bool:
    if rate.kind != "percent" or not part.is_count or part.sentence != rate.sentence:
        return False
    share = _SHARE.search(rate.words)
    if share is None or not (part.is_exact and rate.is_exact):
        return False
    if share["whole"]:
        return _VILLAGE_WHOLE.search(share["whole"]) is not None
    return rate.words.startswith("占") and _ONE_EACH.search(part.words) is not None


def _compared(rate: PrintedFigure, part: PrintedFigure, stated: PrintedFigure) -> Iterator[Finding]:
    base = part.reach.times(_HUNDRED).over(rate.reach)
    if base.high >= ENDLESS or base.meets(stated.reach):
        return
    if _is_of_more(rate, part, stated) and base.high >= stated.value:
        return
    nearest = base.low if stated.value < base.low else base.high
    if abs(nearest - stated.value) > _NEAR * stated.value:
        return
    low = base.low.to_integral_value(ROUND_CEILING)
    high = base.high.to_integral_value(ROUND_FLOOR)
    implied = f"{low}—{high}" if low < high else f"{low}"
    yield ask(
        "implied_base",
        rate,
        (part, stated),
        f"{part.quote} ÷ {rate.quote} = {implied}",
        f"{part.quote} 占 {rate.quote}，总数应为 {implied}，而文中村（社区）数为 {stated.quote}。"
        "请核实：比例按哪个总数计算？",
    )


def _is_of_more(rate: PrintedFigure, part: PrintedFigure, stated: PrintedFigure) -> bool:
    """Tell whether the share is of villages and communities, but the count is of villages only."""
    speaks = _COMMUNITY in rate.words + part.words + part.right
    return speaks and _COMMUNITY not in stated.words + _CLAUSE_END.split(stated.right)[0]
