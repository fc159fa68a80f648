"""Tables that mislead: figures of others, lost multipliers, unreadable cells, words that turn."""

from decimal import Decimal

import pytest

from ingestion.codebook import load_codebook
from ingestion.decode.decoder import decode
from ingestion.extract.tables import read_tables
from ingestion.model import Envelope, Role, Status
from ingestion.organizations import load_organizations

COUNTY = Envelope("430423", "衡山县", "2020")
HALF = Envelope("430423", "衡山县", "2020H1")
CITY = Envelope("430400", "衡阳市", "2020")


def read(lines, envelope=COUNTY):
    document = decode("\n".join([*lines, ""]).encode(), "表.csv")
    return read_tables(document, envelope, load_codebook(), load_organizations())


def told(reading, *fields):
    return [tuple(getattr(claim, field) for field in fields) for claim in reading.claims]


# -- whose figure it is


def test_a_row_of_a_level_above_is_the_upper_offices():
    lines = ["单位,妇女之家数", "衡山县,3", "全县,3", "全市,30", "全省,300", "全国,9000", "合计,3"]
    assert told(read(lines), "organization_code", "organization_name") == [
        ("430423", "衡山县"),
        (None, None),
        ("430400", "衡阳市"),
        ("430000", "湖南省"),
        (None, "全国"),
        (None, None),
    ]


@pytest.mark.parametrize(
    ("code", "word", "expected"),
    [
        ("430181", "全市", None),
        ("430103", "全市", "430100"),
        ("152502", "全区", "150000"),
        ("433101", "全州", "433100"),
        ("430181", "全县", None),
    ],
    ids=["county-level-city", "district", "region", "autonomous-prefecture", "any-county"],
)
def test_a_level_is_the_nearest_office_that_is_called_so(code, word, expected):
    (claim,) = read([f"指标,{word}", "妇女之家数,30"], Envelope(code, "", "2020")).claims
    assert (claim.organization_code, claim.organization_name is None) == (expected, not expected)


def test_a_total_is_the_offices_own_over_what_lies_below_it_and_nobodys_over_its_neighbours():
    below = read(["县区,妇女之家数", "衡山县,3", "衡阳县,4", "合计,7"], CITY)
    beside = read(["县区,妇女之家数", "衡山县,3", "衡阳县,4", "合计,7"])
    assert told(below, "value", "organization_code")[-1] == (Decimal(7), None)
    assert [claim.value for claim in beside.claims] == [3, 4]
    assert beside.numbers_ignored == 1


def test_a_name_that_begins_with_a_level_above_is_for_review():
    (claim,) = read(["指标,数量", "全省妇女之家数,300"]).claims
    assert (claim.status, claim.reason) == (Status.REVIEW, "「全省」说的可能是上级的数")


@pytest.mark.parametrize("corner", ["乡镇", "县区", "指标"])
def test_offices_as_columns_are_read_whatever_the_corner_says(corner):
    reading = read([f"{corner},开云镇,白果镇,合计", "妇女之家数,3,4,7", "家长学校,5,6,11"])
    assert told(reading, "indicator_code", "organization_code") == [
        ("womens_homes", "430423100"),
        ("womens_homes", "430423101"),
        ("womens_homes", None),
        ("parent_schools", "430423100"),
        ("parent_schools", "430423101"),
        ("parent_schools", None),
    ]


# -- units and what is counted


@pytest.mark.parametrize(
    ("name", "unit", "value"),
    [
        ("接待信访件次", "万件", 20_000),
        ("接待信访件次", "百件", 200),
        ("两癌筛查人数", "千人", 2_000),
        ("走访慰问户数", "百户", 200),
        ("援建面积", "万平方米", 20_000),
        ("两癌筛查人数", "万", 20_000),
    ],
)
def test_a_multiplier_before_a_unit_scales_in_a_column_a_bracket_and_a_note(name, unit, value):
    column = read(["指标,单位,数量", f"{name},{unit},2"])
    bracket = read([f"县区,{name}（{unit}）", "衡山县,2"])
    note = read([f"统计表,单位：{unit}", "指标,数量", f"{name},2"])
    assert [r.claims[0].value for r in (column, bracket, note)] == [value] * 3
    assert [r.claims[0].status for r in (column, bracket)] == [Status.ACCEPTED] * 2


@pytest.mark.parametrize("unit", ["斛", "K", "万斛"])
def test_a_unit_that_nobody_knows_is_for_review(unit):
    (claim,) = read(["指标,单位,数量", f"接待信访件次,{unit},2"]).claims
    assert (claim.status, claim.reason) == (
        Status.REVIEW,
        f"不认识单位「{unit}」，数值未经换算",
    )


def test_a_column_that_counts_another_thing_is_for_review():
    reading = read(["指标名称,件数,人数", "接待信访,82,120"])
    assert told(reading, "status") == [(Status.ACCEPTED,), (Status.REVIEW,)]


@pytest.mark.parametrize("header", ["指标,数量", "指标,单位,数量"], ids=["no-unit", "unit"])
@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("人均接待信访", "件"),
        ("户均贷款发放额", "元"),
        ("平均两癌筛查人数", "人"),
        ("拒绝接待信访件次", "件次"),
        ("接待男性信访件次", "件次"),
        ("接待信访去重人数", "人"),
        ("未接待信访件次", "件次"),
        ("非两癌筛查人数", "人"),
        ("不合格家长学校", "所"),
        ("停办家长学校数", "所"),
    ],
)
def test_a_word_that_qualifies_a_name_is_never_passed_over(name, unit, header):
    row = f"{name},{unit},40000" if "单位" in header else f"{name},40000"
    assert told(read([header, row]), "status") == [(Status.REVIEW,)]


def test_a_header_that_fits_nothing_is_asked_about_whatever_its_words_resemble():
    reading = read(["指标,单位,数量", "喷泉数,个,3", "会议室,间,5"])
    assert {claim.status for claim in reading.claims} == {Status.REVIEW}
    assert [finding.rule for finding in reading.findings] == ["unmapped_header"] * 2


@pytest.mark.parametrize("name", ["巾帼志愿者人数", "家长学校", "最美家庭户数"])
def test_half_a_person_is_for_review(name):
    (claim,) = read(["指标,数量", f"{name},12.5"]).claims
    assert claim.status is Status.REVIEW


# -- periods


@pytest.mark.parametrize(
    ("columns", "envelope", "periods"),
    [
        ("本期,去年全年,去年同期", HALF, [None, "2019", "2019H1"]),
        ("1—11月累计,去年同期", COUNTY, ["2020M01-M11", "2019M01-M11"]),
        ("1—6月,上年同期,7—12月,上年同期", COUNTY, ["2020H1", "2019H1", "2020H2", "2019H2"]),
        ("任务数,1—6月,去年同期", COUNTY, [None, "2020H1", "2019H1"]),
    ],
)
def test_last_years_column_is_the_span_of_the_column_it_stands_with(columns, envelope, periods):
    values = ",".join(str(n) for n in range(1, len(periods) + 1))
    reading = read([f"指标,{columns}", f"两癌筛查人数,{values}"], envelope)
    assert [claim.period_id for claim in reading.claims] == periods
    assert reading.claims[-1].role is Role.PRIOR_PERIOD


# -- cells


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("97.560975609756", Decimal("97.561")),
        ("33.3333333333333", Decimal("33.3333")),
        ("12000000000", Decimal(12_000_000_000)),
        ("12(其中线上3)", Decimal(12)),
        ("82 元（含来电）", Decimal(82)),
    ],
)
def test_long_numbers_and_remarks_keep_the_number(cell, value):
    reading = read(["指标,数量", f"小额贷款发放额（元）,{cell}"])
    assert told(reading, "value", "value_raw") == [(value, cell)]


@pytest.mark.parametrize(
    "cell",
    [
        "12345678901234567890123",
        "123456789012345678",
        "九件左右吧…",
        "13800001111",
        "138-0000-1111",
        "0734-5812345",
        "430423198001011234",
        "#REF!",
        "待定",
        "见附件第三页的说明",
    ],
)
def test_what_is_no_number_in_a_value_column_is_a_problem_that_quotes_no_persons_digits(cell):
    reading = read(["指标,数量", f"家长学校,{cell}", "妇女之家数,3"])
    (finding,) = reading.findings
    assert (finding.rule, reading.problems, len(reading.claims)) == ("invalid_cell", 1, 1)
    assert reading.numbers_found == 2
    assert not any(char in finding.message.split("填", 1)[1] for char in "13579" if cell[0] != "#")
    assert not any(len(part) > 5 and part.isdigit() for part in finding.figures)


@pytest.mark.parametrize(
    "lines",
    [
        ["指标,单位,数量", "两癌筛查人数,人,#REF!", "妇女之家数,个,3"],
        ["两癌筛查人数,人,#REF!", "妇女之家数,个,3"],
        ["指标,数量", "两癌筛查人数,待定", "妇女之家数,3"],
        ["县区,妇女之家数", "衡阳县,待定", "衡山县,3"],
    ],
)
def test_a_first_row_without_a_number_is_no_header(lines):
    reading = read(lines, CITY)
    assert told(reading, "indicator_code", "status") == [("womens_homes", Status.ACCEPTED)]
    assert reading.problems == 1


@pytest.mark.parametrize(
    ("lines", "counts"),
    [
        (
            ["指标,数量,备注", "妇女之家数,3,12", "家长学校,待定,", "巾帼志愿者人数,—,"],
            (4, 2, 1, 1),
        ),
        (["县区,妇女之家数,排名", "衡山县,3,1", "合计,#N/A,"], (3, 1, 1, 1)),
        (["指标,数量", "妇女之家数,", "家长学校,5"], (1, 1, 0, 0)),
        (
            [
                "县区,妇女之家数,工作亮点",
                "衡山县,3,举办活动12次受到好评",
                "衡阳县,4,广泛开展宣传受到好评",
                "南岳区,5,无",
            ],
            (5, 4, 1, 0),
        ),
    ],
    ids=["remarks-and-silence", "rank-and-error", "blank", "a-column-of-prose"],
)
def test_every_cell_that_is_seen_is_a_claim_or_ignored_or_a_problem(lines, counts):
    reading = read(lines, CITY)
    found = (reading.numbers_found, len(reading.claims), reading.numbers_ignored, reading.problems)
    assert found == counts
    assert found[0] == sum(found[1:])


# -- delimited text


@pytest.mark.parametrize(
    "lines",
    [
        ["指标,数量", "妇女之家数,12,000", "家长学校,3", "巾帼志愿者人数,4"],
        ["指标,数量,备注", "妇女之家数,12,000,", "家长学校,3,x", "巾帼志愿者人数,4,"],
    ],
    ids=["beyond-the-header", "into-the-remarks"],
)
def test_a_row_that_a_comma_made_wider_than_its_header_is_for_review(lines):
    status = {claim.locator.cell: claim.status for claim in read(lines).claims}
    assert status.pop("table1!r2c2") is Status.REVIEW
    status.pop("table1!r2c3", None)
    assert set(status.values()) == {Status.ACCEPTED}


def test_names_that_nobody_knows_are_not_looked_up_by_the_thousand():
    asked = []
    places = load_organizations()

    class Counting:
        official_name = places.official_name
        ancestors = places.ancestors
        children = places.children

        def resolve(self, name, **options):
            asked.append(name)
            return places.resolve(name, **options)

    lines = ["县区,妇女之家数", *(f"不明{n}县,{n}" for n in range(3_000))]
    document = decode("\n".join(lines).encode(), "表.csv")
    reading = read_tables(document, CITY, load_codebook(), Counting())
    assert (len(asked), len(reading.claims)) == (2_000, 3_000)
    assert reading.claims[-1].organization_name == "不明2999县"


def test_a_long_table_whose_first_row_is_blank_keeps_its_period_column():
    lines = [
        "填报单位,报告期,指标名称,计量单位,数值,备注",
        "衡山县妇联,2019年,妇女之家数,个,,",
        "衡山县妇联,2019年,接待信访件次,件,82,",
    ]
    reading = read(lines)
    assert told(reading, "indicator_code", "period_id", "value") == [
        ("petitions_received", "2019", Decimal(82))
    ]
    assert reading.problems == 0
