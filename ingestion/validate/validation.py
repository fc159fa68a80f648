"""Turn what the readers claimed into observations that may be stored: placed, checked, masked."""

from __future__ import annotations

from dataclasses import replace

from ingestion.codebook import Codebook
from ingestion.errors import CodebookError
from ingestion.model import Claim, Envelope, Finding, Reading
from ingestion.validate.consistency import find_contradictions
from ingestion.validate.privacy import mask_personal_data


def validate(reading: Reading, envelope: Envelope, codebook: Codebook) -> Reading:
    """Return the reading with the envelope filled in, contradictions found, personal data masked.

    Raises CodebookError where a reader used a code that is not declared: that is our defect.
    """
    placed = [_placed(claim, envelope) for claim in reading.claims]
    for claim in placed:
        if claim.indicator_code is not None and claim.indicator_code not in codebook.indicators:
            raise CodebookError(f"读取程序给出了未声明的指标 {claim.indicator_code}")
    findings = (*reading.findings, *find_contradictions(placed, codebook))
    return replace(
        reading,
        claims=tuple(_masked_claim(claim) for claim in placed),
        findings=tuple(_masked_finding(_placed_finding(item, envelope)) for item in findings),
    )


def _placed(claim: Claim, envelope: Envelope) -> Claim:
    if claim.organization_code is None and claim.organization_name is None:
        claim = replace(
            claim,
            organization_code=envelope.organization_code,
            organization_name=envelope.organization_name,
        )
    return claim if claim.period_id else replace(claim, period_id=envelope.period_id)


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
    )


def _masked_finding(finding: Finding) -> Finding:
    return replace(
        finding,
        message=mask_personal_data(finding.message),
        arithmetic=mask_personal_data(finding.arithmetic),
        figures=tuple(mask_personal_data(figure) for figure in finding.figures),
    )
