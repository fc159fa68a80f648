"""From a written name to the one organisation it means, or to all it could mean. Never a guess.

A reading of a name has a cost: 0 for a full name that held on the day, more for a short name or a
name of another time. The cheapest reading stands if it is alone; equally cheap ones are candidates.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ingestion.organizations.model import Organization, Resolution
from ingestion.organizations.names import (
    fold,
    is_masked,
    is_zone,
    stem_of,
    strip_office,
    township_stem,
)
from ingestion.organizations.tree import SHORT_NAME_COST, OrganizationTree

_CODE = re.compile(r"\d{6}|\d{9}|\d{12}")
_CURRENT_BUT_NOT_THEN = 1
_ANOTHER_TIME = 2
_OTHER_KIND = 1  # 清源乡 for what is 清源镇 today
_WITHOUT_KIND = 3  # dearer than a county's short name: a county town is named like its county
_NEAR = timedelta(days=366)  # the seed knows years, and a name outlives its unit's paperwork
_LONGEST_NAME = 20
_PROVINCES_BEFORE = {"50": "51", "46": "44"}


@dataclass(frozen=True, slots=True)
class Reading:
    """One organisation that a name may mean, and how far-fetched that is."""

    version: Organization
    cost: int


@dataclass(frozen=True, slots=True)
class _Question:
    tree: OrganizationTree
    within: str | None
    on: date | None


def resolve(
    tree: OrganizationTree, name: str, *, within: str | None = None, on: date | None = None
) -> Resolution:
    """Return the organisation that a name or a code means, below `within`, on the day `on`.

    The name may be full or short, with its parents before it and its office after it
    (湖南省衡阳市衡山县妇女联合会). A township needs its county or prefecture, before it or as
    `within`.
    """
    place = strip_office(name)
    if _CODE.fullmatch(place):
        return _resolve_code(tree, place, on)
    if not place or is_masked(place):
        return Resolution(None, (), f"单位名称「{name}」缺失或已隐去")
    question = _Question(tree, within, on)
    readings = [
        Reading(r.version, r.cost + _cost_of_place(question, r.version))
        for r in _read(question, place, None)
        if _is_within(question, r.version)
    ]
    return _choose(question, place, readings)


def reading_of(version: Organization, name_cost: int, on: date | None) -> Reading:
    """Return a reading that costs what the name costs and how far the version is from the day."""
    return Reading(version, name_cost + _cost_of_time(version, on))


def cheapest_units(readings: Iterable[Reading]) -> tuple[Organization, ...]:
    """Return the units of the cheapest readings, by code; a unit that got new codes counts once."""
    ordered = sorted(readings, key=lambda reading: reading.cost)
    units: dict[tuple[str, str, str], list[Organization]] = defaultdict(list)
    for reading in ordered:
        if reading.cost == ordered[0].cost:
            version = reading.version
            units[version.organization_name, version.level, _area(version)].append(version)
    found = (v for versions in units.values() for v in _merge_recoded(versions))
    return tuple(sorted(found, key=lambda version: version.organization_code))


def _area(version: Organization) -> str:
    """Return the digits in which a name is a unit's own: the province; for a 区, its city."""
    if version.level == "county" and version.organization_name.endswith("区"):
        return version.organization_code[:4]
    return _province(version)


def _province(version: Organization) -> str:
    """Return the province's digits, of the province that 重庆 and 海南 once belonged to."""
    digits = version.organization_code[:2]
    return _PROVINCES_BEFORE.get(digits, digits)


def _merge_recoded(versions: list[Organization]) -> list[Organization]:
    """Return the last version of one unit, or one of each code where two stood at the same time."""
    ordered = sorted(versions, key=lambda version: version.valid_from)
    for earlier, later in itertools.pairwise(ordered):
        if earlier.valid_to is None or earlier.valid_to >= later.valid_from:
            return list({version.organization_code: version for version in ordered}.values())
    return ordered[-1:]


def _resolve_code(tree: OrganizationTree, written: str, on: date | None) -> Resolution:
    code = written
    if len(code) == 12 and tree.get(code) is None:
        code = code.removesuffix("000")
        code = code.removesuffix("000") if len(code) == 9 else code
    organization = tree.get(code, on) or tree.get(code)
    if organization is not None:
        return Resolution(organization, (organization,), f"按代码 {code}")
    above = tree.get(code[:9]) or tree.get(code[:6])
    return Resolution(
        None,
        (above,) if above else (),
        f"代码 {written} 不在 organizations.csv 中" + ("，候选为其上级" if above else ""),
    )


def _read(question: _Question, text: str, scope: Organization | None) -> Iterator[Reading]:
    """Yield every way to read the whole text as a chain of names, each below the one before."""
    names = question.tree.names
    for length in range(min(len(text), _LONGEST_NAME), 1, -1):
        for version, cost in names.get(text[:length], ()):
            if scope is not None and not _is_below(question, version, scope):
                continue
            reading = reading_of(version, cost, question.on)
            if length == len(text):
                yield reading
            else:
                for rest in _read(question, text[length:], version):
                    yield Reading(rest.version, rest.cost + reading.cost)
    yield from _read_township(question, text, scope)


def _read_township(question: _Question, text: str, scope: Organization | None) -> Iterator[Reading]:
    above = scope or (question.tree.get(question.within) if question.within else None)
    if above is None or above.level not in ("prefecture", "county"):
        return
    townships = question.tree.townships_below(above.organization_code)
    extra = 0
    if not townships and (successor := _successor(question.tree, above)) is not None:
        townships = question.tree.townships_below(successor.organization_code)
        extra = SHORT_NAME_COST
    for township in townships:
        is_skipping = township.parent_code != above.organization_code and scope is not None
        for reading in _read_below(question.tree, text, township):
            yield Reading(reading.version, reading.cost + extra + is_skipping)


def _read_below(tree: OrganizationTree, text: str, township: Organization) -> Iterator[Reading]:
    """Yield the township where the text names it, or its village where an operator added that."""
    name, stem = fold(township.organization_name), township_stem(township.organization_name)
    if name == text:
        yield Reading(township, 0)
    elif stem == text:
        yield Reading(township, _WITHOUT_KIND)
    elif stem == township_stem(text):
        yield Reading(township, _OTHER_KIND)
    elif text.startswith(name):
        for village in tree.children(township.organization_code):
            if name + fold(village.organization_name) == text:
                yield Reading(village, 0)


def _successor(tree: OrganizationTree, ended: Organization) -> Organization | None:
    """Return today's unit of the same name in the same province, if there is one and no second."""
    if ended.valid_to is None:
        return None
    stem = stem_of(ended.organization_name)
    today = [
        version
        for version, _ in tree.names.get(fold(stem), ())
        if version.valid_to is None
        and version.level == ended.level
        and _province(version) == _province(ended)
    ]
    return today[0] if len(today) == 1 else None


def _is_below(question: _Question, version: Organization, scope: Organization) -> bool:
    above = question.tree.lineage(version, question.on)
    return any(o.organization_code == scope.organization_code for o in above)


def _is_within(question: _Question, version: Organization) -> bool:
    if question.within in (None, version.organization_code):
        return True
    above = question.tree.lineage(version, question.on)
    return any(o.organization_code == question.within for o in above)


def _cost_of_place(question: _Question, version: Organization) -> int:
    """Return what it costs to mean the province itself when asked for a unit within it (吉林)."""
    is_itself = version.level == "province" and version.organization_code == question.within
    return SHORT_NAME_COST if is_itself else 0


def _cost_of_time(version: Organization, on: date | None) -> int:
    if version.is_valid(on):
        return 0
    if on is None or version.valid_to is None:
        return _CURRENT_BUT_NOT_THEN
    is_near = version.valid_from - _NEAR <= on <= version.valid_to + _NEAR
    return _CURRENT_BUT_NOT_THEN if is_near else _ANOTHER_TIME


def _choose(question: _Question, place: str, readings: list[Reading]) -> Resolution:
    if not readings:
        return _nothing(place)
    candidates = _without_former_selves(question.tree, cheapest_units(readings))
    if len(candidates) > 1:
        shown = "、".join(_with_parents(question.tree, c) for c in candidates[:5])
        more = "等" if len(candidates) > 5 else ""
        reason = f"「{place}」有 {len(candidates)} 个单位可指（{shown}{more}），请写明上级"
        return Resolution(None, candidates, reason)
    (found,) = candidates
    return Resolution(found, (found,), _why(question, place, found))


def _without_former_selves(
    tree: OrganizationTree, candidates: tuple[Organization, ...]
) -> tuple[Organization, ...]:
    """Drop a unit that became another of the candidates: 沙县 is what 沙县区 was."""
    return tuple(c for c in candidates if _successor(tree, c) not in candidates)


def _why(question: _Question, place: str, found: Organization) -> str:
    if found.is_valid(question.on):
        return f"「{place}」即{found.organization_name}"
    if found.valid_to is None:
        return f"「{place}」当时尚无此名，按现在的{found.organization_name}"
    return f"「{place}」是 {found.valid_from} 至 {found.valid_to} 的{found.organization_name}"


def _with_parents(tree: OrganizationTree, organization: Organization) -> str:
    above = reversed(tree.lineage(organization))
    return "".join(o.organization_name for o in above) + organization.organization_name


def _nothing(place: str) -> Resolution:
    if is_zone(place):
        reason = (
            f"「{place}」没有国标代码：在 organizations.csv 给它一个挂在上级名下的临时代码，"
            "或在 organization_aliases.csv 写明它属于哪个单位"
        )
        return Resolution(None, (), reason)
    return Resolution(None, (), f"「{place}」不在 organizations.csv 中，或不在所写的上级名下")
