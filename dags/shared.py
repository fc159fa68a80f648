"""Names that more than one DAG must agree on."""

from __future__ import annotations

import os
from datetime import timedelta

import pendulum

WRITER_POOL = "warehouse_writer"  # one slot: DuckDB allows a single writing process
START = pendulum.datetime(2025, 1, 1, tz="Asia/Shanghai")  # its zone is the schedule's zone
NIGHTLY = os.environ.get("JINGUO_SCHEDULE", "30 1 * * *")
RETRIES = {
    "retries": 2,
    "retry_delay": timedelta(minutes=5),
    "retry_exponential_backoff": True,
    "execution_timeout": timedelta(hours=2),
}
STAMP = "{{ dag_run.run_after | ts_nodash }}"  # not ts or ds: a run may have no logical date
