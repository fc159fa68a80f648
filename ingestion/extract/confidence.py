"""How sure a reading is: the grammar's and the wording's, weighed together, calibrated.

Pure but for the weights, read once and made by `scripts/train_reader.py`. Of the readings at 0.9,
nine in ten are right on writers left out of the training: `make evaluate` prints the table.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingestion.extract.carrying import Carried
from ingestion.extract.links import Link
from ingestion.extract.wording import Guess

INTERCEPT = "intercept"

_LEAST = 1e-4  # no share is taken for nothing or for certain


@dataclass(frozen=True, slots=True)
class Option:
    """One reading of a number: how sure, and why: `features` with the log-odds each adds."""

    link: Link
    confidence: float
    features: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Witnesses:
    """Everything that speaks for a reading of one number."""

    link: Link  # what the grammar reads, with or without a code
    guesses: Sequence[Guess] = ()  # what its words speak for
    carried: Sequence[Carried] = ()  # what it may take over from the numbers before
    stance: tuple[str, ...] = ()  # how it stands in its clause
    is_rejected: bool = False  # a rule says that no indicator counts it


class Confidence:
    """The learned weights of evidence: rows of `feature,weight`."""

    def __init__(self, rows: Iterable[Mapping[str, str]]) -> None:
        self._weights = {row["feature"]: float(row["weight"]) for row in rows}

    @classmethod
    def read(cls, path: Path) -> Confidence:
        """Return the weights of a file; none where it is missing."""
        if not path.exists():
            return cls(())
        with path.open(encoding="utf-8", newline="") as file:
            return cls(csv.DictReader(file))

    def options(self, witnesses: Witnesses) -> list[Option]:
        """Return the readings of one number, surest first.

        Where nothing was learned the grammar's own confidence holds.
        """
        if not self._weights:
            link = witnesses.link
            return [Option(link, link.confidence)] if link.indicator_code else []
        found = []
        for candidate in candidates_of(witnesses):
            features = evidence_of(candidate, witnesses)
            added = tuple((name, self._weights.get(name, 0.0) * value) for name, value in features)
            score = self._weights[INTERCEPT] + sum(log_odds for _, log_odds in added)
            sure = round(1.0 / (1.0 + math.exp(-score)), 3)
            link = Link(
                candidate.indicator_code, sure, candidate.rule, candidate.word, candidate.opens
            )
            found.append(Option(link, sure, added))
        return sorted(found, key=lambda option: -option.confidence)


def candidates_of(witnesses: Witnesses) -> list[Link]:
    """Return the readings that compete, each indicator once: grammar, then wording, then frame."""
    found: dict[str, Link] = {}
    if witnesses.link.indicator_code:
        found[witnesses.link.indicator_code] = witnesses.link
    for guess in witnesses.guesses:
        if guess.indicator_code:
            link = Link(guess.indicator_code, guess.share, "wording", guess.word)
            found.setdefault(guess.indicator_code, link)
    for carried in witnesses.carried:
        code = carried.indicator_code
        found.setdefault(code, Link(code, 0.0, "carried", code))
    return list(found.values())


def evidence_of(candidate: Link, witnesses: Witnesses) -> tuple[tuple[str, float], ...]:
    """Return what speaks for and against a reading, as named values.

    `grammar:left` says that the grammar reads it so by this rule, `rival:left` that the grammar
    reads another indicator, `silent:unknown_head` that it reads none. `same:listed` says that a
    number before counts the same and how this one stands to it. The rest are log-odds of the
    wording: for this reading, and the distance to the best other one.
    """
    code, link = candidate.indicator_code, witnesses.link
    shares = {guess.indicator_code: guess.share for guess in witnesses.guesses}
    own = _odds(shares.get(code, 0.0))
    best_other = max((share for key, share in shares.items() if key != code), default=0.0)
    is_grammar = code == link.indicator_code
    said = "grammar" if is_grammar else "rival" if link.indicator_code else "silent"
    features = [
        (f"{said}:{link.rule}", 1.0),
        ("wording", own),
        ("wording_no_code", _odds(shares.get(None, 0.0))),
        ("wording_ahead", own - _odds(best_other)),
    ]
    features += [(f"{said}:{stance}", 1.0) for stance in witnesses.stance]
    if is_grammar:
        features += [("grammar_wording", own), ("grammar_sure", link.confidence)]
    for carried in witnesses.carried:
        if carried.indicator_code == code:
            features += [(f"{carried.kind}:{said}", 1.0), (f"{carried.kind}:{carried.size}", 1.0)]
            features += [(f"{carried.kind}:{stance}", 1.0) for stance in witnesses.stance]
    if witnesses.is_rejected:
        features.append(("rejected", 1.0))
    return tuple(features)


def _odds(share: float) -> float:
    held = min(max(share, _LEAST), 1 - _LEAST)
    return math.log(held / (1 - held))
