"""Every question of docs/analyst-guide.md runs, and the two that once answered wrongly do not."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from warehouse.connect import writer

GUIDE = Path(__file__).parents[2] / "docs" / "analyst-guide.md"
QUESTIONS = [
    question.strip()
    for block in GUIDE.read_text("utf-8").split("```sql")[1:]
    for question in block.split("```")[0].split(";")
    if question.strip()
]


def _title(question: str) -> str:
    return question.splitlines()[0].removeprefix("-- ")


def _asked(words: str) -> str:
    (question,) = [question for question in QUESTIONS if words in _title(question)]
    return question


def test_the_guide_has_its_questions():
    assert [_title(question).split()[0] for question in QUESTIONS] == [
        str(number) for number in range(1, 13)
    ]


@pytest.mark.slow
@pytest.mark.parametrize("question", QUESTIONS, ids=_title)
def test_a_question_of_the_guide_runs(built, question):
    with writer(built) as connection:
        assert connection.execute(question).description


def test_who_has_not_reported_leaves_out_who_has(tmp_path):
    with writer(tmp_path / "small.duckdb") as connection:
        connection.execute("create schema marts")
        connection.execute(
            "create table marts.mart_reporting as from (values "
            "('衡山县', '衡阳市', '湖南省', 'county', '2020', true), "
            "('衡东县', '衡阳市', '湖南省', 'county', '2020', false), "
            "('奈曼旗', '通辽市', '内蒙古自治区', 'county', '2020', false)) as told ("
            "organization_name, prefecture_name, province_name, level, period_id, has_reported)"
        )
        assert connection.execute(_asked("谁没报")).fetchall() == [("衡东县", "衡阳市")]


def test_a_ratio_is_re_added_over_counties_that_gave_both_parts(tmp_path):
    with writer(tmp_path / "small.duckdb") as connection:
        connection.execute("create schema metrics")
        connection.execute("create schema dimensions")
        connection.execute(
            "create table dimensions.dim_organization as from (values "
            "('A@1', 'A', 'county'), ('B@1', 'B', 'county'), ('P@1', 'P', 'prefecture')) "
            "as places (organization_key, organization_code, level)"
        )
        connection.execute(
            "create table metrics.met_indicator_ratio as select *, '2020' as period_id, "
            "'petition_closure_rate' as indicator_code from (values "
            "('A@1', 'A', 80, 100), ('B@1', 'B', 50, null), ('P@1', 'P', 900, 1000)) "
            "as told (organization_key, organization_code, numerator, denominator)"
        )
        ((rate, counties),) = connection.execute(_asked("办结率")).fetchall()
    assert (Decimal(str(rate)), counties) == (80, 1)
