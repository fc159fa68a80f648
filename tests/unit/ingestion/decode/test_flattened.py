"""Tables flattened into lines: which lines are one, what their cells say, and where they stand."""

import pytest

from ingestion.decode.decoder import decode
from ingestion.model import Paragraph, Table

_HEADER = "项目 计划数 完成数 完成率"


def _decoded(*lines):
    return decode("\n".join(lines).encode(), "报告.txt")


def _tables(*lines):
    return [block for block in _decoded(*lines).blocks if isinstance(block, Table)]


def _texts(table):
    return [[cell.text for cell in row] for row in table.rows]


def test_lines_under_a_header_of_as_many_words_are_one_table():
    (table,) = _tables("三、任务完成情况", _HEADER, "技能培训(人次) 12,000 9480 79%")
    assert _texts(table) == [_HEADER.split(), ["技能培训(人次)", "12,000", "9480", "79%"]]


def test_each_cell_knows_where_it_stands_in_the_text():
    document = _decoded("任务完成情况。", "項目　計劃數　完成數", "家庭教育講座（場）　３０　３６")
    table = next(block for block in document.blocks if isinstance(block, Table))
    cell = table.rows[1][2]
    start, end = table.spans[cell.address]
    assert (document.text[start:end], cell.text) == ("３６", "36")


def test_prose_around_a_table_stays_prose():
    document = _decoded("全年培训妇女300人次。", _HEADER, "培训(人次) 120 94 78%", "(注:未含镇区)")
    kinds = [type(block) for block in document.blocks]
    assert kinds == [Paragraph, Table, Paragraph]


@pytest.mark.parametrize(
    ("lines", "row"),
    [
        pytest.param(
            ("| 项目 | 计划数 | 完成数 |", "|---|---|---|", "| 培训(人次) | 120 | |"),
            ["培训(人次)", "120", ""],
            id="ruled-with-an-empty-cell",
        ),
        pytest.param(
            ("项目\t计划数\t完成数", "培训\t120人次\t94人次"),
            ["培训", "120人次", "94人次"],
            id="tabs",
        ),
        pytest.param(
            ("序号 指标 计量单位 计划数 完成数", "1 妇女 小额贷款 万元 3000 2416"),
            ["1", "妇女 小额贷款", "万元", "3000", "2416"],
            id="a-name-of-two-words-after-an-index",
        ),
        pytest.param(
            (_HEADER, "妇女 小额贷款(万元) 3000 2416 80.5%"),
            ["妇女 小额贷款(万元)", "3000", "2416", "80.5%"],
            id="a-name-of-two-words",
        ),
        pytest.param(
            ("区本级 镇(街道) 合计", "当面接访 45 76 121"),
            ["当面接访", "45", "76", "121"],
            id="no-corner",
        ),
        pytest.param(
            ("指标 2013年 2015年 2020年目标", "孕产妇死亡率(1/10万) 24.5 17.6 20"),
            ["孕产妇死亡率(1/10万)", "24.5", "17.6", "20"],
            id="years-as-columns",
        ),
        pytest.param(
            ("项目\t计划数\t完成数", "法律援助(件)\t30\t", "妇女之家(个)\t3\t2"),
            ["妇女之家(个)", "3", "2"],
            id="a-last-cell-left-empty",
        ),
        pytest.param(
            ("项目\t计划数\t完成数", "法律援助(件)\t30", "妇女之家(个)\t3\t2"),
            ["妇女之家(个)", "3", "2"],
            id="a-last-cell-left-out",
        ),
        pytest.param(
            ("序号 乡镇 培训人次 两癌筛查", "1 福田铺乡 120 500", "合计 280 1100"),
            ["", "合计", "280", "1100"],
            id="a-total-without-index",
        ),
        pytest.param(
            ("项目 单位 数量 备注", "妇女之家 个 355", "培训 人次 120"),
            ["培训", "人次", "120", ""],
            id="no-remark",
        ),
        pytest.param(
            ("乡 镇 培训人次 两癌筛查", "福田铺乡 120 500", "合 计 280 1100"),
            ["合计", "280", "1100"],
            id="words-spaced-out",
        ),
        pytest.param(
            ("渠道 12338来电 来访", "上半年 30 40"), ["上半年", "30", "40"], id="digits-in-a-name"
        ),
        pytest.param((_HEADER, "", "培训 120 — 无"), ["培训", "120", "—", "无"], id="silence"),
    ],
)
def test_cells_are_divided_as_their_line_shows_it(lines, row):
    (table,) = _tables(*["全年各项任务完成情况良好。"] * 6, *lines)
    assert _texts(table)[-1] == row


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(("技能培训(人次) 12000 9480 79%",), id="no-header"),
        pytest.param((_HEADER, "今年培训妇女3000人次。", "技能培训 1 2 3%"), id="prose-between"),
        pytest.param((_HEADER, "", "", "", "培训(人次) 1 2 3%"), id="three-empty-lines-between"),
        pytest.param((_HEADER, "12000 9480 79% 80%"), id="no-name"),
        pytest.param((_HEADER, "培训" * 200 + " 1 2 3%"), id="longer-than-any-row"),
        pytest.param(
            ("一、 重点工作 进展", "培训妇女 120人次 94人次"), id="a-heading-is-no-header"
        ),
        pytest.param(("主办:县妇联 承办:电子政务办", "电话 0915 4422106"), id="page-furniture"),
        pytest.param(("妇女 工作", "培训 12期", "慰问 30户"), id="two-columns-are-a-list"),
        pytest.param((_HEADER, "县妇联 王主席 李主席 赵主席"), id="no-figures"),
    ],
)
def test_everything_else_stays_prose(lines):
    assert _tables(*lines) == []


def test_a_line_for_each_cell_is_a_table_too():
    (table,) = _tables(
        "小额贷款分年度统计表",
        "年度", "贷款户数(户)", "贷款金额(万元)",
        "2012年", "1860", "3720", "2013年", "2415", "5190", "2014年1—9月", "2788", "6412",
        "今年前三季度，我县坚持应贷尽贷。",
    )  # fmt: skip
    assert _texts(table)[0] == ["年度", "贷款户数(户)", "贷款金额(万元)"]
    assert _texts(table)[-1] == ["2014年1—9月", "2788", "6412"]


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(("一、工作情况", "培训", "12期", "慰问", "30户"), id="headings"),
        pytest.param(("项目", "完成", "培训", "12期", "慰问"), id="a-row-that-breaks-off"),
        pytest.param(("主任", "电话", "王红", "0915", "4422106", "李梅"), id="uneven"),
    ],
)
def test_short_lines_that_do_not_repeat_stay_prose(lines):
    assert _tables(*lines) == []


@pytest.mark.parametrize("line", ["（注：白果镇未报）", "—1—", "白果镇 160 6"])
def test_a_line_that_is_no_row_interrupts_a_table_and_does_not_end_it(line):
    document = _decoded(
        *["全年各项任务完成情况良好。"] * 6,
        "乡镇 培训 筛查 调解",
        "福田铺乡 1 2 3",
        line,
        "合计 4 5 6",
    )
    *_, table, stray = document.blocks
    assert _texts(table)[1:] == [["福田铺乡", "1", "2", "3"], ["合计", "4", "5", "6"]]
    assert document.text[stray.start : stray.end] == line


def test_townships_with_one_figure_each_are_a_table():
    (table,) = _tables("乡镇 培训人次", "福田铺乡 120", "白果镇 160", "合计 280")
    assert len(table.rows) == 4


def test_a_list_of_three_lines_under_a_measure_is_a_table():
    (table,) = _tables("项目 数量", "培训妇女 120", "慰问户数 30", "调解纠纷 12")
    assert len(table.rows) == 4
