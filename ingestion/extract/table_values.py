"""A cell's number → the indicator's canonical unit, exactly, with what is doubtful about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from ingestion.codebook import Codebook, Indicator, Unit
from ingestion.extract.header_names import unit_group
from ingestion.extract.header_units import MULTIPLIER
from ingestion.extract.numerals import plain
from ingestion.extract.table_cells import CellValue
from ingestion.model import ValueState

_LARGE_AMOUNT = 10_000  # an amount without any unit is taken for 元 from here on
_DISCRETE = frozenset(
    "person person_time household count piece case copy session item article pair".split()  # noqa: SIM905
)
_STORED = Decimal("0.0001")  # the contract keeps four decimals
_TOO_LARGE = Decimal(10) ** 16


@dataclass(frozen=True, slots=True)
class Settled:
    """A value in `unit_code`, at the contract's four decimals.

    `doubt` says, in Chinese, what two readings compete.
    """

    value: Decimal | None
    high: Decimal | None
    unit_code: str
    unit_raw: str
    doubt: str = ""
    is_rounded: bool = False

    @property
    def is_storable(self) -> bool:
        """Whether the contract has room for the value."""
        return all(n is None or abs(n) < _TOO_LARGE for n in (self.value, self.high))


def settle_value(
    value: CellValue,
    indicator: Indicator | None,
    written: tuple[Unit | None, str],
    notes: Sequence[Unit],
    codebook: Codebook,
) -> Settled:
    """Return the value in the indicator's unit: by its cell's unit, its labels', the note's."""
    dimension = codebook.dimension(indicator.indicator_code) if indicator else None
    unit, unit_raw = written
    if unit is None and not unit_raw:
        unit = next((n for n in notes if _holds_for(n, dimension)), None)
        unit_raw = unit.unit_raw if unit else ""
    if indicator is None:
        return _stored(_of_unknown(value, unit, unit_raw))
    if value.state is not ValueState.REPORTED or value.number is None:
        return Settled(None, None, indicator.unit_code, unit_raw)
    doubt = _doubt(value, indicator, (unit, unit_raw), dimension or "")
    factor = _factor(value, unit, dimension or "")
    number, high = value.number * factor, value.high * factor if value.high is not None else None
    if unit in notes and unit is not None and unit.dimension == MULTIPLIER:
        doubt = doubt or f"表上只注「单位：{unit_raw}」，未必指每个数"
    if _is_fraction(value, indicator):
        number = number if unit else number * 100
        doubt = f"{value.number} 可能是百分数，也可能是比例，按 {plain(number)}% 读取"
    elif dimension in _DISCRETE and number != number.to_integral_value():
        doubt = doubt or f"{plain(number)} 有小数，「{indicator.unit_code}」数不应有小数"
    return _stored(Settled(number, high, indicator.unit_code, unit_raw, doubt or value.doubt))


def _holds_for(note: Unit, dimension: str | None) -> bool:
    if note.dimension == MULTIPLIER:
        return dimension is None or unit_group(dimension) != "rate"
    return dimension in {None, note.dimension}


def _stored(settled: Settled) -> Settled:
    """Return the value at four decimals: what a formula left behind them was never reported."""
    if not settled.is_storable:
        return settled
    value, high = (
        None if n is None else plain(n.quantize(_STORED, ROUND_HALF_UP))
        for n in (settled.value, settled.high)
    )
    is_rounded = value != settled.value or high != settled.high
    return replace(settled, value=value, high=high, is_rounded=is_rounded)


def _of_unknown(value: CellValue, unit: Unit | None, unit_raw: str) -> Settled:
    factor = Decimal(1) if unit is None or value.unit else unit.factor
    number = None if value.number is None else value.number * factor
    high = None if value.high is None else value.high * factor
    return Settled(number, high, unit.unit_code if unit else "", unit_raw)


def _factor(value: CellValue, unit: Unit | None, dimension: str) -> Decimal:
    """Return the scale of the header's unit; a number with a unit of its own is scaled already."""
    if unit is None or value.unit or value.is_scaled:
        return Decimal(1)
    same = unit_group(unit.dimension) == unit_group(dimension)
    scales = same or unit.dimension in {"money", MULTIPLIER}
    return unit.factor if scales else Decimal(1)


def _doubt(
    value: CellValue, indicator: Indicator, written: tuple[Unit | None, str], dimension: str
) -> str:
    unit, unit_raw = written
    if unit is None:
        unknown = f"不认识单位「{unit_raw}」，数值未经换算" if unit_raw else ""
        return unknown or _doubt_of_bare(value, dimension)
    if unit.dimension == MULTIPLIER:
        is_share = unit_group(dimension) == "rate"
        return f"指标是比率，单位又写「{unit.unit_raw}」" if is_share else ""
    if value.is_scaled and value.unit is None and unit.factor != 1:
        return f"数字已带「万」「亿」，表头单位又是「{unit.unit_raw}」"
    each = dimension == "money_per_person" and unit.dimension == "money"
    if unit_group(unit.dimension) != unit_group(dimension) and not each:
        return f"单位「{unit.unit_raw}」与指标单位「{indicator.unit_code}」不符"
    if unit_group(dimension) == "rate" and unit.dimension != dimension:
        return f"单位「{unit.unit_raw}」与指标单位「{indicator.unit_code}」不符"
    return ""


def _doubt_of_bare(value: CellValue, dimension: str) -> str:
    number = value.number or Decimal(0)
    if dimension == "money" and 0 < number < _LARGE_AMOUNT:
        return "金额没有写明单位，按元读取"
    return ""


def _is_fraction(value: CellValue, indicator: Indicator) -> bool:
    """Return whether 0.58 under a rate's header may be a share: no % shown, and at most one.

    The format of a cell is known for XLSX alone; elsewhere 58% arrives as 0.58.
    """
    if indicator.unit_code != "%" or value.unit is not None or value.number is None:
        return False
    return 0 < value.number <= 1
