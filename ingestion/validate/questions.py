"""A finding as a question that the county can answer: confirm, correct or explain. Pure."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from ingestion.model import Claim, Finding, Severity
from ingestion.validate.printed import PrintedFigure

_TOO_LARGE = Decimal(10) ** 20  # beyond it two decimals no longer fit the context
_SHOWN = Decimal("0.01")


def ask(
    rule: str,
    doubted: PrintedFigure,
    others: tuple[PrintedFigure, ...],
    arithmetic: str,
    question: str,
    severity: Severity = Severity.WARNING,
) -> Finding:
    """Return the finding; its place is the doubted figure, its claim's codes are the finding's.

    Where no claim holds the doubted figure, the first of the others that one holds gives the place.
    """
    claim = next((one.claim for one in (doubted, *others) if one.is_claimed), doubted.claim)
    figures = (doubted.quote, *(figure.quote for figure in others))
    return finding_at(claim, rule, severity, question, figures, arithmetic)


def finding_at(
    claim: Claim,
    rule: str,
    severity: Severity,
    message: str,
    figures: tuple[str, ...],
    arithmetic: str = "",
) -> Finding:
    """Return a finding that has its place and codes from a claim; `figures` are as written."""
    return Finding(
        rule=rule,
        severity=severity,
        message=message,
        locator=claim.locator,
        indicator_code=claim.indicator_code,
        organization_code=claim.organization_code,
        period_id=claim.period_id,
        figures=figures,
        arithmetic=arithmetic,
    )


def shown(value: Decimal) -> str:
    """Return a computed value for reading: at most two decimals, no trailing zeros.

    >>> [shown(Decimal(text)) for text in ("97.5609", "390", "1200000.00", "1E+30")]
    ['97.56', '390', '1200000', '1.00E+30']
    """
    if abs(value) >= _TOO_LARGE:
        return f"{value:.2E}"
    rounded = value.quantize(_SHOWN, ROUND_HALF_UP)
    text = f"{rounded:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
