"""The numbers that a printed figure may stand for, and how such ranges add, multiply and divide.

Pure. A printed 62.1% is every rate that rounds to it, 1.2万 everything from 11500 to 12500, 50余
what is above 50 and below 60; 82件 is 82 and nothing else. Two statements contradict each other
only where no choice within the ranges makes both true.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from ingestion.model import Claim, Qualifier, Role

ENDLESS = Decimal("1E+20")
_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_FOLDED = str.maketrans("０１２３４５６７８９．，", "0123456789.,")
_ROUNDED_UNITS = frozenset({"%", "％", "百分点", "个百分点", "倍", "成", "‰"})
_NEAR = Decimal("0.9")  # how far below its number 近 may reach
_ABOUT = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Interval:
    """All values from `low` to `high`, ends included."""

    low: Decimal
    high: Decimal

    def meets(self, other: Interval) -> bool:
        """Tell whether one value lies in both."""
        return self.low <= other.high and other.low <= self.high

    def plus(self, other: Interval) -> Interval:
        """Return the range of sums."""
        return Interval(self.low + other.low, self.high + other.high)

    def minus(self, other: Interval) -> Interval:
        """Return the range of differences."""
        return Interval(self.low - other.high, self.high - other.low)

    def times(self, other: Interval) -> Interval:
        """Return the range of products; both ranges are above zero."""
        return Interval(self.low * other.low, self.high * other.high)

    def over(self, other: Interval) -> Interval:
        """Return the range of quotients; both ranges are above zero."""
        low = self.low / other.high if other.high else Decimal(0)
        return Interval(low, self.high / other.low if other.low > 0 else ENDLESS)


def interval_of(claim: Claim) -> Interval:
    """Return the values that the claim's printed figure may stand for."""
    value = claim.value if claim.value is not None else Decimal(0)
    half = printed_step(claim) / 2
    is_set = claim.role is Role.TARGET  # a target is set, not measured and rounded
    if claim.unit_raw not in _ROUNDED_UNITS and (half * 2 == 1 or is_set):
        half = Decimal(0)  # a count in single units is what it says
    if claim.qualifier is Qualifier.RANGE:
        return Interval(value, claim.value_high if claim.value_high is not None else value)
    reaches = {
        Qualifier.EXACT: (value - half, value + half),
        Qualifier.ABOUT: (value * (1 - _ABOUT) - half, value * (1 + _ABOUT) + half),
        Qualifier.AT_LEAST: (value - half, ENDLESS),
        Qualifier.MORE_THAN: (value - half, max(value + _last_digit(value), value * (1 + _ABOUT))),
        Qualifier.AT_MOST: (Decimal(0), value + half),
        Qualifier.LESS_THAN: (min(value * _NEAR, value - half), value + half),
    }
    low, high = reaches[claim.qualifier]
    return Interval(max(low, Decimal(0)), high)


def printed_step(claim: Claim) -> Decimal:
    """Return the worth of the last digit printed, in the claim's unit: 1.2万 is printed to 1000."""
    value = claim.value or Decimal(0)
    written = claim.value_raw.translate(_FOLDED).replace(",", "").replace(" ", "")
    numbers = _DIGITS.findall(written)
    if len(numbers) == 1 and Decimal(numbers[0]):
        decimals = len(numbers[0].partition(".")[2])
        return value / Decimal(numbers[0]) * Decimal(1).scaleb(-decimals)
    if "成" in written:
        return Decimal(10) if re.search(r"成(?:$|[多余左])", written) else Decimal(1)
    if claim.unit_raw in _ROUNDED_UNITS or value != value.to_integral_value():
        return Decimal(1).scaleb(min(0, int(value.as_tuple().exponent)))
    return _last_digit(value) if value >= 10_000 else Decimal(1)


def _last_digit(value: Decimal) -> Decimal:
    """Return the power of ten of the last digit that is no zero: 100 for 3500."""
    return Decimal(1).scaleb(int(value.normalize().as_tuple().exponent)) if value else Decimal(1)
