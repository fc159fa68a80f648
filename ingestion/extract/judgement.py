"""Which reading of a number stands: the grammar's and the wording's, weighed for each number.

Pure. The grammar says what a construction makes of a number, the wording what its words usually
count, `confidence` how far either is to be believed. Nothing is placed here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from ingestion.extract.carrying import Carrier
from ingestion.extract.confidence import Confidence, Witnesses
from ingestion.extract.lexicon import Lexicon
from ingestion.extract.links import Link, Scene
from ingestion.extract.senses import SenseReader
from ingestion.extract.whole_sentence import Read
from ingestion.extract.wording import Wording, features_of

WEIGHTS = Path(__file__).parent / "weights"

LIKELY = 0.5  # from here on a reading may speak for the numbers behind it
_WORTH_REVIEW = 0.3  # below, a reading of the wording alone is no second opinion


@dataclass(frozen=True, slots=True)
class Learned:
    """What was learned from annotated reports; weighs nothing where the files are missing."""

    wording: Wording
    confidence: Confidence


@cache
def learned_of(lexicon: Lexicon, weights: Path = WEIGHTS) -> Learned:
    """Return the weights kept in a folder, read once."""
    return Learned(
        Wording.read(weights / "wording.csv", lexicon), Confidence.read(weights / "confidence.csv")
    )


class Judge:
    """Weighs the readings of the numbers of one text. Build one for each document."""

    def __init__(self, senses: SenseReader, weights: Path = WEIGHTS) -> None:
        self._learned = learned_of(senses.lexicon, weights)
        self._text = senses.text
        self._carrier = Carrier(senses)

    def hear(self, link: Link, scene: Scene, *, is_rejected: bool) -> Witnesses:
        """Return everything that speaks for a reading of a number."""
        guesses = self._learned.wording.guesses(features_of(self._text, scene), scene.dimension)
        return Witnesses(link, guesses, self._carrier.carried(scene), is_rejected)

    def judged(self, read: Read) -> Read:
        """Return the reading as it holds inside its sentence: the likeliest, if it is likely."""
        witnesses = replace(read.witnesses, link=read.link)
        options = self._learned.confidence.options(witnesses)
        read = replace(read, options=tuple(options))
        if not options:
            return read
        best = options[0]
        if best.confidence >= LIKELY:
            return replace(read, link=best.link)
        code = read.link.indicator_code
        own = next((o.link for o in options if o.link.indicator_code == code), read.link)
        return replace(read, link=own)

    def settled(self, read: Read) -> Read:
        """Return the reading as it leaves: an unlikely code is kept for review, not dropped."""
        if read.link.indicator_code or not read.options or read.rejection:
            return read
        best = read.options[0]
        return replace(read, link=best.link) if best.confidence >= _WORTH_REVIEW else read


JudgeOf = Callable[[SenseReader], Judge]
