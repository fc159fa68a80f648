"""Which period a figure of a table describes: its labels, the titles above, the envelope."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingestion.extract.headers import Label
from ingestion.model import Role
from ingestion.periods import declared_period, month_span, months_of, with_year, year_of

_FILLED_IN = re.compile(
    r"(?:填报|报送|上报|报出|制表|填表|打印|统计|审核|填表人)?(?:日期|时间)\s*[:：]|有效期"
)
_DESCRIBES = re.compile(
    r"(?:报告期|统计期|统计时间|统计时期|所属期|所属时期|填报期|时期|期间)\s*[:：]"
)
_UNTIL = re.compile(r"截[至止]")
_FOR_THE_YEAR = re.compile(r"年度|全年|年初")
_AIMED = frozenset({Role.TARGET, Role.PLAN})
_YEAR_ALONE = 4


@dataclass(frozen=True, slots=True)
class Base:
    """The period that a table's titles state, else the envelope's, and which of them said it."""

    period_id: str | None
    source: str  # 标题 | 封面信息


@dataclass(frozen=True, slots=True)
class Heads:
    """The labels at the heads of a region's columns, by column, for a figure in one of them."""

    labels: Mapping[int, Label]
    column: int = 0

    def companion(self) -> Label | None:
        """Return the column that 去年同期 stands with: the nearest of this year, to the left first.

        Targets, growth and other years' columns are passed over.
        """
        before = [i for i in self.labels if i < self.column]
        behind = [i for i in self.labels if i > self.column]
        for index in (*sorted(before, reverse=True), *sorted(behind)):
            label = self.labels[index]
            if label.is_derived or label.is_completion or label.role not in {None, Role.ACTUAL}:
                continue
            return label
        return None


@dataclass(frozen=True, slots=True)
class Span:
    """A period and where it came from; `period_id` is null where the envelope's holds."""

    period_id: str | None
    source: str  # 表头 | 标题 | 封面信息
    doubt: str = ""


def settle_period(
    written: Sequence[str],
    labels: Sequence[Label],
    heads: Heads,
    stated: Base,
) -> Span:
    """Return the period of a figure. `written` are those of its labels, the nearest first.

    去年同期 is the same span a year before; 累计 runs from January; 合计 of periods is their span.
    """
    base, source = stated.period_id, stated.source
    siblings = list(heads.labels.values())
    period = _narrowest(written, base)
    if any(label.is_total for label in labels) and (period is None or len(period) == _YEAR_ALONE):
        spans = [label.period_id for label in siblings if label.period_id]
        period = _span_of(spans, period or base) or period
    prior = next((label for label in labels if label.role is Role.PRIOR_PERIOD), None)
    if prior:
        return Span(_of_last_year(prior, period, base, heads), "表头")
    if any(label.role in _AIMED and _FOR_THE_YEAR.search(label.text) for label in labels):
        year = year_of(period or base)
        return Span(year if year.isdigit() else base, "表头")
    if any(label.is_cumulative for label in labels):
        return _cumulative(period or base, siblings, is_written=period is not None)
    if period is not None:
        return Span(period, "表头")
    return Span(base if source == "标题" else None, source)


def base_period(captions: Sequence[str], envelope_period: str | None) -> Base:
    """Return the period of the titles, completed by the envelope, or the envelope's."""
    for caption in reversed(captions):
        if _FILLED_IN.search(caption) and not _DESCRIBES.search(caption):
            continue
        period = declared_period(caption)
        if period:
            stated = with_year(period, year_of(envelope_period))
            return Base(_from_january(stated) if _UNTIL.search(caption) else stated, "标题")
    return Base(envelope_period, "封面信息")


def _from_january(period: str) -> str:
    """截至11月25日: what was done from January on, where that is one year."""
    return _cumulative(period, (), is_written=True).period_id or period


def _narrowest(written: Sequence[str], base: str | None) -> str | None:
    """Return the nearest period within a year, its year filled in; else the nearest."""
    if not written:
        return None
    years = [period for period in written if not period.startswith("XXXX")]
    within = next((p for p in written if len(p) > _YEAR_ALONE), None)
    nearest = within or written[0]
    return with_year(nearest, year_of(years[0] if years else base))


def _span_of(periods: Sequence[str], base: str | None) -> str | None:
    """Return the period that the sibling columns make up together, None across years."""
    months = [months_of(with_year(period, year_of(base))) for period in periods]
    known = [span for span in months if span]
    if len(known) < 2 or len({year for span in known for year, _ in span}) != 1:
        return None
    year = known[0][0][0]
    first, last = min(s[0][1] for s in known), max(s[1][1] for s in known)
    return month_span(str(year), first, last)


def _of_last_year(prior: Label, period: str | None, base: str | None, heads: Heads) -> str | None:
    """Return last year's span: the whole of it, or what the column beside it has of this year."""
    if prior.is_whole_year:
        year = year_of(period or base)
        return str(int(year) - 1) if year.isdigit() else None
    beside = heads.companion() if period is None else None
    if beside is not None and beside.period_id:
        period = with_year(beside.period_id, year_of(base))
        if beside.is_cumulative:
            period = _cumulative(period, (), is_written=True).period_id
    return _year_before(period, base, is_written=prior.period_id is not None)


def _year_before(period: str | None, base: str | None, *, is_written: bool) -> str | None:
    """Return the span of last year; a written year (2019年同期) is the year itself."""
    if is_written and period and base and len(period) == _YEAR_ALONE:
        return period + base[_YEAR_ALONE:] if base[:1].isdigit() and ".." not in base else period
    span = period or base
    if span is None or ".." in span:
        return None
    year = span[:_YEAR_ALONE]
    return f"{int(year) - 1}{span[_YEAR_ALONE:]}" if year.isdigit() else span


def _cumulative(period: str | None, siblings: Sequence[Label], *, is_written: bool) -> Span:
    months = months_of(period) if period else None
    if months is None or months[0][0] != months[1][0]:
        return Span(period, "表头")
    total = month_span(str(months[1][0]), 1, months[1][1])
    beside_current = any(
        sibling.column == "value" and not sibling.is_cumulative for sibling in siblings
    )
    if total == period and beside_current and not is_written:
        return Span(total, "表头", "「累计」与本期同一时期，可能是历年累计")
    return Span(total, "表头")
