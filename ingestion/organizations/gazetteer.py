"""The gazetteer: the tree of organisations with its questions, read from the two seed files."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from pathlib import Path

from ingestion.codebook import SEEDS
from ingestion.errors import CodebookError
from ingestion.organizations.mentions import find_mentions
from ingestion.organizations.model import Mention, Resolution, TownshipMention
from ingestion.organizations.places import find_townships, infer_from_places
from ingestion.organizations.resolving import resolve
from ingestion.organizations.tree import OrganizationTree

_COLUMNS = [
    "organization_code",
    "organization_name",
    "level",
    "parent_code",
    "valid_from",
    "valid_to",
]


class Gazetteer(OrganizationTree):
    """Every organisation known, and what a written name means among them."""

    def resolve(
        self, name: str, *, within: str | None = None, on: date | None = None
    ) -> Resolution:
        """Return the organisation that a name or code means; see `resolving.resolve`."""
        return resolve(self, name, within=within, on=on)

    def find_mentions(
        self,
        text: str,
        *,
        levels: Sequence[str] = ("province", "prefecture", "county"),
        on: date | None = None,
    ) -> list[Mention]:
        """Return the organisations named in a text; see `mentions.find_mentions`."""
        return find_mentions(self, text, levels=levels, on=on)

    def find_townships(self, text: str) -> list[TownshipMention]:
        """Return the township names in a text; see `places.find_townships`."""
        return find_townships(self, text)

    def infer_from_places(
        self, names_found: Iterable[str], *, within: str | None = None
    ) -> Resolution:
        """Return the one county that holds most of these townships; see `places`."""
        return infer_from_places(self, names_found, within=within)


@cache
def load_organizations(seeds: Path = SEEDS) -> Gazetteer:
    """Return the gazetteer of the seeds; raises CodebookError where they contradict themselves."""
    rows = _read(seeds / "organizations.csv", _COLUMNS)
    aliases = _read(seeds / "organization_aliases.csv", ["alias", "organization_code"])
    return Gazetteer(rows, [(alias, code) for alias, code in aliases])


def _read(path: Path, columns: list[str]) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    if header != columns:
        raise CodebookError(f"{path.name}: 表头应为 {','.join(columns)}")
    return [row for row in rows if row]
