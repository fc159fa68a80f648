"""Written units → units: those of the codebook, and any multiplier in front of one (百件, 万户).

Whether a unit fits an indicator is decided in `table_values`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from ingestion.codebook import Unit

MULTIPLIER = "multiplier"  # the dimension of 万 alone: it scales whatever is counted
_POWERS = {"十": 10, "百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}
_SCALED = re.compile(r"([十百千万亿]+)(.*)")
_SPLIT = re.compile(r"[、,，/;；和或\s]+")
# 百日, 千年, 万村 and 百镇 are names of campaigns, not numbers of days or villages.
_NEVER_SCALED = frozenset({"time", "age", "percent", "percentage_point", "permille", "multiple"})
_PLACES = frozenset({"村", "社区", "乡镇", "镇", "街道", "家庭", "点", "号", "站", "里", "口"})


class UnitReader:
    """Reads written units with those of the codebook."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self._units = {unit.unit_raw: unit for unit in reversed(tuple(units))}

    def read(self, written: str) -> Unit | None:
        """Return the unit of these words, None where they are no unit."""
        word = "".join(written.split()).replace("（", "(").replace("）", ")")
        return self._units.get(word) or self._scaled(word)

    def read_list(self, written: str) -> tuple[Unit, ...]:
        """Return the units of 人、万元 or 人/次."""
        whole = self.read(written)
        if whole:
            return (whole,)
        parts = map(self.read, _SPLIT.split(written))
        return tuple(unit for unit in parts if unit)

    def _scaled(self, word: str) -> Unit | None:
        scaled = _SCALED.fullmatch(word)
        if scaled is None:
            return None
        factor = Decimal(1)
        for power in scaled[1]:
            factor *= _POWERS[power]
        if not scaled[2]:
            return Unit(word, MULTIPLIER, "", factor) if scaled[1] != "十" else None
        unit = self._units.get(scaled[2])
        if unit is None or unit.dimension in _NEVER_SCALED or scaled[2] in _PLACES:
            return None
        return Unit(word, unit.dimension, unit.unit_code, unit.factor * factor)


def lost_multiplier(written: str) -> bool:
    """Return whether words that are no unit begin as a scaled one does: 万斛, 千K.

    >>> [lost_multiplier(w) for w in ("万斛", "万州区", "街道")]
    [True, False, False]
    """
    scaled = _SCALED.fullmatch("".join(written.split()))
    return scaled is not None and len(scaled[2]) == 1
