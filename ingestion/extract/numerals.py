"""Values of written numerals: 1,234 · 3万4千 · 一千二百 · 百余 · 六成五 · 百分之九十五.

Pure: a numeral in, an exact Decimal out. Units and qualifiers live in `quantities`.
数百, 几十 and 百余 are read as the power they name (100, 10, 100): more than that is not said.
"""

from __future__ import annotations

import re
from decimal import Decimal

_COUNTED = r"[人名户件个份元万余多场次亩条]"
# Broken by spaces: 10 678人, and 3 50户 right behind a word; 12. 5万元.
_SPACED = (
    rf"\d{{1,3}}(?: \d{{3}}){{1,3}}(?={_COUNTED})"
    rf"|(?<=[\u4e00-\u9fff])\d{{1,3}} \d{{1,3}}(?={_COUNTED})"
)
DIGITS = (
    rf"(?:\d{{1,3}}(?:,\d{{3}})+(?!\d)|{_SPACED}|\d+)"
    r"(?:\.\d+|(?<=[\u4e00-\u9fff]\d\d)\. \d+(?=%|万元))?"
)
_VAGUE_BEFORE_UNIT = r"(?:[余多几]|来(?=[万千百亿人名位户个件场次份元岁对条头家册本亩里天]))"
ARABIC = (
    rf"{DIGITS}(?:\s?{_VAGUE_BEFORE_UNIT})?(?:[十百千]?[万亿]|[百千](?![分克米]))?{_VAGUE_BEFORE_UNIT}?"
    r"(?:\d{1,4}(?:千万|[百千万]))?[余多]?"
)
CHINESE = (
    r"(?:[数上](?=[十百千万亿])|好?几(?=[十百千万亿]))?"
    r"[一二两三四五六七八九十百千万亿零〇廿卅]{1,24}+[余多来几]?+[百千万亿]{0,4}+[余多]?"
)
CHINESE_DIGITS = "一二两三四五六七八九十"
_CHINESE_DIGIT = r"[一二两三四五六七八九]"
TENTHS = (
    rf"(?:{_CHINESE_DIGIT}|(?<![\d.])[1-9](?:\.\d)?)成(?:[一二三四五六七八九半](?![个是、]))?[多余]?"
    r"(?![为立员功果长都年熟效人绩就群本交品份因])"
)
PERCENT = (
    r"百分之(?:[一二三四五六七八九十百零]+(?:点[零一二三四五六七八九]+)?|\d+(?:\.\d+)?)"
    rf"|[{CHINESE_DIGITS}]分之{_CHINESE_DIGIT}|(?<=[占近约逾达])[1-9]/(?:10|[2-9])(?![\d/万])"
)
HALF = (
    r"一半(?![天年月个径日空])|(?<![双已])(?<!时间|任务)过半(?![百月年天])"
    r"|(?<=[近超逾])半(?=[,。;:、)数的是在]|$)|(?<!多)半数"
)
DOUBLED = rf"(?<=[翻番了])[{_CHINESE_DIGIT[1:-1]}\d]番"

RARE = (
    r"(?:千|十万|10万)分之(?:\d+(?:\.\d+)?|[一二三四五六七八九十百]+(?:点[零一二三四五六七八九]+)?)"
)

_POWERS = {"十": 10, "百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}
_ONES = {char: digit for digit, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_LONGEST_NUMERAL = 24
_SHORT_TENS = str.maketrans({"廿": "二十", "卅": "三十"})
_VAGUE = re.compile(r"[余多来几\s,]")
_ARABIC_PART = re.compile(r"(\d+(?:\.\d+)?)([十百千万亿]*)")
_ADJACENT = re.compile(
    rf"((?:[一二两三四五六七八九十百千万亿零]*[十百千万亿零])?)({_CHINESE_DIGIT})({_CHINESE_DIGIT})([十百千万亿]*)"
)
_SHORT_END = re.compile(rf"([百千万亿])({_CHINESE_DIGIT})$")
_SCALE_BEHIND = re.compile(r"[\d一二两三四五六七八九]([十百千万亿]+)")
_PERCENT_PLACES = Decimal("0.000001")


def arabic_value(written: str) -> Decimal:
    """Return the value of digits with scales.

    >>> [str(arabic_value(w)) for w in ("1,234", "3万4千", "60余万", "1.06亿")]
    ['1234', '34000', '600000', '106000000']
    """
    if written.isdecimal():
        return Decimal(written)
    total = Decimal(0)
    for digits, scales in _ARABIC_PART.findall(_VAGUE.sub("", written)):
        part = Decimal(digits)
        for scale in scales:
            part *= _POWERS[scale]
        total += part
    return plain(total)


def chinese_value(written: str) -> Decimal | None:
    """Return the value of a Chinese numeral; null where it is none (二三, 一八).

    >>> [str(chinese_value(w)) for w in ("一千二百", "百余", "二十万", "数百", "万", "两万八")]
    ['1200', '100', '200000', '100', '10000', '28000']
    """
    numeral = _VAGUE.sub("", written).lstrip("数上好").translate(_SHORT_TENS)
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
    short = _SHORT_END.search(numeral)
    if short:  # 两万八 is 28000; 两万零八 would be 20008
        digit *= _POWERS[short[1]] // 10
    return Decimal(total + section + digit)


def adjacent_digits(written: str) -> tuple[Decimal, Decimal] | None:
    """Return the bounds of 三五, 七八, 两三百 or 一百二三十; null for anything else."""
    match = _ADJACENT.fullmatch(written)
    if match is None:
        return None
    lead, first, second, scale = match.groups()
    step = _ONES[second] - _ONES[first]
    if step not in (1, 2) or (step == 2 and first != "三"):
        return None
    low = chinese_value(lead + first + scale)
    high = chinese_value(lead + second + scale)
    return (low, high) if low is not None and high is not None else None


def tenths_value(written: str) -> Decimal:
    """Return the percent of 六成, 九成五, 三成多, 2.5成.

    >>> [str(tenths_value(w)) for w in ("六成", "九成五", "四成八", "一成半")]
    ['60', '95', '48', '15']
    """
    whole, _, rest = written.partition("成")
    rest = _VAGUE.sub("", rest)
    small = 5 if rest == "半" else _ONES.get(rest, 0)
    tens = Decimal(_ONES[whole]) if whole in _ONES else Decimal(whole)
    return plain(tens * 10 + small)


def percent_value(written: str) -> Decimal | None:
    """Return the percent of 百分之九十五, 百分之百, 百分之零点四, 百分之95.5, 三分之一 or 1/3."""
    if "/" in written:
        part, _, whole = written.partition("/")
        return _share(int(part), int(whole))
    base, _, tail = written.partition("分之")
    if base != "百":
        return _share(_ONES[tail], _ONES.get(base, 10))
    return pointed_value(tail)


def pointed_value(written: str) -> Decimal | None:
    """Return the value of digits, or of Chinese digits with a point: 95.5, 九点八, 百."""
    if written[0].isdigit():
        return Decimal(written)
    units, _, fraction = written.partition("点")
    value = chinese_value(units)
    if value is None:
        return None
    for place, char in enumerate(fraction, start=1):
        value += Decimal(_ONES[char]).scaleb(-place)
    return value


def doubled_value(written: str) -> Decimal:
    """Return how many times as much 一番 (two) or 两番 (four) is."""
    return Decimal(2) ** int(_ONES.get(written[0], 0) or written[0])


def scale_of(written: str) -> Decimal:
    """Return the scale that the first digits of a numeral carry: 万 of 5万元, 百 of 五百户."""
    scale = Decimal(1)
    if found := _SCALE_BEHIND.search(_VAGUE.sub("", written)):
        for char in found[1]:
            scale *= _POWERS[char]
    return scale


def plain(value: Decimal) -> Decimal:
    """Return the value without exponent or trailing zeros."""
    if value.as_tuple().exponent == 0:
        return value
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def _share(part: int, whole: int) -> Decimal | None:
    if not 0 < part < whole:
        return None
    return plain((Decimal(part) * 100 / whole).quantize(_PERCENT_PLACES))


def _positional(numeral: str) -> Decimal | None:
    """二〇一九 is a number; 三五 is not."""
    if "〇" not in numeral and "零" not in numeral:
        return None
    return Decimal("".join(str(_ONES[char]) for char in numeral))
