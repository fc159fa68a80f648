"""Constructions that a province's offices share: each case is one, not one office's sentence."""

from dataclasses import replace

import pytest

from ingestion.codebook import load_codebook
from ingestion.decode.text import normalise
from ingestion.extract.breakdowns import number_events
from ingestion.extract.narrative import read_narrative
from ingestion.model import Document, Envelope, Paragraph, Status


class _Gazetteer:
    """Knows the townships of one county."""

    def resolve(self, name, *, within):
        assert within == "430111"
        code = {"黎托街道": "430111009", "和平溪乡": "430111010"}.get(name)
        town = type("Town", (), {"organization_code": code}) if code else None
        return type("Found", (), {"organization": town})


def _claims(text, *, gazetteer=None):
    blocks, start = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            blocks.append(Paragraph(start, start + len(line.rstrip("\r\n"))))
        start += len(line)
    document = Document("报告.txt", "text/plain", text, normalise(text), tuple(blocks))
    envelope = Envelope("430111", "长沙市雨花区妇女联合会", "2020")
    return read_narrative(document, envelope, load_codebook(), gazetteer).claims


def _figures(text):
    return [
        (claim.indicator_code, str(claim.value))
        for claim in _claims(text)
        if claim.indicator_code and claim.status is Status.ACCEPTED and claim.role == "actual"
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("4.18名志愿者上门服务。", "18", id="glued-to-a-count"),
        pytest.param("4.1.2万名志愿者上门服务。", "12000", id="glued-to-a-decimal"),
        pytest.param("投入经费3.5万元。", "35000", id="a-decimal-is-no-item"),
    ],
)
def test_the_number_of_an_item_is_no_part_of_its_first_figure(text, value):
    assert str(_claims(text)[0].value) == value


def test_the_number_of_an_item_does_not_hide_that_all_places_are_counted():
    assert _figures("4.18个街道中,18个配齐妇联主席。") == [
        ("townships_total", "18"),
        ("township_chairs", "18"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("如黎托街道妇联全年开展志愿服务12次,受到好评。", id="for-example"),
        pytest.param("11.黎托街道妇联开展志愿服务12次。", id="numbered-item"),
        pytest.param("接待信访20件;黎托街道妇联开展志愿服务12次。", id="behind-a-semicolon"),
    ],
)
def test_a_townships_example_is_the_townships(text):
    claim = _claims(text, gazetteer=_Gazetteer())[-1]
    assert (claim.organization_code, claim.breakdown) == ("430111009", None)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("如河伯岭国有林场妇联开展志愿服务86次。", "河伯岭国有林场妇联", id="farm"),
        pytest.param("如甘棠桥社区妇联开展志愿服务9次。", "甘棠桥社区妇联", id="community"),
    ],
)
def test_a_place_that_no_gazetteer_knows_is_not_the_countys(text, name):
    claim = _claims(text, gazetteer=_Gazetteer())[-1]
    assert (claim.organization_code, claim.organization_name) == (None, name)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("科技下乡发放资料5600份。", id="going-to-the-country"),
        pytest.param("选出乡、村两级妇联主席260名。", id="two-levels"),
        pytest.param("配备妇联主席的街道有12个。", id="counted-places"),
        pytest.param("分三批对乡镇、村两级妇联干部进行集中轮训,累计179人次。", id="object"),
        pytest.param("黎托街道妇联带头;接待信访20件。", id="ended-by-a-semicolon"),
    ],
)
def test_words_that_look_like_a_place_leave_the_figure_with_the_county(text):
    assert {claim.organization_name for claim in _claims(text)} == {None}


def test_listed_places_are_counted_with_the_noun_before():
    text = "全县共有乡镇二十九个、村(社区)113个,乡镇妇联主席配备到位的二十八个。"
    assert _figures(text) == [
        ("townships_total", "29"),
        ("villages_total", "113"),
        ("township_chairs", "28"),
    ]


def test_last_years_figure_of_the_same_verb_is_last_years():
    this_year, last_year = _claims("春蕾女童救助162名,上年同期救助141名。")
    assert (this_year.indicator_code, this_year.role, this_year.period_id) == (
        "spring_bud_girls",
        "actual",
        None,
    )
    assert (last_year.indicator_code, last_year.role, last_year.period_id) == (
        "spring_bud_girls",
        "prior_period",
        "2019",
    )


def test_a_page_narrower_than_a_sentence_is_read_across_its_lines():
    lines = [
        "妇联组织在全区各项工作中发挥了积",
        "极作用,机关事业单位组建率达百分之",
        "九十一点八。各级妇联组织开展走访,",
        "慰问困难妇女",
    ]
    claims = _claims("\n".join(lines) + "32名。\n")
    assert [str(claim.value) for claim in claims] == ["91.8", "32"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "发展女专业户、示范户208户,其中年纯收入5万元以上的43户。",
            [("specialist_households", "208"), ("high_income_households", "43")],
            id="two-nouns-of-one-kind",
        ),
        pytest.param(
            "募集捐款56.6万元、捐物约580件。",
            [("donations_amount", "566000"), ("donated_goods", "580")],
            id="a-pair-of-verb-and-number",
        ),
        pytest.param(
            "二、推进两纲实施\n75项指标有65项提前达标,占86.7%。",
            [
                ("outline_indicators_total", "75"),
                ("outline_indicators_met", "65"),
                ("outline_achievement_rate", "86.7"),
            ],
            id="base-part-rate",
        ),
        pytest.param(
            "一、加强组织建设\n全县282个村(社区)中有276个配备了妇代会主任,配备率97.9%。",
            [
                ("villages_total", "282"),
                ("village_directors", "276"),
                ("village_director_rate", "97.9"),
            ],
            id="part-of-the-places",
        ),
        pytest.param(
            "广泛开展五好文明家庭评选,有1376户家庭上榜。",
            [("civilized_families", "1376")],
            id="named-in-the-clause-before",
        ),
        pytest.param(
            "开展普法活动,使1646人次妇女受到法制教育。",
            [("legal_trained_persons", "1646")],
            id="causative",
        ),
        pytest.param("选派4名到基层挂职。", [("attached_cadres", "4")], id="verb-number-purpose"),
        pytest.param(
            "爱心妈妈结对388人。", [("children_paired", "388")], id="the-agent-gives-the-topic"
        ),
        pytest.param(
            "科技活动受益妇女10148人;开展技能培训,全县共2100名妇女参加培训。",
            [("technology_beneficiaries", "10148"), ("skills_trained_persons", "2100")],
            id="the-whole-county-is-no-level",
        ),
    ],
)
def test_reads_what_is_counted(text, expected):
    assert _figures(text) == expected


@pytest.mark.xfail(reason="bare of any context, the learned words are surer than they should be")
def test_a_unit_that_speaks_against_the_indicator_goes_to_review():
    (claim,) = _claims("干部结对178人。")
    assert claim.status is Status.REVIEW


def test_a_unit_that_speaks_against_the_indicator_is_not_passed_over():
    (households,) = _claims("结对帮扶贫困户178户。")
    (persons,) = _claims("结对帮扶贫困户178人。")
    assert households.indicator_code == "paired_households" != persons.indicator_code


@pytest.mark.parametrize(
    ("text", "breakdown"),
    [
        pytest.param("新一届执委中大专以上学历占64%。", "education:college", id="education"),
        pytest.param("新一届执委中35岁以下占40%。", "age:under_35", id="age"),
        pytest.param("受理信访141件,其中婚姻家庭类占38.8%。", "topic:婚姻家庭", id="topic"),
        pytest.param(
            "受理信访141件,其中婚姻家庭类55件,占39%。", "topic:婚姻家庭", id="topic-with-its-count"
        ),
        pytest.param("培育省级示范基地2个。", "level:province", id="level-of-the-noun"),
        pytest.param("上报信息227条,被市级以上采用91条。", None, id="who-adopted-is-no-level"),
        pytest.param("向省级部门报送信息20条。", None, id="addressee-is-no-level"),
    ],
)
def test_a_part_is_named_by_what_was_counted(text, breakdown):
    assert _claims(text)[-1].breakdown == breakdown


@pytest.mark.parametrize(
    ("text", "breakdowns"),
    [
        pytest.param(
            "一年来,提拔任用女干部4名。\n一、育人才\n提拔任用女干部4名。", [None], id="told-again"
        ),
        pytest.param(
            "办电商培训班3期。\n办家政培训班3期。", ["event:1", "event:2"], id="two-courses"
        ),
        pytest.param(
            "命名巾帼文明岗县级5个。\n命名巾帼文明岗县级3个。",
            ["level:county", "level:county"],
            id="a-level-is-not-numbered-too",
        ),
    ],
)
def test_a_figure_carries_one_part_at_most(text, breakdowns):
    assert [claim.breakdown for claim in _claims(text)] == breakdowns


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        pytest.param("两癌检查4000人。", "名词在数字左边：两癌检查", id="noun"),
        pytest.param(
            "示范基地12个,10820亩。", "接着前面说的同一件事：“妇”字号示范基地数", id="event"
        ),
        pytest.param("全县修路12公里。", "名词不在指标目录里", id="unknown"),
    ],
)
def test_a_county_can_read_how_its_figure_was_understood(text, evidence):
    assert _claims(text)[-1].evidence == evidence


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "表彰先进集体3个;家长学校覆盖面扩大,现有40所。",
            [("commended_collectives", "3"), ("parent_schools", "40")],
            id="a-semicolon-opens-a-new-matter",
        ),
        pytest.param(
            "全区共有街道8个、村(社区)108个,街道妇联主席配备到位的8个。同时,举办妇联培训班3期。",
            [("townships_total", "8"), ("villages_total", "108"), ("township_chairs", "8")],
            id="the-next-sentence-says-nothing-of-the-places-before",
        ),
        pytest.param(
            "为260名创业妇女发放贷款780万元;科技活动受益妇女14068人。",
            [
                ("loan_borrowers", "260"),
                ("loans_amount", "7800000"),
                ("technology_beneficiaries", "14068"),
            ],
            id="the-activity-gives-the-topic",
        ),
        pytest.param(
            "发放贷款600万元;开展普法活动,使760人次妇女受到法制教育。",
            [("loans_amount", "6000000"), ("legal_trained_persons", "760")],
            id="what-happened-says-more-than-women",
        ),
        pytest.param(
            "扶助贫困户二十四户,其中四户当年脱贫。",
            [("households_assisted", "24"), ("households_out_of_poverty", "4")],
            id="a-small-number-with-a-predicate",
        ),
        pytest.param("每千名妇女拥有执委15名。", [], id="for-every-thousand"),
    ],
)
def test_what_stands_around_a_figure_decides_and_no_more(text, expected):
    assert _figures(text)[: len(expected) or None] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "2019年培训妇女500人次,今年培训妇女620人次。",
            [("2019", "actual"), (None, "actual")],
            id="this-year-ends-another-year",
        ),
        pytest.param(
            "今年培训妇女620人次,去年培训500人次。",
            [(None, "actual"), ("2019", "prior_period")],
            id="last-year-with-its-verb",
        ),
        pytest.param(
            "三八期间,慰问困难妇女60户,全年慰问困难妇女320户。",
            [("2020M03", "actual"), (None, "actual")],
            id="the-whole-year-ends-a-festival",
        ),
        pytest.param(
            "三八维权周期间,发放资料300份;报送信息114条。",
            [("2020M03", "actual"), (None, "actual")],
            id="a-semicolon-ends-a-festival",
        ),
    ],
)
def test_a_period_holds_until_the_text_names_another(text, expected):
    claims = _claims(text)
    assert [(claim.period_id, claim.role.value) for claim in claims] == expected


def test_a_figure_of_several_townships_together_is_not_the_last_ones():
    text = "黎托街道、东山街道等4个街道举办培训班6期。"
    assert _claims(text, gazetteer=_Gazetteer())[-1].organization_code is None


def test_a_village_behind_its_township_is_not_the_township():
    claim = _claims("黎托街道金井社区妇联组织志愿服务15次。", gazetteer=_Gazetteer())[-1]
    assert claim.organization_code is None
    assert claim.organization_name == "黎托街道金井社区妇联"


def test_a_doubtful_reading_takes_no_number_from_the_sure_one():
    first, second = _claims("市级媒体刊发120篇,县级媒体刊发45篇。")
    doubtful = replace(first, breakdown=None, status=Status.REVIEW)
    sure = replace(second, breakdown=None)
    assert [claim.breakdown for claim in number_events([doubtful, sure], load_codebook())] == [
        None,
        None,
    ]
