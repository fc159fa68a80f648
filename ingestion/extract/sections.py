"""Headings and item titles: what the text below them is about, and whether it is a plan.

Pure. A heading is a context, never evidence enough for a figure of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ingestion.extract.lexicon import Lexicon

_FIRST_LEVEL = re.compile(
    r"^\s*(?:[一二三四五六七八九十]{1,3}[、.]|第[一二三四五六七八九十]+[、,:章部]"
    r"|[上中下]篇[:、 ])|^▲"
)
_SECOND_LEVEL = re.compile(
    r"^\s*(?:[(〔][一二三四五六七八九十]{1,2}[)〕]|\d{1,2}[、.](?!\d)|[●■★◆·]|——)"
)
_ITEM = re.compile(
    r"^\s*(?:[一二三四五六七八九十]{1,2}[是要]|其[一二三四五六]|首先|其次|再次|最后|[⑴-⒇①-⑳]|第[一二三四五六]"
    r"|[(〔]?\d{1,2}[)〕、.](?!\d)|——|[●■★◆·])"
)
_TO_DO = re.compile(r"^\s*[一二三四五六七八九十]{1,2}要")  # 三要在关爱民生上有新举措
_LONGEST_HEADING = 45
_LONGEST_BARE_TITLE = 20  # 明年打算: a line of its own without a number before it
_LONGEST_ITEM_TITLE = 32
_DIGIT = re.compile(r"\d")


@dataclass(slots=True)
class Context:
    """Where in the report a sentence stands. Each field is a span of the reading text."""

    title: tuple[int, int] = (0, 0)  # of the whole report
    heading: tuple[int, int] = (0, 0)  # 一、…
    subheading: tuple[int, int] = (0, 0)  # (一)… or 1.…
    item: tuple[int, int] = (0, 0)  # 一是…。
    body_start: int = 0  # where the text under the innermost title begins
    kind: str = "report"  # report | plan | problem
    is_plan_part: bool = False  # below a bare line 2021年工作计划
    plan_period: str | None = None  # the year that such a line names
    titles: list[tuple[int, int]] = field(default_factory=list)

    def spans(self) -> list[tuple[int, int]]:
        """Return the titles, innermost first."""
        return [span for span in (self.item, self.subheading, self.heading) if span[1] > span[0]]


class SectionReader:
    """Follows the headings of a document, sentence by sentence."""

    def __init__(self, lexicon: Lexicon, own_year: str = "") -> None:
        self._own_year = own_year
        self._plan = lexicon.pattern("plan_heading")
        self._problem = lexicon.pattern("problem_heading")
        self.context = Context()
        self._kind_before: str | None = None  # where items of what is to do interrupt a part

    def open_document(self, line: str, start: int) -> None:
        """Take the first line as the report's title, where it is one: no sentence, not numbered."""
        is_title = len(line) <= _LONGEST_HEADING and "。" not in line
        if is_title and not _FIRST_LEVEL.match(line):
            self.context.title = (start, start + len(line))

    def is_heading(self, line: str, *, is_marked: bool) -> bool:
        """Return whether a whole paragraph is a heading."""
        if len(line) > _LONGEST_HEADING or "。" in line[:-1]:
            return False
        if is_marked or _FIRST_LEVEL.match(line) or _part_of(line):
            return True
        if (
            len(line) <= _LONGEST_BARE_TITLE
            and self._plan.search(line)
            and line[-1:] not in "。;；,"
        ):
            return True
        return _SECOND_LEVEL.match(line) is not None and line[-1:] not in "。;；"

    def open_heading(self, line: str, start: int) -> None:
        """Take a heading line as the context of what follows."""
        self._kind_before = None
        span = (start, start + len(line))
        if _SECOND_LEVEL.match(line) and not _FIRST_LEVEL.match(line):
            self.context.subheading = span
        else:
            self.context.heading = span
            self.context.subheading = (0, 0)
            self._open_part(line)
            self.context.kind = "plan" if self.context.is_plan_part else self._kind(line)
        self.context.item = (0, 0)
        self.context.body_start = span[1]

    def open_paragraph(self, line: str, start: int) -> None:
        """End the item before a paragraph; a marker at its head ends the subheading too."""
        context = self.context
        if self._kind_before is not None and not _TO_DO.match(line):
            context.kind, self._kind_before = self._kind_before, None
        context.item = (0, 0)
        context.body_start = start
        if _FIRST_LEVEL.match(line):
            title = _title_end(line)
            context.heading = (start, start + title)
            context.subheading = (0, 0)
            context.kind = "plan" if context.is_plan_part else self._kind(line[:title])
        elif _SECOND_LEVEL.match(line):
            context.subheading = (start, start + _title_end(line))
        elif self._opens_plan(line):
            context.kind = "plan"

    def open_sentence(self, sentence: str, start: int, *, is_first: bool) -> None:
        """一是抓培训。: a short sentence that opens an item is its title; 一要: what is to do."""
        if _TO_DO.match(sentence) and self._kind_before is None:
            self._kind_before, self.context.kind = self.context.kind, "plan"
        if _ITEM.match(sentence):
            self.context.item = (start, start + _title_end(sentence))
            self.context.body_start = start
        elif is_first and len(sentence) <= _LONGEST_ITEM_TITLE and not _DIGIT.search(sentence):
            self.context.item = (start, start + len(sentence))
            self.context.body_start = start

    def _open_part(self, line: str) -> None:
        """2021年工作计划 and 2020年工作总结, each a line of its own, divide a document in parts."""
        part = _part_of(line)
        if part:
            self.context.is_plan_part = part == "plan"
            year = _WRITTEN_YEAR.search(line)
            self.context.plan_period = year[0] if year and part == "plan" else None

    def _kind(self, title: str) -> str:
        if self._problem.search(title):
            return "problem"
        year = _TITLE_YEAR.match(title)
        if year and self._own_year.isdigit() and year["year"] > self._own_year:
            return "plan"
        return "plan" if self._plan.search(title) and "完成" not in title else "report"

    def _opens_plan(self, line: str) -> bool:
        return self.context.kind != "plan" and _PLAN_OPENING.match(line) is not None


_PLAN_OPENING = re.compile(
    r"^\s*(?:(?:20\d\d|二〇..|新的一|来|明|下一)年|下半年|下一步|下阶段|下月|[一二三四下]季度|今后|\d{1,2}月份?)"
    r"[,，](?:我们|县妇联|市妇联|区妇联|旗妇联|镇妇联|妇联)?(?:将|拟|计划|要|继续|力争|确保|争取|打算|重点)"
)


_PLAN_PART = re.compile(
    r"\s*(?:[\u4e00-\u9fff]{0,12}妇联)?(?:20\d\d年度?|二〇..年度?|明年|来年|新的?一年|下一?年度?|下一?步|下一?阶段|今后|下半年)"
    r"(?:的|我们|妇联|妇女|妇女儿童|全县|重点|主要|总体)*工作?(?:的|重点|初步)*"
    r"(?:计划|打算|思路|要点|安排|设想|展望|谋划|目标|目标任务)[:：]?\s*"
)
_REPORT_PART = re.compile(
    r"\s*(?:[\u4e00-\u9fff]{0,12}妇联)?(?:20\d\d年度?|二〇..年度?|今年|本年度?|上半年)?"
    r"(?:的|我们|妇联|妇女|妇女儿童|全县|主要|重点)*工作(?:总结|回顾|情况|完成情况|开展情况|小结)[:：]?\s*"
)
_WRITTEN_YEAR = re.compile(r"20\d\d")
# 七、2017年:乘势而上: a title that opens with a year to come.
_TITLE_YEAR = re.compile(r"[\W一二三四五六七八九十]*(?:[上中下]篇[:：])?(?P<year>20\d\d)年")


def _part_of(line: str) -> str:
    if _PLAN_PART.fullmatch(line):
        return "plan"
    return "report" if _REPORT_PART.fullmatch(line) else ""


def _title_end(line: str) -> int:
    """Return the length of the title at the head of a line: up to its first full stop."""
    stop = line.find("。")
    colon = line.find(":")
    if 0 < colon < (stop if stop > 0 else len(line)) and colon <= _LONGEST_ITEM_TITLE:
        stop = colon
    comma = line.find(",")
    if stop < 0 or stop > _LONGEST_ITEM_TITLE:
        stop = comma if 0 < comma <= _LONGEST_ITEM_TITLE else min(len(line), _LONGEST_ITEM_TITLE)
    return stop
