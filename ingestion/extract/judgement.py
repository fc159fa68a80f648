"""Which reading of a number stands: the grammar's and the wording's, weighed for each number.

Pure. The grammar says what a construction makes of a number, the wording what its words usually
count, `confidence` how far either is to be believed. Nothing is placed here.
"""

from __future__ import annotations

from dataclasses import replace

from ingestion.extract.confidence import Confidence, kept_confidence
from ingestion.extract.lexicon import Lexicon
from ingestion.extract.links import Scene
from ingestion.extract.whole_sentence import Read
from ingestion.extract.wording import Guess, Wording, features_of, wording_of

LIKELY = 0.5  # from here on a reading may speak for the numbers behind it
_WORTH_REVIEW = 0.3  # below, a reading of the wording alone is no second opinion


class Judge:
    """Weighs the readings of the numbers of one text. Build one for each document."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self._text = text
        self._wording: Wording = wording_of(lexicon)
        self._confidence: Confidence = kept_confidence()

    def guesses(self, scene: Scene) -> tuple[Guess, ...]:
        """Return what the words around a number speak for."""
        features = features_of(self._text, scene)
        return tuple(self._wording.guesses(features, scene.dimension))

    def judged(self, read: Read) -> Read:
        """Return the reading as it holds inside its sentence: the likeliest, if it is likely."""
        options = self._confidence.options(
            read.link, read.guesses, is_rejected=bool(read.rejection)
        )
        read = replace(read, options=tuple(options))
        if not options:
            return read
        best = options[0]
        if best.confidence >= LIKELY:
            return replace(read, link=best.link)
        own = next((o.link for o in options if o.link.rule == read.link.rule), read.link)
        return replace(read, link=own if own.indicator_code else read.link)

    def settled(self, read: Read) -> Read:
        """Return the reading as it leaves: an unlikely code is kept for review, not dropped."""
        if read.link.indicator_code or not read.options or read.rejection:
            return read
        best = read.options[0]
        return replace(read, link=best.link) if best.confidence >= _WORTH_REVIEW else read
