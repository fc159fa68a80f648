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
from functools import cache
from pathlib import Path

from ingestion.extract.lexicon import Lexicon
from ingestion.extract.links import Scene

WEIGHTS = Path(__file__).parent / "weights" / "wording.csv"
NO_CODE = "other"  # a statistic that no indicator counts
INTERCEPT = "intercept"

_NEAR = 14  # characters of the number's own words on either side
_LONGEST_RUN = 4
_LONGEST_TITLE = 20
_MOST_GUESSES = 4
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


def features_of(text: str, scene: Scene) -> set[str]:
    """Return what stands around a number, each by a short name: `l:培训` stands left of it.

    l, r: in its own words; L, R: touching it; a: on either side; h: in its titles; u, d: its unit
    and dimension. Nothing that an earlier reading decided is among them.
    """
    figure, quantity = scene.figure, scene.figure.quantity
    left = text[max(scene.left_start, figure.start - _NEAR) : figure.start]
    right = text[figure.end : min(figure.right_end, figure.end + _NEAR)]
    found = {f"u:{quantity.unit_raw}", f"d:{quantity.dimension}"}
    for size in range(1, _LONGEST_RUN + 1):
        found.add("L:" + left[-size:])
        found.add("R:" + right[:size])
    for run in _runs(left, 1, _LONGEST_RUN):
        found.add("l:" + run)
        found.add("a:" + run)
    for run in _runs(right, 1, _LONGEST_RUN):
        found.add("r:" + run)
        found.add("a:" + run)
    for start, end in scene.context.spans():
        found.update(_title_features(text[start : min(end, start + _LONGEST_TITLE)]))
    return found


def phrase_features(phrase: str, unit: str) -> Iterator[set[str]]:
    """Yield what a codebook phrase looks like before and behind a number of its unit."""
    runs = list(_runs(phrase, 1, _LONGEST_RUN))
    for side, touching in (("l", "L"), ("r", "R")):
        found = {f"u:{unit}"}
        for run in runs:
            found.update((f"{side}:{run}", f"a:{run}"))
        for size in range(1, _LONGEST_RUN + 1):
            found.add(f"{touching}:{phrase[-size:] if side == 'l' else phrase[:size]}")
        yield found


class Wording:
    """The learned weights, ready to be asked. Build once with `wording_of`."""

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

    def guesses(self, features: Iterable[str], dimension: str) -> list[Guess]:
        """Return the likeliest readings, likeliest first; none where nothing was learned."""
        fitting, silence = self._fitting(dimension)
        sums: dict[str, float] = {}
        best: dict[str, tuple[float, str]] = {}
        for name in features:
            for code, weight in self._weights.get(name, ()):
                if code not in fitting:
                    continue
                sums[code] = sums.get(code, 0.0) + weight
                if weight > best.get(code, (0.0, ""))[0] and name[0] not in "ud":
                    best[code] = (weight, name[2:])
        if not self._base:
            return []
        total = silence
        votes: dict[str, float] = {}
        for code, weight in sums.items():
            votes[code] = _logistic(self._base[code] + weight)
            total += votes[code] - fitting[code]
        for code in (NO_CODE,):
            votes.setdefault(code, fitting[code])
        top = sorted(votes, key=lambda code: (-votes[code], code))[:_MOST_GUESSES]
        if NO_CODE not in top:
            top.append(NO_CODE)
        return [
            Guess(None if code == NO_CODE else code, votes[code] / total, best.get(code, (0, ""))[1])
            for code in top
        ]

    def _fitting_codes(self, dimension: str) -> tuple[dict[str, float], float]:
        """Return the indicators written in a dimension with what they get unsaid, and the sum."""
        fitting = {
            code: _logistic(weight)
            for code, weight in self._base.items()
            if code == NO_CODE or dimension in self._lexicon.dimensions_of(code)
        }
        return fitting, sum(fitting.values())


@cache
def wording_of(lexicon: Lexicon) -> Wording:
    """Return the kept weights for a lexicon, read once; without any where the file is missing."""
    if not WEIGHTS.exists():
        return Wording((), lexicon)
    with WEIGHTS.open(encoding="utf-8", newline="") as file:
        return Wording(list(csv.DictReader(file)), lexicon)


@cache
def _title_features(title: str) -> frozenset[str]:
    return frozenset("h:" + run for run in _runs(title, 2, 3))


def _runs(words: str, shortest: int, longest: int) -> Iterator[str]:
    """Yield every run of characters of these lengths that holds no digit and no mark."""
    for match in _WORD.finditer(words):
        piece = match[0]
        for size in range(shortest, longest + 1):
            for start in range(len(piece) - size + 1):
                yield piece[start : start + size]


def _logistic(score: float) -> float:
    return 1.0 / (1.0 + math.exp(-score))
