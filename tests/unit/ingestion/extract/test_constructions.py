"""Constructions that a province's offices share: each case is one, not one office's sentence."""

import pytest

from ingestion.codebook import load_codebook
from ingestion.decode.text import normalise
from ingestion.extract.narrative import read_narrative
from ingestion.model import Document, Envelope, Paragraph, Status


class _Gazetteer:
    """Knows the townships of one county."""

    def resolve(self, name, *, within):
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
