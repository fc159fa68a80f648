"""What may be stored: values that fit the contract, numbers that identify nobody."""

from decimal import Decimal

import pytest

from ingestion.codebook import load_codebook
from ingestion.errors import CodebookError
from ingestion.model import Claim, Envelope, Locator, Method, Reading, Status
from ingestion.validate.validation import validate


def checked(value, *, code="petition_closure_rate", raw=None, **kwargs):
    claim = Claim(
        locator=Locator("cell", sheet="表", cell="B2"),
        value_raw=raw or str(value),
        value=Decimal(value),
        unit_raw="%",
        unit_code="%",
        context="",
        method=Method.FORM,
        evidence="",
        indicator_code=code,
        **kwargs,
    )
    envelope = Envelope("430423", "衡山县", "2020")
    (stored,) = validate(Reading((claim,)), envelope, load_codebook()).claims
    return stored


def test_more_than_four_decimals_are_rounded_and_said_so():
    stored = checked("33.33333333333333")
    assert (stored.value, stored.reason) == (Decimal("33.3333"), "按四位小数存储")
    assert stored.value_raw == "33.33333333333333"


@pytest.mark.parametrize("value", ["1e16", "430423198001016666000", "1e300"])
def test_a_number_too_large_is_kept_without_a_value(value):
    stored = checked(value)
    assert (stored.value, stored.status) == (None, Status.REJECTED)


def test_a_number_that_is_a_phone_is_no_value():
    stored = checked("13922200015", raw="13922200015")
    assert (stored.value, stored.status) == (None, Status.REJECTED)
    assert stored.value_raw == "〔电话号码〕"


def test_the_envelope_fills_what_the_sentence_left_open():
    stored = checked("98")
    assert (stored.organization_code, stored.period_id) == ("430423", "2020")


def test_an_office_named_and_not_settled_is_not_the_reporting_one():
    stored = checked("98", organization_name="某开发区妇联")
    assert (stored.organization_code, stored.organization_name) == (None, "某开发区妇联")


def test_an_undeclared_code_is_our_defect():
    with pytest.raises(CodebookError, match="no_such_code"):
        checked("98", code="no_such_code")
