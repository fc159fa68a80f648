"""Senseless text: it is read to the end, nothing is invented, and every number is counted."""

import pytest

from ingestion.codebook import load_codebook
from ingestion.decode.text import normalise
from ingestion.extract.narrative import read_narrative
from ingestion.model import Document, Envelope, Paragraph


def _read(text):
    blocks, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Paragraph(start, start + len(line)))
        start += len(line) + 1
    document = Document("a.txt", "text", text, normalise(text), tuple(blocks))
    return document, read_narrative(document, Envelope(), load_codebook())


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("\n" * 100_000, id="line-ends"),
        pytest.param(" \t\u3000" * 30_000, id="blanks"),
        pytest.param("\ud800" * 20_000, id="half-characters"),
        pytest.param("\x00" * 20_000, id="nuls"),
        pytest.param("\u200b\u202e\u2066" * 20_000, id="unseen-marks"),
        pytest.param("(" * 20_000 + ")" * 20_000, id="deep-brackets"),
        pytest.param("《" * 40_000, id="opened-titles"),
        pytest.param("“" * 40_000, id="opened-quotes"),
        pytest.param("1" * 200_000, id="digits-without-end"),
        pytest.param("一百" * 30_000, id="words-for-digits-without-end"),
        pytest.param("Lorem ipsum dolor sit amet 300 in 2020. " * 500, id="not-chinese"),
        pytest.param("第一" * 20_000, id="ordinals"),
        pytest.param("过半" * 500 + "。", id="halves"),
    ],
)
def test_senseless_text_says_nothing_and_ends(text):
    _, reading = _read(text)
    assert reading.claims == ()
    assert reading.numbers_ignored == reading.numbers_found


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("接待来访12件、" * 5_000, id="numbers-in-one-sentence"),
        pytest.param("其中妇女30人,占30%," * 1_000, id="clauses-without-a-stop"),
        pytest.param("分别为" + "30人、" * 3_000, id="values-without-end"),
        pytest.param("项目 计划数 完成数\n" + "培训(人次) 120 94\n" * 500, id="rows"),
        pytest.param("培训妇女300人次。\n" * 2_000, id="one-line-again-and-again"),
    ],
)
def test_each_number_of_a_long_text_is_a_claim_or_is_counted_as_ignored(text):
    document, reading = _read(text)
    assert reading.numbers_found == len(reading.claims) + reading.numbers_ignored > 0
    for claim in reading.claims:
        written = document.text[claim.locator.char_start : claim.locator.char_end]
        assert written == claim.value_raw


def test_a_report_between_senseless_lines_is_read_as_ever():
    report = "全县举办技能培训班12期,培训妇女600人次。"
    noise = "\ud800\x00" * 50 + "\n" + "〔" * 500 + "\n"
    alone = {(claim.indicator_code, claim.value) for claim in _read(report)[1].claims}
    amid = {
        (claim.indicator_code, claim.value)
        for claim in _read(f"{noise}{report}\n{noise}")[1].claims
    }
    assert amid == alone != set()


def test_marks_that_nobody_sees_do_not_hide_a_number():
    _, reading = _read("全县举办技能培训班12期,培训妇女\u202e6\u200b00\u202c人次。")
    assert [str(claim.value) for claim in reading.claims] == ["12", "600"]


def test_what_is_written_again_is_one_figure():
    once, again = _read("培训妇女300人次。\n")[1], _read("培训妇女300人次。\n" * 50)[1]
    assert len(again.claims) == len(once.claims) == 1
