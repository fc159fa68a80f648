"""Columns of a table typed in lines, against the row that adds them up. Pure.

Only a table that shows itself complete is asked about: another of its columns must add up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ingestion.model import Finding, Locator, NormalizedText, Severity
from ingestion.validate.questions import shown

_LINE = re.compile(r"[^\n]+")
_CELL = re.compile(r"[^\s|]+")
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,12}(?:\.\d+)?")
_TOTAL = frozenset({"合计", "总计", "共计", "全县", "全县合计"})
_LONGEST_ROW = 400
_FEWEST_CELLS = 3
_FEWEST_ROWS = 3  # two parts and their total
_MOST_ROWS = 200
_NEAR = Decimal("0.15")


@dataclass(frozen=True, slots=True)
class _Cell:
    written: str
    start: int
    end: int

    @property
    def value(self) -> Decimal | None:
        """The number; null where the cell holds none."""
        if _NUMBER.fullmatch(self.written) is None:
            return None
        return Decimal(self.written.replace(",", ""))


_Row = list[_Cell]


def column_findings(text: NormalizedText) -> Iterator[Finding]:
    """Yield a question for each total that its column misses where another column adds up."""
    block: list[_Row] = []
    for line in _LINE.finditer(text.text):
        row = _cells(line)
        if block and len(row) != len(block[0]):
            yield from _of_table(block, text)
            block = []
        if len(row) >= _FEWEST_CELLS and row[1].value is not None:
            block.append(row)
    yield from _of_table(block, text)


def _cells(line: re.Match[str]) -> _Row:
    if len(line[0]) > _LONGEST_ROW:
        return []
    at = line.start()
    return [_Cell(one[0], at + one.start(), at + one.end()) for one in _CELL.finditer(line[0])]


def _of_table(rows: list[_Row], text: NormalizedText) -> Iterator[Finding]:
    if not _FEWEST_ROWS <= len(rows) <= _MOST_ROWS:
        return
    places = [place for place in (0, len(rows) - 1) if rows[place][0].written in _TOTAL]
    if len(places) != 1:
        return
    total = rows[places[0]]
    parts = rows[1:] if places[0] == 0 else rows[:-1]
    columns = [[row[index] for row in parts] for index in range(1, len(total))]
    missed = [
        (cell, column)
        for cell, column in zip(total[1:], columns, strict=True)
        if cell.value is not None and _sum(column) not in {None, cell.value}
    ]
    added = sum(
        cell.value is not None and _sum(column) == cell.value
        for cell, column in zip(total[1:], columns, strict=True)
    )
    for cell, column in missed if added else []:
        if abs((_sum(column) or Decimal(0)) - (cell.value or 0)) <= _NEAR * (cell.value or 0):
            yield _question(cell, column, text)


def _sum(column: Sequence[_Cell]) -> Decimal | None:
    values = [cell.value for cell in column]
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if len(known) == len(values) else None


def _question(cell: _Cell, column: Sequence[_Cell], text: NormalizedText) -> Finding:
    start, end = text.original_span(cell.start, cell.end)
    added = " + ".join(part.written for part in column)
    computed = shown(_sum(column) or Decimal(0))
    return Finding(
        rule="sum_mismatch",
        severity=Severity.WARNING,
        message=(
            f"表中各行相加 {added} 为 {computed}，合计写 {cell.written}。"
            "请核实：是合计有误，还是某一行有误？"
        ),
        locator=Locator("text", char_start=start, char_end=end),
        figures=(cell.written, *(part.written for part in column)),
        arithmetic=f"{added} = {computed}",
    )
