"""Numbers in prose: what is written, and what it then says."""

from decimal import Decimal

import pytest

from simulator.randomness import stream
from simulator.wording import Hand, write_number

PLAIN = Hand("plain", 0, "sign")
ROUNDING = Hand("plain", 1, "sign")


def write(value, unit, hand, *, may_round=False, seed=0):
    return write_number(Decimal(value), unit, hand, stream(seed), may_round=may_round)


@pytest.mark.parametrize(
    ("value", "unit", "hand", "text"),
    [
        pytest.param("1218000", "元", PLAIN, "121.8万元", id="amount-in-wan"),
        pytest.param("5000", "元", PLAIN, "5000元", id="small-amount"),
        pytest.param("120000000", "元", PLAIN, "1.2亿元", id="amount-in-yi"),
        pytest.param("12007", "份", Hand("commas", 0, "sign"), "12,007份", id="commas"),
        pytest.param("58", "件", Hand("full_width", 0, "sign"), "５８件", id="full-width"),
        pytest.param("2", "期", Hand("chinese", 0, "sign"), "两期", id="two-of-a-thing"),
        pytest.param(
            "97.3", "%", Hand("plain", 0, "words"), "百分之九十七点三", id="percent-in-words"
        ),
        pytest.param("12.3", "/10万", PLAIN, "12.3/10万", id="per-hundred-thousand"),
    ],
)
def test_an_exact_number_is_written_in_the_office_s_hand(value, unit, hand, text):
    written = write(value, unit, hand)
    assert (written.text, written.value, written.qualifier) == (text, Decimal(value), "exact")


@pytest.mark.parametrize("value", ["37", "208", "1234", "23456", "480"])
def test_a_rounded_number_keeps_its_promise(value):
    for seed in range(60):
        written, true = write(value, "人", ROUNDING, may_round=True, seed=seed), Decimal(value)
        promise = {
            "more_than": written.value < true,
            "at_least": written.value < true,
            "less_than": written.value > true,
            "about": abs(written.value - true) < true / 3,
            "exact": abs(written.value - true) < true / 10,
            "range": written.value <= true <= (written.value_high or 0),
        }
        assert promise[written.qualifier], written


def test_a_number_that_may_not_be_rounded_is_exact():
    texts = {write("1234", "人", ROUNDING, seed=seed).text for seed in range(20)}
    assert texts == {"1234人"}
