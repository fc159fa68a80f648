"""Folding for reading: what changes, what stays, and that every span leads back."""

import pytest

from ingestion.decode.text import normalise


@pytest.mark.parametrize(
    ("raw", "folded"),
    [
        pytest.param("婦聯組織", "妇联组织", id="traditional"),
        pytest.param("９，６００亩，１２．８‰", "9,600亩,12.8‰", id="full-width"),
        pytest.param("下發檔案,春蕾國小", "下发文件,春蕾小学", id="regional-words"),
        pytest.param("最佳化環境", "优化环境", id="regional-word-of-another-length"),
        pytest.param("1O5期、l26场、3l3万元", "105期、126场、313万元", id="digits-read-as-letters"),
        pytest.param("##婦朕", "##妇联", id="slip-of-recognition"),
        pytest.param("\ufeff a\r\n\x00\ud800", "\ufeff a\r\n\x00\ud800", id="left-as-it-is"),
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
