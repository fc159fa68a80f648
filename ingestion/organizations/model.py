"""Values of the gazetteer: an organisation as it was for a span of time, and what a name led to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

LEVELS = ("province", "prefecture", "county", "township", "village")


@dataclass(frozen=True, slots=True)
class Organization:
    """One version of an organisation: its code, name and parent held from day to day, inclusive."""

    organization_code: str
    organization_name: str
    level: str  # one of LEVELS
    parent_code: str | None
    valid_from: date
    valid_to: date | None  # None while it holds

    def is_valid(self, on: date | None) -> bool:
        """Return whether this version holds on the day (None: whether it still holds).

        >>> first, last = date(1983, 1, 1), date(1983, 12, 31)
        >>> ended = Organization("430421", "湘潭县", "county", "430400", first, last)
        >>> ended.is_valid(last), ended.is_valid(date(1984, 1, 1)), ended.is_valid(None)
        (True, False, False)
        """
        if on is None:
            return self.valid_to is None
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Resolution:
    """Which organisation a name means, or the ones it could mean and why none was chosen.

    `reason` is in Chinese and says what decided, or what a person has to add.
    """

    organization: Organization | None
    candidates: tuple[Organization, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A name found in a text. One candidate: it is settled; several: the words alone do not say.

    `is_short` marks a name without its 县, 市 or 区 (衡山妇联): weaker evidence.
    """

    name: str
    start: int
    end: int
    candidates: tuple[Organization, ...]
    is_short: bool = False


@dataclass(frozen=True, slots=True)
class TownshipMention:
    """A township's name found in a text: full (军店镇), or short (白果) in a list of several."""

    name: str
    start: int
    end: int
    is_short: bool = False
