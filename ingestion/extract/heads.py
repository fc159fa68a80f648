"""The number's own words: the noun or verb before it, the noun or predicate behind it.

Pure. A reading is tight where only small words stand between; everything else is loose, and is
not accepted by itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ingestion.extract.figures import Figure
from ingestion.extract.lexicon import Anchor
from ingestion.extract.links import AREA_CODES, Link, Scene
from ingestion.extract.senses import SenseReader

_NEAR_PREDICATE = 12
_FARTHEST_COLON = 30
_TOUCHING = frozenset({"", "达", "共", "约", "近", "超", "为"})
_CLAUSE_ENDS = frozenset({"", *",，;:。!?()\n"})
_UNIT_IN_BRACKETS = re.compile(r"\([\u4e00-\u9fff]{1,3}\)$")  # 接待信访(件):82
_AGENTS = frozenset({"mothers", "volunteers", "speakers"})  # who acts, not whom it is done to


@dataclass(slots=True)
class _Behind:
    """What was found behind a number, as far as it was read."""

    head: Link | None = None
    predicate: Link | None = None
    generic: Link | None = None  # 妇女, 姐妹: a predicate only where nothing better is said
    place: Link | None = None  # 12个乡镇 that is no total
    reached: int = 0


class HeadReader:
    """Reads the own words of the numbers of one text."""

    def __init__(self, senses: SenseReader) -> None:
        self._senses = senses
        self._text = senses.text
        self._grammar = senses.grammar

    def before(self, scene: Scene) -> Link | None:
        """Return the nearest anchor before the number, in its own stretch of text."""
        figure = scene.figure
        loose: Link | None = None
        for anchor in self._senses.anchors_before(scene.left_start, figure.start):
            gap = self._text[anchor.end : figure.start]
            is_tight = self._grammar.left_glue.fullmatch(gap) is not None
            link = self._senses.resolve(anchor, scene, is_left=True)
            if link is None:
                if is_tight and not anchor.senses:
                    return None
                continue
            is_tight = is_tight or self._is_coordinated(anchor, gap, link)
            if is_tight and link.rule == "area_part":
                return link
            if is_tight:
                return self._governed(anchor, scene) or replace(link, confidence=0.95, rule="left")
            if loose is None and link.indicator_code:
                loose = Link(link.indicator_code, 0.55, "left_loose", anchor.word)
        return loose or self._before_colon(scene)

    def aligned(self, scene: Scene) -> Link | None:
        """Return the reading of the item that a number counts: 来信和纠纷分别为73件和58件."""
        span = scene.frame.items.get(scene.figure.start)
        if span is None:
            return None
        for anchor in self._senses.anchors_before(*span):
            link = self._senses.resolve(anchor, scene, is_left=True)
            if link and link.indicator_code:
                return Link(link.indicator_code, 0.93, "aligned", anchor.word)
        return None

    def is_place(self, scene: Scene) -> bool:
        """Return whether only a place or a kind of place stands before: 东河镇17名、柳林镇9名."""
        left = self._text[scene.left_start : scene.figure.start]
        return self._grammar.part_name.match(left) is not None

    def behind(self, scene: Scene) -> Link | None:
        """Return the head noun behind the number, or the predicate of a bare number."""
        figure = scene.figure
        if self._grammar.list_end.match(self._text, figure.end):
            return None
        found = _Behind(reached=figure.end)
        for anchor in self._senses.anchors_behind(figure.end, figure.right_end):
            if self._belongs_to_next(anchor, figure):
                break
            self._take(anchor, scene, found)
        if found.place and not found.head and not found.predicate:
            return Link(None, 0.9, "right", found.place.word)
        head, predicate = found.head, found.predicate
        if head and predicate and self._is_open(head) and self._counts_places(predicate):
            return predicate
        if head and predicate and head.word in self._grammar.generic:
            return predicate
        return head or predicate or found.generic

    def is_bare(self, scene: Scene) -> bool:
        """Return whether only small words stand before the number."""
        left = self._text[scene.left_start : scene.figure.start]
        return self._grammar.left_bare.fullmatch(left) is not None

    def outranks(self, right: Link, left: Link, figure: Figure) -> bool:
        """Return whether the noun behind beats what stands before: a verb, an unrelated noun."""
        if left.indicator_code is None:
            return right.indicator_code is not None
        if right.indicator_code is None:
            return self._senses.is_cue(left.word)
        event = self._senses.event
        if self._senses.is_cue(left.word):
            return True
        is_other = event(left.indicator_code) != event(right.indicator_code)
        return is_other and self._text.startswith(right.word, figure.end)

    def _before_colon(self, scene: Scene) -> Link | None:
        """命名巾帼文明岗:省级10个: the noun before the colon is counted behind it."""
        figure = scene.figure
        colon = figure.clause_start - 1
        if figure.left_start != figure.clause_start or self._text[colon : colon + 1] != ":":
            return None
        if not self.is_bare(scene):
            return None
        for anchor in self._senses.anchors_before(max(0, colon - _FARTHEST_COLON), colon)[:1]:
            gap = _UNIT_IN_BRACKETS.sub("", self._text[anchor.end : colon])
            if self._grammar.left_glue.fullmatch(gap):
                link = self._senses.resolve(anchor, scene, is_left=True)
                if link and link.indicator_code:
                    return Link(link.indicator_code, 0.88, "left", anchor.word)
        return None

    def _governed(self, anchor: Anchor, scene: Scene) -> Link | None:
        """Return what the word before the anchor makes of it: 培训 妇联主席40人, 女童 救助37名."""
        for first in self._senses.anchors_before(scene.left_start, anchor.start)[:1]:
            gap = self._text[first.end : anchor.start]
            link = self._senses.resolve(first, scene, is_left=True)
            if link is None or link.indicator_code is None:
                return None
            is_object = not gap and self._senses.is_cue(anchor.word) and _is_noun(first)
            is_object = is_object and link.indicator_code not in AREA_CODES
            if is_object and self._senses.event(link.indicator_code) not in _AGENTS:
                return Link(link.indicator_code, 0.95, "left", first.word)
            if first.word in self._grammar.governors and self._grammar.left_glue.fullmatch(gap):
                return Link(link.indicator_code, 0.93, "left", first.word)
        return None

    def _is_coordinated(self, anchor: Anchor, gap: str, link: Link) -> bool:
        """女专业户、示范户208户: two nouns of one kind are counted together."""
        joined = self._grammar.coordination.fullmatch(gap)
        return (
            joined is not None
            and link.indicator_code is not None
            and _is_noun(anchor)
            and joined["noun"].endswith(anchor.word[-1])
        )

    def _take(self, anchor: Anchor, scene: Scene, found: _Behind) -> None:
        gap = self._text[found.reached : anchor.start]
        is_head = _is_noun(anchor) and self._extends_head(gap, found.head)
        link = self._senses.resolve(anchor, scene, is_left=False)
        if link is None or link.rule == "area_part":
            found.place = link or found.place
            return
        if is_head:
            scene.frame.head_end = found.reached = anchor.end
            found.head = Link(link.indicator_code, 0.93, "right", anchor.word)
        elif link.indicator_code and found.predicate is None and self._waits(found.head, gap):
            near = anchor.start - scene.figure.end <= _NEAR_PREDICATE
            sure = 0.82 if near else 0.7
            predicate = Link(link.indicator_code, sure, "predicate", anchor.word)
            if anchor.word in self._grammar.generic:
                found.generic = found.generic or predicate
            else:
                found.predicate = predicate

    def _is_open(self, head: Link | None) -> bool:
        """Return whether a head still waits for what was done there: 12个乡镇, 45所学校."""
        if head is None or head.indicator_code in AREA_CODES:
            return True
        return head.indicator_code is None and head.word in self._grammar.open_heads

    def _waits(self, head: Link | None, gap: str) -> bool:
        """760人次妇女 受到法制教育: 妇女 says less than what is right behind it."""
        if self._is_open(head):
            return True
        return head is not None and not gap and head.word in self._grammar.generic

    def _counts_places(self, predicate: Link) -> bool:
        """12个乡镇完成区域化建设: what is counted is still places, not persons."""
        code = predicate.indicator_code or ""
        is_count = self._senses.lexicon.codebook.dimension(code) == "count"
        return is_count or self._senses.is_cue(predicate.word)

    def _belongs_to_next(self, anchor: Anchor, figure: Figure) -> bool:
        """152人认领孩子167名: the noun that touches the next number is counted by it."""
        if self._text[figure.right_end : figure.right_end + 1] in _CLAUSE_ENDS:
            return False
        gap = self._text[anchor.end : figure.right_end]
        return gap in _TOUCHING

    def _extends_head(self, gap: str, head: Link | None) -> bool:
        """Chinese nouns end with their head: 村 妇联主席, 中小学、幼儿园 家长学校."""
        if head is None:
            return self._grammar.right_glue.fullmatch(gap) is not None
        if head.indicator_code is None:
            return gap in {"", "、", "和", "及"}
        return gap == ""


def _is_noun(anchor: Anchor) -> bool:
    return any(sense.is_noun for sense in anchor.senses)
