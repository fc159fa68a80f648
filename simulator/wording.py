"""How a number is written in prose: digits, Chinese numerals, 万, and the words around it.

A rounded number is data: what is returned is the number as written, with its qualifier.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from simulator.grid import plain

_WAN = Decimal(10_000)
_DIGITS = "零一二三四五六七八九"
_PLACES = ("", "十", "百", "千")
_FULL_WIDTH = str.maketrans("0123456789.%", "０１２３４５６７８９．％")


@dataclass(frozen=True, slots=True)
class Hand:
    """An office's handwriting: how it likes its numbers."""

    digits: str  # plain | commas | full_width | chinese
    rounding: float  # how often it rounds where it may
    percent: str  # sign | words


@dataclass(frozen=True, slots=True)
class Written:
    """A number as it stands in the text, unit and all."""

    text: str
    value: Decimal
    value_high: Decimal | None = None
    qualifier: str = "exact"


def write_number(
    value: Decimal, unit: str, hand: Hand, source: random.Random, *, may_round: bool
) -> Written:
    """Return a value in the office's hand. `unit` is the measure word; amounts are given in 元."""
    if unit in {"%", "‰", "/10万", "岁"}:
        return _rate(value, unit, hand, source, may_round=may_round)
    if may_round and value >= 20 and source.random() < hand.rounding:
        return _rounded(value, unit, hand, source)
    return Written(_exact(value, unit, hand), value)


def _exact(value: Decimal, unit: str, hand: Hand) -> str:
    if unit == "元":
        return _money(value, hand)
    if hand.digits == "chinese" and value <= 99 and value == int(value):
        return chinese(int(value), counted=True) + unit
    return _digits(value, hand) + unit


def _money(value: Decimal, hand: Hand) -> str:
    if value >= 10**8 and value % 10**6 == 0:
        return f"{_digits(value / 10**8, hand)}亿元"
    if value >= _WAN:
        return f"{_digits(value / _WAN, hand)}万元"
    return f"{_digits(value, hand)}元"


def _digits(value: Decimal, hand: Hand) -> str:
    text = plain(value)
    if hand.digits == "commas" and value >= 1000:
        whole, point, rest = text.partition(".")
        text = f"{int(whole):,}{point}{rest}"
    return text.translate(_FULL_WIDTH) if hand.digits == "full_width" else text


def _rounded(value: Decimal, unit: str, hand: Hand, source: random.Random) -> Written:
    way = source.choice(_WAYS)
    if way == "wan":
        return _in_wan(value, unit, hand)
    if way == "range":
        return _range(value, unit, hand)
    up = way == "near"
    step = Decimal(10) ** max(value.adjusted() - (1 if value >= 200 else 0), 1)
    shown = (value / step).to_integral_value(ROUND_CEILING if up else ROUND_FLOOR) * step
    if shown == value:
        return Written(_exact(value, unit, hand), value)
    scale, number = ("万", shown / _WAN) if shown >= _WAN and not shown % 1000 else ("", shown)
    said = _said(number, scale, hand)
    texts = {
        "more": f"{said}余{scale}{unit}",
        "many": f"{said}多{scale}{unit}",
        "near": f"近{said}{scale}{unit}",
        "about": f"约{said}{scale}{unit}",
        "around": f"{said}{scale}{unit}左右",
        "over": f"超过{said}{scale}{unit}",
        "least": f"{said}{scale}{unit}以上",
    }
    text = texts[way]
    if number != int(number) and way in {"more", "many"}:
        text = f"{said}{scale}{'余' if way == 'more' else '多'}{unit}"
    return Written(text, shown, qualifier=_QUALIFIERS[way])


_WAYS = ("more", "more", "many", "near", "about", "around", "over", "least", "wan", "range")
_QUALIFIERS = {
    "more": "more_than",
    "many": "more_than",
    "near": "less_than",
    "about": "about",
    "around": "about",
    "over": "more_than",
    "least": "at_least",
}


def _said(number: Decimal, scale: str, hand: Hand) -> str:
    if hand.digits == "chinese" and number == int(number) and not scale:
        return chinese(int(number))
    return _digits(number, hand)


def _range(value: Decimal, unit: str, hand: Hand) -> Written:
    """Return 30—40户 for 37; only small numbers are told so."""
    if value >= 100:
        return Written(_exact(value, unit, hand), value)
    low = value // 10 * 10
    text = f"{_digits(low, hand)}—{_digits(low + 10, hand)}{unit}"
    return Written(text, low, low + 10, "range")


def _in_wan(value: Decimal, unit: str, hand: Hand) -> Written:
    """Return 1.2万份 for 12007: a shorter number that claims to be exact."""
    if value < 12_000:
        return Written(_exact(value, unit, hand), value)
    shown = (value / _WAN).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return Written(f"{_digits(shown, hand)}万{unit}", shown * _WAN)


def _rate(
    value: Decimal, unit: str, hand: Hand, source: random.Random, *, may_round: bool
) -> Written:
    if unit == "%" and may_round and value > 60 and source.random() < hand.rounding:
        shown = value.to_integral_value(ROUND_FLOOR)
        if shown < value:
            return Written(f"{plain(shown)}%以上", shown, qualifier="at_least")
    if unit == "%" and hand.percent == "words":
        whole, _, rest = plain(value).partition(".")
        point = "点" + "".join(_DIGITS[int(digit)] for digit in rest) if rest else ""
        return Written(f"百分之{chinese(int(whole))}{point}", value)
    text = plain(value) + unit
    return Written(text.translate(_FULL_WIDTH) if hand.digits == "full_width" else text, value)


def chinese(number: int, *, counted: bool = False) -> str:
    """Return a number below a hundred million in Chinese numerals; `counted` says 两 before a noun.

    >>> chinese(1200), chinese(12), chinese(105), chinese(2, counted=True), chinese(30006)
    ('一千二百', '十二', '一百零五', '两', '三万零六')
    """
    if number == 2 and counted:
        return "两"
    if number >= 10_000:
        high, low = divmod(number, 10_000)
        gap = "零" if 0 < low < 1000 else ""
        return chinese(high) + "万" + gap + (chinese(low) if low else "")
    if not number:
        return "零"
    text = ""
    for place, digit in enumerate(map(int, reversed(str(number)))):
        text = (_DIGITS[digit] + _PLACES[place] if digit else "零") + text
    while "零零" in text:
        text = text.replace("零零", "零")
    text = text.rstrip("零")
    return text.removeprefix("一") if text.startswith("一十") else text
