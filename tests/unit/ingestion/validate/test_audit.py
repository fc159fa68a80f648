"""What the words between numbers claim, checked: contradictions asked about, roundings silent."""

from dataclasses import replace

import pytest

from ingestion.codebook import load_codebook
from ingestion.decode.text import normalise
from ingestion.model import Severity
from ingestion.validate.arithmetic import Interval
from ingestion.validate.audit import audit
from tests.unit.ingestion.validate.reading import claims_of, findings_of

CONTRADICTIONS = {
    "rate-by-name": ("接待来访82件,办结70件,办结率98%。", "rate_mismatch", "70件 ÷ 82件 = 85.37%"),
    "at-least-is-not-reached": (
        "346个村建有妇代会304个,占90%以上。",
        "rate_mismatch",
        "304个 ÷ 346个 = 87.86%",
    ),
    "share": ("抽查200户,其中已接受走访的19户,占9.7%。", "rate_mismatch", "19户 ÷ 200户 = 9.5%"),
    "plugged-to-reach-100": (
        "女干部243名,其中大专以上学历58名,占23.89%。",
        "rate_mismatch",
        "58名 ÷ 243名 = 23.87%",
    ),
    "second-share-of-one-whole": (
        "26名主席中,进入班子的19名,占73.1%;大专以上11名,占48%。",
        "rate_mismatch",
        "11名 ÷ 26名 = 42.31%",
    ),
    "completion": (
        "全年任务5000人,实际完成4500人,完成率95%。",
        "rate_mismatch",
        "4500人 ÷ 5000人 = 90%",
    ),
    "of-the-target": (
        "完成检查4500人,占年度任务5000人的95%。",
        "rate_mismatch",
        "4500人 ÷ 5000人 = 90%",
    ),
    "out-of": ("全镇21个村中,18个村做到了有牌子,达标面90%以上。", "rate_mismatch", "85.71%"),
    "total-behind-its-parts": (
        "来信12封、来电25个、来访33人次,共计80件次。",
        "sum_mismatch",
        "12封 + 25个 + 33人次 = 70",
    ),
    "parts-that-cover": (
        "受理信访56件,其中婚姻类30件、财产类12件、其他8件。",
        "sum_mismatch",
        "30件 + 12件 + 8件 = 50",
    ),
    "part-above-its-whole": (
        "吸收会员168人,其中残疾妇女12人、贫困妇女173人。",
        "part_exceeds_whole",
        "173人 > 168人",
    ),
    "settled-above-received": ("受理信访120件,办结125件。", "part_exceeds_whole", "125件 > 120件"),
    "product": ("367个村,每村选举执委15名,共选出5506名。", "product_mismatch", "= 5505"),
    "average": ("发放贷款2400万元,扶持妇女500名,人均4万元。", "product_mismatch", "500名 × 4万元"),
    "average-that-refers-back": (
        "实际发放1.146亿元。借款妇女1432人,平均每人7.2万元。",
        "product_mismatch",
        "1432人 × 7.2万元",
    ),
    "product-off-by-ten-thousand": (
        "救助患者40名,每人1万元,共发放40元。",
        "unit_slip",
        "40名 × 1万元 = 400000元",
    ),
    "loans-of-a-few-yuan-each": (
        "争取贴息贷款500元,扶持84户妇女。",
        "unit_slip",
        "500元 ÷ 84户 = 5.95元",
    ),
    "donations-of-billions": ("慈善超市募得善款186300万元。", "unit_slip", "18.63亿元"),
    "growth": (
        "培训妇女1200人次,比上年的1000人次增长25%。",
        "change_mismatch",
        "(1200人次 - 1000人次) ÷ 1000人次 = 20%",
    ),
    "growth-told-first": (
        "发放贷款1200万元,同比增长30%,上年为1000万元。",
        "change_mismatch",
        "= 20%",
    ),
    "growth-by-the-difference": (
        "培训妇女9240人次,比上年多1240人次,增长18.5%。",
        "change_mismatch",
        "1240人次 ÷ 8000 = 15.5%",
    ),
    "growth-before-its-figures": (
        "信访总量比去年下降12%,由150件下降到120件。",
        "change_mismatch",
        "= -20%",
    ),
    "difference": (
        "绣娘1826人,上年为1510人,多了306人。",
        "change_mismatch",
        "|1826人 - 1510人| = 316",
    ),
    "points": (
        "女性比例由18.5%提高到24.3%,提升6.8个百分点。",
        "change_mismatch",
        "5.8个百分点",
    ),
    "what-is-left": ("应检500人,已检420人,尚有60人未检。", "sum_mismatch", "= 80"),
    "times-as-much": (
        "贷款3100万元,上年为1200万元,是上年的3.6倍。",
        "change_mismatch",
        "= 2.58倍",
    ),
    "men-and-women": (
        "留守儿童286名,其中男童152名、女童143名。",
        "sum_mismatch",
        "152名 + 143名 = 295",
    ),
    "a-digit-too-many": (
        "完成筛查186870人,占全年任务21000人的89%。",
        "rate_mismatch",
        "= 889.86%",
    ),
    "more-than-all": ("贷款按期回收率959%。", "part_exceeds_whole", "959% > 100%"),
    "points-told-as-percent": (
        "女党员占31.5%,上年为29.7%,提高1.8%。",
        "points_vs_percent",
        "31.5% - 29.7% = 1.8个百分点",
    ),
    "persons-add-up-to-person-times": (
        "讲座24场,平均每场120人,受益妇女3200人次。",
        "product_mismatch",
        "24场 × 120人 = 2880",
    ),
    "percent-for-points": ("女干部占2.68%,提高7.2%。", "points_vs_percent", "2.68% - 7.2% < 0"),
}


@pytest.mark.parametrize(
    ("text", "rule", "arithmetic"), CONTRADICTIONS.values(), ids=CONTRADICTIONS.keys()
)
def test_a_contradiction_is_one_question_with_its_arithmetic(text, rule, arithmetic):
    findings = findings_of(text)
    assert [finding.rule for finding in findings] == [rule]
    assert arithmetic in findings[0].arithmetic
    assert "请" in findings[0].message
    assert findings[0].severity is not Severity.INFO


SILENT = {
    "rounds-to-98": "接待来访82件,办结80件,办结率98%以上。",
    "rounds-to-62.1": "检查12007人,查出患病7452人,患病率62.1%。",
    "all-of-them": "20个乡镇,20个乡镇配有主席,配备率100%。",
    "a-named-whole-that-is-not-there": "女性人口63.8万人,全县26个乡镇,占总人口的47.9%。",
    "share-of-the-whole-before-another-part": ("信访130件,其中婚姻类65件,占50%;家暴类39件,占30%。"),
    "two-groups-share-one-amount": "慰问母亲85户、老干部22人,送慰问金3.21万元,每户(人)300元。",
    "last-year-stands-between": "接访286件,较上年同期的254件上升12.6%,已解决271件,结案率94.8%。",
    "another-base": "发证1905本,实现就业1320人;其中月嫂班5期、230人,就业率87%。",
    "approximate-counts": "培训3000余人次,帮助300余人就业,就业率80%以上。",
    "new-and-cumulative": "创建省级示范户3户、市级12户,累计创建示范户120户。",
    "parts-that-do-not-cover": "培训妇女800人次,其中家政类300人次、电商类250人次。",
    "an-unread-part": "妇女之家306个,其中社区201个、街道一十个、园区95个。",
    "per-year-and-pupil": "争取资金6万元,资助孤儿20名,每生每年1000元,连续三年。",
    "rounded-average": "发放贷款18583.2万元,惠及妇女3919名,人均4.74万元。",
    "total-in-yi": "两种贷款投放1.28亿元、6400万元,合计1.92亿元。",
    "points-as-printed": "比例由24.8%升到31.4%,提高6.6个百分点。",
    "a-share-and-its-growth": "女职工占24.3%,比上年增长7.2%。",
    "ratio-below-the-bound": "发放救助金32万元,救助患者32名。",
    "two-parts-give-the-rate": ("体检2100人,其中乳腺疾病320人、妇科疾病510人,患病率39.5%。"),
    "an-amount-for-each-of-two-groups": (
        "发放助学金12.5万元,资助女童210名,其中小学生每人500元、中学生每人800元。"
    ),
    "what-is-left": "应检500人,已检420人,尚有80人未检。",
    "times-as-much": "贷款3100万元,上年为1200万元,是上年的2.6倍。",
    "more-than-the-target": "任务2000人,完成2310人,完成率115.5%。",
    "the-first-parts-make-the-whole": (
        "文明岗累计86个,其中国家级3个、省级18个、市级65个,今年新增5个。"
    ),
    "another-list-behind-the-parts": (
        "最美家庭52户,其中县级40户、市级10户、省级2户,同时命名五好家庭200户。"
    ),
    "settled-with-carry-over-unknown": "受理信访120余件,办结125件。",
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT.keys())
def test_a_correct_or_unclear_statement_is_silent(text):
    assert findings_of(text) == ()


@pytest.mark.parametrize(
    ("villages", "rules"),
    [
        pytest.param("209个村", [], id="209-villages-fit"),
        pytest.param("215个村", ["implied_base"], id="215-do-not"),
        pytest.param("520个村", [], id="another-whole"),
    ],
)
def test_the_base_that_a_share_implies_is_compared_with_the_villages(villages, rules):
    text = f"全县{villages}。\n村书记中女性34名,占行政村的16.3%。"
    first, *others = claims_of(text)
    claims = [replace(first, indicator_code="villages_total"), *others]
    findings = audit(claims, normalise(text), load_codebook()).findings
    assert [finding.rule for finding in findings] == rules


@pytest.mark.parametrize(
    ("amount", "rules"),
    [
        pytest.param("424元", ["unit_slip"], id="a-whole-year-of-loans"),
        pytest.param("424万元", [], id="as-meant"),
    ],
)
def test_a_total_of_a_few_yuan_is_asked_about_by_its_indicator(amount, rules):
    text = f"妇女创业{amount},同比下降13.1%。"
    first, *others = claims_of(text)
    claims = [replace(first, indicator_code="loans_amount"), *others]
    findings = audit(claims, normalise(text), load_codebook()).findings
    assert [finding.rule for finding in findings] == rules


@pytest.mark.parametrize(
    ("told", "rules"),
    [
        pytest.param("9840", ["table_vs_text"], id="digits-in-disorder"),
        pytest.param("9480", [], id="the-same"),
        pytest.param("5200", [], id="another-event"),
    ],
)
def test_the_digits_of_a_row_in_disorder_in_the_prose_are_asked_about(told, rules):
    text = f"技能培训 12000人次 9480人次 79%\n办班培训妇女{told}人次。"
    claims = [replace(claim, indicator_code="skills_trained_persons") for claim in claims_of(text)]
    del claims[0], claims[1]  # the target, the rate
    findings = audit(claims, normalise(text), load_codebook()).findings
    assert [finding.rule for finding in findings] == rules


@pytest.mark.parametrize(
    ("told", "rules"),
    [
        pytest.param("9461", ["table_vs_text"], id="one-of-four"),
        pytest.param("9441", ["table_vs_text"], id="another-one-of-four"),
        pytest.param("9341", [], id="two-of-four"),
    ],
)
def test_a_cell_and_a_sentence_that_differ_in_one_digit_are_asked_about(told, rules):
    text = f"技能培训 12000人次 9451人次 79%\n办班培训妇女{told}人次。"
    claims = [replace(claim, indicator_code="skills_trained_persons") for claim in claims_of(text)]
    del claims[0], claims[1]  # the target, the rate
    findings = audit(claims, normalise(text), load_codebook()).findings
    assert [finding.rule for finding in findings] == rules


def test_the_place_is_the_doubted_number():
    text = "接待来访82件,办结70件,办结率98%。"
    (finding,) = findings_of(text)
    assert text[finding.locator.char_start : finding.locator.char_end] == "98%"
    assert finding.figures == ("98%", "70件", "82件")


def test_a_rate_that_two_counts_bear_out_is_named_so_that_codes_do_not_doubt_it():
    text = "接待来访82件,办结80件,办结率98%以上。"
    (place,) = audit(claims_of(text), normalise(text), load_codebook()).borne_out
    assert text[place.char_start : place.char_end] == "98%"


def test_a_sentence_without_end_costs_no_more_per_number_than_a_short_one(monkeypatch):
    weighed = []

    def counted(self, other):
        weighed.append(1)
        return self.low <= other.high and other.low <= self.high

    monkeypatch.setattr(Interval, "meets", counted)
    costs = []
    for count in (50, 500):
        weighed.clear()
        findings_of("办结70件,办结率98%," * count)
        costs.append(len(weighed))
    assert costs[1] < 12 * costs[0]
