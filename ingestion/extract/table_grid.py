"""A table's rectangle → regions: titles above, header rows, data rows with their section.

Only shapes are told here; what the words mean is decided in `table_figures` and `table_meaning`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from ingestion.extract.headers import LabelReader
from ingestion.extract.table_cells import CellReader, CellValue
from ingestion.extract.table_shapes import is_broken, is_error, is_personal
from ingestion.model import Cell, CellKind, Table

Row = tuple[Cell, ...]

_NOTE = re.compile(
    r"^(?:填报|报送|上报|编报|制表|填表|报表|综合)?(?:单位|机关|部门)(?:名称)?(?:[(（]盖章[)）])?\s*[:：]"
    r"|^[(（]?(?:金额|计量|数量)?单位\s*[:：]"
    r"|^(?:填报|报送|制表|填表|上报|报出|统计|打印)?(?:日期|时间|期间?|时期|人|表人)\s*[:：]"
    r"|^(?:单位)?(?:负责人|审核人?|审批人?|联系人|联系电话|电话|主管领导|经办人|复核|制表)(?:[(（]签[字章][)）])?\s*[:：]"
    r"|^(?:表\s*号|制定机关|批准文号|有效期至?|报告期|统计期)\s*[:：]"
)
_FOOTNOTE = re.compile(r"^(?:注|说明|备注|附注|填表说明|填报说明|备注说明)\s*\d*\s*[:：.、]")
_SECTION_NUMBER = re.compile(r"^[(（]?[一二三四五六七八九十]{1,3}[)）、.]")
_COLUMN_MARKS = frozenset("甲乙丙丁戊己")
_LABEL_COLUMNS = frozenset({"organization", "indicator"})
_ROW_COLUMNS = frozenset({"organization", "indicator", "period", "unit", "program"})
_YEAR_AND_MONTH, _MONTHS = 10_000, 12
_FIRST_YEAR, _LAST_YEAR = 1949, 2099


class RowKind(Enum):
    """What a row is by its shape."""

    BLANK = auto()
    NOTE = auto()
    SINGLE = auto()
    TEXT = auto()
    COLUMN_NUMBERS = auto()
    DATA = auto()


@dataclass(slots=True)
class Region:
    """One table within a sheet."""

    captions: tuple[str, ...]
    header: list[Row] = field(default_factory=list)
    data: list[tuple[Row, str]] = field(default_factory=list)  # with the section above


class Grid:
    """The cells of a table with what each says as a value, read once."""

    def __init__(self, table: Table, cells: CellReader, labels: LabelReader) -> None:
        self._labels = labels
        self.rows = table.rows
        self.values: dict[tuple[int, int], CellValue] = {}
        for row in table.rows:
            for cell in row:
                value = None if cell.is_merge_cover else cells.read(cell)
                if value is not None:
                    self.values[cell.row, cell.column] = value

    def value(self, cell: Cell) -> CellValue | None:
        """Return what the cell says as a value; a covered cell says nothing of its own."""
        return self.values.get((cell.row, cell.column))

    def regions(self) -> Iterator[Region]:
        """Yield the tables of the sheet from top to bottom."""
        region, section = Region(()), ""
        pending: list[str] = []
        for row in self.rows:
            kind = self._kind_in(row, region)
            texts = [cell.text for cell in row if cell.text and not cell.is_merge_cover]
            if kind is RowKind.TEXT and region.data and self._is_new_header(row, pending):
                yield region
                region, pending, section = Region((*region.captions, *pending)), [], ""
            if kind is RowKind.DATA or (kind is RowKind.TEXT and region.data):
                region.data.append((row, section))
                pending = []
            elif kind is RowKind.TEXT:
                region.header.append(row)
            elif kind in {RowKind.NOTE, RowKind.SINGLE} and not _FOOTNOTE.match(texts[0]):
                section = texts[0] if self._is_section(kind, row, texts[0]) else section
                pending += texts
                if not region.data:
                    region.captions = (*region.captions, *pending)
                    pending = []
        yield region

    def _kind_in(self, row: Row, region: Region) -> RowKind:
        """Return what a row is by its shape and by what stands above it."""
        kind = self._kind(row, is_open=not region.data)
        if kind is RowKind.SINGLE and self._is_header_part(row, region):
            kind = RowKind.TEXT
        if kind is RowKind.TEXT and not region.data and self._repeats_data(row, region):
            kind = RowKind.DATA
        return kind

    def _kind(self, row: Row, *, is_open: bool) -> RowKind:
        filled = [cell for cell in row if cell.text and not cell.is_merge_cover]
        values = [cell for cell in filled if self.value(cell) or _went_wrong(cell)]
        if not filled:
            return RowKind.BLANK
        if any(_NOTE.match(cell.text) for cell in filled):
            return RowKind.NOTE
        if _are_column_numbers(filled):
            return RowKind.COLUMN_NUMBERS
        if values and not (is_open and self._are_years(filled, values)):
            return RowKind.DATA
        return RowKind.TEXT if len(filled) > 1 else RowKind.SINGLE

    def _are_years(self, filled: Sequence[Cell], values: Sequence[Cell]) -> bool:
        """Return whether a row's numbers head columns: 指标 | 2018 | 2019 | 2020."""
        numbers = [value.number for cell in values if (value := self.value(cell))]
        years = {n for n in numbers if n and n == int(n) and _is_time(int(n))}
        return len(years) == len(numbers) >= 2 and len(filled) - len(values) <= 2

    def _is_header_part(self, row: Row, region: Region) -> bool:
        """Return whether a lone text stands below a header, beside cells that reach down to it."""
        if not region.header or region.data:
            return False
        return any(cell.is_merge_cover and cell.text for cell in row) and not _is_across(row)

    def _repeats_data(self, row: Row, region: Region) -> bool:
        """Return whether a row of words stands below a whole header as a row of data does.

        Its first words stand under 指标 or 县区, and what follows heads nothing: 待定, a unit.
        """
        if not region.header:
            return False
        columns = [self._labels.read(cell.text).column for cell in region.header[-1]]
        filled = [
            (cell, column)
            for cell, column in zip(row, columns, strict=True)
            if cell.text and not cell.is_merge_cover
        ]
        if filled[0][1] not in _LABEL_COLUMNS:
            return False
        # What stands under 报告期 or 计量单位 is said of the row; only the rest could be a header.
        label, *others = [
            self._labels.read(cell.text)
            for place, (cell, column) in enumerate(filled)
            if place == 0 or column not in _ROW_COLUMNS
        ]
        if (
            label.column
            or label.period_id
            or label.unit
            or (others and all(o.unit for o in others))
        ):
            return False
        return not any(o.column or o.role or o.period_id or o.is_total for o in others)

    def _is_section(self, kind: RowKind, row: Row, text: str) -> bool:
        """Return whether a lone text is the title of a section, not a row that is left blank."""
        if kind is not RowKind.SINGLE:
            return False
        if any(cell.is_merge_cover and cell.text == text for cell in row):
            return True
        label = self._labels.read(text)
        is_numbered = _SECTION_NUMBER.match(text) is not None
        return label.unit is None and (is_numbered or self._labels.program(text) is not None)

    def _is_new_header(self, row: Row, pending: Sequence[str]) -> bool:
        """Return whether a row of words below data begins another table."""
        labels = [self._labels.read(c.text) for c in row if c.text and not c.is_merge_cover]
        known = sum(bool(label.column or label.role or label.period_id) for label in labels)
        return known >= 2 or (bool(pending) and known >= 1)


def _is_time(number: int) -> bool:
    """Return whether a number is a year, or a year and month (202006)."""
    year, month = (number, 1) if number < _YEAR_AND_MONTH else divmod(number, 100)
    return _FIRST_YEAR <= year <= _LAST_YEAR and 1 <= month <= _MONTHS


def _is_across(row: Row) -> bool:
    """Return whether one merged cell spans the row."""
    return len({cell.address for cell in row if cell.text}) == 1


def _are_column_numbers(filled: Sequence[Cell]) -> bool:
    """Return whether a row numbers its columns: 甲 | 乙 | 1 | 2 | 3."""
    if len(filled) < 3:
        return False
    digits = [cell.text.strip("()（）") for cell in filled if cell.text not in _COLUMN_MARKS]
    if not digits or not all(text.isdigit() for text in digits):
        return False
    numbers = [int(text) for text in digits]
    return (
        numbers == list(range(numbers[0], numbers[0] + len(numbers)))
        and numbers[0] <= 2
        and (len(digits) < len(filled) or len(numbers) >= 4)
    )


def header_path(region: Region, index: int) -> tuple[Cell, ...]:
    """Return the header cells above a column, the nearest first, each once.

    In files that lost their merges a group's title stands above its first column only: it holds for
    the empty cells to its right, where the row below has words.
    """
    path: list[Cell] = []
    rows = region.header
    for level in range(len(rows) - 1, -1, -1):
        cell = rows[level][index]
        if not cell.text and level < len(rows) - 1:
            cell = _group_title(rows, level, index) or cell
        if cell.text and all(cell.address != seen.address for seen in path):
            path.append(cell)
    return tuple(path)


def _group_title(rows: Sequence[Row], level: int, index: int) -> Cell | None:
    if not rows[level + 1][index].text:
        return None
    for left in range(index - 1, -1, -1):
        if not rows[level + 1][left].text:
            return None
        if rows[level][left].text:
            return rows[level][left]
    return None


def _went_wrong(cell: Cell) -> bool:
    """Return whether a cell was a number once: an error, or digits that are none."""
    if cell.kind is CellKind.NUMBER or cell.kind is CellKind.ERROR:
        return True
    return is_error(cell.text) or is_personal(cell.text)


def is_problem(cell: Cell, *, is_counted: bool) -> bool:
    """Return whether a cell that is no value should be one.

    `is_counted`: a header promises numbers, and they are what mostly stands below it.
    """
    if cell.is_merge_cover or cell.kind is CellKind.EMPTY or not cell.text:
        return False
    return is_counted or cell.kind is not CellKind.TEXT or is_broken(cell.text)
