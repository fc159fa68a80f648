"""Paragraphs out of a received text: what is joined, what is left out, and where it stood."""

import pytest

from ingestion.codebook import load_codebook
from ingestion.decode.text import normalise
from ingestion.extract.lexicon import lexicon_of
from ingestion.extract.passages import read_passages
from ingestion.model import Document, Paragraph


def _passages(text):
    lines = text.split("\n")
    starts = [sum(len(line) + 1 for line in lines[:index]) for index in range(len(lines))]
    blocks = tuple(
        Paragraph(start, start + len(line))
        for start, line in zip(starts, lines, strict=True)
        if line
    )
    document = Document("a.txt", "text", text, normalise(text), blocks)
    return read_passages(document, lexicon_of(load_codebook()))


def _lines(text):
    reading = _passages(text)
    return [reading.text[passage.start : passage.end] for passage in reading.passages]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        pytest.param(
            "累计培训妇女，共3\n50人次。", ["累计培训妇女,共350人次。"], id="inside-a-number"
        ),
        pytest.param("共1,\n234人。", ["共1,234人。"], id="behind-a-separator"),
        pytest.param("今年以来，接待12\n件。", ["今年以来,接待12件。"], id="before-its-unit"),
        pytest.param(
            "今年以来，贷款1.2\n万元。", ["今年以来,贷款1.2万元。"], id="before-its-scale"
        ),
        pytest.param(
            "今年以来，走访12\n— 3 —\n户。", ["今年以来,走访12户。"], id="over-the-foot-of-a-page"
        ),
        pytest.param(
            "一、主要工作12\n件件落实", ["一、主要工作12", "件件落实"], id="heading-stays"
        ),
        pytest.param(
            "检查(人) 2400 2512\n件数 30 36", ["检查(人) 2400 2512", "件数 30 36"], id="rows"
        ),
        pytest.param("全年培训3期。\n共50人。", ["全年培训3期。", "共50人。"], id="finished-line"),
        pytest.param(
            "2019年，培训12\n人员充足", ["2019年,培训12", "人员充足"], id="a-word-is-no-unit"
        ),
    ],
)
def test_a_broken_line_is_joined(text, lines):
    assert _lines(text) == lines


@pytest.mark.parametrize(
    "furniture",
    [
        "发布时间：2019-11-25 浏览次数：123",
        "第 3 页 共 5 页",
        "- 12 -",
        "字号：大 中 小 来源：县妇联",
    ],
)
def test_the_frame_of_a_page_is_left_out(furniture):
    reading = _passages(f"培训妇女300人次。\n{furniture}\n发放贷款500万元。")
    assert reading.text == "培训妇女300人次。\n发放贷款500万元。"
    assert [*reading.dropped] == [normalise(furniture).text]


def test_teasers_behind_the_report_are_left_out():
    assert _lines("培训妇女300人次。\n相关阅读\n某县发放补贴1300万元") == ["培训妇女300人次。"]


def test_links_before_the_report_do_not_end_it():
    report = "培训妇女300人次。\n" * 20
    assert len(_lines(f"相关阅读\n{report}")) == 20


def test_every_span_leads_back_to_the_original():
    text = "“巾帼”行动，共3\n５０人次。"
    reading = _passages(text)
    start = reading.text.index("350人次")
    low, high = reading.original_span(start, start + 5)
    assert text[low:high] == "3\n５０人次"
