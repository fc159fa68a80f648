"""Read written quantities out of Chinese text: value, qualifier, unit and span.

Pure: callers pass text that `decode.text.normalise` has folded. Whether a quantity is a statistic,
and of what, is decided elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from ingestion.codebook import Unit
from ingestion.extract import numerals
from ingestion.model import Qualifier

_AFTER = re.compile(r"(?:的)?(?:及|或|\(含\))?(以上|以下|以内|之内|左右|上下)")
_BEFORE = re.compile(
    r"(近|(?<![签预节集契制])约|大约|将近|接近|超|超过|突破|逾|不少于|不低于|不下|不下于|至少|不超过|不高于|不足|不到"
    r"|最多|少于|低于|高于|多达)$"
)
_QUALIFIERS = {
    Qualifier.LESS_THAN: "近 将近 接近 不足 不到 少于 低于",
    Qualifier.ABOUT: "约 大约 左右 上下",
    Qualifier.MORE_THAN: "超 超过 突破 逾 高于",
    Qualifier.AT_LEAST: "不少于 不低于 不下 不下于 至少 以上",
    Qualifier.AT_MOST: "不超过 不高于 最多 以下 以内 之内",
}
_QUALIFIER_OF = {word: kind for kind, words in _QUALIFIERS.items() for word in words.split()}
_VAGUE_MORE = re.compile(r"[余多几]")
_DASH = re.compile(r"(?:[—\-~至到]{1,2}|\s[—\-~]\s)")
_LONGEST_LOOK_BACK = 4
_DISCRETE = frozenset(
    {"person", "person_time", "count", "household", "piece", "session", "item", "case", "copy"}
    | {"article", "pair", "deal"}
)
_ITEM = re.compile(r"\d{1,2}\.(?=\d+[余多]?[万亿]?$)")
_ITEM_REACH = 1_500  # an item of a report is shorter
_MOST_DIGITS = 16  # of a number with its scale; what is longer is a card or a serial number
_TOO_LARGE = Decimal(10) ** 15


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number the author wrote. `end` takes in the unit, not the qualifier behind it (以上)."""

    start: int
    end: int
    value: Decimal
    unit_raw: str  # as written, without scale
    unit: Unit | None  # null where no unit is written
    qualifier: Qualifier = Qualifier.EXACT
    value_high: Decimal | None = None
    is_chinese: bool = False
    is_scaled: bool = False  # 43.7万: a number even without a unit
    after: int = 0  # end of the qualifier behind the unit; `end` where there is none

    @property
    def dimension(self) -> str:
        """What is counted; empty where no unit is written."""
        return self.unit.dimension if self.unit else ""


class QuantityReader:
    """Finds quantities written with the units of the codebook. Compile once, use often."""

    def __init__(self, units: tuple[Unit, ...]) -> None:
        self._units = {unit.unit_raw: unit for unit in units}
        named = [raw for raw in self._units if raw[0] not in "百千万亿十" and raw != "成"]
        words = "|".join(map(re.escape, sorted(named, key=len, reverse=True)))
        self._number = re.compile(
            rf"(?P<item>(?:\A|(?<=\n))\s*\d{{1,2}}\.(?=\d+\.\d+[万亿]?[^\d.]))"
            rf"|(?P<percent>百分之(?:[一二三四五六七八九十百零]+(?:点[零一二三四五六七八九]+)?|\d+(?:\.\d+)?))"
            rf"|(?P<tenths>[一二两三四五六七八九1-9]成(?:[一二三四五六七八九半](?![个是、]))?[多余]?)(?![为立员功果长都年熟效人绩就])"
            rf"|(?P<arabic>{numerals.ARABIC})\s?(?P<unit>{words})?"
            rf"|(?<!第)(?P<chinese>{numerals.CHINESE})(?P<chinese_unit>{words})"
        )

    def find(self, text: str) -> list[Quantity]:
        """Return every number of `text` in reading order, with or without a unit."""
        return list(_join_ranges(text, self._each(text)))

    def _each(self, text: str) -> Iterator[Quantity]:
        for match in self._number.finditer(text):
            quantity = self._quantity(match)
            if quantity is not None:
                yield _qualified(text, quantity)

    def _quantity(self, match: re.Match[str]) -> Quantity | None:
        if match["item"]:
            return None
        if match["arabic"]:
            return self._arabic(match)
        if match["chinese"]:
            return self._chinese(match)
        percent = self._units["%"]
        written = match[0]
        value = (
            numerals.percent_value(written) if match["percent"] else numerals.tenths_value(written)
        )
        if value is None:
            return None
        return Quantity(
            match.start(),
            match.end(),
            value,
            "%" if match["percent"] else "成",
            percent,
            qualifier=Qualifier.MORE_THAN if written[-1] in "多余" else Qualifier.EXACT,
            is_chinese=True,
            after=match.end(),
        )

    def _arabic(self, match: re.Match[str]) -> Quantity | None:
        written, unit = match["arabic"], self._units.get(match["unit"] or "")
        if len(written) > _MOST_DIGITS:
            return None
        value = numerals.arabic_value(written)
        end = match.end() if unit else match.end("arabic")
        marker = _item_marker(match, unit)
        if marker:
            written = written[marker:]
            value = numerals.arabic_value(written)
        return Quantity(
            match.start() + marker,
            end,
            numerals.plain(value * unit.factor) if unit else value,
            match["unit"] or "",
            unit,
            qualifier=Qualifier.MORE_THAN if _VAGUE_MORE.search(written) else Qualifier.EXACT,
            is_scaled=written.rstrip("余多")[-1] in "万亿",
            after=end,
        )

    def _chinese(self, match: re.Match[str]) -> Quantity | None:
        written, unit = match["chinese"], self._units[match["chinese_unit"]]
        high = None
        bounds = numerals.adjacent_digits(written)
        value = bounds[0] if bounds else numerals.chinese_value(written)
        if bounds:
            high = bounds[1] * unit.factor
        if value is None or value >= _TOO_LARGE:
            return None
        return Quantity(
            match.start(),
            match.end(),
            numerals.plain(value * unit.factor),
            match["chinese_unit"],
            unit,
            qualifier=_chinese_qualifier(written, is_range=bounds is not None),
            value_high=high,
            is_chinese=True,
            is_scaled=len(written) > 1,
            after=match.end(),
        )


@lru_cache(maxsize=4)
def quantity_reader(units: tuple[Unit, ...]) -> QuantityReader:
    """Return the reader of these units, compiled once."""
    return QuantityReader(units)


def _item_marker(match: re.Match[str], unit: Unit | None) -> int:
    """Return the length of the item number before a count: 7.147个村 at the head of a line."""
    marker = _ITEM.match(match["arabic"])
    text, start = match.string, match.start()
    if unit is None or marker is None or (start > 0 and text[start - 1] not in "\n ;。"):
        return 0
    is_whole = unit.dimension in _DISCRETE and match["arabic"][-1] not in "万亿"
    if is_whole or _counts_up(text, start, int(marker[0][:-1])):
        return marker.end()
    return 0


def _counts_up(text: str, start: int, number: int) -> bool:
    """Say whether the lines around are items too: 3.…, 4.12万元…, 5.…."""
    before, behind = text[max(0, start - _ITEM_REACH) : start], text[start : start + _ITEM_REACH]
    return f"\n{number - 1}." in f"\n{before}" and f"\n{number + 1}." in behind


def _chinese_qualifier(written: str, *, is_range: bool) -> Qualifier:
    if is_range:
        return Qualifier.RANGE
    if written[0] == "上":
        return Qualifier.AT_LEAST
    if written[0] in "数几好" or _VAGUE_MORE.search(written):
        return Qualifier.MORE_THAN
    return Qualifier.EXACT


def _qualified(text: str, quantity: Quantity) -> Quantity:
    """Add what stands before (近) or behind (以上); the words behind decide over 余 inside."""
    after = _AFTER.match(text, quantity.end)
    before = _BEFORE.search(text, max(0, quantity.start - _LONGEST_LOOK_BACK), quantity.start)
    if before is None and after is None:
        return quantity
    qualifier = quantity.qualifier
    if before:
        qualifier = _QUALIFIER_OF.get(before[1], qualifier)
    if after:
        qualifier = _QUALIFIER_OF[after[1]]
    end = after.end() if after else quantity.end
    return replace(quantity, qualifier=qualifier, after=end)


def _join_ranges(text: str, quantities: Iterator[Quantity]) -> Iterator[Quantity]:
    held: Quantity | None = None
    for quantity in quantities:
        if held is None:
            held = quantity
            continue
        joined = _range(text, held, quantity)
        if joined is None:
            yield held
            held = quantity
        else:
            held = joined
    if held is not None:
        yield held


def _range(text: str, low: Quantity, high: Quantity) -> Quantity | None:
    """3—5户, 80元至300元, 3—5万元 (the scale of the high end holds for both)."""
    if low.value_high is not None or not _DASH.fullmatch(text, low.end, high.start):
        return None
    if high.unit is None or (low.unit is not None and low.unit.dimension != high.unit.dimension):
        return None
    value = low.value
    if low.unit is None:
        value = numerals.plain(value * high.unit.factor)
        if high.is_scaled and not low.is_scaled:
            value = numerals.plain(value * _scale_of(text[high.start : high.end]))
    if value >= high.value:
        return None
    return replace(
        high, start=low.start, value=value, value_high=high.value, qualifier=Qualifier.RANGE
    )


def _scale_of(written: str) -> Decimal:
    if "亿" in written:
        return Decimal(100_000_000)
    return Decimal(10_000) if "万" in written else Decimal(1)
