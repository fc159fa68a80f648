"""A small province as its raw rows: what the contract tests build the warehouse from."""

from __future__ import annotations

from tests.contract.raw_schema import Raw


def two_counties() -> Raw:
    """Return two counties of 衡阳市 over two years: late, corrected, mentioned and in parts."""
    raw = Raw()
    screened = {"indicator_code": "cancer_screened"}
    raw.report("430423", "2019", [{**screened, "value": 400}], delivered="2020-01-10")
    raw.report(
        "430423",
        "2020",
        [
            {**screened, "value": 600},
            {**screened, "value": 410, "period_id": "2019", "role": "prior_period"},
            {"indicator_code": "petitions_received", "value": 82},
            {"indicator_code": "petitions_handled", "value": 80},
            {
                "indicator_code": "petition_closure_rate",
                "value": 98,
                "method": "narrative",
                "locator": {"kind": "text", "char_start": 12, "char_end": 15},
            },
            {"indicator_code": "jinguo_posts", "value": 3, "breakdown": "level:county"},
        ],
        delivered="2021-01-10",
    )
    raw.finding("rate_mismatch", "80÷82＝97.56%，报告写 98%，请核实")
    raw.report("430423", "2020", [{**screened, "value": 620}], delivered="2021-01-20")
    raw.report(
        "430424",
        "2020",
        [
            {**screened, "value": 200, "breakdown": "event:1"},
            {**screened, "value": 420, "breakdown": "event:2", "qualifier": "more_than"},
            {**screened, "value": 55, "period_id": "2019", "role": "prior_period"},
        ],
        delivered="2021-01-15",
    )
    raw.report(
        "430424",
        "2020",
        [{"indicator_code": "petitions_received", "value": 30}],
        delivered="2021-01-01",
        authority="correction",
    )
    raw.report(
        "430424",
        "2020",
        [{"indicator_code": "petitions_received", "value": 99}],
        delivered="2021-03-01",
    )
    raw.report(None, "2020", [{**screened, "value": 7}], delivered="2021-01-15")
    _report_what_waits(raw)
    return raw


def _report_what_waits(raw: Raw) -> None:
    """Add silences, codes that nobody declares, and a county that had become a district."""
    raw.report(
        "430424",
        "2021",
        [
            {"indicator_code": "womens_homes", "value": None, "value_state": "withheld"},
            {"indicator_code": "no_longer_declared", "value": 5, "unit_code": "个"},
            {"indicator_code": None, "value": 8, "context": "张三"},
            {"indicator_code": "womens_homes", "value": 9, "organization_code": "999999"},
        ],
        delivered="2022-01-15",
    )
    figures = [{"indicator_code": "womens_homes", "value": 3}]
    raw.report("430122", "2021", figures, delivered="2022-01-16")
