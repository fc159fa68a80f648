"""Tables that were flattened into lines of text: 技能培训(人次) 12000 9480 79%.

Pure. Told by their shape alone: a line of names, and under it lines of as many cells that end in
figures; or a line for each cell, names first, then a name and its figures again and again. Such
lines become one Table whose cells know their span; everything else stays prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from ingestion.decode.line_shapes import (
    INDEX_NAME,
    LONGEST_NAME,
    Line,
    Piece,
    as_row,
    is_header,
    is_stacked,
    is_table,
)
from ingestion.model import Block, Cell, CellKind, Document, Paragraph, Table

_LONGEST_LINE = 200  # a row of a table is shorter
_MOST_COLUMNS = 12  # of a table with a line for each cell
_FEWEST_STACKED = 2  # rows of such a table
_GAP = re.compile(r"[^\S\n]*(?:\n[^\S\n]*){1,2}")  # between two rows: at most one empty line
_RULE = re.compile(r"[\s|:+\-—=─┼├┤]+")  # between a header and its rows
_MARK = re.compile(r"[|｜\t]")  # divides cells, so that an empty one shows
_FIELD = re.compile(r"(?:^|(?<=[|｜\t]))[^|｜\t]*")
_BLANKS = " \u3000\r"
_FRAME = "|｜"
_WORD = re.compile(r"[^\s|｜]+")
_PROSE = re.compile(r"[。；;，！!？?《》]|,(?!\d{3})")
_TOTAL = re.compile(r"(?:合|总|共|小)计|汇总")
_REMARKS = frozenset({"备注", "说明"})
_LETTER, _SPACED = (
    re.compile(r"[\u4e00-\u9fff]"),
    re.compile(r"[乡单县地项合总指村名](?:[\u4e00-\u9fff]){0,2}"),
)
_LONGEST_STRAY = 40
_MOST_STRAYS = 2  # lines that interrupt a table: a page number, a note


@dataclass(slots=True)
class _Found:
    """The rows of a table, its header first; how many blocks it takes, and which are none of it."""

    lines: list[Line]
    used: int
    strays: list[Block] = field(default_factory=list)


def tabulate(document: Document) -> Document:
    """Return the document with each table that stands in its lines as one Table."""
    blocks = tuple(_Tabulator(document).blocks())
    return document if blocks == document.blocks else replace(document, blocks=blocks)


class _Tabulator:
    def __init__(self, document: Document) -> None:
        self._document = document
        self._text = document.text
        self._tables = sum(isinstance(block, Table) for block in document.blocks)
        # A line is looked at as a header, as a row, and as one cell of several tables.
        self._pieces = lru_cache(maxsize=128)(self._pieces_of)

    def blocks(self) -> Iterator[Block]:
        """Yield the blocks in order, a table's lines as one; what interrupts it comes behind it."""
        blocks = self._document.blocks
        at = 0
        while at < len(blocks):
            found = self._rows_at(blocks, at) or self._stack_at(blocks, at)
            if found is None:
                yield blocks[at]
                at += 1
                continue
            yield self._table(found.lines)
            yield from found.strays
            at += found.used

    def _rows_at(self, blocks: Sequence[Block], at: int) -> _Found | None:
        """Return the table that begins with a block and has a line for each row."""
        header = self._line(blocks[at])
        if not is_header(header):
            return None
        found = _Found([header], 1)
        rows: list[Line] = []
        strays: list[Block] = []
        for place in range(at + 1, len(blocks)):
            block = blocks[place]
            if not self._follows(blocks[place - 1], block) or len(strays) > _MOST_STRAYS:
                break
            row = as_row(self._filled(block, header), header, rows)
            is_rule = not rows and _RULE.fullmatch(self._text, block.start or 0, _end(block))
            if row is not None:
                rows.append(row)
                found.strays += strays
                found.used, strays = place - at + 1, []
            elif rows and self._may_interrupt(block):
                strays.append(block)
            elif not is_rule:
                break
        if not is_table(header, rows):
            return None
        corner = Piece(header[0].start, header[0].start, "")
        found.lines = [header if len(header) == len(rows[0]) else (corner, *header), *rows]
        return found

    def _may_interrupt(self, block: Block) -> bool:
        """Say whether a line is a note or a page number among rows, not prose or another table."""
        is_short = _end(block) - (block.start or 0) <= _LONGEST_STRAY
        return is_short and not is_header(self._line(block))

    def _stack_at(self, blocks: Sequence[Block], at: int) -> _Found | None:
        """Return the table that begins with a block and has a line for each cell."""
        head = self._cells_at(blocks, at, 2 * _MOST_COLUMNS)
        first = next((place for place, cell in enumerate(head) if cell.is_figure), 0)
        behind = next(
            (place for place, cell in enumerate(head[first:]) if not cell.is_figure), len(head)
        )
        width = behind + 1  # a name, and the figures up to the next name
        if first != width + 1 or not is_header(tuple(head[:width])):
            return None
        rows = [tuple(head[:width])]
        while True:
            place = at + len(rows) * width
            is_next = place < len(blocks) and self._follows(blocks[place - 1], blocks[place])
            row = tuple(self._cells_at(blocks, place, width)) if is_next else ()
            if not is_stacked(row, width):
                break
            rows.append(row)
        if len(rows) <= _FEWEST_STACKED or not is_table(rows[0], rows[1:]):
            return None
        return _Found(rows, len(rows) * width)

    def _cells_at(self, blocks: Sequence[Block], at: int, most: int) -> list[Piece]:
        """Return the lines from a block on, each as one cell, as long as they are short."""
        cells: list[Piece] = []
        for place in range(at, min(at + most, len(blocks))):
            if cells and not self._follows(blocks[place - 1], blocks[place]):
                break
            line = self._line(blocks[place])
            if not line or line[-1].end - line[0].start > LONGEST_NAME:
                break
            text = " ".join(piece.text for piece in line)
            cells.append(Piece(line[0].start, line[-1].end, text))
        return cells

    def _follows(self, before: Block, block: Block) -> bool:
        if not (isinstance(before, Paragraph) and isinstance(block, Paragraph)):
            return False
        return _GAP.fullmatch(self._text, before.end, block.start) is not None

    def _line(self, block: Block) -> Line:
        """Return the cells of a line that may belong to a table, else nothing."""
        if not isinstance(block, Paragraph) or block.level:
            return ()
        return self._pieces(block.start, block.end)

    def _pieces_of(self, start: int, end: int) -> Line:
        if end - start > _LONGEST_LINE or _PROSE.search(self._text, start, end):
            return ()
        pieces: list[Piece] = []
        for first, last in self._spans(start, end):
            text = self._document.normalized.between(first, last)
            if pieces and _LETTER.fullmatch(text) and _SPACED.fullmatch(pieces[-1].text):
                pieces[-1] = Piece(pieces[-1].start, last, pieces[-1].text + text)
            else:
                pieces.append(Piece(first, last, text))
        return tuple(pieces)

    def _filled(self, block: Block, header: Line) -> Line:
        """Return the cells of a line, those left out where it shows which they are.

        Marks show that the last are empty; so does a column for remarks; a total has no index.
        """
        line = self._line(block)
        missing = len(header) - len(line)
        if not line or missing <= 0:
            return line
        end = line[-1].end
        if _MARK.search(self._text, block.start or 0, _end(block)):
            return (*line, *(Piece(end, end, "") for _ in range(missing)))
        if missing == 1 and INDEX_NAME.fullmatch(header[0].text) and _TOTAL.match(line[0].text):
            return (Piece(line[0].start, line[0].start, ""), *line)
        if missing == 1 and header[-1].text in _REMARKS:
            return (*line, Piece(end, end, ""))
        return line

    def _spans(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        line = self._text[start:end]
        if _MARK.search(line) is None:
            yield from (match.span() for match in _WORD.finditer(self._text, start, end))
            return
        first, last = len(line) - len(line.lstrip(_BLANKS)), len(line.rstrip(_BLANKS))
        if line[first] in _FRAME:
            first, last = first + 1, last - (line[last - 1] in _FRAME)
        for cell in _FIELD.finditer(line[first : max(first, last)]):
            words = cell[0].strip()
            begin = start + first + cell.start() + len(cell[0]) - len(cell[0].lstrip())
            yield begin, begin + len(words)

    def _table(self, lines: Sequence[Line]) -> Table:
        self._tables += 1
        name = f"table{self._tables}"
        spans: dict[str, tuple[int, int]] = {}
        cells = []
        for number, line in enumerate(lines, start=1):
            row = []
            for column, piece in enumerate(line, start=1):
                address = f"{name}!r{number}c{column}"
                spans[address] = piece.start, piece.end
                kind = CellKind.TEXT if piece.text else CellKind.EMPTY
                raw = self._text[piece.start : piece.end]
                row.append(Cell(number, column, kind, piece.text, raw, address))
            cells.append(tuple(row))
        return Table(name, None, tuple(cells), start=lines[0][0].start, spans=spans)


def _end(block: Block) -> int:
    return block.end if isinstance(block, Paragraph) else 0
