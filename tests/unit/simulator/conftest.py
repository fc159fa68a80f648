"""One small province, simulated once: Hainan has counties that answer to the province itself."""

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from simulator import simulate

PROVINCE = "460000"
PERIODS = ["2018", "2019", "2020H1", "2020"]


@pytest.fixture(scope="session")
def province(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("province")
    simulate(PROVINCE, PERIODS, 7, out)
    return out


@pytest.fixture(scope="session")
def truth(province: Path) -> list[dict]:
    return pq.read_table(province / "truth.parquet").to_pylist()
