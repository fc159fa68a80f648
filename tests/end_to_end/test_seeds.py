"""The five real reports of ../shared, from bytes to the published comparison."""

import json
import shutil
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner

from ingestion.settings import Settings
from warehouse.cli import main
from warehouse.connect import reader

SHARED = Path(__file__).resolve().parents[3] / "shared"
SEEDS, GOLD = SHARED / "seeds", SHARED / "gold"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not SEEDS.is_dir(), reason="../shared/seeds is not beside this checkout"),
]


@pytest.fixture(scope="module")
def score(tmp_path_factory):
    printed = CliRunner().invoke(
        main, ["extract", *map(str, sorted(SEEDS.glob("*.txt"))), "--format", "csv"]
    )
    predictions = tmp_path_factory.mktemp("seeds") / "p.csv"
    predictions.write_text(printed.stdout, "utf-8")
    command = [sys.executable, GOLD / "score.py", predictions, GOLD / "gold_seeds.csv"]
    scored = subprocess.run(
        [*command, "--codebook", GOLD / "codebook.csv", "--json"],
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(scored.stdout)


def test_the_seeds_are_read_well_enough(score):
    assert score["iv_f1"] >= 0.65


def test_what_is_no_statistic_is_left_alone(score):
    assert score["on_none"] <= 20


@pytest.fixture(scope="module")
def release(tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    shutil.copytree(SEEDS, home / "inbox")
    assert CliRunner().invoke(main, ["--home", str(home), "run"]).exit_code == 0
    with reader(Settings(home=home).current_release) as connection:
        yield connection


def test_a_banner_stands_in_the_county_comparison(release):
    rows = dict(
        release.execute(
            "select indicator_code, value from marts.mart_county_comparison "
            "where organization_name = '奈曼旗' and prefecture_name = '通辽市' "
            "and period_id = '2014'"
        ).fetchall()
    )
    assert rows["parent_schools"] == 297
    assert rows["post_village_pairs"] == 25
    assert rows["disease_detection_rate"] == Decimal("62.1")


def test_a_report_that_nobody_could_place_is_listed_with_what_to_do(release):
    unplaced = release.execute("select count(*) from quality.unplaced").fetchone()
    assert unplaced[0] >= 1
