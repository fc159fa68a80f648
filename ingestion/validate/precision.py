"""Whether two printed figures can be the same number: rounding and approximation as written.

Pure. The test is always whether one is a correct rounding of the other at the digits printed, never
a fixed tolerance.
"""

from __future__ import annotations

import re
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from ingestion.model import Claim, Qualifier

_WRITTEN = re.compile(r"(?P<whole>\d[\d,]*)(?:\.(?P<decimals>\d+))?\s*(?P<scale>[百千万亿]*)")
_SCALES = {"百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}
_FOLDED = str.maketrans("０１２３４５６７８９．，", "0123456789.,")
_ABOUT = Decimal("0.1")  # how far 近 and 左右 may reach


def rate_agrees(printed: Decimal, qualifier: Qualifier, computed: Decimal) -> bool:
    """Tell whether `printed` is a correct rounding of `computed` at the digits printed.

    「以上」 and 「多」 hold where the computed rate, rounded so, is not below what is printed.

    >>> rate_agrees(Decimal(98), Qualifier.AT_LEAST, Decimal("97.56"))
    True
    >>> rate_agrees(Decimal("98.0"), Qualifier.EXACT, Decimal("97.56"))
    False
    >>> rate_agrees(Decimal(90), Qualifier.AT_LEAST, Decimal("87.74"))
    False
    """
    step = Decimal(1).scaleb(printed.as_tuple().exponent)  # type: ignore[arg-type]
    rounded = computed.quantize(step, ROUND_HALF_UP)
    if qualifier in (Qualifier.AT_LEAST, Qualifier.MORE_THAN):
        return rounded >= printed
    if qualifier in (Qualifier.AT_MOST, Qualifier.LESS_THAN):
        return rounded <= printed
    if qualifier is Qualifier.ABOUT:
        low, high = computed.quantize(step, ROUND_FLOOR), computed.quantize(step, ROUND_CEILING)
        return low - step <= printed <= high + step
    return rounded == printed


def may_be_same(first: Claim, second: Claim) -> bool:
    """Tell whether two statements of one figure can both be true of one number.

    「近200名」 and 198, 「1.2万」 and 11987, 「98%以上」 and 98.56 can; 355 and 366 cannot.
    """
    if first.value is None or second.value is None:
        return True
    if Qualifier.EXACT is first.qualifier is second.qualifier:
        step = max(_step(first), _step(second))
        return abs(first.value - second.value) * 2 <= step if step > 1 else _equal(first, second)
    return _covers(first, second) and _covers(second, first)


def _equal(first: Claim, second: Claim) -> bool:
    step = max(_step(first), _step(second))
    low, high = sorted((first.value or Decimal(0), second.value or Decimal(0)))
    return (high - low) * 2 <= step if step < 1 else low == high


def _covers(loose: Claim, other: Claim) -> bool:
    """Tell whether the qualifier of `loose` admits the value of `other`."""
    value, seen = loose.value or Decimal(0), other.value or Decimal(0)
    low, high = _reach(loose, value)
    return low <= seen <= high or other.qualifier is not Qualifier.EXACT


def _reach(claim: Claim, value: Decimal) -> tuple[Decimal, Decimal]:
    endless = Decimal("Infinity")
    half = _step(claim) / 2
    reaches = {
        Qualifier.EXACT: (value - half, value + half),
        Qualifier.ABOUT: (value * (1 - _ABOUT), value * (1 + _ABOUT)),
        Qualifier.AT_LEAST: (value - half, endless),
        Qualifier.MORE_THAN: (value, endless),
        Qualifier.AT_MOST: (-endless, value + half),
        Qualifier.LESS_THAN: (-endless, value),
        Qualifier.RANGE: (value, claim.value_high if claim.value_high is not None else value),
    }
    return reaches[claim.qualifier]


def _step(claim: Claim) -> Decimal:
    """Return the value of the last digit printed: 1.2万 is printed to the thousand."""
    match = _WRITTEN.search(claim.value_raw.translate(_FOLDED))
    if match is None:
        return Decimal(1)
    step = Decimal(1).scaleb(-len(match["decimals"] or ""))
    for scale in match["scale"]:
        step *= _SCALES[scale]
    return step
