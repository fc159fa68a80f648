"""What was really written where: one row for each figure that an office told.

Columns beyond the ones that name themselves:

- `value_submitted`, `value_high`, `qualifier`: as this file says it, in canonical units, as written
  (50余名 is 50 and more_than; 1.2万 is 12000).
- `value_intended`: what the office meant to say; differs only where an error was injected.
- `file`: path below `inbox`. `locator`: `Sheet!B7`, `table1!r3c4`, or the sentence that tells it.
- `value_raw`: the number expression as written.
- `construction`: how it was told. `injected_error`: null, or the kind of slip.
- `stands`: true for the submission that counts; a replaced version has rows with false.
- `is_late`: the file came after its due date.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from ingestion.contract import INSTANT, VALUE

TRUTH = pa.schema(
    [
        ("organization_code", pa.string()),
        ("period_id", pa.string()),  # of the figure: last year's column is last year's
        ("indicator_code", pa.string()),
        ("breakdown", pa.string()),  # null for the whole
        ("role", pa.string()),
        ("value_submitted", VALUE),
        ("value_high", VALUE),
        ("qualifier", pa.string()),
        ("value_intended", VALUE),
        ("unit_code", pa.string()),
        ("value_raw", pa.string()),
        ("container", pa.string()),  # csv | xlsx | docx_table | docx_narrative | txt_narrative
        ("file", pa.string()),
        ("locator", pa.string()),
        ("construction", pa.string()),
        ("injected_error", pa.string()),
        ("stands", pa.bool_()),
        ("report_period_id", pa.string()),  # of the report that tells it
        ("delivered_at", INSTANT),
        ("is_late", pa.bool_()),
    ]
)


@dataclass(frozen=True, slots=True)
class Telling:
    """A figure as one document tells it, before the document has a place to be."""

    indicator_code: str
    period_id: str
    role: str
    value_submitted: Decimal
    value_intended: Decimal
    unit_code: str
    value_raw: str
    container: str
    locator: str
    construction: str
    value_high: Decimal | None = None
    qualifier: str = "exact"
    breakdown: str | None = None
    injected_error: str | None = None
    organization_code: str | None = None  # where it is not the reporting office's own


@dataclass(frozen=True, slots=True)
class Delivery:
    """What the rows of one file have in common."""

    organization_code: str
    report_period_id: str
    file: str
    delivered_at: datetime
    is_late: bool
    stands: bool


class TruthRows:
    """The rows so far; written once, at the end."""

    def __init__(self) -> None:
        self.rows: list[dict[str, object]] = []

    def add(self, delivery: Delivery, tellings: list[Telling]) -> None:
        """Add what one file tells."""
        shared = asdict(delivery)
        for telling in tellings:
            row = {name: getattr(telling, name) for name in Telling.__slots__}
            owner = telling.organization_code or delivery.organization_code
            self.rows.append({**row, **shared, "organization_code": owner})

    def write(self, path: Path) -> None:
        """Write `truth.parquet`."""
        pq.write_table(pa.Table.from_pylist(self.rows, schema=TRUTH), path)
