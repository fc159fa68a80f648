"""Personal data in stored text: masked; figures that look alike: left alone."""

import pytest

from ingestion.privacy import mask_personal_data


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
    "text",
    [
        "慰问贫困母亲260名，发放慰问金20.8万元",
        "单亲母亲乌某某丈夫病故",
        "县委副书记王建国到会讲话",
        "帮扶贫困户32户，受益群众等1200人",
        "为学生江口镇中心小学捐书",
        "留守儿童的学习",
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
    ],
)
def test_leaves_figures_alone(text):
    assert mask_personal_data(text) == text
