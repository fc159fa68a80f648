"""Analysts' tools lag behind: DuckDB 1.5 opens a release, in an environment of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ingestion.settings import Settings
from warehouse.connect import writer
from warehouse.load import create_raw_schema
from warehouse.publish import publish_release

pytestmark = pytest.mark.slow

OLD = "duckdb==1.5.5"
ASK = """
import duckdb, sys
release = duckdb.connect(sys.argv[1], read_only=True)
print(duckdb.__version__, *release.execute("select value from marts.figures").fetchone())
"""


@pytest.fixture
def release(tmp_path):
    settings = Settings(home=tmp_path)
    with writer(settings.build_database) as connection:
        create_raw_schema(connection)
        connection.execute("create schema quality")
        connection.execute("create table quality.built_batches (batch_id varchar)")
        connection.execute("create schema marts")
        connection.execute("create table marts.figures as select '两癌筛查' as value")
    return publish_release(settings, "20210109T020000")


def test_a_release_opens_in_an_older_duckdb(release):
    uv = Path(sys.executable).with_name("uv")
    command = [uv, "run", "--quiet", "--no-project", "--with", OLD, "python", "-c", ASK, release]
    environment = {**os.environ, "UV_SYSTEM_CERTS": "1"}
    environment.pop("VIRTUAL_ENV", None)
    asked = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    if "ailed to fetch" in asked.stderr or "not found in the package registry" in asked.stderr:
        pytest.skip(f"{OLD} cannot be fetched here")
    assert asked.stdout.split() == ["1.5.5", "两癌筛查"], asked.stderr
