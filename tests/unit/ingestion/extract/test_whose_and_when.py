"""Whose figure it is, of which period, and whether it may be counted at all."""

import pytest

from ingestion.codebook import load_codebook
from ingestion.decode.text import normalise
from ingestion.extract.narrative import read_narrative
from ingestion.model import Document, Envelope, Paragraph, Status


def _claims(text):
    blocks, start = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            blocks.append(Paragraph(start, start + len(line.rstrip("\r\n"))))
        start += len(line)
    document = Document("报告.txt", "text/plain", text, normalise(text), tuple(blocks))
    envelope = Envelope("430424", "湖南省衡东县妇女联合会", "2020")
    return read_narrative(document, envelope, load_codebook(), None).claims


def _accepted(text):
    return [
        claim
        for claim in _claims(text)
        if claim.indicator_code and claim.status is Status.ACCEPTED and claim.role == "actual"
    ]


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        pytest.param(
            "上半年接待信访41件，全年接待信访82件。", ["2020H1", None], id="half-and-year"
        ),
        pytest.param(
            "累计接待信访500件。五年来，接待信访400件。", [None, "2016..2020"], id="years"
        ),
        pytest.param("“十三五”期间接待信访450件。", ["2016..2020"], id="a-five-year-plan"),
        pytest.param("“十二五”以来接待信访450件。", ["2011..2020"], id="since-a-plan-began"),
    ],
)
def test_a_span_of_years_is_a_period_of_its_own(text, periods):
    claims = _accepted(text)
    assert [claim.period_id for claim in claims] == periods
    assert {claim.breakdown for claim in claims} == {None}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param(
            "全省共接待信访9999件，我县接待信访82件。", ["全省", None], id="the-province-and-we"
        ),
        pytest.param("湘潭县妇联筛查两癌7000人。", ["湘潭县妇联"], id="a-neighbour"),
        pytest.param("期间长沙县妇联接待信访77件。", ["长沙县妇联"], id="behind-a-small-word"),
        pytest.param(
            "长沙县妇联接待信访77件，我县接待信访82件。", ["长沙县妇联", None], id="and-we"
        ),
        pytest.param("衡东县妇联接待信访82件。", [None], id="the-own-name"),
        pytest.param("衡阳市妇联的指导下，接待信访82件。", [None], id="who-guides-did-not-act"),
    ],
)
def test_a_figure_belongs_to_the_office_that_acted(text, names):
    assert [claim.organization_name for claim in _accepted(text)] == names


@pytest.mark.parametrize(
    ("heading", "period"),
    [
        pytest.param("2021年工作计划", "2021", id="a-named-year"),
        pytest.param("2022年工作要点", "2022", id="another-year"),
        pytest.param("下一步工作打算", "2021", id="next"),
        pytest.param("明年工作思路", "2021", id="next-year"),
    ],
)
def test_a_bare_line_opens_a_plan(heading, period):
    text = f"接待信访82件。\n{heading}\n一、维权\n接待信访100件，创建妇女之家20个。"
    claims = [claim for claim in _claims(text) if claim.indicator_code]
    assert [(claim.role, claim.period_id) for claim in claims] == [
        ("actual", None),
        ("plan", period),
        ("plan", period),
    ]


def test_a_plan_ends_where_the_report_begins():
    text = "2021年工作计划\n接待信访100件。\n2020年工作总结\n接待信访82件。"
    assert [str(claim.value) for claim in _accepted(text)] == ["82"]


def test_what_is_said_of_next_year_is_a_plan_of_next_year():
    [claim] = _claims("明年新建妇女之家20个。")
    assert (claim.role, claim.period_id) == ("plan", "2021")


def test_what_a_stock_grew_from_is_no_figure_of_this_period():
    before, now = _claims("妇女之家从300个发展到355个。")
    assert (before.role, now.role, str(now.value)) == ("prior_period", "actual", "355")
