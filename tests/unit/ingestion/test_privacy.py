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
        pytest.param("电话13911100001万小红", "电话〔电话号码〕万小红", id="a-surname-is-no-unit"),
        pytest.param("卡号6222021234567890123", "卡号〔银行卡号〕", id="bank-card"),
    ],
)
def test_masks_what_identifies_a_person(text, expected):
    assert mask_personal_data(text) == expected


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
