"""The envelope: which organisation reports, for which period, and what said so. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ingestion.collect.declarations import find_declarations
from ingestion.collect.reporter import Reporter, find_reporter
from ingestion.collect.reporting_period import MASKED, settle_period
from ingestion.model import Declared, Document, Envelope, Finding, Severity, SourceFile
from ingestion.organizations import Gazetteer
from ingestion.periods import period_end

_HOW_TO_PLACE = (
    "请把文件放进以单位和时期命名的文件夹（如 衡阳市/衡山县/2020/），或在旁边写 _delivery.json"
)


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
    reporter, others = find_reporter(source, declarations, document, gazetteer, on)
    code = reporter.organization.organization_code if reporter else None
    envelope = Envelope(
        organization_code=code,
        organization_name=gazetteer.official_name(code, on) if code else None,
        period_id=period.value if period else None,
        organization_source=_shown(reporter.said) if reporter else "",
        period_source=_shown(period) if period else "",
        authority=source.authority,
    )
    findings = (*_period_findings(period), *conflicts, *_organization_findings(reporter, others))
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


def _organization_findings(reporter: Reporter | None, others: list[Reporter]) -> Iterator[Finding]:
    if reporter is None:
        message = f"看不出这份材料是哪个妇联报送的。{_HOW_TO_PLACE}。"
        yield Finding("unresolved_organization", Severity.WARNING, message)
        return
    for other in others:
        yield Finding(
            "organization_conflict",
            Severity.WARNING,
            f"{_shown(reporter.said)} 与 {_shown(other.said)} 指的单位不同，暂按前者。请确认。",
            organization_code=reporter.organization.organization_code,
            figures=(
                reporter.organization.organization_name,
                other.organization.organization_name,
            ),
        )
