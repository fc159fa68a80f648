"""What the words around a number usually count: a sparse linear model of annotated reports.

Pure but for the weights, read once. It knows no grammar: it has learned which short runs of
characters stand beside which indicator, and so reads 防治口袋书1.8万册 without that noun in the
codebook. It never decides alone: `confidence` weighs it against the grammar's reading. Its weights
are made by `python -m training` and can be read as they stand.
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
_LONGEST_TITLE = 30
_MOST_GUESSES = 3
_HOPELESS = -4.5  # log-odds below which an indicator gets no vote
_LEAST_SHARE = 0.03  # a guess below is none
_WORD = re.compile(r"[\u4e00-\u9fff%]+")

Weights = Mapping[str, tuple[tuple[str, float], ...]]


@dataclass(frozen=True, slots=True)
class Guess:
    """An indicator the words speak for, and its share of all that they speak for.

    `indicator_code` is null where they speak for a statistic without a code.
    """

    indicator_code: str | None
    share: float


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around a number: unit, dimension, and runs of characters of each place.

    Nothing that an earlier reading decided is among them. Each run stands once in its place, in an
    order that is fixed, so that sums come out the same on every run.
    """

    unit: str
    dimension: str
    left: tuple[str, ...]  # of its own words before it
    right: tuple[str, ...]  # of its own words behind it
    touching: tuple[str, ...]  # L:… ends at the number, R:… begins behind it
    titles: tuple[str, ...]  # above it, the innermost first
    report: str = ""  # the title of the whole report

    def features(self) -> dict[str, float]:
        """Return all of it by short names with how often each holds, for training.

        `l:培训` stands left, `r:培训` right, `a:培训` on either side, `h:培训` in a title and
        `t:培训` in that of the whole report.
        """
        found = dict.fromkeys((f"u:{self.unit}", f"d:{self.dimension}", *self.touching), 1.0)
        for side, runs in (("l", self.left), ("r", self.right)):
            for run in runs:
                found[f"{side}:{run}"] = 1.0
                found[f"a:{run}"] = found.get(f"a:{run}", 0.0) + 1.0
        for title in self.titles:
            found.update((f"h:{run}", 1.0) for run in _title_runs(title))
        found.update((f"t:{run}", 1.0) for run in _title_runs(self.report))
        return found


def surroundings_of(text: str, scene: Scene) -> Surroundings:
    """Return what stands around a number."""
    figure, quantity = scene.figure, scene.figure.quantity
    left = text[max(scene.left_start, figure.start - _NEAR) : figure.start]
    if not left.strip() and text[figure.clause_start - 1 : figure.clause_start] == ":":
        left = text[max(figure.sentence_start, figure.clause_start - _NEAR) : figure.clause_start]
    right = text[figure.end : min(figure.right_end, figure.end + _NEAR)]
    titles = tuple(
        text[start : min(end, start + _LONGEST_TITLE)] for start, end in scene.context.spans()
    )
    start, end = scene.context.title
    report = text[start : min(end, start + _LONGEST_TITLE)]
    return _surroundings((quantity.unit_raw, quantity.dimension), left, right, titles, report)


def phrase_surroundings(phrase: str, unit: str, dimension: str) -> tuple[Surroundings, ...]:
    """Return what a codebook phrase looks like before and behind a number of its unit."""
    return (
        _surroundings((unit, dimension), phrase, ""),
        _surroundings((unit, dimension), "", phrase),
    )


def _surroundings(
    measure: tuple[str, str], left: str, right: str, titles: tuple[str, ...] = (), report: str = ""
) -> Surroundings:
    sizes = range(1, _LONGEST_RUN + 1)
    touching = [f"L:{left[-size:]}" for size in sizes if size <= len(left)]
    touching += [f"R:{right[:size]}" for size in sizes if size <= len(right)]
    return Surroundings(
        *measure,
        tuple(dict.fromkeys(_runs(left, 1, _LONGEST_RUN))),
        tuple(dict.fromkeys(_runs(right, 1, _LONGEST_RUN))),
        tuple(touching),
        titles,
        report,
    )


class Wording:
    """The learned weights, ready to be asked: rows of `feature,indicator_code,weight`."""

    def __init__(self, rows: Iterable[Mapping[str, str]], lexicon: Lexicon) -> None:
        self._base: dict[str, float] = {}
        self._weights: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        for row in rows:
            name, code, weight = row["feature"], row["indicator_code"], float(row["weight"])
            if name == INTERCEPT:
                self._base[code] = weight
            elif name.startswith("a:"):  # said on either side: added to both
                self._weights["l:" + name[2:]][code] += weight
                self._weights["r:" + name[2:]][code] += weight
            else:
                self._weights[name][code] += weight
        self._lexicon = lexicon
        self._fitting = cache(self._fitting_of)
        self._unsaid = lru_cache(maxsize=2048)(self._unsaid_of)

    @classmethod
    def read(cls, path: Path, lexicon: Lexicon) -> Wording:
        """Return the weights of a file."""
        with path.open(encoding="utf-8", newline="") as file:
            return cls(csv.DictReader(file), lexicon)

    def guesses(self, around: Surroundings, also: Iterable[str] = ()) -> list[Guess]:
        """Return the likeliest readings, likeliest first; none where nothing was learned.

        That no indicator counts the number is always among them, and so are the readings in
        `also`, however little the words speak for them.
        """
        if not self._base:
            return []
        unsaid = self._unsaid(around.unit, around.dimension, around.titles, around.report)
        scores = {code: unsaid.scores[code] for code in unsaid.likeliest}
        for weights in self._fitting(around.dimension).heard(around):
            for code, weight in weights:
                scores[code] = scores.get(code, unsaid.scores[code]) + weight
        votes = {c: _logistic(score) for c, score in scores.items() if score > _HOPELESS}
        votes[NO_CODE] = _logistic(scores[NO_CODE])
        total = unsaid.total + sum(vote - unsaid.votes[code] for code, vote in votes.items())
        least = _LEAST_SHARE * total
        top = sorted((-vote, code) for code, vote in votes.items() if vote >= least)[:_MOST_GUESSES]
        for code in also:
            votes.setdefault(code, unsaid.votes.get(code, 0.0))
        codes = dict.fromkeys((*(code for _, code in top), NO_CODE, *also))
        return [Guess(None if code == NO_CODE else code, votes[code] / total) for code in codes]

    def telling(self, around: Surroundings, code: str) -> str:
        """Return the run of characters that speaks most for an indicator, or nothing."""
        places = (("l:", around.left), ("r:", around.right))
        runs = [prefix + run for prefix, said in places for run in said]
        weighed = [
            (self._weights[name].get(code, 0.0), name[2:])
            for name in (*runs, *around.touching)
            if name in self._weights
        ]
        weight, run = max(weighed, default=(0.0, ""))
        return run if weight > 0 else ""

    def _fitting_of(self, dimension: str) -> _Fitting:
        fitting: dict[str, dict[str, tuple[tuple[str, float], ...]]] = defaultdict(dict)
        for name, weights in self._weights.items():
            kept = tuple((c, w) for c, w in weights.items() if self._fits(c, dimension))
            if kept:
                place = name[0] if name[0] in "lr" else ""
                fitting[place][name[2:] if place else name] = kept
        base = {c: weight for c, weight in self._base.items() if self._fits(c, dimension)}
        return _Fitting(base, fitting["l"], fitting["r"], fitting[""])

    def _fits(self, code: str, dimension: str) -> bool:
        return code == NO_CODE or dimension in self._lexicon.dimensions_of(code)

    def _unsaid_of(
        self, unit: str, dimension: str, titles: tuple[str, ...], report: str
    ) -> _Unsaid:
        fitting = self._fitting(dimension)
        scores = dict(fitting.base)
        names = [f"u:{unit}", f"d:{dimension}"]
        names += [f"h:{run}" for title in titles for run in dict.fromkeys(_title_runs(title))]
        names += [f"t:{run}" for run in dict.fromkeys(_title_runs(report))]
        for name in names:
            for code, weight in fitting.other.get(name, ()):
                scores[code] += weight
        votes = {code: _logistic(score) for code, score in scores.items()}
        likeliest = sorted(votes, key=lambda code: (-votes[code], code))[:_MOST_GUESSES]
        return _Unsaid(scores, votes, sum(votes.values()), (*likeliest, NO_CODE))


@dataclass(frozen=True, slots=True)
class _Fitting:
    """The weights of the indicators written in one dimension, by place."""

    base: Mapping[str, float]
    left: Weights
    right: Weights
    other: Weights  # touching, titles, unit

    def heard(self, around: Surroundings) -> list[tuple[tuple[str, float], ...]]:
        """Return the weights of every run of characters around a number that was learned."""
        places = ((self.left, around.left), (self.right, around.right))
        heard = [known[run] for known, runs in places for run in runs if run in known]
        return heard + [self.other[name] for name in around.touching if name in self.other]


@dataclass(frozen=True, slots=True)
class _Unsaid:
    """What unit, dimension and titles say before any word: the indicators that fit, their votes."""

    scores: dict[str, float]
    votes: dict[str, float]
    total: float
    likeliest: tuple[str, ...]  # no code among them


def _title_runs(title: str) -> Iterator[str]:
    return _runs(title, 2, 3)


def _runs(words: str, shortest: int, longest: int) -> Iterator[str]:
    """Yield every run of characters of these lengths that holds no digit and no mark."""
    for match in _WORD.finditer(words):
        piece = match[0]
        for size in range(shortest, longest + 1):
            for start in range(len(piece) - size + 1):
                yield piece[start : start + size]


def _logistic(score: float) -> float:
    return 1.0 / (1.0 + math.exp(-score))
