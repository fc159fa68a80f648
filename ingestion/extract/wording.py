"""What the words around a number usually count: a sparse linear model of annotated reports.

Pure but for the weights, read once. It knows no grammar: it has learned which short runs of
characters stand beside which indicator, and so reads 防治口袋书1.8万册 without that noun in the
codebook. It never decides alone: `confidence` weighs it against the grammar's reading. Its weights
are made by `scripts/train_reader.py` and can be read as they stand.
"""

from __future__ import annotations

import csv
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from ingestion.extract.lexicon import Lexicon
from ingestion.extract.links import Scene

NO_CODE = "other"  # a statistic that no indicator counts
INTERCEPT = "intercept"

_NEAR = 14  # characters of the number's own words on either side
_LONGEST_RUN = 4
_LONGEST_TITLE = 20
_MOST_GUESSES = 4
_SPOKEN = frozenset("lraLRh")  # features that are words, for the evidence shown
_WORD = re.compile(r"[\u4e00-\u9fff%]+")

Weights = Mapping[str, tuple[tuple[str, float], ...]]


@dataclass(frozen=True, slots=True)
class Guess:
    """An indicator the words speak for, its share of all they speak for, and the telling run.

    `indicator_code` is null where they speak for a statistic without a code.
    """

    indicator_code: str | None
    share: float
    word: str = ""


def features_of(text: str, scene: Scene) -> tuple[str, ...]:
    """Return what stands around a number, each by a short name: `l:培训` stands left of it.

    l, r: in its own words; L, R: touching it; a: on either side; h: in its titles; u, d: its unit
    and dimension. Nothing that an earlier reading decided is among them. The order is fixed, so
    that sums come out the same on every run.
    """
    figure, quantity = scene.figure, scene.figure.quantity
    left = text[max(scene.left_start, figure.start - _NEAR) : figure.start]
    right = text[figure.end : min(figure.right_end, figure.end + _NEAR)]
    found = [f"u:{quantity.unit_raw}", f"d:{quantity.dimension}"]
    found += _side_features(left, "l", left[-_LONGEST_RUN:])
    found += _side_features(right, "r", right[:_LONGEST_RUN])
    for start, end in scene.context.spans():
        found += _title_features(text[start : min(end, start + _LONGEST_TITLE)])
    return tuple(dict.fromkeys(found))


def phrase_features(phrase: str, unit: str) -> Iterator[tuple[str, ...]]:
    """Yield what a codebook phrase looks like before and behind a number of its unit."""
    for side, touching in (("l", phrase[-_LONGEST_RUN:]), ("r", phrase[:_LONGEST_RUN])):
        yield tuple(dict.fromkeys((f"u:{unit}", *_side_features(phrase, side, touching))))


def _side_features(words: str, side: str, touching: str) -> list[str]:
    found: list[str] = []
    for run in _runs(words, 1, _LONGEST_RUN):
        found += (f"{side}:{run}", f"a:{run}")
    touch = side.upper()
    for size in range(1, len(touching) + 1):
        found.append(f"{touch}:{touching[-size:] if side == 'l' else touching[:size]}")
    return found


class Wording:
    """The learned weights, ready to be asked: rows of `feature,indicator_code,weight`."""

    def __init__(self, rows: Iterable[Mapping[str, str]], lexicon: Lexicon) -> None:
        weights: dict[str, list[tuple[str, float]]] = defaultdict(list)
        self._base: dict[str, float] = {}
        for row in rows:
            if row["feature"] == INTERCEPT:
                self._base[row["indicator_code"]] = float(row["weight"])
            else:
                weights[row["feature"]].append((row["indicator_code"], float(row["weight"])))
        self._weights: Weights = {name: tuple(found) for name, found in weights.items()}
        self._lexicon = lexicon
        self._fitting = cache(self._fitting_codes)

    @classmethod
    def read(cls, path: Path, lexicon: Lexicon) -> Wording:
        """Return the weights of a file; none where it is missing."""
        if not path.exists():
            return cls((), lexicon)
        with path.open(encoding="utf-8", newline="") as file:
            return cls(csv.DictReader(file), lexicon)

    def guesses(self, features: Iterable[str], dimension: str) -> list[Guess]:
        """Return the likeliest readings, likeliest first; none where nothing was learned."""
        if not self._base:
            return []
        fitting, silence = self._fitting(dimension)
        sums, telling = self._sums(features, fitting)
        votes = {code: _logistic(self._base[code] + weight) for code, weight in sums.items()}
        votes.setdefault(NO_CODE, fitting[NO_CODE])
        total = silence + sum(vote - fitting[code] for code, vote in votes.items())
        top = sorted(votes, key=lambda code: (-votes[code], code))[:_MOST_GUESSES]
        return [
            Guess(None if code == NO_CODE else code, votes[code] / total, telling.get(code, ""))
            for code in (*top, *({NO_CODE} - {*top}))
        ]

    def _sums(
        self, features: Iterable[str], fitting: Mapping[str, float]
    ) -> tuple[dict[str, float], dict[str, str]]:
        """Return what the features add up to for each indicator, and the run that told most."""
        sums: dict[str, float] = {}
        most: dict[str, float] = {}
        telling: dict[str, str] = {}
        for name in features:
            for code, weight in self._weights.get(name, ()):
                if code in fitting:
                    sums[code] = sums.get(code, 0.0) + weight
                    if weight > most.get(code, 0.0) and name[0] in _SPOKEN:
                        most[code], telling[code] = weight, name[2:]
        return sums, telling

    def _fitting_codes(self, dimension: str) -> tuple[dict[str, float], float]:
        """Return the indicators written in a dimension with what they get unsaid, and the sum."""
        fitting = {
            code: _logistic(weight)
            for code, weight in self._base.items()
            if code == NO_CODE or dimension in self._lexicon.dimensions_of(code)
        }
        return fitting, sum(fitting.values())


@lru_cache(maxsize=256)
def _title_features(title: str) -> tuple[str, ...]:
    return tuple("h:" + run for run in _runs(title, 2, 3))


def _runs(words: str, shortest: int, longest: int) -> Iterator[str]:
    """Yield every run of characters of these lengths that holds no digit and no mark."""
    for match in _WORD.finditer(words):
        piece = match[0]
        for size in range(shortest, longest + 1):
            for start in range(len(piece) - size + 1):
                yield piece[start : start + size]


def _logistic(score: float) -> float:
    return 1.0 / (1.0 + math.exp(-score))
