"""Which steps of a night run, for each way that a night can begin or fail.

The steps' own functions are replaced: what is under test is the wiring, run by Airflow itself.
"""

import pytest

from ingestion.errors import JinguoError
from warehouse.build import BuildResult

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("airflow_database")]
BUILT = BuildResult(passed=1, skipped=0, warnings=(), failures=(), seconds=0.1)
AFTER_READING = ["load", "build", "gate", "publish", "receipts"]


@pytest.fixture
def night(monkeypatch, tmp_path):
    """Return a function that runs a night over batches, and gives its outcome and its calls."""
    calls = []

    def step(name, result=None, error=None):
        def called(_settings, *arguments):
            calls.append((name, arguments[0] if arguments else None))
            if error:
                raise error
            return result

        return called

    def run(batch_ids, *, stale=False, closed=None):
        from scripts.run_dag import run_dag

        for target, function in {
            "ingestion.pipeline.collect": step("collect", batch_ids),
            "warehouse.night.is_stale": lambda _settings: stale,
            "ingestion.pipeline.ingest": step("ingest"),
            "warehouse.load.load_batches": step("load", 0),
            "warehouse.build.build_warehouse": step("build", BUILT),
            "warehouse.gate.check_gate": step("gate", error=closed),
            "warehouse.publish.publish_release": step("publish"),
            "warehouse.receipts.write_receipts": step("receipts"),
        }.items():
            monkeypatch.setattr(target, function)
        return run_dag("nightly_load", tmp_path / "night.log"), calls

    return run


def test_new_batches_are_each_read_and_then_loaded_together(night):
    outcome, calls = night(["a", "b"])
    assert outcome.state == "success"
    assert {argument for name, argument in calls if name == "ingest"} == {"a", "b"}
    assert [name for name, _ in calls if name != "ingest"] == ["collect", *AFTER_READING]
    assert ("load", ["a", "b"]) in calls


def test_a_night_that_brought_nothing_is_green_and_ends_there(night):
    outcome, calls = night([])
    assert outcome.state == "success"
    assert [name for name, _ in calls] == ["collect"]


def test_a_release_that_is_behind_is_made_even_when_nothing_came(night):
    outcome, calls = night([], stale=True)
    assert outcome.state == "success"
    assert [name for name, _ in calls] == ["collect", *AFTER_READING]
    assert ("load", []) in calls


def test_a_closed_gate_stops_the_night_and_its_reason_is_told(night):
    outcome, calls = night(["a"], closed=JinguoError("少了 3 个县"))
    assert outcome.state == "failed"
    assert outcome.failures == [("把关 gate", "少了 3 个县")]
    assert "publish" not in [name for name, _ in calls]


def test_publish_and_receipts_are_named_after_the_run(night):
    _, calls = night(["a"])
    stamps = dict(calls)
    assert len(stamps["publish"]) == len("20201231T013000")
    assert stamps["receipts"] == stamps["publish"]
