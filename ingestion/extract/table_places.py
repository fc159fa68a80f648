"""Which organisation a row or column of a table names. Nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from ingestion.model import Envelope
from ingestion.periods import period_end

_TAIL = re.compile(
    r"^(?!.*[乡城农全本各](?:镇|县|区|市|村)$).{1,12}(?:省|市|县|区|旗|盟|州|乡|镇|街道|办事处|苏木|村|社区|嘎查|农场|林场|妇联|妇女联合会)$"
)
_LONGEST_NAME = 30
_COUNTY_DIGITS = 6
_PATIENCE, _SELDOM = 2_000, 20  # a province's townships are known by the thousand


def is_place_like(text: str) -> bool:
    """Return whether words end as the names of organisations do."""
    return _TAIL.search(text.strip()) is not None


class Named(Protocol):
    """An organisation's code."""

    @property
    def organization_code(self) -> str:
        """GB/T 2260 or longer."""

    @property
    def organization_name(self) -> str:
        """The name without those above it."""


class Resolved(Protocol):
    """What the gazetteer returns: the organisation, where one was settled."""

    @property
    def organization(self) -> Named | None:
        """The one that the name means."""


class Places(Protocol):
    """The gazetteer, as far as tables need it."""

    def resolve(self, name: str, *, within: str | None = None, on: date | None = None) -> Resolved:
        """Return what a name means."""

    def official_name(self, code: str, on: date | None = None) -> str:
        """Return the full name of a code."""

    def ancestors(self, code: str, on: date | None = None) -> Sequence[Named]:
        """Return the organisations above, nearest first."""

    def children(self, code: str, on: date | None = None) -> Sequence[Named]:
        """Return the organisations directly below."""


@dataclass(frozen=True, slots=True)
class Place:
    """The organisation a label names; `code` is null where the name is not settled."""

    name: str
    code: str | None


class PlaceReader:
    """Resolves the names of one document's tables within its reporting office, each once."""

    def __init__(self, envelope: Envelope, places: Places | None) -> None:
        self.envelope = envelope
        self._places = places
        self._on = period_end(envelope.period_id) if envelope.period_id else None
        self._known: dict[str, Place | None] = {}
        self._settled = 0
        self._siblings: dict[str, frozenset[str]] = {}

    def read(self, text: str, *, is_declared: bool = False) -> Place | None:
        """Return the organisation that a label names, None where it names none.

        A label under a header such as 填报单位 is one even if nobody knows it; another only if it
        ends as organisations do, or the gazetteer settles it within the reporting office.
        """
        if text not in self._known:
            self._known[text] = None if self._is_hopeless() else self._resolve(text)
            self._settled += self._known[text] is not None
        place = self._known[text]
        if place is None and (is_declared or is_place_like(text)):
            return Place(text.strip(), None)
        return place

    def _is_hopeless(self) -> bool:
        """Return whether thousands of labels were asked about and hardly one is an organisation."""
        asked = len(self._known)
        return asked >= _PATIENCE and self._settled * _SELDOM < asked

    def of_scope(self, scope: str, base: str | None) -> Place | None:
        """Return the office that 全省 or 全市 speaks of in a table of `base`; None for itself.

        The nearest that is called so: in a county of a prefecture 全市 is the prefecture, in a city
        of county level it is the city. Without a code where there is none, as of 全国.
        """
        unknown = Place(f"全{scope}", None)
        if self._places is None or base is None:
            return unknown
        if self._places.official_name(base, self._on).endswith(scope):
            return None
        for above in self._places.ancestors(base, self._on):
            if above.organization_name.endswith(scope):
                code = above.organization_code
                return Place(self._places.official_name(code, self._on), code)
        is_county = len(base) == _COUNTY_DIGITS and not base.endswith("00")
        return None if is_county and scope in "县区旗" else unknown  # forms say 全县 in a 区 too

    def is_sibling(self, text: str, base: str | None) -> bool:
        """Return whether a label names an office beside `base`, or beside one above it."""
        if self._places is None or base is None:
            return False
        if base not in self._siblings:
            self._siblings[base] = frozenset(self._beside(base, self._places))
        return text.strip().removesuffix("妇联").removesuffix("妇女联合会") in self._siblings[base]

    def _beside(self, base: str, places: Places) -> Iterator[str]:
        above = places.ancestors(base, self._on)
        line = {base, *(office.organization_code for office in above)}
        for office in above:
            for child in places.children(office.organization_code, self._on):
                if child.organization_code not in line:
                    name = child.organization_name
                    yield from {name, name[:-1] if len(name) > 2 else name}

    def _resolve(self, text: str) -> Place | None:
        if self._places is None or not 2 <= len(text) <= _LONGEST_NAME:
            return None
        within = self.envelope.organization_code
        organization = self._places.resolve(text, within=within, on=self._on).organization
        if organization is None:
            return None
        code = organization.organization_code
        return Place(self._places.official_name(code, self._on), code)
