"""Periods: the grammar of `period_id`, and how offices write the time a figure describes.

Pure. Callers pass text that `decode.text.normalise` has folded. A period is the time described,
never the day of receipt. Grammar: `2020`, `2020H1`, `2020Q3`, `2020M06`, `2020M01-M11`,
`2017..2021`, `2013M01..2014M12`; `XXXX` in place of a year that the text masks.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

_YEAR = r"(?:\d{4}|XXXX)"
_PERIOD_ID = re.compile(
    rf"(?P<year>{_YEAR})(?:H(?P<half>[12])|Q(?P<quarter>[1-4])"
    rf"|M(?P<first>\d\d)(?:-M(?P<last>\d\d))?)?"
    rf"|(?P<from>\d{{4}})\.\.(?P<to>\d{{4}})"
    rf"|(?P<from_year>\d{{4}})M(?P<from_month>\d\d)\.\.(?P<to_year>\d{{4}})M(?P<to_month>\d\d)"
)

_CHINESE_DIGITS = {char: str(digit) for digit, char in enumerate("〇一二三四五六七八九")} | {
    "零": "0",
    "○": "0",
    "O": "0",
    "0": "0",
}
_CN_MONTHS = {
    name: month
    for month, name in enumerate(
        ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"), start=1
    )
}
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DASH = r"\s?[—\-~至到]{1,2}\s?"
_YEAR_WRITTEN = (
    r"(?:(?<!\d)(?:19|20)\d\d|[二一][〇○零O0九][〇○零O0一二三四五六七八九]{2}"
    r"|(?<![A-Za-z])[Xx×*#＊]{2,4}|(?<!\d)(?:19|20)[Xx×*]{1,2}|(?<!\d)201[xX×*])"
)
_MENTION = re.compile(
    rf"(?P<span>(?P<y1>{_YEAR_WRITTEN})年?(?:度)?{_DASH}(?P<y2>(?:19|20)\d\d)年?(?:度)?(?!\d))"
    r"|十(?P<five>[一二三四])五[”’\"]?(?=期间|时期|以来|五年)"
    rf"|(?P<year>{_YEAR_WRITTEN})(?P<nian>年度?|(?=[HhQq]\d)|(?=\s?[上下]半年)|(?=\s?第?[一二三四1-4]季度)|)"
    rf"(?P<rest>{_DASH}(?P<zz>今))?"
    rf"|(?P<alone>(?=(?:(?:{_MONTH})月?份?{_DASH})?(?:{_MONTH})月|[上下]半年|前?第?[一二三四1-4]个?季度|前[一二三四五六七八九十\d]+个月|全年))"
)
_INNER = re.compile(
    rf"\s?(?:(?P<half_code>[HhQq])(?P<half_number>[1-4])(?!\d)"
    rf"|(?P<half>[上下])半年"
    rf"|(?P<upto>前)(?P<quarters>[一二三1-3])个?季度"
    rf"|(?:第)?(?P<quarter>[一二三四1-4])季度"
    rf"|(?P<m1>{_MONTH})月?份?{_DASH}(?P<m2>{_MONTH})月"
    rf"|前(?P<months>[一二三四五六七八九十]{{1,2}}|\d{{1,2}})个月"
    rf"|(?P<month>{_MONTH})月份?)"
)
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4}
_LAST_MONTH_OF_YEAR = 12
_FIRST_FIVE_YEARS = 2001  # of the tenth plan
_BARE_YEAR = re.compile(r"(?<![\d\-/.])(?:19|20)\d\d(?![\d\-/.号])")


@dataclass(frozen=True, slots=True)
class PeriodMention:
    """A period written in a text. `year` is null where the words give none (上半年, 三月)."""

    period_id: str
    start: int
    end: int
    is_cumulative: bool = False
    has_year: bool = True


def is_period_id(text: str) -> bool:
    """Return whether `text` is a well-formed period id.

    >>> [is_period_id(t) for t in ("2020H1", "XXXXM03", "2020M11-M01", "2020..2017", "2020-1")]
    [True, True, False, False, False]
    """
    return _parse(text) is not None


def period_end(period_id: str) -> date | None:
    """Return the last day of a period; null where its year is masked. Raises ValueError.

    >>> period_end("2020H1"), period_end("XXXX")
    (datetime.date(2020, 6, 30), None)
    """
    months = months_of(period_id)
    if months is None:
        return None
    year, month = months[1]
    return date(year, month, calendar.monthrange(year, month)[1])


def months_of(period_id: str) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Return the first and last (year, month) of a period; null where its year is masked.

    >>> months_of("2020M01-M11")
    ((2020, 1), (2020, 11))
    """
    parsed = _parse(period_id)
    if parsed is None:
        raise ValueError(f"期间代码写法不对：{period_id}")
    first_year, first, last_year, last = parsed
    if not first_year or not last_year:
        return None
    return (first_year, first), (last_year, last)


def month_span(year: str, first: int, last: int) -> str:
    """Return the id of months `first`..`last` of a year; 1—6 is H1, 1—3 is Q1, 1—12 the year.

    >>> month_span("2020", 1, 6), month_span("2020", 1, 11), month_span("2020", 3, 3)
    ('2020H1', '2020M01-M11', '2020M03')
    """
    if first == last:
        return f"{year}M{first:02d}"
    named = {(1, 12): "", (1, 6): "H1", (7, 12): "H2"}
    named |= {(3 * quarter - 2, 3 * quarter): f"Q{quarter}" for quarter in (1, 2, 3, 4)}
    if (first, last) in named:
        return year + named[first, last]
    return f"{year}M{first:02d}-M{last:02d}"


def find_periods(text: str) -> list[PeriodMention]:
    """Return every period written in `text`, in order; one without a year carries `XXXX`.

    >>> [p.period_id for p in find_periods("2020年上半年,1—9月,2012年至2016年,XX年,十三五期间")]
    ['2020H1', 'XXXXM01-M09', '2012..2016', 'XXXX', '2016..2020']
    """
    found: list[PeriodMention] = []
    position = 0
    while match := _MENTION.search(text, position):
        mention = _mention(text, match)
        if mention is None:
            position = max(match.end(), match.start() + 1)
            continue
        found.append(mention)
        position = mention.end
    return found


def declared_period(title: str) -> str | None:
    """Return the period that a title, file name or folder declares; null where it says none.

    The first period wins: a summary and plan (2019年总结及2020年打算) is about the first.

    >>> declared_period("2013年敖汉旗妇联工作总结"), declared_period("XX县妇联XX年工作总结")
    ('2013', 'XXXX')
    """
    mentions = [m for m in find_periods(title) if m.period_id != "XXXX" or m.has_year]
    dated = [mention for mention in mentions if mention.has_year]
    if dated:
        return _inside_year(title, dated[0]) or dated[0].period_id
    bare = _BARE_YEAR.search(title)
    if bare:
        return with_year(mentions[0].period_id, bare[0]) if mentions else bare[0]
    return mentions[0].period_id if mentions else None


def with_year(period_id: str, year: str) -> str:
    """Return the period with `XXXX` replaced by `year`: a document's own year completes 上半年."""
    return period_id.replace("XXXX", year) if period_id.startswith("XXXX") else period_id


def count_of(written: str) -> int:
    """Return a small number of years or months as written: 五, 两, 3."""
    return 2 if written == "两" else _month(written)


def year_of(period_id: str | None) -> str:
    """Return the last year of a period as four characters, `XXXX` where it is unknown."""
    if not period_id:
        return "XXXX"
    tail = period_id.rpartition("..")[2]
    return tail[:4]


def _parse(text: str) -> tuple[int, int, int, int] | None:
    match = _PERIOD_ID.fullmatch(text)
    if match is None:
        return None
    part = match.groupdict()
    if part["from"]:
        bounds = (int(part["from"]), 1, int(part["to"]), _LAST_MONTH_OF_YEAR)
    elif part["from_year"]:
        bounds = (
            int(part["from_year"]),
            int(part["from_month"]),
            int(part["to_year"]),
            int(part["to_month"]),
        )
    else:
        year = 0 if part["year"] == "XXXX" else int(part["year"])
        first, last = _months_within(part)
        bounds = (year, first, year, last)
    return bounds if _in_order(bounds) else None


def _in_order(bounds: tuple[int, int, int, int]) -> bool:
    first_year, first, last_year, last = bounds
    if not (1 <= first <= _LAST_MONTH_OF_YEAR and 1 <= last <= _LAST_MONTH_OF_YEAR):
        return False
    return (first_year, first) <= (last_year, last)


def _months_within(part: dict[str, str | None]) -> tuple[int, int]:
    if part["half"]:
        half = int(part["half"])
        return 6 * half - 5, 6 * half
    if part["quarter"]:
        quarter = int(part["quarter"])
        return 3 * quarter - 2, 3 * quarter
    if part["first"]:
        return int(part["first"]), int(part["last"] or part["first"])
    return 1, _LAST_MONTH_OF_YEAR


def _mention(text: str, match: re.Match[str]) -> PeriodMention | None:
    if match["span"] or match["five"]:
        return _span(match)
    if match["year"] is None:
        return _within(text, "XXXX", match.start(), match.start())
    year = _year(match["year"])
    inner = _within(text, year, match.start(), match.end())
    if inner:
        return inner
    if not match["nian"]:
        return None
    return PeriodMention(year, match.start(), match.end())


def _span(match: re.Match[str]) -> PeriodMention | None:
    """2012年至2016年, 十三五期间."""
    if match["five"]:
        start = _FIRST_FIVE_YEARS + 5 * _QUARTERS[match["five"]]
        return PeriodMention(f"{start}..{start + 4}", match.start(), match.end())
    first, last = _year(match["y1"]), _year(match["y2"])
    if not (first.isdigit() and first < last):
        return None
    return PeriodMention(f"{first}..{last}", match.start(), match.end(), is_cumulative=True)


def _within(text: str, year: str, start: int, position: int) -> PeriodMention | None:
    inner = _INNER.match(text, position)
    if inner is None:
        if text.startswith("全年", position) and start == position:
            return PeriodMention("XXXX", start, position + 2, has_year=False)
        return None
    months = _inner_months(inner)
    if months is None:
        return None
    return PeriodMention(
        month_span(year, *months),
        start,
        inner.end(),
        is_cumulative=months[0] == 1 and months[1] > 1,
        has_year=start != position,
    )


def _inner_months(inner: re.Match[str]) -> tuple[int, int] | None:
    part = inner.groupdict()
    if part["half_code"]:
        return _coded(part["half_code"].upper(), int(part["half_number"]))
    if part["half"] or part["quarters"] or part["quarter"]:
        return _named_part(part)
    if part["m1"]:
        first, last = _month(part["m1"]), _month(part["m2"])
        return (first, last) if first < last else None
    if part["months"]:
        count = _month(part["months"])
        return (1, count) if 1 <= count <= _LAST_MONTH_OF_YEAR else None
    month = _month(part["month"])
    return month, month


def _named_part(part: dict[str, str | None]) -> tuple[int, int]:
    """上半年, 前三季度, 二季度."""
    if part["half"]:
        return (1, 6) if part["half"] == "上" else (7, 12)
    if part["quarters"]:
        return 1, 3 * _quarter(part["quarters"])
    quarter = _quarter(part["quarter"] or "")
    return 3 * quarter - 2, 3 * quarter


def _coded(letter: str, number: int) -> tuple[int, int] | None:
    if letter == "Q":
        return 3 * number - 2, 3 * number
    return (6 * number - 5, 6 * number) if number <= 2 else None


def _quarter(written: str) -> int:
    return _QUARTERS.get(written) or int(written)


def _month(written: str) -> int:
    return _CN_MONTHS.get(written) or int(written)


def _year(written: str) -> str:
    if written.isascii() and written.isdigit():
        return written
    digits = "".join(_CHINESE_DIGITS.get(char, char) for char in written)
    return digits if digits.isdigit() and len(digits) == 4 else "XXXX"


def _inside_year(title: str, year: PeriodMention) -> str | None:
    """Return the part of the year that stands apart from it: 2013年县妇联1—11月份小结."""
    if len(year.period_id) != len("XXXX"):
        return None
    for mention in find_periods(title[year.end :]):
        if mention.has_year:
            return None
        if mention.period_id != "XXXX":
            return with_year(mention.period_id, year.period_id)
    return None
