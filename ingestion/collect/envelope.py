"""The envelope: which organisation reports, for which period, and what said so. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ingestion.collect.declarations import find_declarations
from ingestion.collect.reporter import Reporters, find_reporter
from ingestion.collect.reporting_period import MASKED, settle_period
from ingestion.model import Declared, Document, Envelope, Finding, Severity, SourceFile
from ingestion.organizations import Gazetteer
from ingestion.periods import period_end

_HOW_TO_PLACE = (
    "请把文件放进以单位和时期命名的文件夹（如 衡阳市/衡山县/2020/），或在旁边写 _delivery.json"
)
_FIRST_YEAR = 1978
_DAYS_AHEAD = 45  # a year's report is written in December, before the year is over


@dataclass(frozen=True, slots=True)
class Settled:
    """An envelope, and what disagreed or was missing while it was settled."""

    envelope: Envelope
    findings: tuple[Finding, ...]


def settle_envelope(source: SourceFile, document: Document, gazetteer: Gazetteer) -> Settled:
    """Return who reports for which period, with a finding for each conflict and each gap."""
    declarations = list(find_declarations(source, document))
    period, conflicts = settle_period(source.declarations.get("period"), declarations, document)
    on = period_end(period.value) if period else None
    reporters = find_reporter(source, declarations, document, gazetteer, on)
    reporter = reporters.standing
    code = reporter.organization.organization_code if reporter else None
    envelope = Envelope(
        organization_code=code,
        organization_name=gazetteer.official_name(code, on) if code else None,
        period_id=period.value if period else None,
        organization_source=_shown(reporter.said) if reporter else "",
        period_source=_shown(period) if period else "",
        authority=source.authority,
    )
    findings = (
        *_period_findings(period),
        *_impossible_period(source, period, on),
        *conflicts,
        *_organization_findings(reporters),
    )
    return Settled(envelope, findings)


def _shown(said: Declared) -> str:
    return f"{said.source}：{said.evidence or said.value}"


def _period_findings(period: Declared | None) -> Iterator[Finding]:
    if period is None:
        message = f"看不出这份材料报的是哪个时期。{_HOW_TO_PLACE}。"
        yield Finding("unresolved_period", Severity.WARNING, message)
    elif MASKED in period.value:
        message = (
            f"材料没有写明年份（「{period.evidence}」），请告知报的是哪一年。{_HOW_TO_PLACE}。"
        )
        yield Finding("unresolved_period", Severity.WARNING, message)


def _impossible_period(
    source: SourceFile, period: Declared | None, on: date | None
) -> Iterator[Finding]:
    """Ask about a period that was not over when the report was delivered, or long before any."""
    if period is None or on is None:
        return
    if on.year < _FIRST_YEAR or (on - source.delivered_at.date()).days > _DAYS_AHEAD:
        message = (
            f"材料报的是 {period.value}（{_shown(period)}），"
            f"而报送时间是 {source.delivered_at.date()}。请确认时期。"
        )
        yield Finding("period_conflict", Severity.WARNING, message, period_id=period.value)


def _organization_findings(reporters: Reporters) -> Iterator[Finding]:
    standing = reporters.standing
    if reporters.unknown:
        held = f"，暂按 {_shown(standing.said)}" if standing else ""
        message = f"_delivery.json 写的单位「{reporters.unknown}」认不出{held}。请写全称或代码。"
        yield Finding("unresolved_organization", Severity.WARNING, message)
    if standing is None:
        message = f"看不出这份材料是哪个妇联报送的。{_HOW_TO_PLACE}。"
        yield Finding("unresolved_organization", Severity.WARNING, message)
        return
    for other in reporters.others:
        yield Finding(
            "organization_conflict",
            Severity.WARNING,
            f"{_shown(standing.said)} 与 {_shown(other.said)} 指的单位不同，暂按前者。请确认。",
            organization_code=standing.organization.organization_code,
            figures=(
                standing.organization.organization_name,
                other.organization.organization_name,
            ),
        )
