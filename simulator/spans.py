"""Reporting periods: what part of the year they cover, and what an office calls them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from ingestion.errors import JinguoError

_PERIOD = re.compile(
    r"(?P<year>\d{4})(?:H(?P<half>[12])|Q(?P<quarter>[1-4])|M(?P<first>\d\d)(?:-M(?P<last>\d\d))?)?"
)
_QUARTERS = "一二三四"


@dataclass(frozen=True, slots=True)
class Span:
    """Months `first`..`last` (1-based, inclusive) of one year."""

    period_id: str
    year: int
    first: int
    last: int

    @property
    def end(self) -> date:
        """Return the last day."""
        return date(self.year + self.last // 12, self.last % 12 + 1, 1) - timedelta(days=1)

    @property
    def is_year(self) -> bool:
        """Whether it is a whole year."""
        return (self.first, self.last) == (1, 12)

    def in_year(self, year: int) -> Span:
        """Return the same months of another year."""
        period_id = f"{year}{self.period_id[4:]}"
        return Span(period_id, year, self.first, self.last)

    def since(self, year: int) -> str:
        """Return the period id of all time from the start of a year to this span's end.

        >>> read_span("2020").since(2010), read_span("2020H1").since(2010)
        ('2010..2020', '2010M01..2020M06')
        """
        if self.last == 12:
            return f"{year}..{self.year}"
        return f"{year}M01..{self.year}M{self.last:02d}"

    @property
    def label(self) -> str:
        """Return what a title calls it: 2020年上半年.

        >>> [read_span(p).label for p in ("2019", "2020Q3", "2020M01-M11")]
        ['2019年', '2020年第三季度', '2020年1—11月']
        """
        return f"{self.year}年{self.short_label}"

    @property
    def short_label(self) -> str:
        """Return the label without its year; empty for a whole year."""
        tail = self.period_id[4:]
        if tail.startswith("H"):
            return "上半年" if tail == "H1" else "下半年"
        if tail.startswith("Q"):
            return f"第{_QUARTERS[int(tail[1]) - 1]}季度"
        return self._months_label() if tail else ""

    def _months_label(self) -> str:
        return f"{self.first}月" if self.first == self.last else f"{self.first}—{self.last}月"


def read_span(period_id: str) -> Span:
    """Return the span of a period within one year; raises JinguoError for anything else."""
    match = _PERIOD.fullmatch(period_id)
    if match is None:
        raise JinguoError(
            f"报告期 {period_id} 无法模拟：请用 2020、2020H1、2020Q3、2020M06、2020M01-M11"
        )
    first, last = _months(match)
    if not 1 <= first <= last <= 12:
        raise JinguoError(f"报告期 {period_id} 的月份不成立")
    return Span(period_id, int(match["year"]), first, last)


def _months(match: re.Match[str]) -> tuple[int, int]:
    if match["half"]:
        return (1, 6) if match["half"] == "1" else (7, 12)
    if match["quarter"]:
        last = int(match["quarter"]) * 3
        return last - 2, last
    if match["first"]:
        first = int(match["first"])
        return first, int(match["last"] or first)
    return 1, 12
