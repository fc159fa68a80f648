"""The statistical form as one office keeps it: which lines, labels, units and columns."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ingestion.codebook import load_codebook
from simulator.figures import Desk, is_collected
from simulator.offices import Office
from simulator.randomness import stream

_DATA = Path(__file__).parent / "data"
_BLANKS = ("", "", "—", "-", "／")
_LEFT_OFF = 0.3  # of the printed lines, by each office
TARGETED = {"skills_trained_persons", "loans_amount", "cancer_screened", "spring_bud_girls"}
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
    csv_layout: str  # long | plain
    has_prior: bool
    has_target: bool
    has_townships: bool
    has_two_row_header: bool
    has_unit_in_label: bool
    has_numbers: bool
    cells: str  # numbers | text | commas
    has_percent_sign: bool
    blank: str
    value_header: str


def manner(seed: int, office: Office) -> Manner:
    """Return the office's ways with forms."""
    source = stream(seed, office.organization_code, "form")
    return Manner(
        money_unit=source.choice(("万元", "万元", "元")),
        layout=source.choice(("columns", "columns", "blocks", "sheets")),
        csv_layout=source.choice(("long", "long", "plain")),
        has_prior=source.random() < 0.35,
        has_target=source.random() < 0.3,
        has_townships=source.random() < 0.15,
        has_two_row_header=source.random() < 0.4,
        has_unit_in_label=source.random() < 0.25,
        has_numbers=source.random() < 0.6,
        cells=source.choice(("numbers",) * 7 + ("text", "commas", "commas")),
        has_percent_sign=source.random() < 0.3,
        blank=source.choice(_BLANKS),
        value_header=source.choice(("本期数", "完成数", "数值", "数量", "实际完成")),
    )


def form_lines(desk: Desk, office: Office) -> list[Line]:
    """Return the lines of this office's form, in the order of the programs."""
    indicators = load_codebook().indicators
    lines = []
    for code, unit, labels in _printed_lines():
        source = stream(desk.seed, office.organization_code, code, "line")
        is_left_off = source.random() < _LEFT_OFF and code not in TARGETED
        if is_left_off or not is_collected(code, desk.span.year):
            continue
        unit_written = desk.money_unit if unit == "元" else unit
        program = indicators[code].program_code
        lines.append(Line(code, program, source.choice(labels), unit_written))
    order = list(load_codebook().programs)
    return sorted(lines, key=lambda line: order.index(line.program_code))


@cache
def _printed_lines() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    with (_DATA / "form_lines.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            (row["indicator_code"], row["unit"], tuple(row["labels"].split("|")))
            for row in csv.DictReader(file)
        )


def form_title(desk: Desk, office: Office) -> str:
    """Return the title over the form."""
    return f"{title_name(office)}妇女工作统计表（{desk.span.label}）"


def title_name(office: Office) -> str:
    """Return the office's name as a title gives it: districts with their city."""
    return office.upper + office.county if office.kind == "区" else office.county
