"""Which organisation a delivery comes from. Pure; never a guess between two.

Declarations are asked in order; a place inside the one found so far is a closer answer (folder
衡阳市, title 衡山县妇联). A township named alone takes its county from the body, a masked name from
the townships that the body speaks of, each only where exactly one fits.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from ingestion.collect.naming import named_in
from ingestion.model import Declared, Document, SourceFile
from ingestion.organizations import Gazetteer, Organization

_TOWNSHIP_OFFICE = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{1,8}?(?:街道|苏木|民族乡|乡|镇))(?:妇联|妇女|妇代会|妇委会|\d{4}年)"
)


@dataclass(frozen=True, slots=True)
class Reporter:
    """An organisation, and what said that it reports."""

    organization: Organization
    said: Declared


@dataclass(frozen=True, slots=True)
class Reporters:
    """The office that reports, others declared beside it, and a sidecar's name that fits none."""

    standing: Reporter | None
    others: tuple[Reporter, ...] = ()
    unknown: str = ""


def find_reporter(
    source: SourceFile,
    declarations: list[Declared],
    document: Document,
    gazetteer: Gazetteer,
    on: date | None,
) -> Reporters:
    """Return the reporting office, and offices declared elsewhere, neither above nor below it."""
    standing, others = _declared(declarations, gazetteer, on)
    sidecar = source.declarations.get("organization")
    named = gazetteer.resolve(sidecar.value, on=on).organization if sidecar else None
    if sidecar and named:
        told = [one for one in (standing, *others) if one]
        differing = (
            one for one in told if not _is_one_line(one.organization, named, gazetteer, on)
        )
        return Reporters(Reporter(named, sidecar), tuple(differing))
    if standing is None or standing.organization.level in ("province", "prefecture"):
        within = standing.organization.organization_code if standing else None
        closer = _township_alone(declarations, document, gazetteer, on) or _from_places(
            document, gazetteer, within
        )
        if closer and (standing is None or standing.said.source == "folder"):
            standing = closer
    return Reporters(standing, tuple(others), sidecar.value if sidecar else "")


def _is_one_line(
    first: Organization, second: Organization, gazetteer: Gazetteer, on: date | None
) -> bool:
    """Tell whether the two are one, or one stands above the other."""
    return (
        first.organization_code == second.organization_code
        or _is_inside(first, second, gazetteer, on)
        or _is_inside(second, first, gazetteer, on)
    )


def _declared(
    declarations: list[Declared], gazetteer: Gazetteer, on: date | None
) -> tuple[Reporter | None, list[Reporter]]:
    standing: Reporter | None = None
    others: dict[str, Reporter] = {}
    for said in declarations:
        if said.source == "body":
            continue
        within = standing.organization.organization_code if standing else None
        found = named_in(said.value, gazetteer, within=within, on=on)
        if found is None or (standing and found == standing.organization):
            continue
        if standing is None or _is_inside(found, standing.organization, gazetteer, on):
            standing = Reporter(found, said)
        elif not _is_inside(standing.organization, found, gazetteer, on):
            others.setdefault(found.organization_code, Reporter(found, said))
    return standing, list(others.values())


def _is_inside(
    inner: Organization, outer: Organization, gazetteer: Gazetteer, on: date | None
) -> bool:
    parents = gazetteer.ancestors(inner.organization_code, on)
    return outer.organization_code in {parent.organization_code for parent in parents}


def _township_alone(
    declarations: list[Declared], document: Document, gazetteer: Gazetteer, on: date | None
) -> Reporter | None:
    """Return the township that a title names without its county, which the body names."""
    named = (_TOWNSHIP_OFFICE.search(said.value) for said in declarations if said.source == "title")
    names = [match["name"] for match in named if match]
    if not names:
        return None
    text = document.normalized.text
    mentions = gazetteer.find_mentions(text, levels=("prefecture", "county"))
    above = {
        candidate.organization_code: mention.name
        for mention in mentions
        for candidate in mention.candidates
    }
    found = {
        township.organization_code: Reporter(
            township, Declared(f"{names[0]}，正文提到{name}", "body")
        )
        for code, name in above.items()
        if (township := gazetteer.resolve(names[0], within=code, on=on).organization)
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _from_places(document: Document, gazetteer: Gazetteer, within: str | None) -> Reporter | None:
    townships = gazetteer.find_townships(document.normalized.text)
    names = [mention.name for mention in townships]
    resolution = gazetteer.infer_from_places(names, within=within)
    if resolution.organization is None:
        return None
    return Reporter(resolution.organization, Declared(resolution.reason, "places"))
