"""Labels around a figure → its indicator, organisation, period and role. Values are settled elsewhere.

Every word that could name something must be explained: a label that nothing explains lowers the
confidence, and the figure goes to review.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol

from ingestion.codebook import Codebook, Unit
from ingestion.extract.header_match import ACCEPTED_FROM, NO_MATCH, HeaderMatcher, Match
from ingestion.extract.header_names import header_key, unit_group
from ingestion.extract.headers import Label, LabelReader, program_of, read_period_cell
from ingestion.extract.table_figures import Figure
from ingestion.extract.table_periods import Span, settle_period
from ingestion.model import Cell, Envelope, Role

_ORGANIZATION_TAIL = re.compile(
    r".(?:省|市|县|区|旗|盟|州|乡|镇|街道|办事处|苏木|村|社区|嘎查|农场|林场|妇联|妇女联合会)$"
)
_MEASURES = frozenset(
    "人数 人次 户数 金额 数量 次数 场次 个数 件数 份数 期数 面积 总数 数 情况".split()
)
_EXACT = 0.9
_UNEXPLAINED = 0.7


class Resolved(Protocol):
    """What the gazetteer returns: the organisation, where one was settled."""

    @property
    def organization(self) -> Named | None:
        """The one that the name means."""


class Named(Protocol):
    """An organisation's code."""

    @property
    def organization_code(self) -> str:
        """GB/T 2260 or longer."""


class Places(Protocol):
    """The gazetteer, as far as tables need it."""

    def resolve(self, name: str, *, within: str | None = None) -> Resolved:
        """Return what a name means."""

    def official_name(self, code: str) -> str:
        """Return the full name of a code."""


@dataclass(frozen=True, slots=True)
class Place:
    """The organisation a row or column names; `code` is null where the name is not settled."""

    name: str
    code: str | None


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a figure is a figure of. `header` is the cell whose words decided the indicator."""

    match: Match
    header: Cell | None
    header_unit: Unit | None
    header_unit_raw: str
    role: Role
    period: Span
    place: Place | None
    breakdown: str | None
    is_form: bool
    ignored: str = ""  # why it is no observation, in Chinese
    doubt: str = ""


class MeaningReader:
    """Reads the labels of one table: its captions, envelope and vocabulary are settled."""

    def __init__(
        self,
        codebook: Codebook,
        labels: LabelReader,
        matcher: HeaderMatcher,
        envelope: Envelope,
        places: Places | None,
    ) -> None:
        self._codebook = codebook
        self._labels = labels
        self._matcher = matcher
        self._envelope = envelope
        self._places = places
        self._known: dict[str, Place | None] = {}

    def read(self, figure: Figure, captions: Sequence[str], siblings: Sequence[Label]) -> Meaning:
        """Return the meaning of a figure; `siblings` are the labels heading the region's columns."""
        return _Reading(self, figure, captions, siblings).meaning()

    def label(self, cell: Cell) -> Label:
        """Return the parts of a cell's words."""
        return self._labels.read(cell.text)

    def match(self, text: str, group: str | None, program: str | None) -> Match:
        """Return what words mean."""
        return self._matcher.match(text, group, program)

    def program(self, text: str) -> str | None:
        """Return the program that a section names."""
        return program_of(text, self._codebook)

    @property
    def envelope(self) -> Envelope:
        """Who reports, for which period."""
        return self._envelope

    def place(self, text: str, *, is_declared: bool) -> Place | None:
        """Return the organisation that a label names, None where it names none.

        A label under a header such as 单位 is one even if nobody knows it; another only if it ends as
        organisations do, or the gazetteer settles it within the reporting office.
        """
        if text not in self._known:
            self._known[text] = self._resolve(text)
        place = self._known[text]
        if place is None and (is_declared or _ORGANIZATION_TAIL.search(text.strip())):
            return Place(text.strip(), None)
        return place

    def _resolve(self, text: str) -> Place | None:
        if self._places is None or not 2 <= len(text) <= 30:
            return None
        within = self._envelope.organization_code
        organization = self._places.resolve(text, within=within).organization
        if organization is None:
            return None
        code = organization.organization_code
        return Place(self._places.official_name(code), code)


class _Reading:
    """One figure while it is read."""

    def __init__(
        self,
        reader: MeaningReader,
        figure: Figure,
        captions: Sequence[str],
        siblings: Sequence[Label],
    ) -> None:
        self._reader = reader
        self._figure = figure
        self._captions = captions
        self._siblings = siblings
        self._row = [reader.label(cell) for cell in _indicator_cells(figure)]
        self._column = [reader.label(cell) for cell in figure.column]

    def meaning(self) -> Meaning:
        labels = [*self._column, *self._row]
        place, ignored = self._place()
        match, header = self._indicator(place)
        label = self._reader.label(header) if header else None
        return Meaning(
            match=match,
            header=header,
            header_unit=self._unit[0],
            header_unit_raw=self._unit[1],
            role=self._role(label),
            period=self._period(),
            place=place,
            breakdown=self._breakdown(label),
            is_form=place is None and bool(self._row),
            ignored=ignored or self._reason_to_ignore(labels, match),
        )

    # -- the organisation ------------------------------------------------------------------------

    def _place(self) -> tuple[Place | None, str]:
        """Return the organisation and, for a sum over organisations, why it is no observation."""
        declared = self._figure.facets.get("organization", ())
        found: Place | None = None
        for cell in declared:
            label = self._reader.label(cell)
            if label.is_subtotal or label.is_total:
                return self._of_total(label)
            place = self._reader.place(cell.text, is_declared=True)
            if place and (found is None or found.code is None):
                found = place
        if found or declared:
            return found, ""
        return self._undeclared_place()

    def _undeclared_place(self) -> tuple[Place | None, str]:
        for label in (*self._row[:1], *self._column):
            if self._is_explained(label):
                continue
            place = self._reader.place(label.text, is_declared=False)
            if place:
                return place, ""
        for label in (*self._row[:1], *self._column[:1]):
            if label.is_subtotal:
                return None, "小计"
        return None, ""

    def _of_total(self, label: Label) -> tuple[Place | None, str]:
        """合计 over organisations is at most the reporting office's own figure."""
        if label.is_subtotal or self._reader.envelope.organization_code is None:
            return None, "小计" if label.is_subtotal else "合计"
        return None, ""

    def _is_explained(self, label: Label) -> bool:
        if not label.core or label.column or label.is_total or label.is_subtotal:
            return True
        return self._reader.match(label.core, None, None).confidence >= _EXACT

    # -- the indicator ---------------------------------------------------------------------------

    @cached_property
    def _unit(self) -> tuple[Unit | None, str]:
        """Return the unit beside the figure: in its cell, its labels, its unit column."""
        value = self._figure.value
        if value.unit:
            return value.unit, value.unit_raw
        for label in (*self._column[:1], *self._row, *self._column[1:]):
            if label.unit:
                return label.unit, label.unit_raw
        for cell in self._figure.facets.get("unit", ()):
            unit = self._reader.label(cell).unit
            if unit:
                return unit, cell.text
        return None, ""

    @cached_property
    def _program(self) -> str | None:
        titles = [cell.text for cell in self._figure.facets.get("program", ())]
        titles += [label.text for label in (*self._row[1:], *self._column[1:])]
        for title in (*titles, self._figure.section):
            program = self._reader.program(title) if title else None
            if program:
                return program
        return None

    def _indicator(self, place: Place | None) -> tuple[Match, Cell | None]:
        """Return the best reading of the labels and the cell that it rests on."""
        cells = {id(self._reader.label(cell)): cell for cell in self._all_cells()}
        row = [label for label in self._row if self._could_name(label, place)]
        column = [label for label in self._column if self._could_name(label, place)]
        unit = self._unit[0]
        group = unit_group(unit.dimension) if unit else None
        completion = next((x for x in (*column, *row) if x.is_completion), None)
        if completion:
            others = [label for label in (*column, *row) if label is not completion]
            best = self._completion(others, completion)
            return best, cells[id(completion)]
        best, decisive = self._best(row, column, group)
        if decisive is None:
            decisive = (row or column or [None])[0]
        return best, cells.get(id(decisive)) if decisive else None

    def _all_cells(self) -> Iterator[Cell]:
        yield from self._figure.column
        yield from _indicator_cells(self._figure)

    def _could_name(self, label: Label, place: Place | None) -> bool:
        if not label.core or label.column or label.is_total or label.is_subtotal:
            return False
        if place is None:
            return True
        named = self._reader.place(label.text, is_declared=False)
        return named != place or self._is_explained(label)

    def _completion(self, others: Sequence[Label], completion: Label) -> Match:
        """Return the completion rate of what the other labels name, where the codebook has it."""
        for label in others:
            for tail in ("任务完成率", "完成率", completion.core):
                match = self._reader.match(label.core + tail, "rate", self._program)
                if match.confidence >= _EXACT:
                    return match
        return NO_MATCH

    def _best(
        self, row: Sequence[Label], column: Sequence[Label], group: str | None
    ) -> tuple[Match, Label | None]:
        near = [labels[0] for labels in (row, column) if labels]
        joined = self._try_exact(_joins(row[:1], column[:1]), group)
        if joined[1]:
            return joined
        exact = [(self._match_label(label, group), label) for label in near]
        named = [(m, label) for m, label in exact if m.code and m.confidence >= _EXACT]
        if len(named) == len(near) == 1 or (named and self._others_are_measures(near, named)):
            return named[0]
        if len(named) == 2:
            return self._of_two(named)
        wider = self._try_exact(self._wider(row, column), group)
        if wider[1]:
            return wider
        if named:
            match, label = named[0]
            return replace(match, confidence=match.confidence * _UNEXPLAINED), label
        return self._alike(row, column, exact, group)

    def _match_label(self, label: Label, group: str | None) -> Match:
        """Match the words as they stand, before words such as 任务 or 县级 were taken out of them."""
        plain = self._reader.match(label.plain, group, self._program)
        if label.plain == label.core or (plain.code and plain.confidence >= _EXACT):
            return plain
        return self._reader.match(label.core, group, self._program)

    def _others_are_measures(
        self, near: Sequence[Label], named: Sequence[tuple[Match, Label]]
    ) -> bool:
        return len(named) == 1 and all(
            label is named[0][1] or header_key(label.core) in _MEASURES for label in near
        )

    def _of_two(self, named: Sequence[tuple[Match, Label]]) -> tuple[Match, Label]:
        """Row and column each name an indicator: the same, or a doubt."""
        (first, label), (second, _) = named
        if first.code == second.code:
            return first, label
        return Match(None, 0.5, "行和列各说一个指标", (first.code or "", second.code or "")), label

    def _wider(self, row: Sequence[Label], column: Sequence[Label]) -> Iterator[tuple[str, Label]]:
        """Yield the near labels behind the groups they stand in."""
        yield from _joins(column[1:2], column[:1])
        yield from _joins(row[1:2], row[:1])
        section = self._reader._labels.read(self._figure.section) if self._figure.section else None  # noqa: SLF001
        if section and section.core:
            yield from _joins([section], row[:1])
            yield from _joins([section], column[:1])
        for outer in column[1:2]:
            yield from (
                (a + b, label) for a, label in _joins(row[:1], column[:1]) for b in (outer.core,)
            )

    def _try_exact(
        self, candidates: Iterable[tuple[str, Label]], group: str | None
    ) -> tuple[Match, Label | None]:
        for text, label in candidates:
            match = self._reader.match(text, group, self._program)
            if match.code and match.confidence >= _EXACT:
                return match, label
        return NO_MATCH, None

    def _alike(
        self,
        row: Sequence[Label],
        column: Sequence[Label],
        exact: Sequence[tuple[Match, Label]],
        group: str | None,
    ) -> tuple[Match, Label | None]:
        joined = [*_joins(row[:1], column[:1]), *self._wider(row, column)]
        found = [(self._reader.match(text, group, self._program), label) for text, label in joined]
        if not (row and column):
            found = [*exact, *found]
        found = [pair for pair in found if pair[0].confidence] or list(exact)
        if not found:
            return NO_MATCH, None
        return max(found, key=lambda pair: (bool(pair[0].code), pair[0].confidence))

    # -- role, breakdown, period -----------------------------------------------------------------

    def _role(self, header: Label | None) -> Role:
        for cell in self._figure.facets.get("role", ()):
            label = self._reader.label(cell)
            if label.role:
                return label.role
        for label in (*self._column, *self._row):
            if label.role and not self._is_whole_name(label, header):
                return label.role
        return Role.ACTUAL

    def _is_whole_name(self, label: Label, header: Label | None) -> bool:
        """达标指标数 or 县级示范性学校 are names: their words are no role and no level."""
        if label is not header or label.plain == label.core:
            return False
        match = self._reader.match(label.plain, None, None)
        return bool(match.code) and match.confidence >= _EXACT

    def _breakdown(self, header: Label | None) -> str | None:
        for cell in self._figure.facets.get("breakdown", ()):
            label = self._reader.label(cell)
            return label.breakdown or (cell.text if ":" in cell.text else f"part:{cell.text}")
        for label in (*self._column, *self._row):
            if label.breakdown and not self._is_whole_name(label, header):
                return label.breakdown
        return None

    def _period(self) -> Span:
        facets = [
            period
            for cell in self._figure.facets.get("period", ())
            if (period := read_period_cell(cell.text))
        ]
        labels = (*self._column, *self._row)
        return settle_period(
            [*facets, *(label.period_id for label in labels if label.period_id)],
            labels,
            self._captions,
            self._siblings,
            self._reader.envelope.period_id,
        )

    def _reason_to_ignore(self, labels: Sequence[Label], match: Match) -> str:
        if any(label.column == "ignored" for label in labels):
            return "非统计列"
        derived = next((label for label in labels if label.is_derived), None)
        if derived and not (match.code and match.confidence >= ACCEPTED_FROM):
            return "同比、排名等推算数"
        if derived and not self._is_whole_name_of(derived, match):
            return "同比、排名等推算数"
        if any(label.is_completion for label in labels) and match.code is None:
            return "完成率由任务数推算"
        return ""

    def _is_whole_name_of(self, label: Label, match: Match) -> bool:
        return self._reader.match(label.plain, None, None).code == match.code


def _indicator_cells(figure: Figure) -> tuple[Cell, ...]:
    return figure.row or figure.facets.get("indicator", ())


def _joins(outer: Sequence[Label], inner: Sequence[Label]) -> Iterator[tuple[str, Label]]:
    for first in outer:
        for second in inner:
            yield first.core + second.core, second
            yield second.core + first.core, first
