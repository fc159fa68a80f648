"""The ways in which counties put one relation: the number that fits is silent, another is not."""

import pytest

from tests.unit.ingestion.validate.reading import findings_of

GROWTH = {
    "a-mean-stands-between": (
        "开课36期,2760人次听课,每期平均76.7人,人次数比上年的2400人次增长{}%。",
        "15",
        "18",
    ),
    "the-multiple-told-as-growth": ("发放贷款2.4亿元,比2016年的0.96亿元增长{}%。", "150", "250"),
    "on-the-quarter-before": ("三季度巡讲126场,二季度105场,环比增长{}%。", "20", "24"),
    "from-to-of-named-years": (
        "信访量由2015年的320件下降到2019年的240件,降低了{}%。",
        "25",
        "33.3",
    ),
    "difference-and-growth": ("上稿180篇,比去年150篇增加30篇,增长{}%。", "20", "25"),
    "since-the-beginning": ("绣坊由成立之初的250家发展到325家,增幅{}%。", "30", "35"),
}
MULTIPLES = {
    "of-the-base-within": ("今年发放1500万元,是去年600万元的{}倍。", "2.5", "2.9"),
    "of-a-named-base": ("今年发放1500万元,为去年发放额600万元的{}倍。", "2.5", "2.9"),
    "of-a-base-in-brackets": ("今年发放1500万元,相当于去年(600万元)的{}倍。", "2.5", "2.9"),
    "of-a-named-year": ("发放贷款2.4亿元,为2016年0.96亿元的{}倍。", "2.5", "2.9"),
    "of-the-beginning": ("会员达到720名,为成立之初240名的{}倍。", "3", "3.6"),
    "more-by-times": ("今年发放1500万元,比去年的600万元增长{}倍。", "1.5", "2.5"),
    "more-from-to": ("由去年的600万元增加到1500万元,增长{}倍。", "1.5", "2.5"),
}
MEANS = {
    "each-group-of-its-own": ("培训班30个,培训学员1350人,班均{}人。", "45", "49"),
    "each-cooperative": ("合作社18家,带动妇女900名,社均带动{}名。", "50", "56"),
    "each-acre": ("种植药材260亩,亩均增收1500元,总增收{}万元。", "39", "45"),
    "a-prize-for-each": ("奖励先进集体8个,各奖3000元,共{}万元。", "2.4", "2.7"),
}

RATES = {
    "of-a-whole-within": ("建起家长学校132所,占{}所中小学总数的75%。", "176", "196"),
    "of-a-whole-in-brackets": ("共有女党员1860名,占党员总数({}名)的31%。", "6000", "6900"),
    "of-what-was-examined": (
        "共普查肺结核4000人、高血压8000人。高血压普查中查出患者720例,检出率{}%。",
        "9",
        "7.2",
    ),
    "by-a-proportion": ("镇妇联主席共196名,147名进入党委班子,进班子比例达{}%。", "75", "79"),
    "the-proportion-of-women": ("480名村干部中女性{}名,女性占比22.5%。", "108", "128"),
    "decided-at-the-beginning": (
        "年初确定培训2000人,到9月底已培训1640人,占全年任务的{}%。",
        "82",
        "86",
    ),
}
EXCESSES = {
    "in-percent": ("计划培训1500人,实际培训1620人,超额{}%完成。", "8", "12"),
    "in-number": ("年初计划300户,实际创建345户,超出{}户。", "45", "55"),
}
POINTS = {
    "told-before-from-to": ("知晓率较上年提高{}个百分点,由80%升到86%。", "6", "7.5"),
    "against-last-year": ("参检率达到91.2%,较去年88.7%高出{}个百分点。", "2.5", "3.5"),
}

SUMS = {
    "two-ways-of-asking": ("接到求助{}件,其中电话求助36件、窗口求助27件,办结55件。", "63", "60"),
    "divided-by-level": ("新命名岗位{}个,按级别分,国家级1个、省级3个、市级8个。", "12", "13"),
    "two-halves-of-the-year": ("举办讲座{}场,其中上半年18场、下半年24场。", "42", "45"),
    "two-groups-of-places": ("参赛选手{}名,其中县直组26名、乡镇组34名,获奖12名。", "60", "64"),
    "both-in-all": ("确诊甲病14例。确诊乙病11例,其中早期8例。两项合计{}例。", "25", "27"),
    "both-in-all-of-two-paragraphs": (
        "(一)查出甲病14例。\n(二)查出乙病11例。两者共计{}例。",
        "25",
        "27",
    ),
    "three-in-all": ("镇级30名,村级66名,委员354名,三者共计{}名。", "450", "460"),
    "left-of-a-target": ("完成检查3100人,占任务数4000人的77.5%。剩余{}人年底完成。", "900", "1000"),
    "left-sentences-later": (
        "眼病筛查完成4200人,占任务5000人的84%。讲座办了9场。\n加快眼病筛查,月底做完剩余{}人。",
        "800",
        "900",
    ),
}

SLIPS = {
    "interest-of-loans": ("全县发放小额贷款3.6亿元,财政贴息{}元。", "1800万", "1800"),
    "interest-before-its-loans": ("兑现贴息资金{}元,撬动贷款9000万元。", "450万", "450"),
    "too-much-for-one": ("走访时为每户送去慰问金{}元。", "500", "500万"),
}


def _cases(families):
    return [
        pytest.param(text, right, wrong, rule, id=name)
        for rule, cases in families.items()
        for name, (text, right, wrong) in cases.items()
    ]


@pytest.mark.parametrize(
    ("text", "right", "wrong", "rule"),
    _cases(
        {
            "change_mismatch": GROWTH | MULTIPLES | EXCESSES | POINTS,
            "product_mismatch": MEANS,
            "rate_mismatch": RATES,
            "sum_mismatch": SUMS,
            "unit_slip": SLIPS,
        }
    ),
)
def test_a_relation_is_checked_however_it_is_put(text, right, wrong, rule):
    assert findings_of(text.format(right)) == ()
    assert [finding.rule for finding in findings_of(text.format(wrong))] == [rule]


def test_growth_of_a_year_in_the_mean_of_several_is_not_the_growth_from_first_to_last():
    assert findings_of("贷款由2015年的1000万元增加到2018年的1331万元,年均增长10%。") == ()


def test_an_amount_for_each_place_means_the_places_of_the_paragraph_before():
    text = "换届的村共24个。\n村级选出主席24名、副主席50名。按每村13名的职数,选出执委{}名。"
    assert findings_of(text.format(312)) == ()
    assert [finding.arithmetic for finding in findings_of(text.format(318))] == [
        "24个 × 13名 = 312人"
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("村干部480名,妇女300名,女党员比例58%。", id="of-another-group"),
        pytest.param("普查妇女4000人。眼病普查中查出患者720例,检出率9%。", id="another-topic"),
        pytest.param(
            "眼病筛查完成4200人,占任务5000人的84%。讲座9场。还有90人未到。", id="left-of-what"
        ),
        pytest.param("确诊甲病14例、乙病11例、丙病6例。两项合计27例。", id="which-two"),
        pytest.param(
            "评定基地省级2家、市级5家,各奖2万元、1万元。", id="a-prize-for-each-of-two-lists"
        ),
        pytest.param(
            "招到志愿者742人,结对760名,按身份分,机关240人、教师315人、村民187人。",
            id="the-list-is-of-the-figure-before",
        ),
        pytest.param(
            "三家分别放贷:甲行512万元、乙行274万元、丙行96万元,合计882万元。",
            id="the-list-is-of-its-total",
        ),
        pytest.param(
            "(一)有村11个。\n讲课18场,听众1190人次,平均每村104人次。", id="of-which-places"
        ),
        pytest.param("发放贷款352万元,惠及70户,每户最高6万元。", id="the-most-that-one-may-get"),
        pytest.param("年产值1300万元,雇用妇女510名,人均年薪2.6万元。", id="wages-of-the-output"),
        pytest.param("计划培训1500人,超额8%完成。", id="what-was-done-is-not-told"),
        pytest.param("招聘会2场,超过1500人到场,签约320人。", id="more-than-so-many"),
    ],
)
def test_a_relation_whose_numbers_are_not_all_told_is_silent(text):
    assert findings_of(text) == ()
