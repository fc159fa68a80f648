"""How much of annotated reports was read rightly. Pure: figures in, counts out.

The headline is (indicator, value): of the figures claimed as an indicator's value, the share that
is right (precision), and of those an annotator found, the share that was claimed (recall).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from warehouse.gold import ACCEPTED, NO_CODE, Figure
from warehouse.matching import Pair, match

Key = Callable[[Figure], str]


@dataclass(frozen=True, slots=True)
class Count:
    """Figures an annotator found, figures read, and those of both that agree."""

    gold: int = 0
    read: int = 0
    right: int = 0

    @property
    def precision(self) -> float:
        """The share right of what was read."""
        return self.right / self.read if self.read else 0.0

    @property
    def recall(self) -> float:
        """The share read of what there was."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        total = self.gold + self.read
        return 2 * self.right / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Score:
    """What came of one set of reports. `claims`, `wanted` and `right` make the headline.

    Rates of agreement are over `matched`, the pairs of a number read and a statistic annotated.
    """

    claims: Sequence[Figure]
    wanted: Sequence[Figure]
    right: Sequence[Pair]
    matched: Sequence[Pair]
    on_non_statistics: int
    undone: Count  # planned, targets, required, applied for: by indicator, value and role

    @property
    def indicators(self) -> Count:
        """The headline."""
        return Count(len(self.wanted), len(self.claims), len(self.right))

    @property
    def period_accuracy(self) -> float:
        """How often the period is the annotator's, to the month."""
        return _share(pair.read.period == pair.gold.period for pair in self.matched)

    @property
    def year_accuracy(self) -> float:
        """How often the year or half-year is the annotator's, whatever the month."""
        return _share(_half(pair.read.period) == _half(pair.gold.period) for pair in self.matched)

    @property
    def qualifier_accuracy(self) -> float:
        """How often about, at_least, more_than, … is the annotator's."""
        return _share(pair.read.qualifier == pair.gold.qualifier for pair in self.matched)

    def by(self, key: Key) -> dict[str, Count]:
        """Return the headline for each group: `key` names the group of a figure."""
        gold = Counter(map(key, self.wanted))
        read = Counter(map(key, self.claims))
        right = Counter(key(pair.gold) for pair in self.right)
        return {name: Count(gold[name], read[name], right[name]) for name in sorted(gold | read)}

    def by_rule(self) -> dict[str, Count]:
        """Return how many figures each construction claimed and how many rightly, most first."""
        read = Counter(figure.rule for figure in self.claims)
        right = Counter(pair.read.rule for pair in self.right)
        return {rule: Count(0, number, right[rule]) for rule, number in read.most_common()}


def score(read: Iterable[Figure], gold: Iterable[Figure]) -> Score:
    """Return the score of what was read and accepted against what annotators found."""
    accepted = [figure for figure in read if figure.status == ACCEPTED and figure.is_statistic]
    annotated = list(gold)
    pairs = match(accepted, annotated)
    matched = [pair for pair in pairs if pair.gold.is_statistic]
    neutral = [pair for pair in matched if pair.is_neutral]
    waived_read = {id(pair.read) for pair in neutral}
    waived_gold = {id(pair.gold) for pair in neutral}
    return Score(
        claims=[one for one in accepted if one.is_claim and id(one) not in waived_read],
        wanted=[one for one in annotated if one.is_claim and id(one) not in waived_gold],
        right=[
            pair
            for pair in matched
            if pair.is_indicator and pair.gold.code != NO_CODE and pair.has_value
        ],
        matched=matched,
        on_non_statistics=len(pairs) - len(matched),
        undone=_undone(matched, annotated),
    )


def misses(read: Iterable[Figure], result: Score) -> Mapping[str, int]:
    """Return why wanted figures are not right, each once, by what became of them."""
    hit = {id(pair.gold) for pair in result.right}
    missed = [figure for figure in result.wanted if id(figure) not in hit]
    by_gold = {id(pair.gold): pair for pair in match(list(read), missed)}
    found: dict[str, int] = defaultdict(int)
    for figure in missed:
        found[_miss(by_gold.get(id(figure)))] += 1
    return dict(sorted(found.items(), key=lambda item: -item[1]))


def _miss(pair: Pair | None) -> str:
    if pair is None:
        return "没有读出 not found"
    if pair.read.status != ACCEPTED:
        return "待复核，读法对 in review, right" if pair.has_code else "待复核 in review"
    if pair.read.code == NO_CODE:
        return "没有给指标 without a code"
    if not pair.has_code:
        return "指标不对 wrong code"
    return "性质不对 wrong role" if not pair.read.is_done else "数值不对 wrong value"


def _undone(matched: Iterable[Pair], gold: Iterable[Figure]) -> Count:
    wanted = [one for one in gold if one.is_statistic and one.code != NO_CODE and not one.is_done]
    right = sum(
        pair.has_code and pair.has_value and pair.read.role == pair.gold.role
        for pair in matched
        if pair.gold.code != NO_CODE and not pair.gold.is_done
    )
    return Count(len(wanted), 0, right)


def _share(agreements: Iterable[bool]) -> float:
    held = list(agreements)
    return sum(held) / len(held) if held else 0.0


def _half(period: str) -> str:
    """Return the year, with its half if the period is one: 2019M03 is 2019, 2019H1 itself."""
    return period if period[4:5] == "H" else period[:4]
