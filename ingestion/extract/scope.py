"""Which period and which organisation a figure belongs to, where its sentence says so.

Pure. Null means that the envelope's holds. A period written earlier in the sentence holds until
the next one; 截至6月底 names the end of the report, not another period.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from ingestion import periods
from ingestion.extract.festivals import Festivals
from ingestion.extract.figures import Figure
from ingestion.extract.links import Link
from ingestion.extract.neighbours import Neighbours
from ingestion.extract.sections import Context
from ingestion.model import Role

_LAST_YEARS = re.compile(r"(?:去年|上年)的?$")
_UNTIL = re.compile(r"(?:截至|截止|截至到|到|至|止)(?:目前)?$")
_SINCE = re.compile(
    r"^\s*(?:\d{1,2}日)?(?:底|初)?(?:以来|起|启动|开办|设立|成立|推出|项目落地|列入|列为|落地|开展以来|至今|到现在)"
)
_COMPARES = frozenset("比较与由从")
_DISTRIBUTES = re.compile(r"(?:分别|依次|各年)")
_PRIOR_WORD = re.compile(
    r"(?:去年同期|上年同期|去年底|上年底|去年全年|去年|上年|前年|上一年|同期)[^,。;]{0,12}$"
)
_PRIOR_OPENING = re.compile(r"\s*(?:去年|上年|前年|上一年)")
_CUMULATIVE_OF = {
    "loans_amount": "loans_amount_cumulative",
    "loan_borrowers": "loan_borrowers_cumulative",
}
_MANY_YEARS = re.compile(
    r"(?<![\d一二三四五六七八九十]月)(?:累计|累积)|历年|[两二三四五]年来"
    r"|(?:20\d\d年|工作开展|项目|政策|贷款)[^,。;]{0,12}(?:以来|至今|算起|启动|开办|推出)"
)
_THIS_YEAR = re.compile(r"(?:今年|当年|本年|全年|上半年|本月|其中|\d月|季度|上年|去年)")
_FEWEST_IN_SERIES = 2
_FARTHEST_PLACE = 120
_FARTHEST_PARENT = 40
_YEARS = re.compile(r"\d{4}\.\.\d{4}")
_WHOLE_PREFECTURE = frozenset({"全市", "全州", "全盟"})
_WHOLE_YEAR = re.compile(r"(?:全年|今年|年度|年任务)")
_PARENT = re.compile(
    r"(?:^|[,，。;:、\s(])(?:据[^,]{0,10},)?([全我]省|全国|全自治区|全州|全盟|[全我]市)"
)
_SUBORDINATE = re.compile(
    r"(?:^|[,，。;:、(\n]|其中|\d[.、]|[一二三四五六七八九十]是)\s*(?:例如|比如|如|像|以)?"
    r"((?!全|各|乡镇|我|配备|配齐|选出|兄弟|[一二三四五六七八九十]是|街道|村镇|城镇|旗镇|区镇|县镇|苏木乡镇|个|到|在|向|为|深入|走进|给|行政|每|所有|部分)"
    r"(?:[^\W\d的对及了们]{1,7}?"
    r"(?:(?<![城乡村集小])镇|镇(?=妇联(?![主干组执专]))|(?<![下出对返回城家老同入多数个本各离])乡|街道|苏木)"
    r"(?!村|级|街道|两级|妇女|干部|区域|机关|各|的|卫生|党|政府|乡镇|自筹|[、和等])"
    r"(?:(?:[^\W\d]{1,8}?(?:社区|村|嘎查))?妇联|[\u4e00-\u9fff]{0,12}?(?:合作社|协会|爱心小屋))?"
    r"|[^\W\d的对及了们]{0,14}?(?:开发|[新园矿景林]|管理|度假|示范|工业)区妇联"
    r"|[^\W\d的对及了们]{2,14}?(?:[林农茶渔牧]场|管理[处局]|办事处|公园|社区|村|嘎查)妇联))"
)
_RESETS = re.compile(
    r"(?:全[县市区旗镇乡]|我[县市区旗镇乡]|县妇联|市妇联|(?<![社园发新理景林])区妇联|旗妇联)"
)
_OWN_AGAIN = re.compile(r"[我本][县市区旗镇乡]|全[县区旗镇乡]")
_OFFICE = re.compile(r"(?:妇女联合会|妇联).*$")
_RELATIVE = re.compile(
    r"(?<![\d一二三四五六七八九十])(?P<years>[两二三四五六七八九十]|\d)年(?:来|间)|明年|来年|下一?年度?(?!年)"
)
_THIS_YEAR_AGAIN = re.compile(r"今年|本年度?(?!底)|当年|(?<!年)全年")


@dataclass(frozen=True, slots=True)
class Place:
    """Whose figure a sentence says it is. `is_parent` for 全省, 全国."""

    name: str
    is_parent: bool = False
    code: str | None = None


class Scope:
    """Period and organisation rules over one text."""

    def __init__(self, text: str, envelope_period: str | None, organization_name: str) -> None:
        self._text = text
        self._own = envelope_period
        self.year = periods.year_of(envelope_period)
        self._mentions = periods.find_periods(text)
        self._starts = [mention.start for mention in self._mentions]
        self._below = list(_SUBORDINATE.finditer(text))
        self._below_starts = [match.start(1) for match in self._below]
        self._festivals = Festivals(text)
        name = _OFFICE.sub("", organization_name)
        self._is_city = name.endswith("市")
        self._relatives = list(_RELATIVE.finditer(text))
        self._relative_starts = [match.start() for match in self._relatives]
        self._neighbours = Neighbours(text, name)

    def period_of(self, figure: Figure, role: Role, context: Context) -> str | None:
        """Return the period of a figure where it is not the envelope's."""
        clause = self._text[max(figure.clause_start, figure.start - 16) : figure.start]
        if role is Role.TARGET and _WHOLE_YEAR.search(clause) and ".." not in (self._own or ""):
            found: str | None = self.year
            return None if found == self._own else found
        found = self._stated(figure, role)
        if found is None:
            found = self._implied(figure, role, context)
        return None if found == self._own else found

    def is_future(self, period: str | None) -> bool:
        """Return whether a period begins after the report's own ends."""
        if not period or not self._own or not self.year.isdigit():
            return False
        year = period[:4]
        return year.isdigit() and int(year) > int(self.year)

    def as_cumulative(self, figure: Figure, link: Link) -> Link:
        """累计, 自2010年启动以来: loans of many years are not this year's."""
        code = _CUMULATIVE_OF.get(link.indicator_code or "")
        if code is None or ".." in (self._own or ""):
            return link
        lead = self._text[max(figure.sentence_start, figure.start - 60) : figure.start]
        lead = lead.rpartition(";")[2]
        last = max((match.end() for match in _MANY_YEARS.finditer(lead)), default=-1)
        if last < 0 or _THIS_YEAR.search(lead, last):
            return link
        return Link(code, link.confidence, "cumulative", link.word)

    def series_period(self, figure: Figure, index: int, count: int) -> str | None:
        """Return the year of the `index`-th of `count` figures listed 分别为 over years.

        `figure` is the first of them.
        """
        lead = self._text[max(figure.sentence_start, figure.start - 30) : figure.start]
        if count < _FEWEST_IN_SERIES or not _DISTRIBUTES.search(lead):
            return None
        years = [
            mention.period_id
            for mention in self._near(figure.sentence_start, figure.start)
            if mention.has_year
        ]
        if len(years) == count:
            return years[index]
        spans = [year for year in years if ".." in year]
        if len(spans) == 1:
            first, last = spans[0].split("..")
            if first.isdigit() and int(last) - int(first) + 1 == count:
                return str(int(first) + index)
        return None

    def place_of(self, figure: Figure, *, level: str) -> Place | None:
        """Return the other organisation that the sentence speaks of."""
        start = max(figure.chain_start, figure.start - _FARTHEST_PLACE)
        near = self._text[max(start, figure.start - _FARTHEST_PARENT) : figure.start]
        parents = list(_PARENT.finditer(near))
        is_own = bool(parents) and _OWN_AGAIN.search(near, parents[-1].end()) is not None
        if parents and not is_own and self._is_parent(parents[-1][1], level):
            return Place(parents[-1][1], is_parent=True)
        neighbour = self._neighbours.before(start, figure.start)
        if neighbour:
            return Place(neighbour)
        low = bisect_left(self._below_starts, start)
        found = self._below[low : bisect_left(self._below_starts, figure.start)]
        if level == "township" or not found or found[-1].end() > figure.start:
            return None
        last = found[-1]
        is_list = self._text[last.start()] == "、"
        if is_list or _RESETS.search(self._text, last.end(), figure.start):
            return None
        return Place(last[1].removeprefix("其中"))

    def _is_parent(self, word: str, level: str) -> bool:
        if level == "prefecture" and word in _WHOLE_PREFECTURE:
            return False
        if word in {"全市", "我市"}:
            return level == "county" and not self._is_city and "市" not in self._own_kind()
        return True

    def _own_kind(self) -> str:
        return "市" if re.search(r"我市|市妇联(?:围绕|在|以|紧)", self._text[:600]) else ""

    def _near(self, start: int, end: int) -> list[periods.PeriodMention]:
        low, high = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [mention for mention in self._mentions[low:high] if mention.end <= end]

    def _stated(self, figure: Figure, role: Role) -> str | None:
        """Return the period written before the number in its sentence."""
        lead_start = figure.chain_start
        prior = _PRIOR_WORD.search(self._text[max(lead_start, figure.start - 24) : figure.start])
        if role is Role.PRIOR_PERIOD and not prior:
            prior = _PRIOR_OPENING.match(self._text, figure.sentence_start, figure.start)
        if role is Role.PRIOR_PERIOD and prior:
            return self._before_own(prior[0])
        for again in _THIS_YEAR_AGAIN.finditer(self._text, lead_start, figure.start):
            lead_start = again.end()
        return self._relative(lead_start, figure.start) or self._named(lead_start, figure, role)

    def _named(self, lead_start: int, figure: Figure, role: Role) -> str | None:
        """Return the period of the last date or festival between a start and a figure."""
        festival = self._festivals.last(lead_start, figure.start)
        for mention in reversed(self._near(lead_start, figure.start)[-6:]):
            if festival and mention.start < festival[0]:
                break
            if self._is_compared(mention) and mention.start < figure.left_start:
                continue
            period = self._as_scope(mention)
            if period is not None:
                return period
        if festival and role in {Role.ACTUAL, Role.APPLIED_FOR}:
            return self._within_own(festival[1])
        return None

    def _relative(self, start: int, end: int) -> str | None:
        """五年来 → the five years that end with the report's; 明年 → the year after it."""
        if not self.year.isdigit() or ".." in (self._own or ""):
            return None
        index = bisect_left(self._relative_starts, end) - 1
        if index < 0 or self._relative_starts[index] < start:
            return None
        near = self._near(start, end)
        if near and near[-1].start > self._relative_starts[index]:
            return None
        years = self._relatives[index]["years"]
        if years is None:
            return str(int(self.year) + 1)
        return f"{int(self.year) - periods.count_of(years) + 1}..{self.year}"

    def _is_compared(self, mention: periods.PeriodMention) -> bool:
        """比2016年的4100万元: the year holds for that number alone."""
        return self._text[max(0, mention.start - 1) : mention.start] in _COMPARES

    def _as_scope(self, mention: periods.PeriodMention) -> str | None:
        before = self._text[max(0, mention.start - 4) : mention.start]
        behind = self._text[mention.end : mention.end + 10]
        if _UNTIL.search(before) and not mention.is_cumulative:
            return None
        year = self.year
        if _LAST_YEARS.search(before) and year.isdigit():
            year = str(int(year) - 1)  # 去年12月
        period = periods.with_year(mention.period_id, year)
        if _SINCE.match(behind):
            return self._since(period)
        if mention.period_id == "XXXX":
            return None
        return period

    def _since(self, period: str) -> str | None:
        """2013年1月以来 → from then to the end of the report's own period."""
        own = (
            periods.months_of(self._own) if self._own and periods.is_period_id(self._own) else None
        )
        start = periods.months_of(period) if periods.is_period_id(period) else None
        if own is None or start is None or start[0] >= own[0]:
            return None
        (first_year, first), (last_year, last) = start[0], own[1]
        if first == 1 and last == 12 and (len(period) == 4 or ".." in period):
            return f"{first_year}..{last_year}"
        return f"{first_year}M{first:02d}..{last_year}M{last:02d}"

    def end_of_span(self) -> str | None:
        """Return the last year of a report over several years: a stock is counted then."""
        own = self._own or ""
        return own.rpartition("..")[2] if _YEARS.fullmatch(own) else None

    def _within_own(self, month: int) -> str | None:
        own = self._own or "XXXX"
        if ".." in own:
            return None
        return f"{self.year}M{month:02d}"

    def _before_own(self, word: str) -> str | None:
        if not self.year.isdigit() or not self._own:
            return None
        year = str(int(self.year) - (2 if word.startswith("前年") else 1))
        if "同期" in word:
            return year + self._own[4:] if ".." not in self._own else None
        return year

    def _implied(self, figure: Figure, role: Role, context: Context) -> str | None:
        """Return the period that a role implies: a target is of the year, a plan of the next."""
        own = self._own or ""
        if not own or ".." in own:
            return None
        if role in {Role.TARGET, Role.REQUIRED} and len(own) > 4 and context.kind != "plan":
            clause = self._text[figure.sentence_start : figure.start]
            return self.year if _WHOLE_YEAR.search(clause) or role is Role.TARGET else None
        if context.kind == "plan" and role is not Role.ACTUAL:
            return context.plan_period or self._next(own)
        return None

    def _next(self, own: str) -> str | None:
        if not self.year.isdigit():
            return None
        if own.endswith("H1"):
            return self.year + "H2"
        return str(int(self.year) + 1) if len(own) == 4 else None
