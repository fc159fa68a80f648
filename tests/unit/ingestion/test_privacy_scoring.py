"""How masking is scored, and what it reaches on the annotated cases."""

import csv

import pytest

from benchmarks.privacy import CASES, read_cases
from ingestion.codebook import SEEDS, load_codebook
from ingestion.privacy import Kind, find_personal_data
from ingestion.privacy.scoring import read_marked, score_privacy


def score_of(line):
    return score_privacy([read_marked(line)])


def test_a_span_of_which_anything_is_left_is_missed():
    """Of 张秀英出版社 the last three characters stay."""
    score = score_of("[[name|张秀英出版社]]")
    assert score.recall == 0.0


def test_what_is_masked_counts_as_found_whatever_its_kind():
    assert score_of("电话[[id_number|13800138000]]").recall == 1.0


def test_what_is_masked_and_not_marked_lowers_precision():
    score = score_of("患者[[name|张秀英]]和患者李桂花")
    assert (score.recall, score.precision) == (1.0, 0.5)


def test_an_unknown_kind_is_refused():
    with pytest.raises(ValueError, match="nickname"):
        read_marked("[[nickname|小红]]")


def test_there_are_enough_cases_of_each_kind():
    cases = [case for path in CASES.glob("*.txt") for case in read_cases(path)]
    kinds = [one.kind for case in cases for one in case.gold]
    assert len(cases) >= 150
    assert min(kinds.count(kind) for kind in Kind) >= 5


@pytest.mark.parametrize("path", sorted(CASES.glob("*.txt")), ids=lambda path: path.stem)
def test_the_annotated_cases_are_masked_and_little_else(path):
    score = score_privacy(read_cases(path))
    assert score.recall >= 0.92
    assert score.precision >= 0.97


def test_no_organisation_is_masked_by_its_name():
    with (SEEDS / "organizations.csv").open(encoding="utf-8-sig", newline="") as file:
        names = {row["organization_name"] for row in csv.DictReader(file)}
    assert [name for name in sorted(names) if find_personal_data(name)] == []


@pytest.mark.parametrize("around", ["{}", "妇女{}", "{}5人", "慰问{}，"])
def test_no_word_of_the_codebook_is_masked(around):
    codebook = load_codebook()
    words = {phrase for phrase, _ in codebook.phrases}
    words |= {word.word for word in codebook.narrative_words}
    words |= {indicator.indicator_name for indicator in codebook.indicators.values()}
    texts = [around.format(word) for word in sorted(words)]
    assert [text for text in texts if find_personal_data(text)] == []
