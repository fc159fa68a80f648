"""The statistical form as one office fills it in: labels, units, columns and layout are its own."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import groupby, zip_longest
from pathlib import Path

from ingestion.codebook import load_codebook
from simulator.figures import Desk, Figure
from simulator.grid import Content, Grid, plain
from simulator.offices import Office
from simulator.randomness import stream

_DATA = Path(__file__).parent / "data"
_TARGETED = {"skills_trained_persons", "loans_amount", "cancer_screened", "spring_bud_girls"}
_TEN_THOUSAND = Decimal(10_000)
_BLANKS = ("", "", "—", "-", "／")
_NUMERALS = "一二三四五六七八九十"
MARK = "模拟数据"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the form."""

    code: str
    program_code: str
    label: str
    unit: str


@dataclass(frozen=True, slots=True)
class Manner:
    """How an office lays out its form; drawn once for each office."""

    money_unit: str
    layout: str  # columns | blocks | sheets
    has_prior: bool
    has_target: bool
    commas: bool
    percent_sign: bool
    numbered: bool
    blank: str
    value_header: str


def manner(seed: int, office: Office) -> Manner:
    """Return the office's ways with forms."""
    source = stream(seed, office.organization_code, "form")
    return Manner(
        money_unit=source.choice(("万元", "万元", "元")),
        layout=source.choice(("columns", "columns", "blocks", "sheets")),
        has_prior=source.random() < 0.35,
        has_target=source.random() < 0.3,
        commas=source.random() < 0.15,
        percent_sign=source.random() < 0.3,
        numbered=source.random() < 0.6,
        blank=source.choice(_BLANKS),
        value_header=source.choice(("本期数", "完成数", "数值", "数量", "实际完成")),
    )


@cache
def _printed_lines() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    with (_DATA / "form_lines.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            (row["indicator_code"], row["unit"], tuple(row["labels"].split("|")))
            for row in csv.DictReader(file)
        )


def form_lines(desk: Desk, office: Office) -> list[Line]:
    """Return the lines of this office's form, in the order of the programs."""
    indicators = load_codebook().indicators
    lines = []
    for code, unit, labels in _printed_lines():
        source = stream(desk.seed, office.organization_code, code, "line")
        if source.random() < 0.3 and code not in _TARGETED:
            continue
        unit_written = desk.money_unit if unit == "元" else unit
        program = indicators[code].program_code
        lines.append(Line(code, program, source.choice(labels), unit_written))
    order = list(load_codebook().programs)
    return sorted(lines, key=lambda line: order.index(line.program_code))


def fill_long(desk: Desk, office: Office, lines: list[Line]) -> Grid:
    """Return the long form that a reporting system exports: one figure a row, each with its office."""
    grid = Grid("table1")
    ways = manner(desk.seed, office)
    if desk.key("preamble").random() < 0.4:
        grid.add(f"{form_title(desk, office)}（{MARK}）", "", "", "", "", "")
    grid.add("填报单位", "报告期", "指标名称", "计量单位", ways.value_header, "备注")
    for line in lines:
        label = line.label.removeprefix("其中：")
        row = grid.add(f"{office.county}妇联", desk.span.label, label, line.unit, ways.blank, MARK)
        figure = desk.figure(line.code)
        if figure:
            grid.place((row, 5), figure, plain(_shown(figure, line)), "long_row")
    return grid


def fill_form(desk: Desk, office: Office, lines: list[Line]) -> list[Grid]:
    """Return the sheets of the form in the office's layout."""
    ways = manner(desk.seed, office)
    if ways.layout == "sheets":
        half = load_codebook().programs.keys() - set(list(load_codebook().programs)[:6])
        first = [line for line in lines if line.program_code not in half]
        second = [line for line in lines if line.program_code in half]
        return [
            _columns(desk, office, part, f"表{number}")
            for number, part in zip("一二", (first, second), strict=True)
        ]
    if ways.layout == "blocks":
        return [_blocks(desk, office, lines)]
    return [_columns(desk, office, lines, desk.key("sheet").choice(("Sheet1", "统计表", "报表")))]


def fill_small(desk: Desk, office: Office, lines: list[Line]) -> Grid:
    """Return a plain table of a few figures, for the middle of a narrative."""
    grid = Grid("table1")
    grid.add("项目", "单位", manner(desk.seed, office).value_header)
    for line in lines:
        figure = desk.figure(line.code)
        if figure:
            row = grid.add(line.label.removeprefix("其中："), line.unit)
            grid.place((row, 3), figure, plain(_shown(figure, line)), "small_table")
    return grid


def form_title(desk: Desk, office: Office) -> str:
    """Return the title over the form."""
    return f"{title_name(office)}妇女工作统计表（{desk.span.label}）"


def title_name(office: Office) -> str:
    """Return the office's name as a title gives it: districts with their city."""
    return office.upper + office.county if office.kind == "区" else office.county


def _columns(desk: Desk, office: Office, lines: list[Line], name: str) -> Grid:
    grid, ways = Grid(name), manner(desk.seed, office)
    header: list[Content] = ["序号"] if ways.numbered else []
    header += ["指标名称", "计量单位", ways.value_header]
    header += ["年度任务数"] if ways.has_target else []
    header += ["上年同期数"] if ways.has_prior else []
    _add_head(grid, desk, office, len(header))
    grid.add(*header)
    for number, line in enumerate(_with_sections(lines), start=1):
        if isinstance(line, str):
            grid.add_merged(line, len(header))
            continue
        lead: list[Content] = [Decimal(number)] if ways.numbered else []
        row = grid.add(*lead, line.label, line.unit, *[ways.blank] * (len(header) - len(lead) - 2))
        _fill_row(grid, desk, line, (row, len(lead) + 3), ways)
    _add_foot(grid, desk, len(header))
    return grid


def _fill_row(grid: Grid, desk: Desk, line: Line, at: tuple[int, int], ways: Manner) -> None:
    row, column = at
    figures: list[tuple[Figure | None, str]] = [(desk.figure(line.code), "form_cell")]
    if ways.has_target:
        figures.append((desk.target(line.code) if line.code in _TARGETED else None, "target_cell"))
    if ways.has_prior:
        figures.append((desk.prior(line.code), "prior_cell"))
    for offset, (figure, told) in enumerate(figures):
        if figure:
            grid.place((row, column + offset), figure, _cell(figure, line, ways), told)


def _blocks(desk: Desk, office: Office, lines: list[Line]) -> Grid:
    """Two figures side by side, each value right of its label."""
    grid, ways = Grid("统计表"), manner(desk.seed, office)
    _add_head(grid, desk, office, 6)
    grid.add(*["项目", "单位", "数量"] * 2)
    half = (len(lines) + 1) // 2
    for pair in zip_longest(lines[:half], lines[half:]):
        row = grid.add(
            *[part for line in pair if line for part in (line.label, line.unit, ways.blank)]
        )
        for side, line in enumerate(pair):
            figure = desk.figure(line.code) if line else None
            if line and figure:
                grid.place((row, side * 3 + 3), figure, _cell(figure, line, ways), "label_beside")
    _add_foot(grid, desk, 6)
    return grid


def _with_sections(lines: list[Line]) -> Iterator[Line | str]:
    names = load_codebook().programs
    for number, (program, group) in enumerate(groupby(lines, lambda line: line.program_code)):
        numeral = _NUMERALS[number] if number < 10 else f"十{_NUMERALS[number - 10]}"
        yield f"{numeral}、{names[program]}"
        yield from group


def _add_head(grid: Grid, desk: Desk, office: Office, width: int) -> None:
    grid.add_merged(form_title(desk, office), width)
    grid.add_merged(
        f"填报单位：{office.county}妇女联合会　　单位：{desk.money_unit}、人、个", width
    )


def _add_foot(grid: Grid, desk: Desk, width: int) -> None:
    grid.add_merged(f"填表人：（略）　审核：（略）　　{MARK}，非真实填报", width)


def _shown(figure: Figure, line: Line) -> Decimal:
    return figure.submitted / _TEN_THOUSAND if line.unit == "万元" else figure.submitted


def _cell(figure: Figure, line: Line, ways: Manner) -> Content:
    value = _shown(figure, line)
    if not value and ways.commas:
        return "无"
    if line.unit == "%" and ways.percent_sign:
        return f"{plain(value)}%"
    if ways.commas and value >= 1000:
        return f"{value:,f}".removesuffix(".00")
    return value
