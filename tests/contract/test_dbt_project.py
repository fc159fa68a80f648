"""The dbt project keeps its promises: columns, layers, both languages, and one answer."""

from __future__ import annotations

import re
import runpy
from functools import cache
from pathlib import Path

import pytest
import yaml

from ingestion.codebook import load_codebook
from ingestion.model import Locator
from tests.contract.raw_schema import Raw, write_raw
from tests.contract.reports import two_counties
from warehouse.build import run_dbt
from warehouse.connect import writer

PROJECT = Path(__file__).parents[2]
MODELS = PROJECT / "dbt_project" / "models"
PUBLISHED = ("dimensions", "facts", "metrics", "marts", "quality")
COMPARISON = [
    *("organization_code", "organization_name", "prefecture_name", "province_name", "period_id"),
    *("program_code", "indicator_code", "indicator_name"),
    *("value", "value_high", "qualifier", "unit_code"),
    *("province_rank", "province_percentile", "province_share"),
    *("prior_value", "change_rate", "per_10k_women"),
    *("submission_id", "locator", "method"),
]
COMPARISON_SINCE = ["composition", "is_simulated"]


def _layer_of_models() -> dict[str, str]:
    return {path.stem: path.relative_to(MODELS).parts[0] for path in MODELS.rglob("*.sql")}


@cache
def _declared_models() -> dict[str, dict]:
    files = [yaml.safe_load(path.read_text("utf-8")) for path in MODELS.rglob("*.yml")]
    return {model["name"]: model for file in files for model in file.get("models", [])}


def test_program_facts_are_what_the_codebook_makes():
    generator = runpy.run_path(str(PROJECT / "scripts" / "make_fact_yaml.py"))
    expected = generator["generated_files"]()
    written = {path: path.read_text("utf-8") for path in (MODELS / "facts").glob("*/*")}
    assert written == expected, "run: python scripts/make_fact_yaml.py"


def test_each_indicator_is_a_column_of_its_programs_fact_and_of_no_other():
    models = _declared_models()
    columns = {
        (column["name"], model.removeprefix("fct_"))
        for model in models
        for column in models[model].get("columns", [])
        if model.removeprefix("fct_") in load_codebook().programs
    }
    keys = {"organization_key", "organization_code", "period_id"}
    assert {pair for pair in columns if pair[0] not in keys} == {
        (code, indicator.program_code) for code, indicator in load_codebook().indicators.items()
    }


def test_marts_read_dimensions_facts_and_metrics_only():
    layers = _layer_of_models()
    read = {
        layers[name]
        for path in (MODELS / "marts").glob("*.sql")
        for name in re.findall(r"ref\('(\w+)'\)", path.read_text("utf-8"))
    }
    assert read <= {"dimensions", "facts", "metrics"}


@pytest.mark.parametrize(
    "model", sorted(name for name, layer in _layer_of_models().items() if layer in PUBLISHED)
)
def test_a_published_model_tests_its_grain(model):
    declared = _declared_models()[model]
    tests = list(declared.get("data_tests", []))
    tests += [test for column in declared["columns"] for test in column.get("data_tests", [])]
    assert any(test == "unique" or "unique_combination" in test for test in tests)


@pytest.mark.parametrize("path", sorted(MODELS.rglob("*.sql")), ids=lambda path: path.stem)
def test_models_stay_short(path):
    assert len(path.read_text("utf-8").splitlines()) <= 120


def test_yaml_files_stay_short():
    long = {path.name for path in MODELS.rglob("*.yml") if len(path.open().readlines()) > 150}
    assert long == set()


def _rows(database: Path, query: str) -> list[tuple]:
    with writer(database) as connection:
        return connection.execute(query).fetchall()


@pytest.mark.slow
def test_the_standing_figure_reaches_the_comparison(built):
    rows = _rows(
        built,
        "select organization_name, prefecture_name, period_id, value, qualifier, province_rank, "
        "prior_value, change_rate, locator from marts.mart_county_comparison "
        "where indicator_code = 'cancer_screened' order by organization_code, period_id",
    )
    assert [tuple(map(str, row)) for row in rows] == [
        ("衡山县", "衡阳市", "2019", "400.0000", "exact", "1", "None", "None", "Sheet1!B2"),
        ("衡山县", "衡阳市", "2020", "620.0000", "exact", "1", "400.0000", "55.0000", "Sheet1!B2"),
        (
            *("衡东县", "衡阳市", "2020", "620.0000", "more_than", "1"),
            *("55.0000", "1027.2727", "Sheet1!B2；Sheet1!B2"),
        ),
    ]


@pytest.mark.slow
def test_the_wide_fact_keeps_null_where_nothing_was_reported(built):
    query = (
        "select organization_code, petitions_received, petitions_handled, petition_letters "
        "from facts.fct_rights_protection order by all"
    )
    assert [tuple(map(str, row)) for row in _rows(built, query)] == [
        ("430423", "82.0000", "80.0000", "None"),
        ("430424", "30.0000", "None", "None"),
    ]


@pytest.mark.slow
def test_a_stated_rate_stands_beside_the_computed_one(built):
    query = (
        "select numerator, denominator, value, stated_value, stated_difference "
        "from metrics.met_indicator_ratio where organization_code = '430423' and period_id = '2020'"
    )
    assert [tuple(map(str, row)) for row in _rows(built, query)] == [
        ("80.0000", "82.0000", "97.5610", "98.0000", "0.4390")
    ]


@pytest.mark.slow
def test_a_figure_in_prose_says_where_it_stands_as_the_model_does(built):
    query = "select locator_text from facts.fct_observation where method = 'narrative'"
    shown = Locator("text", char_start=12, char_end=15).shown()
    assert _rows(built, query) == [(shown,)]


@pytest.mark.slow
def test_a_report_without_an_office_waits_outside_the_facts(built):
    query = "select is_organization_missing, is_period_missing, waiting_count from quality.unplaced"
    assert _rows(built, query) == [(True, False, 1)]
    assert _rows(built, "select count(*) from facts.fct_observation where value = 7") == [(0,)]


@pytest.mark.slow
def test_parts_of_a_stock_have_no_whole(built):
    query = "select count(*) from facts.fct_observation where indicator_code = 'jinguo_posts'"
    assert _rows(built, query) == [(1,)]
    assert _rows(built, "select * from facts.fct_posts_and_volunteers") == []


@pytest.mark.slow
def test_the_comparison_has_the_columns_that_others_rely_on(built):
    query = "select column_name from (describe marts.mart_county_comparison)"
    assert [name for (name,) in _rows(built, query)] == COMPARISON + COMPARISON_SINCE


@pytest.mark.slow
def test_every_published_column_carries_a_comment_in_both_languages(built):
    columns = _rows(
        built,
        "select schema_name || '.' || table_name || '.' || column_name, comment "
        f"from duckdb_columns() where schema_name in {PUBLISHED}",
    )
    tables = _rows(
        built,
        "select schema_name || '.' || table_name, comment "
        f"from duckdb_tables() where schema_name in {PUBLISHED}",
    )
    bilingual = re.compile(r"[\u4e00-\u9fff].* / .*[A-Za-z]", re.DOTALL)
    assert len(columns) > 300
    assert [name for name, said in columns + tables if not bilingual.search(said or "")] == []


@pytest.mark.slow
def test_the_same_reports_in_any_order_give_the_same_tables(built, tmp_path):
    backwards = tmp_path / "build.duckdb"
    write_raw(backwards, two_counties(), backwards=True)
    run_dbt(backwards)
    tables = [
        name
        for (name,) in _rows(
            built,
            "select schema_name || '.' || table_name from duckdb_tables() "
            f"where schema_name in {PUBLISHED}",
        )
    ]
    assert len(tables) >= 25
    different = [
        table
        for table in tables
        if _rows(built, f"select * from {table} order by all")
        != _rows(backwards, f"select * from {table} order by all")
    ]
    assert different == []


@pytest.mark.slow
def test_every_rule_that_chooses_or_computes_holds(built):
    assert run_dbt(built, command="unit-test").passed >= 14


@pytest.mark.slow
def test_a_night_that_brought_nothing_readable_builds(tmp_path):
    database = tmp_path / "build.duckdb"
    write_raw(database, Raw())
    assert run_dbt(database).failures == ()


@pytest.mark.slow
def test_a_figure_that_cannot_be_published_waits_in_review_with_its_cause(built):
    query = "select cause, value, context from quality.review order by all"
    assert [tuple(map(str, row)) for row in _rows(built, query)] == [
        ("no_indicator", "8.0000", "None"),
        ("no_organization", "7.0000", ""),
        ("parts_without_whole", "3.0000", ""),
        ("undeclared_indicator", "5.0000", ""),
        ("undeclared_organization", "9.0000", ""),
    ]


@pytest.mark.slow
def test_a_silence_in_words_is_a_state_and_no_figure(built):
    query = (
        "select value_state, has_value from facts.fct_reporting_state "
        "where organization_code = '430424' and period_id = '2021'"
    )
    assert _rows(built, query) == [("withheld", False)]


@pytest.mark.slow
def test_a_report_under_a_code_that_had_ended_is_compared_and_listed(built):
    query = "select organization_name, cause, figure_count from quality.organization_validity"
    assert _rows(built, query) == [("望城县", "ended", 1)]
    compared = "select value from marts.mart_county_comparison where organization_name = '望城县'"
    assert _rows(built, compared) == [(3,)]


@pytest.mark.slow
def test_a_build_names_the_batches_that_it_saw(built):
    query = "select batch_id, delivery_count from quality.built_batches"
    assert _rows(built, query) == [("batch", len(two_counties().deliveries))]
