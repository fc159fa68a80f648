"""Take in what the counties sent since the last night, rebuild the warehouse, publish a release.

collect → is_needed → ingest (one task for each batch) → load → build → gate → publish → receipts

Every task can be killed and run again: files are archived by content, a batch loads in one
transaction under its id, the release is named after the run. A night that brought nothing is
skipped after `is_needed`; one that was killed before it published is made up for by the next.

**When `gate` fails**, the last release stays published. The task's log names what was lost. Put the
submission or the codebook right, then clear `build`; or, where it is as it should be, run
`jinguo publish --accept "why"`. **When any other task fails** after its retries, its log names the
file, the place or the dbt test; clear the task once mended. By hand, one night in the foreground:
`make nightly`.
"""

from __future__ import annotations

from airflow.sdk import dag

from dags import steps
from dags.shared import NIGHTLY, RETRIES, STAMP, START


@dag(
    schedule=NIGHTLY,
    start_date=START,
    catchup=False,
    max_active_runs=1,
    default_args=RETRIES,
    doc_md=__doc__,
    tags=["warehouse"],
)
def nightly_load() -> None:
    """Wire the steps."""
    batch_ids = steps.collect()
    needed = steps.is_needed(batch_ids)
    ingested = steps.ingest.expand(batch_id=batch_ids)
    loaded = steps.load(batch_ids)
    published = steps.publish(stamp=STAMP)
    needed >> ingested >> loaded >> steps.build() >> steps.gate() >> published
    published >> steps.receipts(stamp=STAMP)


nightly_load()
