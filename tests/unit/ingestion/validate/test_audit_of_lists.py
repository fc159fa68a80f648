"""Lists and tables typed in lines: a share, a total, against all the others beside it."""

import pytest

from tests.unit.ingestion.validate.reading import findings_of

_RECEIVED = "全年受理信访200件(次),比上年多30件。其中:"


def listed(*shares):
    """Five kinds of letters, a line each, of the 200 received."""
    counts = (100, 50, 24, 16, 10)
    kinds = ("婚姻类", "财产类", "劳动类", "人身类", "其他类")
    lines = zip(kinds, counts, shares, strict=True)
    return "\n".join(
        [_RECEIVED, *(f"{kind}。{count}件,占{share}。" for kind, count, share in lines)]
    )


@pytest.mark.parametrize(
    ("shares", "arithmetic"),
    [
        pytest.param(("50%", "25%", "12%", "8%", "6%"), ["10件 ÷ 200件(次) = 5%"], id="one-is-off"),
        pytest.param(("50%", "25%", "12%", "8%", "5%"), [], id="all-fit"),
        pytest.param(("50%", "25%", "14%", "9%", "7%"), [], id="several-are-off-another-whole"),
        pytest.param(("50%", "25%", "12%", "8%", "45%"), [], id="one-of-another-whole"),
    ],
)
def test_the_one_share_of_a_list_that_does_not_fit_the_whole_of_the_others(shares, arithmetic):
    assert [finding.arithmetic for finding in findings_of(listed(*shares))] == arithmetic


@pytest.mark.parametrize(
    ("text", "arithmetic"),
    [
        pytest.param(
            "甲镇 4 520\n乙镇 5 610\n丙镇 6 700\n合计 15 1930",
            ["520 + 610 + 700 = 1830"],
            id="total-below",
        ),
        pytest.param(
            "合计 15 1930\n甲镇 4 520\n乙镇 5 610\n丙镇 6 700",
            ["520 + 610 + 700 = 1830"],
            id="total-above",
        ),
        pytest.param("甲镇 4 520\n乙镇 5 610\n丙镇 6 700\n合计 15 1830", [], id="adds-up"),
        pytest.param("甲镇 4 520\n乙镇 5 610\n合计 15 1930", [], id="no-column-adds-up"),
        pytest.param("甲镇 4 91%\n乙镇 5 95%\n合计 9 93%", [], id="rates-do-not-add"),
        pytest.param("甲镇 4 520\n乙镇 5 -\n合计 9 620", [], id="a-cell-without-a-number"),
        pytest.param("甲镇 4 52.1\n乙镇 5 61.5\n合计 9 57.3", [], id="a-mean-is-far-from-a-sum"),
    ],
)
def test_a_total_that_its_column_misses_is_asked_about_where_another_adds_up(text, arithmetic):
    assert [finding.arithmetic for finding in findings_of(text)] == arithmetic


def test_the_place_of_a_total_is_its_cell():
    text = "甲镇 4 520\n乙镇 5 610\n合计 9 1230"
    (finding,) = findings_of(text)
    assert text[finding.locator.char_start : finding.locator.char_end] == "1230"


@pytest.mark.parametrize(
    ("growth", "rules"),
    [
        pytest.param("上升了5.2%", ["points_vs_percent"], id="points"),
        pytest.param("上升了15.1%", [], id="percent"),
        pytest.param("上升了5.2个百分点", [], id="told-as-points"),
        pytest.param("上升了3.3%", [], id="this-year-is-not-told"),
    ],
)
def test_growth_of_a_share_whose_sum_stands_elsewhere_is_in_points(growth, rules):
    text = f"邻里纠纷为多,占39.7%。\n邻里纠纷的比重,上年为34.5%,今年{growth}。"
    assert [finding.rule for finding in findings_of(text)] == rules


@pytest.mark.parametrize(
    ("rate", "arithmetic"),
    [
        pytest.param("95%以上", ["81名 ÷ 90个 = 90%"], id="off"),
        pytest.param("90%", [], id="fits"),
    ],
)
def test_places_that_have_one_head_each_are_the_whole_of_the_heads(rate, arithmetic):
    text = f"90个行政村配备妇代会主任81名,配备率达{rate}。"
    assert [finding.arithmetic for finding in findings_of(text)] == arithmetic
