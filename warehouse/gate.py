"""The gate before publishing: what a night must not have lost."""

from __future__ import annotations

from ingestion.errors import JinguoError
from ingestion.settings import Settings
from warehouse.connect import Connection, reader, writer
from warehouse.night import loaded_batches

_COUNTIES = "select distinct organization_code from marts.mart_county_comparison"
_FIGURES = (
    "select count(*) from facts.fct_observation where is_standing and organization_code is not null"
)
# A night adds; only a changed rule takes figures away, and then a person should look first.
_LOWEST_SHARE = 0.9


def check_gate(settings: Settings, *, accepted: str = "") -> None:
    """Raise JinguoError, naming each reason, where tonight's build must not be published.

    dbt's own tests have passed before this: a failed test ends the build step. `accepted` is why a
    person publishes all the same; it goes into the release's record, and the next night is measured
    against that release.
    """
    reasons = find_reasons(settings)
    if reasons and not accepted:
        raise JinguoError(
            "没有发布，上一版照常使用：" + "；".join(reasons) + "。核对后若应当如此，"
            "运行 jinguo publish --accept 「理由」"
        )


def find_reasons(settings: Settings) -> list[str]:
    """Return what speaks against publishing tonight's build."""
    if not settings.build_database.exists():
        raise JinguoError("还没有建模：先运行 jinguo run 或 make nightly")
    with writer(settings.build_database) as connection:
        reasons = _unbuilt_batches(connection, settings)
        counties, figures = _counties(connection), _figures(connection)
    if settings.current_release.exists():
        with reader(settings.current_release) as published:
            reasons += _lost(_counties(published) - counties)
            reasons += _shrunk(_figures(published), figures)
    return reasons


def _unbuilt_batches(connection: Connection, settings: Settings) -> list[str]:
    rows = connection.execute("select batch_id from quality.built_batches").fetchall()
    missing = set(loaded_batches(settings)) - {batch_id for (batch_id,) in rows}
    return [f"批次 {batch_id} 已入库，建模却没有见到" for batch_id in sorted(missing)]


def _counties(connection: Connection) -> set[str]:
    return {code for (code,) in connection.execute(_COUNTIES).fetchall()}


def _figures(connection: Connection) -> int:
    row = connection.execute(_FIGURES).fetchone()
    return int(row[0]) if row else 0


def _lost(codes: set[str]) -> list[str]:
    if not codes:
        return []
    return [f"{len(codes)} 个县上一版有数、这一版没有（{'、'.join(sorted(codes)[:5])}）"]


def _shrunk(before: int, now: int) -> list[str]:
    if now >= before * _LOWEST_SHARE:
        return []
    return [f"有效数据从 {before} 条降到 {now} 条"]
