"""Turn what the readers claimed into observations that may be stored: placed, checked, masked."""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from ingestion.codebook import Codebook
from ingestion.errors import CodebookError
from ingestion.model import (
    Claim,
    Envelope,
    Finding,
    Locator,
    NormalizedText,
    Reading,
    Status,
)
from ingestion.privacy import mask_personal_data
from ingestion.validate.audit import audit
from ingestion.validate.consistency import find_contradictions

_DECIMALS = 4  # of the contract's decimal(20,4)
_STEP = Decimal(1).scaleb(-_DECIMALS)
_TOO_LARGE = Decimal(10) ** 16


def validate(
    reading: Reading,
    envelope: Envelope,
    codebook: Codebook,
    text: NormalizedText | None = None,
) -> Reading:
    """Return the reading with the envelope filled in, contradictions found, personal data masked.

    With the document's `text`, figures without a code are audited too, by the words between them.
    Raises CodebookError where a reader used a code that is not declared: that is our defect.
    """
    placed = [_storable(_placed(claim, envelope)) for claim in reading.claims]
    for claim in placed:
        if claim.indicator_code is not None and claim.indicator_code not in codebook.indicators:
            raise CodebookError(f"读取程序给出了未声明的指标 {claim.indicator_code}")
    findings = (*reading.findings, *_contradictions(placed, codebook, text))
    return replace(
        reading,
        claims=tuple(_masked_claim(claim) for claim in placed),
        findings=tuple(_masked_finding(_placed_finding(item, envelope)) for item in findings),
    )


def _contradictions(
    claims: list[Claim], codebook: Codebook, text: NormalizedText | None
) -> list[Finding]:
    """Return what codes contradict, and behind it what only the sentences do."""
    coded = find_contradictions(claims, codebook)
    if text is None:
        return coded
    prose = audit(claims, text, codebook)
    doubted = {finding.locator for finding in prose.findings} | prose.borne_out | prose.quoted
    return [finding for finding in coded if finding.locator not in doubted] + list(prose.findings)


def _storable(claim: Claim) -> Claim:
    """Return the claim with values that the contract's decimal(20,4) holds.

    A number with more decimals than four is rounded and says so; one too large, or one that is an
    ID, a phone or a card number, is kept without a value, rejected.
    """
    if mask_personal_data(claim.value_raw) != claim.value_raw:
        return _without_value(claim, "像是个人号码，不作数据")
    if any(value is not None and abs(value) >= _TOO_LARGE for value in _values(claim)):
        return _without_value(claim, "数值过大，无法入库")
    value, high = (value if value is None else _four_decimals(value) for value in _values(claim))
    if (value, high) == _values(claim):
        return claim
    reason = f"{claim.reason}；" if claim.reason else ""
    return replace(claim, value=value, value_high=high, reason=f"{reason}按四位小数存储")


def _values(claim: Claim) -> tuple[Decimal | None, Decimal | None]:
    return claim.value, claim.value_high


def _four_decimals(value: Decimal) -> Decimal:
    exponent = value.as_tuple().exponent
    return value.quantize(_STEP, ROUND_HALF_UP) if int(exponent) < -_DECIMALS else value


def _without_value(claim: Claim, reason: str) -> Claim:
    return replace(claim, value=None, value_high=None, status=Status.REJECTED, reason=reason)


def _placed(claim: Claim, envelope: Envelope) -> Claim:
    is_own = claim.organization_code is None and claim.organization_name is None
    return replace(
        claim,
        organization_code=envelope.organization_code if is_own else claim.organization_code,
        organization_name=envelope.organization_name if is_own else claim.organization_name,
        period_id=claim.period_id or envelope.period_id,
    )


def _placed_finding(finding: Finding, envelope: Envelope) -> Finding:
    return replace(
        finding,
        organization_code=finding.organization_code or envelope.organization_code,
        period_id=finding.period_id or envelope.period_id,
    )


def _masked_claim(claim: Claim) -> Claim:
    return replace(
        claim,
        value_raw=mask_personal_data(claim.value_raw),
        context=mask_personal_data(claim.context),
        evidence=mask_personal_data(claim.evidence),
        reason=mask_personal_data(claim.reason),
        locator=_masked_locator(claim.locator),
    )


def _masked_locator(locator: Locator) -> Locator:
    return replace(locator, sheet=mask_personal_data(locator.sheet)) if locator.sheet else locator


def _masked_finding(finding: Finding) -> Finding:
    return replace(
        finding,
        locator=_masked_locator(finding.locator) if finding.locator else None,
        message=mask_personal_data(finding.message),
        arithmetic=mask_personal_data(finding.arithmetic),
        figures=tuple(mask_personal_data(figure) for figure in finding.figures),
    )
