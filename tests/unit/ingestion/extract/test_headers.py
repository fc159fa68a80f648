"""Headers: what their words say, and which indicator they name, or that none does."""

import pytest

from ingestion.codebook import load_codebook
from ingestion.extract.header_match import ACCEPTED_FROM, header_matcher
from ingestion.extract.header_names import name_variants
from ingestion.extract.header_vocabulary import header_vocabulary
from ingestion.extract.headers import label_reader, read_period_cell
from ingestion.model import Role

FACETS = {"column", "role", "cumulative", "level", "indicator"}
COLUMNS = {"organization", "period", "indicator", "value", "unit", "program", "role", "breakdown"}


def match(text, group=None, program=None):
    found = header_matcher(load_codebook()).match(text, group, program)
    return found.code if found.confidence >= ACCEPTED_FROM else None


def test_every_word_of_the_seed_has_a_declared_meaning():
    vocabulary = header_vocabulary()
    assert set(vocabulary) == FACETS
    assert set(vocabulary["column"].values()) == COLUMNS | {"ignored"}
    assert {Role(code) for code in vocabulary["role"].values()} <= set(Role)
    assert set(vocabulary["indicator"].values()) <= load_codebook().indicators.keys()


@pytest.mark.parametrize(
    "indicator", load_codebook().indicators.values(), ids=lambda i: i.indicator_code
)
def test_every_indicator_is_found_by_its_code_and_its_name(indicator):
    written = [indicator.indicator_code, indicator.indicator_name]
    assert [match(text) for text in written] == [indicator.indicator_code] * 2


def test_brackets_in_a_name_are_left_out_taken_in_or_chosen_from():
    indicator = load_codebook().indicators["loans_amount"]
    assert {"小额贷款发放额", "小额担保贷款发放额", "小额贴息贷款发放额"} <= set(
        name_variants(indicator)
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("农村妇女技能培训人数", "skills_trained_persons"),
        ("县妇联执行委员会委员数", "executive_members"),
        ("机关妇委会数", "department_committees"),
        ("妇女小额担保贷款发放总额", "loans_amount"),
        ("组建巾帼志愿服务队数", "volunteer_teams"),
        ("农村适龄妇女宫颈癌检查人数", "cervical_screened"),
        ("捐款总额", "donations_amount"),
        ("提供法律援助件数", "legal_aid_cases"),
    ],
)
def test_an_office_may_reword_a_name(text, code):
    assert match(text) == code


@pytest.mark.parametrize(
    "text",
    ["公务用车数", "妇联主席男性人数", "贷款申请人数", "网格员人数", "村规民约修订数", "资助金额"],
)
def test_what_the_codebook_does_not_know_is_matched_to_nothing(text):
    assert match(text) is None


def test_what_is_counted_decides_between_like_names():
    assert match("两癌救助", "persons") == "cancer_relief_persons"
    assert match("两癌救助", "money") == "cancer_relief_amount"
    assert match("两癌救助") is None


def test_the_program_decides_what_leaflets_these_are():
    assert match("宣传手册", program="rights_protection") == "legal_leaflets"
    assert match("宣传手册", program="womens_health") == "health_leaflets"


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("小额贷款发放额（万元）", {"core": "小额贷款发放额", "unit_raw": "万元"}),
        ("完成率%", {"core": "完成率", "unit_raw": "%", "is_completion": True}),
        ("2020年上半年", {"core": "", "period_id": "2020H1"}),
        ("1-6月累计", {"core": "", "period_id": "XXXXH1", "is_cumulative": True}),
        ("去年同期", {"role": Role.PRIOR_PERIOD}),
        ("两癌筛查任务数", {"core": "两癌筛查", "role": Role.TARGET}),
        ("市级", {"core": "", "breakdown": "level:prefecture"}),
        ("市级以上采用", {"core": "市级以上采用", "breakdown": None}),
        ("其中：女性", {"core": "女性", "is_part": True}),
        ("同比增长", {"is_derived": True}),
        ("合 计", {"is_total": True}),
        ("元/人", {"core": "", "unit_raw": "元/人"}),
        ("单位", {"column": None, "core": "单位"}),
    ],
)
def test_a_label_is_taken_apart(text, facts):
    label = label_reader(load_codebook()).read(text)
    assert {name: getattr(label, name) for name in facts} == facts


@pytest.mark.parametrize("text", ["妇女之家", "", "12", "2020年与2021年"])
def test_a_cell_that_is_no_period_is_none(text):
    assert read_period_cell(text) is None
