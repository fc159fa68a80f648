"""Tables that were flattened into lines of text: 技能培训(人次) 12000 9480 79%.

Pure. Only rows under a header line with as many columns are read; everything else stays prose. A
caption (单位:万元) gives its unit to the rows that name none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ingestion.codebook import Unit
from ingestion.extract.figures import Figure
from ingestion.extract.numerals import plain
from ingestion.extract.passages import Passage
from ingestion.extract.quantities import Quantity
from ingestion.model import Role

_CELL = re.compile(r"[^\s|]+")
_NUMBER = re.compile(r"([\d,]+(?:\.\d+)?)(\S*)")
_NUMERIC = re.compile(r"(?:[\d,.]+[^\d\s]{0,3}|—+|-+|/|无)")
_RULE_LINE = re.compile(r"[\s|:\-—+=]+")  # between a header and its rows
_UNIT_IN_NAME = re.compile(r"\(([^()]{1,4})\)$")
_CAPTION = re.compile(r"\(?(?:计量)?单位:\s*([^\s()、,]{1,4})\)?\s*$")
_LONGEST_LINE = 200  # a row of a table is shorter
_HEADER = re.compile(r"(?:项目|指标|名称|内容|工作|事项|类别)")
_INDEX = re.compile(r"(?:序号|编号|No\.?)", re.IGNORECASE)
_COLUMNS = (
    ("unit", re.compile(r"(?:计量)?单位$")),
    ("rate", re.compile(r"(?:率|%|占比|比例|进度)")),
    ("derived", re.compile(r"(?:同比|增长|增减|增幅|排名|位次|备注)")),
    ("target", re.compile(r"(?:计划|目标|任务|指标数|应)")),
    ("prior", re.compile(r"(?:上年|去年|同期)")),
    ("actual", re.compile(r"(?:完成|实际|实绩|累计|本年|今年|本期|数量|数值|合计|人数|数)")),
)
_VALUES = frozenset(name for name, _ in _COLUMNS) - {"unit"}
_ROLES = {"target": Role.TARGET, "prior": Role.PRIOR_PERIOD}


@dataclass(frozen=True, slots=True)
class TableFigure:
    """One cell of a flattened table: the quantity where it stands, named by its row."""

    quantity: Quantity  # as printed
    figure: Figure  # as if it stood right behind the row's name
    column: str  # rate | derived | target | prior | actual

    @property
    def role(self) -> Role:
        """What the column says of the row's indicator."""
        return _ROLES.get(self.column, Role.ACTUAL)


@dataclass(frozen=True, slots=True)
class _Header:
    """The columns of a table: an index, the name, then a unit or values."""

    columns: tuple[str, ...]  # behind the name
    has_index: bool
    caption: str  # the unit of the whole table, or ''


@dataclass(frozen=True, slots=True)
class _Row:
    """A line cut into its name and the cells behind it."""

    name_start: int
    name_end: int
    cells: Sequence[re.Match[str]]


def find_table_rows(
    text: str, passages: Sequence[Passage], units: Sequence[Unit]
) -> dict[int, list[TableFigure]]:
    """Return the figures of each passage that is a table row, by the passage's start."""
    by_raw = {unit.unit_raw: unit for unit in units}
    found: dict[int, list[TableFigure]] = {}
    header: _Header | None = None
    caption = ""
    for passage in passages:
        if passage.end - passage.start > _LONGEST_LINE:
            header, caption = None, ""
            continue
        line = text[passage.start : passage.end]
        if header and _RULE_LINE.fullmatch(line):
            continue
        opened = _header(line, caption)
        row = _row(text, passage, header) if header and not opened else None
        if row and header:
            found[passage.start] = list(_figures(text, passage, row, header, by_raw))
        named = _CAPTION.search(line)
        caption = named[1] if named else ""
        header = opened or (header if row else None)
    return found


def _header(line: str, caption: str) -> _Header | None:
    cells = _CELL.findall(_CAPTION.sub("", line))
    has_index = len(cells) > 1 and _INDEX.fullmatch(cells[0]) is not None
    named = cells[1:] if has_index else cells
    if len(named) < 3 or not _HEADER.search(named[0]) or any(map(str.isdigit, line)):
        return None
    columns = tuple(map(_column, named[1:]))
    own = _CAPTION.search(line)
    if sum(map(bool, columns)) < 2:
        return None
    return _Header(columns, has_index, own[1] if own else caption)


def _column(cell: str) -> str:
    return next((name for name, pattern in _COLUMNS if pattern.search(cell)), "")


def _row(text: str, passage: Passage, header: _Header) -> _Row | None:
    """Return the line as a row: a name of one or more words, then a cell for each column."""
    cells = list(_CELL.finditer(text, passage.start, passage.end))
    width = len(header.columns)
    first = 1 if header.has_index else 0
    if len(cells) < first + 1 + width:
        return None
    values = cells[-width:]
    name = cells[first:-width]
    if any(_NUMERIC.fullmatch(cell[0]) for cell in name):
        return None
    for cell, column in zip(values, header.columns, strict=True):
        if column in _VALUES and not _NUMERIC.fullmatch(cell[0]):
            return None
    return _Row(name[0].start(), name[-1].end(), values)


def _figures(
    text: str, passage: Passage, row: _Row, header: _Header, units: dict[str, Unit]
) -> Iterator[TableFigure]:
    name_end = row.name_end
    unit = units.get(header.caption)
    if named := _UNIT_IN_NAME.search(text, row.name_start, name_end):
        unit, name_end = units.get(named[1]), named.start()
    for cell, column in zip(row.cells, header.columns, strict=True):
        if column == "unit":
            unit = units.get(cell[0], unit)
            continue
        quantity = _quantity(cell, unit, units)
        if quantity is None or not column:
            continue
        figure = Figure(
            replace(quantity, start=name_end),
            left_start=passage.start,
            right_end=quantity.after,
            clause_start=passage.start,
            clause_end=passage.end,
            chain_start=passage.start,
            sentence_start=passage.start,
            is_listed=False,
        )
        yield TableFigure(quantity, figure, column)


def _quantity(cell: re.Match[str], unit: Unit | None, units: dict[str, Unit]) -> Quantity | None:
    written = _NUMBER.match(cell[0])
    if written is None or not written[1].strip(","):
        return None
    own = units.get(written[2]) if written[2] else unit
    value = Decimal(written[1].replace(",", ""))
    if own is not None:
        value *= own.factor
    end = cell.end() if written[2] else cell.start() + written.end(1)
    return Quantity(cell.start(), end, plain(value), own.unit_raw if own else "", own, after=end)
