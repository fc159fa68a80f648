"""A label and a bare number: 妇女之家个数：355, 接待信访（件）：82, 信访件次为0.

Pure. The label gives the unit that the number lacks; without a label the number stays bare.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from ingestion.codebook import Unit
from ingestion.extract.quantities import Quantity

_IS = r"(?:分别为|合计为|共计|合计|共|为|是|达到|达)?\s*[:：]?\s*"
_ENDS = re.compile(r"\s*(?:[,，;；。、)）\n]|$)")
_FARTHEST = 30
_NOUN = re.compile(r"(?:总数|数量)?\s*(?:[:：]|为|达到?)\s*$")
_NO_COUNT = re.compile(r"(?:19|20)\d\d|12[13]\d\d|\d{7,}")  # a year, a line to dial: 12338
_NEVER_LABELLED = frozenset({"time", "age", "percent"})

UnitNamed = Callable[[int], Unit | None]


class LabelReader:
    """Gives bare numbers the unit that their label names. Compile once, use often."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self._units = {unit.unit_raw: unit for unit in units}
        words = "|".join(map(re.escape, sorted(self._units, key=len, reverse=True)))
        self._label = re.compile(
            rf"[\u4e00-\u9fff](?:[(（](?P<bracket>{words})[)）]{_IS}"
            rf"|(?P<counter>[人件户场]次|[人户个件场次份期名例支所](?=[数为是达:：]))(?:数量|数)?{_IS})$"
        )

    def labelled(
        self, text: str, quantities: Sequence[Quantity], unit_named: UnitNamed
    ) -> list[Quantity]:
        """Return the quantities, those behind a label with its unit.

        `unit_named` gives the unit of the indicator whose noun ends at a place of the text.
        """
        return [self._with_unit(text, quantity, unit_named) for quantity in quantities]

    def _with_unit(self, text: str, quantity: Quantity, unit_named: UnitNamed) -> Quantity:
        if quantity.unit is not None or not _ENDS.match(text, quantity.after):
            return quantity
        lead = text[max(0, quantity.start - _FARTHEST) : quantity.start]
        found = self._label.search(lead)
        noun = _NOUN.search(lead)
        unit = None
        if found:
            unit = self._units.get(found["bracket"] or found["counter"])
        elif noun and not _NO_COUNT.fullmatch(text, quantity.start, quantity.end):
            unit = unit_named(quantity.start - len(lead) + noun.start())
        if unit is None or unit.dimension in _NEVER_LABELLED:
            return quantity
        return replace(quantity, unit=unit, value=quantity.value * unit.factor)


@lru_cache(maxsize=4)
def label_reader(units: tuple[Unit, ...]) -> LabelReader:
    """Return the reader of these units, compiled once."""
    return LabelReader(units)
