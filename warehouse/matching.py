"""Which number that was read is which annotated one, and in what the two agree. Pure.

The rules are those by which the corpus was made: one to one by the largest overlap of spans.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from warehouse.gold import NO_CODE, Figure

_TOLERANCE = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class Pair:
    """A number that was read, and the annotated number that it is."""

    read: Figure
    gold: Figure

    @property
    def has_value(self) -> bool:
        """Whether the values agree; of a range, both ends."""
        low, high = self.read.value, self.read.value_high
        if self.gold.value_high is None:
            return _same(low, self.gold.value) and (high is None or _same(high, self.gold.value))
        return _same(low, self.gold.value) and _same(high, self.gold.value_high)

    @property
    def has_code(self) -> bool:
        """Whether the indicator is the annotator's, or one of those equally right."""
        return self.read.code == self.gold.code or self.read.code in self.gold.alternatives

    @property
    def is_indicator(self) -> bool:
        """Whether it was rightly claimed as a figure of its indicator."""
        return self.read.is_claim and self.gold.is_done and self.gold.is_statistic and self.has_code

    @property
    def is_neutral(self) -> bool:
        """Whether the annotator takes both for right, a code and none: it counts nowhere."""
        if not self.gold.is_statistic:
            return False
        if self.gold.code == NO_CODE:
            return self.is_indicator
        return self.read.code == NO_CODE and NO_CODE in self.gold.alternatives


def match(read: Iterable[Figure], gold: Iterable[Figure]) -> list[Pair]:
    """Return the pairs, each number in one at most."""
    documents: dict[str, tuple[list[Figure], list[Figure]]] = defaultdict(lambda: ([], []))
    for figure in read:
        documents[figure.document][0].append(figure)
    for figure in gold:
        documents[figure.document][1].append(figure)
    return [pair for one, other in documents.values() for pair in _match_document(one, other)]


def _match_document(read: Sequence[Figure], gold: Sequence[Figure]) -> list[Pair]:
    in_order = sorted(gold, key=lambda figure: figure.start)
    candidates = sorted(
        (-overlap, abs(one.start - other.start) + abs(one.end - other.end), index, position)
        for index, one in enumerate(read)
        for position, other in enumerate(in_order)
        if (overlap := min(one.end, other.end) - max(one.start, other.start)) > 0
    )
    taken_read: set[int] = set()
    taken_gold: set[int] = set()
    pairs = []
    for _, _, index, position in candidates:
        if index not in taken_read and position not in taken_gold:
            taken_read.add(index)
            taken_gold.add(position)
            pairs.append(Pair(read[index], in_order[position]))
    return pairs


def _same(one: Decimal | None, other: Decimal | None) -> bool:
    if one is None or other is None:
        return False
    return abs(one - other) <= _TOLERANCE * max(Decimal(1), abs(one), abs(other))
