"""Contradictions at printed precision: asked about, never alarmed by a correct rounding."""

from dataclasses import replace
from decimal import Decimal

import pytest

from ingestion.codebook import load_codebook
from ingestion.model import Claim, Locator, Method, Qualifier
from ingestion.validate.consistency import find_contradictions
from ingestion.validate.precision import rate_agrees


def claim(code, value, *, qualifier=Qualifier.EXACT, at=0, method=Method.NARRATIVE):
    return Claim(
        locator=Locator("text", char_start=at, char_end=at + 3),
        value_raw=value,
        value=Decimal(value),
        unit_raw="",
        unit_code=load_codebook().indicators[code].unit_code,
        context="",
        method=method,
        evidence="",
        indicator_code=code,
        qualifier=qualifier,
    )


def rules(*claims):
    return [finding.rule for finding in find_contradictions(claims, load_codebook())]


@pytest.mark.parametrize(
    ("printed", "qualifier", "part", "whole", "expected"),
    [
        pytest.param("98", Qualifier.AT_LEAST, 80, 82, True, id="rounds-to-98"),
        pytest.param("98.0", Qualifier.EXACT, 80, 82, False, id="98.0-is-not-97.56"),
        pytest.param("90", Qualifier.AT_LEAST, 315, 359, False, id="87.74-is-not-over-90"),
        pytest.param("62.1", Qualifier.EXACT, 7452, 12007, True, id="62.06-rounds-to-62.1"),
        pytest.param("9.7", Qualifier.EXACT, 19, 200, False, id="9.5-is-not-9.7"),
        pytest.param("100", Qualifier.EXACT, 20, 20, True, id="all-of-them"),
        pytest.param("23.89", Qualifier.EXACT, 58, 243, False, id="plugged-to-reach-100"),
        pytest.param("13", Qualifier.EXACT, 1, 8, True, id="half-rounds-up"),
    ],
)
def test_a_rate_agrees_when_it_is_a_correct_rounding(printed, qualifier, part, whole, expected):
    computed = Decimal(part) * 100 / Decimal(whole)
    assert rate_agrees(Decimal(printed), qualifier, computed) is expected


def test_a_rate_that_its_counts_contradict_is_asked_about():
    counts = (claim("petitions_received", "82"), claim("petitions_handled", "70"))
    findings = find_contradictions((*counts, claim("petition_closure_rate", "98")), load_codebook())
    assert [finding.rule for finding in findings] == ["rate_mismatch"]
    assert findings[0].arithmetic == "70 ÷ 82 = 85.37%"


def test_consistent_figures_are_silent():
    assert (
        rules(
            claim("petitions_received", "82"),
            claim("petitions_handled", "80"),
            claim("petition_closure_rate", "98", qualifier=Qualifier.AT_LEAST),
        )
        == []
    )


def test_a_part_larger_than_its_whole_is_an_error():
    assert rules(
        claim("petitions_received", "80"),
        claim("petitions_handled", "82"),
        claim("petition_closure_rate", "102.5"),
    ) == ["part_exceeds_whole"]


def test_approximate_counts_contradict_no_rate():
    assert (
        rules(
            claim("petitions_received", "80", qualifier=Qualifier.MORE_THAN),
            claim("petitions_handled", "60"),
            claim("petition_closure_rate", "98"),
        )
        == []
    )


def test_two_values_of_one_figure_are_asked_about_with_both_places():
    findings = find_contradictions(
        (claim("womens_homes", "355"), claim("womens_homes", "366", at=90)), load_codebook()
    )
    assert [finding.rule for finding in findings] == ["conflicting_values"]
    assert "字0-3" in findings[0].message
    assert "字90-93" in findings[0].message


@pytest.mark.parametrize(
    ("loose", "qualifier", "value", "raw"),
    [
        pytest.param("200", Qualifier.ABOUT, "198", "近200名", id="about"),
        pytest.param("12000", Qualifier.EXACT, "11987", "1.2万人", id="printed-to-the-thousand"),
        pytest.param("98", Qualifier.AT_LEAST, "98.56", "98%以上", id="at-least"),
        pytest.param("50", Qualifier.MORE_THAN, "53", "50余条", id="more-than"),
        pytest.param("62.1", Qualifier.EXACT, "62.06", "62.1%", id="rounded-rate"),
    ],
)
def test_a_rounding_or_an_approximation_of_one_number_is_no_conflict(loose, qualifier, value, raw):
    stated = replace(claim("womens_homes", loose, qualifier=qualifier), value_raw=raw)
    assert rules(stated, claim("womens_homes", value, at=90)) == []


@pytest.mark.parametrize(
    ("loose", "qualifier", "value", "raw"),
    [
        pytest.param("200", Qualifier.ABOUT, "298", "近200名", id="about"),
        pytest.param("12000", Qualifier.EXACT, "11387", "1.2万人", id="printed-to-the-thousand"),
        pytest.param("98", Qualifier.AT_LEAST, "92.3", "98%以上", id="at-least"),
    ],
)
def test_a_number_outside_what_the_words_admit_is_asked_about(loose, qualifier, value, raw):
    stated = replace(claim("womens_homes", loose, qualifier=qualifier), value_raw=raw)
    assert rules(stated, claim("womens_homes", value, at=90)) == ["conflicting_values"]


def test_figures_of_two_unsettled_offices_are_not_one_figure():
    first = replace(claim("womens_homes", "3"), organization_name="甲开发区")
    second = replace(claim("womens_homes", "4", at=9), organization_name="乙开发区")
    assert rules(first, second) == []


def test_table_and_prose_that_differ_are_told_apart_from_two_sentences():
    cell = replace(
        claim("womens_homes", "355", method=Method.TABLE),
        locator=Locator("xlsx", sheet="年报", cell="C4"),
    )
    assert rules(cell, claim("womens_homes", "366")) == ["table_vs_text"]


def test_a_table_typed_in_the_prose_may_count_another_thing_than_a_sentence():
    typed = claim("womens_homes", "355", method=Method.FORM)
    assert rules(typed, claim("womens_homes", "366", at=90)) == []


def test_a_negative_count_is_an_error():
    assert rules(claim("womens_homes", "-3")) == ["negative_count"]


@pytest.mark.parametrize(
    ("contexts", "expected"),
    [
        pytest.param(
            ("全年办结率98%", "窗口办结率95%"), ["conflicting_values"], id="one-rate-by-its-name"
        ),
        pytest.param(("人大女代表占98%", "政协女委员占95%"), [], id="shares-of-two-bodies"),
        pytest.param(("办结率98%", "回访满意率95%"), [], id="two-rates"),
    ],
)
def test_two_rates_of_sentences_conflict_only_under_one_name(contexts, expected):
    told = [
        replace(
            claim("petition_closure_rate", value, at=at), value_raw=f"{value}%", context=context
        )
        for (value, at), context in zip((("98", 0), ("95", 400)), contexts, strict=True)
    ]
    assert rules(*told) == expected
