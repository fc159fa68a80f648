"""Read written quantities out of Chinese text: value, qualifier, unit and span.

Pure: callers pass text that `decode.text.normalise` has folded. Whether a quantity is a statistic,
and of what, is decided elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from ingestion.codebook import Unit
from ingestion.extract import numerals
from ingestion.extract.qualifiers import qualifier_around, qualifier_inside
from ingestion.extract.shapes import NO_NUMBER
from ingestion.model import Qualifier

_FIRST = r"\d一二两三四五六七八九十百千万亿零〇廿卅数上几好第半过"  # how a number or a shape begins
_SHARES = frozenset({"成", "番"})  # read by patterns of their own
_SHARE_READERS: dict[str, tuple[Callable[[str], Decimal | None], str]] = {
    "percent": (numerals.percent_value, "%"),
    "tenths": (numerals.tenths_value, "成"),
    "half": (lambda _: Decimal(50), "%"),
    "doubled": (numerals.doubled_value, "倍"),
    "rare": (lambda written: numerals.pointed_value(written.partition("分之")[2]), ""),
}
_BRACKETED = "人次|万元|场次|[人名户个件场次份期元项条所]"  # 12(个)
_LONGER_WORD = r"(?<=个班)[组级子长]|(?<=家)庭|(?<=[^个大])组织"  # 186个班组 counts no 个班
_REACHED = "突破|超过|达到|多达|接近|将近"
_CHANGED = re.compile(r"(?:[高低加升降减]|增长|回落)了?$")
_POINTS_FOLLOW = re.compile(r"[^,，。;]{0,10}个?百分点")
_DASH = re.compile(r"(?:[—\-~至到]{1,2}|\s[—\-~]\s)")
_GOES_ON = rf"[—\-~至到]{{1,2}}[{numerals.CHINESE_DIGITS}]"
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
        named = [raw for raw in self._units if raw[0] not in "百千万亿十" and raw not in _SHARES]
        words = "|".join(map(re.escape, sorted(named, key=len, reverse=True)))
        self._number = re.compile(
            rf"(?=[{_FIRST}])(?:"
            rf"(?P<item>(?:\A|(?<=\n))\d{{1,2}}\.(?=\d+\.\d+[万亿]?[^\d.]))"
            rf"|(?P<none>{NO_NUMBER})"
            rf"|(?P<percent>{numerals.PERCENT})"
            rf"|(?P<rare>{numerals.RARE})"
            rf"|(?P<tenths>{numerals.TENTHS})"
            rf"|(?P<half>{numerals.HALF})"
            rf"|(?P<doubled>{numerals.DOUBLED})"
            rf"|(?P<arabic>{numerals.ARABIC})"
            rf"(?:[ \t]?(?P<unit>{words})(?!{_LONGER_WORD})|\((?P<bracketed>{_BRACKETED})\))?"
            rf"|(?P<chinese>{numerals.CHINESE})"
            rf"(?:(?P<chinese_unit>{words})(?!{_LONGER_WORD})|(?={_GOES_ON}))"
            rf"|(?<={_REACHED})(?P<bare>[{numerals.CHINESE_DIGITS}]{{1,4}}[万亿])(?=[,。;、)\n]|\Z)"
            rf")"
        )

    def find(self, text: str) -> list[Quantity]:
        """Return every number of `text` in reading order, with or without a unit."""
        return list(_join_ranges(text, self._each(text)))

    def _each(self, text: str) -> Iterator[Quantity]:
        for match in self._number.finditer(text):
            if (quantity := self._quantity(match)) is not None:
                yield _qualified(text, quantity)

    def _quantity(self, match: re.Match[str]) -> Quantity | None:
        kind = match.lastgroup or ""
        if kind in {"item", "none"}:
            return None
        if match["arabic"]:
            return self._arabic(match)
        if match["chinese"] or match["bare"]:
            return self._chinese(match)
        return self._share(match, kind)

    def _arabic(self, match: re.Match[str]) -> Quantity | None:
        written = match["arabic"]
        if len(written) > _MOST_DIGITS:
            return None
        unit, end = self._unit_of(match)
        marker = _item_marker(match, unit)
        written = written[marker:]
        value = numerals.arabic_value(written)
        if unit is not None and unit.factor != 1:
            value = numerals.plain(value * unit.factor)
        return Quantity(
            match.start() + marker,
            end,
            value,
            unit.unit_raw if unit else "",
            unit,
            qualifier=Qualifier.EXACT if written.isdecimal() else qualifier_inside(written),
            is_scaled=written.rstrip("余多")[-1] in "万亿",
            after=end,
        )

    def _unit_of(self, match: re.Match[str]) -> tuple[Unit | None, int]:
        """Return the unit and where it ends; of 提高2.3个和3个百分点 both are points."""
        raw, text, end = match["unit"] or match["bracketed"], match.string, match.end()
        if raw is None:
            return None, match.end("arabic")
        if raw == "个点" and not _CHANGED.search(text, max(0, match.start() - 4), match.start()):
            return self._units["个"], end - 1
        if raw == "个" and "." in match["arabic"] and _POINTS_FOLLOW.match(text, end):
            return self._units["百分点"], end
        return self._units[raw], end

    def _chinese(self, match: re.Match[str]) -> Quantity | None:
        written = match["chinese"] or match["bare"]
        unit = self._units.get(match["chinese_unit"] or "")
        bounds = numerals.adjacent_digits(written)
        value = bounds[0] if bounds else numerals.chinese_value(written)
        if value is None or value >= _TOO_LARGE:
            return None
        factor = unit.factor if unit else Decimal(1)
        return Quantity(
            match.start(),
            match.end(),
            numerals.plain(value * factor),
            match["chinese_unit"] or "",
            unit,
            qualifier=Qualifier.RANGE if bounds else qualifier_inside(written),
            value_high=numerals.plain(bounds[1] * factor) if bounds else None,
            is_chinese=True,
            is_scaled=len(written) > 1,
            after=match.end(),
        )

    def _share(self, match: re.Match[str], kind: str) -> Quantity | None:
        """Return 六成, 三分之一, 一半 in percent, and 翻一番 as how many times as much."""
        written = match[0]
        read, unit_raw = _SHARE_READERS[kind]
        value = read(written)
        if value is None:
            return None
        unit_raw = unit_raw or ("‰" if written[0] == "千" else "1/10万")
        return Quantity(
            match.start(),
            match.end(),
            value,
            unit_raw,
            self._units["%" if unit_raw == "成" else unit_raw],
            qualifier=qualifier_inside(written),
            is_chinese=True,
            is_scaled=True,
            after=match.end(),
        )


@lru_cache(maxsize=4)
def quantity_reader(units: tuple[Unit, ...]) -> QuantityReader:
    """Return the reader of these units, compiled once."""
    return QuantityReader(units)


def _item_marker(match: re.Match[str], unit: Unit | None) -> int:
    """Return the length of the item number before a count: 7.147个村 at the head of a line."""
    if unit is None or "." not in match["arabic"]:
        return 0
    marker = _ITEM.match(match["arabic"])
    text, start = match.string, match.start()
    if marker is None or (start > 0 and text[start - 1] not in "\n ;。"):
        return 0
    is_whole = unit.dimension in _DISCRETE and match["arabic"][-1] not in "万亿"
    if is_whole or _counts_up(text, start, int(marker[0][:-1])):
        return marker.end()
    return 0


def _counts_up(text: str, start: int, number: int) -> bool:
    """Say whether the lines around are items too: 3.…, 4.12万元…, 5.…."""
    before, behind = text[max(0, start - _ITEM_REACH) : start], text[start : start + _ITEM_REACH]
    return f"\n{number - 1}." in f"\n{before}" and f"\n{number + 1}." in behind


def _qualified(text: str, quantity: Quantity) -> Quantity:
    """Add what stands before (近) or behind (以上); it decides over 余 inside, not over a range."""
    qualifier, after = qualifier_around(text, quantity.start, quantity.end)
    if qualifier is None:
        return quantity
    if quantity.value_high is not None:
        qualifier = quantity.qualifier
    return replace(quantity, qualifier=qualifier, after=after)


def _join_ranges(text: str, quantities: Iterator[Quantity]) -> Iterator[Quantity]:
    held: Quantity | None = None
    for quantity in quantities:
        joined = _range(text, held, quantity) if held else None
        if joined is None and held is not None:
            yield held
        held = joined or quantity
    if held is not None:
        yield held


def _range(text: str, low: Quantity, high: Quantity) -> Quantity | None:
    """Return 3—5户, 80元至300元, 三至五百户 as one."""
    if low.value_high is not None or not _DASH.fullmatch(text, low.end, high.start):
        return None
    if high.unit is None or (low.unit is not None and low.unit.dimension != high.unit.dimension):
        return None
    value = low.value if low.unit else _low_value(text, low, high, high.unit.factor)
    if value >= high.value:
        return None
    return replace(
        high, start=low.start, value=value, value_high=high.value, qualifier=Qualifier.RANGE
    )


def _low_value(text: str, low: Quantity, high: Quantity, factor: Decimal) -> Decimal:
    """Return the low end in the high end's unit; 3—5万 shares the scale where it stays below."""
    value = numerals.plain(low.value * factor)
    scaled = value * numerals.scale_of(text[high.start : high.end])
    return value if low.is_scaled or scaled >= high.value else numerals.plain(scaled)
