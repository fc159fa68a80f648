"""Tables in, claims out: layouts, cells, units, periods, organisations, and what goes to review."""

import csv
import datetime as dt
import io
from decimal import Decimal
from types import SimpleNamespace

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from ingestion.codebook import load_codebook
from ingestion.decode.csv_table import read_csv_table
from ingestion.decode.decoder import decode
from ingestion.extract.tables import read_tables
from ingestion.model import (
    Document,
    Envelope,
    Method,
    NormalizedText,
    Qualifier,
    Role,
    Status,
    ValueState,
)

COUNTY = Envelope("430423", "衡山县", "2020")
ERROR = "#DIV/0!"
CITY = Envelope("430400", "衡阳市", "2020")


NAMES = {
    "衡阳市": "430400",
    "湖南省": "430000",
    "衡山县": "430423",
    "衡山": "430423",
    "衡阳县": "430421",
    "南岳区": "430412",
}


def resolve(name, **_):
    code = NAMES.get(name.removesuffix("妇联"))
    return SimpleNamespace(organization=code and SimpleNamespace(organization_code=code))


def official_name(code, _=None):
    return next(name for name, known in NAMES.items() if known == code)


def office(code, name):
    return SimpleNamespace(organization_code=code, organization_name=name)


CITY_OFFICE, PROVINCE_OFFICE = office("430400", "衡阳市"), office("430000", "湖南省")
ABOVE = {"430400": [PROVINCE_OFFICE], "430000": []}
BELOW = {"430400": [office(code, name) for name, code in NAMES.items() if len(name) > 2]}
GAZETTEER = SimpleNamespace(
    resolve=resolve,
    official_name=official_name,
    ancestors=lambda code, _=None: ABOVE.get(code, [CITY_OFFICE, PROVINCE_OFFICE]),
    children=lambda code, _=None: BELOW.get(code, []),
)


def workbook(rows, merges=(), name="统计表", styles=None):
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = book.add_worksheet(name)
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if value == ERROR:
                sheet.write_formula(number, column, "=1/0", None, ERROR)
                continue
            if isinstance(value, dt.date):
                sheet.write_datetime(number, column, value, book.add_format({"num_format": "m月"}))
                continue
            style = (styles or {}).get((number, column))
            sheet.write(number, column, value, book.add_format(style) if style else None)
    for span, text in merges:
        sheet.merge_range(span, text)
    book.close()
    return decode(buffer.getvalue(), "表.xlsx")


def read(rows, envelope=COUNTY, **options):
    return read_tables(workbook(rows, **options), envelope, load_codebook(), GAZETTEER)


def told(reading, *fields):
    """Return (cell, indicator, value, then `fields`) of every claim."""
    return [
        (c.locator.cell, c.indicator_code, c.value, *(getattr(c, field) for field in fields))
        for c in reading.claims
    ]


# -- layouts


@pytest.mark.parametrize(
    "header",
    [
        ["单位", "时期", "指标", "数值", "计量单位"],
        ["填报单位", "报告期", "指标名称", "数量", "单位"],
        ["organization", "period", "indicator", "value", "unit"],
    ],
    ids=["chinese", "unit-called-单位", "english"],
)
def test_a_long_table_gives_one_claim_a_row(header):
    reading = read(
        [
            header,
            ["衡山县", 2020, "妇女之家数", 355, "个"],
            ["衡阳县妇联", "2020年上半年", "loans_amount", "239.5", "万元"],
        ],
        CITY,
    )
    assert told(reading, "organization_code", "period_id", "method") == [
        ("D2", "womens_homes", Decimal(355), "430423", "2020", Method.TABLE),
        ("D3", "loans_amount", Decimal(2395000), "430421", "2020H1", Method.TABLE),
    ]


def test_the_columns_of_a_long_table_may_stand_in_any_order():
    reading = read(
        [
            ["数值", "计量单位", "指标", "时期", "单位"],
            [355, "个", "妇女之家数", "2019年", "衡山县"],
        ]
    )
    assert told(reading, "organization_code", "period_id") == [
        ("A2", "womens_homes", Decimal(355), "430423", "2019")
    ]


def test_a_form_under_a_merged_title_takes_period_and_unit_from_the_lines_above():
    reading = read(
        [
            ["2020年上半年妇联工作统计表", None],
            ["填报单位：衡山县妇联", "单位：人、万元"],
            ["指标名称", "本期数"],
            ["小额贷款发放额", 239.5],
            ["两癌筛查人数", 1234],
        ],
        merges=[("A1:B1", "2020年上半年妇联工作统计表")],
    )
    assert told(reading, "period_id", "method", "organization_code") == [
        ("B4", "loans_amount", Decimal(2395000), "2020H1", Method.FORM, None),
        ("B5", "cancer_screened", Decimal(1234), "2020H1", Method.FORM, None),
    ]


def test_labels_beside_values_need_no_header():
    reading = read(
        [
            ["妇女之家（个）", 355, "家长学校(所)", 12],
            ["小额贷款发放额（万元）", 10, "巾帼志愿者人数", None],
        ]
    )
    assert told(reading) == [
        ("B1", "womens_homes", Decimal(355)),
        ("D1", "parent_schools", Decimal(12)),
        ("B2", "loans_amount", Decimal(100000)),
    ]


def test_the_columns_of_a_form_are_roles_and_periods_of_one_indicator():
    reading = read(
        [
            ["指标名称", "任务数", "本期数", "累计数", "去年同期", "同比增长%", "完成率"],
            ["维权站点数", 100, 20, 90, 80, "12.5%", "90%"],
        ],
        Envelope("430423", "衡山县", "2020Q3"),
    )
    assert told(reading, "role", "period_id") == [
        ("B2", "rights_stations", Decimal(100), Role.TARGET, None),
        ("C2", "rights_stations", Decimal(20), Role.ACTUAL, None),
        ("D2", "rights_stations", Decimal(90), Role.ACTUAL, "2020M01-M09"),
        ("E2", "rights_stations", Decimal(80), Role.PRIOR_PERIOD, "2019Q3"),
    ]
    assert (reading.numbers_found, reading.numbers_ignored) == (6, 2)


def test_the_target_of_the_year_in_a_half_year_form_is_of_the_year():
    reading = read(
        [["指标", "年度任务数", "完成数"], ["两癌筛查人数", 100, 58]],
        Envelope("430423", "衡山县", "2020H1"),
    )
    assert told(reading, "role", "period_id") == [
        ("B2", "cancer_screened", Decimal(100), Role.TARGET, "2020"),
        ("C2", "cancer_screened", Decimal(58), Role.ACTUAL, None),
    ]


MATRIX = [
    ["县区", "两癌筛查", None, None, "小额贷款", None],
    [None, "任务数", "完成数", "完成率%", "发放额（万元）", "获贷户数"],
    ["衡山县", 100, 58, "58%", 12.5, 3],
    ["衡阳县", 200, 90, "45%", 24, 6],
    ["合计", 300, 148, "49%", 36.5, 9],
]
MATRIX_MERGES = [("A1:A2", "县区"), ("B1:D1", "两癌筛查"), ("E1:F1", "小额贷款")]
FIRST_ROW = [
    ("B3", "cancer_screened", Decimal(100), Role.TARGET),
    ("C3", "cancer_screened", Decimal(58), Role.ACTUAL),
    ("D3", "cancer_screening_completion_rate", Decimal(58), Role.ACTUAL),
    ("E3", "loans_amount", Decimal(125000), Role.ACTUAL),
    ("F3", "loan_households", Decimal(3), Role.ACTUAL),
]


@pytest.mark.parametrize("merges", [MATRIX_MERGES, ()], ids=["merged", "merges-lost"])
def test_a_matrix_under_two_header_rows_joins_group_and_column(merges):
    reading = read(MATRIX, CITY, merges=merges)
    assert told(reading, "role")[:5] == FIRST_ROW
    assert {c.organization_code for c in reading.claims[:5]} == {"430423"}


def test_a_total_over_organizations_is_the_reporting_offices_own():
    total = read(MATRIX, CITY, merges=MATRIX_MERGES).claims[-5:]
    assert {(c.locator.cell[1:], c.organization_code, c.organization_name) for c in total} == {
        ("5", None, None)
    }


def test_a_total_and_a_subtotal_are_nobodys_where_the_office_is_unknown():
    rows = [["县区", "妇女之家数"], ["衡山县", 3], ["小计", 3], ["合计", 3]]
    reading = read(rows, Envelope(period_id="2020"))
    assert told(reading, "organization_code") == [("B2", "womens_homes", Decimal(3), "430423")]
    assert reading.numbers_ignored == 2


def test_a_transposed_matrix_reads_the_same():
    reading = read([["指标", "衡山县", "衡阳县"], ["妇女之家数", 3, 4], ["家长学校", 5, 6]], CITY)
    assert told(reading, "organization_code") == [
        ("B2", "womens_homes", Decimal(3), "430423"),
        ("C2", "womens_homes", Decimal(4), "430421"),
        ("B3", "parent_schools", Decimal(5), "430423"),
        ("C3", "parent_schools", Decimal(6), "430421"),
    ]


@pytest.mark.parametrize(
    ("columns", "periods"),
    [
        (["1月", "2月", "3月", "合计"], ["2020M01", "2020M02", "2020M03", "2020Q1"]),
        (["上半年", "全年"], ["2020H1", "2020"]),
        (["2018年", "2019年", "2020年"], ["2018", "2019", "2020"]),
        ([2018, 2019], ["2018", "2019"]),
        (["一季度", "1—9月累计"], ["2020Q1", "2020M01-M09"]),
        (["202001", "202002"], ["2020M01", "2020M02"]),
    ],
    ids=[
        "months",
        "half-and-year",
        "years",
        "bare-years",
        "quarter-and-cumulative",
        "years-and-months",
    ],
)
def test_columns_may_be_periods(columns, periods):
    values = list(range(1, len(columns) + 1))
    reading = read([["指标名称", *columns], ["两癌筛查人数", *values]])
    assert [(int(c.value), c.period_id) for c in reading.claims] == list(
        zip(values, periods, strict=True)
    )


def test_dates_that_head_columns_are_their_months():
    january = dt.date(2020, 1, 1)
    reading = read([["指标", january, "2月"], ["两癌筛查人数", 1, 2]], COUNTY)
    assert [c.period_id for c in reading.claims] == ["2020M01", "2020M02"]


def test_a_section_names_the_program_that_decides_between_like_phrases():
    reading = read(
        [
            ["类别", "指标", "数量"],
            ["维权", "婚调委", 3],
            [None, "发放宣传资料", 30],
            ["健康", "发放宣传资料", 40],
        ],
    )
    assert told(reading) == [
        ("C2", "mediation_committees", Decimal(3)),
        ("C3", "legal_leaflets", Decimal(30)),
        ("C4", "health_leaflets", Decimal(40)),
    ]


def test_a_generic_name_under_a_section_is_read_together_with_it():
    rows = [["指标", "数量"], ["一、两癌", None], ["1.救助人数", 5], ["2.救助金额（元）", 50000]]
    assert told(read(rows, merges=[("A2:B2", "一、两癌")])) == [
        ("B3", "cancer_relief_persons", Decimal(5)),
        ("B4", "cancer_relief_amount", Decimal(50000)),
    ]


def test_a_row_left_blank_is_no_section():
    rows = [
        ["指标", "数量"],
        ["妇女之家数", 3],
        ["宫颈癌检查人数(人)", None],
        ["听讲座妇女(人)", 7],
    ]
    (_, claim) = read(rows).claims
    assert claim.indicator_code in {None, "health_lecture_attendees"}
    assert claim.context == "听讲座妇女(人) / 数量"


def test_a_part_that_the_codebook_does_not_know_goes_to_review():
    reading = read([["指标", "总数", "其中：妇女"], ["妇联执委人数", 100, 60]])
    assert [c.status for c in reading.claims] == [Status.ACCEPTED, Status.REVIEW]


def test_a_total_beside_months_under_their_year_is_their_span():
    rows = [["指标", "2020年", None, None], [None, "1月", "2月", "合计"], ["两癌筛查人数", 1, 2, 3]]
    reading = read(rows, merges=[("A1:A2", "指标"), ("B1:D1", "2020年")])
    assert [c.period_id for c in reading.claims] == ["2020M01", "2020M02", "2020M01-M02"]


def test_two_tables_on_one_sheet_each_have_their_own_header():
    reading = read(
        [
            ["2019年统计表", None],
            ["指标名称", "数量"],
            ["妇女之家数", 3],
            [None, None],
            ["2020年统计表", None],
            ["指标名称", "任务数"],
            ["家长学校", 5],
        ],
    )
    assert told(reading, "role", "period_id") == [
        ("B3", "womens_homes", Decimal(3), Role.ACTUAL, "2019"),
        ("B7", "parent_schools", Decimal(5), Role.TARGET, "2020"),
    ]


def test_serial_numbers_column_numbers_and_notes_are_no_figures():
    reading = read(
        [
            ["序号", "指标", "数量", "备注"],
            ["甲", "乙", 1, 2],
            [1, "妇女之家数", 3, "2019年建"],
            [2, "家长学校", 5, 12],
            ["注：数据截至12月31日", None, None, None],
            ["填表人：", "某某", "联系电话：", "12345678"],
        ],
    )
    assert told(reading) == [
        ("C3", "womens_homes", Decimal(3)),
        ("C4", "parent_schools", Decimal(5)),
    ]


def test_an_instruction_sheet_holds_no_figures():
    reading = read([["妇女之家数", 3]], name="填报说明")
    assert (reading.claims, reading.numbers_found, reading.numbers_ignored) == ((), 1, 1)


def test_a_table_in_a_csv_file_has_the_addresses_of_its_records():
    document = decode("统计表\n指标,数值\n妇女之家数,355\n家长学校,12\n".encode(), "a.csv")
    reading = read_tables(document, COUNTY, load_codebook())
    assert [(c.locator.sheet, c.locator.cell) for c in reading.claims] == [
        (None, "table1!r3c2"),
        (None, "table1!r4c2"),
    ]


def test_a_title_names_the_indicator_where_no_label_does():
    reading = read(
        [["各县区两癌筛查人数统计表"], ["县区", "1月", "2月"], ["衡山县", 3, 4], ["衡阳县", 5, 6]],
        CITY,
    )
    assert told(reading, "organization_code", "period_id") == [
        ("B3", "cancer_screened", Decimal(3), "430423", "2020M01"),
        ("C3", "cancer_screened", Decimal(4), "430423", "2020M02"),
        ("B4", "cancer_screened", Decimal(5), "430421", "2020M01"),
        ("C4", "cancer_screened", Decimal(6), "430421", "2020M02"),
    ]


@pytest.mark.parametrize(
    ("name", "line"),
    [("衡山县", "统计表"), ("Sheet1", "填报单位：衡山县妇联")],
    ids=["sheet", "line"],
)
def test_a_sheet_of_a_collected_workbook_belongs_to_the_office_it_names(name, line):
    (claim,) = read([[line], ["指标", "数量"], ["妇女之家数", 3]], CITY, name=name).claims
    assert (claim.organization_code, claim.method) == ("430423", Method.FORM)


def test_an_organization_merged_down_the_side_owns_its_rows():
    rows = [["县区", "指标", "数量"], ["衡山县", "妇女之家数", 3], [None, "家长学校", 4]]
    reading = read(rows, CITY, merges=[("A2:A3", "衡山县")])
    assert [c.organization_code for c in reading.claims] == ["430423", "430423"]


def test_a_sum_over_different_indicators_is_ignored():
    reading = read([["指标", "数量"], ["妇女之家数", 3], ["家长学校", 4], ["合计", 7]])
    assert (len(reading.claims), reading.numbers_ignored) == (2, 1)


# -- cells


@pytest.mark.parametrize(
    ("cell", "value", "high", "qualifier"),
    [
        ("1,234", 1234, None, Qualifier.EXACT),
        ("１２３", 123, None, Qualifier.EXACT),
        ("36人", 36, None, Qualifier.EXACT),
        ("1.2万人", 12000, None, Qualifier.EXACT),
        ("约50", 50, None, Qualifier.ABOUT),
        ("近200名", 200, None, Qualifier.LESS_THAN),
        ("50余", 50, None, Qualifier.MORE_THAN),
        ("100人以上", 100, None, Qualifier.AT_LEAST),
        ("3—5", 3, 5, Qualifier.RANGE),
        ("3-5人", 3, 5, Qualifier.RANGE),
        ("无", 0, None, Qualifier.EXACT),
        ("0", 0, None, Qualifier.EXACT),
        ("-5", -5, None, Qualifier.EXACT),
        ("十二人", 12, None, Qualifier.EXACT),
    ],
)
def test_numbers_written_as_text_are_read(cell, value, high, qualifier):
    (claim,) = read([["指标", "数量"], ["两癌筛查人数", cell]]).claims
    assert (claim.value, claim.value_high, claim.qualifier) == (value, high, qualifier)
    assert (claim.value_raw, claim.status) == (cell, Status.ACCEPTED)


@pytest.mark.parametrize(
    ("cell", "state"),
    [
        ("—", ValueState.NOT_REPORTED),
        ("-", ValueState.NOT_REPORTED),
        ("未报", ValueState.NOT_REPORTED),
        ("／", ValueState.NOT_APPLICABLE),
        ("不适用", ValueState.NOT_APPLICABLE),
        ("保密", ValueState.WITHHELD),
    ],
)
def test_silence_that_is_written_keeps_its_kind_and_has_no_value(cell, state):
    (claim,) = read([["指标", "数量"], ["两癌筛查人数", cell]]).claims
    assert (claim.value_state, claim.value) == (state, None)


def test_a_blank_cell_says_nothing():
    assert read([["指标", "数量"], ["妇女之家数", 3], ["家长学校", None]]).numbers_found == 1


@pytest.mark.parametrize("cell", ["待定", "见附件", "3月", "13800001111"])
def test_words_dates_and_telephone_numbers_are_no_figures(cell):
    rows = [["指标", "数量"], ["妇女之家数", 3], ["家长学校", cell]]
    assert told(read(rows)) == [("B2", "womens_homes", Decimal(3))]


@pytest.mark.parametrize(
    ("header", "cell", "style", "value", "status"),
    [
        ("信访办结率", 0.975, {"num_format": "0.0%"}, "97.5", Status.ACCEPTED),
        ("信访办结率", "97.5%", None, "97.5", Status.ACCEPTED),
        ("信访办结率（%）", 97.5, None, "97.5", Status.ACCEPTED),
        ("信访办结率", 97.5, None, "97.5", Status.ACCEPTED),
        ("信访办结率", 0.975, None, "97.5", Status.REVIEW),
        ("信访办结率（%）", 0.975, None, "0.975", Status.REVIEW),
        ("婴儿死亡率（‰）", 4.2, None, "4.2", Status.ACCEPTED),
        ("婴儿死亡率", "4.2%", None, "4.2", Status.REVIEW),
    ],
)
def test_rates_are_percent_as_people_say_them(header, cell, style, value, status):
    styles = {(1, 1): style} if style else None
    (claim,) = read([["指标", "数量"], [header, cell]], styles=styles).claims
    assert (str(claim.value), claim.status) == (value, status)


@pytest.mark.parametrize(
    ("note", "header", "cell", "value", "status"),
    [
        ("单位：万元", "小额贷款发放额", 12.5, 125000, Status.ACCEPTED),
        ("单位：人、万元", "小额贷款发放额", 12.5, 125000, Status.ACCEPTED),
        ("单位：万元", "小额贷款发放额（元）", 12500, 12500, Status.ACCEPTED),
        ("单位：万元", "小额贷款发放额", "3000元", 3000, Status.ACCEPTED),
        ("", "小额贷款发放额", 12.5, Decimal("12.5"), Status.REVIEW),
        ("", "小额贷款发放额", 125000, 125000, Status.ACCEPTED),
        ("单位：万元", "小额贷款发放额", "1.2万", 12000, Status.REVIEW),
        ("单位：万元", "两癌筛查人数", 58, 58, Status.ACCEPTED),
    ],
)
def test_the_nearest_unit_scales_an_amount(note, header, cell, value, status):
    (claim,) = read([["统计表", note], ["指标", "数量"], [header, cell]]).claims
    assert (claim.value, claim.status) == (value, status)


@pytest.mark.parametrize("header", ["两癌筛查人数（户）", "妇女之家数（万元）"])
def test_a_unit_that_counts_something_else_goes_to_review(header):
    (claim,) = read([["指标", "数量"], [header, 5]]).claims
    assert claim.status is Status.REVIEW


def test_an_error_in_a_value_column_is_a_question_with_its_address():
    rows = [["指标", "数量"], ["妇女之家数", 3], ["家长学校", ERROR]]
    (finding,) = [f for f in read(rows).findings if f.rule == "invalid_cell"]
    assert finding.locator.shown() == "统计表!B3"
    assert finding.message.endswith("请问应填的数字是多少？")


# -- headers


def test_a_header_that_fits_nothing_is_kept_for_review_and_asked_about_once():
    reading = read([["县区", "公务用车数"], ["衡山县", 3], ["衡阳县", 4]], CITY)
    assert [(c.indicator_code, c.status, c.value) for c in reading.claims] == [
        (None, Status.REVIEW, Decimal(3)),
        (None, Status.REVIEW, Decimal(4)),
    ]
    (finding,) = reading.findings
    assert (finding.rule, finding.locator.cell) == ("unmapped_header", "B1")


@pytest.mark.parametrize(
    ("header", "code", "breakdown"),
    [
        ("市级巾帼文明岗", "jinguo_posts", "level:prefecture"),
        ("其中：省级巾帼文明岗（个）", "jinguo_posts", "level:province"),
        ("新建妇女之家", "womens_homes", "new"),
        ("达标指标数", "outline_indicators_met", None),
        ("3.“妇”字号示范基地", "demonstration_bases", None),
        ("全县小额担保贷款发放额", "loans_amount", None),
        ("累计获贷妇女人数", "loan_borrowers_cumulative", None),
        ("纠纷调解成功数", "disputes_settled", None),
        ("乡镇（街道）妇联主席配备数", "township_chairs", None),
    ],
)
def test_words_beside_a_name_are_levels_numbers_and_qualifiers(header, code, breakdown):
    (claim,) = read([["指标", "数量"], [header, 50000]]).claims
    assert (claim.indicator_code, claim.breakdown) == (code, breakdown)


@pytest.mark.parametrize(
    "header",
    ["妇联主席男性人数", "贷款申请人数", "重复信访件数", "总人口", "网格员人数", "住院分娩率"],
)
def test_another_thing_is_not_taken_for_an_indicator(header):
    (claim,) = read([["指标", "数量"], [header, 5]]).claims
    assert claim.status is Status.REVIEW


def test_an_organization_that_nobody_knows_keeps_its_name():
    reading = read([["填报单位", "妇女之家数", "家长学校"], ["某某开发区", 3, 4]], CITY)
    claim, _ = reading.claims
    (finding,) = reading.findings
    assert (finding.rule, finding.locator.cell) == ("unresolved_organization", "B2")
    assert (claim.organization_name, claim.organization_code) == ("某某开发区", None)
    assert claim.status is Status.ACCEPTED


def test_every_number_is_a_claim_or_ignored():
    reading = read(
        [
            ["序号", *MATRIX[0]],
            [None, *MATRIX[1]],
            *([n, *r] for n, r in enumerate(MATRIX[2:], start=1)),
        ],
        CITY,
    )
    assert reading.numbers_found == len(reading.claims) + reading.numbers_ignored == 18


def test_the_evidence_names_the_header_and_the_rule():
    (claim,) = read([["指标", "数量"], ["妇女之家数", 3]]).claims
    assert claim.evidence == "表头「妇女之家数」→ womens_homes（名称相同）"
    assert claim.context == "妇女之家数 / 数量"


WORDS = st.sampled_from(
    [
        "指标",
        "单位",
        "数量",
        "合计",
        "任务数",
        "妇女之家",
        "两癌",
        "衡山县",
        "1月",
        "2020",
        "3",
        "—",
    ]
)
MARKS = st.sampled_from(
    ["注：", "填报单位：", "单位：万元", "完成率", "同比", "3—5", "序号", "其中：", "("]
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.lists(st.one_of(WORDS, MARKS, st.text(max_size=6)), min_size=1, max_size=6), max_size=7
    )
)
def test_any_table_is_read_and_every_number_is_accounted_for(rows):
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows(rows)
    table = read_csv_table(buffer.getvalue().replace("\x00", ""), ",")
    normalized = NormalizedText("", range(1))
    document = Document("a.csv", "text/csv", "", normalized, (table,))
    reading = read_tables(document, CITY, load_codebook(), GAZETTEER)
    counted = len(reading.claims) + reading.numbers_ignored + reading.problems
    assert reading.numbers_found == counted
    assert all(claim.locator.cell.startswith("table1!r") for claim in reading.claims)
