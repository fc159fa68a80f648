"""One warehouse, built once, for the tests that read what is published."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.contract.raw_schema import write_raw
from tests.contract.reports import two_counties
from warehouse.build import run_dbt


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    database = tmp_path_factory.mktemp("forwards") / "build.duckdb"
    write_raw(database, two_counties())
    run_dbt(database)
    return database
