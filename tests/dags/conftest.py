"""An Airflow of the tests' own: the one of the person who runs them is never read or written."""

import os

import pytest

from ingestion.settings import Settings
from scripts import local_airflow


@pytest.fixture(scope="session")
def airflow_home(tmp_path_factory):
    """Set AIRFLOW_HOME before anything imports Airflow, which reads it while it is imported."""
    before = dict(os.environ)
    yield local_airflow.use_local_airflow(Settings(home=tmp_path_factory.mktemp("dags")))
    os.environ.clear()
    os.environ.update(before)


@pytest.fixture(scope="session")
def airflow_database(airflow_home):
    """Make the metadata database as `make nightly` does."""
    local_airflow.prepare_database(airflow_home)
    return airflow_home / "airflow.db"
