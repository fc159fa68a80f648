"""The steps that DAGs are wired from: each is one call into our packages, imported when it runs.

What opens the build database waits for the single slot of `WRITER_POOL`.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from airflow.sdk import task

from dags.shared import WRITER_POOL

if TYPE_CHECKING:
    from ingestion.settings import Settings

log = logging.getLogger(__name__)


@task
def collect() -> list[str]:
    """Archive what arrived; the ids of the batches that are not loaded yet."""
    from ingestion import pipeline

    batch_ids = pipeline.collect(_settings())
    log.info("待入库 %d 批", len(batch_ids))
    return batch_ids


@task.short_circuit(pool=WRITER_POOL)
def is_needed(batch_ids: list[str]) -> bool:
    """Skip the rest of a night that brought nothing, unless an earlier one was never published."""
    from warehouse.night import is_stale

    needed = bool(batch_ids) or is_stale(_settings())
    if not needed:
        log.info("没有新文件：已发布的数据保持不变")
    return needed


@task
def ingest(batch_id: str) -> str:
    """Read one batch of files and write its Parquet."""
    from ingestion import pipeline

    return pipeline.ingest(_settings(), batch_id, _log_progress)


@task(pool=WRITER_POOL, trigger_rule="none_failed")
def load(batch_ids: list[str]) -> int:
    """Load batches, one transaction each. Runs with none, too, when only the release is behind."""
    from warehouse.load import load_batches

    rows = load_batches(_settings(), list(batch_ids))
    log.info("新入库 %d 行", rows)
    return rows


@task(pool=WRITER_POOL)
def build() -> None:
    """Run dbt, its tests too, over everything that is loaded."""
    from warehouse.build import build_warehouse

    log.info(build_warehouse(_settings()).shown())


@task(pool=WRITER_POOL, retries=0)
def gate() -> None:
    """Fail, and leave yesterday's release published, where the build may not be shown."""
    from warehouse.gate import check_gate

    check_gate(_settings())


@task(pool=WRITER_POOL)
def publish(stamp: str) -> str:
    """Write the release that is named after the run, and point readers at it."""
    from warehouse.publish import publish_release

    return publish_release(_settings(), stamp)


@task(pool=WRITER_POOL)
def receipts(stamp: str) -> str:
    """Tell each sender what became of each file."""
    from warehouse.receipts import write_receipts

    return write_receipts(_settings(), stamp)


def _settings() -> Settings:
    from ingestion.settings import Settings

    return Settings()


def _log_progress(done: int, total: int) -> None:
    """Ten lines for a batch: a log is read by people."""
    if done * 10 // total != (done - 1) * 10 // total:
        log.info("已读 %d/%d 个文件", done, total, extra={"progress": done / total})
