"""The words of prose, compiled once: what names an indicator, what a text is about, what rejects.

Pure: a codebook in, matchers out. Words live in the seeds; no word of Chinese is decided here.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

import ahocorasick_rs

from ingestion.codebook import Codebook, IndicatorEvent

_QUOTES = re.compile('[“”‘’"]')


@dataclass(frozen=True, slots=True)
class Sense:
    """One meaning of an anchor. A null code is a known head without an indicator."""

    indicator_code: str | None
    topic: str
    is_noun: bool
    event_topic: str = ""  # what a figure of this indicator speaks of


@dataclass(frozen=True, slots=True)
class Anchor:
    """A word of the text that can say what a number counts."""

    start: int
    end: int
    word: str
    senses: tuple[Sense, ...]


@dataclass(frozen=True, slots=True)
class TopicMention:
    """Where the text speaks of a topic. Clause topics hold within their clause alone."""

    position: int
    topic: str
    is_clause_topic: bool = False
    end: int = 0


@dataclass(frozen=True, slots=True)
class Mentions:
    """Everything the lexicon knows in one text, each list in reading order."""

    anchors: tuple[Anchor, ...]
    topics: tuple[TopicMention, ...]
    fixed_names: tuple[tuple[int, int], ...]


class Lexicon:
    """Matchers over the codebook's words. Build once with `lexicon_of`, use for every document."""

    def __init__(self, codebook: Codebook) -> None:
        self.codebook = codebook
        self.events: dict[str, IndicatorEvent] = {e.indicator_code: e for e in codebook.events}
        self._classes: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for row in codebook.narrative_words:
            self._classes[row.word_class].append((row.word, row.meaning))
        self.siblings = self._siblings()
        self._senses = self._anchor_senses()
        self._topics = self._topic_words()
        self._fixed = set(self.words("fixed_name"))
        self._patterns = sorted({*self._senses, *self._topics, *self._fixed})
        self._automaton = ahocorasick_rs.AhoCorasick(self._patterns)
        self._furniture = self.pattern("furniture")
        self._tail = re.compile(rf"^\W*(?:{self.alternatives('tail')})")
        self.rate_of = {
            indicator.numerator_code: code
            for code, indicator in codebook.indicators.items()
            if indicator.numerator_code and indicator.kind == "rate"
        }

        self.base_of = {
            indicator.numerator_code: indicator.denominator_code
            for indicator in codebook.indicators.values()
            if indicator.numerator_code and indicator.denominator_code in codebook.indicators
        }

    def words(self, word_class: str) -> list[str]:
        """Return the words of a class, longest first."""
        return sorted({word for word, _ in self._classes[word_class]}, key=len, reverse=True)

    def meanings(self, word_class: str) -> dict[str, str]:
        """Return word → meaning of a class."""
        return dict(self._classes[word_class])

    def alternatives(self, *word_classes: str) -> str:
        """Return a regular expression that matches any word of these classes, longest first."""
        words = {word for word_class in word_classes for word in self.words(word_class)}
        return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))

    def pattern(self, *word_classes: str) -> re.Pattern[str]:
        """Return the compiled `alternatives`."""
        return re.compile(self.alternatives(*word_classes))

    def furniture_words(self, line: str) -> int:
        """Return how many words of a web page's frame a line holds."""
        return len(self._furniture.findall(line))

    def is_tail(self, line: str) -> bool:
        """Return whether a line opens the list of other articles behind the report."""
        return self._tail.search(line) is not None

    def dimensions_of(self, indicator_code: str) -> frozenset[str]:
        """Return every dimension in which offices write this indicator."""
        return self._accepted[indicator_code]

    def find(self, text: str) -> Mentions:
        """Return all mentions; an anchor inside a longer one is dropped."""
        anchors: list[Anchor] = []
        topics: list[TopicMention] = []
        fixed: list[tuple[int, int]] = []
        for number, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            word = self._patterns[number]
            if (senses := self._senses.get(word)) is not None:
                _push(anchors, Anchor(start, end, word, senses))
            for topic, is_clause_topic in self._topics.get(word, ()):
                _push_topic(topics, TopicMention(start, topic, is_clause_topic, end))
            if word in self._fixed:
                fixed.append((start, end))
        anchors.sort(key=lambda anchor: anchor.start)
        topics.sort(key=lambda topic: topic.position)
        return Mentions(tuple(anchors), tuple(topics), tuple(fixed))

    def _anchor_senses(self) -> dict[str, tuple[Sense, ...]]:
        senses: dict[str, dict[Sense, None]] = defaultdict(dict)
        for row in self.codebook.phrase_rows:
            word = _QUOTES.sub("", row.phrase)
            about = self.events[row.indicator_code].topic
            senses[word][Sense(row.indicator_code, row.topic, is_noun=True, event_topic=about)] = (
                None
            )
        for cue in self.codebook.narrative_words:
            if cue.word_class == "cue":
                code = None if cue.meaning == "none" else cue.meaning
                about = self.events[code].topic if code else ""
                sense = Sense(code, cue.topic, is_noun=False, event_topic=about)
                senses[cue.word][sense] = None
        for word in self.words("cover"):
            senses[word] = {}
        for word in self.words("none"):
            senses[word][Sense(None, "", is_noun=True)] = None
        return {word: tuple(found) for word, found in senses.items()}

    def _topic_words(self) -> dict[str, tuple[tuple[str, bool], ...]]:
        topics: dict[str, list[tuple[str, bool]]] = defaultdict(list)
        for word_class in ("topic", "clause_topic"):
            for word, topic in self._classes[word_class]:
                topics[word].append((topic, word_class == "clause_topic"))
        return {word: tuple(found) for word, found in topics.items()}

    def _siblings(self) -> dict[str, dict[str, list[str]]]:
        """Return event → dimension → the indicators that can fill that slot, likeliest first."""
        self._accepted: dict[str, frozenset[str]] = {}
        siblings: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for event in self.codebook.events:
            code = event.indicator_code
            own = self.codebook.dimension(code)
            self._accepted[code] = frozenset({own, *event.accepts})
            for dimension in (own, *event.accepts):
                siblings[event.event][dimension].append(code)
        return siblings


@lru_cache(maxsize=4)
def lexicon_of(codebook: Codebook) -> Lexicon:
    """Return the codebook's lexicon, compiled once."""
    return Lexicon(codebook)


def _push_topic(topics: list[TopicMention], topic: TopicMention) -> None:
    """Append unless a longer word covers it: 妇女干部 does not speak of 女干部."""
    last = topics[-1] if topics else None
    if last and last.end >= topic.end and last.position < topic.position:
        return
    while topics and topics[-1].position >= topic.position and topics[-1].end < topic.end:
        topics.pop()
    topics.append(topic)


def _push(anchors: list[Anchor], anchor: Anchor) -> None:
    """Append unless a longer anchor covers it; drop what it covers. Matches come by end."""
    while anchors and anchors[-1].start >= anchor.start and anchors[-1].end <= anchor.end:
        anchors.pop()
    if anchors and anchors[-1].end >= anchor.end:
        return
    anchors.append(anchor)
