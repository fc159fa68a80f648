"""One run of a DAG in this process, told task by task on the terminal.

Imports Airflow: import this module only after `local_airflow.use_local_airflow`.
"""

from __future__ import annotations

import logging
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO

from airflow.dag_processing.dagbag import DagBag
from airflow.listeners import hookimpl
from airflow.sdk.listener import get_listener_manager

from ingestion.settings import PROJECT

OURS = ("dags", "ingestion", "simulator", "warehouse")
STEPS = {
    "collect": "收件",
    "is_needed": "核对",
    "ingest": "读取",
    "load": "入库",
    "build": "建模",
    "gate": "把关",
    "publish": "发布",
    "receipts": "回执",
}


@dataclass
class Outcome:
    """How a run ended: its state, the tasks that succeeded, and each failure with its reason."""

    state: str = "failed"
    succeeded: set[str] = field(default_factory=set)
    failures: list[tuple[str, str]] = field(default_factory=list)


def run_dag(dag_id: str, log_file: Path) -> Outcome:
    """Run `dag_id` to its end without retries; Airflow's own words go to `log_file`."""
    outcome = Outcome()
    with _stdout_into(log_file) as terminal, _telling(terminal, outcome):
        dags = PROJECT / "dags"
        bag = DagBag(dag_folder=dags, bundle_path=dags, bundle_name="dags-folder")
        if bag.import_errors:
            outcome.failures = [(Path(path).name, why) for path, why in bag.import_errors.items()]
            return outcome
        dag = bag.dags[dag_id]
        for task in dag.tasks:
            task.retries = 0  # a person is waiting: what failed is told at once
        outcome.state = str(dag.test().state)
    return outcome


class _Teller:
    """Airflow's listener: a line when a task starts, and one when it ends."""

    def __init__(self, terminal: TextIO, outcome: Outcome) -> None:
        self._terminal = terminal
        self._outcome = outcome
        self._began = 0.0

    @hookimpl
    def on_task_instance_running(self, task_instance: Any) -> None:
        self._began = time.monotonic()
        self._tell(f"▶ {_named(task_instance)}")

    @hookimpl
    def on_task_instance_success(self, task_instance: Any) -> None:
        self._outcome.succeeded.add(task_instance.task_id)
        self._tell(f"✓ {_named(task_instance)}  {time.monotonic() - self._began:.1f} 秒")

    @hookimpl
    def on_task_instance_failed(self, task_instance: Any, error: Any) -> None:
        self._outcome.failures.append((_named(task_instance), _reason(error)))
        self._tell(f"✗ {_named(task_instance)}  {time.monotonic() - self._began:.1f} 秒")

    def _tell(self, line: str) -> None:
        print(line, file=self._terminal, flush=True)


def _named(task_instance: Any) -> str:
    step = task_instance.task_id
    number = f" 第{task_instance.map_index + 1}批" if task_instance.map_index >= 0 else ""
    return f"{STEPS.get(step, '')} {step}{number}".strip()


def _reason(error: Any) -> str:
    """Our own errors are written for a person; of any other, its type matters too."""
    ours = type(error).__module__.split(".")[0] in OURS
    return str(error) if ours or isinstance(error, str) else f"{type(error).__name__}: {error}"


@contextmanager
def _stdout_into(log_file: Path) -> Iterator[TextIO]:
    """Send this process's stdout, and its children's, to a file; yields the terminal.

    Done on the descriptor, as Airflow and dbt keep handles of their own. stderr
    stays on the terminal.
    """
    sys.stdout.flush()
    kept = os.dup(1)
    with log_file.open("wb") as log, os.fdopen(os.dup(kept), "w", encoding="utf-8") as terminal:
        os.dup2(log.fileno(), 1)
        try:
            yield terminal
        finally:
            sys.stdout.flush()
            os.dup2(kept, 1)
            os.close(kept)


class _OurLines(logging.StreamHandler[TextIO]):
    """Our packages' log lines, indented below their task; a progress bar where a person looks."""

    def __init__(self, terminal: TextIO) -> None:
        super().__init__(terminal)
        self.setFormatter(logging.Formatter("    %(message)s"))
        self.setLevel(logging.INFO)

    def emit(self, record: logging.LogRecord) -> None:
        """Draw progress in place on a terminal, elsewhere only its end; all else is a line."""
        done = getattr(record, "progress", None)
        if done is not None and self.stream.isatty():
            bar = "█" * round(done * 20)
            end = "\n" if done == 1 else ""
            self.stream.write(f"\r    {bar:░<20} {record.getMessage()}{end}")
            self.flush()
        elif done in (None, 1):
            super().emit(record)


@contextmanager
def _telling(terminal: TextIO, outcome: Outcome) -> Iterator[None]:
    """Hear what Airflow and our own packages say, for as long as the run lasts."""
    manager: Any = get_listener_manager()
    teller, lines = _Teller(terminal, outcome), _OurLines(terminal)
    manager.add_listener(teller)
    for name in OURS:
        logging.getLogger(name).addHandler(lines)
    try:
        yield
    finally:
        manager.pm.unregister(teller)
        for name in OURS:
            logging.getLogger(name).removeHandler(lines)
