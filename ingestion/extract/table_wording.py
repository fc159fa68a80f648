"""What the labels of a figure usually count, by words learned from prose, where headers are unsure.

Pure. A header that the codebook knows is never asked about; the rest is read as a clause would be.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from ingestion.codebook import Codebook, Unit
from ingestion.extract.header_match import EXACT_FROM, Match
from ingestion.extract.header_units import MULTIPLIER
from ingestion.extract.judgement import learned_of
from ingestion.extract.lexicon import lexicon_of
from ingestion.extract.table_indicators import NAME_FROM, Words
from ingestion.extract.wording import Wording, label_surroundings

_NOT_COUNTED = frozenset({MULTIPLIER, "percent"})  # a share is named by its header or not at all
_MOST = 0.89  # never as sure as a name of the codebook
_CLEAR = 0.8  # from here on the words are believed against a likeness or a phrase
_DOUBTED = 0.7  # goes to review
_LIKELY, _TIMES = 0.5, 3  # and against a phrase, if they speak so much more for it


@dataclass(frozen=True, slots=True)
class TableWording:
    """The learned wording, asked about labels."""

    wording: Wording

    def weighed(
        self, match: Match, words: Words, unit: Unit | None, titles: Sequence[str]
    ) -> Match:
        """Return the match as the words of its labels let it stand.

        An unsure match is made surer by words that agree. A phrase of the codebook gives way where
        the words, under these titles, clearly speak for something else; so does a mere likeness.
        A name of the codebook never does.
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
        if best is None or best.indicator_code is None:
            return match
        sure = round(min(best.share, _MOST), 2)
        if best.indicator_code == match.code:
            return replace(match, confidence=max(match.confidence, sure))
        own = next((one.share for one in guesses if one.indicator_code == match.code), 0.0)
        is_phrase = match.confidence >= EXACT_FROM
        gives_way = best.share >= _CLEAR or (is_phrase and best.share >= max(_LIKELY, _TIMES * own))
        if gives_way or match.code is None:
            rivals = tuple(code for code in (match.code, *match.rivals) if code)
            told = sure if sure >= _CLEAR else min(sure, _DOUBTED)
            return Match(best.indicator_code, told, "用词", rivals)
        return match


@lru_cache(maxsize=4)
def table_wording(codebook: Codebook, weights: Path | None) -> TableWording:
    """Return the wording kept in a folder, ready for tables; null weights know no words."""
    return TableWording(learned_of(lexicon_of(codebook), weights).wording)
