"""Figures that stand beside the right words and are not the county's own achievement."""

import pytest

from ingestion.codebook import load_codebook
from ingestion.decode.text import normalise
from ingestion.extract.narrative import read_narrative
from ingestion.model import Document, Envelope, Paragraph, Role, Status


def claims(text, *, code="411723", name="平舆县妇女联合会", period="2016"):
    written = f"工作总结\n\n{text}"
    start = len(written) - len(text)
    blocks = (Paragraph(0, 4), Paragraph(start, len(written)))
    document = Document("报告.txt", "text/plain", written, normalise(written), blocks)
    return read_narrative(document, Envelope(code, name, period), load_codebook()).claims


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("县教育局资助贫困学生2860名。", "县教育局", id="bureau"),
        pytest.param("团市委救助留守儿童150名。", "团市委", id="youth-league"),
        pytest.param("县总工会培训下岗女工600人次。", "县总工会", id="union"),
    ],
)
def test_a_bureau_that_acts_by_itself_has_its_own_figures(text, name):
    assert {claim.organization_name for claim in claims(text)} == {name}


def test_with_a_bureau_the_federation_acts_too():
    (claim,) = claims("县妇联会同县教育局资助贫困女童86名。")
    assert claim.organization_name is None


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        pytest.param(
            "计划筛查妇女8000人,实际完成8236人。", ["plan", "actual"], id="plan-carried-out"
        ),
        pytest.param("目标是培训妇女5000人次。", ["target"], id="target-with-a-verb"),
        pytest.param("去年全县共调解纠纷203件。", ["prior_period"], id="year-opens-the-clause"),
        pytest.param("模拟法庭观摩妇女450人。", ["actual"], id="a-mock-trial-is-no-plan"),
    ],
)
def test_what_is_to_come_and_what_was_done_are_told_apart(text, roles):
    assert [claim.role.value for claim in claims(text)] == roles


def test_a_month_of_last_year_is_last_years():
    (claim,) = claims("去年12月,举办法律知识讲座12场。")
    assert claim.period_id == "2015M12"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("未能办结信访5件。", id="not-done"),
        pytest.param("拒绝贷款申请30户。", id="refused"),
        pytest.param("执委中党员179名。", id="kind-of-member"),
        pytest.param("每个村设主席1人、副主席2人、执委15人。", id="norm-for-each"),
    ],
)
def test_the_opposite_or_a_part_is_no_achievement(text):
    accepted = [claim for claim in claims(text) if claim.status is Status.ACCEPTED]
    assert [claim.indicator_code for claim in accepted if claim.indicator_code] == []


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        pytest.param("培训妇女1200人次,全年共培训妇女3600人次。", "3600", id="total-said-later"),
        pytest.param("调解家庭纠纷320件,其中调解家庭纠纷涉暴40件。", "320", id="part-said-later"),
    ],
)
def test_a_total_and_its_part_are_never_added(text, whole):
    told = [claim for claim in claims(text) if claim.role is Role.ACTUAL and claim.indicator_code]
    assert [str(claim.value) for claim in told if claim.breakdown is None] == [whole]


@pytest.mark.parametrize(
    ("noun", "code"),
    [
        pytest.param("法律援助", "legal_aid_cases", id="aid"),
        pytest.param("矛盾纠纷", "disputes_mediated", id="disputes"),
    ],
)
def test_each_item_of_a_list_has_its_own_number(noun, code):
    told = [
        (claim.indicator_code, str(claim.value))
        for claim in claims(f"来信来访和{noun}分别为73件和58件。")
    ]
    assert told == [("petitions_received", "73"), (code, "58")]
