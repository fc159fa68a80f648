"""Growth, differences and points: what two figures of two years contradict, and what they bear."""

import pytest

from tests.unit.ingestion.validate.reading import findings_of

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
    "counts-change-by-no-points": (
        "信访80件,比去年同期的100件下降20个百分点。",
        "points_vs_percent",
        "|80件 - 100件| ÷ 100件 = 20%",
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
    "rounded-yi": "发放贷款5.2亿元,上年为4.6亿元,增长15.4%。",
    "points-of-a-rate-told-behind-counts": (
        "信访80件,比去年同期的100件明显减少,办结率提高5个百分点。"
    ),
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT.keys())
def test_a_correct_or_unclear_statement_is_silent(text):
    assert findings_of(text) == ()
