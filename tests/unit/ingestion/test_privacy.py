"""Personal data in stored text: masked; figures that look alike: left alone."""

import time

import pytest

from ingestion.privacy import find_personal_data, mask_parts, mask_personal_data


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("身份证430423198001011234", "身份证〔身份证号〕", id="id-18-digits"),
        pytest.param("身份证43042319800101123X，", "身份证〔身份证号〕，", id="id-with-x"),
        pytest.param("身份证430423800101123", "身份证〔身份证号〕", id="id-15-digits"),
        pytest.param("電話１３９０４７５００６１", "電話〔电话号码〕", id="full-width-mobile"),
        pytest.param("电话139-0475-0061。", "电话〔电话号码〕。", id="mobile-with-hyphens"),
        pytest.param("热线0734-5812345", "热线〔电话号码〕", id="landline"),
        pytest.param("电话13911100001万余份", "电话〔电话号码〕万余份", id="a-surname-is-no-unit"),
        pytest.param("卡号6222021234567890123", "卡号〔银行卡号〕", id="bank-card"),
        pytest.param("身份证430423 19800101 1234", "身份证〔身份证号〕", id="id-with-spaces"),
        pytest.param("號430423198001O11234", "號〔身份证号〕", id="id-with-a-letter-for-a-digit"),
        pytest.param("4304231980130112*4", "〔身份证号〕", id="id-partly-hidden"),
        pytest.param("手机138 0013 8000", "手机〔电话号码〕", id="mobile-with-spaces"),
        pytest.param("电话：5812345", "电话：〔电话号码〕", id="landline-without-its-area"),
        pytest.param(
            "账号：6230 9012 3456 7890 123", "账号：〔银行卡号〕", id="card-in-groups-of-four"
        ),
        pytest.param("湘D·12345号车", "〔车牌号〕号车", id="plate"),
        pytest.param("鄂Ｅ·７Ｋ３０９", "〔车牌号〕", id="full-width-plate"),
        pytest.param("粤BD12345撞人", "〔车牌号〕撞人", id="new-energy-plate"),
        pytest.param("家住高桥村3组12号", "家住〔住址〕", id="group-and-house"),
        pytest.param("現住東風村七組二十一號", "現住〔住址〕", id="house-in-chinese-numerals"),
        pytest.param("阳光小区5栋2单元301室漏水", "〔住址〕漏水", id="block-unit-and-room"),
        pytest.param("户籍地址：清溪镇柳林村。", "户籍地址：〔住址〕。", id="any-labelled-address"),
    ],
)
def test_masks_what_identifies_a_person(text, expected):
    assert mask_personal_data(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "为患乳腺癌的张秀英发放救助金1万元", "为患乳腺癌的〔姓名〕发放救助金1万元", id="patient"
        ),
        pytest.param("单亲母亲李桂花丈夫病故", "单亲母亲〔姓名〕丈夫病故", id="single-mother"),
        pytest.param("因车祸去世的赵银秀女士", "因车祸去世的〔姓名〕女士", id="before-a-title"),
        pytest.param(
            "陈丽娟（化名）遭前夫骚扰", "〔姓名〕（化名）遭前夫骚扰", id="before-brackets"
        ),
    ],
)
def test_masks_names_of_private_persons(text, expected):
    assert mask_personal_data(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("姓名：安静", "姓名：〔姓名〕", id="a-label-beats-an-ordinary-word"),
        pytest.param("名叫方圆的姑娘", "名叫〔姓名〕的姑娘", id="called"),
        pytest.param("爱心人士匡建平捐款", "爱心人士〔姓名〕捐款", id="donor"),
        pytest.param("患者上官婉，", "患者〔姓名〕，", id="two-character-surname"),
        pytest.param("村民阿依古丽·买买提", "村民〔姓名〕", id="dotted"),
        pytest.param("牧民乌云其木格卖羊", "牧民〔姓名〕卖羊", id="mongolian"),
        pytest.param("单親媽媽劉鳳蓮領到", "单親媽媽〔姓名〕領到", id="traditional"),
        pytest.param(
            "帮助林秀缎、廖碧霞等4名妇女", "帮助〔姓名〕、〔姓名〕等4名妇女", id="counted-list"
        ),
        pytest.param("张秀英求助.docx", "〔姓名〕求助.docx", id="file-name"),
        pytest.param("inbox:龚翠翡/总结.txt", "inbox:〔姓名〕/总结.txt", id="folder-name"),
        pytest.param("患者刘某婷，", "患者〔姓名〕，", id="half-hidden"),
        pytest.param(
            "患者张秀英住院。张秀英出院", "患者〔姓名〕住院。〔姓名〕出院", id="named-again"
        ),
    ],
)
def test_masks_names_in_every_manner_of_writing(text, expected):
    assert mask_personal_data(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "慰问贫困母亲260名，发放慰问金20.8万元",
        "单亲母亲乌某某丈夫病故",
        "县委副书记王建国到会讲话",
        "帮扶贫困户32户，受益群众等1200人",
        "为学生江口镇中心小学捐书",
        "留守儿童的学习",
        "县妇联主席李晓玲带队",
        "以习近平同志为核心的党中央",
        "高桥、马家河、白云等3个村的妇女",
        "妇女安全、和平、文明、金额、方便、任务、成立、高效、温暖、关爱",
        "李某、王某某、张××来访",
        "巾帼心向党·奋进新征程",
    ],
)
def test_leaves_what_is_no_private_name(text):
    assert mask_personal_data(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "发放贷款13800000000元",
        "累计投放1234567.89万元",
        "维权热线12338",
        "衡妇〔2020〕12号，2020年12月31日",
        "1,380,000份",
        "妇联设在行政中心2栋305室",
        "在双河村3组开展人居环境整治",
        "川公网安备 51168102000019号",
    ],
)
def test_leaves_figures_alone(text):
    assert mask_personal_data(text) == text


@pytest.mark.parametrize(
    "text", ["患者张秀英（电话13800138000）", "家住高桥村3组12号", "王敏、张丽、李娟"], ids=str
)
def test_what_is_masked_stays_as_it_is(text):
    masked = mask_personal_data(text)
    assert masked != text
    assert mask_personal_data(masked) == masked


def test_a_name_cut_in_two_is_masked_where_it_begins():
    assert mask_parts("电话138001", "38000", "打不通") == ["电话〔电话号码〕", "", "打不通"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("张秀英、" * 20_000, id="names"),
        pytest.param("阿·" * 40_000, id="dots"),
        pytest.param("家住" + "村" * 80_000 + "3组", id="places"),
        pytest.param("13" + " 4" * 40_000, id="digits-and-spaces"),
        pytest.param("患者" * 40_000, id="cues"),
    ],
)
def test_senseless_text_is_read_in_linear_time(text):
    def spent(some):
        began = time.process_time()
        find_personal_data(some)
        return time.process_time() - began

    spent(text[:100])
    half = min(spent(text[: len(text) // 2]) for _ in range(2))
    assert min(spent(text) for _ in range(2)) < 4 * half + 0.1
