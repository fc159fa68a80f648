"""The filled-in form as tables: long, in columns, in blocks side by side, by township."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby, zip_longest

from ingestion.codebook import load_codebook
from simulator.county import is_flow
from simulator.figures import Desk, Figure
from simulator.forms import MARK, TARGETED, Line, Manner, form_title, manner
from simulator.grid import Content, Grid, plain
from simulator.offices import Office

_TEN_THOUSAND = Decimal(10_000)
_NUMERALS = "一二三四五六七八九十"
_FIRST_SHEET = 6  # programs on the first of two sheets
_TOWNSHIP_COLUMNS = 4


def fill_csv(desk: Desk, office: Office, lines: list[Line]) -> Grid:
    """Return the form as the office's CSV file has it."""
    if manner(desk.seed, office).csv_layout == "plain":
        return _columns(desk, office, lines, "table1")
    return _long(desk, office, lines)


def fill_form(desk: Desk, office: Office, lines: list[Line]) -> list[Grid]:
    """Return the sheets of the form in the office's layout."""
    ways = manner(desk.seed, office)
    if ways.layout == "blocks":
        grids = [_blocks(desk, office, lines)]
    elif ways.layout == "sheets":
        first = set(list(load_codebook().programs)[:_FIRST_SHEET])
        halves = [
            [line for line in lines if (line.program_code in first) is is_first]
            for is_first in (True, False)
        ]
        grids = [
            _columns(desk, office, half, f"表{number}")
            for number, half in zip("一二", halves, strict=True)
        ]
    else:
        name = desk.key("sheet").choice(("Sheet1", "统计表", "报表"))
        grids = [_columns(desk, office, lines, name)]
    if ways.has_townships and office.townships:
        grids.append(_by_township(desk, office, lines))
    return grids


def fill_small(desk: Desk, office: Office, lines: list[Line]) -> Grid:
    """Return a plain table of a few figures, for the end of a narrative; some show the task too."""
    grid, ways = Grid("table1"), manner(desk.seed, office)
    lead = ["项目", "单位", "年度任务"] if ways.has_target else ["项目", "单位"]
    grid.add(*lead, ways.value_header)
    for line in lines:
        figure = desk.figure(line.code)
        if figure is None:
            continue
        row = grid.add(line.label.removeprefix("其中："), line.unit)
        if ways.has_target:
            grid.add_to(row, "—")
            if line.code in TARGETED:
                target = desk.target(line.code)
                grid.place((row, 3), target, plain(_shown(target, line)), "target_cell")
        grid.place((row, len(lead) + 1), figure, plain(_shown(figure, line)), "small_table")
    return grid


def _long(desk: Desk, office: Office, lines: list[Line]) -> Grid:
    """Return what a reporting system exports: a figure a row, with its office and period."""
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


def _columns(desk: Desk, office: Office, lines: list[Line], name: str) -> Grid:
    """Return a figure a row, under sections, with columns for the task and for last year."""
    grid, ways = Grid(name), manner(desk.seed, office)
    lead: list[Content] = ["序号"] if ways.has_numbers else []
    lead += ["指标名称"] if ways.has_unit_in_label else ["指标名称", "计量单位"]
    values = [ways.value_header]
    values += ["年度任务数"] if ways.has_target else []
    values += ["上年同期数"] if ways.has_prior else []
    width = len(lead) + len(values)
    _add_head(grid, desk, office, width)
    if ways.has_two_row_header and len(values) > 1:
        _add_upper_header(grid, lead, len(values))
    grid.add(*lead, *values)
    number = 0
    for line in _with_sections(lines):
        if isinstance(line, str):
            grid.add_merged(line, width)
            continue
        number += 1
        begins: list[Content] = [Decimal(number)] if ways.has_numbers else []
        begins += _named(line, ways)
        row = grid.add(*begins, *[ways.blank] * len(values))
        _fill_row(grid, desk, line, (row, len(lead) + 1), ways)
    _add_foot(grid, width)
    return grid


def _named(line: Line, ways: Manner) -> list[Content]:
    if ways.has_unit_in_label:
        return [f"{line.label}（{line.unit}）"]
    return [line.label, line.unit]


def _add_upper_header(grid: Grid, lead: list[Content], values: int) -> None:
    row = grid.add(*lead, "完成情况", *[None] * (values - 1))
    grid.merges.append((row, len(lead) + 1, row, len(lead) + values))


def _fill_row(grid: Grid, desk: Desk, line: Line, at: tuple[int, int], ways: Manner) -> None:
    row, column = at
    figures: list[tuple[Figure | None, str]] = [(desk.figure(line.code), "form_cell")]
    if ways.has_target:
        figures.append((desk.target(line.code) if line.code in TARGETED else None, "target_cell"))
    if ways.has_prior:
        figures.append((desk.prior(line.code), "prior_cell"))
    for offset, (figure, told) in enumerate(figures):
        if figure:
            grid.place((row, column + offset), figure, _cell(figure, line, ways), told)


def _blocks(desk: Desk, office: Office, lines: list[Line]) -> Grid:
    """Return two figures side by side, each value right of its label."""
    grid, ways = Grid("统计表"), manner(desk.seed, office)
    _add_head(grid, desk, office, 6)
    grid.add(*["项目", "单位", "数量"] * 2)
    half = (len(lines) + 1) // 2
    for pair in zip_longest(lines[:half], lines[half:]):
        texts = [(line.label, line.unit, ways.blank) for line in pair if line]
        row = grid.add(*[text for three in texts for text in three])
        for side, line in enumerate(pair):
            figure = desk.figure(line.code) if line else None
            if line and figure:
                grid.place((row, side * 3 + 3), figure, _cell(figure, line, ways), "label_beside")
    _add_foot(grid, 6)
    return grid


def _by_township(desk: Desk, office: Office, lines: list[Line]) -> Grid:
    """Return a sheet with a row for each township and a last row that adds them up."""
    grid, ways = Grid("分乡镇"), manner(desk.seed, office)
    flows = [line for line in lines if is_flow(line.code) and desk.figure(line.code)]
    flows = [line for line in flows if line.unit != "%"]
    chosen = desk.key("township columns").sample(flows, min(_TOWNSHIP_COLUMNS, len(flows)))
    _add_head(grid, desk, office, len(chosen) + 1)
    grid.add("乡镇（街道）", *[f"{line.label}（{line.unit}）" for line in chosen])
    shares = {line.code: desk.township_shares(line.code, len(office.townships)) for line in chosen}
    for number, (code, name) in enumerate(office.townships):
        row = grid.add(name)
        for column, line in enumerate(chosen, start=2):
            figure = shares[line.code][number]
            cell = _cell(figure, line, ways)
            grid.place((row, column), figure, cell, "township_row", owner=code)
    row = grid.add("合计")
    for column, line in enumerate(chosen, start=2):
        total = desk.figure(line.code)
        if total:
            grid.place((row, column), total, _cell(total, line, ways), "grand_total")
    _add_foot(grid, len(chosen) + 1)
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


def _add_foot(grid: Grid, width: int) -> None:
    grid.add_merged(f"填表人：（略）　审核：（略）　　{MARK}，非真实填报", width)


def _shown(figure: Figure, line: Line) -> Decimal:
    return figure.submitted / _TEN_THOUSAND if line.unit == "万元" else figure.submitted


def _cell(figure: Figure, line: Line, ways: Manner) -> Content:
    value = _shown(figure, line)
    if ways.cells == "numbers" and not (line.unit == "%" and ways.has_percent_sign):
        return value
    if not value:
        return "无"
    if ways.cells == "commas" and value >= 1000:
        whole, point, rest = plain(value).partition(".")
        return f"{int(whole):,}{point}{rest}"
    return plain(value) + ("%" if line.unit == "%" and ways.has_percent_sign else "")
