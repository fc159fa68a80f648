"""Load batches into the `raw` schema of the build database, one transaction for each batch."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pyarrow as pa

from ingestion.contract import TABLES
from ingestion.errors import JinguoError
from ingestion.settings import Settings
from warehouse.connect import Connection, quoted, transaction, writer


def load_batches(settings: Settings, batch_ids: list[str]) -> int:
    """Load the batches that are not loaded yet; return how many observations were added.

    Loading a batch twice changes nothing. Raises JinguoError where a batch was never finished.
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
        "loaded_at timestamptz, deliveries bigint, observations bigint, findings bigint)"
    )


def _load_batch(connection: Connection, settings: Settings, batch_id: str) -> int:
    folder = settings.batches / batch_id
    if not (folder / "report.json").exists():
        raise JinguoError(f"批次 {batch_id} 还没有读完：先运行 jinguo ingest")
    known = "select count(*) from raw.load_batches where batch_id = ?"
    (count,) = _one(connection, known, [batch_id])
    added = 0
    if not count:
        with transaction(connection):
            counts = {name: _copy_table(connection, settings, batch_id, name) for name in TABLES}
            connection.execute(
                "insert into raw.load_batches values (?, ?, ?, ?, ?)",
                [
                    batch_id,
                    datetime.now(tz=UTC),
                    *(counts[name] for name in ("deliveries", "observations", "findings")),
                ],
            )
        added = counts["observations"]
    # The table is the truth; the marker spares `collect` from opening the database.
    marker = folder / "loaded.json"
    marker.write_text(json.dumps({"batch_id": batch_id}), "utf-8")
    return added


def _copy_table(connection: Connection, settings: Settings, batch_id: str, name: str) -> int:
    parquet = settings.batches / batch_id / f"{name}.parquet"
    (count,) = _one(
        connection,
        f"insert into raw.{name} by name "
        f"select *, {quoted(batch_id)} as batch_id from read_parquet({quoted(parquet)})",
        [],
    )
    return count


def _one(connection: Connection, sql: str, parameters: list[str]) -> tuple[int]:
    row = connection.execute(sql, parameters).fetchone()
    if row is None:
        raise JinguoError(f"没有结果：{sql}")
    return (int(row[0]),)
