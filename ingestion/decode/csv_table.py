"""Delimited text → a table. Whether a text is one is decided by its lines, never by its name."""

from __future__ import annotations

import csv
import re
from collections import Counter
from io import StringIO

from ingestion.decode.cells import Layout, build_rows, grid_address, text_draft
from ingestion.errors import UnreadableError
from ingestion.model import Table

_DELIMITERS = ("\t", ",", ";", "|", "，")
_SAMPLE_LINES = 200
_LONG_CELL = 60
_SENTENCE_END = re.compile(r"[。！？；]")


def find_delimiter(text: str) -> str | None:
    """Return the delimiter that makes `text` a table, or None where it is prose.

    A table repeats one count of delimiters over most of its lines, in short cells; prose does not,
    and its commas stand in sentences. Preamble lines above a table have none.
    """
    lines = [line for line in text.splitlines()[:_SAMPLE_LINES] if line.strip()]
    for delimiter in _DELIMITERS:
        if _is_table(text, lines, delimiter):
            return delimiter
    return None


def _is_table(text: str, lines: list[str], delimiter: str) -> bool:
    if sum(delimiter in line for line in lines) < 2:
        return False
    rows = _sample_rows(text, delimiter)
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if not widths:
        return False
    width, regular = widths.most_common(1)[0]
    wide = sum(widths.values())
    cells = [cell for row in rows if len(row) > 1 for cell in row]
    sentences = sum(bool(_SENTENCE_END.search(cell)) or len(cell) > _LONG_CELL for cell in cells)
    return (
        regular >= 2
        and regular * 10 >= wide * 7
        and wide * 2 >= len(rows)
        and sentences * 5 <= len(cells)
        and (delimiter != "，" or width > 2)
    )


def _sample_rows(text: str, delimiter: str) -> list[list[str]]:
    rows: list[list[str]] = []
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                rows.append(row)
            if len(rows) >= _SAMPLE_LINES:
                break
    except csv.Error:
        return []
    return rows


def read_csv_table(text: str, delimiter: str) -> Table:
    """Return the table `table1`; its rows are parser records, preamble and blank ones included."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    try:
        drafts = [[text_draft(value) for value in record] for record in reader]
    except csv.Error as error:
        raise UnreadableError(
            "分隔文本无法解析", place=f"行{reader.line_num}", remedy="请另存为 .xlsx 后重新报送"
        ) from error
    rows = build_rows(drafts, Layout(grid_address("table1")))
    return Table("table1", None, rows, start=0)
