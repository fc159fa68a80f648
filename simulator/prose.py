"""Sentences with slots: a template becomes text, and each slot that is a figure becomes truth.

`{code|unit~}` is the county's figure with a measure word; `~` lets the office round it. `@target`,
`@plan`, `@prior` and `@township` name another role, year or owner; `#level:county` a part.
`{=word}` is filled with a word of the office or the calendar, and `{!code}` with the change on last
year: neither is a figure. A sentence with a `month` tells of a campaign in it: so are its figures;
one with `since` tells of all years from then on.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache
from pathlib import Path

from ingestion.codebook import load_codebook
from simulator.figures import Desk, Figure
from simulator.grid import plain
from simulator.spans import read_span
from simulator.truth import Telling
from simulator.wording import Hand, Written, write_number

_DATA = Path(__file__).parent / "data"
_SLOT = re.compile(
    r"\{(?:=(?P<word>\w+)|!(?P<growth>\w+)|(?P<code>\w+)(?:@(?P<role>\w+))?(?:#(?P<part>[\w:]+))?"
    r"(?:\|(?P<unit>[^}~]*))?(?P<rounds>~?))\}"
)
_DEFAULT_UNITS = {"元/人": "元", "1/10万": "/10万"}
_OWN = {"", "target", "prior"}  # roles that may stand beside the figure itself, once
_PART_SHARES = {"level:province": Decimal("0.1"), "level:prefecture": Decimal("0.3")}


@dataclass(frozen=True, slots=True)
class Slot:
    """A figure's place in a template."""

    code: str
    role: str
    part: str
    unit: str
    may_round: bool


@dataclass(frozen=True, slots=True)
class Template:
    """A sentence with slots, without its full stop."""

    place: str  # a program, or `plans`
    construction: str
    styles: str  # first letters of the styles that write so; `*` is all
    text: str
    slots: tuple[Slot, ...]
    month: int | None = None  # of the campaign it tells of
    since: int | None = None  # the year from which it counts


@cache
def templates() -> dict[str, tuple[Template, ...]]:
    """Return the sentences by place."""
    found: dict[str, list[Template]] = {}
    with (_DATA / "sentences.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            slots = tuple(_slot(match) for match in _SLOT.finditer(row["text"]) if match["code"])
            template = Template(
                row["program_code"],
                row["construction"],
                row["styles"],
                row["text"],
                slots,
                month=int(row["month"]) if row["month"] else None,
                since=int(row["since"]) if row["since"] else None,
            )
            found.setdefault(template.place, []).append(template)
    return {place: tuple(items) for place, items in found.items()}


def _slot(match: re.Match[str]) -> Slot:
    unit = match["unit"] or load_codebook().indicators[match["code"]].unit_code
    return Slot(
        code=match["code"],
        role=match["role"] or "",
        part=match["part"] or "",
        unit=_DEFAULT_UNITS.get(unit, unit),
        may_round=bool(match["rounds"]),
    )


@dataclass
class Scribe:
    """Someone writing one document: an office's desk, hand and words, and what is told already."""

    desk: Desk
    hand: Hand
    words: Callable[[str], str]
    container: str
    convert: Callable[[str], str] = str
    township: tuple[str, str] | None = None
    has_levels: bool = True  # whether an office stands between it and the province
    told: set[str] = field(default_factory=set)
    tellings: list[Telling] = field(default_factory=list)

    def fill_words(self, text: str) -> str:
        """Return a text without figures, its words filled in."""
        return self.convert(_SLOT.sub(self._word, text))

    def write(self, template: Template) -> str | None:
        """Return the sentence, or None where a figure is missing, zero, or told already."""
        if not self._can_tell(template):
            return None
        desk = self._desk(template)
        figures = [self._figure(desk, slot) for slot in template.slots]
        keys = {slot.code for slot in template.slots if slot.role in _OWN}
        keys |= {slot.code + slot.role for slot in template.slots if slot.role not in _OWN}
        if keys & self.told or any(figure is None or figure.submitted < 1 for figure in figures):
            return None
        written = [
            self._written(slot, figure)
            for slot, figure in zip(template.slots, figures, strict=True)
            if figure
        ]
        queue = iter(written)
        text = self.convert(
            _SLOT.sub(
                lambda match: next(queue).text if match["code"] else self._word(match),
                template.text,
            )
        )
        self.told |= keys
        for slot, figure, number in zip(template.slots, figures, written, strict=True):
            if figure:
                self.tellings.append(self._telling((slot, figure, number), template, text))
        return text

    def _can_tell(self, template: Template) -> bool:
        span = self.desk.span
        in_time = template.month is None or span.first <= template.month <= span.last
        return in_time and (
            self.has_levels or not any("level:" in slot.part for slot in template.slots)
        )

    def _word(self, match: re.Match[str]) -> str:
        if match["word"]:
            return self.words(match["word"])
        return self.desk.change(match["growth"])

    def _period(self, template: Template, figure: Figure) -> str:
        if template.since is None:
            return figure.period_id
        return self.desk.span.since(template.since)

    def _desk(self, template: Template) -> Desk:
        """Return the desk as it was in a campaign's month, so that every report tells it alike."""
        if template.month is None:
            return self.desk
        return replace(self.desk, span=read_span(f"{self.desk.span.year}M{template.month:02d}"))

    def _figure(self, desk: Desk, slot: Slot) -> Figure | None:
        if slot.role == "township" and not self.township:
            return None
        readers: dict[str, Callable[[str], Figure | None]] = {
            "": desk.figure,
            "target": desk.target,
            "plan": desk.plan,
            "prior": desk.prior,
            "applied": desk.applied_for,
            "required": desk.required,
            "township": desk.township_share,
        }
        return _part_of(readers[slot.role](slot.code), slot.part)

    def _written(self, slot: Slot, figure: Figure) -> Written:
        if slot.role == "required":
            return Written(f"{plain(figure.submitted)}%以上", figure.submitted, None, "at_least")
        exact = figure.error is not None or not slot.may_round
        return write_number(
            figure.submitted,
            slot.unit,
            self.hand,
            self.desk.key(slot.code, slot.role, slot.part, "written"),
            may_round=not exact,
        )

    def _telling(
        self, told: tuple[Slot, Figure, Written], template: Template, text: str
    ) -> Telling:
        slot, figure, number = told
        township = self.township if slot.role == "township" else None
        return Telling(
            indicator_code=slot.code,
            period_id=self._period(template, figure),
            role=figure.role,
            value_submitted=number.value,
            value_high=number.value_high,
            qualifier=number.qualifier,
            value_intended=figure.intended if figure.error else number.value,
            unit_code=load_codebook().indicators[slot.code].unit_code,
            value_raw=self.convert(number.text),
            container=self.container,
            locator=text,
            construction=template.construction,
            breakdown=slot.part or None,
            injected_error=figure.error,
            organization_code=township[0] if township else None,
        )


def _part_of(figure: Figure | None, part: str) -> Figure | None:
    """Return one level's part of a whole; the county's level takes what the others leave."""
    if figure is None or not part.startswith("level:"):
        return figure
    whole = figure.intended
    shares = {name: Decimal(int(whole * share)) for name, share in _PART_SHARES.items()}
    value = shares.get(part, whole - sum(shares.values()))
    return replace(figure, intended=value, submitted=value, error=None)
