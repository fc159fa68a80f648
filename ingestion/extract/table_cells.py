"""What one cell says: a number, one of the kinds of silence, or a label.

Pure. Whose number it is and of what is decided in `table_figures`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from ingestion.codebook import Unit
from ingestion.extract.quantities import QuantityReader
from ingestion.extract.table_shapes import is_personal, without_digits
from ingestion.model import Cell, CellKind, Qualifier, ValueState

_DIGITS = re.compile(r"[+-]?(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d+)?")
_BARE_RANGE = re.compile(r"(\d+(?:\.\d+)?)\s*(?:[—\-~～至到]{1,2})\s*(\d+(?:\.\d+)?)")
_PLUS = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s*\+")
_FILLER = re.compile(
    r"^(?:共计?|计|达到?|为|有|约|近|超过?|逾|至少|不足|大约|将近|接近|不少于|突破)*$"
)
_BRACKETED = re.compile(r"(.*?)\s*(\([^()]*\)|（[^（）]*）)")
_LONGEST_QUANTITY = 24
_TOO_LARGE = Decimal(10) ** 16
_SILENCE = {
    "—": ValueState.NOT_REPORTED,
    "——": ValueState.NOT_REPORTED,
    "-": ValueState.NOT_REPORTED,
    "--": ValueState.NOT_REPORTED,
    "---": ValueState.NOT_REPORTED,
    "…": ValueState.NOT_REPORTED,
    "……": ValueState.NOT_REPORTED,
    "空白": ValueState.NOT_REPORTED,
    "未报": ValueState.NOT_REPORTED,
    "未报送": ValueState.NOT_REPORTED,
    "未填": ValueState.NOT_REPORTED,
    "未填报": ValueState.NOT_REPORTED,
    "未统计": ValueState.NOT_REPORTED,
    "暂无数据": ValueState.NOT_REPORTED,
    "暂缺": ValueState.NOT_REPORTED,
    "缺报": ValueState.NOT_REPORTED,
    "not reported": ValueState.NOT_REPORTED,
    "/": ValueState.NOT_APPLICABLE,
    "//": ValueState.NOT_APPLICABLE,
    "\\": ValueState.NOT_APPLICABLE,
    "不适用": ValueState.NOT_APPLICABLE,
    "无此项": ValueState.NOT_APPLICABLE,
    "无此项工作": ValueState.NOT_APPLICABLE,
    "不涉及": ValueState.NOT_APPLICABLE,
    "n/a": ValueState.NOT_APPLICABLE,
    "***": ValueState.WITHHELD,
    "保密": ValueState.WITHHELD,
    "涉密": ValueState.WITHHELD,
    "不公开": ValueState.WITHHELD,
    "不予公开": ValueState.WITHHELD,
}
_ZERO = {"无", "没有", "零", "〇", "nil", "none"}


@dataclass(frozen=True, slots=True)
class CellValue:
    """A figure or a silence. `number` is in `unit` where the cell wrote one: 1.2万元 is 12000."""

    state: ValueState
    number: Decimal | None = None
    high: Decimal | None = None
    qualifier: Qualifier = Qualifier.EXACT
    unit: Unit | None = None
    unit_raw: str = ""
    is_scaled: bool = False
    doubt: str = ""  # what the cell says beside its number


_RISEN = re.compile(r"^[+↑▲]\s*(?=\d)")  # +18.5%, ↑12: the sign of a growth


class CellReader:
    """Reads cells with the units of the codebook."""

    def __init__(self, quantities: QuantityReader, percent: Unit) -> None:
        self._quantities = quantities
        self._percent = percent

    def read(self, cell: Cell) -> CellValue | None:
        """Return what the cell says as a value; None for a label, a date, an error or a blank."""
        if is_personal(cell.text):
            return None
        if cell.kind is CellKind.NUMBER and cell.number is not None:
            if abs(cell.number) >= _TOO_LARGE:
                return None
            if cell.text.endswith("%"):
                return self._reported(Decimal(cell.text.rstrip("%")), self._percent, "%")
            return self._reported(cell.number)
        return self._read_text(cell.text) if cell.kind is CellKind.TEXT else None

    def _reported(self, number: Decimal, unit: Unit | None = None, unit_raw: str = "") -> CellValue:
        return CellValue(ValueState.REPORTED, number, unit=unit, unit_raw=unit_raw)

    def _read_text(self, text: str) -> CellValue | None:
        text = _RISEN.sub("", text)
        lowered = text.lower()
        if lowered in _SILENCE:
            return CellValue(_SILENCE[lowered])
        if lowered in _ZERO:
            return self._reported(Decimal(0))
        if _DIGITS.fullmatch(text):
            number = Decimal(re.sub(r"[,，+]", "", text))
            return self._reported(number) if abs(number) < _TOO_LARGE else None
        return self._read_bare(text) or self._read_quantity(text) or self._read_remarked(text)

    def _read_remarked(self, text: str) -> CellValue | None:
        """Read 12(其中线上3): the number before the bracket, which may say that it is none."""
        remarked = _BRACKETED.fullmatch(text)
        if remarked is None or not remarked[1]:
            return None
        value = self._read_text(remarked[1])
        if value is None or value.number is None or value.doubt:
            return None
        return replace(value, doubt=f"数字后另有说明「{without_digits(remarked[2])}」")

    def _read_bare(self, text: str) -> CellValue | None:
        plus = _PLUS.fullmatch(text)
        if plus:
            number = Decimal(plus[1].replace(",", ""))
            return CellValue(ValueState.REPORTED, number, qualifier=Qualifier.MORE_THAN)
        bounds = _BARE_RANGE.fullmatch(text)
        if bounds and Decimal(bounds[1]) < Decimal(bounds[2]):
            low, high = Decimal(bounds[1]), Decimal(bounds[2])
            return CellValue(ValueState.REPORTED, low, high, Qualifier.RANGE)
        return None

    def _read_quantity(self, text: str) -> CellValue | None:
        """Read 约50, 36户, 1.2万元, 50余人: a quantity that is the whole cell."""
        if len(text) > _LONGEST_QUANTITY or not any(
            char.isdigit() or char in _CHINESE for char in text
        ):
            return None
        found = self._quantities.find(text)
        if len(found) != 1 or found[0].dimension == "time":
            return None
        quantity = found[0]
        end = quantity.after or quantity.end
        negative = text[: quantity.start].strip() == "-"
        if text[end:].strip() or not (negative or _FILLER.match(text[: quantity.start].strip())):
            return None
        return CellValue(
            ValueState.REPORTED,
            -quantity.value if negative else quantity.value,
            quantity.value_high,
            quantity.qualifier,
            quantity.unit,
            quantity.unit_raw,
            quantity.is_scaled,
        )


_CHINESE = frozenset("一二两三四五六七八九十百千万")
