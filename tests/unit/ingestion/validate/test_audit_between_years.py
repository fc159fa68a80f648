"""Growth, differences and points: what two figures of two years contradict, and what they bear."""

import pytest

from ingestion.codebook import load_codebook
from ingestion.decode.text import normalise
from ingestion.validate.audit import audit
from tests.unit.ingestion.validate.reading import claims_of, findings_of

CONTRADICTIONS = {
    "measured-by-this-year": (
        "接待来访50件,上年同期80件,同比下降60%。",
        "change_mismatch",
        "(50件 - 80件) ÷ 80件 = -37.5%",
    ),
    "difference-behind-from-and-to": (
        "家长学校由五年前的25所发展到40所,净增18所。",
        "change_mismatch",
        "|40所 - 25所| = 15",
    ),
    "difference-by-last-year": (
        "比上年的200例减少50例,下降35%。",
        "change_mismatch",
        "50例 ÷ 200例 = 25%",
    ),
    "last-years-rate-behind-its-points": (
        "入园率为79%,较上年提高3个百分点,上年为74%。",
        "change_mismatch",
        "|79% - 74%| = 5个百分点",
    ),
    "counts-change-by-no-points": (
        "信访80件,比去年同期的100件下降20个百分点。",
        "points_vs_percent",
        "|80件 - 100件| ÷ 100件 = 20%",
    ),
    "the-beginning-of-the-year": (
        "建立微家45个,较年初的30个增加20个。",
        "change_mismatch",
        "|45个 - 30个| = 15",
    ),
}


@pytest.mark.parametrize(
    ("text", "rule", "arithmetic"), CONTRADICTIONS.values(), ids=CONTRADICTIONS.keys()
)
def test_a_contradiction_is_one_question_with_its_arithmetic(text, rule, arithmetic):
    assert [(one.rule, one.arithmetic) for one in findings_of(text)] == [(rule, arithmetic)]


SILENT = {
    "measured-by-last-year": "接待来访50件,上年同期80件,同比下降37.5%。",
    "difference-behind-from-and-to": "家长学校由五年前的25所发展到40所,净增15所。",
    "rates-change-by-points": "办结率80%,比去年同期的75%提高5个百分点。",
    "difference-by-last-year": "比上年的200例减少50例,下降25%。",
    "last-years-rate-behind-its-points": "入园率为79%,较上年提高5个百分点,上年为74%。",
    "rounded-yi": "发放贷款5.2亿元,上年为4.6亿元,增长15.4%。",
    "points-of-a-rate-told-behind-counts": (
        "信访80件,比去年同期的100件明显减少,办结率提高5个百分点。"
    ),
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT.keys())
def test_a_correct_or_unclear_statement_is_silent(text):
    assert findings_of(text) == ()


@pytest.mark.parametrize(
    ("growth", "arithmetic"),
    [
        pytest.param("下降19%", ["(210人次 - 250人次) ÷ 250人次 = -16%"], id="off"),
        pytest.param("下降16%", [], id="fits"),
    ],
)
def test_of_two_named_years_the_earlier_is_last_years(growth, arithmetic):
    text = f"2014年接待来访210人次,2013年为250人次,同比{growth}。"
    figures = [one for one in claims_of(text) if one.unit_raw != "年"]
    findings = audit(figures, normalise(text), load_codebook()).findings
    assert [finding.arithmetic for finding in findings] == arithmetic


def test_from_one_named_year_to_another_is_told_by_the_words_and_not_by_the_order():
    text = "帮扶资金从2012年的120万元增加到2013年的180万元,增长60%。"
    figures = [one for one in claims_of(text) if one.unit_raw != "年"]
    (finding,) = audit(figures, normalise(text), load_codebook()).findings
    assert finding.arithmetic == "(180万元 - 120万元) ÷ 120万元 = 50%"
