"""Tables typed in the prose: a line for each row, or a line for each cell. Pure.

Read from the folded text alone, so that a table is checked whatever the readers made of its cells.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from ingestion.model import NormalizedText
from ingestion.validate.arithmetic import Interval

_LINE = re.compile(r"[^\n]+")
_CELL = re.compile(r"[^\s|]+")
_MARKED = re.compile(r"[|\t]")  # an empty cell shows
_FIELD = re.compile(r"(?:(?<=[|\t])|^)[^|\t]*(?=[|\t]|$)")
_RULE = re.compile(r"[\s|:+\-—=─┼├┤]+")  # between a header and its rows
_VALUE = re.compile(
    r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,12}(?:\.\d+)?)"
    r"(?P<scale>[万亿]?)(?P<unit>%|[^\d年月日%万亿,.、:()\-—~至—]{0,3})"
)
_ABSENT = frozenset({"", "-", "—", "——", "/", "无"})
_SCALES = {"": Decimal(1), "万": Decimal(10_000), "亿": Decimal(100_000_000)}
_HALVES = frozenset({"合计", "总计", "共计", "小计"})
_LONGEST_ROW = 400
_LONGEST_CELL = 24
_FEWEST_CELLS = 3
_MOST_ROWS = 200


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with its place in the folded text."""

    written: str
    start: int
    end: int

    @property
    def value(self) -> Decimal | None:
        """The number; null where the cell holds none."""
        match = _VALUE.fullmatch(self.written)
        if match is None:
            return None
        return Decimal(match["number"].replace(",", "")) * _SCALES[match["scale"]]

    @property
    def is_percent(self) -> bool:
        """Whether it is written as a percentage."""
        return self.written.endswith("%")

    @property
    def reach(self) -> Interval:
        """The numbers that it may stand for: a count what it says, others what rounds to it."""
        match = _VALUE.fullmatch(self.written)
        value = self.value
        if match is None or value is None:
            return Interval(Decimal(0), Decimal(0))
        decimals = len(match["number"].partition(".")[2])
        half = Decimal(5).scaleb(-decimals - 1) * _SCALES[match["scale"]]
        is_whole = not decimals and not match["scale"] and not self.is_percent
        return (
            Interval(value, value)
            if is_whole
            else Interval(max(value - half, Decimal(0)), value + half)
        )

    @property
    def rounded(self) -> Interval:
        """The numbers that round to it, though it be written without decimals: a rate, a mean."""
        value, reach = self.value or Decimal(0), self.reach
        half = Decimal("0.5")
        return (
            reach if reach.high > value else Interval(max(value - half, Decimal(0)), value + half)
        )


Row = list[Cell]


@dataclass(frozen=True, slots=True)
class TypedTable:
    """Rows of one length; `heads` are of the cells behind the first, empty where none stand."""

    heads: tuple[str, ...]
    rows: tuple[Row, ...]


def typed_tables(text: NormalizedText) -> Iterator[TypedTable]:
    """Yield the tables of the text whose rows have three cells and more."""
    found = _LINE.finditer(text.text)
    lines = [_cells(line) for line in found if _RULE.fullmatch(line[0]) is None]
    yield from _of_rows(lines)
    yield from _of_cells(lines)


def _cells(line: re.Match[str]) -> Row:
    if len(line[0]) > _LONGEST_ROW:
        return []
    row = list(_pieces(line))
    if len(row) > 1 and row[0].written + row[1].written in _HALVES:  # 合 计
        first, second, *others = row
        return [Cell(first.written + second.written, first.start, second.end), *others]
    is_numbered = len(row) > _FEWEST_CELLS and row[0].written.isdigit() and row[1].value is None
    return row[1:] if is_numbered else row


def _pieces(line: re.Match[str]) -> Iterator[Cell]:
    at, words = line.start(), line[0]
    if _MARKED.search(words) is None:
        yield from (Cell(one[0], at + one.start(), at + one.end()) for one in _CELL.finditer(words))
        return
    fields = list(_FIELD.finditer(words))
    first = 1 if words.lstrip(" ").startswith("|") else 0
    last = len(fields) - (1 if words.rstrip(" ").endswith("|") else 0)
    for one in fields[first:last]:
        written = one[0].strip()
        start = at + one.start() + len(one[0]) - len(one[0].lstrip())
        yield Cell(written, start, start + len(written))


def _of_rows(lines: list[Row]) -> Iterator[TypedTable]:
    block: list[Row] = []
    before: Row = []
    head: Row = []
    for row in [*lines, []]:
        if block and len(row) != len(block[0]):
            yield from _table(head, block)
            block = []
        if len(row) >= _FEWEST_CELLS and row[1].value is not None:
            head = head if block else before
            block.append(row)
        before = row


def _of_cells(lines: list[Row]) -> Iterator[TypedTable]:
    run: Row = []
    for line in [*lines, []]:
        if len(line) == 1 and len(line[0].written) <= _LONGEST_CELL:
            run.append(line[0])
            continue
        yield from _of_run(run)
        run = []


def _of_run(run: Row) -> Iterator[TypedTable]:
    """Yield the tables of a run of lines that hold a cell each: a name, its numbers, the next."""
    rows: list[Row] = []
    for cell in run:
        if cell.value is None and cell.written not in _ABSENT:
            rows.append([cell])
        elif rows:
            rows[-1].append(cell)
    first = 0
    for width, group in itertools.groupby(rows, key=len):
        block = list(group)
        if width >= _FEWEST_CELLS:
            names = rows[max(0, first - width + 1) : first]
            yield from _table([name[0] for name in names], block)
        first += len(block)


def _table(head: Row, rows: list[Row]) -> Iterator[TypedTable]:
    behind = len(rows[0]) - 1
    labels = tuple(cell.written for cell in head[-behind:])
    is_head = len(head) in {behind, behind + 1} and all(cell.value is None for cell in head)
    if len(rows) <= _MOST_ROWS:
        yield TypedTable(labels if is_head else (), tuple(rows))
