"""What the text is speaking of, seen from one number: the nearest wanted topic wins.

Pure. The same leaflet wording under legal, health or technology headings is three indicators.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Sequence, Set

from ingestion.extract.figures import Figure
from ingestion.extract.lexicon import Sense, TopicMention
from ingestion.extract.sections import Context

_READ = "read:"  # a topic that a figure opened, not a word
_FARTHEST = 400  # characters looked back inside one item
_MOST_MENTIONS = 60


class TopicFinder:
    """Answers which of some topics the text around a number is about."""

    def __init__(self, topics: Sequence[TopicMention]) -> None:
        self._mentions = [(t.position, t.topic) for t in topics if not t.is_clause_topic]
        self._clause = [(t.position, t.topic) for t in topics if t.is_clause_topic]
        self._clause_topics = {topic for _, topic in self._clause}

    def note(self, position: int, topic: str) -> None:
        """Take a figure that was read as saying what the text is about, as a word would."""
        if topic:
            insort(self._mentions, (position, topic))
            insort(self._mentions, (position, _READ + topic))

    def choose(
        self, senses: Sequence[Sense], figure: Figure, context: Context, *, is_vague: bool
    ) -> Sense | None:
        """Return the sense whose topic is nearest; the one without a topic where none is near.

        A vague word (惠及, 受益) is heard only within its sentence and item.
        """
        by_topic = {sense.topic: sense for sense in reversed(senses)}
        wanted = by_topic.keys() - {""}
        if wanted:
            default = by_topic.get("")
            if default is not None and default.event_topic:
                by_topic[_READ + default.event_topic] = default
                wanted = by_topic.keys() - {""}
            topic = self.nearest(wanted, figure, context, is_vague=is_vague)
            if topic is not None:
                return by_topic[topic]
        return by_topic.get("")

    def nearest(
        self, wanted: Set[str], figure: Figure, context: Context, *, is_vague: bool = False
    ) -> str | None:
        """Return the wanted topic nearest to the number: clause, sentence, item, headings."""
        if wanted & self._clause_topics:
            found = _last(self._clause, wanted, figure.clause_start, figure.right_end)
            if found:
                return found
        start = figure.start
        spans = [
            (figure.clause_start, start),
            (start, figure.clause_end),
            (max(figure.sentence_start, start - _FARTHEST), figure.clause_start),
            context.item,
            (max(context.body_start, start - _FARTHEST), figure.sentence_start),
            context.subheading,
            context.heading,
            context.title,
        ]
        for low, high in spans[:4] if is_vague else spans:
            found = _last(self._mentions, wanted, low, high) if high > low else None
            if found:
                return found
        return None

    def last_of(self, wanted: Set[str], start: int, end: int) -> str | None:
        """Return the wanted topic spoken of last within a span."""
        return _last(self._mentions, wanted, start, end)

    def speaks_of(self, topic: str, start: int, end: int) -> bool:
        """Return whether a topic is spoken of within a span."""
        return _last(self._mentions, {topic}, start, end) is not None


def _last(
    mentions: Sequence[tuple[int, str]], wanted: Set[str], start: int, end: int
) -> str | None:
    low, high = bisect_left(mentions, (start, "")), bisect_left(mentions, (end, ""))
    for index in range(high - 1, max(low, high - _MOST_MENTIONS) - 1, -1):
        if mentions[index][1] in wanted:
            return mentions[index][1]
    return None
