"""What an office reports of its county: gaps, zeros and slips of the pen included."""

from __future__ import annotations

import random
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from ingestion.codebook import load_codebook
from simulator.county import County, is_flow, magnitudes
from simulator.randomness import stream
from simulator.spans import Span

ERROR_SHARE = 0.02
_NEVER_COLLECTED = 0.06
_BLANK_THIS_TIME = 0.02
_NONE_HAPPENED = 0.015
_TEN_THOUSAND = Decimal(10_000)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure before it is written down. `submitted` differs from `intended` by the slip alone."""

    indicator_code: str
    period_id: str
    intended: Decimal
    submitted: Decimal
    error: str | None = None
    role: str = "actual"


@dataclass(frozen=True, slots=True)
class Desk:
    """An office at work on one report. `money_unit` is the unit in which it writes amounts.

    A first draft (`is_draft`) carries a few slips more, which the corrected version mends.
    """

    seed: int
    county: County
    span: Span
    money_unit: str
    is_draft: bool = False

    def key(self, *more: object) -> random.Random:
        """Return a random stream of this report."""
        return stream(self.seed, self.county.organization_code, self.span.period_id, *more)

    def figure(self, code: str) -> Figure | None:
        """Return the figure as reported, or None where the office leaves it out."""
        if self._is_silent(code) or not is_collected(code, self.span.year):
            return None
        intended = self.county.figure(code, self.span)
        source = self.key(code, "slip")
        if _stands_alone(code) and is_flow(code) and source.random() < _NONE_HAPPENED:
            intended = Decimal(0)
        slips = source.random() < ERROR_SHARE
        if self.is_draft and self.key(code, "draft").random() < 0.06:
            source, slips = self.key(code, "draft slip"), True
        slip = self._slip(code, intended, source) if slips and intended else None
        if slip is None or slip[1] == intended:
            return Figure(code, self.span.period_id, intended, intended)
        return Figure(code, self.span.period_id, intended, slip[1], slip[0])

    def prior(self, code: str) -> Figure | None:
        """Return the same span of last year, as this report quotes it."""
        if self._is_silent(code) or not is_collected(code, self.span.year - 1):
            return None
        span = self.span.in_year(self.span.year - 1)
        value = self.county.figure(code, span)
        return Figure(code, span.period_id, value, value, role="prior_period")

    def target(self, code: str) -> Figure:
        """Return this year's task."""
        return self._aim(code, self.span.year, "target")

    def plan(self, code: str) -> Figure:
        """Return what is planned for next year."""
        return self._aim(code, self.span.year + 1, "plan")

    def change(self, code: str) -> str:
        """Return the true change on last year in words: 增长12.5%."""
        now, before = (
            self.county.figure(code, span)
            for span in (self.span, self.span.in_year(self.span.year - 1))
        )
        if not before or now == before:
            return "基本持平"
        percent = (abs(now - before) / before * 100).quantize(Decimal("0.1"))
        return f"{'增长' if now > before else '下降'}{percent}%"

    def applied_for(self, code: str) -> Figure | None:
        """Return how many were applied for: a few more than were granted."""
        figure = self.figure(code)
        if figure is None:
            return None
        value = figure.intended + self.key(code, "applied").randint(1, 6)
        return Figure(code, self.span.period_id, value, value, role="applied_for")

    def required(self, code: str) -> Figure:
        """Return the rate that next year must reach."""
        value = Decimal(self.key(code, "required").choice((85, 90, 95, 98)))
        return Figure(code, str(self.span.year + 1), value, value, role="required")

    def township_shares(self, code: str, count: int) -> list[Figure]:
        """Return what each township did; together they make the county's true figure."""
        source = self.key(code, "townships")
        weights = [source.uniform(0.4, 1.6) for _ in range(count)]
        figure = self.figure(code)
        whole = int(figure.intended) if figure else 0
        parts = [int(whole * weight / sum(weights)) for weight in weights]
        parts[0] += whole - sum(parts)
        period = self.span.period_id
        return [Figure(code, period, Decimal(part), Decimal(part)) for part in parts]

    def township_share(self, code: str) -> Figure | None:
        """Return what one township of the county did of a flow."""
        figure = self.figure(code)
        if figure is None:
            return None
        value = Decimal(int(figure.intended * self.key(code, "township").randint(4, 14) / 100))
        return Figure(code, self.span.period_id, value, value)

    def _aim(self, code: str, year: int, role: str) -> Figure:
        value = self.county.target(code, year)
        return Figure(code, str(year), value, value, role=role)

    def _is_silent(self, code: str) -> bool:
        never = stream(self.seed, self.county.organization_code, code, "silent").random()
        return never < _NEVER_COLLECTED or self.key(code, "blank").random() < _BLANK_THIS_TIME

    def _slip(self, code: str, value: Decimal, source: random.Random) -> tuple[str, Decimal] | None:
        options = [slip for slip in self._slips(code, value) if slip[1] != value]
        if not options:
            return None
        kind, wrong = source.choice(options)
        return kind, wrong

    def _slips(self, code: str, value: Decimal) -> list[tuple[str, Decimal]]:
        magnitude = magnitudes()[code]
        if magnitude.rule in {"rate", "completion"}:
            return [("wrong_rate", _nudged(value, self.key(code, "nudge")))]
        if magnitude.rule in {"share", "level"}:
            return [("misplaced_point", value / 10), ("misplaced_point", value * 10)]
        slips = [("digit_swap", _swapped(value)), ("extra_zero", value * 10)]
        if load_codebook().indicators[code].unit_code == "元":
            times = _TEN_THOUSAND if self.money_unit == "万元" else 1 / _TEN_THOUSAND
            slips = [("unit_slip", value * times)] * 2
        if magnitude.rule == "sum":
            slips = [("wrong_total", value + self.key(code, "nudge").randint(1, 9))]
        if magnitude.rule == "of" and magnitude.high <= 1:
            whole = self.county.figure(magnitude.operand, self.span)
            slips.append(("part_exceeds_whole", whole + self.key(code, "nudge").randint(1, 9)))
        if is_flow(code) and magnitude.rule == "fixed":
            last_year = self.county.figure(code, self.span.in_year(self.span.year - 1))
            slips.append(("stale_copy", last_year))
        return slips


def is_collected(code: str, year: int) -> bool:
    """Whether anybody asked for this figure in a year: forms grow with the work."""
    return year >= magnitudes()[code].since


@cache
def _operands() -> frozenset[str]:
    """Return every code that another figure is computed from or with."""
    text = " ".join(f"{code} {rule.operand}" for code, rule in magnitudes().items() if rule.operand)
    for mark in "/*+":
        text = text.replace(mark, " ")
    return frozenset(text.split())


def _stands_alone(code: str) -> bool:
    return code not in _operands()


def _nudged(value: Decimal, source: random.Random) -> Decimal:
    shift = Decimal(source.randint(8, 60)) / 10
    return value - shift if value > 50 else value + shift


def _swapped(value: Decimal) -> Decimal:
    """Return a whole number with its first unlike neighbours swapped.

    >>> _swapped(Decimal(1123))
    Decimal('1213')
    """
    digits = list(str(value))
    for here in range(len(digits) - 1):
        pair = digits[here], digits[here + 1]
        if all(map(str.isdigit, pair)) and pair[0] != pair[1] and (here or pair[1] != "0"):
            digits[here], digits[here + 1] = pair[1], pair[0]
            return Decimal("".join(digits))
    return value
