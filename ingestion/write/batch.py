"""A batch on disk: `manifest.json`, one Parquet file for each table, and `report.json` last of all.

A batch without a report was not finished and is read again; each file appears whole or not at all.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from ingestion.contract import CONTRACT_VERSION, TABLES
from ingestion.model import SourceFile
from ingestion.write.rows import Outcome, Row

_ID_LENGTH = 12


@dataclass(frozen=True, slots=True)
class BatchReport:
    """What a batch came to. For every file: found = emitted + ignored + problems."""

    batch_id: str
    extractor_version: str
    files: int
    statuses: dict[str, int]
    numbers_found: int
    numbers_emitted: int
    numbers_ignored: int
    problems: int
    findings: int


def held_deliveries(batches: Path) -> set[str]:
    """Return the ids of all deliveries that some batch holds."""
    return {
        delivery_id
        for path in batches.glob("*/manifest.json")
        for delivery_id in json.loads(path.read_text("utf-8"))["deliveries"]
    }


def plan_batches(batches: Path, sources: Iterable[SourceFile], size: int) -> list[str]:
    """Write a manifest for every `size` deliveries, in order of path; return the new ids."""
    waiting = sorted((source.source_uri, source.delivery_id) for source in sources)
    planned = []
    for start in range(0, len(waiting), size):
        deliveries = [delivery_id for _, delivery_id in waiting[start : start + size]]
        digest = hashlib.sha256("|".join(deliveries).encode()).hexdigest()[:_ID_LENGTH]
        _write_json(batches / digest / "manifest.json", {"deliveries": deliveries})
        planned.append(digest)
    return planned


def read_manifest(batches: Path, batch_id: str) -> list[str]:
    """Return the delivery ids of a batch, in order."""
    manifest = json.loads((batches / batch_id / "manifest.json").read_text("utf-8"))
    return list(manifest["deliveries"])


def read_report(batches: Path, batch_id: str) -> BatchReport | None:
    """Return a finished batch's report, or null."""
    path = batches / batch_id / "report.json"
    return BatchReport(**json.loads(path.read_text("utf-8"))) if path.exists() else None


def write_batch(batches: Path, batch_id: str, outcomes: list[Outcome], version: str) -> BatchReport:
    """Write a batch's Parquet files and its report."""
    tables: dict[str, list[Row]] = {
        "deliveries": [_delivery_row(outcome.source) for outcome in outcomes],
        "submissions": [outcome.submission for outcome in outcomes],
        "observations": [row for outcome in outcomes for row in outcome.observations],
        "findings": [row for outcome in outcomes for row in outcome.findings],
    }
    for name, rows in tables.items():
        _write_parquet(batches / batch_id / f"{name}.parquet", rows, TABLES[name])
    report = BatchReport(
        batch_id=batch_id,
        extractor_version=version,
        files=len(outcomes),
        statuses=dict(sorted(Counter(row["status"] for row in tables["submissions"]).items())),
        findings=len(tables["findings"]),
        **{
            key: sum(row[key] for row in tables["submissions"])
            for key in ("numbers_found", "numbers_emitted", "numbers_ignored", "problems")
        },
    )
    _write_json(batches / batch_id / "report.json", asdict(report))
    return report


def _delivery_row(source: SourceFile) -> Row:
    return {name: getattr(source, name) for name in TABLES["deliveries"].names}


def _write_parquet(path: Path, rows: list[Row], schema: pa.Schema) -> None:
    table = pa.Table.from_pylist(rows, schema=schema)
    partial = path.with_name(f".{path.name}.partial")
    metadata = {"contract_version": CONTRACT_VERSION}
    pq.write_table(table.replace_schema_metadata(metadata), partial, compression="zstd")
    partial.replace(path)


def _write_json(path: Path, content: Row) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.partial")
    partial.write_text(json.dumps(content, ensure_ascii=False, indent=1), "utf-8")
    partial.replace(path)
