"""From a reading to a claim: address, evidence in words, and whether it may be trusted.

Pure. Nothing is linked here.
"""

from __future__ import annotations

from dataclasses import dataclass

from ingestion.codebook import Codebook
from ingestion.extract.links import Link
from ingestion.extract.passages import ReadingText
from ingestion.extract.scope import Place
from ingestion.extract.whole_sentence import Read
from ingestion.model import Claim, Locator, Method, Role, Status

ACCEPTED_FROM = 0.7


@dataclass(frozen=True, slots=True)
class Placed:
    """A reading with its period, its organisation and its level."""

    read: Read
    role: Role
    breakdown: str | None = None
    period: str | None = None
    place: Place | None = None


def claim_of(placed: Placed, reading_text: ReadingText, codebook: Codebook, written: str) -> Claim:
    """Return the claim of a placed reading; `written` is the text of the original."""
    read, link = placed.read, placed.read.link
    figure, quantity = read.figure, read.figure.quantity
    start, end = reading_text.original_span(quantity.start, quantity.end)
    code = link.indicator_code
    own_unit = quantity.unit.unit_code if quantity.unit else ""
    status, reason = _status(read)
    return Claim(
        locator=Locator("text", char_start=start, char_end=end),
        value_raw=written[start:end],
        value=quantity.value,
        value_high=quantity.value_high,
        unit_raw=quantity.unit_raw,
        unit_code=codebook.indicators[code].unit_code if code else own_unit,
        context=reading_text.text[figure.clause_start : figure.clause_end].strip(),
        method=Method.NARRATIVE,
        evidence=_evidence(link),
        indicator_code=code,
        qualifier=quantity.qualifier,
        breakdown=placed.breakdown,
        role=placed.role,
        organization_code=placed.place.code if placed.place else None,
        organization_name=placed.place.name if placed.place else None,
        period_id=placed.period,
        confidence=link.confidence,
        status=status,
        reason=reason,
    )


def _evidence(link: Link) -> str:
    return f"{link.rule}：{link.word}" if link.word else link.rule


def _status(read: Read) -> tuple[Status, str]:
    link = read.link
    if link.confidence >= ACCEPTED_FROM or read.rejection:
        return Status.ACCEPTED, ""
    if link.indicator_code is None:
        return Status.REVIEW, "没有对应的指标"
    return (
        Status.REVIEW,
        f"两种读法：{link.indicator_code}（{_evidence(link)}），或没有对应的指标",
    )
