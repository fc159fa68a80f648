"""Percentages and amounts per person: rates that have a code, shares and products that have none.

Pure. A rate is linked by its own name, by the event whose completion it states, or by standing
right behind its numerator (315个村…, 占90%); every other share is a statistic without a code.
"""

from __future__ import annotations

import re

from ingestion.extract.figures import Figure
from ingestion.extract.indicators import Frame, IndicatorLinker, Link
from ingestion.extract.lexicon import Lexicon
from ingestion.extract.sections import Context

_COMPLETION = re.compile(
    r"(?:完成(?:了)?|占|达到?|为)(?:到)?[^,，。;、]{0,8}(?:任务|目标|计划|指标)(?:总|人)?(?:数|量)?的(?:约|近)?$"
    r"|^完成(?:了)?$|^的?完成(?:率|进度)(?:达到?|为|是)?$|(?:任务)?完成(?:率|进度)(?:达到?了?|为|是|已达)?(?:约|近)?$"
)
_SHARE = re.compile(r"占(?:到|了|比)?(?:达|为|约|近)*$")
_SHARE_OF = re.compile(r"占[^,，。;、]{1,16}$")
_COMPLETION_OF = {"conversion": "village_conversion_rate", "loans": "loans_completion_rate", "screening": "cancer_screening_completion_rate"}
_DEPUTIES = re.compile(r"(?:人大代表|政协委员|党代表|党代会代表|女代表|女委员|女党员|常委)")
_WOMEN = re.compile(r"(?:女|妇女)")
_COMPOSITION = re.compile(
    r"(?:大专|大学|专科|本科|高中|学历|文化程度|党员|岁以下|岁以上|少数民族|两委)"
)
_COMPOSED = frozenset({"executives", "chairs", "vice_chairs", "composition"})
_COMPOSED_WORDS = re.compile(r"(?:执委|主席)")
_PETITION_KIND = re.compile(
    r"(?:婚姻|家庭|家暴|婚外情|财产|土地|劳动|抚养|权益类|彩礼|离婚|人身|就业|咨询类|按类别|类别)"
)
_PER_PERSON = re.compile(r"(?:各得|每人|每名|每位|每例|每户|人均|户均|每生|平均每人)[^,，。;]{0,8}$")
_OF = re.compile(r"(?:任务|目标|计划)?的(?:约|近|超过)?")
_TASK = re.compile(r"(?:任务|目标|计划|指标)")
_PER_PERSON_CODES = frozenset(
    {"loan_average_amount", "family_education_amount"}
)
_NOTES = re.compile(r"(?:笔记|心得)")


class ShareLinker:
    """Links percentages and per-person amounts; counts are `IndicatorLinker`'s."""

    def __init__(self, text: str, lexicon: Lexicon, linker: IndicatorLinker) -> None:
        self._text = text
        self._lexicon = lexicon
        self._linker = linker

    def link_percent(self, figure: Figure, frame: Frame, context: Context) -> Link:
        """Return the rate a percentage states, or a link without a code."""
        left = self._text[figure.left_start : figure.start]
        clause = self._text[figure.clause_start : figure.start]
        if self._is_of_target(left, frame):
            return self._completion(figure, frame, context)
        if _COMPLETION.search(left) or _COMPLETION.search(clause):
            return self._completion(figure, frame, context)
        shared = self._share(figure, frame, context, clause)
        if shared:
            return shared
        if self._is_listed_share(figure, frame):
            return Link(frame.links[-1].indicator_code, 0.85, "series", "各占")
        link = self._linker.link(figure, frame, context)
        if link.rule in {"left", "right"} and link.indicator_code:
            return link
        return Link(None, 0.7, "share" if "占" in clause else "rate_without_code")

    def link_per_person(self, figure: Figure, frame: Frame, context: Context) -> Link:
        """Return the indicator of an amount said of each one, or a link without a code."""
        if figure.quantity.dimension == "article" or _NOTES.search(
            self._text, figure.clause_start, figure.start
        ):
            return self._notes(figure)
        named = self._linker.link(figure, frame, context)
        if named.rule == "left" and named.indicator_code in _PER_PERSON_CODES:
            return named
        if figure.quantity.dimension not in {"money", "money_per_person"}:
            return Link(None, 0.9, "per_unit")
        left = self._text[max(figure.sentence_start, figure.start - 20) : figure.start]
        if figure.quantity.dimension == "money" and not _PER_PERSON.search(left):
            return Link(None, 0.9, "per_unit")
        topic = self._linker.topics.nearest(
            {"loans", "cancer", "relief", "spring_bud", "child", "skills"}, figure, context
        )
        event = self._last_event(frame)
        if event == "loans" or (topic == "loans" and event in {"", "subsidy"}):
            return Link("loan_average_amount", 0.9, "per_person", "贷款")
        if event == "cancer_relief" or (topic == "cancer" and not event):
            return Link("cancer_relief_per_person", 0.9, "per_person", "两癌")
        if event in {"relief", "relief_visits"} or (topic == "relief" and not event):
            return Link("relief_per_person", 0.85, "per_person", "慰问")
        return Link(None, 0.9, "per_unit")

    def _is_of_target(self, left: str, frame: Frame) -> bool:
        """占全年任务12000人的104.2%: the number before is the target."""
        if not frame.figures or not _OF.fullmatch(left):
            return False
        before = frame.figures[-1]
        return _TASK.search(self._text, before.left_start, before.start) is not None or (
            _TASK.match(self._text, before.end) is not None
        )

    def _notes(self, figure: Figure) -> Link:
        if _NOTES.search(self._text, figure.clause_start, figure.start):
            return Link("study_notes_per_person", 0.9, "per_person", "笔记")
        return Link(None, 0.9, "per_unit")

    def completion(self, frame: Frame) -> Link:
        """Return the completion rate of the event before, where it has one."""
        code = _COMPLETION_OF.get(self._last_event(frame))
        return Link(code, 0.9, "completion") if code else Link(None, 0.9, "completion_without_code")

    def _completion(self, figure: Figure, frame: Frame, context: Context) -> Link:
        event = self._last_event(frame)
        if event in _COMPLETION_OF:
            return Link(_COMPLETION_OF[event], 0.92, "completion", event)
        if event:
            return Link(None, 0.8, "completion_without_code")
        topic = self._linker.topics.nearest({"loans", "health", "skills"}, figure, context)
        code = {"loans": "loans_completion_rate", "health": "cancer_screening_completion_rate"}
        return Link(code.get(topic or ""), 0.75, "completion", topic or "")

    def _share(
        self, figure: Figure, frame: Frame, context: Context, clause: str
    ) -> Link | None:
        if self._is_deputies(figure, clause):
            return Link("female_deputy_share", 0.92, "deputies", "女代表委员")
        if self._is_composition(figure, frame, clause):
            return Link("executive_composition_share", 0.85, "composition", "构成")
        if not (_SHARE.search(clause) or _SHARE_OF.search(clause)):
            return None
        numerator = self._of_numerator(frame)
        if _SHARE.fullmatch(clause.strip()) and numerator.indicator_code:
            return numerator
        if self._is_petition_share(figure, frame, context):
            return Link("petition_topic_share", 0.88, "petition_share", "信访类别")
        if _SHARE.search(clause):
            return numerator
        return Link(None, 0.85, "share")

    def _is_deputies(self, figure: Figure, clause: str) -> bool:
        lead = self._text[max(figure.sentence_start, figure.start - 40) : figure.start]
        return (
            _DEPUTIES.search(clause) is not None
            and _WOMEN.search(lead) is not None
        )

    def _is_composition(self, figure: Figure, frame: Frame, clause: str) -> bool:
        if not _COMPOSITION.search(self._text[max(figure.sentence_start, figure.start - 30) : figure.start]):
            return False
        if _COMPOSED_WORDS.search(clause):
            return True
        events = [
            self._event(link.indicator_code) for link in frame.links[-4:] if link.indicator_code
        ]
        return any(event in _COMPOSED for event in events)

    def _is_petition_share(self, figure: Figure, frame: Frame, context: Context) -> bool:
        lead = self._text[max(figure.sentence_start, figure.start - 40) : figure.start]
        if not _PETITION_KIND.search(lead):
            return False
        if "petitions" in {self._event(l.indicator_code) for l in frame.links if l.indicator_code}:
            return True
        spans = [(context.body_start, figure.start), *context.spans()]
        return any(self._linker.topics.speaks_of("petitions", *span) for span in spans)

    def _of_numerator(self, frame: Frame) -> Link:
        """占N%, right behind a figure that is the numerator of a rate."""
        code = frame.last.indicator_code if frame.last else None
        rate = self._lexicon.rate_of.get(code or "")
        if rate and rate not in {"cancer_screening_completion_rate", "loans_completion_rate"}:
            return Link(rate, 0.85, "share_of_numerator", code or "")
        return Link(None, 0.85, "share")

    def _is_listed_share(self, figure: Figure, frame: Frame) -> bool:
        return (
            figure.is_listed
            and bool(frame.figures)
            and frame.figures[-1].quantity.dimension == "percent"
            and not self._text[figure.left_start : figure.start].strip("、和与及 ")
            and frame.links[-1].indicator_code is not None
        )

    def _last_event(self, frame: Frame) -> str:
        """The event of the last figure with a code; a figure without one opens another."""
        for link in reversed(frame.links):
            if link.indicator_code:
                return self._event(link.indicator_code)
        return ""

    def _event(self, code: str) -> str:
        return self._lexicon.events[code].event
