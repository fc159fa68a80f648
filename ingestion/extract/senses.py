"""What one anchor makes of one number: its senses, weighed by unit and topic.

Pure. An anchor is a word of the lexicon; where it stands to the number is decided in `heads`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from ingestion.codebook import Unit
from ingestion.extract.grammar import grammar_of
from ingestion.extract.lexicon import Anchor, Lexicon, Mentions, Sense
from ingestion.extract.links import AREA_CODES, PERSONS, Link, Scene
from ingestion.extract.topics import TopicFinder

_MOST_ANCHORS = 3
_NEAR = 14
_NEGATIONS = frozenset("未没不非")
_OPENS = {"cadres": "federation_cadres_trained", "women_cadres": "cadres_trained"}
_ONLY_FOR = {"支": frozenset({"volunteer_teams"})}
_SPEAKS_FOR_EVENT = frozenset({"loans", "spring_bud", "cancer_relief"})
_SLOTS = frozenset({*PERSONS, "money", "household"})
_SLOT_KINDS = frozenset({"count", "amount", "area"})


class SenseReader:
    """Resolves the anchors of one text. Build one for each document."""

    def __init__(self, text: str, mentions: Mentions, lexicon: Lexicon) -> None:
        self.text = text
        self.lexicon = lexicon
        self.grammar = grammar_of(lexicon)
        self.topics = TopicFinder(mentions.topics)
        self._anchors = mentions.anchors
        self._starts = [anchor.start for anchor in mentions.anchors]

    def anchors_before(self, start: int, end: int) -> Sequence[Anchor]:
        """Return the last anchors within a span, nearest to its end first."""
        return self._within(start, end)[::-1][:_MOST_ANCHORS]

    def anchors_behind(self, start: int, end: int) -> Sequence[Anchor]:
        """Return the first anchors within a span."""
        return self._within(start, end)[:_MOST_ANCHORS]

    def event(self, code: str) -> str:
        """Return the event that an indicator is a slot of."""
        return self.lexicon.events[code].event

    def unit_named(self, end: int) -> Unit | None:
        """Return the unit of the one indicator whose noun ends at a place: 妇女之家|:355."""
        codes = {
            sense.indicator_code
            for anchor in self.anchors_before(max(0, end - _NEAR), end)
            if anchor.end == end
            for sense in anchor.senses
            if sense.is_noun
        }
        if len(codes) != 1 or None in codes:
            return None
        codebook = self.lexicon.codebook
        own = codebook.indicators[str(codes.pop())].unit_code
        return next((unit for unit in codebook.units if unit.unit_raw == own), None)

    def is_cue(self, word: str) -> bool:
        """Return whether a word is a verb or an adverb rather than a noun."""
        return word in self.grammar.cues

    def sibling(self, code: str, dimension: str) -> str | None:
        """Return the indicator that fills another slot of the same event."""
        for candidate in self.lexicon.siblings[self.event(code)].get(dimension, ()):
            kind = self.lexicon.codebook.indicators[candidate].kind
            if kind in _SLOT_KINDS and "per_person" not in candidate:
                return candidate
        return None

    def resolve(self, anchor: Anchor, scene: Scene, *, is_left: bool) -> Link | None:
        """Return what this anchor makes of the number; null where it says nothing about it."""
        if self.text[anchor.start - 1 : anchor.start] in _NEGATIONS:
            return Link(None, 0.9, "negated", anchor.word)
        fitting = self._fitting(anchor, scene)
        if not fitting:
            return self._sibling_sense(anchor, scene) if is_left else None
        is_vague = anchor.word in self.grammar.vague_cues
        sense = self.topics.choose(fitting, scene.figure, scene.context, is_vague=is_vague)
        if sense is None:
            return None
        if sense.indicator_code in AREA_CODES and not self._is_area(anchor, scene):
            return Link(None, 0.9, "area_part", anchor.word)
        opens = "" if sense.indicator_code else _OPENS.get(sense.topic, "")
        return Link(sense.indicator_code, 0.9, "sense", anchor.word, opens)

    def _within(self, start: int, end: int) -> list[Anchor]:
        low, high = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [anchor for anchor in self._anchors[low:high] if anchor.end <= end]

    def _fitting(self, anchor: Anchor, scene: Scene) -> list[Sense]:
        only = _ONLY_FOR.get(scene.figure.quantity.unit_raw)
        return [
            sense
            for sense in anchor.senses
            if self._fits(sense, scene.dimension) and (not only or sense.indicator_code in only)
        ]

    def _fits(self, sense: Sense, dimension: str) -> bool:
        if sense.indicator_code is None:
            return dimension not in {"money", "percent"}
        return dimension in self.lexicon.dimensions_of(sense.indicator_code)

    def _sibling_sense(self, anchor: Anchor, scene: Scene) -> Link | None:
        """贷款620名: the noun opens an event that has a slot for persons."""
        if scene.dimension not in _SLOTS:
            return None
        for sense in anchor.senses:
            if sense.indicator_code and sense.is_noun and not sense.topic:
                code = self.sibling(sense.indicator_code, scene.dimension)
                if code and self.event(code) in _SPEAKS_FOR_EVENT:
                    return Link(code, 0.8, "sibling", anchor.word)
        return None

    def _is_area(self, anchor: Anchor, scene: Scene) -> bool:
        """全县辖26个乡镇、672个村; 共有乡镇26个; not 深入58个村."""
        figure, last = scene.figure, scene.frame.last
        left = self.text[scene.left_start : min(anchor.start, figure.start)]
        if self.grammar.scope.search(left):
            return True
        if left.strip("、和及与 "):
            return False
        if figure.is_listed and last and last.indicator_code in AREA_CODES:
            return True
        behind = self.text[figure.end : figure.end + _NEAR].partition("。")[0]
        return self.grammar.all_of_them.search(behind) is not None
