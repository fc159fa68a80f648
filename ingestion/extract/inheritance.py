"""A number without a noun of its own: a slot of the event before it, a level, a comparison.

Pure. A number whose own head is unknown inherits nothing: callers ask only for bare numbers.
"""

from __future__ import annotations

import re

from ingestion.extract.figures import Figure
from ingestion.extract.links import PASSED_OVER, PERSONS, Link, Scene
from ingestion.extract.senses import SenseReader
from ingestion.model import Role

_REALLY = re.compile(r"[\s,、]*(?:实际|实)(?!施|行|名|用|验|体|业)[\u4e00-\u9fff]{0,3}")
_FARTHEST_CLAUSE = 90
_FARTHEST_SERIES = 80


class Inheritance:
    """Finds what a bare number takes over from its sentence."""

    def __init__(self, senses: SenseReader) -> None:
        self._senses = senses
        self._text = senses.text
        self._grammar = senses.grammar

    def compared(self, scene: Scene, *, is_named: bool) -> Link | None:
        """146件, 比去年同期的159件; 由12支壮大到64支: two figures of the same thing.

        A number with a noun of its own is compared only where it repeats the verb before.
        """
        figure = scene.figure
        left = self._text[scene.left_start : figure.start]
        tail = self._text[max(figure.clause_start, figure.start - 16) : figure.start]
        is_compared = self._grammar.compared.search(tail) or self._grammar.reached.fullmatch(left)
        if not (self._repeats(scene) if is_named else is_compared or self._repeats(scene)):
            return None
        alike = scene.frame.last_alike(figure)
        if alike is None or alike[0].indicator_code is None:
            return None
        link = alike[0]
        return Link(link.indicator_code, min(0.9, link.confidence), "compared", link.word)

    def _repeats(self, scene: Scene) -> bool:
        """女童救助162名, 上年同期救助141名: the verb of the number before, said of last year."""
        figure, before = scene.figure, scene.frame.figures[-1:]
        again = self._grammar.again.fullmatch(self._text, scene.left_start, figure.start)
        if again is None or not before:
            return False
        return again["verb"] in self._text[before[0].left_start : before[0].start]

    def inherit(self, scene: Scene) -> Link | None:
        """Return the slot that a bare number fills; null where nothing is open."""
        figure, last = scene.figure, scene.frame.last
        if self._grammar.behind_number.match(self._text, figure.end) is None:
            return None
        if last is not None and last.rule == "threshold":
            return self._above_threshold(figure)
        if last is not None and figure.is_listed:
            return self._listed(scene, last)
        known = self._leveled(scene) or self._achieved(scene)
        return known or self._from_event(scene)

    def _from_event(self, scene: Scene) -> Link | None:
        for link, before in zip(
            reversed(scene.frame.links), reversed(scene.frame.figures), strict=True
        ):
            if before.start < scene.figure.chain_start:
                break
            if link.rule in PASSED_OVER:
                continue
            if link.opens and scene.dimension in PERSONS:
                return Link(link.opens, 0.85, "event", link.word)
            if link.indicator_code is not None:
                code = self._senses.sibling(link.indicator_code, scene.dimension)
                if code is None or self._is_taken(code, scene):
                    return None
                return Link(code, 0.8, "event", link.indicator_code)
            if before.quantity.dimension == scene.dimension:
                return None
        return self._from_earlier_clause(scene)

    def _leveled(self, scene: Scene) -> Link | None:
        """其中省级2个: a level of what was counted before in the same unit."""
        alike = scene.frame.last_alike(scene.figure)
        if alike is None or alike[0].indicator_code is None or not self._has_level(scene):
            return None
        return Link(alike[0].indicator_code, 0.9, "level", alike[0].word)

    def done_of_target(self, scene: Scene) -> Link | None:
        """目标50户,实选62户: what was really done of the target before, whatever the verb."""
        left = self._text[scene.left_start : scene.figure.start]
        return self._achieved(scene) if _REALLY.fullmatch(left) else None

    def _achieved(self, scene: Scene) -> Link | None:
        """任务62个, 已建成62个: what was done of the target before."""
        alike = scene.frame.last_alike(scene.figure)
        if alike is None or alike[1] is not Role.TARGET or alike[0].indicator_code is None:
            return None
        return Link(alike[0].indicator_code, 0.9, "achieved", alike[0].word)

    def _has_level(self, scene: Scene) -> bool:
        figure = scene.figure
        left = self._text[scene.left_start : figure.start]
        return (
            self._grammar.level.search(left) is not None
            or self._grammar.level_right.match(self._text, figure.end) is not None
        )

    def _above_threshold(self, figure: Figure) -> Link:
        """年收入3万元以上的115户: the households above a line are an indicator of their own."""
        clause = self._text[max(figure.clause_start, figure.start - 24) : figure.start]
        if figure.quantity.dimension == "household" and "收入" in clause:
            return Link("high_income_households", 0.88, "threshold_part", "收入")
        return Link(None, 0.9, "threshold_part")

    def _is_taken(self, code: str, scene: Scene) -> bool:
        """Say whether a slot is filled: a second number needs a word of its own, or 合计."""
        figure = scene.figure
        if self._grammar.total.search(self._text, figure.left_start, figure.start):
            return False
        return any(
            link.indicator_code == code and role is Role.ACTUAL
            for link, role in zip(scene.frame.links, scene.frame.roles, strict=True)
        )

    def _listed(self, scene: Scene, last: Link) -> Link | None:
        if last.opens and scene.dimension in PERSONS:
            return Link(last.opens, 0.88, "event_list", last.word)
        if last.indicator_code is None:
            return None
        if scene.frame.figures[-1].quantity.dimension != scene.dimension:
            code = self._senses.sibling(last.indicator_code, scene.dimension)
            return Link(code, 0.88, "event_list", last.indicator_code) if code else None
        if self._is_series(scene):
            return Link(last.indicator_code, 0.88, "series", last.indicator_code)
        return Link(last.indicator_code, 0.5, "list", last.indicator_code)

    def _is_series(self, scene: Scene) -> bool:
        """省级2个、市级5个; 分别为A、B; or numbers with nothing between them but 、."""
        figure = scene.figure
        if self._has_level(scene):
            return True
        if not self._text[figure.left_start : figure.start].strip("、和及与以 "):
            return True
        lead = self._text[
            max(figure.sentence_start, figure.start - _FARTHEST_SERIES) : figure.start
        ]
        return self._grammar.series.search(lead) is not None

    def _from_earlier_clause(self, scene: Scene) -> Link | None:
        """Return the event opened by a clause of the same sentence that has no number."""
        figure = scene.figure
        start = max(figure.chain_start, figure.start - _FARTHEST_CLAUSE)
        for anchor in self._senses.anchors_before(start, figure.left_start):
            link = self._senses.resolve(anchor, scene, is_left=True)
            if link and link.indicator_code:
                told = self._text[scene.left_start : figure.start].strip("、,的 ")
                sure = 0.72 if told else 0.6
                return Link(link.indicator_code, sure, "clause_before", anchor.word)
        return None
