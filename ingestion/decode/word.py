"""DOCX → paragraphs and tables in their order, in one pass of expat over `word/document.xml`.

Deleted and moved-away text is left out, inserted text is read. Header, footer, notes and comments
are not read; automatic numbering is not written into the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.parsers import expat

from ingestion.decode.cells import (
    BLANK,
    Draft,
    Layout,
    build_rows,
    check_size,
    grid_address,
    row_line,
    text_draft,
)
from ingestion.decode.zips import damaged, open_office_file, read_member, read_optional_member
from ingestion.errors import UnreadableError
from ingestion.model import Block, Paragraph, Table

_PART = "word/document.xml"
_STYLE = re.compile(rb'<w:style\s[^>]*?w:styleId="([^"]*)".*?</w:style>', re.DOTALL)
_STYLE_NAME = re.compile(rb'<w:name\s+w:val="(?:heading|\xe6\xa0\x87\xe9\xa2\x98) ?(\d)"', re.I)
_STYLE_OUTLINE = re.compile(rb'<w:outlineLvl\s+w:val="(\d)"')
_SKIPPED = frozenset({"w:del", "w:moveFrom", "mc:Fallback", "w:instrText", "w:delText"})
_MAX_DEPTH = 200


@dataclass(slots=True)
class _OpenCell:
    paragraphs: list[str] = field(default_factory=list)
    span: int = 1
    continues: bool = False  # vMerge without restart: repeats the cell above


@dataclass(slots=True)
class _OpenTable:
    name: str
    slot: int  # where its block stands
    rows: list[list[Draft]] = field(default_factory=list)
    covers: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    row: list[Draft] = field(default_factory=list)
    cell: _OpenCell | None = None
    is_deleted_row: bool = False


def read_docx(content: bytes) -> tuple[str, tuple[Block, ...]]:
    """Return the document's text and its blocks; raises UnreadableError where it is damaged."""
    with open_office_file(content) as archive:
        body = read_member(archive, _PART)
        levels = _heading_levels(read_optional_member(archive, "word/styles.xml"))
    walk = _Walk(levels)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = walk.start
    parser.EndElementHandler = walk.end
    parser.CharacterDataHandler = walk.characters
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        parser.Parse(body, True)  # noqa: FBT003
    except expat.ExpatError as error:
        raise damaged(f"{_PART} 行{error.lineno}") from error
    return walk.finish()


def _refuse_doctype(*_: object) -> None:
    raise UnreadableError("文件含有外部实体声明", place=_PART, remedy="请重新导出后报送")


def _heading_levels(styles: bytes) -> dict[str, int]:
    levels: dict[str, int] = {}
    for style in _STYLE.finditer(styles):
        named, outline = _STYLE_NAME.search(style[0]), _STYLE_OUTLINE.search(style[0])
        if named:
            levels[style[1].decode("utf-8", "replace")] = int(named[1])
        elif outline and int(outline[1]) < 9:
            levels[style[1].decode("utf-8", "replace")] = int(outline[1]) + 1
    return levels


def _count(attributes: dict[str, str], *, default: int) -> int:
    """Return a number of columns or a level; the default for what is none."""
    written = attributes.get("w:val", "")
    return int(written) if written.isdecimal() and len(written) < 8 else default


class _Walk:
    """The state of one pass: open paragraphs and tables, and what is finished."""

    def __init__(self, levels: dict[str, int]) -> None:
        self._levels = levels
        self._lines: list[str] = []
        self._length = 0
        self._blocks: list[Block | None] = []
        self._tables: list[_OpenTable] = []
        self._paragraphs: list[tuple[list[str], list[int]]] = []  # pieces, level
        self._table_count = 0
        self._skipping = 0
        self._depth = 0
        self._in_text = False
        self._starts = {
            "w:p": self._start_paragraph,
            "w:t": self._start_text,
            "w:tab": lambda _: self._add("\t"),
            "w:br": lambda _: self._add("\n"),
            "w:cr": lambda _: self._add("\n"),
            "w:noBreakHyphen": lambda _: self._add("-"),
            "w:pStyle": self._style,
            "w:outlineLvl": self._outline,
            "w:tbl": self._start_table,
            "w:tr": self._start_row,
            "w:tc": self._start_cell,
            "w:gridSpan": self._span,
            "w:vMerge": self._merge,
            "w:gridBefore": self._indent_row,
        }
        self._ends = {
            "w:p": self._end_paragraph,
            "w:t": self._end_text,
            "w:tbl": self._end_table,
            "w:tr": self._end_row,
            "w:tc": self._end_cell,
        }

    def finish(self) -> tuple[str, tuple[Block, ...]]:
        """Return the text and the blocks."""
        return "\n".join(self._lines), tuple(block for block in self._blocks if block)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the start of an element."""
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise UnreadableError("文件嵌套过深", place=_PART, remedy="请重新导出后报送")
        if self._skipping or name in _SKIPPED:
            self._note_deleted_row(name)
            self._skipping += 1
        elif name in self._starts:
            self._starts[name](attributes)

    def end(self, name: str) -> None:
        """Take the end of an element."""
        self._depth -= 1
        if self._skipping:
            self._skipping -= 1
        elif name in self._ends:
            self._ends[name]()

    def characters(self, text: str) -> None:
        """Take text, where it stands in a run."""
        if self._in_text and not self._skipping:
            self._add(text)

    def _add(self, text: str) -> None:
        if self._paragraphs:
            self._paragraphs[-1][0].append(text)

    def _start_text(self, _: dict[str, str]) -> None:
        self._in_text = True

    def _end_text(self) -> None:
        self._in_text = False

    def _start_paragraph(self, _: dict[str, str]) -> None:
        self._paragraphs.append(([], [0]))

    def _style(self, attributes: dict[str, str]) -> None:
        if self._paragraphs:
            self._paragraphs[-1][1][0] = self._levels.get(attributes.get("w:val", ""), 0)

    def _outline(self, attributes: dict[str, str]) -> None:
        level = _count(attributes, default=9)
        if self._paragraphs and level < 9:
            self._paragraphs[-1][1][0] = level + 1

    def _end_paragraph(self) -> None:
        pieces, (level,) = self._paragraphs.pop()
        text = "".join(pieces)
        if self._tables:
            if self._tables[-1].cell is not None:
                self._tables[-1].cell.paragraphs.append(text)
            return
        if text.strip():
            self._blocks.append(Paragraph(self._length, self._length + len(text), level))
        self._write(text)

    def _write(self, line: str) -> None:
        self._lines.append(line)
        self._length += len(line) + 1

    def _start_table(self, _: dict[str, str]) -> None:
        self._table_count += 1
        self._tables.append(_OpenTable(f"table{self._table_count}", len(self._blocks)))
        self._blocks.append(None)

    def _start_row(self, _: dict[str, str]) -> None:
        if self._tables:
            self._tables[-1].row = []
            self._tables[-1].is_deleted_row = False

    def _indent_row(self, attributes: dict[str, str]) -> None:
        width = _count(attributes, default=0)
        check_size(1, width * 1000, _PART)
        if self._tables:
            self._tables[-1].row.extend([BLANK] * width)

    def _note_deleted_row(self, name: str) -> None:
        table = self._tables[-1] if self._tables else None
        if name == "w:del" and table and table.cell is None and not self._paragraphs:
            table.is_deleted_row = True

    def _start_cell(self, _: dict[str, str]) -> None:
        if self._tables:
            self._tables[-1].cell = _OpenCell()

    def _span(self, attributes: dict[str, str]) -> None:
        cell = self._tables[-1].cell if self._tables else None
        if cell is not None:
            cell.span = max(1, _count(attributes, default=1))
            check_size(1, cell.span * 1000, _PART)

    def _merge(self, attributes: dict[str, str]) -> None:
        cell = self._tables[-1].cell if self._tables else None
        if cell is not None:
            cell.continues = attributes.get("w:val", "continue") != "restart"

    def _end_cell(self) -> None:
        table = self._tables[-1]
        cell, table.cell = table.cell, None
        if cell is None:
            return
        row, column = len(table.rows) + 1, len(table.row) + 1
        origin = (row, column)
        if cell.continues and row > 1:
            above = (row - 1, column)
            origin = table.covers.get(above, above)
        text = "\n".join(part for part in cell.paragraphs if part.strip())
        table.row.append(text_draft(text) if origin == (row, column) else BLANK)
        table.row.extend([BLANK] * (cell.span - 1))
        for covered in range(column, column + cell.span):
            if (row, covered) != origin:
                table.covers[row, covered] = origin

    def _end_row(self) -> None:
        table = self._tables[-1]
        if not table.is_deleted_row:
            table.rows.append(table.row)
            return
        row = len(table.rows) + 1
        for place in [place for place in table.covers if place[0] == row]:
            del table.covers[place]

    def _end_table(self) -> None:
        table = self._tables.pop()
        layout = Layout(grid_address(table.name), covers=table.covers)
        rows = build_rows(table.rows, layout)
        self._blocks[table.slot] = Table(table.name, None, rows, start=self._length)
        for row in table.rows:
            self._write(row_line(row))
