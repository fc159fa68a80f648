"""Learned weights beside the grammar: what they may say, and that they never decide alone."""

import csv

import pytest

from ingestion.codebook import load_codebook
from ingestion.extract.carrying import Carried
from ingestion.extract.confidence import Confidence, Witnesses, candidates_of
from ingestion.extract.judgement import WEIGHTS
from ingestion.extract.lexicon import lexicon_of
from ingestion.extract.links import NO_HEAD, Link
from ingestion.extract.wording import INTERCEPT, NO_CODE, Guess, Surroundings, Wording


def wording(*rows):
    codes = ("health_leaflets", "legal_leaflets", NO_CODE, "loans_amount")
    base = [(INTERCEPT, code, -1) for code in codes]
    names = ("feature", "indicator_code", "weight")
    return Wording(
        [dict(zip(names, map(str, row), strict=True)) for row in (*base, *rows)],
        lexicon_of(load_codebook()),
    )


def around(left, right="", **also):
    return Surroundings("册", "copy", left=left, right=right, **also)


def test_the_words_before_a_number_speak_for_an_indicator():
    guesses = wording(("l:防治", "health_leaflets", 20)).guesses(around("防治口袋书"))
    assert (guesses[0].indicator_code, guesses[0].share > 0.5) == ("health_leaflets", True)


def test_a_run_that_counts_on_either_side_counts_behind_the_number_too():
    guesses = wording(("a:防治", "health_leaflets", 20)).guesses(around("", "防治手册"))
    assert guesses[0].indicator_code == "health_leaflets"


@pytest.mark.parametrize(
    ("feature", "place"),
    [
        pytest.param("p:防治", {"before": "发放防治手册等"}, id="earlier-in-the-sentence"),
        pytest.param("x:防治", {"after": "用于防治宣传"}, id="later-in-the-sentence"),
        pytest.param("h:防治", {"titles": ("艾滋病防治",)}, id="in-a-title"),
        pytest.param("t:防治", {"report": "防治工作总结"}, id="in-the-title-of-the-report"),
    ],
)
def test_each_place_around_a_number_speaks_for_itself(feature, place):
    heard = wording((feature, "health_leaflets", 20))
    best = heard.guesses(around("", **place))[0]
    assert (best.indicator_code, best.share > 0.5) == ("health_leaflets", True)
    assert heard.guesses(around("防治"))[0].share < 0.5


def test_few_words_do_not_make_a_reading_sure():
    few = wording(("l:防治", "health_leaflets", 20)).guesses(around("防治"))[0]
    many = wording(("l:防治", "health_leaflets", 20), ("p:妇女", "health_leaflets", 20))
    assert few.share < many.guesses(around("防治", before="向妇女"))[0].share


def test_an_indicator_of_another_dimension_is_never_guessed():
    guesses = wording(("l:发放", "loans_amount", 30)).guesses(around("发放"))
    assert "loans_amount" not in {guess.indicator_code for guess in guesses}


def test_that_nothing_counts_the_number_is_always_a_guess():
    guesses = wording(("l:防治", "health_leaflets", 30)).guesses(around("防治"))
    assert None in {guess.indicator_code for guess in guesses}


def test_without_weights_nothing_is_guessed():
    assert Wording((), lexicon_of(load_codebook())).guesses(around("防治")) == []


def test_where_nothing_was_learned_the_grammar_holds():
    link = Link("loans_amount", 0.95, "left", "贷款")
    (option,) = Confidence(()).options(Witnesses(link))
    assert (option.link, option.confidence) == (link, 0.95)


def test_each_indicator_competes_once_and_the_grammar_speaks_first():
    link = Link("loans_amount", 0.95, "left", "贷款")
    witnesses = Witnesses(
        link,
        [Guess("loans_amount", 0.6), Guess("relief_amount", 0.3), Guess(None, 0.1)],
        [Carried("relief_amount", "same", "less")],
    )
    found = [(one.indicator_code, one.rule) for one in candidates_of(witnesses)]
    assert found == [("loans_amount", "left"), ("relief_amount", "wording")]


@pytest.mark.parametrize(
    ("share", "is_surer"),
    [pytest.param(0.9, True, id="agrees"), pytest.param(0.05, False, id="knows-better")],
)
def test_wording_moves_how_sure_the_grammar_is(share, is_surer):
    rows = [("intercept", 0), ("wording", 0.5), ("grammar:left", 1)]
    weigher = Confidence({"feature": name, "weight": str(weight)} for name, weight in rows)
    link = Link("loans_amount", 0.95, "left", "贷款")
    alone = 0.731  # of grammar:left by itself
    (option,) = weigher.options(Witnesses(link, [Guess("loans_amount", share)]))
    assert (option.confidence > alone) is is_surer


def test_a_number_without_any_witness_has_no_reading():
    weigher = Confidence([{"feature": "intercept", "weight": "0"}])
    assert weigher.options(Witnesses(NO_HEAD)) == []


@pytest.mark.parametrize("name", ["wording.csv", "confidence.csv"])
def test_kept_weights_speak_of_the_codebook_alone(name):
    with (WEIGHTS / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    codes = {row["indicator_code"] for row in rows if "indicator_code" in row}
    assert codes - {NO_CODE} <= load_codebook().indicators.keys()
    assert any(row["feature"] == INTERCEPT for row in rows)
