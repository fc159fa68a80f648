"""How sure a reading is: the grammar's and the wording's, weighed together, calibrated.

Pure but for the weights, read once and made by `python -m training`. Of the readings at 0.9,
nine in ten are right on writers left out of the training: `make evaluate` prints the table.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ingestion.extract.carrying import Carried
from ingestion.extract.links import Link
from ingestion.extract.wording import Guess, Surroundings

INTERCEPT = "intercept"

_LEAST = 1e-4  # no share is taken for nothing or for certain


@dataclass(frozen=True, slots=True)
class Option:
    """One reading of a number, and how sure it is."""

    link: Link
    confidence: float


@dataclass(frozen=True, slots=True)
class Witnesses:
    """Everything that speaks for a reading of one number."""

    link: Link  # what the grammar reads, with or without a code
    guesses: Sequence[Guess] = ()  # what its words speak for
    carried: Sequence[Carried] = ()  # what it may take over from the numbers before
    stance: tuple[str, ...] = ()  # how it stands in its clause
    is_rejected: bool = False  # a rule says that no indicator counts it
    around: Surroundings | None = None  # what the guesses were made of


class Confidence:
    """The learned weights of evidence: rows of `feature,weight`."""

    def __init__(self, rows: Iterable[Mapping[str, str]]) -> None:
        self._weights = {row["feature"]: float(row["weight"]) for row in rows}
        self._added = lru_cache(maxsize=4096)(self._sum_of)

    @classmethod
    def read(cls, path: Path) -> Confidence:
        """Return the weights of a file."""
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
            sure = round(1.0 / (1.0 + math.exp(-self._score(candidate, witnesses))), 3)
            link = Link(
                candidate.indicator_code, sure, candidate.rule, candidate.word, candidate.opens
            )
            found.append(Option(link, sure))
        return sorted(found, key=lambda option: -option.confidence)

    def told(self, candidate: Link, witnesses: Witnesses) -> tuple[tuple[str, float], ...]:
        """Return the evidence of a reading with the log-odds that each adds."""
        flags, values = evidence_of(candidate, witnesses)
        named = [(flag, 1.0) for flag in flags] + list(values)
        return tuple((name, self._weights.get(name, 0.0) * value) for name, value in named)

    def _score(self, candidate: Link, witnesses: Witnesses) -> float:
        flags, values = evidence_of(candidate, witnesses)
        own = sum(self._weights.get(name, 0.0) * value for name, value in values)
        return self._added(flags) + own

    def _sum_of(self, flags: tuple[str, ...]) -> float:
        """Return what flags add up to: the same few stand together again and again."""
        return self._weights[INTERCEPT] + sum(self._weights.get(flag, 0.0) for flag in flags)


def candidates_of(witnesses: Witnesses) -> list[Link]:
    """Return the readings that compete, each indicator once: grammar, then wording, then frame."""
    found: dict[str, Link] = {}
    if witnesses.link.indicator_code:
        found[witnesses.link.indicator_code] = witnesses.link
    for guess in witnesses.guesses:
        if guess.indicator_code:
            link = Link(guess.indicator_code, guess.share, "wording")
            found.setdefault(guess.indicator_code, link)
    for carried in witnesses.carried:
        code = carried.indicator_code
        found.setdefault(code, Link(code, 0.0, "carried", code))
    return list(found.values())


def evidence_of(
    candidate: Link, witnesses: Witnesses
) -> tuple[tuple[str, ...], tuple[tuple[str, float], ...]]:
    """Return what speaks for and against a reading: flags that hold, and named values.

    `grammar:left` says that the grammar reads it so by this rule, `rival:left` that the grammar
    reads another indicator, `silent:unknown_head` that it reads none. `same:listed` says that a
    number before counts the same and how this one stands to it. The values are log-odds of the
    wording: for this reading, for no code, and the distance to the best other one.
    """
    code, link = candidate.indicator_code, witnesses.link
    own = no_code = best_other = 0.0
    for guess in witnesses.guesses:
        if guess.indicator_code == code:
            own = guess.share
        else:
            best_other = max(best_other, guess.share)
        if guess.indicator_code is None:
            no_code = guess.share
    is_grammar = code == link.indicator_code
    said = "grammar" if is_grammar else "rival" if link.indicator_code else "silent"
    kinds = [carried for carried in witnesses.carried if carried.indicator_code == code]
    carried = kinds[0] if kinds else None
    flags = _flags(said, link.rule, witnesses.stance, carried, is_rejected=witnesses.is_rejected)
    odds = _odds(own)
    values: tuple[tuple[str, float], ...] = (
        ("wording", odds),
        ("wording_no_code", _odds(no_code)),
        ("wording_ahead", odds - _odds(best_other)),
    )
    if is_grammar:
        values += (("grammar_wording", odds), ("grammar_sure", link.confidence))
    return flags, values


@lru_cache(maxsize=4096)
def _flags(
    said: str, rule: str, stance: tuple[str, ...], carried: Carried | None, *, is_rejected: bool
) -> tuple[str, ...]:
    flags = [f"{said}:{rule}", *(f"{said}:{word}" for word in stance)]
    if carried:
        kind = carried.kind
        flags += [f"{kind}:{said}", f"{kind}:{carried.size}", *(f"{kind}:{w}" for w in stance)]
    if is_rejected:
        flags.append("rejected")
    return tuple(flags)


def _odds(share: float) -> float:
    held = min(max(share, _LEAST), 1 - _LEAST)
    return math.log(held / (1 - held))
