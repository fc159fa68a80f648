"""Workbooks (XLSX, XLSM, XLSB, XLS, ET, ODS) → a table for each sheet, through calamine.

Calamine gives values, no formats. For XLSX `sheet_marks` reads what it leaves out: percent
formats, hidden rows and columns, errors, formulas without a value. Elsewhere these can't be known.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from io import BytesIO
from math import isfinite

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from ingestion.decode.cells import (
    BLANK,
    Draft,
    Layout,
    build_rows,
    check_size,
    row_line,
    sheet_address,
    text_draft,
)
from ingestion.decode.sheet_marks import NO_MARKS, SheetMarks, read_sheet_marks
from ingestion.errors import UnreadableError
from ingestion.model import Block, CellKind, Table

_EXACT_BELOW = 10**15
CellValue = float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta


def read_workbook(content: bytes) -> tuple[str, tuple[Block, ...]]:
    """Return the workbook's text, a line for each row, and its sheets as tables, in their order.

    Raises UnreadableError where it is damaged, locked, or claims a sheet too large to hold.
    """
    marks = read_sheet_marks(content)
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(content))
        sheets = [
            (metadata, workbook.get_sheet_by_name(metadata.name))
            for metadata in workbook.sheets_metadata
            if metadata.typ == SheetTypeEnum.WorkSheet
        ]
    except PasswordError as error:
        raise UnreadableError(
            "工作簿有打开密码", place="字节0", remedy="请取消打开密码后重新报送"
        ) from error
    except CalamineError as error:
        raise UnreadableError(
            "工作簿不完整或已损坏", place="字节0", remedy="请另存为 .xlsx 后重新报送"
        ) from error
    lines: list[str] = []
    tables: list[Block] = []
    length = 0
    for metadata, sheet in sheets:
        table, sheet_lines = _read_sheet(
            metadata, sheet, marks.get(metadata.name, NO_MARKS), length
        )
        tables.append(table)
        lines += sheet_lines
        length += sum(len(line) + 1 for line in sheet_lines)
    return "\n".join(lines), tuple(tables)


def _read_sheet(
    metadata: SheetMetadata, sheet: CalamineSheet, marks: SheetMarks, start: int
) -> tuple[Table, list[str]]:
    if sheet.start is None:
        return Table(metadata.name, metadata.name, (), start=start), []
    top, left = sheet.start
    height, width = _extent(sheet, marks)
    check_size(height, width, f"{metadata.name}!{sheet_address(top + height, left + width)}")
    values = sheet.to_python(skip_empty_area=True)
    values += [[] for _ in range(height - len(values))]
    drafts = [
        [
            _draft(value, marks, (top + row_index + 1, left + column_index + 1))
            for column_index, value in enumerate([*row, *[""] * (width - len(row))])
        ]
        for row_index, row in enumerate(values)
    ]
    layout = Layout(
        sheet_address,
        top + 1,
        left + 1,
        merges=tuple(_merges(sheet)),
        hidden_rows=marks.hidden_rows,
        hidden_columns=marks.hidden_columns,
        is_hidden=metadata.visible != SheetVisibleEnum.Visible,
    )
    lines = [row_line(row) for row in drafts]
    return Table(metadata.name, metadata.name, build_rows(drafts, layout), start=start), lines


def _extent(sheet: CalamineSheet, marks: SheetMarks) -> tuple[int, int]:
    """Return rows and columns from the first filled cell, errors at the edge included."""
    top, left = sheet.start or (0, 0)
    height = max([sheet.height, *(row - top for row, _ in marks.errors)])
    return height, max([sheet.width, *(column - left for _, column in marks.errors)])


def _merges(sheet: CalamineSheet) -> list[tuple[int, int, int, int]]:
    ranges = sheet.merged_cell_ranges or []
    return [(top + 1, left + 1, bottom + 1, right + 1) for (top, left), (bottom, right) in ranges]


def _draft(value: CellValue, marks: SheetMarks, place: tuple[int, int]) -> Draft:
    if isinstance(value, float):
        return _number_draft(value, is_percent=place in marks.percents)
    if isinstance(value, str):
        error = marks.errors.get(place)
        return Draft(CellKind.ERROR, error) if error else text_draft(value)
    if isinstance(value, bool):
        return Draft(CellKind.TEXT, "TRUE" if value else "FALSE")
    return _date_draft(value)


def _number_draft(value: float, *, is_percent: bool) -> Draft:
    if not isfinite(value):
        return Draft(CellKind.ERROR, str(value))
    number = exact_number(value)
    shown = f"{_plain(number * 100)}%" if is_percent else _plain(number)
    return Draft(CellKind.NUMBER, shown, number)


def exact_number(value: float) -> Decimal:
    """Return a stored number as it was typed: a workbook holds 15 significant digits.

    >>> exact_number(1234.0), exact_number(0.1 + 0.2), exact_number(0.58)
    (Decimal('1234'), Decimal('0.3'), Decimal('0.58'))
    """
    if value == int(value) and abs(value) < _EXACT_BELOW:
        return Decimal(int(value))
    return Decimal(_plain(Decimal(f"{value:.15g}")))


def _plain(number: Decimal) -> str:
    """Return digits without exponent and without trailing zeros after the point."""
    written = format(number, "f")
    return written.rstrip("0").rstrip(".") if "." in written else written


def _date_draft(value: dt.date | dt.time | dt.timedelta) -> Draft:
    if isinstance(value, dt.datetime):
        midnight = value.time() == dt.time()
        return Draft(CellKind.DATE, value.date().isoformat() if midnight else value.isoformat(" "))
    if isinstance(value, dt.date):
        return Draft(CellKind.DATE, value.isoformat())
    return Draft(CellKind.DATE, str(value)) if value else BLANK
