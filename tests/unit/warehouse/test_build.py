"""What a build says of itself, and what it does where a node fails."""

import pytest

from ingestion.errors import JinguoError
from ingestion.settings import Settings
from tests.contract.raw_schema import Raw, write_raw
from warehouse.build import BuildResult, NodeFailure, make_docs, read_results, run_dbt


def _row(status, unique_id, message=None):
    return {"status": status, "unique_id": unique_id, "message": message}


RESULTS = {
    "elapsed_time": 2.5,
    "results": [
        _row("success", "model.jinguo.fct_observation", "OK"),
        _row("pass", "test.jinguo.unique_x.abc123"),
        _row("warn", "test.jinguo.late_x.abc123", "Got 1 result"),
        _row("fail", "test.jinguo.not_null_x.abc123", "Got 2 results,\n  configured to fail"),
        _row("error", "model.jinguo.mart_reporting", "Binder Error"),
        _row("skipped", "test.jinguo.not_null_y.abc123"),
    ],
}


def test_counts_each_node_once():
    result = read_results(RESULTS)
    assert (result.passed, result.skipped, len(result.warnings), len(result.failures)) == (
        2,
        1,
        1,
        2,
    )


def test_names_what_failed_with_dbts_words_on_one_line():
    assert read_results(RESULTS).failures == (
        NodeFailure("test", "not_null_x", "Got 2 results, configured to fail"),
        NodeFailure("model", "mart_reporting", "Binder Error"),
    )


def test_says_in_chinese_how_it_went():
    result = BuildResult(passed=3, skipped=1, warnings=(), failures=(), seconds=2.04)
    assert result.shown() == "dbt：3 项通过，0 项提醒，0 项失败，1 项跳过，用时 2.0 秒"


@pytest.mark.slow
def test_a_failed_test_is_named_in_the_error(tmp_path):
    raw = Raw()
    figure = {"indicator_code": "cancer_screened", "value": 1, "unit_code": "元"}
    raw.report("430423", "2020", [figure], delivered="2021-01-10")
    database = tmp_path / "build.duckdb"
    write_raw(database, raw)
    with pytest.raises(JinguoError, match="检验 figures_are_in_their_indicators_unit"):
        run_dbt(database)


@pytest.mark.slow
def test_a_file_that_is_no_database_stops_dbt_and_says_where_the_log_is(tmp_path):
    database = tmp_path / "build.duckdb"
    database.write_bytes(b"not a database")
    with pytest.raises(JinguoError, match=r"dbt 没有运行.*build.duckdb.*日志在"):
        run_dbt(database)


@pytest.mark.slow
def test_the_docs_site_is_one_file_that_opens_offline(tmp_path):
    settings = Settings(home=tmp_path)
    write_raw(settings.build_database, Raw())
    page = make_docs(settings)
    assert page == settings.docs_site / "index.html"
    assert "mart_county_comparison" in page.read_text("utf-8")
