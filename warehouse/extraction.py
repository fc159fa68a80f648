"""What `jinguo extract` prints: the observations, or the findings, of files outside the archive."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ingestion.pipeline import read_file
from ingestion.write.rows import Outcome, Row

OBSERVATION_COLUMNS = (
    "doc",
    "char_start",
    "char_end",
    "quote",
    "value",
    "value_high",
    "unit",
    "qualifier",
    "indicator_code",
    "breakdown",
    "role",
    "period",
    "organization_code",
    "organization_name",
    "sheet",
    "cell",
    "page",
    "method",
    "confidence",
    "status",
    "reason",
)
FINDING_COLUMNS = ("doc", "rule", "severity", "char_start", "char_end", "sheet", "cell", "message")


def read_files(paths: Iterable[Path]) -> list[Outcome]:
    """Return what each file says, in order."""
    return [read_file(path) for path in paths]


def observation_rows(outcomes: Iterable[Outcome]) -> list[list[object]]:
    """Return one row for each number that is a statistic, as `OBSERVATION_COLUMNS` name them."""
    return [
        [_observation_cell(outcome, row, column) for column in OBSERVATION_COLUMNS]
        for outcome in outcomes
        for row in outcome.observations
    ]


def finding_rows(outcomes: Iterable[Outcome]) -> list[list[object]]:
    """Return one row for each finding, as `FINDING_COLUMNS` name them."""
    return [
        [_finding_cell(outcome, row, column) for column in FINDING_COLUMNS]
        for outcome in outcomes
        for row in outcome.findings
    ]


_OTHER_NAMES = {"quote": "value_raw", "unit": "unit_raw", "period": "period_id"}


def _observation_cell(outcome: Outcome, row: Row, column: str) -> object:
    if column == "doc":
        return outcome.source.name
    if column in row["locator"]:
        return row["locator"][column]
    if column == "unit" and row["method"] != "narrative":
        return row["unit_code"]  # a column's 万元 is already in the value
    return row[_OTHER_NAMES.get(column, column)]


def _finding_cell(outcome: Outcome, row: Row, column: str) -> object:
    if column == "doc":
        return outcome.source.name
    if column in row:
        return row[column]
    return row["locator"][column] if row["locator"] else None
