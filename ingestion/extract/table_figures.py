"""Regions → figures: each value cell with the labels that speak for it. Meaning comes later."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ingestion.extract.headers import Label, LabelReader
from ingestion.extract.table_cells import CellValue
from ingestion.extract.table_grid import Grid, Region, Row, header_path, is_problem
from ingestion.extract.table_places import is_place_like
from ingestion.extract.table_shapes import is_broken, is_number_like
from ingestion.model import Cell

_FACETS = frozenset({"organization", "period", "indicator", "unit", "program", "role", "breakdown"})
_AMBIGUOUS_UNIT = "单位"  # 填报单位 or 计量单位: its column tells
_LONGEST_UNIT = 4
_FIRST_THREE, _LAST_THREE = re.compile(r"[1-9]\d{0,2}"), re.compile(r"0\d\d")  # 12,000 cut in two
_SHORT_WORD = 8


@dataclass(frozen=True, slots=True)
class Figure:
    """A value and the labels around it, nearest first; `facets` by what a column's header says."""

    cell: Cell
    value: CellValue
    row: tuple[Cell, ...]
    column: tuple[Cell, ...]
    facets: dict[str, tuple[Cell, ...]]
    section: str
    is_overfull: bool = False  # its row has more cells than the header: one was cut in two


@dataclass(slots=True)
class Figures:
    """The figures of one region, and the cells that are none.

    `seen` counts, apart from what became of them, the cells beside the labels that hold a value, a
    written silence (—, ／), or something else where a value belongs. A blank is not seen.
    """

    found: list[Figure] = field(default_factory=list)
    ignored: list[Cell] = field(default_factory=list)  # numbers under a header that holds none
    problems: list[Cell] = field(default_factory=list)
    seen: int = 0


@dataclass(frozen=True, slots=True)
class _Columns:
    paths: list[tuple[Cell, ...]]
    facets: dict[int, str]  # column index → facet
    ignored: frozenset[int]
    values: frozenset[int]
    counted: frozenset[int]  # value columns under a header where numbers are what mostly stands


def find_figures(
    region: Region, grid: Grid, labels: LabelReader, *, is_transposed: bool = False
) -> Figures:
    """Return every value of a region with its labels.

    `is_transposed`: the first column holds indicators, whatever its header says (县区).
    """
    figures = Figures()
    if not region.data:
        return figures
    columns = _columns(region, grid, labels, is_transposed=is_transposed)
    figures.seen = _seen(region, grid, columns)
    above: dict[int, Cell] = {}
    units = [i for i, facet in columns.facets.items() if facet == "unit"]
    for row, section in region.data:
        filled = _inherit(row, columns, above)
        facets = _facets(filled, columns)
        overfull = _is_overfull(row, region, columns)
        for index, cell in enumerate(row):
            value = grid.value(cell)
            if value is None or index in columns.facets:
                _sort_out(figures, columns, index, cell)
            elif index in columns.ignored:
                figures.ignored.append(cell)
            else:
                run = _label_run(filled, index, columns)
                own = (
                    {**facets, **_nearest_unit(filled, units, index)} if len(units) > 1 else facets
                )
                figures.found.append(
                    Figure(cell, value, run, columns.paths[index], own, section, overfull)
                )
    return figures


def _is_overfull(row: Row, region: Region, columns: _Columns) -> bool:
    """Return whether a row of delimited text reaches beyond a header of several columns (12,000).

    A workbook's cells are never cut; there, words beside a table are notes.
    """
    headed = [index for index, path in enumerate(columns.paths) if path]
    if not region.header or len(headed) < 2 or "!" not in row[0].address:
        return False
    is_cut = any(
        _LAST_THREE.fullmatch(right.text) and _FIRST_THREE.fullmatch(left.text)
        for left, right in pairwise(row)
    )
    return is_cut or any(cell.text for cell in row[headed[-1] + 1 :])


def _sort_out(figures: Figures, columns: _Columns, index: int, cell: Cell) -> None:
    """File a cell that is no value: a problem where one belongs, ignored where it is prose."""
    if index not in columns.values:
        return
    if is_problem(cell, is_counted=index in columns.counted):
        figures.problems.append(cell)
    elif _is_prose(columns, index, cell):
        figures.ignored.append(cell)


def _is_prose(columns: _Columns, index: int, cell: Cell) -> bool:
    """Return whether a cell is a sentence with numbers, in a column of words under a header."""
    is_words = bool(columns.paths[index]) and index not in columns.counted
    return is_words and not cell.is_merge_cover and is_number_like(cell.text)


def _seen(region: Region, grid: Grid, columns: _Columns) -> int:
    return sum(
        grid.value(cell) is not None
        or (
            index in columns.values
            and (
                is_problem(cell, is_counted=index in columns.counted)
                or _is_prose(columns, index, cell)
            )
        )
        for row, _ in region.data
        for index, cell in enumerate(row)
        if index not in columns.facets
    )


def _columns(region: Region, grid: Grid, labels: LabelReader, *, is_transposed: bool) -> _Columns:
    width = len(region.data[0][0])
    paths = [header_path(region, index) for index in range(width)]
    facets: dict[int, str] = {}
    ignored: set[int] = set()
    values: set[int] = set()
    for index, path in enumerate(paths):
        cells = [row[index] for row, _ in region.data]
        kind = _column_kind(
            [labels.read(cell.text) for cell in path],
            cells,
            labels,
            is_beside_names=index > 0 and facets.get(index - 1) == "indicator",
        )
        if is_transposed and kind == "organization":
            kind = "indicator"
        if kind == "ignored" or (kind is None and _is_serial(cells, grid, index)):
            ignored.add(index)
        elif kind in _FACETS:
            facets[index] = kind
        elif any(grid.value(cell) or (path and is_broken(cell.text)) for cell in cells):
            values.add(index)
    if not values:
        _free_value_column(facets, values, region, grid)
    counted = [i for i in values if paths[i] and _is_counted(region, grid, i)]
    return _Columns(paths, facets, frozenset(ignored), frozenset(values), frozenset(counted))


def _is_counted(region: Region, grid: Grid, index: int) -> bool:
    """Return whether a column's cells are not mostly sentences."""
    cells = [row[index] for row, _ in region.data if row[index].text]
    sentences = sum(grid.value(c) is None and len(c.text) > _SHORT_WORD for c in cells)
    return sentences * 2 <= len(cells)


def _free_value_column(
    facets: dict[int, str], values: set[int], region: Region, grid: Grid
) -> None:
    """Where every column claims to describe, the last one that holds numbers holds the figures."""
    for index in sorted(facets, reverse=True):
        if facets[index] != "period" and any(grid.value(row[index]) for row, _ in region.data):
            del facets[index]
            values.add(index)
            return


def _column_kind(
    path: Sequence[Label], cells: Sequence[Cell], labels: LabelReader, *, is_beside_names: bool
) -> str | None:
    """Return the facet that a column's header names; the nearest header decides."""
    for label in path:
        if label.text.strip() == _AMBIGUOUS_UNIT:
            texts = [cell.text for cell in cells if cell.text]
            units = sum(labels.unit(text) is not None for text in texts)
            if is_beside_names and not any(is_place_like(text) for text in texts):
                units = sum(len(text) <= _LONGEST_UNIT for text in texts)
            return "unit" if units * 2 > len(texts) else "organization"
        if label.column:
            return label.column
        if label.core or label.role or label.period_id:
            return None
    return None


def _is_serial(cells: Sequence[Cell], grid: Grid, index: int) -> bool:
    """Return whether a first column without a header counts its rows: 1, 2, 3."""
    values = [value for cell in cells if (value := grid.value(cell))]
    if index > 0 or len(values) < 2 or len(values) < len([c for c in cells if c.text]):
        return False
    return [value.number for value in values] == list(range(1, len(values) + 1))


def _inherit(row: Row, columns: _Columns, above: dict[int, Cell]) -> list[Cell]:
    """Return the row with empty label cells filled from above, as a merge that was lost would.

    The rightmost label column is never filled: an empty label there is an empty label.
    """
    label_columns = [i for i in range(len(row)) if i not in columns.values]
    filled = list(row)
    for index in label_columns[:-1]:
        if row[index].text:
            above[index] = row[index]
            for later in [i for i in above if i > index]:
                del above[later]
        elif index in above and any(row[i].text for i in label_columns if i > index):
            filled[index] = above[index]
    return filled


def _facets(row: Sequence[Cell], columns: _Columns) -> dict[str, tuple[Cell, ...]]:
    facets: dict[str, tuple[Cell, ...]] = {}
    for index, facet in columns.facets.items():
        if row[index].text:
            facets[facet] = (*facets.get(facet, ()), row[index])
    return facets


def _nearest_unit(
    row: Sequence[Cell], units: Sequence[int], index: int
) -> dict[str, tuple[Cell, ...]]:
    """Return the unit of a value's own block: the last unit column before it, else the next."""
    before = [unit for unit in units if unit < index]
    unit = before[-1] if before else units[0]
    return {"unit": (row[unit],)}


def _label_run(row: Sequence[Cell], index: int, columns: _Columns) -> tuple[Cell, ...]:
    """Return the nearest run of labels to the left of a value, nearest first.

    In label | value | label | value only the label beside the value speaks for it.
    """
    run: list[Cell] = []
    for left in range(index - 1, -1, -1):
        cell = row[left]
        is_value = left in columns.values
        if is_value and run:
            break
        if is_value or not cell.text or left in columns.ignored:
            continue
        if columns.facets.get(left, "indicator") != "indicator":
            continue
        if all(cell.address != seen.address for seen in run):
            run.append(cell)
    return tuple(run)
