"""Calibration: of the readings equally sure, how many are right."""

from decimal import Decimal

from warehouse.calibration import calibrate, sure_ones
from warehouse.gold import Figure


def read(start, confidence, *, code="volunteers", status="accepted"):
    return Figure(
        "A01.txt", start, start + 2, code, Decimal(5), status=status, confidence=confidence
    )


GOLD = [Figure("A01.txt", start, start + 2, "volunteers", Decimal(5)) for start in (0, 10, 20)]


def test_each_bin_says_how_many_are_in_it_and_how_many_right():
    figures = [read(0, 0.96), read(10, 0.98), read(30, 0.97), read(20, 0.55, status="review")]
    bins = [(one.low, one.high, one.number, one.right) for one in calibrate(figures, GOLD)]
    assert bins == [(0.5, 0.6, 1, 1), (0.95, 1.0, 3, 2)]


def test_a_confidence_on_a_bound_belongs_to_the_bin_above():
    assert [one.low for one in calibrate([read(0, 0.9)], GOLD)] == [0.9]


def test_readings_without_a_code_are_not_judged():
    assert calibrate([read(0, 0.95, code="other")], GOLD) == []


def test_only_accepted_readings_at_nine_in_ten_are_sure():
    figures = [read(0, 0.9), read(10, 0.95, status="review"), read(20, 0.89), read(30, 0.99)]
    assert sure_ones(figures, GOLD) == (1, 2)
