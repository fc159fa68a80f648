"""The gate: what a night must not have lost, and how a person lets it pass."""

import pytest

from ingestion.errors import JinguoError
from ingestion.settings import Settings
from warehouse.connect import writer
from warehouse.gate import check_gate
from warehouse.load import create_raw_schema
from warehouse.publish import publish_release
from warehouse.release import read_release


@pytest.fixture
def settings(tmp_path):
    settings = Settings(home=tmp_path)
    with writer(settings.build_database) as connection:
        create_raw_schema(connection)
        for schema in ("marts", "facts", "quality"):
            connection.execute(f"create schema {schema}")
        connection.execute("create table quality.built_batches (batch_id varchar)")
        connection.execute("create table marts.mart_county_comparison (organization_code varchar)")
        connection.execute(
            "create table facts.fct_observation (organization_code varchar, is_standing boolean)"
        )
    fill(settings, {"430423": 50, "430424": 50})
    check_gate(settings)
    publish_release(settings, "20210109T020000")
    return settings


def fill(settings, figures):
    with writer(settings.build_database) as connection:
        connection.execute("delete from marts.mart_county_comparison")
        connection.execute("delete from facts.fct_observation")
        for code, count in figures.items():
            connection.execute("insert into marts.mart_county_comparison values (?)", [code])
            connection.executemany(
                "insert into facts.fct_observation values (?, true)", [[code]] * count
            )


def test_a_night_that_adds_passes(settings):
    fill(settings, {"430423": 50, "430424": 50, "430426": 10})
    check_gate(settings)


def test_a_county_that_vanished_stops_the_release(settings):
    fill(settings, {"430423": 100})
    with pytest.raises(JinguoError, match="430424"):
        check_gate(settings)


def test_figures_that_fell_by_more_than_a_tenth_stop_the_release(settings):
    fill(settings, {"430423": 45, "430424": 44})
    with pytest.raises(JinguoError, match="从 100 条降到 89 条"):
        check_gate(settings)


def test_a_batch_that_the_build_did_not_see_stops_the_release(settings):
    (settings.batches / "abc").mkdir(parents=True)
    (settings.batches / "abc" / "loaded.json").write_text("{}", "utf-8")
    with pytest.raises(JinguoError, match="abc"):
        check_gate(settings)


def test_a_person_may_let_it_pass_and_the_release_says_why(settings):
    fill(settings, {"430423": 100})
    check_gate(settings, accepted="误放的报告已移走")
    publish_release(settings, "20210110T020000", accepted="误放的报告已移走")
    assert read_release(settings).accepted == "误放的报告已移走"
    check_gate(settings)
