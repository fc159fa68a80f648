"""Loading a batch: once, whole, or not at all."""

import subprocess
import sys
from datetime import UTC, datetime

import pytest

from ingestion.errors import JinguoError
from ingestion.model import Document, Envelope, NormalizedText, Reading, SourceFile
from ingestion.settings import Settings
from ingestion.write.batch import plan_batches, write_batch
from ingestion.write.rows import outcome_of_reading
from warehouse.connect import reader, writer
from warehouse.load import load_batches
from warehouse.night import loaded_batches


@pytest.fixture
def settings(tmp_path):
    return Settings(home=tmp_path)


@pytest.fixture
def batch_id(settings):
    (planned,) = plan_batches(settings.batches, [SOURCE], size=10)
    rewrite(settings, planned, "v1")
    return planned


INSTANT = datetime(2021, 1, 8, tzinfo=UTC)
DOCUMENT = Document("a.txt", "text/plain", "", NormalizedText("", [0]), ())
SOURCE = SourceFile("d1", "s1", "a.txt", "inbox:a.txt", 1, INSTANT, INSTANT)


def rewrite(settings, batch_id, version):
    outcome = outcome_of_reading(SOURCE, DOCUMENT, Envelope(), Reading(), version)
    write_batch(settings.batches, batch_id, [outcome], version)


def counts(settings):
    with reader(settings.build_database) as connection:
        return [
            len(connection.table(f"raw.{table}").fetchall())
            for table in ("deliveries", "submissions", "load_batches")
        ]


def test_loading_twice_changes_nothing(settings, batch_id):
    load_batches(settings, [batch_id])
    before = counts(settings)
    load_batches(settings, [batch_id])
    assert before == counts(settings) == [1, 1, 1]
    assert loaded_batches(settings) == [batch_id]


def test_a_load_killed_before_its_marker_is_not_repeated(settings, batch_id):
    load_batches(settings, [batch_id])
    (settings.batches / batch_id / "loaded.json").unlink()
    load_batches(settings, [batch_id])
    assert counts(settings) == [1, 1, 1]
    assert loaded_batches(settings) == [batch_id]


def test_a_load_that_fails_half_way_leaves_nothing(settings, batch_id):
    (settings.batches / batch_id / "observations.parquet").write_bytes(b"not parquet")
    with pytest.raises(Exception, match=r"observations\.parquet"):
        load_batches(settings, [batch_id])
    assert counts(settings) == [0, 0, 0]
    assert loaded_batches(settings) == []


def test_a_batch_read_by_another_extractor_replaces_its_rows(settings, batch_id):
    load_batches(settings, [batch_id])
    rewrite(settings, batch_id, "v2")
    load_batches(settings, [batch_id])
    assert counts(settings) == [1, 1, 1]
    with reader(settings.build_database) as connection:
        versions = connection.execute("select extractor_version from raw.submissions").fetchall()
    assert versions == [("v2",)]


def test_a_batch_that_was_not_read_is_refused_by_name(settings):
    with pytest.raises(JinguoError, match="abc123"):
        load_batches(settings, ["abc123"])


HOLD_OPEN = """
import duckdb, sys
connection = duckdb.connect(sys.argv[1])
print("open", flush=True)
input()
"""


def test_a_second_writer_is_told_who_blocks_it(settings, batch_id):
    load_batches(settings, [batch_id])
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD_OPEN, str(settings.build_database)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    try:
        holder.stdout.readline()
        with (
            pytest.raises(JinguoError, match="正被另一个进程使用"),
            writer(settings.build_database),
        ):
            pass
    finally:
        holder.communicate(b"\n")
