"""Amounts of money that no office hands out: loans of 3260元 in all for 652 persons.

Pure but for the seed of bounds, read once. A bound is where the amount becomes impossible, far from
where it becomes unusual: 元 written for 万元 is asked about, a generous county is not.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from ingestion.codebook import SEEDS
from ingestion.model import Finding, Role
from ingestion.validate.printed import PrintedFigure, is_prior
from ingestion.validate.products import is_per_unit
from ingestion.validate.questions import ask, shown

_WORDS_REACH = 16
_LARGE = 100_000_000
_ONE = re.compile(r"(?:(?P<person>每[人名位]|人均)|每户|户均)[^,;。]{0,10}$")
_INTEREST = re.compile(r"贴息(?:资金|金额|金|款)?[^,;。贷款]{0,4}$")
_LOAN = re.compile(r"贷")
_LEAST_INTEREST = Decimal("0.0005")  # of the loans: no office subsidises less
_USUAL_INTEREST = (Decimal("0.001"), Decimal("0.3"))  # what it is when written in the right unit
_SLIP = 10_000
_PEOPLE = {"person": "每人", "household": "每户"}


@dataclass(frozen=True, slots=True)
class Bound:
    """What one of `per` may get, in 元, of money that a word, or its indicator's code, names."""

    word: str
    per: str  # person | household | total
    lowest: Decimal
    highest: Decimal

    def admits(self, figure: PrintedFigure, count: Decimal) -> bool:
        """Tell whether the amount may be shared out among so many."""
        is_enough = figure.reach.high >= self.lowest * count
        return is_enough and figure.reach.low <= self.highest * count


@cache
def bounds() -> tuple[Bound, ...]:
    """Return the bounds of the seed."""
    with (SEEDS / "plausibility.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Bound(row["word"], row["per"], Decimal(row["lowest"]), Decimal(row["highest"]))
            for row in csv.DictReader(file)
        )


def slip_findings(line: Sequence[PrintedFigure]) -> Iterator[Finding]:
    """Yield a question for each amount that cannot be meant in the unit written."""
    for index, amount in enumerate(line):
        if amount.kind != "money" or amount.claim.role is not Role.ACTUAL or not amount.value:
            continue
        if is_per_unit(amount) or is_prior(amount):
            yield from _of_one(amount)
            continue
        yield from _interest(line, index)
        beside = amount.words[-_WORDS_REACH:] + amount.right[:4]
        for bound in bounds():
            if bound.word not in beside and bound.word != amount.claim.indicator_code:
                continue
            finding = _asked(bound, amount, _shared_by(line, index, bound.per))
            if finding is not None:
                yield finding
                break


def _of_one(amount: PrintedFigure) -> Iterator[Finding]:
    """Yield a question where what each one gets is above all bounds: 每户送慰问金500万元."""
    one = _ONE.search(amount.words)
    if one is None:
        return
    per = "person" if one["person"] else "household"
    for bound in bounds():
        is_meant = bound.per == per and bound.word in amount.words
        if is_meant and amount.reach.low > bound.highest:
            told = f"{shown(amount.value)}元"
            yield ask(
                "unit_slip",
                amount,
                (),
                f"{amount.quote} = {told}",
                f"{bound.word}{_PEOPLE[per]} {amount.quote}，不合常理。"
                "请核实：单位是否写错（如元与万元）？",
            )
            return


def _interest(line: Sequence[PrintedFigure], index: int) -> Iterator[Finding]:
    """Yield a question where the interest paid is next to nothing of the loans: 元 for 万元."""
    interest = line[index]
    if _INTEREST.search(interest.words) is None:
        return
    for loan in (*line[max(0, index - 2) : index][::-1], *line[index + 1 : index + 2]):
        is_loan = loan.kind == "money" and _LOAN.search(loan.words) and not is_per_unit(loan)
        if not is_loan or loan.sentence != interest.sentence or not loan.value:
            continue
        low, high = _USUAL_INTEREST
        share = interest.value / loan.value
        if share < _LEAST_INTEREST and low <= share * _SLIP <= high:
            yield ask(
                "unit_slip",
                interest,
                (loan,),
                f"{interest.quote} ÷ {loan.quote} = {share * 100:.4f}%",
                f"贷款 {loan.quote}，贴息只有 {interest.quote}，不合常理。"
                "请核实：单位是否写错（如元与万元）？",
            )
            return


def _shared_by(line: Sequence[PrintedFigure], index: int, per: str) -> PrintedFigure | None:
    """Return the beneficiaries: the next figure, or the one before, of the same part."""
    amount = line[index]
    beside = [*line[index + 1 : index + 2], *line[max(0, index - 1) : index]]
    return next(
        (
            figure
            for figure in beside
            if figure.kind == per and figure.segment == amount.segment and not is_prior(figure)
        ),
        None,
    )


def _asked(bound: Bound, amount: PrintedFigure, sharers: PrintedFigure | None) -> Finding | None:
    if bound.per == "total":
        if bound.admits(amount, Decimal(1)):
            return None
        is_large = amount.value >= _LARGE
        told = f"{shown(amount.value / _LARGE)}亿元" if is_large else f"{shown(amount.value)}元"
        arithmetic = f"{amount.quote} = {told}"
        question = f"「{amount.words.strip()}{amount.quote}」总额合 {told}，不合常理。"
        others: tuple[PrintedFigure, ...] = ()
    else:
        if sharers is None or not sharers.value or bound.admits(amount, sharers.value):
            return None
        one = shown(amount.value / sharers.value)
        arithmetic = f"{amount.quote} ÷ {sharers.quote} = {one}元"
        question = (
            f"{bound.word} {amount.quote}、{sharers.quote}，"
            f"{_PEOPLE[bound.per]}合 {one} 元，不合常理。"
        )
        others = (sharers,)
    question += "请核实：单位是否写错（如元与万元）？"
    return ask("unit_slip", amount, others, arithmetic, question)
