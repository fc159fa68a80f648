"""Folding for reading: what changes, what stays, and that every span leads back."""

import pytest

from ingestion.decode.text import normalise, read_rows


@pytest.mark.parametrize(
    ("raw", "folded"),
    [
        pytest.param("婦聯組織", "妇联组织", id="traditional"),
        pytest.param("９，６００亩，１２．８‰", "9,600亩,12.8‰", id="full-width"),
        pytest.param("下發檔案,春蕾國小", "下发文件,春蕾小学", id="regional-words"),
        pytest.param("最佳化環境", "优化环境", id="regional-word-of-another-length"),
        pytest.param("1O5期、l26场、3l3万元", "105期、126场、313万元", id="digits-read-as-letters"),
        pytest.param("##婦朕", "##妇联", id="slip-of-recognition"),
        pytest.param(" a\r\n\x00\ud800", " a\r\n\x00\ud800", id="left-as-it-is"),
        pytest.param("\ufeff培训\u200b3\u202e0\u202c0人", "培训300人", id="marks-that-nobody-sees"),
        pytest.param("⼥⼉⻓", "女儿长", id="radicals-of-a-pdf"),
        pytest.param("散发2干余份", "散发2千余份", id="thousand-read-as-stem"),
        pytest.param("干部20名", "干部20名", id="no-thousand-before-a-word"),
        pytest.param("培训300入次、10万兀", "培训300人次、10万元", id="slips-behind-a-number"),
        pytest.param("深入农村", "深入农村", id="no-slip-without-a-number"),
        pytest.param("二○○八年，一百○八人", "二〇〇八年,一百〇八人", id="round-zero"),
        pytest.param("98o/o、12·5%", "98%、12.5%", id="broken-percent-and-point"),
        pytest.param("3·8节", "3·8节", id="named-day-keeps-its-dot"),
        pytest.param("3月8曰", "3月8日", id="day-of-a-month"),
        pytest.param("建立档案", "建立档案", id="records-are-no-files"),
        pytest.param("", "", id="empty"),
    ],
)
def test_folds_to_simplified_half_width(raw, folded):
    assert normalise(raw).text == folded


@pytest.mark.parametrize(
    ("raw", "word"),
    [
        pytest.param("努力最佳化婦女環境", "婦女", id="behind-a-shorter-word"),
        pytest.param("盛市婦聯表彰婦女", "表彰", id="behind-a-longer-word"),
        pytest.param("培訓婦女３００人", "３００人", id="no-word-replaced"),
    ],
)
def test_a_span_points_at_the_same_words_of_the_original(raw, word):
    normalized = normalise(raw)
    start = normalized.text.index(normalise(word).text)
    low, high = normalized.original_span(start, start + len(normalise(word).text))
    assert raw[low:high] == word


def test_a_replaced_word_is_covered_whole():
    raw = "努力最佳化環境"
    normalized = normalise(raw)
    start = normalized.text.index("优化")
    low, high = normalized.original_span(start, start + 2)
    assert raw[low:high] == "最佳化"


def test_a_word_beside_letters_is_no_digit_slip():
    assert normalise("COVID-19、HPV、Ol").text == "COVID-19、HPV、Ol"


def test_spans_stay_right_behind_marks_that_nobody_sees():
    raw = "培\u200b训婦女３\u200d００人"
    normalized = normalise(raw)
    start = normalized.text.index("300")
    low, high = normalized.original_span(start, start + 3)
    assert raw[low:high] == "３\u200d００"


def test_every_slip_of_the_seed_is_mended():
    rows = read_rows("ocr_slips.csv")
    surroundings = {
        "digit": "5", "numeral": "5", "spoken": "二", "month": "月8",
        "counted": "人", "stop": "。", "decimal": "5%", "": "",
    }  # fmt: skip
    broken = [
        row["written"]
        for row in rows
        if row["meant"]
        not in normalise(
            surroundings[row["behind"]]
            + row["written"]
            + ("年" if row["ahead"] == "spoken" else surroundings[row["ahead"]])
        ).text
    ]
    assert broken == []
