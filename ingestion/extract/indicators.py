"""Which indicator a number is: by its own head first, then by the event it is a slot of.

Pure. A number whose own head noun is unknown inherits nothing. Readings carry the words that led
to them; `narrative` turns them into claims.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ingestion.extract.figures import Figure
from ingestion.extract.grammar import grammar_of
from ingestion.extract.lexicon import Anchor, Lexicon, Mentions, Sense
from ingestion.extract.sections import Context
from ingestion.extract.topics import TopicFinder
from ingestion.model import Role

AREA_CODES = frozenset({"villages_total", "townships_total"})

_NEAR_PREDICATE = 12
_CLAUSE_ENDS = frozenset({"", *",，;:。!?()\n"})
_OPENS = {"cadres": "federation_cadres_trained", "women_cadres": "cadres_trained"}
_PASSED_OVER = frozenset({"per_unit", "increment", "denominator", "remainder", "share", "change"})
_AGENTS = frozenset({"mothers", "volunteers", "speakers"})  # who acts, not whom it is done to
_ONLY_FOR = {"支": frozenset({"volunteer_teams"})}
_NEGATIONS = frozenset("未没不非")
_MOST_ANCHORS = 3
_PERSONS = frozenset({"person", "person_time"})


@dataclass(frozen=True, slots=True)
class Link:
    """A reading of one number: its indicator, how sure, and by which rule and word."""

    indicator_code: str | None
    confidence: float
    rule: str
    word: str = ""
    opens: str = ""  # 妇干培训班4期 has no code of its own, and opens a slot for who was trained


@dataclass(slots=True)
class Frame:
    """What the sentence has established so far: the last figures, each with its reading."""

    figures: list[Figure] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    consumed: int = 0  # the end of the head noun that the number before took
    head_end: int = 0  # the end of the head noun behind the number being read

    def add(self, figure: Figure, link: Link, role: Role = Role.ACTUAL) -> None:
        """Remember a figure as read."""
        self.figures.append(figure)
        self.roles.append(role)
        self.links.append(link)
        if link.rule == "right":
            self.consumed = self.head_end

    @property
    def last(self) -> Link | None:
        """The reading of the number before, whatever it was."""
        return self.links[-1] if self.links else None


NO_HEAD = Link(None, 0.0, "unknown_head")


class IndicatorLinker:
    """Links the numbers of one text. Build one for each document."""

    def __init__(self, text: str, mentions: Mentions, lexicon: Lexicon) -> None:
        self._text = text
        self._lexicon = lexicon
        self._anchors = mentions.anchors
        self._starts = [anchor.start for anchor in mentions.anchors]
        self._topics = TopicFinder(mentions.topics)
        self._grammar = grammar_of(lexicon)

    @property
    def topics(self) -> TopicFinder:
        """What the text is about, as read so far."""
        return self._topics

    def link(self, figure: Figure, frame: Frame, context: Context) -> Link:
        """Return the best reading of a count or an amount."""
        left = self._left(figure, frame, context)
        if left is None or left.rule != "left":
            compared = self._compared(figure, frame)
            if compared:
                return compared
        right = self._right(figure, frame, context)
        if left and left.rule == "left":
            if right and right.rule == "right" and self._outranks(right, left, figure):
                return right
            return left
        if right and right.rule == "right":
            return right
        if not self._is_bare_left(figure):
            return self._loose(left, right, figure) or NO_HEAD
        return self._from_frame(figure, frame, context, right) or NO_HEAD

    # -- the number's own words

    def _left(self, figure: Figure, frame: Frame, context: Context) -> Link | None:
        """The nearest anchor before the number, in its own stretch of text."""
        loose: Link | None = None
        start = max(figure.left_start, frame.consumed)
        for anchor in self._anchors_between(start, figure.start, nearest_last=True):
            gap = self._text[anchor.end : figure.start]
            is_tight = self._grammar.left_glue.fullmatch(gap) is not None
            link = self._resolve(anchor, figure, frame, context, is_left=True)
            if link is None:
                if is_tight and not anchor.senses:
                    return None
                continue
            if is_tight:
                governed = self._governed(anchor, figure, frame, context)
                return governed or replace(link, confidence=0.95, rule="left")
            if loose is None and link.indicator_code:
                loose = Link(link.indicator_code, 0.55, "left_loose", anchor.word)
        return loose or self._before_colon(figure, frame, context)

    def _before_colon(self, figure: Figure, frame: Frame, context: Context) -> Link | None:
        """命名巾帼文明岗:省级10个: the noun before the colon is counted behind it."""
        colon = figure.clause_start - 1
        if figure.left_start != figure.clause_start or self._text[colon : colon + 1] != ":":
            return None
        if not self._is_bare_left(figure):
            return None
        for anchor in self._anchors_between(max(0, colon - 30), colon, nearest_last=True)[:1]:
            if self._grammar.left_glue.fullmatch(self._text[anchor.end : colon]):
                link = self._resolve(anchor, figure, frame, context, is_left=True)
                if link and link.indicator_code:
                    return Link(link.indicator_code, 0.88, "left", anchor.word)
        return None

    def _governed(
        self, anchor: Anchor, figure: Figure, frame: Frame, context: Context
    ) -> Link | None:
        """培训妇联主席40人: the verb before the noun says what is counted."""
        before = self._anchors_between(figure.left_start, anchor.start, nearest_last=True)
        for verb in before[:1]:
            gap = self._text[verb.end : anchor.start]
            if not gap and not self._is_noun(anchor) and self._is_noun(verb):
                link = self._resolve(verb, figure, frame, context, is_left=True)
                if link and link.indicator_code and self._event(link.indicator_code) not in _AGENTS:
                    return Link(link.indicator_code, 0.95, "left", verb.word)
            if verb.word in self._grammar.governors and self._grammar.left_glue.fullmatch(gap):
                link = self._resolve(verb, figure, frame, context, is_left=True)
                if link and link.indicator_code:
                    return Link(link.indicator_code, 0.93, "left", verb.word)
        return None

    def _right(self, figure: Figure, frame: Frame, context: Context) -> Link | None:
        """The head noun behind the number, or the predicate of a bare number."""
        if self._grammar.list_end.match(self._text, figure.end):
            return None
        head: Link | None = None
        loose: Link | None = None
        part: Link | None = None
        generic: Link | None = None
        reached = figure.end
        for anchor in self._anchors_between(figure.end, figure.right_end, nearest_last=False):
            gap = self._text[reached : anchor.start]
            is_head = self._is_noun(anchor) and self._extends_head(gap, head)
            if self._belongs_to_next(anchor, figure):
                break
            link = self._resolve(anchor, figure, frame, context, is_left=False)
            if link is None or link.rule == "area_part":
                part = link or part
                continue
            if is_head:
                frame.head_end = anchor.end
                head = Link(link.indicator_code, 0.93, "right", anchor.word)
                reached = anchor.end
            elif loose is None and link.indicator_code and self._is_open(head):
                near = anchor.start - figure.end <= _NEAR_PREDICATE
                sure = 0.82 if near else 0.7
                found = Link(link.indicator_code, sure, "predicate", anchor.word)
                if anchor.word in self._grammar.generic:
                    generic = generic or found
                else:
                    loose = found
        if part and not head and not loose:
            return Link(None, 0.9, "right", part.word)
        if head and loose and self._is_open(head) and self._is_done_by_area(loose):
            return loose
        return head or loose or generic

    def _is_open(self, head: Link | None) -> bool:
        """A place as the head (12个乡镇, 45所学校) still waits for what was done there."""
        if head is None or head.indicator_code in AREA_CODES:
            return True
        return head.indicator_code is None and head.word in self._grammar.open_heads

    def _is_done_by_area(self, predicate: Link) -> bool:
        """12个乡镇完成区域化建设: what is counted is still places, not persons."""
        code = predicate.indicator_code or ""
        return self._is_cue(predicate.word) or self._lexicon.codebook.dimension(code) == "count"

    def _belongs_to_next(self, anchor: Anchor, figure: Figure) -> bool:
        """152人认领孩子167名: the noun that touches the next number is counted by it."""
        if self._text[figure.right_end : figure.right_end + 1] in _CLAUSE_ENDS:
            return False
        gap = self._text[anchor.end : figure.right_end]
        return "、" not in gap and self._grammar.left_glue.fullmatch(gap) is not None

    def _extends_head(self, gap: str, head: Link | None) -> bool:
        """Chinese nouns end with their head: 村 妇联主席, 中小学、幼儿园 家长学校."""
        if head is None:
            return self._grammar.right_glue.fullmatch(gap) is not None
        if head.indicator_code is None:
            return gap in {"", "、", "和", "及"}
        return gap == ""

    def _outranks(self, right: Link, left: Link, figure: Figure) -> bool:
        """A noun right behind the number beats a verb before it, and an unrelated noun."""
        if left.indicator_code is None:
            return right.indicator_code is not None
        if right.indicator_code is None:
            return self._is_cue(left.word)
        same_event = self._event(left.indicator_code) == self._event(right.indicator_code)
        return self._is_cue(left.word) or (
            not same_event and self._text.startswith(right.word, figure.end)
        )

    def _loose(self, left: Link | None, right: Link | None, figure: Figure) -> Link | None:
        if right and right.rule == "predicate" and left is None:
            return Link(right.indicator_code, 0.5, "predicate_loose", right.word)
        if left and self._grammar.behind_number.match(self._text, figure.end):
            return left
        return Link(left.indicator_code, 0.4, left.rule, left.word) if left else None

    # -- the event

    def _from_frame(
        self, figure: Figure, frame: Frame, context: Context, predicate: Link | None
    ) -> Link | None:
        """A number without a head of its own is a slot of the event before it."""
        if not self._may_inherit(figure):
            return predicate
        inherited = self._inherit(figure, frame, context)
        if predicate and (inherited is None or inherited.confidence <= predicate.confidence):
            return predicate
        return inherited

    def _compared(self, figure: Figure, frame: Frame) -> Link | None:
        """146件, 比去年同期的159件; 由12支壮大到64支: two figures of the same thing."""
        left = self._text[figure.left_start : figure.start]
        tail = self._text[max(figure.clause_start, figure.start - 16) : figure.start]
        if not (self._grammar.compared.search(tail) or self._grammar.reached.fullmatch(left)):
            return None
        for link, before in zip(reversed(frame.links), reversed(frame.figures), strict=True):
            if before.quantity.dimension == figure.quantity.dimension:
                if link.indicator_code is None:
                    return None
                return Link(link.indicator_code, min(0.9, link.confidence), "compared", link.word)
        return None

    def _may_inherit(self, figure: Figure) -> bool:
        return self._grammar.behind_number.match(self._text, figure.end) is not None

    def _inherit(self, figure: Figure, frame: Frame, context: Context) -> Link | None:
        last = frame.last
        if last is not None and last.rule == "threshold":
            return self._above_threshold(figure, frame)
        if last is not None and figure.is_listed:
            return self._listed(figure, frame, last)
        known = self._leveled(figure, frame) or self._achieved(figure, frame)
        if known:
            return known
        for link, before in zip(reversed(frame.links), reversed(frame.figures), strict=True):
            if link.rule in _PASSED_OVER:
                continue
            if link.opens and figure.quantity.dimension in _PERSONS:
                return Link(link.opens, 0.85, "event", link.word)
            if link.indicator_code is None:
                if before.quantity.dimension == figure.quantity.dimension:
                    return None
                continue
            code = self._sibling(link.indicator_code, figure, frame)
            if code is None or self._is_taken(code, figure, frame):
                return None
            return Link(code, 0.8, "event", link.indicator_code)
        return self._from_earlier_clause(figure, frame, context)

    def _leveled(self, figure: Figure, frame: Frame) -> Link | None:
        """其中省级2个: a level of what was counted before in the same unit."""
        if not self._has_level(figure):
            return None
        before = self._last_alike(figure, frame)
        if before is None or before.indicator_code is None:
            return None
        return Link(before.indicator_code, 0.9, "level", before.word)

    def _achieved(self, figure: Figure, frame: Frame) -> Link | None:
        """任务62个, 已建成62个: what was done of the target before."""
        for link, before, role in zip(
            reversed(frame.links), reversed(frame.figures), reversed(frame.roles), strict=True
        ):
            if before.quantity.dimension == figure.quantity.dimension:
                if role is Role.TARGET and link.indicator_code:
                    return Link(link.indicator_code, 0.9, "achieved", link.word)
                return None
        return None

    def _last_alike(self, figure: Figure, frame: Frame) -> Link | None:
        for link, before in zip(reversed(frame.links), reversed(frame.figures), strict=True):
            if before.quantity.dimension == figure.quantity.dimension:
                return link
        return None

    def _has_level(self, figure: Figure) -> bool:
        left = self._text[figure.left_start : figure.start]
        return (
            self._grammar.level.search(left) is not None
            or self._grammar.level_right.match(self._text, figure.end) is not None
        )

    def _above_threshold(self, figure: Figure, frame: Frame) -> Link:
        """年收入3万元以上的115户: the households above a line are an indicator of their own."""
        clause = self._text[max(figure.clause_start, figure.start - 24) : figure.start]
        if figure.quantity.dimension == "household" and "收入" in clause:
            return Link("high_income_households", 0.88, "threshold_part", "收入")
        return Link(None, 0.9, "threshold_part")

    def _is_taken(self, code: str, figure: Figure, frame: Frame) -> bool:
        """A slot is filled once in a sentence; a second number needs a word of its own, or 合计."""
        if self._grammar.total.search(self._text, figure.left_start, figure.start):
            return False
        return any(
            link.indicator_code == code and role is Role.ACTUAL
            for link, role in zip(frame.links, frame.roles, strict=True)
        )

    def _listed(self, figure: Figure, frame: Frame, last: Link) -> Link | None:
        if last.opens and figure.quantity.dimension in _PERSONS:
            return Link(last.opens, 0.88, "event_list", last.word)
        if last.indicator_code is None:
            return None
        before = frame.figures[-1].quantity.dimension
        if before == figure.quantity.dimension:
            if self._is_series(figure):
                return Link(last.indicator_code, 0.9, "series", last.indicator_code)
            if not self._text[figure.left_start : figure.start].strip("、和及与以 "):
                return Link(last.indicator_code, 0.85, "series", last.indicator_code)
            return Link(last.indicator_code, 0.5, "list", last.indicator_code)
        code = self._sibling(last.indicator_code, figure, frame)
        return Link(code, 0.88, "event_list", last.indicator_code) if code else None

    def _is_series(self, figure: Figure) -> bool:
        """省级2个、市级5个, or the second of 分别为A、B."""
        if self._has_level(figure):
            return True
        lead = self._text[max(figure.sentence_start, figure.start - 80) : figure.start]
        return self._grammar.series.search(lead) is not None

    def _from_earlier_clause(
        self, figure: Figure, frame: Frame, context: Context
    ) -> Link | None:
        """An event opened by a clause of the same sentence that has no number of its own."""
        start = max(figure.sentence_start, figure.start - 90)
        for anchor in self._anchors_between(start, figure.left_start, nearest_last=True):
            link = self._resolve(anchor, figure, frame, context, is_left=True)
            if link and link.indicator_code:
                told = self._text[figure.left_start : figure.start].strip("、,的 ")
                return Link(
                    link.indicator_code, 0.72 if told else 0.6, "clause_before", anchor.word
                )
        return None

    def _sibling(self, code: str, figure: Figure, frame: Frame) -> str | None:
        """Return the indicator that fills another slot of the same event, not filled twice."""
        slots = self._lexicon.siblings[self._event(code)].get(figure.quantity.dimension, ())
        for candidate in slots:
            indicator = self._lexicon.codebook.indicators[candidate]
            if indicator.kind in {"count", "amount", "area"} and "per_person" not in candidate:
                return candidate
        return None

    # -- senses

    def _resolve(
        self, anchor: Anchor, figure: Figure, frame: Frame, context: Context, *, is_left: bool
    ) -> Link | None:
        """Return what this anchor makes of the number; null where it says nothing about it."""
        dimension = figure.quantity.dimension
        if self._text[anchor.start - 1 : anchor.start] in _NEGATIONS:
            return Link(None, 0.9, "negated", anchor.word)
        fitting = [sense for sense in anchor.senses if self._fits(sense, dimension)]
        only = _ONLY_FOR.get(figure.quantity.unit_raw)
        if only:
            fitting = [sense for sense in fitting if sense.indicator_code in only]
        if not fitting:
            return self._sibling_sense(anchor, figure, frame, is_left=is_left)
        is_vague = anchor.word in self._grammar.vague_cues
        sense = self._topics.choose(fitting, figure, context, is_vague=is_vague)
        if sense is None:
            return None
        if sense.indicator_code in AREA_CODES and not self._is_area(figure, frame):
            return Link(None, 0.9, "area_part", anchor.word)
        opens = "" if sense.indicator_code else _OPENS.get(sense.topic, "")
        return Link(sense.indicator_code, 0.9, "sense", anchor.word, opens)

    def _sibling_sense(
        self, anchor: Anchor, figure: Figure, frame: Frame, *, is_left: bool
    ) -> Link | None:
        """贷款620名: the noun opens an event that has a slot for persons."""
        if not is_left or figure.quantity.dimension not in {*_PERSONS, "money", "household"}:
            return None
        for sense in anchor.senses:
            if sense.indicator_code and sense.is_noun and not sense.topic:
                code = self._sibling(sense.indicator_code, figure, frame)
                if code and self._event(code) in {"loans", "spring_bud", "cancer_relief"}:
                    return Link(code, 0.8, "sibling", anchor.word)
        return None

    def _fits(self, sense: Sense, dimension: str) -> bool:
        if sense.indicator_code is None:
            return dimension not in {"money", "percent"}
        return dimension in self._lexicon.dimensions_of(sense.indicator_code)

    def _is_area(self, figure: Figure, frame: Frame) -> bool:
        """全县辖26个乡镇、672个村, not 深入58个村."""
        left = self._text[figure.left_start : figure.start]
        if self._grammar.scope.search(left):
            return True
        if left.strip("、和及与 "):
            return False
        if figure.is_listed and frame.last and frame.last.indicator_code in AREA_CODES:
            return True
        return self._grammar.all_of_them.search(self._text, figure.end, figure.end + 14) is not None

    def _is_bare_left(self, figure: Figure) -> bool:
        left = self._text[figure.left_start : figure.start]
        return self._grammar.left_bare.fullmatch(left) is not None

    def _anchors_between(
        self, start: int, end: int, *, nearest_last: bool
    ) -> Sequence[Anchor]:
        low, high = bisect_left(self._starts, start), bisect_left(self._starts, end)
        found = [anchor for anchor in self._anchors[low:high] if anchor.end <= end]
        return found[::-1][:_MOST_ANCHORS] if nearest_last else found[:_MOST_ANCHORS]

    def _event(self, code: str) -> str:
        return self._lexicon.events[code].event

    def _is_noun(self, anchor: Anchor) -> bool:
        return any(sense.is_noun for sense in anchor.senses)

    def _is_cue(self, word: str) -> bool:
        return word in self._grammar.cues

