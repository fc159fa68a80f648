"""The one module that opens DuckDB files. A writer owns its file; readers open releases only."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from ingestion.errors import JinguoError

Connection = duckdb.DuckDBPyConnection


@contextmanager
def writer(database: Path) -> Iterator[Connection]:
    """Open a database to write; raises JinguoError where another process has it open."""
    database.parent.mkdir(parents=True, exist_ok=True)
    try:
        connection = duckdb.connect(str(database))
    except duckdb.IOException as error:
        raise JinguoError(
            f"{database.name} 正被另一个进程使用：等它结束再试；若没有进程在运行，"
            f"见 docs/runbook.md「数据库被锁」。（{_first_line(error)}）"
        ) from error
    try:
        yield connection
    finally:
        connection.close()


@contextmanager
def reader(database: Path, *, is_closed: bool = False) -> Iterator[Connection]:
    """Open a database to read; raises JinguoError where there is none yet or it is none.

    A closed reader reaches no other file of this machine: for SQL that somebody typed.
    """
    if not database.exists():
        raise JinguoError("还没有发布过数据：先运行 make nightly 或 jinguo run")
    try:
        connection = duckdb.connect(str(database.resolve()), read_only=True)
    except duckdb.Error as error:
        raise JinguoError(f"{database.name} 打不开：{_first_line(error)}") from error
    if is_closed:
        connection.execute("set enable_external_access = false")
        connection.execute("set lock_configuration = true")
    try:
        yield connection
    finally:
        connection.close()


@contextmanager
def transaction(connection: Connection) -> Iterator[None]:
    """Commit what the block did, all or nothing."""
    connection.execute("begin transaction")
    try:
        yield
    except BaseException:
        connection.execute("rollback")
        raise
    connection.execute("commit")


class QueryError(JinguoError):
    """SQL that DuckDB refused, with its own words."""


def run_query(connection: Connection, sql: str) -> tuple[list[str], list[tuple[object, ...]]]:
    """Return column names and rows; raises QueryError."""
    try:
        result = connection.execute(sql)
        columns = [column[0] for column in result.description or []]
        return columns, result.fetchall() if columns else []
    except duckdb.Error as error:
        raise QueryError(f"查询未能执行：{error}") from error


def quoted(name: str | Path) -> str:
    """Return text as a SQL string literal."""
    return "'" + str(name).replace("'", "''") + "'"


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0]
