"""Load batches into the `raw` schema of the build database, one transaction for each batch."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pyarrow as pa

from ingestion.contract import TABLES
from ingestion.errors import JinguoError
from ingestion.settings import Settings
from ingestion.write.batch import read_report
from warehouse.connect import Connection, quoted, transaction, writer


def load_batches(settings: Settings, batch_ids: list[str]) -> int:
    """Load the batches that are not loaded yet; return how many observations were added.

    Loading a batch twice changes nothing; one that was read anew by another extractor replaces its
    rows. Raises JinguoError where a batch was never finished.
    """
    with writer(settings.build_database) as connection:
        create_raw_schema(connection)
        return sum(_load_batch(connection, settings, batch_id) for batch_id in batch_ids)


def create_raw_schema(connection: Connection) -> None:
    """Create the raw tables as the contract has them, each with its `batch_id`."""
    connection.execute("create schema if not exists raw")
    for name, schema in TABLES.items():
        columns = schema.append(pa.field("batch_id", pa.string()))
        connection.register("empty_table", columns.empty_table())
        connection.execute(f"create table if not exists raw.{name} as select * from empty_table")
        connection.unregister("empty_table")
    connection.execute(
        "create table if not exists raw.load_batches (batch_id varchar primary key, "
        "extractor_version varchar, loaded_at timestamptz, "
        "deliveries bigint, observations bigint, findings bigint)"
    )


def _load_batch(connection: Connection, settings: Settings, batch_id: str) -> int:
    report = read_report(settings.batches, batch_id)
    if report is None:
        raise JinguoError(f"批次 {batch_id} 还没有读完：先运行 jinguo ingest")
    known = connection.execute(
        "select extractor_version from raw.load_batches where batch_id = ?", [batch_id]
    ).fetchone()
    added = 0
    if known != (report.extractor_version,):
        with transaction(connection):
            for name in (*TABLES, "load_batches"):
                connection.execute(f"delete from raw.{name} where batch_id = ?", [batch_id])
            counts = {name: _copy_table(connection, settings, batch_id, name) for name in TABLES}
            connection.execute(
                "insert into raw.load_batches values (?, ?, ?, ?, ?, ?)",
                [
                    batch_id,
                    report.extractor_version,
                    datetime.now(tz=UTC),
                    *(counts[name] for name in ("deliveries", "observations", "findings")),
                ],
            )
        added = counts["observations"]
    # The table is the truth; the marker spares `collect` from opening the database.
    marker = settings.batches / batch_id / "loaded.json"
    marker.write_text(json.dumps({"extractor_version": report.extractor_version}), "utf-8")
    return added


def _copy_table(connection: Connection, settings: Settings, batch_id: str, name: str) -> int:
    parquet = settings.batches / batch_id / f"{name}.parquet"
    row = connection.execute(
        f"insert into raw.{name} by name "
        f"select *, {quoted(batch_id)} as batch_id from read_parquet({quoted(parquet)})"
    ).fetchone()
    return int(row[0]) if row else 0
