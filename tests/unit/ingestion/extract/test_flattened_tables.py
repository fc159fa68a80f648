"""Tables among the lines of a report: read as tables, each figure where it stands in the text."""

import pytest

from ingestion.codebook import load_codebook
from ingestion.decode.decoder import decode
from ingestion.extract.narrative import read_narrative
from ingestion.extract.tables import read_tables
from ingestion.model import Envelope
from ingestion.organizations import load_organizations

COUNTY = Envelope(organization_code="421222", organization_name="通城县", period_id="2024")


def _read(*lines):
    document = decode("\n".join(lines).encode(), "报告.txt")
    reading = read_tables(document, COUNTY, load_codebook(), load_organizations())
    return document, reading


def _figures(*lines):
    _, reading = _read(*lines)
    return [(claim.indicator_code, claim.role.value, str(claim.value)) for claim in reading.claims]


def test_a_table_of_tasks_has_targets_and_figures():
    assert _figures(
        "附：任务完成情况表",
        "项目 年计划数 完成数 完成率",
        "技能培训(人次) 12000 9480 79%",
        "妇女之家(个) 300 246 82%",
    ) == [
        ("skills_trained_persons", "target", "12000"),
        ("skills_trained_persons", "actual", "9480"),
        ("womens_homes", "target", "300"),
        ("womens_homes", "actual", "246"),
    ]


def test_a_figure_is_addressed_by_its_characters():
    document, reading = _read("地区　美麗庭院（戶）　兩癌檢查（人）", "雋水鎮　４１０　5,120")
    written = [
        document.text[claim.locator.char_start : claim.locator.char_end] for claim in reading.claims
    ]
    assert written == ["４１０", "5,120"]


def test_no_number_of_a_table_is_read_as_prose_too():
    document, reading = _read("项目 计划数 完成数", "技能培训(人次) 120 94")
    prose = read_narrative(document, COUNTY, load_codebook())
    assert (len(reading.claims), prose.numbers_found) == (2, 0)


@pytest.mark.parametrize(
    ("lines", "figures"),
    [
        pytest.param(
            ("单位：万元", "项目 计划数 完成数", "小额贷款 3000 2416"),
            [("loans_amount", "target", "30000000"), ("loans_amount", "actual", "24160000")],
            id="unit-above",
        ),
        pytest.param(
            ("项目 完成数 备注", "技能培训(人次) 94 无"),
            [("skills_trained_persons", "actual", "94")],
            id="a-dash-or-nothing-says-nothing",
        ),
        pytest.param(
            ("指标 2015年 2020年目标", "孕产妇死亡率(1/10万) 17.6 20", "婴儿死亡率(‰) 6.4 8"),
            [
                ("maternal_mortality_rate", "actual", "17.6"),
                ("maternal_mortality_rate", "target", "20"),
                ("infant_mortality_rate", "actual", "6.4"),
                ("infant_mortality_rate", "target", "8"),
            ],
            id="years",
        ),
    ],
)
def test_headers_and_units_hold_as_in_a_workbook(lines, figures):
    assert _figures("一、全年工作情况", *lines) == figures


def test_a_column_of_a_level_is_a_part_of_its_row():
    _, reading = _read("渠道 区本级 合计", "来信来函(件) 45 121")
    found = [(claim.indicator_code, claim.breakdown) for claim in reading.claims]
    assert found == [("petition_letters", "level:county"), ("petition_letters", None)]


def test_a_table_under_a_heading_of_plans_waits_for_a_person():
    lines = ("项目 数量 单位", "技能培训 120 人次", "妇女之家 30 个")
    _, done = _read("二、主要成绩", *lines)
    _, planned = _read("二、主要成绩", "全年工作顺利。", "三、2025年工作计划", *lines)
    assert {claim.status.value for claim in done.claims} == {"accepted"}
    assert {claim.status.value for claim in planned.claims} == {"review"}


def test_a_list_of_persons_holds_no_figure_of_the_office():
    _, reading = _read("姓名 年龄 救助金额(元)", "王秀英 45 10000", "李桂兰 52 10000")
    assert (reading.claims, reading.numbers_ignored) == ((), reading.numbers_found)


def test_a_line_just_above_a_table_says_of_which_year_it_is():
    _, reading = _read("附：2023年各乡镇完成情况", "项目 培训人次 两癌筛查(人)", "合计 120 500")
    assert {claim.period_id for claim in reading.claims} == {"2023"}


def test_the_rows_of_townships_are_their_own():
    _, reading = _read(
        "乡镇名称 办班(期) 参训妇女(人次)", "隽水镇 9 1240", "麦市镇 6 815", "合计 15 2055"
    )
    found = [(claim.organization_name, str(claim.value)) for claim in reading.claims]
    assert found == [
        ("通城县隽水镇", "9"),
        ("通城县隽水镇", "1240"),
        ("通城县麦市镇", "6"),
        ("通城县麦市镇", "815"),
        (None, "15"),
        (None, "2055"),
    ]
