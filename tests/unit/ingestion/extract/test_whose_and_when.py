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


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("据报道，某市接待信访3000件。", id="hearsay"),
        pytest.param("如果接待信访100件，就很好。", id="hypothesis"),
    ],
)
def test_what_is_only_heard_or_supposed_is_no_figure_of_ours(text):
    assert _accepted(text) == []


def test_what_a_newspaper_says_of_us_is_ours():
    assert len(_accepted("据报道，我县接待信访82件，主要是婚姻家庭纠纷。")) == 1


@pytest.mark.parametrize(
    "again",
    [
        pytest.param("接待信访83件。", id="the-same-words"),
        pytest.param("今年以来，我县妇联共接待信访83件。", id="only-the-year-and-the-office-added"),
    ],
)
def test_the_same_thing_with_another_number_waits_for_review(again):
    first, second = _claims(f"全年接待信访82件。{again}")
    assert (first.status, first.breakdown) == (Status.ACCEPTED, None)
    assert (second.status, second.reason) == (Status.REVIEW, "与前文不一致")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("接待信访30件。又接待信访20件。", id="again"),
        pytest.param("办绣娘培训班3期。\n办电商培训班4期。", id="another-object"),
    ],
)
def test_what_its_words_tell_apart_are_two_events(text):
    assert [claim.breakdown for claim in _accepted(text)] == ["event:1", "event:2"]


def test_nothing_but_numbers_is_no_statistics():
    assert _claims("0件、1件、2件、3件、4件、5件。") == ()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("现有妇女之家355个，新建妇女之家12个。", id="the-stock-first"),
        pytest.param("新建妇女之家12个，妇女之家总数达355个。", id="the-new-ones-first"),
    ],
)
def test_what_was_added_to_a_stock_is_no_second_stock(text):
    assert [(str(claim.value), claim.breakdown) for claim in _accepted(text)] == [("355", None)]


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        pytest.param("妇女之家：355。", ("womens_homes", "355"), id="noun"),
        pytest.param("妇女之家个数：355。", ("womens_homes", "355"), id="noun-and-measure"),
        pytest.param("接待信访（件）：82；", ("petitions_received", "82"), id="unit-in-brackets"),
        pytest.param("信访件次为0。", ("petitions_received", "0"), id="copula"),
        pytest.param("巾帼志愿者人数达1200。", ("volunteers", "1200"), id="reached"),
    ],
)
def test_a_label_gives_its_number_the_unit(text, figure):
    assert [(claim.indicator_code, str(claim.value)) for claim in _accepted(text)] == [figure]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("妇女之家：2020。", id="a-year"),
        pytest.param("维权热线：12338。", id="a-public-line"),
        pytest.param("编号：355。", id="a-label-that-counts-nothing"),
    ],
)
def test_a_bare_number_stays_bare(text):
    assert _claims(text) == ()


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        pytest.param(
            "寻找最美家庭目标50户，实选62户。", ("most_beautiful_families", "62"), id="实选"
        ),
        pytest.param("上报信息目标60条，实报87条。", ("news_items_submitted", "87"), id="实报"),
    ],
)
def test_what_was_really_done_is_of_the_target_before(text, figure):
    assert [(claim.indicator_code, str(claim.value)) for claim in _accepted(text)] == [figure]
