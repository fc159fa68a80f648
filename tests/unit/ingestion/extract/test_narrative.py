"""Figures out of prose with their meaning: one construction of the language in each case."""

import pytest

from ingestion.codebook import load_codebook
from ingestion.decode.text import normalise
from ingestion.extract.narrative import read_narrative
from ingestion.model import Document, Envelope, Paragraph, Status


def _document(text):
    blocks, start = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            blocks.append(Paragraph(start, start + len(line.rstrip("\r\n"))))
        start += len(line)
    return Document("报告.txt", "text/plain", text, normalise(text), tuple(blocks))


def _read(text, period="2020", code="431322"):
    envelope = Envelope(code, "新化县妇女联合会", period)
    return read_narrative(_document(text), envelope, load_codebook())


def _figures(text, **envelope):
    """Return code → values of what happened and is trusted."""
    found = {}
    for claim in _read(text, **envelope).claims:
        if claim.indicator_code and claim.status is Status.ACCEPTED and claim.role == "actual":
            found.setdefault(claim.indicator_code, []).append(str(claim.value))
    return found


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param(
            "举办电商培训班12期,培训妇女600人次。",
            {"skills_training_sessions": ["12"], "skills_trained_persons": ["600"]},
            id="verb-object-number",
        ),
        pytest.param(
            "阳光工程家政班12期、600人。",
            {"skills_training_sessions": ["12"], "skills_trained_persons": ["600"]},
            id="bare-number-fills-the-other-slot",
        ),
        pytest.param(
            "接待妇女信访82件,办结80件,办结率97.6%。",
            {
                "petitions_received": ["82"],
                "petitions_handled": ["80"],
                "petition_closure_rate": ["97.6"],
            },
            id="elided-subject",
        ),
        pytest.param(
            "全年来信21件、来电47个、来访128起。",
            {"petition_letters": ["21"], "petition_calls": ["47"], "petition_visits": ["128"]},
            id="list",
        ),
        pytest.param(
            "为48名返乡妇女发放小额贴息贷款432万元,人均9万元。",
            {
                "loan_borrowers": ["48"],
                "loans_amount": ["4320000"],
                "loan_average_amount": ["90000"],
            },
            id="number-before-noun",
        ),
        pytest.param(
            "为32名两癌患病妇女发放救助金32万元,每人1万元。",
            {
                "cancer_relief_persons": ["32"],
                "cancer_relief_amount": ["320000"],
                "cancer_relief_per_person": ["10000"],
            },
            id="amount-of-the-event-before",
        ),
        pytest.param(
            "全县现辖26个乡镇、672个村。",
            {"townships_total": ["26"], "villages_total": ["672"]},
            id="area",
        ),
        pytest.param(
            "调解婚姻家庭纠纷163起,成功148起,占90.8%。",
            {
                "disputes_mediated": ["163"],
                "disputes_settled": ["148"],
                "mediation_success_rate": ["90.8"],
            },
            id="share-of-the-numerator",
        ),
        pytest.param(
            "在全县办起妇女之家4\n286个,其乐融融。",
            {"womens_homes": ["4286"]},
            id="number-broken-by-a-line",
        ),
        pytest.param(
            "培訓婦女幹部３００人次。", {"federation_cadres_trained": ["300"]}, id="traditional"
        ),
    ],
)
def test_reads_figures_with_their_meaning(sentence, expected):
    assert _figures(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("培训妇女500人次,比上年增加120人次。", id="increment"),
        pytest.param("信访件比去年同期多15件。", id="increment-in-a-clause"),
        pytest.param("县直单位应建妇委会52个。", id="denominator"),
        pytest.param("信访尚有4件未办。", id="remainder"),
        pytest.param("每期培训45人。", id="per-unit"),
        pytest.param("放款最多的一笔8万元。", id="extreme"),
        pytest.param("招聘会上48家企业提供岗位1300个。", id="known-head-without-a-code"),
        pytest.param("全县修路12公里。", id="unknown-head"),
        pytest.param(
            "研制新式装置30台。",
            id="unknown-head-beside-a-word-of-gifts",
            marks=pytest.mark.xfail(reason="bare of any context, the learned words are too sure"),
        ),
        pytest.param("妇女张某某遭受家庭暴力,妇联先后9次上门调解纠纷9次。", id="one-persons-story"),
        pytest.param("深入58个村巡查。", id="part-of-the-area"),
        pytest.param("学习《妇女权益保障法》第2条、12338、三八、双学双比。", id="names"),
        pytest.param("开展万人签名活动。", id="round-name"),
        pytest.param("信访中未办结7件。", id="negated"),
    ],
)
def test_refuses_a_number_that_is_no_figure_of_an_indicator(sentence):
    codes = {code for code, values in _figures(sentence).items() if values != ["500"]}
    assert codes == set()


@pytest.mark.parametrize(
    ("heading", "code"),
    [
        pytest.param("一、加大普法力度", "legal_leaflets", id="legal"),
        pytest.param("一、守护妇女健康", "health_leaflets", id="health"),
        pytest.param("一、科技下乡助增收", "technology_leaflets", id="technology"),
        pytest.param("一、落实两纲", "outline_leaflets", id="outlines"),
    ],
)
def test_the_same_leaflets_mean_what_their_heading_says(heading, code):
    assert _figures(f"{heading}\n在集市上发放资料2000份。") == {code: ["2000"]}


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        pytest.param("下达小额贷款任务3000万元。", "target", id="target"),
        pytest.param("2021年计划培训妇女300人次。", "plan", id="plan"),
        pytest.param("申报省级巾帼文明岗3个。", "applied_for", id="applied-for"),
        pytest.param("要求信访办结率不低于95%。", "required", id="required"),
        pytest.param("接待信访146件,去年同期为159件。", "prior_period", id="prior-period"),
        pytest.param("为春蕾计划资助女童86名。", "actual", id="the-name-of-a-programme-is-no-plan"),
    ],
)
def test_the_words_around_a_figure_say_its_role(sentence, role):
    coded = [claim for claim in _read(sentence).claims if claim.indicator_code]
    assert coded[-1].role == role


def test_a_plan_section_claims_nothing_that_happened():
    text = "一、下一步打算\n举办培训班30期,培训妇女900人次。"
    assert {claim.role.value for claim in _read(text).claims} == {"plan"}


def test_levels_are_parts_of_one_indicator():
    claims = _read("命名巾帼文明岗县级15个、市级4个、省级1个。").claims
    assert [(claim.indicator_code, claim.breakdown, str(claim.value)) for claim in claims] == [
        ("jinguo_posts", "level:county", "15"),
        ("jinguo_posts", "level:prefecture", "4"),
        ("jinguo_posts", "level:province", "1"),
    ]


def test_several_events_of_one_flow_are_told_apart():
    text = "办绣娘培训班3期。\n办电商培训班4期。"
    assert [claim.breakdown for claim in _read(text).claims] == ["event:1", "event:2"]


def test_a_figure_told_again_is_one_observation():
    text = "一年来,建成妇女之家355个。\n一、强基层\n今年全县共建成妇女之家355个,成效明显。"
    reading = _read(text)
    assert [str(claim.value) for claim in reading.claims] == ["355"]
    assert reading.numbers_found == len(reading.claims) + reading.numbers_ignored


def test_the_whole_of_a_stock_carries_no_breakdown():
    text = "全县现有妇女之家246个。\n北滘镇新区妇女之家12个。"
    assert next(claim.breakdown for claim in _read(text).claims) is None


@pytest.mark.parametrize(
    ("sentence", "period"),
    [
        pytest.param("三八维权周期间发放普法资料300份。", "2020M03", id="festival"),
        pytest.param("7月捐款52万元。", "2020M07", id="month"),
        pytest.param("2019年接待信访90件。", "2019", id="another-year"),
        pytest.param("截至6月底接待信访90件。", None, id="up-to-now-is-the-report-itself"),
        pytest.param("接待信访90件。", None, id="the-envelope-holds"),
    ],
)
def test_a_sentence_may_name_another_period(sentence, period):
    assert _read(sentence).claims[0].period_id == period


def test_loans_of_many_years_are_not_this_years():
    text = "自2010年开办以来累计发放小额贷款2.3亿元,其中今年发放小额贷款3600万元。"
    assert _figures(text) == {
        "loans_amount_cumulative": ["230000000"],
        "loans_amount": ["36000000"],
    }


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        pytest.param("福田镇妇联完成儿童微心愿61个。", "福田镇妇联", id="below"),
        pytest.param("全省发放小额贷款11亿元。", "全省", id="above"),
        pytest.param("县妇联完成儿童微心愿61个。", None, id="its-own"),
    ],
)
def test_a_figure_of_another_organisation_carries_its_name(sentence, name):
    assert _read(sentence).claims[0].organization_name == name


def test_a_township_of_the_county_carries_its_code():
    class Townships:
        def resolve(self, name, *, within):
            assert (name, within) == ("福田镇", "431322")
            return type("Found", (), {"organization": type("Town", (), {"organization_code": "T"})})

    envelope = Envelope("431322", "新化县妇女联合会", "2020")
    document = _document("福田镇妇联完成儿童微心愿61个。")
    (claim,) = read_narrative(document, envelope, load_codebook(), Townships()).claims
    assert claim.organization_code == "T"


def test_what_was_done_of_a_target_takes_its_indicator():
    sentence = "全年两癌检查任务9000人,截至3月底已完成1350人,占15%。"
    assert _figures(sentence)["cancer_screened"] == ["1350"]


def test_listed_figures_take_the_listed_years():
    sentence = "2018年、2019年女干部培训依次为180人次、225人次。"
    assert [claim.period_id for claim in _read(sentence).claims] == ["2018", "2019"]


def test_a_repeated_passage_is_one_observation():
    sentence = "全县建成妇女之家355个,接待信访82件。\n"
    once, twice = _read(sentence), _read(sentence * 2)
    assert len(twice.claims) == len(once.claims) == 2
    assert twice.numbers_found == 4
    assert twice.numbers_ignored == 2


def test_a_number_to_dial_is_no_number_of_calls():
    assert _read("维权热线：5812338，接待信访82件。").numbers_ignored == 1


@pytest.mark.parametrize(
    ("text", "role"),
    [
        pytest.param("去年,培训妇女2800人次,慰问妇女300人。", "prior_period", id="last-year-comma"),
        pytest.param("下一步,培训妇女5000人次,新建妇女之家20个。", "plan", id="next"),
        pytest.param("目标任务:培训妇女5000人次。", "target", id="task-colon"),
        pytest.param("全年任务是培训妇女5000人次。", "target", id="task-is"),
        pytest.param("去年,培训妇女;今年培训妇女2800人次。", "actual", id="this-year-again"),
    ],
)
def test_what_opens_a_sentence_says_what_its_figures_are(text, role):
    assert {claim.role.value for claim in _read(text).claims} == {role}


def test_page_furniture_and_teasers_hold_no_figures():
    text = "发布日期:2021-03-11 浏览次数:57次\n接待信访82件。\n相关链接\n我县发放贷款1300万元\n"
    reading = _read(text)
    assert [str(claim.value) for claim in reading.claims] == ["82"]
    assert reading.numbers_found == len(reading.claims) + reading.numbers_ignored


def test_offsets_count_characters_of_the_original():
    text = "婦聯下發檔案,最佳化環境,接待信訪８２件。"
    (claim,) = _read(text).claims
    start, end = claim.locator.char_start, claim.locator.char_end
    assert text[start:end] == claim.value_raw == "８２件"


def test_evidence_names_the_rule_and_the_word():
    (claim,) = _read("接待妇女信访82件。").claims
    assert claim.evidence == "名词在数字左边：妇女信访"


def test_a_statistic_without_a_code_is_kept_for_review():
    (claim,) = _read("下达通知120份。").claims
    assert (claim.indicator_code, claim.status) == (None, Status.REVIEW)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("全县培训妇女工作" * 20_000, id="no-full-stop"),
        pytest.param("、".join(f"{n}人" for n in range(1, 3000)), id="thousands-of-numbers"),
        pytest.param("\ud800\x00\u202e培训妇女300人次", id="broken-characters"),
        pytest.param("一" * 50_000, id="one-character"),
        pytest.param("lorem ipsum 12 " * 5_000, id="not-chinese"),
        pytest.param("共计达到了已有" * 5_000 + "3人", id="nothing-but-small-words"),
        pytest.param("", id="empty"),
    ],
)
def test_bad_input_is_read_to_its_end(text):
    reading = _read(text)
    assert reading.numbers_found == len(reading.claims) + reading.numbers_ignored
