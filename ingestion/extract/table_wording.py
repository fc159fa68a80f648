"""What the labels of a figure usually count, by words learned from prose: a second opinion.

Pure but for the weights, read once. It accepts nothing: a header that only words speak for waits
for a person, and so does a phrase of the codebook that the words, under its titles, speak against.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from ingestion.codebook import Codebook, Unit
from ingestion.extract.header_match import ACCEPTED_FROM, EXACT_FROM, Match
from ingestion.extract.header_units import MULTIPLIER
from ingestion.extract.judgement import learned_of
from ingestion.extract.lexicon import lexicon_of
from ingestion.extract.table_indicators import NAME_FROM, Words
from ingestion.extract.wording import Wording, label_surroundings

_NOT_COUNTED = frozenset({MULTIPLIER, "percent"})  # a share is named by its header or not at all
_MOST = ACCEPTED_FROM - 0.01  # a proposal goes to review
_CLEAR = 0.8  # from here on the words are believed against a likeness or a phrase
_LIKELY, _TIMES = 0.5, 3  # worth proposing; and against a phrase, if so much more speaks for it


class TableWording:
    """The learned wording, asked about labels."""

    def __init__(self, wording: Wording) -> None:
        self.wording = wording
        # A column asks the same of each of its cells.
        self.weighed = lru_cache(maxsize=20_000)(self._weighed)

    def _weighed(
        self, match: Match, words: Words, unit: Unit | None, titles: tuple[str, ...]
    ) -> Match:
        """Return the match, or what the words propose in its place, for review.

        A name of the codebook is never asked about. `unit` is what is counted, null where nobody
        says; `titles` stand above the table, the nearest first.
        """
        labels = (*words.row[:1], *words.column[:1])
        phrase = "".join(label.core for label in labels)
        is_derived = any(label.is_completion or label.is_derived for label in labels)
        if match.confidence >= NAME_FROM or is_derived or not phrase:
            return match
        if unit is None or unit.dimension in _NOT_COUNTED:
            return match
        guesses = self.wording.guesses(label_surroundings(phrase, unit, titles))
        best = next(iter(guesses), None)
        if best is None or best.indicator_code in {None, match.code} or best.share < _LIKELY:
            return match
        own = next((one.share for one in guesses if one.indicator_code == match.code), 0.0)
        is_phrase = match.confidence >= EXACT_FROM
        is_rival = best.share >= _CLEAR or (is_phrase and best.share >= _TIMES * own)
        if match.code is not None and not is_rival:
            return match
        rivals = tuple(code for code in (match.code, *match.rivals) if code)
        return Match(best.indicator_code, round(min(best.share, _MOST), 2), "用词", rivals)


@lru_cache(maxsize=4)
def table_wording(codebook: Codebook, weights: Path | None) -> TableWording:
    """Return the wording kept in a folder, ready for tables; null weights know no words."""
    return TableWording(learned_of(lexicon_of(codebook), weights).wording)
