"""What the words around a number usually count: a sparse linear model of annotated reports.

Pure but for the weights, read once. It has learned which short runs of characters stand where
around a number of which indicator, and which readings of the grammar are to be believed of it; so
it reads 防治口袋书1.8万册 without that noun in the codebook. It never decides alone: `confidence`
weighs it in prose, and to a header of a table it is a second opinion. Its weights are made by
`python -m training` and can be read as they stand.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from ingestion.codebook import Unit
from ingestion.extract.lexicon import Lexicon
from ingestion.extract.links import Scene

NO_CODE = "other"  # a statistic that no indicator counts
INTERCEPT = "intercept"

_NEAR = 14  # characters of the number's own words on either side
_FAR = 40  # characters of its sentence before it
_LONGEST_RUN = 4
_LONGEST_TITLE = 30
_LONGEST_JOINT = 6  # characters between two numbers that stand together
_FEWEST_FEATURES = 80
_MOST_GUESSES = 3
_STEEPNESS = 4.0  # from the margin of a reading to the log-odds of its vote
_LEAST_SHARE = 0.03  # a guess below is none
_OF_WORDS = frozenset("lrLR")  # features that are words beside the number
_WORD = re.compile(r"[\u4e00-\u9fff%]+")
_ENDS_SENTENCE = re.compile(r"[。\n]")

Told = tuple[str, Sequence[str]]  # a place, as a letter, and what stands there

_Vector = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Guess:
    """An indicator the words speak for, and its share of all that they speak for.

    `indicator_code` is null where they speak for a statistic without a code.
    """

    indicator_code: str | None
    share: float


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around a number, and how the grammar reads it."""

    unit: str
    dimension: str
    left: str = ""  # its own words before it
    right: str = ""  # its own words behind it
    before: str = ""  # the sentence before its own words
    after: str = ""  # the sentence behind its own words
    titles: tuple[str, ...] = ()  # above it, the innermost first
    report: str = ""  # the title of the whole report
    order: tuple[str, ...] = ()  # how large it is, and how it stands to the numbers before
    grammar: tuple[Told, ...] = ()  # how it is read, what it may take over, its stance

    def features(self) -> tuple[str, ...]:
        """Return all of it by short names, in an order that is fixed.

        `l:培训` stands left, `r:培训` right, `a:培训` on either side, `L:` and `R:` touch the
        number, `p:` stands earlier in the sentence and `x:` later, `h:` in a title and `t:` in
        that of the whole report. `q:` is of size and order, `g:` what the grammar reads, `c:`
        what may be carried over, `s:` how the number stands in its clause.
        """
        told = (*self.own(), *above(self.titles, self.report))
        return tuple(f"{place}:{run}" for place, runs in told for run in runs)

    def own(self) -> tuple[Told, ...]:
        """Return what is told of the number itself, titles left out, by place."""
        left, right = _runs(self.left, 1, _LONGEST_RUN), _runs(self.right, 1, _LONGEST_RUN)
        sizes = range(1, _LONGEST_RUN + 1)
        return (
            ("u", (self.unit,)),
            ("d", (self.dimension,)),
            ("L", [self.left[-size:] for size in sizes if size <= len(self.left)]),
            ("R", [self.right[:size] for size in sizes if size <= len(self.right)]),
            ("l", left),
            ("r", right),
            ("a", list(dict.fromkeys((*left, *right)))),
            ("p", _runs(self.before, 2, 3)),
            ("x", _runs(self.after, 2, 3)),
            ("q", self.order),
            *self.grammar,
        )


def above(titles: Sequence[str], report: str) -> tuple[Told, ...]:
    """Return what is told above a number, by place."""
    runs = dict.fromkeys(run for title in titles for run in _runs(title, 2, 3))
    return ("h", list(runs)), ("t", _runs(report, 2, 3))


def weight_among(count: int) -> float:
    """Return what one feature counts among so many; few words do not make a reading sure."""
    return float(max(count, _FEWEST_FEATURES) ** -0.5)


def surroundings_of(text: str, scene: Scene, grammar: tuple[Told, ...] = ()) -> Surroundings:
    """Return what stands around a number; `grammar` is what is told of it by that reading."""
    figure, quantity = scene.figure, scene.figure.quantity
    own_start, own_end = max(scene.left_start, figure.start - _NEAR), figure.start
    is_after_colon = text[figure.clause_start - 1 : figure.clause_start] == ":"
    if is_after_colon and not text[own_start:own_end].strip():
        own_end = figure.clause_start
        own_start = max(figure.sentence_start, own_end - _NEAR)
    right_end = min(figure.right_end, figure.end + _NEAR)
    after = _ENDS_SENTENCE.split(text[right_end : right_end + _NEAR], maxsplit=1)[0]
    start, end = scene.context.title
    return Surroundings(
        quantity.unit_raw,
        quantity.dimension,
        left=text[own_start:own_end],
        right=text[figure.end : right_end],
        before=text[max(figure.sentence_start, figure.start - _FAR) : own_start],
        after=after,
        titles=tuple(
            text[start : min(end, start + _LONGEST_TITLE)] for start, end in scene.context.spans()
        ),
        report=text[start : min(end, start + _LONGEST_TITLE)],
        order=_order(text, scene),
        grammar=grammar,
    )


def _order(text: str, scene: Scene) -> tuple[str, ...]:
    """Return the size of a number in digits, and how it stands to the numbers before it."""
    figure, quantity, frame = scene.figure, scene.figure.quantity, scene.frame
    marks = [f"{quantity.dimension}{quantity.value.adjusted()}"]
    if figure.is_listed:
        marks.append("listed")
    figures = frame.figures or (frame.before.figures if frame.before else [])
    if not figures:
        return tuple(marks)
    last = figures[-1].quantity
    place = "same" if frame.figures else "earlier"
    is_alike = last.dimension == quantity.dimension
    size = "less" if quantity.value <= last.value else "more"
    marks.append(f"{place}:{last.dimension}>{quantity.dimension}")
    marks.append(f"{last.unit_raw}>{quantity.unit_raw}")
    marks.append(f"{size}:{'alike' if is_alike else 'other'}")
    joint = text[last.after : figure.start] if frame.figures else ""
    if frame.figures and len(joint) <= _LONGEST_JOINT:
        marks.append(f"joint:{joint}")
    if len(frame.figures) > 1:
        earlier = frame.figures[-2].quantity
        marks.append(f"{earlier.unit_raw}>{last.unit_raw}>{quantity.unit_raw}")
    return tuple(marks)


def phrase_surroundings(phrase: str, unit: str, dimension: str) -> tuple[Surroundings, ...]:
    """Return what a codebook phrase looks like before and behind a number of its unit."""
    return (
        Surroundings(unit, dimension, left=phrase),
        Surroundings(unit, dimension, right=phrase),
    )


def label_surroundings(label: str, unit: Unit, titles: Sequence[str]) -> Surroundings:
    """Return what a label of a table looks like before a number of its unit, under its titles."""
    above = tuple(title[:_LONGEST_TITLE] for title in titles)
    return Surroundings(unit.unit_raw, unit.dimension, left=label[-_NEAR:], titles=above)


class Wording:
    """The learned weights, ready to be asked: rows of `feature,indicator_code,weight`."""

    def __init__(self, rows: Iterable[Mapping[str, str]], lexicon: Lexicon) -> None:
        weights: dict[str, dict[str, float]] = defaultdict(dict)
        for row in rows:
            weights[row["feature"]][row["indicator_code"]] = float(row["weight"])
        base = weights.pop(INTERCEPT, {})
        self._codes = tuple(base)
        self._columns = {code: column for column, code in enumerate(base)}
        rows_of: dict[str, dict[str, int]] = defaultdict(dict)
        self._base = np.array(list(base.values()), np.float32)
        self._weights = np.zeros((len(weights), len(base)), np.float32)
        for position, (name, by_code) in enumerate(weights.items()):
            rows_of[name[0]][name[2:]] = position
            for code, weight in by_code.items():
                self._weights[position, self._columns[code]] = weight
        self._rows = dict(rows_of)  # by place, then run
        self._lexicon = lexicon
        self._fitting = cache(self._fitting_of)
        self._titled = lru_cache(maxsize=512)(self._titled_of)

    @classmethod
    def read(cls, path: Path, lexicon: Lexicon) -> Wording:
        """Return the weights of a file."""
        with path.open(encoding="utf-8", newline="") as file:
            return cls(csv.DictReader(file), lexicon)

    def guesses(self, around: Surroundings, also: Iterable[str] = ()) -> list[Guess]:
        """Return the likeliest readings, likeliest first; none where nothing was learned.

        Behind them, where they are not among them, that no indicator counts the number, and the
        readings in `also`, however little the words speak for them.
        """
        if not self._codes:
            return []
        fitting = self._fitting(around.dimension)
        votes = 1.0 / (1.0 + np.exp(-_STEEPNESS * self._margins(around)[fitting]))
        shares = votes / votes.sum()
        top = np.argsort(-shares, kind="stable")[:_MOST_GUESSES]
        found = {
            self._codes[fitting[i]]: float(shares[i]) for i in top if shares[i] >= _LEAST_SHARE
        }
        for code in (NO_CODE, *also):
            if code not in found:
                found[code] = self._share_of(code, fitting, shares)
        return [Guess(None if code == NO_CODE else code, share) for code, share in found.items()]

    def telling(self, around: Surroundings, code: str) -> str:
        """Return the run of characters that speaks most for an indicator, or nothing."""
        column = self._columns[code]
        weighed = [
            (float(self._weights[known[run], column]), run)
            for place, runs in around.own()
            if place in _OF_WORDS
            for known in (self._rows.get(place, {}),)
            for run in runs
            if len(run) > 1 and run in known
        ]
        weight, run = max(weighed, default=(0.0, ""))
        return run if weight > 0 else ""

    def _margins(self, around: Surroundings) -> _Vector:
        """Return how far the words speak for each code; a feature counts less among many."""
        own, count = self._sum_of(around.own())
        titles, count_above = self._titled(around.titles, around.report)
        margins: _Vector = self._base + (own + titles) * np.float32(
            weight_among(count + count_above)
        )
        return margins

    def _titled_of(self, titles: tuple[str, ...], report: str) -> tuple[_Vector, int]:
        """Return what titles say, the same for every number below them."""
        return self._sum_of(above(titles, report))

    def _sum_of(self, told: Sequence[Told]) -> tuple[_Vector, int]:
        """Return the sum of all that is known of what is told, and how much is told."""
        rows = [
            known[run]
            for place, runs in told
            for known in (self._rows.get(place, {}),)
            for run in runs
            if run in known
        ]
        total: _Vector = self._weights[rows].sum(axis=0)
        return total, sum(len(runs) for _, runs in told)

    def _fitting_of(self, dimension: str) -> list[int]:
        """Return the columns of the codes that are counted in a dimension."""
        return [
            column
            for code, column in self._columns.items()
            if code == NO_CODE or dimension in self._lexicon.dimensions_of(code)
        ]

    def _share_of(self, code: str, fitting: list[int], shares: _Vector) -> float:
        column = self._columns.get(code)
        return float(shares[fitting.index(column)]) if column in fitting else 0.0


def _runs(words: str, shortest: int, longest: int) -> list[str]:
    """Return every run of characters of these lengths that holds no digit and no mark, once."""
    return list(dict.fromkeys(_each_run(words, shortest, longest)))


def _each_run(words: str, shortest: int, longest: int) -> Iterator[str]:
    for match in _WORD.finditer(words):
        piece = match[0]
        for size in range(shortest, longest + 1):
            for start in range(len(piece) - size + 1):
                yield piece[start : start + size]
