"""`make nightly` on a tiny inbox: through Airflow, twice, and killed in each of its steps.

The night runs as a process of its own and in a home of its own, as a person's does.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

from simulator import simulate

pytestmark = pytest.mark.slow
PROJECT = Path(__file__).parents[2]
STEPS = ["collect", "is_needed", "ingest", "load", "build", "gate", "publish", "receipts"]
KINDS = [".csv", ".xlsx", ".docx"]
INTO_IT = {"ingest": 0.5, "build": 2.0, "publish": 0.2}  # seconds; else at its first moment


@pytest.fixture(scope="module")
def inbox(tmp_path_factory):
    """Three offices' deliveries, one in each kind of file, out of a simulated province."""
    province = tmp_path_factory.mktemp("province")
    simulate("430000", ["2019"], 7, province)
    chosen = tmp_path_factory.mktemp("inbox")
    for kind in KINDS:
        report = min((province / "inbox").rglob(f"*{kind}"))
        _deliver(report, province / "inbox", chosen)
    return chosen


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory, inbox):
    """Return a home after one whole night, and what the night said."""
    home = tmp_path_factory.mktemp("undisturbed")
    _fill(home, inbox)
    return home, _night(home)


def test_a_night_through_airflow_publishes_every_office(undisturbed):
    home, night = undisturbed
    assert night.returncode == 0, night.stdout + night.stderr
    with duckdb.connect(str(home / "releases" / "current.duckdb"), read_only=True) as release:
        offices = release.execute(
            "select count(distinct organization_code) from marts.mart_county_comparison"
        ).fetchone()
    assert offices == (len(KINDS),)
    assert len(list((home / "receipts").rglob("*.json"))) >= len(KINDS)


def test_a_night_says_where_its_results_are_and_nothing_of_airflow(undisturbed):
    home, night = undisturbed
    assert str(home / "releases" / "current.duckdb") in night.stdout
    assert "[info" not in night.stdout
    assert "airflow" in (home / "logs" / "nightly.log").read_text(encoding="utf-8")


def test_a_second_night_with_nothing_new_is_skipped_and_publishes_nothing(undisturbed):
    home, _ = undisturbed
    before = _releases(home)
    again = _night(home)
    assert again.returncode == 0
    assert "没有新文件" in again.stdout
    assert _releases(home) == before


def test_a_night_killed_in_each_of_its_steps_in_turn_ends_with_the_same_tables(
    tmp_path, inbox, undisturbed
):
    _fill(tmp_path, inbox)
    assert [_killed_in(step, tmp_path) for step in STEPS] == [-signal.SIGKILL] * len(STEPS)
    last = _night(tmp_path)
    assert last.returncode == 0, last.stdout + last.stderr
    assert _tables(tmp_path) == _tables(undisturbed[0])


def test_a_failing_step_ends_the_night_with_its_name_and_reason(tmp_path, inbox):
    _fill(tmp_path, inbox)
    (tmp_path / "build.duckdb").write_text("not a database")
    night = _night(tmp_path)
    assert night.returncode == 1
    assert "load" in night.stderr
    assert not (tmp_path / "releases" / "current.duckdb").exists()


def _deliver(report, source, target):
    """Copy a report with every sidecar on the way down to it."""
    folder = report.parent
    for place in [folder, *folder.parents]:
        if not place.is_relative_to(source):
            break
        copy = target / place.relative_to(source)
        copy.mkdir(parents=True, exist_ok=True)
        if (place / "_delivery.json").exists():
            shutil.copy2(place / "_delivery.json", copy)
    shutil.copy2(report, target / report.relative_to(source))


def _fill(home, inbox):
    shutil.copytree(inbox, home / "inbox", dirs_exist_ok=True)


def _command(home):
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("AIRFLOW", "JINGUO", "PYTEST"))
    }
    return {
        "args": [sys.executable, "-m", "scripts.nightly"],
        "cwd": PROJECT,
        "env": environment | {"JINGUO_HOME": str(home)},
        "stdout": subprocess.PIPE,
        "stderr": subprocess.PIPE,
        "text": True,
    }


def _night(home):
    return subprocess.run(**_command(home), check=False, timeout=300)


def _killed_in(step, home):
    """Start a night, kill it and all it started once it is in `step`; return how it ended."""
    with subprocess.Popen(**_command(home), start_new_session=True) as night:
        for line in night.stdout:
            if line.startswith("▶") and f" {step}" in line:
                time.sleep(INTO_IT.get(step, 0))
                os.killpg(night.pid, signal.SIGKILL)
        return night.wait()


def _releases(home):
    return sorted(path.name for path in (home / "releases").iterdir())


def _tables(home):
    """Every row that was published, without the times at which this home did it."""
    tables = {}
    with duckdb.connect(str(home / "releases" / "current.duckdb"), read_only=True) as release:
        for schema, table, columns in release.execute(
            "select schema_name, table_name, list(column_name order by column_index) "
            "from duckdb_columns() where not internal and not ends_with(column_name, '_at') "
            "group by all"
        ).fetchall():
            named = ", ".join(f'"{column}"' for column in columns)
            rows = f'select {named} from "{schema}"."{table}" order by all'
            tables[f"{schema}.{table}"] = release.execute(rows).fetchall()
    return tables
