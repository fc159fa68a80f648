"""Percentages and amounts per person: rates that have a code, shares and products that have none.

Pure. A rate is linked by its own name, by the event whose completion it states, or by standing
right behind its numerator (315个村…, 占90%); every other share is a statistic without a code.
"""

from __future__ import annotations

import re

from ingestion.extract.figures import Figure
from ingestion.extract.indicators import IndicatorLinker
from ingestion.extract.links import Frame, Link, Scene
from ingestion.extract.senses import SenseReader

_COMPLETION = re.compile(
    r"(?:完成(?:了)?|占|达到?|为)(?:到)?[^,，。;、]{0,8}(?:任务|目标|计划|指标)(?:总|人)?(?:数|量)?的(?:约|近)?$"
    r"|^完成(?:了)?$|^的?完成(?:率|进度)(?:达到?|为|是)?$|(?:任务)?完成(?:率|进度)(?:达到?了?|为|是|已达)?(?:约|近)?$"
)
_SHARE = re.compile(r"占(?:到|了|比)?(?:达|为|约|近)*$")
_SHARE_OF = re.compile(r"占[^,，。;、]{1,16}$")
_COMPLETION_OF = {
    "conversion": "village_conversion_rate",
    "loans": "loans_completion_rate",
    "screening": "cancer_screening_completion_rate",
}
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
_PER_PERSON = re.compile(
    r"(?:各得|每人|每名|每位|每例|每户|人均|户均|每生|平均每人)[^,，。;]{0,8}$"
)
_OF = re.compile(r"(?:任务|目标|计划)?的(?:约|近|超过)?")
_TASK = re.compile(r"(?:任务|目标|计划|指标)")
_PER_PERSON_CODES = frozenset({"loan_average_amount", "family_education_amount"})
_PAID_FOR = frozenset({"loans", "cancer", "relief", "spring_bud", "child", "skills"})
_COMPLETION_OF_TOPIC = {
    "health": "cancer_screening_completion_rate",
    "loans": "loans_completion_rate",
    "reform": "village_conversion_rate",
}
_TASKED = frozenset({"loans", "health", "skills", "reform"})
_PAYMENTS = {
    "cancer": re.compile(r"救助|发放|领到|补助"),
    "loans": re.compile(r"贷|额度"),
    "relief": re.compile(r"慰问|救助"),
}
_EVENT_OF_TOPIC = {"loans": "loans", "cancer": "cancer_relief", "relief": "relief"}
_PER_PERSON_OF = {
    "loans": "loan_average_amount",
    "cancer_relief": "cancer_relief_per_person",
    "relief": "relief_per_person",
    "relief_visits": "relief_per_person",
}
_NOTES = re.compile(r"(?:笔记|心得)")


class ShareLinker:
    """Links percentages and per-person amounts; counts are `IndicatorLinker`'s."""

    def __init__(self, senses: SenseReader, linker: IndicatorLinker) -> None:
        self._text = senses.text
        self._senses = senses
        self._linker = linker

    def link_percent(self, scene: Scene) -> Link:
        """Return the rate a percentage states, or a link without a code."""
        figure, frame = scene.figure, scene.frame
        left = self._text[figure.left_start : figure.start]
        clause = self._text[figure.clause_start : figure.start]
        if (
            self._is_of_target(left, frame)
            or _COMPLETION.search(left)
            or _COMPLETION.search(clause)
        ):
            return self._completion(scene)
        if shared := self._share(scene, clause):
            return shared
        if self._is_listed_share(scene):
            return Link(frame.links[-1].indicator_code, 0.85, "series", "各占")
        link = self._linker.link(scene)
        if link.rule in {"left", "right", "compared"} and link.indicator_code:
            return link
        return Link(None, 0.7, "share" if "占" in clause else "rate_without_code")

    def link_per_person(self, scene: Scene) -> Link:
        """Return the indicator of an amount said of each one, or a link without a code."""
        figure = scene.figure
        if _NOTES.search(self._text, figure.clause_start, figure.start):
            return Link("study_notes_per_person", 0.9, "per_person", "笔记")
        named = self._linker.link(scene)
        if named.rule == "left" and named.indicator_code in _PER_PERSON_CODES:
            return named
        left = self._text[max(figure.sentence_start, figure.start - 20) : figure.start]
        is_money = scene.dimension == "money" and _PER_PERSON.search(left) is not None
        if not is_money and scene.dimension != "money_per_person":
            return Link(None, 0.9, "per_unit")
        return self._amount_per_person(scene)

    def _amount_per_person(self, scene: Scene) -> Link:
        event = self._last_event(scene.frame)
        if not event or event == "subsidy":
            topic = self._senses.topics.nearest(_PAID_FOR, scene.figure, scene.context)
            event = self._paid_in_clause(topic or "", scene)
        code = _PER_PERSON_OF.get(event)
        if code is None:
            return Link(None, 0.9, "per_unit")
        return Link(code, 0.88, "per_person", event)

    def _paid_in_clause(self, topic: str, scene: Scene) -> str:
        """Return the event of a topic whose payment the number's own clause names."""
        words = _PAYMENTS.get(topic)
        figure = scene.figure
        clause_start = max(figure.sentence_start, figure.start - 24)
        if words is None or not words.search(self._text, clause_start, figure.right_end):
            return ""
        return _EVENT_OF_TOPIC[topic]

    def _is_of_target(self, left: str, frame: Frame) -> bool:
        """占全年任务12000人的104.2%: the number before is the target."""
        if not frame.figures or not _OF.fullmatch(left):
            return False
        before = frame.figures[-1]
        return _TASK.search(self._text, before.left_start, before.start) is not None or (
            _TASK.match(self._text, before.end) is not None
        )

    def _completion(self, scene: Scene) -> Link:
        event = self._last_event(scene.frame)
        if event:
            code = _COMPLETION_OF.get(event)
            return Link(code, 0.9, "completion" if code else "completion_without_code")
        topic = self._senses.topics.nearest(_TASKED, scene.figure, scene.context)
        return Link(_COMPLETION_OF_TOPIC.get(topic or ""), 0.75, "completion", topic or "")

    def _share(self, scene: Scene, clause: str) -> Link | None:
        figure = scene.figure
        if self._is_deputies(figure, clause):
            return Link("female_deputy_share", 0.92, "deputies", "女代表委员")
        if self._is_composition(scene, clause):
            return Link("executive_composition_share", 0.85, "composition", "构成")
        is_direct = _SHARE.search(clause) is not None
        if not is_direct and not _SHARE_OF.search(clause):
            return None
        numerator = self._of_numerator(scene.frame)
        if _SHARE.fullmatch(clause.strip()) and numerator.indicator_code:
            return numerator
        if self._is_petition_share(scene):
            return Link("petition_topic_share", 0.88, "petition_share", "信访类别")
        return numerator if is_direct else Link(None, 0.85, "share")

    def _is_deputies(self, figure: Figure, clause: str) -> bool:
        lead = self._text[max(figure.sentence_start, figure.start - 40) : figure.start]
        return _DEPUTIES.search(clause) is not None and _WOMEN.search(lead) is not None

    def _is_composition(self, scene: Scene, clause: str) -> bool:
        figure = scene.figure
        lead = self._text[max(figure.sentence_start, figure.start - 30) : figure.start]
        if not _COMPOSITION.search(lead):
            return False
        recent = scene.frame.links[-4:]
        events = {self._senses.event(link.indicator_code) for link in recent if link.indicator_code}
        return _COMPOSED_WORDS.search(clause) is not None or bool(events & _COMPOSED)

    def _is_petition_share(self, scene: Scene) -> bool:
        figure = scene.figure
        lead = self._text[max(figure.sentence_start, figure.start - 40) : figure.start]
        if not _PETITION_KIND.search(lead):
            return False
        for link in scene.frame.links:
            if link.indicator_code and self._senses.event(link.indicator_code) == "petitions":
                return True
        spans = [(scene.context.body_start, figure.start), *scene.context.spans()]
        return any(self._senses.topics.speaks_of("petitions", *span) for span in spans)

    def _of_numerator(self, frame: Frame) -> Link:
        """Return the rate whose numerator stands right before: 315个村…, 占90%."""
        last = frame.last
        code = last.indicator_code if last else None
        rate = self._senses.lexicon.rate_of.get(code or "")
        if rate and rate not in _COMPLETION_OF.values():
            return Link(rate, 0.85, "share_of_numerator", code or "")
        if rate == "village_conversion_rate":
            return Link(rate, 0.85, "share_of_numerator", code or "")
        return Link(None, 0.85, "share")

    def _is_listed_share(self, scene: Scene) -> bool:
        figure, frame = scene.figure, scene.frame
        if not (figure.is_listed and frame.figures):
            return False
        is_alike = frame.figures[-1].quantity.dimension == "percent"
        left = self._text[figure.left_start : figure.start]
        return (
            is_alike and not left.strip("、和与及 ") and frame.links[-1].indicator_code is not None
        )

    def _last_event(self, frame: Frame) -> str:
        """Return the event of the last figure with a code."""
        for link in reversed(frame.links):
            if link.indicator_code:
                return self._senses.event(link.indicator_code)
        return ""
