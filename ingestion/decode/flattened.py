"""Tables that were flattened into lines of text: 技能培训(人次) 12000 9480 79%.

Pure. Told by their shape alone: a line of names, and under it lines of as many cells that end in
figures; or a line for each cell, names first, then a name and its figures again and again. Such
lines become one Table whose cells know their span; everything else stays prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingestion.model import Block, Cell, CellKind, Document, Paragraph, Table

_LONGEST_LINE = 200  # a row of a table is shorter
_LONGEST_NAME = 20
_MOST_COLUMNS = 12  # of a table with a line for each cell
_FEWEST_STACKED = 2  # rows of such a table
_FEWEST_NARROW_ROWS = 3  # a table of two columns has so many rows, else it is a list
_GAP = re.compile(r"[^\S\n]*(?:\n[^\S\n]*){1,2}")  # between two rows: at most one empty line
_RULE = re.compile(r"[\s|:+\-—=─┼├┤]+")  # between a header and its rows
_MARK = re.compile(r"[|｜\t]")  # divides cells, so that an empty one shows
_FIELD = re.compile(r"(?:^|(?<=[|｜\t]))[^|｜\t]*")
_BLANKS = " \u3000\r"
_FRAME = "|｜"
_WORD = re.compile(r"[^\s|｜]+")
_FIGURE = re.compile(
    r"(?:约|近)?-?\d[\d,]*(?:\.\d+)?(?:/\d+万)?(?![\d年月日届])[^\d\s,、()]{0,4}"
    r"|[—\-–/]+|无"
)
_YEAR = re.compile(r"(?:19|20)\d\d年?")
_INDEX = re.compile(r"\d{1,3}[.、]?")
_INDEX_NAME = re.compile(r"序号|编号|No\.?", re.IGNORECASE)
_NUMBER = re.compile(r"[\d,.]+%?")
_PROSE = re.compile(r"[。；;，！!？?《》]|,(?!\d{3})")
_SECTION = re.compile(r"[(（]?[一二三四五六七八九十]+[)）、.]")
_NAMES_A_COLUMN = re.compile(r"[数量率额]$|[)）]$|%")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A cell: its span in the document's text, and what it says."""

    start: int
    end: int
    text: str  # normalised

    @property
    def is_figure(self) -> bool:
        return _FIGURE.fullmatch(self.text) is not None


_Line = tuple[_Piece, ...]


def tabulate(document: Document) -> Document:
    """Return the document with each table that stands in its lines as one Table."""
    blocks = tuple(_Tabulator(document).blocks())
    return document if blocks == document.blocks else replace(document, blocks=blocks)


class _Tabulator:
    def __init__(self, document: Document) -> None:
        self._document = document
        self._text = document.text
        self._tables = sum(isinstance(block, Table) for block in document.blocks)

    def blocks(self) -> Iterator[Block]:
        """Yield the blocks in order, the lines of a table as one."""
        blocks = self._document.blocks
        at = 0
        while at < len(blocks):
            lines, used = self._rows_at(blocks, at)
            if not lines:
                lines, used = self._stack_at(blocks, at)
            yield self._table(lines) if lines else blocks[at]
            at += used if lines else 1

    def _rows_at(self, blocks: Sequence[Block], at: int) -> tuple[list[_Line], int]:
        """Return the rows that begin with a block, a line each, and how many blocks they take."""
        header = self._line(blocks[at])
        if not _is_header(header):
            return [], 0
        rows: list[_Line] = []
        following = at + 1
        while following < len(blocks) and self._follows(blocks[following - 1], blocks[following]):
            block = blocks[following]
            is_rule = not rows and _RULE.fullmatch(self._text, block.start or 0, _end(block))
            row = None if is_rule else _row(self._filled(block, len(header)), header, rows)
            if row is None and not is_rule:
                break
            rows += [row] if row else []
            following += 1
        if not _is_table(header, rows):
            return [], 0
        width = len(rows[0])
        corner = () if len(header) == width else (_Piece(header[0].start, header[0].start, ""),)
        return [(*corner, *header), *rows], following - at

    def _stack_at(self, blocks: Sequence[Block], at: int) -> tuple[list[_Line], int]:
        """Return the rows of a table that has each of its cells on a line of its own."""
        head = self._cells_at(blocks, at, 2 * _MOST_COLUMNS)
        first = next((place for place, cell in enumerate(head) if cell.is_figure), 0)
        behind = next(
            (place for place, cell in enumerate(head[first:]) if not cell.is_figure), len(head)
        )
        width = behind + 1  # a name, and the figures up to the next name
        if first != width + 1 or not _is_header(tuple(head[:width])):
            return [], 0
        rows = [tuple(head[:width])]
        while True:
            place = at + len(rows) * width
            is_next = place < len(blocks) and self._follows(blocks[place - 1], blocks[place])
            row = tuple(self._cells_at(blocks, place, width)) if is_next else ()
            if not _is_stacked(row, width):
                break
            rows.append(row)
        if len(rows) <= _FEWEST_STACKED or not _is_table(rows[0], rows[1:]):
            return [], 0
        return rows, len(rows) * width

    def _cells_at(self, blocks: Sequence[Block], at: int, most: int) -> list[_Piece]:
        """Return the lines from a block on, each as one cell, as long as they are short."""
        cells: list[_Piece] = []
        for place in range(at, min(at + most, len(blocks))):
            if cells and not self._follows(blocks[place - 1], blocks[place]):
                break
            line = self._line(blocks[place])
            if not line or line[-1].end - line[0].start > _LONGEST_NAME:
                break
            text = " ".join(piece.text for piece in line)
            cells.append(_Piece(line[0].start, line[-1].end, text))
        return cells

    def _follows(self, before: Block, block: Block) -> bool:
        if not (isinstance(before, Paragraph) and isinstance(block, Paragraph)):
            return False
        return _GAP.fullmatch(self._text, before.end, block.start) is not None

    def _line(self, block: Block) -> _Line:
        """Return the cells of a line that may belong to a table, else nothing."""
        if not isinstance(block, Paragraph) or block.level:
            return ()
        start, end = block.start, block.end
        if end - start > _LONGEST_LINE or _PROSE.search(self._text, start, end):
            return ()
        pieces = [
            _Piece(first, last, self._document.normalized.between(first, last))
            for first, last in self._spans(start, end)
        ]
        return tuple(pieces)

    def _filled(self, block: Block, width: int) -> _Line:
        """Return the cells of a line, the last ones empty where its marks show too few."""
        line = self._line(block)
        if (
            not line
            or len(line) >= width
            or not _MARK.search(self._text, block.start or 0, _end(block))
        ):
            return line
        end = line[-1].end
        return (*line, *(_Piece(end, end, "") for _ in range(width - len(line))))

    def _spans(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        line = self._text[start:end]
        if _MARK.search(line) is None:
            yield from (match.span() for match in _WORD.finditer(self._text, start, end))
            return
        first, last = len(line) - len(line.lstrip(_BLANKS)), len(line.rstrip(_BLANKS))
        if line[first] in _FRAME:
            first, last = first + 1, last - (line[last - 1] in _FRAME)
        for field in _FIELD.finditer(line[first : max(first, last)]):
            words = field[0].strip()
            begin = start + first + field.start() + len(field[0]) - len(field[0].lstrip())
            yield begin, begin + len(words)

    def _table(self, lines: Sequence[_Line]) -> Table:
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


def _is_header(line: _Line) -> bool:
    """Say whether a line may name columns: short words, and no figure but a year."""
    if len(line) < 2 or _SECTION.match(line[0].text):
        return False
    names = [piece.text for piece in line]
    if not all(names[1:]) or any(len(name) > _LONGEST_NAME or ":" in name for name in names):
        return False
    return not any(piece.is_figure and not _YEAR.fullmatch(piece.text) for piece in line)


def _row(line: _Line, header: _Line, rows: Sequence[_Line]) -> _Line | None:
    """Return a line as a row under a header, its name second where the first is an index.

    None where it is no row. A name may be of several words, and the corner may be left out.
    """
    wanted = len(rows[0]) if rows else len(header)
    if not rows and len(line) == wanted + 1 and _all_figures(line[1:]):
        wanted += 1
    lead = 1 if _INDEX_NAME.fullmatch(header[0].text) and len(header) == wanted else 0
    extra = len(line) - wanted
    if extra < 0 or wanted < lead + 2 or any(len(piece.text) > _LONGEST_NAME for piece in line):
        return None
    name, values = line[lead : lead + extra + 1], line[lead + extra + 1 :]
    if not _is_name(name) or not all(_INDEX.fullmatch(piece.text) for piece in line[:lead]):
        return None
    figures = sum(piece.is_figure for piece in values)
    if 2 * figures < len(values) - 1 or not figures:
        return None
    text = " ".join(piece.text for piece in name)
    return (*line[:lead], _Piece(name[0].start, name[-1].end, text), *values)


def _is_name(words: _Line) -> bool:
    """12338来电 is one; a bare number is none."""
    first, *others = words
    is_number = _NUMBER.fullmatch(first.text) is not None
    return bool(words[-1].text) and not is_number and not any(word.is_figure for word in others)


def _is_stacked(row: _Line, width: int) -> bool:
    """Say whether cells that stood below each other are a row: a name, then figures."""
    return len(row) == width and not row[0].is_figure and _all_figures(row[1:])


def _all_figures(line: _Line) -> bool:
    return all(piece.is_figure for piece in line)


def _is_table(header: _Line, rows: Sequence[_Line]) -> bool:
    """Say whether rows were found, and enough of them to be no list."""
    if not rows:
        return False
    if len(rows[0]) > 2:
        return True
    return len(rows) >= _FEWEST_NARROW_ROWS and _NAMES_A_COLUMN.search(header[-1].text) is not None
