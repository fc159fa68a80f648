"""Workers that die cost one file, never the batch."""

import subprocess
import sys
from datetime import UTC, datetime

import pytest

from ingestion import supervisor
from ingestion.errors import JinguoError
from ingestion.model import SourceFile
from ingestion.supervisor import WorkerDiedError, run_workers

# Speaks the worker's protocol: what it does with a file is the file's name.
FAKE_WORKER = """
import os, pickle, sys, time
sys.stdout.buffer.write(b"ready...")
sys.stdout.buffer.flush()
while header := sys.stdin.buffer.read(8):
    source, blob = pickle.loads(sys.stdin.buffer.read(int.from_bytes(header, "big")))
    if source.name == "abort":
        os.abort()
    if source.name == "raise":
        raise KeyError("no such key")
    if source.name == "sleep":
        time.sleep(60)
    content = pickle.dumps(source.name)
    sys.stdout.buffer.write(len(content).to_bytes(8, "big") + content)
    sys.stdout.buffer.flush()
"""


REAL_POPEN = subprocess.Popen


def use_worker(monkeypatch, code):
    def popen(_command, **kwargs):
        return REAL_POPEN([sys.executable, "-c", code], **kwargs)

    monkeypatch.setattr(supervisor.subprocess, "Popen", popen)


@pytest.fixture(autouse=True)
def fake_worker(monkeypatch):
    use_worker(monkeypatch, FAKE_WORKER)


def jobs(tmp_path, *names):
    instant = datetime(2021, 1, 8, tzinfo=UTC)
    return [
        (SourceFile(name, name, name, f"inbox:{name}", 1, instant, instant), tmp_path)
        for name in names
    ]


def test_results_come_in_the_order_of_the_jobs(tmp_path):
    names = [f"file{n}" for n in range(30)]
    results = [result for _, result in run_workers(jobs(tmp_path, *names), workers=2)]
    assert results == names


def test_a_worker_that_aborts_costs_its_own_file_only(tmp_path):
    results = {
        source.name: result
        for source, result in run_workers(jobs(tmp_path, "a", "abort", "b", "c"), workers=1)
    }
    assert isinstance(results["abort"], WorkerDiedError)
    assert "退出码" in str(results["abort"])
    assert not results["abort"].is_our_defect
    assert [results[name] for name in ("a", "b", "c")] == ["a", "b", "c"]


def test_a_worker_that_does_not_come_back_is_stopped(tmp_path, monkeypatch):
    monkeypatch.setattr(supervisor, "SECONDS_PER_FILE", 1)
    results = [result for _, result in run_workers(jobs(tmp_path, "sleep", "after"), workers=1)]
    assert isinstance(results[0], WorkerDiedError)
    assert "超过 1 秒" in str(results[0])
    assert results[1] == "after"


def test_no_jobs_start_no_worker(tmp_path):
    assert list(run_workers([], workers=2)) == []


def test_an_error_of_our_own_is_told_from_a_bad_file_with_its_last_line(tmp_path):
    results = [result for _, result in run_workers(jobs(tmp_path, "raise", "after"), workers=1)]
    assert results[0].is_our_defect
    assert "KeyError: 'no such key'" in str(results[0])
    assert results[1] == "after"


def test_a_worker_that_cannot_start_blames_no_file(tmp_path, monkeypatch):
    use_worker(monkeypatch, "import no_such_module")
    with pytest.raises(JinguoError, match="no_such_module"):
        list(run_workers(jobs(tmp_path, "a", "b"), workers=2))
