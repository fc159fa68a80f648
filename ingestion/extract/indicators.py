"""Which indicator a count or an amount is: by its own head, then by the event it is a slot of.

Pure. Percentages and amounts per person are `shares`'.
"""

from __future__ import annotations

from dataclasses import replace

from ingestion.extract.grammar import Grammar
from ingestion.extract.heads import HeadReader
from ingestion.extract.inheritance import Inheritance
from ingestion.extract.links import NO_HEAD, PERSONS, Link, Scene
from ingestion.extract.senses import SenseReader

_BY_TOPIC = 0.6  # right in two of three: for review
TOPIC_UNITS: dict[str, dict[str, str]] = {
    "child": {"session": "child_care_activities"},
    "disputes": {"piece": "disputes_mediated"},
    "family_education": {"session": "family_education_activities"},
    "health": {"session": "health_lectures", "copy": "health_leaflets"},
    "legal": {"session": "legal_training_sessions", "copy": "legal_leaflets"},
    "outline": {"copy": "outline_leaflets"},
    "petitions": {"piece": "petitions_received"},
    "publicity": {"session": "publicity_lectures"},
    "skills": {"session": "skills_training_sessions"},
    "technology": {"copy": "technology_leaflets"},
    "volunteers": {"session": "volunteer_activities"},
}


class IndicatorLinker:
    """Links the numbers of one text. Build one for each document."""

    def __init__(self, senses: SenseReader) -> None:
        self._text = senses.text
        self._senses = senses
        self._grammar: Grammar = senses.grammar
        self._heads = HeadReader(senses)
        self._inheritance = Inheritance(senses)

    def link(self, scene: Scene) -> Link:
        """Return the best reading of a count or an amount; without a code where none fits."""
        left = self._heads.before(scene)
        right = self._heads.behind(scene)
        own = (
            self._heads.aligned(scene)
            or self._compared(left, scene)
            or self._own(left, right, scene)
        )
        if own:
            return self._sure(own, scene)
        done = self._inheritance.done_of_target(scene)
        if done:
            return done
        if self._heads.is_place(scene):
            inherited = self._inheritance.inherit(scene)
            return replace(inherited, rule="place_part") if inherited else NO_HEAD
        if not self._heads.is_bare(scene):
            return self._loose(left, right, scene) or self._by_topic(scene) or NO_HEAD
        return self._without_head(right, scene) or NO_HEAD

    def _compared(self, left: Link | None, scene: Scene) -> Link | None:
        is_named = left is not None and left.rule == "left" and not self._senses.is_cue(left.word)
        return self._inheritance.compared(scene, is_named=is_named)

    def _own(self, left: Link | None, right: Link | None, scene: Scene) -> Link | None:
        """Return the tight reading, where there is one on either side."""
        is_right = right is not None and right.rule == "right"
        if left is None or left.rule != "left":
            return right if is_right else None
        if right and not is_right and self._is_purpose(left, right, scene):
            return right
        if right and is_right and self._heads.outranks(right, left, scene.figure):
            return right
        return left

    def _sure(self, link: Link, scene: Scene) -> Link:
        """结对178人 of an indicator that counts households: the unit says something else."""
        if link.indicator_code is None:
            return link
        own = self._senses.lexicon.codebook.dimension(link.indicator_code)
        kinds = {scene.dimension, own}
        if len(kinds & PERSONS) == 1 and "household" in kinds:
            return replace(link, confidence=min(link.confidence, _BY_TOPIC))
        return link

    def _by_topic(self, scene: Scene) -> Link | None:
        """法治大篷车下乡19场: an unknown noun that names its topic, counted in the topic's unit."""
        figure = scene.figure
        if self._grammar.behind_number.match(self._text, figure.end) is None:
            return None
        topic = self._senses.topics.last_of(TOPIC_UNITS.keys(), scene.left_start, figure.start)
        code = TOPIC_UNITS.get(topic or "", {}).get(scene.dimension)
        return Link(code, _BY_TOPIC, "topic_unit", topic or "") if code else None

    def _is_purpose(self, left: Link, right: Link, scene: Scene) -> bool:
        """筹集资金8万元用于家庭教育指导站: what the money is for says more than 资金."""
        is_vague = left.word in self._grammar.vague_cues or left.word.endswith("资金")
        has_purpose = self._text.startswith("用于", scene.figure.end)
        return is_vague and has_purpose and right.indicator_code is not None

    def _loose(self, left: Link | None, right: Link | None, scene: Scene) -> Link | None:
        if left is None:
            if right is None:
                return None
            return Link(right.indicator_code, 0.5, "predicate_loose", right.word)
        if self._grammar.behind_number.match(self._text, scene.figure.end):
            return left
        return Link(left.indicator_code, 0.4, left.rule, left.word)

    def _without_head(self, predicate: Link | None, scene: Scene) -> Link | None:
        """Return the surer of the predicate and the event: both speak for a bare number."""
        inherited = self._inheritance.inherit(scene)
        if predicate and (inherited is None or inherited.confidence <= predicate.confidence):
            return predicate
        return inherited
