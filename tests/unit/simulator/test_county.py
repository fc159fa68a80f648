"""A county's true figures agree with each other, whatever the period."""

from decimal import Decimal

import pytest

from ingestion.codebook import load_codebook
from simulator.county import County, is_flow, magnitudes
from simulator.spans import read_span

COUNTIES = [County(11, f"4301{number}") for number in range(20, 32)]
FLOWS = [code for code in magnitudes() if is_flow(code)]
HIDDEN = {"spring_bud_per_girl", "child_relief_per_child"}


def figure(county: County, code: str, period: str) -> Decimal:
    return county.figure(code, read_span(period))


def test_every_indicator_has_a_magnitude_and_no_other():
    assert set(magnitudes()) - HIDDEN == set(load_codebook().indicators)


@pytest.mark.parametrize("county", COUNTIES[:3], ids=lambda county: county.organization_code)
def test_quarters_of_a_flow_add_up_to_the_year(county):
    for code in FLOWS:
        quarters = sum(figure(county, code, f"2020Q{number}") for number in range(1, 5))
        assert quarters == figure(county, code, "2020"), code


@pytest.mark.parametrize("county", COUNTIES[:3], ids=lambda county: county.organization_code)
def test_a_half_year_and_eleven_months_stay_below_the_year(county):
    for code in FLOWS:
        half, eleven, year = (figure(county, code, p) for p in ("2020H1", "2020M01-M11", "2020"))
        assert 0 <= half <= eleven <= year, code


@pytest.mark.parametrize("period", ["2020", "2020H1", "2020Q3", "2020M06"])
@pytest.mark.parametrize(
    ("part", "whole"),
    [
        ("petitions_handled", "petitions_received"),
        ("disputes_settled", "disputes_mediated"),
        ("villages_converted", "villages_total"),
        ("village_directors", "villages_total"),
        ("cervical_screened", "cancer_screened"),
        ("high_income_households", "specialist_households"),
        ("outline_indicators_met", "outline_indicators_total"),
        ("news_items_adopted", "news_items_submitted"),
        ("loan_households", "loan_borrowers"),
    ],
)
def test_a_part_never_exceeds_its_whole(part, whole, period):
    for county in COUNTIES:
        assert figure(county, part, period) <= figure(county, whole, period)


@pytest.mark.parametrize(
    ("amount", "count", "each"),
    [
        ("loans_amount", "loan_borrowers", "loan_average_amount"),
        ("cancer_relief_amount", "cancer_relief_persons", "cancer_relief_per_person"),
        ("relief_amount", "relief_persons", "relief_per_person"),
        ("spring_bud_amount", "spring_bud_girls", "spring_bud_per_girl"),
    ],
)
def test_an_amount_is_persons_times_each(amount, count, each):
    for county in COUNTIES:
        total, persons, per_person = (figure(county, c, "2019") for c in (amount, count, each))
        assert total == persons * per_person


def test_a_total_is_the_sum_of_its_parts():
    for county in COUNTIES:
        parts = ("petition_letters", "petition_calls", "petition_visits")
        total = figure(county, "petitions_received", "2020H1")
        assert total == sum(figure(county, part, "2020H1") for part in parts)


def test_a_rate_is_its_counts_to_one_decimal():
    for county in COUNTIES:
        handled, received, rate = (
            figure(county, code, "2020")
            for code in ("petitions_handled", "petitions_received", "petition_closure_rate")
        )
        assert abs(rate - handled / received * 100) <= Decimal("0.05")


def test_a_stock_stays_near_last_year():
    for county in COUNTIES:
        before, now = (figure(county, "womens_homes", year) for year in ("2019", "2020"))
        assert Decimal("0.9") < now / before < Decimal("1.1")


def test_the_running_total_grows_by_the_year_s_loans():
    for county in COUNTIES:
        before, now = (figure(county, "loans_amount_cumulative", year) for year in ("2019", "2020"))
        assert now - before == figure(county, "loans_amount", "2020")


def test_no_village_was_converted_before_the_reform():
    assert {figure(county, "villages_converted", "2014") for county in COUNTIES} == {0}
