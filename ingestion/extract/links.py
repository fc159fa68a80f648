"""The values of linking: a reading of one number, and what a sentence has established so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ingestion.extract.figures import Figure
from ingestion.extract.sections import Context
from ingestion.model import Role

AREA_CODES = frozenset({"villages_total", "townships_total"})
PERSONS = frozenset({"person", "person_time"})
# Rules of numbers that nothing behind them takes over.
PASSED_OVER = frozenset({"per_unit", "increment", "denominator", "remainder", "share", "change"})

_LONGEST_MEMORY = 32  # figures of a sentence; what stands farther back decides nothing


@dataclass(frozen=True, slots=True)
class Link:
    """A reading of one number: its indicator, how sure, and by which rule and word."""

    indicator_code: str | None
    confidence: float
    rule: str
    word: str = ""
    opens: str = ""  # 妇干培训班4期 has no code of its own, and opens a slot for who was trained


@dataclass(slots=True)
class Frame:
    """What the sentence has established so far: the last figures, each with its reading."""

    figures: list[Figure] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    consumed: int = 0  # the end of the head noun that the number before took
    head_end: int = 0  # the end of the head noun behind the number being read
    before: Frame | None = None  # of the sentence before, in the same paragraph
    items: Mapping[int, tuple[int, int]] = field(default_factory=dict)  # what each number counts

    def add(self, figure: Figure, link: Link, role: Role = Role.ACTUAL) -> None:
        """Remember a figure as read."""
        for memory in (self.figures, self.links, self.roles):
            del memory[: -_LONGEST_MEMORY + 1]
        self.figures.append(figure)
        self.links.append(link)
        self.roles.append(role)
        if link.rule == "right":
            self.consumed = self.head_end

    @property
    def last(self) -> Link | None:
        """The reading of the number before, whatever it was."""
        return self.links[-1] if self.links else None

    def last_alike(self, figure: Figure) -> tuple[Link, Role] | None:
        """Return the reading of the last number in the same dimension, and its role."""
        for before, link, role in zip(
            reversed(self.figures), reversed(self.links), reversed(self.roles), strict=True
        ):
            if before.quantity.dimension == figure.quantity.dimension:
                return link, role
        return None


@dataclass(frozen=True, slots=True)
class Scene:
    """One number where it stands: its own words, its sentence so far, its titles."""

    figure: Figure
    frame: Frame
    context: Context

    @property
    def dimension(self) -> str:
        """What the number counts."""
        return self.figure.quantity.dimension

    @property
    def left_start(self) -> int:
        """Where the number's own words begin: behind the noun that the number before took."""
        return max(self.figure.left_start, self.frame.consumed)


NO_HEAD = Link(None, 0.0, "unknown_head")
