"""Periods: the grammar, and how offices write the time a figure describes."""

from datetime import date

import pytest

from ingestion.decode.text import normalise
from ingestion.periods import (
    declared_period,
    find_periods,
    is_period_id,
    month_span,
    months_of,
    period_end,
)


@pytest.mark.parametrize(
    ("title", "period"),
    [
        pytest.param("2013年敖汉旗妇联工作总结", "2013", id="year"),
        pytest.param("昆山市妇联2020年上半年工作总结", "2020H1", id="half-year"),
        pytest.param("2020H1", "2020H1", id="folder-name"),
        pytest.param("县妇联2013年1-11月份小结", "2013M01-M11", id="cumulative-months"),
        pytest.param("2012—2016年五年工作报告", "2012..2016", id="years"),
        pytest.param("##婦聯XX年度工作總結", "XXXX", id="masked"),
        pytest.param("二〇一九年度总结", "2019", id="chinese-year"),
        pytest.param("２０２０年第一季度小结", "2020Q1", id="full-width-quarter"),
        pytest.param("2024年前三季度工作总结", "2024M01-M09", id="first-three-quarters"),
        pytest.param("2013年县妇联1—11月工作小结", "2013M01-M11", id="year-apart-from-months"),
        pytest.param("2019年工作总结及2020年工作计划", "2019", id="first-of-two-years"),
        pytest.param("县妇联2019工作总结", "2019", id="bare-year"),
        pytest.param("前三季度工作总结", "XXXXM01-M09", id="no-year-at-all"),
        pytest.param("乡镇妇联改革总结", None, id="no-period"),
        pytest.param("日期2022-05-07", None, id="a-day-declares-nothing"),
    ],
)
def test_a_title_declares_its_period(title, period):
    assert declared_period(normalise(title).text) == period


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        pytest.param("2015年3月31日", ["2015M03"], id="a-day-falls-to-its-month"),
        pytest.param("截止20146月", ["2014M06"], id="broken-date"),
        pytest.param("上半年,三月份", ["XXXXH1", "XXXXM03"], id="without-a-year"),
        pytest.param("1至6月受理", ["XXXXH1"], id="first-half-in-months"),
        pytest.param("一至十月", ["XXXXM01-M10"], id="chinese-months"),
        pytest.param("顺妇〔2023〕8号文", [], id="document-number"),
    ],
)
def test_finds_periods_in_prose(text, periods):
    assert [mention.period_id for mention in find_periods(text)] == periods


def test_a_mention_spans_its_words():
    (mention,) = find_periods("截至2020年上半年完成")
    assert "截至2020年上半年完成"[mention.start : mention.end] == "2020年上半年"


@pytest.mark.parametrize(
    "text", ["2020", "2020H2", "2020Q4", "2020M12", "2020M01-M11", "2017..2021", "XXXXM03"]
)
def test_knows_its_own_grammar(text):
    assert is_period_id(text)


@pytest.mark.parametrize(
    "text", ["20", "2020H3", "2020M13", "2020M11-M01", "2021..2017", "2020-01", "", "XXXXH"]
)
def test_refuses_what_is_no_period(text):
    assert not is_period_id(text)


@pytest.mark.parametrize(
    ("period", "end"),
    [
        pytest.param("2020", date(2020, 12, 31), id="year"),
        pytest.param("2020M02", date(2020, 2, 29), id="leap-month"),
        pytest.param("2013M01..2014M11", date(2014, 11, 30), id="across-years"),
        pytest.param("XXXXH1", None, id="masked"),
    ],
)
def test_ends_on_its_last_day(period, end):
    assert period_end(period) == end


def test_an_ill_formed_period_has_no_months():
    with pytest.raises(ValueError, match="2020X"):
        months_of("2020X")


@pytest.mark.parametrize(
    ("months", "period"),
    [((1, 3), "2020Q1"), ((1, 6), "2020H1"), ((1, 12), "2020"), ((4, 6), "2020Q2")],
)
def test_named_spans_of_months_carry_their_name(months, period):
    assert month_span("2020", *months) == period
