"""Values of written numerals: 1,234 · 3万4千 · 一千二百 · 百余 · 六成五 · 百分之九十五.

Pure: a numeral in, an exact Decimal out. Units and qualifiers live in `quantities`.
"""

from __future__ import annotations

import re
from decimal import Decimal

DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d{1,3}(?: \d{3})+(?=[人名户件份个元万])|\d+)(?:\.\d+)?"
ARABIC = (
    rf"{DIGITS}(?:\s?[余多来几])?(?:[十百千]?[万亿]|[百千](?![分克米]))?[余多]?"
    r"(?:\d{1,4}(?:千万|[百千万]))?[余多]?"
)
CHINESE = r"[数几上好]?[一二两三四五六七八九十百千万亿零〇]{1,16}[余多来几]?[百千万亿]{0,4}[余多]?"

_POWERS = {"十": 10, "百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}
_ONES = {char: digit for digit, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_LONGEST_NUMERAL = 20
_VAGUE = re.compile(r"[余多来几\s,]")
_ARABIC_PART = re.compile(r"(\d+(?:\.\d+)?)([十百千万亿]*)")


def arabic_value(written: str) -> Decimal:
    """Return the value of digits with scales.

    >>> [str(arabic_value(w)) for w in ("1,234", "3万4千", "60余万", "1.06亿")]
    ['1234', '34000', '600000', '106000000']
    """
    total = Decimal(0)
    for digits, scales in _ARABIC_PART.findall(_VAGUE.sub("", written)):
        part = Decimal(digits)
        for scale in scales:
            part *= _POWERS[scale]
        total += part
    return plain(total)


def chinese_value(written: str) -> Decimal | None:
    """Return the value of a Chinese numeral; null where it is none (二三, 一八).

    >>> [str(chinese_value(w)) for w in ("一千二百", "百余", "二十万", "数百", "万")]
    ['1200', '100', '200000', '100', '10000']
    """
    numeral = _VAGUE.sub("", written).lstrip("数上好")
    if len(numeral) > _LONGEST_NUMERAL:
        return None
    if re.fullmatch(r"[零〇一二两三四五六七八九]{2,}", numeral):
        return _positional(numeral)
    total = section = digit = 0
    for char in numeral:
        if char in _ONES:
            digit = _ONES[char]
            continue
        power = _POWERS[char]
        if power < _POWERS["万"]:
            section += (digit or 1) * power
        elif power == _POWERS["万"]:
            total, section = total + (section + digit or 1) * power, 0
        else:
            total, section = (total + section + digit or 1) * power, 0
        digit = 0
    return Decimal(total + section + digit)


def adjacent_digits(written: str) -> tuple[Decimal, Decimal] | None:
    """Return the bounds of 三五, 七八 or 两三百; null for anything else."""
    match = re.fullmatch(r"([一二两三四五六七八九])([一二两三四五六七八九])([十百千万]?)", written)
    if match is None:
        return None
    low, high = _ONES[match[1]], _ONES[match[2]]
    if high - low not in (1, 2) or (high - low == 2 and low != 3):
        return None
    power = _POWERS.get(match[3], 1)
    return Decimal(low * power), Decimal(high * power)


def tenths_value(written: str) -> Decimal:
    """Return the percent of 六成, 九成五, 三成多.

    >>> [str(tenths_value(w)) for w in ("六成", "九成五", "四成八")]
    ['60', '95', '48']
    """
    whole, _, rest = written.partition("成")
    rest = _VAGUE.sub("", rest)
    small = 5 if rest == "半" else _ONES.get(rest, 0)
    return Decimal(_ONES[whole] * 10 + small) if whole in _ONES else Decimal(whole) * 10 + small


def percent_value(written: str) -> Decimal | None:
    """Return the percent of 百分之九十五, 百分之百, 百分之零点四 or 百分之95.5."""
    tail = written.removeprefix("百分之")
    if tail[0].isdigit():
        return Decimal(tail)
    whole, _, fraction = tail.partition("点")
    value = Decimal(100) if whole == "百" else chinese_value(whole)
    if value is None:
        return None
    for place, char in enumerate(fraction, start=1):
        value += Decimal(_ONES[char]).scaleb(-place)
    return value


def plain(value: Decimal) -> Decimal:
    """Return the value without exponent or trailing zeros."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def _positional(numeral: str) -> Decimal | None:
    """二〇一九 is a number; 三五 is not."""
    if "〇" not in numeral and "零" not in numeral:
        return None
    return Decimal("".join(str(_ONES[char]) for char in numeral))
