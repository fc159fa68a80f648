"""An envelope that nobody declared, told by the rows of a table that all say the same. Pure."""

from __future__ import annotations

from dataclasses import replace

from ingestion.model import Envelope, Finding, Reading, Role

_ALL_ROWS = "rows：表内各行都写明"


def complete_envelope(
    envelope: Envelope, reading: Reading, findings: tuple[Finding, ...]
) -> tuple[Envelope, tuple[Finding, ...]]:
    """Return the envelope with what every figure itself says, and the findings that remain.

    A long table names office and period in each row; then nothing is unresolved. Where the rows
    differ, each figure keeps its own and the envelope stays open.
    """
    actual = [claim for claim in reading.claims if claim.role is Role.ACTUAL]
    offices = {(claim.organization_code, claim.organization_name) for claim in actual}
    periods = {claim.period_id for claim in actual}
    settled: set[str] = set()
    if envelope.organization_code is None and offices and all(code for code, _ in offices):
        settled.add("unresolved_organization")
        if len(offices) == 1:
            ((code, name),) = offices
            envelope = replace(
                envelope,
                organization_code=code,
                organization_name=name,
                organization_source=_ALL_ROWS,
            )
    if envelope.period_id is None and periods and all(periods):
        settled.add("unresolved_period")
        if len(periods) == 1:
            (period_id,) = periods
            envelope = replace(envelope, period_id=period_id, period_source=_ALL_ROWS)
    return envelope, tuple(finding for finding in findings if finding.rule not in settled)
