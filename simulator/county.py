"""What really happened in a county: figures that agree with each other, by rule and by month.

Every flow is the difference of two cumulative counts, so that quarters add up to their year and a
part never exceeds its whole. How it is told is decided elsewhere.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path

from ingestion.codebook import load_codebook
from simulator.randomness import between, stream
from simulator.spans import Span

_DATA = Path(__file__).parent / "data"
_FIRST_LOAN_YEAR = 2010  # the loans that the running totals count from
_HIDDEN = {"spring_bud_per_girl": "child_care", "child_relief_per_child": "child_care"}
_LEVEL_RULES = {"choice", "share", "level"}


@dataclass(frozen=True, slots=True)
class Magnitude:
    """How large a figure is, and by which rule."""

    rule: str
    operand: str
    low: float
    high: float
    choices: tuple[int, ...]
    since: int  # the first year that anybody asks for it


@cache
def magnitudes() -> dict[str, Magnitude]:
    """Return the rule of each figure that counties tell."""
    with (_DATA / "magnitudes.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {
        row["indicator_code"]: Magnitude(
            rule=row["rule"].partition(":")[0],
            operand=row["rule"].partition(":")[2],
            low=float(row["low"] or 0),
            high=float(row["high"] or 0),
            choices=tuple(map(int, row["choices"].split())),
            since=int(row["since"] or 0),
        )
        for row in rows
    }


def is_flow(code: str) -> bool:
    """Whether a figure adds up over a year."""
    return code not in _HIDDEN and load_codebook().indicators[code].aggregation == "sum"


@dataclass
class County:
    """One county's history. `women` is its female population, drawn once."""

    seed: int
    organization_code: str
    women: int = field(init=False)
    _cache: dict[tuple[str, int, int], Decimal] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        source = stream(self.seed, self.organization_code, "women")
        self.women = int(between(source, 60_000, 620_000))

    def figure(self, code: str, span: Span) -> Decimal:
        """Return the true figure of a span, in the indicator's unit."""
        magnitude = magnitudes()[code]
        if magnitude.rule == "rate":
            part, whole = (self.figure(name, span) for name in magnitude.operand.split("/"))
            return _percent(part, whole)
        if magnitude.rule == "completion":
            done = self._at(magnitude.operand, span.year, span.last)
            return _percent(done, self.target(magnitude.operand, span.year))
        if is_flow(code):
            before = self._at(code, span.year, span.first - 1) if span.first > 1 else Decimal(0)
            return self._at(code, span.year, span.last) - before
        return self._at(code, span.year, span.last)

    def target(self, code: str, year: int) -> Decimal:
        """Return the year's task, a round number that is mostly met by the year's end."""
        total = self._at(code, year, 12)
        source = stream(self.seed, self.organization_code, code, year, "target")
        return _round_to(total / Decimal(str(round(source.uniform(0.86, 1.18), 3))), digits=2)

    def _at(self, code: str, year: int, month: int) -> Decimal:
        key = (code, year, month)
        if key not in self._cache:
            self._cache[key] = self._compute(code, year, month)
        return self._cache[key]

    def _compute(self, code: str, year: int, month: int) -> Decimal:
        magnitude = magnitudes()[code]
        match magnitude.rule:
            case "sum":
                parts = magnitude.operand.split("+")
                return sum((self._at(part, year, month) for part in parts), Decimal(0))
            case "product":
                count, each = magnitude.operand.split("*")
                return self._at(count, year, month) * self._at(each, year, 12)
            case "running":
                earlier = sum(
                    self._at(magnitude.operand, past, 12) for past in range(_FIRST_LOAN_YEAR, year)
                )
                return earlier + self._at(magnitude.operand, year, month)
            case "of" | "slice":
                return self._part(code, magnitude, year, month)
            case "reform":
                return self._reformed(magnitude, year, month)
            case _:
                return self._drawn(code, magnitude, year, month)

    def _part(self, code: str, magnitude: Magnitude, year: int, month: int) -> Decimal:
        whole = self._at(magnitude.operand, year, month)
        share = self._year_size(code, magnitude, year)
        if magnitude.high <= 1:
            share = min(share, magnitude.high)
        step = 100 if magnitude.rule == "slice" else 1
        return Decimal(int(whole * Decimal(str(round(share, 5))) / step) * step)

    def _reformed(self, magnitude: Magnitude, year: int, month: int) -> Decimal:
        """Village women's congresses became federations from 2016 on, in at most three years."""
        months = (year - 2016) * 12 + month
        pace = stream(self.seed, self.organization_code, "reform").uniform(14, 34)
        share = min(max(months / pace, 0), 1)
        return Decimal(
            int(self._at(magnitude.operand, year, month) * Decimal(str(round(share, 4))))
        )

    def _drawn(self, code: str, magnitude: Magnitude, year: int, month: int) -> Decimal:
        if magnitude.rule == "choice":
            return Decimal(
                stream(self.seed, self.organization_code, code).choice(magnitude.choices)
            )
        if magnitude.rule in _LEVEL_RULES:
            return self._level(code, magnitude, year)
        size = self._year_size(code, magnitude, year)
        if magnitude.rule == "women":
            size *= self.women / 10_000
        if is_flow(code):
            size *= (month / 12) ** self._season(code, year)
        elif code not in _FIXED_TREE:
            earlier = self._year_size(code, magnitude, year - 1)
            size = (
                size + (earlier - size) * (12 - month) / 12 if magnitude.rule != "women" else size
            )
        step = {"money": 100, "invest": 10_000}.get(magnitude.rule, 1)
        return Decimal(int(size / step + 0.5) * step)

    def _level(self, code: str, magnitude: Magnitude, year: int) -> Decimal:
        if magnitude.rule == "level":
            return Decimal(round(self._year_size(code, magnitude, year)))
        size = min(max(self._year_size(code, magnitude, year), magnitude.low), magnitude.high)
        return Decimal(str(round(size, 1)))

    def _season(self, code: str, year: int) -> float:
        return stream(self.seed, self.organization_code, code, year, "season").uniform(0.85, 1.25)

    def _year_size(self, code: str, magnitude: Magnitude, year: int) -> float:
        """Return the county's own size of this figure, with the drift of the year."""
        size = between(
            stream(self.seed, self.organization_code, code), magnitude.low, magnitude.high
        )
        if code in _FIXED_TREE:
            return size
        spread = 0.14 if is_flow(code) else 0.03
        spread = 0.02 if magnitude.high <= 1 or magnitude.rule == "share" else spread
        shift = stream(self.seed, self.organization_code, code, year, "drift").uniform(-1, 1)
        return size * (1 + spread * shift)


_FIXED_TREE = {"villages_total", "townships_total", "women_population"}


def _percent(part: Decimal, whole: Decimal) -> Decimal:
    if not whole:
        return Decimal(0)
    return (part / whole * 100).quantize(Decimal("0.1"), ROUND_HALF_UP).normalize() + Decimal(0)


def _round_to(value: Decimal, digits: int) -> Decimal:
    """Round to so many leading digits.

    >>> _round_to(Decimal(12874), 2)
    Decimal('13000')
    """
    step = Decimal(10) ** max(value.adjusted() - digits + 1, 0)
    return (value / step).to_integral_value(ROUND_HALF_UP) * step
