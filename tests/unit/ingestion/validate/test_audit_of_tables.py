"""Tables typed in the prose, by rows and by cells: their totals and their rates."""

import pytest

from tests.unit.ingestion.validate.reading import audit_of, findings_of


def _cell_lines(total):
    heads = "附表\n季度\n班次(期)\n学员(人)\n"
    return f"{heads}一季度\n6\n310\n二季度\n9\n425\n三季度\n8\n390\n合计\n23\n{total}\n以上。"


@pytest.mark.parametrize(
    ("total", "arithmetic"),
    [
        pytest.param("1152", ["310 + 425 + 390 = 1125"], id="off"),
        pytest.param("1125", [], id="fits"),
    ],
)
def test_a_total_is_checked_in_a_table_with_a_line_for_each_cell(total, arithmetic):
    assert [finding.arithmetic for finding in findings_of(_cell_lines(total))] == arithmetic


@pytest.mark.parametrize(
    "total",
    [
        pytest.param("合计 30 760", id="in-one-word"),
        pytest.param("合 计 30 760", id="with-a-space"),
        pytest.param("全县 30 760", id="by-the-county"),
    ],
)
def test_subtotals_are_no_parts_of_the_total_however_it_is_called(total):
    table = "东片 10 210\n南片 8 190\n小计 18 400\n西片 12 350\n"
    assert [finding.arithmetic for finding in findings_of(table + total)] == [
        "210 + 190 + 350 = 750"
    ]


@pytest.mark.parametrize(
    ("heads", "row", "arithmetic"),
    [
        pytest.param(
            "项目 年度计划 实际完成 完成率",
            "普法讲座 80 68 90%",
            ["68 : 80 = 85%"],
            id="completion",
        ),
        pytest.param(
            "计划数(场) 完成数(场) 完成率",
            "普法讲座 80 68 90%",
            ["68 : 80 = 85%"],
            id="no-first-head",
        ),
        pytest.param("项目 年度计划 实际完成 完成率", "普法讲座 80 68 85%", [], id="as-printed"),
        pytest.param("项目 今年 去年 增长(%)", "普法讲座 92 80 12", ["92 : 80 = 15%"], id="growth"),
        pytest.param("项目 今年 去年 增长(%)", "普法讲座 68 80 15", [], id="decline"),
        pytest.param("项目 一季度 二季度 占比", "普法讲座 68 80 90%", [], id="no-heads-for-it"),
    ],
)
def test_a_column_of_rates_is_checked_where_the_heads_name_its_two_columns(heads, row, arithmetic):
    found = findings_of(f"{heads}\n{row}\n")
    assert [finding.arithmetic for finding in found] == arithmetic


def test_a_rate_of_the_whole_province_is_doubted_by_no_count_of_the_county():
    text = "比全省平均水平91.3%高出6个百分点。"
    assert [text[one.char_start : one.char_end] for one in audit_of(text).quoted] == ["91.3%"]
