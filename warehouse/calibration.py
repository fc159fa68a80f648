"""Whether a confidence means what it says: the share right among readings equally sure. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from warehouse.gold import ACCEPTED, Figure
from warehouse.matching import match

SURE = 0.9
_BOUNDS = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)


@dataclass(frozen=True, slots=True)
class Bin:
    """The readings with a confidence from `low` up to `high`, and how many of them are right."""

    low: float
    high: float
    number: int
    right: int
    confidence: float  # their mean


def calibrate(read: Iterable[Figure], gold: Iterable[Figure]) -> list[Bin]:
    """Return the bins that hold anything, over readings with a code, in review or accepted."""
    judged = _judged(read, gold)
    bins = []
    for index, low in enumerate(_BOUNDS):
        held = [
            (figure, is_right)
            for figure, is_right in judged
            if bisect_right(_BOUNDS, figure.confidence) - 1 == index
        ]
        if held:
            high = _BOUNDS[index + 1] if index + 1 < len(_BOUNDS) else 1.0
            mean = sum(figure.confidence for figure, _ in held) / len(held)
            bins.append(Bin(low, high, len(held), sum(right for _, right in held), mean))
    return bins


def sure_ones(read: Iterable[Figure], gold: Iterable[Figure]) -> tuple[int, int]:
    """Return of the accepted readings at 0.9 and above how many are right, and how many there are.

    Their code, their value and that they happened must all be right.
    """
    held = [
        is_right
        for figure, is_right in _judged(read, gold)
        if figure.status == ACCEPTED and figure.confidence >= SURE
    ]
    return sum(held), len(held)


def _judged(read: Iterable[Figure], gold: Iterable[Figure]) -> list[tuple[Figure, bool]]:
    figures = [figure for figure in read if figure.is_statistic]
    pair_of = {id(pair.read): pair for pair in match(figures, gold)}
    judged = []
    for figure in figures:
        pair = pair_of.get(id(figure))
        if figure.is_claim:
            judged.append((figure, bool(pair and pair.is_indicator and pair.has_value)))
    return judged
