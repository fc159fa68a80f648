"""Stages, members and means: what can only be some of what came before, and what rounds to it."""

from dataclasses import replace

import pytest

from ingestion.codebook import load_codebook
from ingestion.decode.text import normalise
from ingestion.validate.audit import audit
from tests.unit.ingestion.validate.reading import claims_of, findings_of

CONTRADICTIONS = {
    "more-settled-than-mediated": (
        "共介入邻里纠纷210宗,调成230宗。",
        "part_exceeds_whole",
        "230宗 > 210宗",
    ),
    "more-printed-than-sent": (
        "全年投稿31篇,被市级报刊刊用35篇。",
        "part_exceeds_whole",
        "35篇 > 31篇",
    ),
    "more-came-back-than-went-out": (
        "发放问卷500份,收回520份。",
        "part_exceeds_whole",
        "520份 > 500份",
    ),
    "more-closed-than-received": ("受理案件40件,已结43件。", "part_exceeds_whole", "43件 > 40件"),
    "income-grows-by-an-amount-each": (
        "创业妇女人均增收3000元,320人共增收106万元。",
        "product_mismatch",
        "320人 × 3000元 = 960000元",
    ),
    "levels-of-more-than-all": (
        "配备妇联主席220人,其中乡镇20人、村212人。",
        "sum_mismatch",
        "20人 + 212人 = 232",
    ),
    "target-behind-its-completion": (
        "检查9000人,为年度任务的95%,年度任务为10000人。",
        "rate_mismatch",
        "9000人 ÷ 10000人 = 90%",
    ),
    "teams-named-before-their-number": (
        "现有巾帼宣讲队40支,队员480名,平均每队15人。",
        "product_mismatch",
        "40支 × 15人 = 600人",
    ),
    "as-much-for-each-as-in-the-sentence-before": (
        "资助女童300名,每人100元,共3万元。走访母亲50名,每人100元,共6000元。",
        "product_mismatch",
        "50名 × 100元 = 5000元",
    ),
}


@pytest.mark.parametrize(
    ("text", "rule", "arithmetic"), CONTRADICTIONS.values(), ids=CONTRADICTIONS.keys()
)
def test_a_contradiction_is_one_question_with_its_arithmetic(text, rule, arithmetic):
    findings = findings_of(text)
    assert [one.rule for one in findings] == [rule]
    assert arithmetic in findings[0].arithmetic


SILENT = {
    "mean-of-persons-is-rounded": "开课30期,妇女1000名前来听讲,平均每期33人。",
    "printed-of-others": "报送专题分析4篇,媒体采用维权稿件11篇。",
    "levels-of-less-than-all": "配备妇联主席220人,其中乡镇20人、村180人。",
    "kinds-that-overlap": "干部45名,其中党员38名、大专以上20名。",
    "target-behind-its-completion": "检查9000人,为年度任务的90%,年度任务为10000人。",
    "another-form-came-back": "发放宣传资料5000份,收回意见表5200份。",
    "success-in-something-else": "调解纠纷60宗,成功创建无讼村300宗。",
    "more-than-ordinary-of-each": "共4个村,每村比往年多收20元,共500元。",
    "printed-so-many-times": "全年投稿31篇,被刊用35篇次。",
    "some-of-those-further-back": "登记留守儿童860名,62名志愿者与其中的130名结了对。",
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT.keys())
def test_a_correct_or_unclear_statement_is_silent(text):
    assert findings_of(text) == ()


@pytest.mark.parametrize(
    ("share", "rules"),
    [
        pytest.param("占村(社区)总数的15.9%", [], id="of-villages-and-communities"),
        pytest.param("占行政村总数的15.9%", ["implied_base"], id="of-villages"),
        pytest.param("占村(社区)总数的17.5%", ["implied_base"], id="of-fewer-than-villages-alone"),
    ],
)
def test_villages_alone_are_not_the_base_of_a_share_of_communities_too(share, rules):
    text = f"全县209个行政村。\n建成儿童之家34个,{share}。"
    first, *others = claims_of(text)
    claims = [replace(first, indicator_code="villages_total"), *others]
    findings = audit(claims, normalise(text), load_codebook()).findings
    assert [finding.rule for finding in findings] == rules


def test_a_mean_that_its_total_and_count_bear_out_is_named_so_that_codes_do_not_doubt_it():
    text = "扶持妇女160名,放贷800万元,每人5万元。"
    (place,) = audit(claims_of(text), normalise(text), load_codebook()).borne_out
    assert text[place.char_start : place.char_end] == "5万元"
