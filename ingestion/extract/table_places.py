"""Which organisation a row or column of a table names. Nothing is guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from ingestion.model import Envelope
from ingestion.periods import period_end

_TAIL = re.compile(
    r"^(?!.*[乡城农全本各](?:镇|县|区|市|村)$).{1,12}(?:省|市|县|区|旗|盟|州|乡|镇|街道|办事处|苏木|村|社区|嘎查|农场|林场|妇联|妇女联合会)$"
)
_LONGEST_NAME = 30


class Named(Protocol):
    """An organisation's code."""

    @property
    def organization_code(self) -> str:
        """GB/T 2260 or longer."""


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

    def read(self, text: str, *, is_declared: bool = False) -> Place | None:
        """Return the organisation that a label names, None where it names none.

        A label under a header such as 填报单位 is one even if nobody knows it; another only if it
        ends as organisations do, or the gazetteer settles it within the reporting office.
        """
        if text not in self._known:
            self._known[text] = self._resolve(text)
        place = self._known[text]
        if place is None and (is_declared or _TAIL.search(text.strip())):
            return Place(text.strip(), None)
        return place

    def _resolve(self, text: str) -> Place | None:
        if self._places is None or not 2 <= len(text) <= _LONGEST_NAME:
            return None
        within = self.envelope.organization_code
        organization = self._places.resolve(text, within=within, on=self._on).organization
        if organization is None:
            return None
        code = organization.organization_code
        return Place(self._places.official_name(code, self._on), code)
