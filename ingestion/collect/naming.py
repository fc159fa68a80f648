"""Which one organisation a short text names: a folder, a file name, a title, a signature. Pure."""

from __future__ import annotations

import re
from datetime import date

from ingestion.organizations import Gazetteer, Organization

# 渭源县清源镇妇联: a township stands right behind its county.
_TOWNSHIP_BEHIND = re.compile(r"[\u4e00-\u9fff]{1,8}?(?:街道|苏木|民族乡|乡|镇)(?!村)")
_OFFICE_BEHIND = re.compile(r"(?:妇联|妇女联合会|妇女工作委员会|妇工委|\d{4}年)")
_KIND_BEFORE = re.compile(r"(?:填报单位|报送单位|填表单位|单位名称|单位)[:：]?")


def named_in(
    text: str, gazetteer: Gazetteer, *, within: str | None = None, on: date | None = None
) -> Organization | None:
    """Return the organisation that a text names, or null where it names none or several.

    A whole text that is a name is read as one (folder 衡山); inside a longer text full names are
    looked for, a chain of them (衡阳市衡山县) as one, and one with 妇联 behind it before others.
    """
    name = _KIND_BEFORE.sub("", text).strip()
    if organization := gazetteer.resolve(name, within=within, on=on).organization:
        return organization
    chains = _chains(text, gazetteer)
    offices = [chain for chain in chains if _OFFICE_BEHIND.match(text, chain[1])]
    found: dict[str, Organization] = {}
    for start, end in offices or chains:
        organization = _resolved(text[start:end], gazetteer, within, on)
        if organization:
            found[organization.organization_code] = organization
    return next(iter(found.values())) if len(found) == 1 else None


def _resolved(
    name: str, gazetteer: Gazetteer, within: str | None, on: date | None
) -> Organization | None:
    inside = gazetteer.resolve(name, within=within, on=on).organization
    return inside or gazetteer.resolve(name, on=on).organization


def _chains(text: str, gazetteer: Gazetteer) -> list[tuple[int, int]]:
    """Return spans of names that stand right behind each other, a township at the end included."""
    chains: list[tuple[int, int]] = []
    for mention in gazetteer.find_mentions(text):
        if chains and chains[-1][1] == mention.start:
            chains[-1] = (chains[-1][0], mention.end)
        else:
            chains.append((mention.start, mention.end))
    return [(start, _with_township(text, end)) for start, end in chains]


def _with_township(text: str, end: int) -> int:
    behind = _TOWNSHIP_BEHIND.match(text, end)
    return behind.end() if behind else end
