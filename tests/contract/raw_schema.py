"""Small raw schemas for tests of the dbt project: rows with defaults, in the tables of `load`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa

from ingestion.codebook import load_codebook
from ingestion.contract import TABLES
from warehouse.connect import writer
from warehouse.load import create_raw_schema

Row = dict[str, object]


@dataclass
class Raw:
    """Rows of the raw tables, collected report by report."""

    deliveries: list[Row] = field(default_factory=list)
    submissions: list[Row] = field(default_factory=list)
    observations: list[Row] = field(default_factory=list)
    findings: list[Row] = field(default_factory=list)

    def report(
        self,
        organization: str | None,
        period: str | None,
        figures: Iterable[Row],
        *,
        delivered: str,
        authority: str = "own_report",
    ) -> None:
        """Add a delivered file with its figures; each names at least indicator_code and value."""
        number = len(self.deliveries)
        submission = f"submission-{number:03d}"
        same = {"delivery_id": f"delivery-{number:03d}", "submission_id": submission}
        at = datetime.fromisoformat(delivered).replace(tzinfo=UTC)
        self.deliveries.append(
            {
                **same,
                "source_uri": f"inbox:{submission}.csv",
                "name": f"{submission}.csv",
                "delivered_at": at,
                "received_at": at,
                "authority": authority,
                "is_simulated": True,
            }
        )
        envelope = {"organization_code": organization, "period_id": period}
        self.submissions.append(
            {**same, **envelope, "name": f"{submission}.csv", "status": "accepted"}
        )
        for figure in figures:
            self.observations.append(_observation({**same, **envelope, **figure}))

    def finding(self, rule: str, message: str) -> None:
        """Add a finding of the last report."""
        last = self.deliveries[-1]
        self.findings.append(
            {
                "finding_id": f"finding-{len(self.findings)}",
                "delivery_id": last["delivery_id"],
                "submission_id": last["submission_id"],
                "rule": rule,
                "severity": "warning",
                "message": message,
            }
        )


def write_raw(database: Path, raw: Raw, *, backwards: bool = False) -> None:
    """Write the rows as one batch; `backwards` writes them in the opposite order."""
    with writer(database) as connection:
        create_raw_schema(connection)
        for name, schema in TABLES.items():
            rows = getattr(raw, name)
            table = pa.Table.from_pylist(rows[::-1] if backwards else rows, schema=schema)
            connection.register("rows", table)
            connection.execute(f"insert into raw.{name} select *, 'batch' from rows")
            connection.unregister("rows")
        connection.execute(
            "insert into raw.load_batches (batch_id, loaded_at, deliveries) values (?, ?, ?)",
            ["batch", datetime(2026, 1, 1, tzinfo=UTC), len(raw.deliveries)],
        )


def _observation(figure: Row) -> Row:
    indicator = load_codebook().indicators.get(str(figure["indicator_code"]))
    said = "|".join(f"{key}={figure[key]}" for key in sorted(figure))
    row = {
        "observation_id": said,
        "role": "actual",
        "value_state": "reported",
        "qualifier": "exact",
        "unit_code": indicator.unit_code if indicator else "人",
        "value_raw": str(figure["value"]),
        "locator": {"kind": "cell", "sheet": "Sheet1", "cell": "B2"},
        "context": "",
        "method": "form",
        "evidence": "phrase",
        "confidence": 0.9,
        "status": "accepted",
        **figure,
    }
    value = figure["value"]
    return {**row, "value": None if value is None else Decimal(str(value))}
