"""Publish the public schemas of the built database as a new, read-only release file."""

from __future__ import annotations

import re
from pathlib import Path

from ingestion.errors import JinguoError
from ingestion.settings import Settings
from warehouse.connect import Connection, quoted, writer
from warehouse.night import project_version
from warehouse.release import Release, list_releases, point_current_at, read_release, write_release

PUBLIC_SCHEMAS = ("dimensions", "facts", "metrics", "marts", "quality", "zh")
# DuckDB 2 writes files that 1.x cannot open; analysts' tools lag behind.
_STORAGE_VERSION = "v1.5.0"
_LATEST, _MONTHS = 14, 12
_STAMP = re.compile(r"[0-9A-Za-z-]+")


def publish_release(settings: Settings, stamp: str, *, accepted: str = "") -> str:
    """Write a release from the build database, make it current, and return its path.

    Readers that already opened the previous release keep it; nobody ever sees half a file.
    A new file is written, never a copy with private schemas dropped: dropped rows stay in a file's
    bytes. `stamp` comes from the run, never from the clock, so a retry replaces its own release.
    Raises JinguoError where the stamp is no name for a file.
    """
    if not _STAMP.fullmatch(stamp):
        raise JinguoError(f"发布版的名称「{stamp}」只能用数字、字母和连字符，如 20210109T020000")
    settings.releases.mkdir(parents=True, exist_ok=True)
    target = settings.releases / f"warehouse-{stamp}.duckdb"
    partial = settings.releases / f".{target.name}.partial"
    for leftover in settings.releases.glob(".*.partial*"):  # of a publish that was killed
        leftover.unlink()
    with writer(settings.build_database) as connection:
        attach = f"attach {quoted(partial)} as release (storage_version '{_STORAGE_VERSION}')"
        connection.execute(attach)
        tables = {}
        for schema in PUBLIC_SCHEMAS:
            tables.update(_write_schema(connection, schema))
        is_simulated = _holds_simulated(connection)
        batches = _built_batches(connection)
        connection.execute("detach release")  # checkpoints the new file
    before = _release_before(settings, stamp)
    release = Release(
        stamp=stamp,
        batches=batches,
        project_version=project_version(),
        is_simulated=is_simulated,
        tables=tables,
        change=_change(tables, before.tables if before else {}),
        previous=before.stamp if before else None,
        accepted=accepted,
    )
    partial.chmod(0o444)
    partial.replace(target)
    write_release(target, release)
    point_current_at(settings.releases, target)
    _prune(settings)
    return str(target)


def _write_schema(connection: Connection, schema: str) -> dict[str, int]:
    """Copy every table and view of a schema as a table, with comments; return the rows of each."""
    names = connection.execute(
        "select table_name, comment from duckdb_tables() "
        "where database_name = current_database() and schema_name = $1 union all "
        "select view_name, comment from duckdb_views() "
        "where database_name = current_database() and schema_name = $1 order by 1",
        [schema],
    ).fetchall()
    if names:
        connection.execute(f"create schema release.{schema}")
    rows = {}
    for name, comment in names:
        source, copy = f'{schema}."{name}"', f'release.{schema}."{name}"'
        connection.execute(f"create table {copy} as from {source}")
        _write_comments(connection, schema, name, comment)
        counted = connection.execute(f"select count(*) from {copy}").fetchone()
        rows[f"{schema}.{name}"] = int(counted[0]) if counted else 0
    return rows


def _write_comments(connection: Connection, schema: str, name: str, comment: str | None) -> None:
    copy = f'release.{schema}."{name}"'
    if comment:
        connection.execute(f"comment on table {copy} is {quoted(comment)}")
    columns = connection.execute(
        "select column_name, comment from duckdb_columns() where comment is not null and "
        "database_name = current_database() and schema_name = ? and table_name = ?",
        [schema, name],
    ).fetchall()
    for column, words in columns:
        connection.execute(f'comment on column {copy}."{column}" is {quoted(words)}')


def _holds_simulated(connection: Connection) -> bool:
    found = connection.execute(
        "select count(*) from (select 1 from raw.deliveries where is_simulated limit 1)"
    ).fetchone()
    return bool(found and found[0])


def _built_batches(connection: Connection) -> list[str]:
    """Return the batches that the build saw: one loaded since then is not in this release."""
    rows = connection.execute("select batch_id from quality.built_batches order by 1").fetchall()
    return [batch_id for (batch_id,) in rows]


def _release_before(settings: Settings, stamp: str) -> Release | None:
    """Return the release this one follows; a retry follows what its first try followed."""
    current = read_release(settings)
    if current and current.stamp == stamp:
        kept = {release.stamp: release for release in list_releases(settings)}
        return kept.get(current.previous or "")
    return current


def _change(tables: dict[str, int], before: dict[str, int]) -> dict[str, int]:
    names = sorted({*tables, *before})
    change = {name: tables.get(name, 0) - before.get(name, 0) for name in names}
    return {name: rows for name, rows in change.items() if rows}


def _prune(settings: Settings) -> None:
    """Keep the last 14 releases, the last of each of 12 months, and the last of every year."""
    current = read_release(settings)
    stamps = [release.stamp for release in list_releases(settings)]
    months = sorted({stamp[:6]: stamp for stamp in stamps}.values())[-_MONTHS:]
    years = {stamp[:4]: stamp for stamp in stamps}.values()
    kept = {*stamps[-_LATEST:], *months, *years, current.stamp if current else ""}
    for stamp in stamps:
        if stamp not in kept:
            _remove(settings.releases / f"warehouse-{stamp}.duckdb")


def _remove(database: Path) -> None:
    database.unlink(missing_ok=True)
    database.with_suffix(".json").unlink(missing_ok=True)
