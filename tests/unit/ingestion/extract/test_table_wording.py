"""The second opinion on headers: it proposes for review, doubts a phrase, and accepts nothing."""

import pytest

from ingestion.codebook import load_codebook
from ingestion.extract.header_match import ACCEPTED_FROM, NO_MATCH, Match
from ingestion.extract.headers import label_reader
from ingestion.extract.lexicon import lexicon_of
from ingestion.extract.table_indicators import Words
from ingestion.extract.table_wording import TableWording, table_wording
from ingestion.extract.wording import INTERCEPT, NO_CODE, Wording

CODEBOOK = load_codebook()
UNITS = {unit.unit_raw: unit for unit in CODEBOOK.units}
PHRASE, LIKENESS = (
    Match("funds_mobilized_amount", 0.9, "短语"),
    Match("funds_mobilized_amount", 0.6, "近似"),
)


def table_words(weight):
    """Return a wording that has learned 发放 under a title of loans, and how strongly."""
    names = ("feature", "indicator_code", "weight")
    codes = ("loans_amount", "funds_mobilized_amount", NO_CODE)
    rows = [(INTERCEPT, code, -1) for code in codes] + [("h:贷款", "loans_amount", weight)]
    kept = [dict(zip(names, map(str, row), strict=True)) for row in rows]
    return TableWording(Wording(kept, lexicon_of(CODEBOOK)))


def weighed(match, weight, *, unit="万元", titles=("小额贷款情况",), text="发放金额"):
    label = label_reader(CODEBOOK).read(text)
    words = Words(row=(), column=(label,), section=None, group=None, program=None)
    return table_words(weight).weighed(match, words, UNITS.get(unit), titles)


@pytest.mark.parametrize(
    "match", [pytest.param(PHRASE, id="phrase"), pytest.param(LIKENESS, id="likeness")]
)
def test_what_the_words_clearly_speak_against_waits_for_review(match):
    found = weighed(match, 40)
    assert (found.code, found.rivals) == ("loans_amount", ("funds_mobilized_amount",))
    assert found.confidence < ACCEPTED_FROM


@pytest.mark.parametrize(
    ("match", "weight", "asked"),
    [
        pytest.param(PHRASE, 2, {}, id="words-that-hardly-speak"),
        pytest.param(Match("funds_mobilized_amount", 0.97, "表头用语"), 40, {}, id="a-name"),
        pytest.param(Match("loans_amount", 0.6, "近似"), 40, {}, id="agreement-makes-no-surer"),
        pytest.param(PHRASE, 40, {"unit": None}, id="no-unit"),
        pytest.param(PHRASE, 40, {"titles": ()}, id="no-title"),
        pytest.param(NO_MATCH, 0, {}, id="nothing-known-and-nothing-said"),
        pytest.param(PHRASE, 40, {"text": "完成率"}, id="a-completion-rate"),
    ],
)
def test_everything_else_stands_as_the_codebook_reads_it(match, weight, asked):
    assert weighed(match, weight, **asked) == match


def test_without_weights_no_header_is_doubted():
    label = label_reader(CODEBOOK).read("发放金额")
    words = Words(row=(), column=(label,), section=None, group=None, program=None)
    found = table_wording(CODEBOOK, None).weighed(PHRASE, words, UNITS["万元"], ("贷款情况",))
    assert found == PHRASE
