"""Forms as XLSX workbooks, the same bytes for the same form."""

from __future__ import annotations

import io
from datetime import datetime
from decimal import Decimal

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from simulator.grid import Grid

_CREATED = datetime(2020, 1, 1)  # noqa: DTZ001 - a fixed stamp keeps the bytes the same


def write_workbook(grids: list[Grid], title: str) -> bytes:
    """Return the bytes of a workbook with one sheet for each grid."""
    buffer = io.BytesIO()
    workbook = xlsxwriter.Workbook(buffer, {"in_memory": True})
    workbook.set_properties({"title": title, "created": _CREATED})
    bold = workbook.add_format({"bold": True, "align": "center"})
    for grid in grids:
        sheet = workbook.add_worksheet(grid.name)
        _fill(sheet, grid)
        for top, left, bottom, right in grid.merges:
            text = grid.rows[top - 1][left - 1]
            sheet.merge_range(top - 1, left - 1, bottom - 1, right - 1, text, bold)
        sheet.set_column(0, 6, 16)
    workbook.close()
    return buffer.getvalue()


def _fill(sheet: Worksheet, grid: Grid) -> None:
    merged = {top for top, _, _, _ in grid.merges}
    for row, cells in enumerate(grid.rows):
        if row + 1 in merged:
            continue
        for column, cell in enumerate(cells):
            if isinstance(cell, Decimal):
                sheet.write_number(row, column, float(cell))
            elif cell:
                sheet.write_string(row, column, cell)
