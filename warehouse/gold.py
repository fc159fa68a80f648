"""Annotated reports and what was read of them, as values that can be compared.

`gold.csv` holds a row for each number of a report (`corpus/README.md` names its columns). Spans
count characters of the text as received, end exclusive. Nothing is scored here.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from ingestion.errors import JinguoError
from ingestion.write.rows import Outcome, Row

ACCEPTED = "accepted"
NO_CODE = "other"  # a statistic that no indicator counts
NOT_A_STATISTIC = "none"

_DONE = frozenset({"", "actual", "prior_period"})
# Declared after the reports were annotated: a gold row `other` may be one of these.
_UNKNOWN_TO_ANNOTATORS = frozenset({"women_population"})
_GOLD_COLUMNS = frozenset(
    {"doc", "char_start", "char_end", "value", "value_high"}
    | {"unit", "qualifier", "indicator_code", "role", "period"}
)


@dataclass(frozen=True, slots=True)
class Figure:
    """One number with its meaning, as an annotator wrote it or as it was read.

    `code` is `other` for a statistic without an indicator and `none` for what is no statistic.
    `alternatives` are the annotator's equally right codes; `rule`, `status` and `confidence` the
    reader's.
    """

    document: str
    start: int
    end: int
    code: str
    value: Decimal | None
    value_high: Decimal | None = None
    unit: str = ""
    qualifier: str = ""
    role: str = ""
    period: str = ""
    alternatives: frozenset[str] = frozenset()
    note: str = ""
    status: str = ACCEPTED
    confidence: float = 1.0
    rule: str = ""

    @property
    def is_statistic(self) -> bool:
        """Whether the number counts anything."""
        return self.code != NOT_A_STATISTIC

    @property
    def is_done(self) -> bool:
        """Whether it happened, as opposed to what is planned, asked for or applied for."""
        return self.role in _DONE

    @property
    def is_claim(self) -> bool:
        """Whether it says that an indicator had this value: what is scored."""
        return self.code not in {NO_CODE, NOT_A_STATISTIC} and self.is_done


@dataclass(frozen=True, slots=True)
class Question:
    """A finding of the audit, where it stands in a report; null where it has no place there."""

    doc: str
    rule: str
    severity: str
    char_start: int | None
    char_end: int | None


def read_gold(path: Path) -> list[Figure]:
    """Return the annotated numbers of a file; raises JinguoError where a row cannot be read."""
    figures = []
    for line, row in _rows(path, _GOLD_COLUMNS):
        if not row["char_start"]:
            continue  # a statistic told in words that have no place of their own
        try:
            figures.append(_figure_of_gold(row))
        except (ValueError, InvalidOperation) as error:
            raise JinguoError(f"{path} 第{line}行读不出数：{error}") from error
    return figures


def figures_read(outcomes: Iterable[Outcome]) -> list[Figure]:
    """Return the numbers that were read and stand in a text, whatever their status."""
    return [
        _figure_of_row(outcome.source.name, row)
        for outcome in outcomes
        for row in outcome.observations
        if row["locator"]["char_start"] is not None
    ]


def questions_of(outcomes: Iterable[Outcome]) -> list[Question]:
    """Return what the reports are asked."""
    return [
        Question(
            outcome.source.name,
            row["rule"],
            row["severity"],
            row["locator"]["char_start"] if row["locator"] else None,
            row["locator"]["char_end"] if row["locator"] else None,
        )
        for outcome in outcomes
        for row in outcome.findings
    ]


def writer_of(document: str) -> str:
    """Return who wrote a report: the letters that its name begins with; seeds begin with a digit.

    >>> writer_of("A01.txt"), writer_of("003_c6.txt")
    ('A', '种子')
    """
    letters = len(document) - len(document.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    return document[:letters] or "种子"


def _rows(path: Path, needed: frozenset[str]) -> list[tuple[int, dict[str, str]]]:
    try:
        return _rows_as_utf8(path, needed)
    except UnicodeDecodeError as error:
        raise JinguoError(f"{path} 不是 UTF-8 的 CSV：请另存为 UTF-8 再试") from error


def _rows_as_utf8(path: Path, needed: frozenset[str]) -> list[tuple[int, dict[str, str]]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        missing = needed - set(reader.fieldnames or ())
        if missing:
            raise JinguoError(f"{path} 缺少列：{'、'.join(sorted(missing))}")
        return [
            (reader.line_num, {key: value or "" for key, value in row.items() if key})
            for row in reader
        ]


def _figure_of_gold(row: dict[str, str]) -> Figure:
    return Figure(
        document=row["doc"],
        start=int(row["char_start"]),
        end=int(row["char_end"]),
        code=row["indicator_code"].strip() or NO_CODE,
        value=_decimal(row["value"]),
        value_high=_decimal(row["value_high"]),
        unit=row["unit"],
        qualifier=row["qualifier"],
        role=row["role"].strip(),
        period=row["period"],
        alternatives=frozenset(row.get("alt_codes", "").split("|")) - {""},
        note=row.get("note", ""),
    )


def _figure_of_row(document: str, row: Row) -> Figure:
    code = row["indicator_code"] or NO_CODE
    return Figure(
        document=document,
        start=row["locator"]["char_start"],
        end=row["locator"]["char_end"],
        code=NO_CODE if code in _UNKNOWN_TO_ANNOTATORS else code,
        value=row["value"],
        value_high=row["value_high"],
        unit=row["unit_raw"] if row["method"] == "narrative" else row["unit_code"],
        qualifier=row["qualifier"],
        role=row["role"],
        period=row["period_id"] or "",
        status=row["status"],
        confidence=row["confidence"],
        rule=row["evidence"].partition("：")[0] if row["method"] == "narrative" else "表格",
    )


def _decimal(text: str) -> Decimal | None:
    digits = text.strip().replace(",", "").replace("，", "")
    return Decimal(digits) if digits else None
