"""Rows for people and programs: a table in the terminal, CSV or JSON on standard output."""

from __future__ import annotations

import csv
import json
import math
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from warehouse.scorecard import ScoreTable

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
Report = Callable[[int, int], None]  # done, in all


def print_rows(columns: Sequence[str], rows: Sequence[Sequence[object]], form: str) -> None:
    """Print rows as table, csv or json. Decimals lose the zeros that only their type gives them."""
    shown = [[_shown(value) for value in row] for row in rows]
    if form == "csv":
        csv.writer(sys.stdout, lineterminator="\n").writerows([columns, *shown])
    elif form == "json":
        records = [dict(zip(columns, row, strict=True)) for row in shown]
        sys.stdout.write(json.dumps(records, ensure_ascii=False, indent=1, default=str) + "\n")
    else:
        _print_table(columns, shown)


def print_tables(tables: Sequence[ScoreTable], form: str) -> None:
    """Print several tables: each under its title, or as one long list of table, row, column."""
    if form == "table":
        for table in tables:
            sys.stdout.write(f"\n{table.title}\n")
            sys.stdout.flush()
            print_rows(table.columns, table.rows, form)
        return
    cells = [
        (table.title, row[0], column, value)
        for table in tables
        for row in table.rows
        for column, value in zip(table.columns[1:], row[1:], strict=True)
    ]
    print_rows(("table", "row", "measure", "value"), cells, form)


def without_controls(text: str) -> str:
    """Return the text as it may be shown: what a county wrote must not drive a terminal."""
    return _CONTROLS.sub("\ufffd", text)


def _print_table(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    table = Table(*columns, box=None, header_style="bold", pad_edge=False)
    for row in rows:
        table.add_row(*("" if value is None else str(value) for value in row))
    # Piped output has no width of its own: columns are then as wide as what they hold.
    console = Console() if sys.stdout.isatty() else Console(width=10_000)
    console.print(table, soft_wrap=not sys.stdout.isatty(), markup=False)


def _shown(value: object) -> object:
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, str):
        return without_controls(value)
    if isinstance(value, Decimal):
        text = f"{value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    return value


@contextmanager
def progress_bar(what: str) -> Iterator[Report]:
    """Show counts and a time estimate on standard error; plain lines where it is no terminal."""
    if not sys.stderr.isatty():
        yield _plain_report(what)
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task(what)
        yield lambda done, total: progress.update(task, completed=done, total=total)


def _plain_report(what: str) -> Report:
    def report(done: int, total: int) -> None:
        step = max(1, total // 4)
        if done % step == 0 or done == total:
            sys.stderr.write(f"{what} {done}/{total}\n")
            sys.stderr.flush()

    return report
