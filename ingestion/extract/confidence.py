"""How sure a reading is: the grammar's and the wording's, weighed together, calibrated.

Pure but for the weights, read once and made by `scripts/train_reader.py`. Of the readings at 0.9,
nine in ten are right on writers left out of the training: `make evaluate` prints the table.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from ingestion.extract.links import Link
from ingestion.extract.wording import Guess

WEIGHTS = Path(__file__).parent / "weights" / "confidence.csv"
INTERCEPT = "intercept"

_LEAST = 1e-4  # no share is taken for nothing or for certain


@dataclass(frozen=True, slots=True)
class Option:
    """One reading of a number: how sure, and why (`features` are names with their values)."""

    link: Link
    confidence: float
    features: tuple[tuple[str, float], ...] = ()


class Confidence:
    """The learned weights of evidence. Build once with `kept_confidence`."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self._weights = weights

    def options(self, link: Link, guesses: Sequence[Guess], *, is_rejected: bool) -> list[Option]:
        """Return the readings of one number, surest first.

        `link` is what the grammar reads, with or without a code. Where nothing was learned the
        grammar's own confidence holds.
        """
        if not self._weights:
            return [Option(link, link.confidence)] if link.indicator_code else []
        found = []
        for candidate in candidates_of(link, guesses):
            features = evidence_of(candidate, link, guesses, is_rejected=is_rejected)
            score = self._weights[INTERCEPT] + sum(
                self._weights.get(name, 0.0) * value for name, value in features
            )
            sure = round(1.0 / (1.0 + math.exp(-score)), 3)
            found.append(Option(replace(candidate, confidence=sure), sure, features))
        return sorted(found, key=lambda option: -option.confidence)


def candidates_of(link: Link, guesses: Sequence[Guess]) -> list[Link]:
    """Return the readings that compete: the grammar's, and those the wording speaks for."""
    own = [link] if link.indicator_code else []
    return own + [
        Link(guess.indicator_code, guess.share, "wording", guess.word)
        for guess in guesses
        if guess.indicator_code and guess.indicator_code != link.indicator_code
    ]


def evidence_of(
    candidate: Link, link: Link, guesses: Sequence[Guess], *, is_rejected: bool
) -> tuple[tuple[str, float], ...]:
    """Return what speaks for and against a reading, as named values.

    `grammar:left` says that the grammar reads it so by this rule, `rival:left` that the grammar
    reads another indicator, `silent:unknown_head` that it reads none. The rest are log-odds of the
    wording: for this reading, for no code, and the distance to the best other one.
    """
    shares = {guess.indicator_code: guess.share for guess in guesses}
    own = _odds(shares.get(candidate.indicator_code, 0.0))
    rivals = [share for code, share in shares.items() if code != candidate.indicator_code]
    is_grammar = candidate is link
    said = "grammar" if is_grammar else "rival" if link.indicator_code else "silent"
    features = [
        (f"{said}:{link.rule}", 1.0),
        ("wording", own),
        ("wording_no_code", _odds(shares.get(None, 0.0))),
        ("wording_ahead", own - _odds(max(rivals, default=0.0))),
    ]
    if is_grammar:
        features += [("grammar_wording", own), ("grammar_sure", link.confidence)]
    if is_rejected:
        features.append(("rejected", 1.0))
    return tuple(features)


@cache
def kept_confidence() -> Confidence:
    """Return the kept weights, read once; without any where the file is missing."""
    if not WEIGHTS.exists():
        return Confidence({})
    with WEIGHTS.open(encoding="utf-8", newline="") as file:
        return Confidence(_weights(csv.DictReader(file)))


def _weights(rows: Iterable[Mapping[str, str]]) -> dict[str, float]:
    return {row["feature"]: float(row["weight"]) for row in rows}


def _odds(share: float) -> float:
    held = min(max(share, _LEAST), 1 - _LEAST)
    return math.log(held / (1 - held))
