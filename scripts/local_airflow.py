"""Airflow for one machine: its environment, and its database made once.

Nothing here imports Airflow: it reads its environment while it is imported.
"""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

from ingestion.errors import JinguoError
from ingestion.settings import PROJECT, Settings

PORT = int(os.environ.get("JINGUO_AIRFLOW_PORT", "8080"))
POOLS = {"warehouse_writer": {"slots": 1, "description": "DuckDB: one process writes"}}
USER = "admin"


class SetUpError(JinguoError):
    """Airflow's database could not be made; the text is Airflow's own."""


def use_local_airflow(settings: Settings) -> Path:
    """Point this process and its children at the Airflow below `home`; returns AIRFLOW_HOME.

    What the caller's environment says of Airflow wins, except where its files are: another
    Airflow of the same person is never touched.
    """
    airflow_home = settings.home.resolve() / "airflow"
    airflow_home.mkdir(parents=True, exist_ok=True)
    os.environ["AIRFLOW_HOME"] = str(airflow_home)
    os.environ["JINGUO_HOME"] = str(settings.home.resolve())
    os.environ["AIRFLOW__CORE__DAGS_FOLDER"] = str(PROJECT / "dags")
    os.environ["PYTHONPATH"] = os.pathsep.join(
        part for part in (os.environ.get("PYTHONPATH"), str(PROJECT)) if part
    )
    for name, value in _defaults(airflow_home).items():
        os.environ.setdefault(name, value)
    return airflow_home


def prepare_database(airflow_home: Path) -> None:
    """Make the metadata database and the pools, unless this version of Airflow has already."""
    stamp = airflow_home / "ready"
    wanted = json.dumps({"airflow": version("apache-airflow"), "pools": POOLS})
    if stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        return
    pools = airflow_home / "pools.json"
    pools.write_text(json.dumps(POOLS), encoding="utf-8")
    _airflow("db", "migrate")
    _airflow("pools", "import", str(pools))
    stamp.write_text(wanted, encoding="utf-8")


def read_password(airflow_home: Path) -> str:
    """Return the password of `USER`, drawn at random on this machine the first time."""
    store = _password_file(airflow_home)
    if not store.exists():
        store.touch(mode=0o600)
        store.write_text(json.dumps({USER: secrets.token_urlsafe(12)}), encoding="utf-8")
    return str(json.loads(store.read_text(encoding="utf-8"))[USER])


def _defaults(airflow_home: Path) -> dict[str, str]:
    address = f"http://127.0.0.1:{PORT}"
    return {
        "AIRFLOW__API__BASE_URL": address,
        "AIRFLOW__API__HOST": "127.0.0.1",
        "AIRFLOW__API__PORT": str(PORT),
        "AIRFLOW__API__WORKERS": "1",
        "AIRFLOW__CORE__DAGS_ARE_PAUSED_AT_CREATION": "False",
        "AIRFLOW__CORE__DEFAULT_TIMEZONE": "Asia/Shanghai",
        "AIRFLOW__CORE__EXECUTION_API_SERVER_URL": f"{address}/execution/",
        "AIRFLOW__CORE__EXECUTOR": "LocalExecutor",
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "AIRFLOW__CORE__PARALLELISM": "2",
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE": str(_password_file(airflow_home)),
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_USERS": f"{USER}:admin",
        "AIRFLOW__LOGGING__COLORED_CONSOLE_LOG": "False",
        "AIRFLOW__USAGE_DATA_COLLECTION__ENABLED": "False",
    }


def _password_file(airflow_home: Path) -> Path:
    return airflow_home / "passwords.json"


def _airflow(*arguments: str) -> None:
    done = subprocess.run(  # noqa: S603 - our own arguments
        [sys.executable, "-m", "airflow", *arguments], capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise SetUpError(f"airflow {' '.join(arguments)}\n{done.stdout}{done.stderr}")
