"""Drafts of cells → the rectangle of a Table: merges resolved, text normalised, addresses given.

What a cell means is decided in `extract`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from ingestion.decode.text import normalise
from ingestion.errors import UnreadableError
from ingestion.model import Cell, CellKind

MAX_CELLS = 1_000_000


class Draft(NamedTuple):
    """A cell as its parser found it, before merges and addresses."""

    kind: CellKind
    text_raw: str
    number: Decimal | None = None


BLANK = Draft(CellKind.EMPTY, "")


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a rectangle of drafts stands, and which of its cells repeat or hide.

    Rows and columns are 1-based, in the sheet. `merges` are (row, column, last row, last column).
    """

    address: Callable[[int, int], str]
    first_row: int = 1
    first_column: int = 1
    merges: Sequence[tuple[int, int, int, int]] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    is_hidden: bool = False
    covers: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)


def text_draft(text_raw: str) -> Draft:
    """Return the draft of a cell that holds text, empty where only spaces stand in it."""
    return Draft(CellKind.TEXT, text_raw) if text_raw.strip() else BLANK


def grid_address(table: str) -> Callable[[int, int], str]:
    """Return the addresses of a table outside a workbook.

    >>> grid_address("table2")(3, 4)
    'table2!r3c4'
    """
    return lambda row, column: f"{table}!r{row}c{column}"


def sheet_address(row: int, column: int) -> str:
    """Return the address of a workbook's cell.

    >>> sheet_address(7, 28)
    'AB7'
    """
    return f"{_letters(column)}{row}"


@cache
def _letters(column: int) -> str:
    letters = ""
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(65 + letter) + letters
    return letters


def check_size(rows: int, columns: int, place: str) -> None:
    """Raise UnreadableError for a rectangle that would not fit into a worker's memory."""
    if rows * columns > MAX_CELLS:
        raise UnreadableError(
            f"表格过大（{rows} 行 × {columns} 列）",
            place=place,
            remedy="请删除远处的空行空列，或拆成几个文件后重新报送",
        )


def build_rows(drafts: Sequence[Sequence[Draft]], layout: Layout) -> tuple[tuple[Cell, ...], ...]:
    """Return the cells of a table; rows shorter than the longest are filled with empty cells."""
    width = max(map(len, drafts), default=0)
    check_size(len(drafts), width, layout.address(layout.first_row, layout.first_column))
    texts = normalise_strings(
        {draft.text_raw for row in drafts for draft in row if draft.kind is not CellKind.NUMBER}
    )
    covers = _covers(layout, len(drafts), width)
    columns = range(layout.first_column, layout.first_column + width)
    rows: list[tuple[Cell, ...]] = []
    for number, row in enumerate(drafts, start=layout.first_row):
        padded = row if len(row) == width else [*row, *[BLANK] * (width - len(row))]
        is_hidden = layout.is_hidden or number in layout.hidden_rows
        cells = [
            Cell(
                number,
                column,
                draft.kind,
                texts.get(draft.text_raw, draft.text_raw),
                draft.text_raw,
                layout.address(number, column),
                draft.number,
                False,  # noqa: FBT003
                is_hidden or column in layout.hidden_columns,
            )
            for column, draft in zip(columns, padded, strict=True)
        ]
        rows.append(tuple(cells))
    return _covered(rows, covers, layout) if covers else tuple(rows)


def _covered(
    rows: list[tuple[Cell, ...]], covers: dict[tuple[int, int], tuple[int, int]], layout: Layout
) -> tuple[tuple[Cell, ...], ...]:
    """Return the rows with each covered cell repeating its top-left one."""
    for (row, column), (top, left) in covers.items():
        height, width = row - layout.first_row, column - layout.first_column
        origin = _cell_at(rows, top - layout.first_row, left - layout.first_column)
        own = rows[height][width]
        repeated = own._replace(address=layout.address(top, left), is_merge_cover=True)
        if origin:
            repeated = origin._replace(row=row, column=column, is_merge_cover=True)
        cells = list(rows[height])
        cells[width] = repeated._replace(is_hidden=own.is_hidden)
        rows[height] = tuple(cells)
    return tuple(rows)


def _cell_at(rows: Sequence[Sequence[Cell]], row: int, column: int) -> Cell | None:
    if 0 <= row < len(rows) and 0 <= column < len(rows[row]):
        return rows[row][column]
    return None


def _covers(layout: Layout, height: int, width: int) -> dict[tuple[int, int], tuple[int, int]]:
    """Map each covered cell to its top-left one, within the rectangle."""
    covers = dict(layout.covers)
    last_row, last_column = layout.first_row + height - 1, layout.first_column + width - 1
    for top, left, bottom, right in layout.merges:
        for row in range(top, min(bottom, last_row) + 1):
            for column in range(left, min(right, last_column) + 1):
                covers[row, column] = (top, left)
        covers.pop((top, left), None)
    return covers


def normalise_strings(strings: Iterable[str]) -> dict[str, str]:
    """Map each string to its normalised, stripped form; one pass over all that are not ASCII."""
    distinct = set(strings)
    texts = {raw: raw.strip() for raw in distinct if raw.isascii()}
    wide = sorted(distinct - texts.keys())
    normalized = normalise("\n".join(wide))
    start = 0
    for raw in wide:
        end = start + len(raw)
        first, last = (bisect_left(normalized.offsets, at) for at in (start, end))
        texts[raw] = normalized.text[first:last].strip()
        start = end + 1
    return texts


def row_line(row: Sequence[Draft]) -> str:
    """Return a row as a line of `Document.text`: its cells between tabs, line breaks as spaces."""
    return "\t".join(" ".join(draft.text_raw.split()) for draft in row).rstrip("\t")
