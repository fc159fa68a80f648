"""Tables that were flattened into lines of text: 技能培训(人次) 12000 9480 79%.

Pure. Only rows under a header line with as many columns are read; everything else stays prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ingestion.codebook import Unit
from ingestion.extract.figures import Figure
from ingestion.extract.passages import Passage
from ingestion.extract.quantities import Quantity
from ingestion.model import Role

_CELL = re.compile(r"\S+")
_NUMERIC = re.compile(r"^(?:[\d,.]+\S{0,3}|—+|-+|/|无)$")
_UNIT_IN_NAME = re.compile(r"\(([^()]{1,4})\)$")
_HEADER = re.compile(r"(?:项目|指标|名称|内容|工作|事项|类别)")
_COLUMNS = (
    ("rate", re.compile(r"(?:率|%|占比|比例|进度)")),
    ("derived", re.compile(r"(?:同比|增长|增减|增幅|排名|位次|备注)")),
    ("target", re.compile(r"(?:计划|目标|任务|指标数|应)")),
    ("prior", re.compile(r"(?:上年|去年|同期)")),
    ("actual", re.compile(r"(?:完成|实际|实绩|累计|本年|今年|数量|数值|合计|人数|数)")),
)
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


def find_table_rows(
    text: str, passages: Sequence[Passage], units: Sequence[Unit]
) -> dict[int, list[TableFigure]]:
    """Return the figures of each passage that is a table row, by the passage's start."""
    by_raw = {unit.unit_raw: unit for unit in units}
    found: dict[int, list[TableFigure]] = {}
    header: list[str] = []
    for passage in passages:
        line = text[passage.start : passage.end]
        cells = [match.group() for match in _CELL.finditer(line)]
        if len(cells) >= 3 and _is_header(cells):
            header = [_column(cell) for cell in cells]
        elif header and len(cells) == len(header) and all(map(_NUMERIC.match, cells[1:])):
            found[passage.start] = list(_row(text, passage, header, by_raw))
        else:
            header = []
    return found


def _is_header(cells: Sequence[str]) -> bool:
    if not _HEADER.search(cells[0]) or any(char.isdigit() for cell in cells for char in cell):
        return False
    return sum(bool(_column(cell)) for cell in cells[1:]) >= 2


def _column(cell: str) -> str:
    return next((name for name, pattern in _COLUMNS if pattern.search(cell)), "")


def _row(
    text: str, passage: Passage, header: Sequence[str], units: dict[str, Unit]
) -> Iterator[TableFigure]:
    cells = list(_CELL.finditer(text, passage.start, passage.end))
    name_end = cells[0].end()
    unit = None
    if named := _UNIT_IN_NAME.search(text, passage.start, name_end):
        unit, name_end = units.get(named[1]), named.start()
    for cell, column in zip(cells[1:], header[1:], strict=True):
        quantity = _quantity(cell, unit, units)
        if quantity is None or not column:
            continue
        placed = replace(quantity, start=name_end)
        figure = Figure(
            placed,
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
    written = re.match(r"([\d,]+(?:\.\d+)?)(\S*)", cell.group())
    if written is None:
        return None
    own = units.get(written[2]) if written[2] else unit
    value = Decimal(written[1].replace(",", ""))
    if own is not None:
        value *= own.factor
    end = cell.start() + written.end(1)
    if written[2]:
        end = cell.end()
    value = value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
    return Quantity(cell.start(), end, value, own.unit_raw if own else "", own, after=end)
