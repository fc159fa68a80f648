"""What every row says, the envelope says; where rows differ it stays open."""

from decimal import Decimal

from ingestion.model import Claim, Envelope, Finding, Locator, Method, Reading, Severity
from ingestion.validate.completing import complete_envelope

GAPS = tuple(
    Finding(rule, Severity.WARNING, "?")
    for rule in ("unresolved_organization", "unresolved_period")
)


def claim(code, period_id):
    return Claim(
        locator=Locator("cell", cell="table1!r2c3"),
        value_raw="3",
        value=Decimal(3),
        unit_raw="个",
        unit_code="个",
        context="",
        method=Method.TABLE,
        evidence="",
        organization_code=code,
        organization_name="县" if code else None,
        period_id=period_id,
    )


def complete(*claims):
    return complete_envelope(Envelope(), Reading(claims), GAPS)


def test_rows_that_agree_fill_the_envelope():
    envelope, findings = complete(claim("430423", "2020"), claim("430423", "2020"))
    assert (envelope.organization_code, envelope.period_id) == ("430423", "2020")
    assert findings == ()


def test_rows_that_differ_leave_it_open_and_nothing_is_unresolved():
    envelope, findings = complete(claim("430423", "2020"), claim("430424", "2019"))
    assert (envelope.organization_code, envelope.period_id) == (None, None)
    assert findings == ()


def test_a_row_that_says_nothing_leaves_the_question():
    envelope, findings = complete(claim("430423", None), claim(None, None))
    assert envelope == Envelope()
    assert findings == GAPS


def test_what_was_declared_stays():
    declared = Envelope("430426", "祁东县", "2018")
    reading = Reading((claim("430423", "2020"),))
    assert complete_envelope(declared, reading, ()) == (declared, ())
