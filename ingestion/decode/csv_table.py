"""Delimited text → a table. Whether a text is one is decided by its lines, never by its name."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from io import StringIO

from ingestion.decode.cells import Draft, Layout, build_rows, grid_address, text_draft
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
        and regular * 10 >= wide * 6
        and wide * 2 >= len(rows)
        and sentences * 5 <= len(cells)
        and (delimiter != "，" or width > 2)
    )


def find_open_quote(text: str, delimiter: str) -> int | None:
    """Return the line of a quote that nothing closes, or that closes lines later; None if none.

    Such a quote makes one cell of all the rows behind it.
    """
    first = last = 1
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    try:
        for record in reader:
            if any(_is_swallowing(cell, delimiter) for cell in record):
                return first
            last, first = first, reader.line_num + 1
    except csv.Error:
        return first
    lines = text.splitlines(keepends=True)[last - 1 :]
    return last if _is_open_at_end("".join(lines), delimiter) else None


def _is_open_at_end(record: str, delimiter: str) -> bool:
    try:
        for _ in csv.reader(StringIO(record, newline=""), delimiter=delimiter, strict=True):
            pass
    except csv.Error as error:
        return "end of data" in str(error)
    return False


def _is_swallowing(cell: str, delimiter: str) -> bool:
    lines = [line for line in cell.splitlines() if line.strip()]
    return len(lines) > 1 and sum(delimiter in line for line in lines) * 2 > len(lines)


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    """Yield the parser's records; where a quote is left open, quotes are characters like others."""
    lines = StringIO(text, newline="")
    if find_open_quote(text, delimiter) is None:
        yield from csv.reader(lines, delimiter=delimiter)
    else:
        yield from csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE)


def _sample_rows(text: str, delimiter: str) -> list[list[str]]:
    rows: list[list[str]] = []
    try:
        for row in _records(text, delimiter):
            if any(cell.strip() for cell in row):
                rows.append(row)
            if len(rows) >= _SAMPLE_LINES:
                break
    except csv.Error:
        return []
    return rows


def read_csv_table(text: str, delimiter: str) -> Table:
    """Return the table `table1`; its rows are parser records, preamble and blank ones included."""
    drafts: list[list[Draft]] = []
    try:
        drafts.extend(
            [text_draft(value) for value in record] for record in _records(text, delimiter)
        )
    except csv.Error as error:
        raise UnreadableError(
            "分隔文本无法解析", place=f"行{len(drafts) + 1}", remedy="请另存为 .xlsx 后重新报送"
        ) from error
    rows = build_rows(drafts, Layout(grid_address("table1")))
    return Table("table1", None, rows, start=0)
