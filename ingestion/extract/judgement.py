"""Which reading of a number stands: the grammar's and the wording's, weighed for each number.

Pure. The grammar says what a construction makes of a number, the wording what its words usually
count, `confidence` how far either is to be believed. Nothing is placed here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from ingestion.extract.carrying import Carried, Carrier
from ingestion.extract.confidence import Confidence, Option, Witnesses
from ingestion.extract.lexicon import Lexicon
from ingestion.extract.links import Link, Scene
from ingestion.extract.senses import SenseReader
from ingestion.extract.whole_sentence import Read
from ingestion.extract.wording import NO_CODE, Told, Wording, surroundings_of

WEIGHTS = Path(__file__).parent / "weights"

LIKELY = 0.5  # from here on a reading may speak for the numbers behind it
_OWN_HEAD = frozenset({"left", "right"})
_WORTH_REVIEW = 0.3  # below, a reading of the wording alone is no second opinion


@dataclass(frozen=True, slots=True)
class Learned:
    """What was learned from annotated reports."""

    wording: Wording
    confidence: Confidence


@cache
def learned_of(lexicon: Lexicon, weights: Path | None = WEIGHTS) -> Learned:
    """Return the weights kept in a folder, read once; null is for the grammar alone."""
    if weights is None:
        return Learned(Wording((), lexicon), Confidence(()))
    return Learned(
        Wording.read(weights / "wording.csv", lexicon), Confidence.read(weights / "confidence.csv")
    )


class Judge:
    """Weighs the readings of the numbers of one text. Build one for each document."""

    def __init__(self, senses: SenseReader, weights: Path | None = WEIGHTS) -> None:
        self._learned = learned_of(senses.lexicon, weights)
        self._text = senses.text
        self._carrier = Carrier(senses)

    def hear(self, link: Link, scene: Scene, *, is_rejected: bool) -> Witnesses:
        """Return everything that speaks for a reading of a number."""
        # A number with a noun of its own takes over nothing.
        carried = () if link.rule in _OWN_HEAD else self._carrier.carried(scene)
        stance = self._carrier.stance(scene)
        around = surroundings_of(self._text, scene, _told_by_grammar(link, carried, stance))
        named = [link.indicator_code, *(one.indicator_code for one in carried)]
        guesses = self._learned.wording.guesses(around, [code for code in named if code])
        return Witnesses(link, guesses, carried, stance, is_rejected, around)

    def weighed(self, witnesses: Witnesses) -> tuple[Link, tuple[Option, ...]]:
        """Return the reading as it holds inside its sentence, and all that were weighed.

        The likeliest holds, if it is likely; else the grammar's, as sure as it is.
        """
        options = tuple(self._learned.confidence.options(witnesses))
        if witnesses.is_rejected:
            return witnesses.link, options  # a rule refused it; the rest is for explanations
        return self._told(_standing(witnesses.link, options), witnesses), options

    def judged(self, read: Read) -> Read:
        """Return a reading that its whole sentence changed, weighed anew.

        What its words speak for stays as it was heard, with the grammar's former reading.
        """
        witnesses = replace(read.witnesses, link=read.link)
        link, options = self.weighed(witnesses)
        return replace(read, link=link, options=options, witnesses=witnesses)

    def _told(self, link: Link, witnesses: Witnesses) -> Link:
        """Return a reading of the wording with the words that speak most for it."""
        around, code = witnesses.around, link.indicator_code
        if link.rule != "wording" or around is None or code is None:
            return link
        return replace(link, word=self._learned.wording.telling(around, code))

    def settled(self, read: Read) -> Read:
        """Return the reading as it leaves: an unlikely code is kept for review, not dropped."""
        if read.link.indicator_code or not read.options or read.witnesses.is_rejected:
            return read
        best = read.options[0]
        is_worth = best.confidence >= _WORTH_REVIEW
        return replace(read, link=self._told(best.link, read.witnesses)) if is_worth else read


def _told_by_grammar(
    link: Link, carried: Sequence[Carried], stance: Sequence[str]
) -> tuple[Told, ...]:
    """Return the grammar's reading, what may be carried over, and the stance."""
    code = link.indicator_code or NO_CODE
    kinds = [f"{one.kind}:{one.indicator_code}" for one in carried]
    sizes = [f"{one.kind}:{one.size}:{one.indicator_code}" for one in carried]
    return ("g", (code, f"{link.rule}:{code}")), ("c", (*kinds, *sizes)), ("s", stance)


def _standing(link: Link, options: Sequence[Option]) -> Link:
    if options and options[0].confidence >= LIKELY:
        return options[0].link
    code = link.indicator_code
    return next((o.link for o in options if o.link.indicator_code == code), link)
