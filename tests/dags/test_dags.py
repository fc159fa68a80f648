"""DAG files load, stay thin, and serialise what opens the build database."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from scripts.local_airflow import POOLS

DAGS = Path(__file__).parents[2] / "dags"
NOT_DAGS = {
    "__init__",
    *(Path(name).stem for name in (DAGS / ".airflowignore").read_text().split()),
}
DAG_FILES = sorted(path for path in DAGS.glob("*.py") if path.stem not in NOT_DAGS)
CHAIN = ["collect", "is_needed", "ingest", "load", "build", "gate", "publish", "receipts"]


@pytest.fixture(scope="module")
def dag_bag(airflow_home):
    from airflow.dag_processing.dagbag import DagBag

    return DagBag(dag_folder=DAGS, bundle_path=DAGS, bundle_name="dags-folder")


@pytest.fixture(scope="module")
def nightly_load(dag_bag):
    return dag_bag.dags["nightly_load"]


def test_every_dag_loads(dag_bag):
    assert dag_bag.import_errors == {}
    assert set(dag_bag.dags) == {path.stem for path in DAG_FILES}


@pytest.mark.parametrize("path", DAG_FILES, ids=lambda path: path.stem)
def test_dag_files_stay_thin(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 80


@pytest.mark.parametrize("path", sorted(DAGS.glob("*.py")), ids=lambda path: path.stem)
def test_nothing_heavy_is_imported_while_a_dag_is_parsed(path):
    at_top_level = re.findall(r"^(?:from|import) (\w+)", path.read_text(encoding="utf-8"), re.M)
    assert set(at_top_level) <= {"__future__", "airflow", "dags", "datetime", "logging", "os"} | {
        "pendulum",
        "typing",
    }


def test_every_dag_says_what_to_do_when_it_fails(dag_bag):
    assert all("fails" in dag.doc_md for dag in dag_bag.dags.values())


def test_the_steps_run_in_order(nightly_load):
    for step, following in pairwise(CHAIN):
        assert following in nightly_load.task_dict[step].downstream_task_ids
    assert set(nightly_load.task_dict) == set(CHAIN)


def test_whatever_opens_the_build_database_waits_for_the_single_writer(nightly_load):
    pools = {task.task_id: task.pool for task in nightly_load.tasks}
    assert {step for step, pool in pools.items() if pool == "warehouse_writer"} == {
        "is_needed",
        "load",
        "build",
        "gate",
        "publish",
        "receipts",
    }
    assert POOLS["warehouse_writer"]["slots"] == 1


def test_a_night_begins_at_half_past_one_in_china(nightly_load):
    assert nightly_load.timezone.name == "Asia/Shanghai"
    assert nightly_load.schedule == "30 1 * * *"
    assert nightly_load.max_active_runs == 1
    assert not nightly_load.catchup


def test_a_failed_step_is_tried_again_but_a_closed_gate_is_not(nightly_load):
    assert {task.task_id: task.retries for task in nightly_load.tasks} == {
        **dict.fromkeys(CHAIN, 2),
        "gate": 0,
    }
