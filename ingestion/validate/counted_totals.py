"""A total that says of how many figures it is, sentences behind them: 两项合计56例. Pure."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from ingestion.model import Finding
from ingestion.validate.printed import PrintedFigure, is_prior, same_unit
from ingestion.validate.products import is_per_unit
from ingestion.validate.questions import ask, shown

_COUNTED = re.compile(
    r"(?P<number>[两二三四])(?:者|项|类|癌|级|地|处|部分)?(?:相加|加起来|合起来)?"
    r"(?:合计|共计|总计|一共|共)[^,;:。、]{0,6}$"
)
_NUMBERS = {"两": 2, "二": 2, "三": 3, "四": 4}
_PART = re.compile(r"其中|均|全部")
_FARTHEST_BACK = 14
_SENTENCES = 2
_NEAR = Decimal("0.15")


def counted_total_findings(
    line: Sequence[PrintedFigure], earlier: Sequence[PrintedFigure] = ()
) -> Iterator[Finding]:
    """Yield a question for each total of so many figures that no such choice before it gives.

    `earlier` is the paragraph before: （一）宫颈癌……（二）乳腺癌……两项合计.
    """
    for index, total in enumerate(line):
        told = _COUNTED.search(total.words)
        if told is None or not total.is_exact or not total.value:
            continue
        before = [
            figure
            for figure in [*earlier, *line[:index]][-_FARTHEST_BACK:]
            if same_unit(figure, total)
            and total.sentence - figure.sentence <= _SENTENCES
            and not is_prior(figure)
            and not is_per_unit(figure)
            and (figure.kind == "money" or figure.value == figure.value.to_integral_value())
        ]
        yield from _of_so_many(total, before, _NUMBERS[told["number"]])


def _of_so_many(
    total: PrintedFigure, before: Sequence[PrintedFigure], number: int
) -> Iterator[Finding]:
    if any(_fits(parts, total) for parts in itertools.combinations(before, number)):
        return
    wholes = [figure for figure in before if not _PART.search(figure.words) and figure.is_exact]
    if len(wholes) != number:
        return
    computed = sum((part.value for part in wholes), Decimal(0))
    if abs(computed - total.value) > _NEAR * total.value:
        return
    added = " + ".join(part.quote for part in wholes)
    yield ask(
        "sum_mismatch",
        total,
        tuple(wholes),
        f"{added} = {shown(computed)}",
        f"{added} 为 {shown(computed)}，文中合计写 {total.quote}。请核实：哪个数有误？",
    )


def _fits(parts: Sequence[PrintedFigure], total: PrintedFigure) -> bool:
    reach = parts[0].reach
    for part in parts[1:]:
        reach = reach.plus(part.reach)
    return reach.meets(total.reach)
