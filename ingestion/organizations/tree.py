"""The tree of organisations at any day, by code, and the names each of them goes by. Pure.

What a name in a text means is not decided here: see `resolving`, `mentions` and `places`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property

from ingestion.errors import CodebookError
from ingestion.organizations.model import LEVELS, Organization
from ingestion.organizations.names import fold, plain_forms, stem_of

_BELOW_COUNTY = frozenset({"township", "village"})
SHORT_NAME_COST = 1
_Row = Sequence[str]


class OrganizationTree:
    """Every organisation known, in every span of time it was known for.

    The forty thousand townships stay rows until one is asked for.
    """

    def __init__(self, rows: Iterable[_Row], aliases: Iterable[tuple[str, str]] = ()) -> None:
        """Index the rows of organizations.csv; raises CodebookError where they contradict."""
        self._rows: dict[str, list[_Row]] = defaultdict(list)
        self._below: dict[str, list[str]] = defaultdict(list)
        self._versions: dict[str, tuple[Organization, ...]] = {}
        for row in rows:
            self._rows[row[0]].append(row)
            self._below[row[3]].append(row[0])
        self.aliases = tuple(aliases)
        self._check()

    def get(self, code: str, on: date | None = None) -> Organization | None:
        """Return the version valid on the day; without a day, the newest, even if it has ended."""
        versions = self.versions(code)
        if on is None:
            return versions[-1] if versions else None
        return next((version for version in versions if version.is_valid(on)), None)

    def versions(self, code: str) -> tuple[Organization, ...]:
        """Return every version of a code, oldest first; none for a code that is unknown."""
        if code not in self._versions:
            versions = (_organization(row) for row in self._rows.get(code, ()))
            self._versions[code] = tuple(sorted(versions, key=lambda v: v.valid_from))
        return self._versions[code]

    def official_name(self, code: str, on: date | None = None) -> str:
        """Return the full name; a township carries its county, or prefecture where it has none.

        Outside the days a code was valid, its newest name. Raises CodebookError for a code that is
        unknown.
        """
        organization = self.get(code, on) or self.get(code)
        if organization is None:
            raise CodebookError(f"组织代码 {code} 不在 organizations.csv 中")
        name = organization.organization_name
        if organization.level not in _BELOW_COUNTY or organization.parent_code is None:
            return name
        above = self.official_name(organization.parent_code, on)
        return name if name.startswith(above) else above + name

    def ancestors(self, code: str, on: date | None = None) -> tuple[Organization, ...]:
        """Return the organisations above, nearest first, ending with the province."""
        organization = self.get(code, on) or self.get(code)
        return () if organization is None else self.lineage(organization, on)

    def lineage(self, version: Organization, on: date | None = None) -> tuple[Organization, ...]:
        """Return what stood above this version: on the day if it held then, else when it ended."""
        day = on if version.is_valid(on) else version.valid_to
        above: list[Organization] = []
        parent = version.parent_code
        while parent is not None:
            organization = self.get(parent, day) or self.get(parent)
            if organization is None:
                break
            above.append(organization)
            parent = organization.parent_code
        return tuple(above)

    def children(self, code: str, on: date | None = None) -> tuple[Organization, ...]:
        """Return the organisations directly below on the day (None: today's), by code."""
        versions = (v for child in dict.fromkeys(self._below[code]) for v in self.versions(child))
        return tuple(v for v in versions if v.parent_code == code and v.is_valid(on))

    def townships_below(self, code: str) -> tuple[Organization, ...]:
        """Return today's townships of a county, or of a prefecture with those of its counties."""
        found: list[Organization] = []
        for child in self.children(code):
            if child.level == "township":
                found.append(child)
            elif child.level == "county":
                found.extend(c for c in self.children(child.organization_code) if _is_township(c))
        return tuple(found)

    def province_of(self, code: str) -> Organization | None:
        """Return the province an organisation lies in; a province lies in itself."""
        organization = self.get(code)
        if organization is None or organization.level == "province":
            return organization
        above = self.ancestors(code)
        return above[-1] if above else None

    @cached_property
    def above_townships(self) -> tuple[Organization, ...]:
        """Every version of every province, prefecture and county."""
        codes = (code for code, rows in self._rows.items() if rows[0][2] not in _BELOW_COUNTY)
        return tuple(version for code in codes for version in self.versions(code))

    @cached_property
    def township_rows(self) -> tuple[tuple[str, str, str], ...]:
        """(code, name, parent code) of every township that is valid today."""
        rows = (row for rows in self._rows.values() for row in rows)
        return tuple((r[0], r[1], r[3]) for r in rows if r[2] == "township" and not r[5])

    @cached_property
    def names(self) -> dict[str, tuple[tuple[Organization, int], ...]]:
        """Name → the provinces, prefectures and counties it may mean, with the cost of saying so.

        A full name costs nothing, nor does a province's short one; any other name does. Names are
        spelt as `names.fold` spells them.
        """
        index: dict[str, dict[Organization, int]] = defaultdict(dict)
        for version in self.above_townships:
            full = version.organization_name
            short = 0 if version.level == "province" else SHORT_NAME_COST
            for name in (stem_of(full), *plain_forms(full)):
                index[fold(name)].setdefault(version, short)
            index[fold(full)][version] = 0
        for alias, code in self.aliases:
            newest = self.versions(code)[-1]
            for version in self.versions(code):
                if version.organization_name == newest.organization_name:
                    index[fold(alias)].setdefault(version, SHORT_NAME_COST)
        return {name: tuple(versions.items()) for name, versions in index.items()}

    def _check(self) -> None:
        for code, rows in self._rows.items():
            for row in rows:
                if row[2] not in LEVELS:
                    raise CodebookError(f"organizations.csv: {code} 的 level「{row[2]}」不认识")
                if row[3] and row[3] not in self._rows:
                    raise CodebookError(f"organizations.csv: {code} 的上级 {row[3]} 不存在")
            if len(rows) > 1 and len({row[4] for row in rows}) < len(rows):
                raise CodebookError(f"organizations.csv: {code} 有两行 valid_from 相同")
        for alias, code in self.aliases:
            if code not in self._rows:
                raise CodebookError(f"organization_aliases.csv: 「{alias}」的代码 {code} 不存在")


def _organization(row: _Row) -> Organization:
    code, name, level, parent, valid_from, valid_to = row
    return Organization(
        organization_code=code,
        organization_name=name,
        level=level,
        parent_code=parent or None,
        valid_from=date.fromisoformat(valid_from),
        valid_to=date.fromisoformat(valid_to) if valid_to else None,
    )


def _is_township(organization: Organization) -> bool:
    return organization.level == "township"
