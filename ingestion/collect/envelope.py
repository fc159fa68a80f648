"""The envelope: which organisation reports, for which period, and what said so.

Pure. Declarations are asked in order of how deliberately they were made; the first that resolves
decides, a later one that disagrees is a finding. Nothing is guessed between two organisations.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ingestion.collect.declarations import find_declarations
from ingestion.collect.naming import named_in
from ingestion.model import Declared, Document, Envelope, Finding, Severity, SourceFile
from ingestion.organizations import Gazetteer, Organization
from ingestion.periods import declared_period, period_end

_HOW_TO_PLACE = (
    "请把文件放进以单位和时期命名的文件夹（如 衡阳市/衡山县/2020/），或在旁边写 _delivery.json"
)


@dataclass(frozen=True, slots=True)
class Settled:
    """An envelope, and what disagreed or was missing while it was settled."""

    envelope: Envelope
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Reporter:
    organization: Organization
    said: Declared


def settle_envelope(source: SourceFile, document: Document, gazetteer: Gazetteer) -> Settled:
    """Return who reports for which period, with a finding for each conflict and each gap."""
    declarations = list(find_declarations(source, document))
    period, period_findings = _settle_period(source.declarations.get("period"), declarations)
    on = period_end(period.value) if period else None
    reporter, others = _find_reporter(source, declarations, gazetteer, on)
    reporter = reporter or _infer_from_places(document, gazetteer)
    code = reporter.organization.organization_code if reporter else None
    envelope = Envelope(
        organization_code=code,
        organization_name=gazetteer.official_name(code, on) if code else None,
        period_id=period.value if period else None,
        organization_source=_shown(reporter.said) if reporter else "",
        period_source=_shown(period) if period else "",
        authority=source.authority,
    )
    return Settled(envelope, (*_organization_findings(reporter, others), *period_findings))


def _is_masked(period_id: str) -> bool:
    return "XXXX" in period_id


def _shown(said: Declared) -> str:
    return f"{said.source}：{said.evidence or said.value}"


# -- the period ----------------------------------------------------------------------------------


def _settle_period(
    sidecar: Declared | None, declarations: Iterable[Declared]
) -> tuple[Declared | None, list[Finding]]:
    """Return the declared period as a `Declared` whose value is a period id, and its findings."""
    asked = [sidecar] if sidecar else [said for said in declarations if said.source != "signature"]
    periods = [
        Declared(period_id, said.source, said.value)
        for said in asked
        if (period_id := declared_period(said.value))
    ]
    if not periods:
        message = f"看不出这份材料报的是哪个时期。{_HOW_TO_PLACE}。"
        return None, [Finding("unresolved_period", Severity.WARNING, message)]
    standing = periods[0]
    masked = next((said for said in periods if _is_masked(said.value)), None)
    if masked and standing.source in ("title", "body"):
        standing = masked  # the office hid its year: the year in a web page's title is the page's
    return standing, [*_masked_period(standing), *_period_conflicts(standing, periods)]


def _masked_period(standing: Declared) -> list[Finding]:
    if not _is_masked(standing.value):
        return []
    message = (
        f"正文把年份写成「{standing.evidence}」，请告知这份材料报的是哪一年。{_HOW_TO_PLACE}。"
    )
    return [Finding("unresolved_period", Severity.WARNING, message)]


def _period_conflicts(standing: Declared, periods: list[Declared]) -> list[Finding]:
    others = {said.value[:4]: said for said in periods if said.value[:4] != standing.value[:4]}
    return [
        Finding(
            "period_conflict",
            Severity.WARNING,
            f"{_shown(standing)} 与 {_shown(said)} 指的年份不同，暂按前者。请确认是哪一个。",
            period_id=standing.value,
            figures=(standing.value, said.value),
        )
        for said in others.values()
    ]


# -- the organisation ----------------------------------------------------------------------------


def _find_reporter(
    source: SourceFile, declarations: list[Declared], gazetteer: Gazetteer, on: date | None
) -> tuple[_Reporter | None, list[_Reporter]]:
    """Return the reporting office, and offices named elsewhere that are neither above nor below.

    A place inside the one found so far is a closer answer (folder 衡阳市, title 衡山县妇联).
    """
    if (sidecar := source.declarations.get("organization")) and (
        organization := gazetteer.resolve(sidecar.value, on=on).organization
    ):
        return _Reporter(organization, sidecar), []
    standing: _Reporter | None = None
    others: list[_Reporter] = []
    for said in declarations:
        if said.source == "body":
            continue
        within = standing.organization.organization_code if standing else None
        found = named_in(said.value, gazetteer, within=within, on=on)
        if found is None or (standing and found == standing.organization):
            continue
        if standing is None or _is_inside(found, standing.organization, gazetteer, on):
            standing = _Reporter(found, said)
        elif not _is_inside(standing.organization, found, gazetteer, on):
            others.append(_Reporter(found, said))
    return standing, others


def _is_inside(
    inner: Organization, outer: Organization, gazetteer: Gazetteer, on: date | None
) -> bool:
    parents = gazetteer.ancestors(inner.organization_code, on)
    return outer.organization_code in {parent.organization_code for parent in parents}


def _infer_from_places(document: Document, gazetteer: Gazetteer) -> _Reporter | None:
    """Return the one county that holds the townships a report with a masked name speaks of."""
    townships = gazetteer.find_townships(document.normalized.text)
    resolution = gazetteer.infer_from_places([mention.name for mention in townships])
    if resolution.organization is None:
        return None
    return _Reporter(resolution.organization, Declared(resolution.reason, "places"))


def _organization_findings(reporter: _Reporter | None, others: list[_Reporter]) -> list[Finding]:
    if reporter is None:
        message = f"看不出这份材料是哪个妇联报送的。{_HOW_TO_PLACE}。"
        return [Finding("unresolved_organization", Severity.WARNING, message)]
    return [
        Finding(
            "organization_conflict",
            Severity.WARNING,
            f"{_shown(reporter.said)} 与 {_shown(other.said)} 指的单位不同，暂按前者。请确认。",
            organization_code=reporter.organization.organization_code,
            figures=(
                reporter.organization.organization_name,
                other.organization.organization_name,
            ),
        )
        for other in others
    ]
