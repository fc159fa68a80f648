"""Which period a delivery reports: declared in words, completed by a date, or told by its body.

Pure. The first declaration with a year decides. Words without a year (前三季度, 3月份) take it from
the date of issue; an office that writes XX年 has hidden it, and nobody fills it in.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from ingestion.collect.declarations import head_lines, long_paragraphs, signature_lines
from ingestion.model import Declared, Document, Finding, Severity
from ingestion.periods import (
    declared_period,
    find_periods,
    is_period_id,
    months_of,
    with_year,
    year_of,
)

MASKED = "XXXX"
_SAID_BY_BODY = ("title", "body")
# A day written with hyphens is a web page's own clock, not an office's signature.
_MONTH_OF_ISSUE = re.compile(r"(?P<year>\d{4})M(?P<month>\d\d)")
_YEAR_IN_PROSE = re.compile(r"(?<!\d)(?:19|20)\d\d(?=年|[〕\])﹞】])")
_REPORTS = re.compile(r"总结|报告|汇报|小结|情况|要点|报表|统计")
_SPEECH = re.compile(r"会议?上的?(?:讲话|发言|报告)")
_CONGRESS = re.compile(r"代表大会|妇代会|换届")
_LAST_MONTH_OF_H1 = 6
_FIVE_YEARS = re.compile(r"五年来|过去的?五年|五年工作|近五年")
_ENOUGH_MENTIONS = 2
_PUBLISHED = re.compile(
    r"(?:发布|发表|更新|录入|添加)?(?:时间|日期)[:：]?\s*(?P<year>20\d\d)[-/.年](?P<month>\d{1,2})"
)
_HEAD_OF_PAGE = 12  # lines
_LAST_MONTH_LOOKED_BACK = 3  # what a page shows from January to March reports the year before


def settle_period(
    sidecar: Declared | None, declarations: Iterable[Declared], document: Document
) -> tuple[Declared | None, tuple[Finding, ...]]:
    """Return the period id with what said it, and a finding for each other year declared."""
    if sidecar:
        period_id = _read(sidecar.value)
        return (Declared(period_id, "sidecar", sidecar.value), ()) if period_id else (None, ())
    said = [*_declared(declarations)]
    dated = [one for one in said if MASKED not in one.value]
    hidden = next((one for one in said if one.value == MASKED), None)
    if hidden and (not dated or dated[0].source in _SAID_BY_BODY):
        # The office hid its year; the year in a web page's own title is then the page's.
        return hidden, tuple(_conflicts(hidden, dated))
    standing = _looked_back(dated[0], document) if dated else _undeclared(said, document)
    return standing, tuple(_conflicts(standing, dated)) if standing else ()


def _looked_back(declared: Declared, document: Document) -> Declared:
    """在2014年妇女工作会议上的讲话, given in March: it reports the year before."""
    issued = _issue_date(document)
    is_speech = declared.source == "title" and _SPEECH.search(declared.evidence)
    year = declared.value
    if not (is_speech and issued and year == str(issued[0])):
        return declared
    if issued[1] > _LAST_MONTH_LOOKED_BACK:
        return declared
    evidence = f"{declared.evidence}（{issued[0]}年{issued[1]}月的讲话，回顾上一年）"
    return Declared(str(issued[0] - 1), declared.source, evidence)


def _declared(declarations: Iterable[Declared]) -> Iterator[Declared]:
    for said in declarations:
        if said.source == "signature":
            continue
        period_id = _read(said.value)
        if period_id and not _is_passing(said, period_id):
            yield Declared(period_id, said.source, said.value)


def _read(text: str) -> str | None:
    return text if is_period_id(text) else declared_period(text)


def _is_passing(said: Declared, period_id: str) -> bool:
    """Tell whether the words speak of a time by the way: a day of issue, an opening's aside."""
    if said.source == "title":
        return _month_written(said.value) is not None and not _REPORTS.search(said.value)
    if said.source != "body":
        return False
    mention = next(iter(find_periods(said.value)), None)
    return mention is None or mention.start > 2 or re.search(r"M\d\d$", period_id) is not None


def _undeclared(said: list[Declared], document: Document) -> Declared | None:
    """Return the period where no declaration names a year."""
    issued = _issue_date(document)
    partial = next(iter(said), None)
    if partial and issued:
        whole = with_year(partial.value, str(_year_reported(partial.value, *issued)))
        return Declared(whole, partial.source, f"{partial.evidence}（落款 {issued[0]}年）")
    if issued and (years := _five_years(document, *issued)):
        return years
    if issued:
        return Declared(str(issued[0]), "signature", f"落款 {issued[0]}年{issued[1]}月")
    return _year_of_body(document) or partial or _year_of_page(document)


def _issue_date(document: Document) -> tuple[int, int] | None:
    """Return year and month of the date the report was signed with, else of the one at its head."""
    for text in [*reversed([*signature_lines(document)]), *head_lines(document)]:
        if issued := _month_written(text):
            return issued
    return None


def _month_written(text: str) -> tuple[int, int] | None:
    for mention in find_periods(text):
        if match := _MONTH_OF_ISSUE.fullmatch(mention.period_id):
            return int(match["year"]), int(match["month"])
    return None


def _year_reported(partial: str, year: int, month: int) -> int:
    """Return the year of 前三季度 in a report issued then: months to come are last year's."""
    months = months_of(with_year(partial, str(year)))
    return year - 1 if months and months[1][1] > month else year


def _five_years(document: Document, year: int, month: int) -> Declared | None:
    """Return the five years that a report to a congress looks back on.

    One given in the first half of a year looks back on the years before it.
    """
    is_congress = any(_CONGRESS.search(text) for text in head_lines(document))
    match = _FIVE_YEARS.search(document.normalized.text) if is_congress else None
    if match is None:
        return None
    last = year - 1 if month <= _LAST_MONTH_OF_H1 else year
    return Declared(f"{last - 4}..{last}", "body", f"{match[0]}（落款 {year}年{month}月）")


def _year_of_body(document: Document) -> Declared | None:
    """Return the year that the prose speaks of most, where it does so more than once."""
    years = Counter(
        year for text in long_paragraphs(document) for year in _YEAR_IN_PROSE.findall(text)
    )
    ranked = years.most_common(2)
    if not ranked or ranked[0][1] < _ENOUGH_MENTIONS:
        return None
    if len(ranked) > 1 and ranked[1][1] == ranked[0][1]:
        return None
    year, count = ranked[0]
    return Declared(year, "body", f"正文 {count} 处写 {year} 年")


def _year_of_page(document: Document) -> Declared | None:
    """Return the year that a web page's own date speaks for; the weakest of all evidence."""
    for line in document.normalized.text.splitlines()[:_HEAD_OF_PAGE]:
        if published := _PUBLISHED.search(line):
            year, month = int(published["year"]), int(published["month"])
            reported = year - 1 if month <= _LAST_MONTH_LOOKED_BACK else year
            return Declared(str(reported), "page", f"网页{published[0]}")
    return None


def _conflicts(standing: Declared, dated: list[Declared]) -> Iterator[Finding]:
    others = {year_of(said.value): said for said in dated}
    others.pop(year_of(standing.value), None)
    for said in others.values():
        yield Finding(
            "period_conflict",
            Severity.WARNING,
            f"「{standing.evidence}」与「{said.evidence}」所指年份不同，暂按前者。请确认。",
            period_id=standing.value,
            figures=(standing.value, said.value),
        )
