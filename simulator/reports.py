"""One office's report for one period, as bytes: which container, which style, which script."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache

import opencc

from simulator.csv_files import ENCODINGS, write_csv
from simulator.figures import Desk
from simulator.forms import MARK, form_lines, form_title, manner
from simulator.furniture import web_furniture
from simulator.grid import Grid
from simulator.layouts import fill_csv, fill_form, fill_small
from simulator.narrative import STYLES, Block, write_report
from simulator.offices import Office
from simulator.prose import Scribe
from simulator.randomness import stream
from simulator.text_files import Paper, write_text
from simulator.truth import Telling
from simulator.word import write_docx
from simulator.wording import Hand
from simulator.words import words_of
from simulator.workbooks import write_workbook

CONTAINERS = ("csv", "xlsx", "docx", "txt")
_TRADITIONAL_SHARE = 0.12
_BROKEN_LINES = 0.08
_ANNEX_LINES = 18
_ANNEX_REPEATS = 3
_WEB_PAGES = 0.25
_HANDS = (
    Hand("plain", 0.4, "sign"),
    Hand("plain", 0.65, "sign"),
    Hand("commas", 0.3, "sign"),
    Hand("full_width", 0.4, "sign"),
    Hand("chinese", 0.5, "words"),
)


@dataclass(frozen=True, slots=True)
class Report:
    """A finished file without a place."""

    content: bytes
    extension: str
    tellings: list[Telling]


@dataclass(frozen=True, slots=True)
class Habits:
    """What stays the same in everything that an office writes."""

    style: str
    hand: Hand
    convert: Callable[[str], str]
    encodings: tuple[str, ...]


def make_report(desk: Desk, office: Office, container: str) -> Report:
    """Return the office's report in a container; the same desk gives the same bytes."""
    habits = habits_of(desk.seed, office)
    if container in {"csv", "xlsx"}:
        return _table(desk, office, habits, container)
    return _narrative(desk, office, habits, container)


def habits_of(seed: int, office: Office) -> Habits:
    """Return an office's habits; a banner writes in the banner style."""
    source = stream(seed, office.organization_code, "habits")
    style = "b" if office.kind == "旗" else source.choice(tuple(STYLES))
    hand = source.choice(_HANDS)
    if source.random() < _TRADITIONAL_SHARE:
        return Habits(style, hand, _to_traditional, ("big5", "utf-8"))
    return Habits(style, hand, str, ("utf-8", "gb18030", "utf-8-sig"))


def _table(desk: Desk, office: Office, habits: Habits, container: str) -> Report:
    lines = form_lines(desk, office)
    if container == "csv":
        grid = _converted(fill_csv(desk, office, lines), habits)
        encoding = desk.key("encoding").choice(ENCODINGS if habits.convert is str else ("big5",))
        try:
            content = write_csv(grid, encoding)
        except UnicodeEncodeError:
            content = write_csv(grid, "utf-8-sig")
        return Report(content, "csv", grid.tellings("csv", "table1"))
    grids = [_converted(grid, habits) for grid in fill_form(desk, office, lines)]
    content = write_workbook(grids, f"{form_title(desk, office)}（{MARK}）")
    return Report(content, "xlsx", [told for grid in grids for told in grid.tellings("xlsx")])


def _narrative(desk: Desk, office: Office, habits: Habits, container: str) -> Report:
    township = desk.key("township").choice(office.townships) if office.townships else None
    scribe = Scribe(
        desk=replace(desk, money_unit="元"),
        hand=habits.hand,
        words=words_of(desk, office, township[1] if township else ""),
        container=f"{container}_narrative",
        convert=habits.convert,
        township=township,
        has_levels=office.upper != office.province,
    )
    figures = desk.key("size").randint(28, 46)
    blocks = write_report(scribe, office, habits.style, figures=figures)
    if container == "txt":
        return Report(write_text(blocks, _paper(desk, office, habits)), "txt", scribe.tellings)
    grid = _annex(desk, office, scribe) if desk.key("annex").random() < 0.45 else None
    tellings = list(scribe.tellings)
    if grid:
        grid = _converted(grid, habits)
        heading = habits.convert("附：部分指标完成情况")
        blocks[-2:-2] = [Block("paragraph", heading), Block("table", "")]
        tellings += grid.tellings("docx_table", "table1")
    styled = stream(desk.seed, office.organization_code, "styled").random() < 0.5
    content = write_docx(blocks, grid, habits.convert(f"{MARK}，非真实填报"), styled=styled)
    return Report(content, "docx", tellings)


def _paper(desk: Desk, office: Office, habits: Habits) -> Paper:
    """Return how the text is kept: some are copied from a web page, some from a mail."""
    encoding = desk.key("encoding").choice(habits.encodings)
    source = stream(desk.seed, office.organization_code, "paper")
    kind = source.random()
    if kind < _BROKEN_LINES:
        return Paper(encoding, width=source.randint(36, 44))
    if kind > 1 - _WEB_PAGES:
        day = desk.span.end + timedelta(days=source.randint(3, 14))
        above, below = web_furniture(office, day, source)
        above, below = (tuple(map(habits.convert, part)) for part in (above, below))
        return Paper(encoding, above, below)
    return Paper(encoding)


def _annex(desk: Desk, office: Office, scribe: Scribe) -> Grid:
    """Return a small table: mostly what the prose leaves out, and a little that it repeats."""
    told = {telling.indicator_code for telling in scribe.tellings}
    exact = {telling.indicator_code for telling in scribe.tellings if _is_plain(telling, desk)}
    lines = form_lines(desk, office)
    desk.key("annex lines").shuffle(lines)
    chosen = [line for line in lines if line.code not in told][:_ANNEX_LINES]
    chosen += [line for line in lines if line.code in exact][:_ANNEX_REPEATS]
    unit = manner(desk.seed, office).money_unit
    return fill_small(replace(desk, money_unit=unit), office, chosen)


def _is_plain(telling: Telling, desk: Desk) -> bool:
    """Whether a table can repeat what a sentence tells without contradicting it."""
    figure = desk.figure(telling.indicator_code)
    is_own = telling.role == "actual" and not telling.organization_code and not telling.breakdown
    return (
        is_own
        and figure is not None
        and figure.error is None
        and figure.submitted == telling.value_submitted
        and telling.qualifier == "exact"
    )


def _converted(grid: Grid, habits: Habits) -> Grid:
    if habits.convert is str:
        return grid
    grid.rows = [
        [habits.convert(cell) if isinstance(cell, str) else cell for cell in row]
        for row in grid.rows
    ]
    grid.name = habits.convert(grid.name)
    grid.placed = [replace(item, value_raw=habits.convert(item.value_raw)) for item in grid.placed]
    return grid


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("s2tw")


@cache
def _to_traditional(text: str) -> str:
    converted: str = _converter().convert(text)
    return converted
