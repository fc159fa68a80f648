"""Labels around a figure → its indicator, organisation, period, role and unit, put together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ingestion.codebook import Unit
from ingestion.extract.header_match import Match
from ingestion.extract.header_names import header_key, implied_group, unit_group
from ingestion.extract.header_units import MULTIPLIER
from ingestion.extract.headers import Label, LabelReader, read_period_cell
from ingestion.extract.table_figures import Figure
from ingestion.extract.table_indicators import IndicatorReader, Words
from ingestion.extract.table_periods import Heads, Span, settle_period
from ingestion.extract.table_places import Place, PlaceReader
from ingestion.extract.table_titles import Titles
from ingestion.extract.table_wording import TableWording
from ingestion.model import Cell, Role


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a figure is a figure of. `header` is the cell whose words decided the indicator."""

    match: Match
    header: Cell | None
    unit: Unit | None
    unit_raw: str
    role: Role
    period: Span
    place: Place | None
    breakdown: str | None
    is_form: bool  # label beside value, of the reporting office
    ignored: str = ""  # why it is no observation, in Chinese
    doubt: str = ""  # what else the labels may mean, in Chinese


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What holds for all figures of a region."""

    titles: Titles
    heads: Mapping[int, Label]  # the label above each value column
    has_siblings: bool  # offices beside the reporting one have rows or columns too


@dataclass(frozen=True, slots=True)
class MeaningReader:
    """The vocabulary and the reporting office of one document."""

    labels: LabelReader
    indicators: IndicatorReader
    places: PlaceReader
    wording: TableWording

    def read(self, figure: Figure, around: Surroundings) -> Meaning:
        """Return the meaning of a figure in its region."""
        return _Reading(self, figure, around).meaning()


class _Reading:
    """One figure while it is read."""

    def __init__(self, reader: MeaningReader, figure: Figure, around: Surroundings) -> None:
        self._reader = reader
        self._indicators = reader.indicators
        self._figure = figure
        self._around = around
        self._titles = around.titles
        self._base = (
            self._titles.place.code
            if self._titles.place
            else reader.places.envelope.organization_code
        )
        self._row_cells = figure.row or figure.facets.get("indicator", ())
        self._row = [self._label(cell) for cell in self._row_cells]
        self._column = [self._label(cell) for cell in figure.column]
        self._labels = (*self._column, *self._row)  # as they speak for the figure: nearest first
        self._unit = self._written_unit()

    def meaning(self) -> Meaning:
        place, ignored = self._place()
        match, header = self._indicator(place)
        label = self._label(header) if header else None
        return Meaning(
            match=match,
            header=header,
            unit=self._unit[0],
            unit_raw=self._unit[1],
            role=self._role(label),
            period=self._period(),
            place=place or self._titles.place,
            breakdown=self._breakdown(label),
            is_form=place is None and bool(self._row),
            ignored=ignored or self._reason_to_ignore(match),
            doubt=self._doubt(match, place),
        )

    def _label(self, cell: Cell) -> Label:
        return self._reader.labels.read(cell.text)

    def _facet_labels(self, facet: str) -> list[Label]:
        cells = self._figure.facets.get(facet)
        return [self._label(cell) for cell in cells] if cells else []

    # -- the organisation ------------------------------------------------------------------------

    def _place(self) -> tuple[Place | None, str]:
        """Return the organisation and, for a sum over organisations, why it is no observation."""
        declared = self._facet_labels("organization")
        places = self._reader.places
        for label in (*declared, *self._labels):
            if label.scope and label.is_total:
                return places.of_scope(label.scope, self._base), ""
        summed = next((label for label in declared if label.is_subtotal or label.is_total), None)
        if summed:
            return None, self._reason_against_sum(summed)
        if declared:
            found = [places.read(label.text, is_declared=True) for label in declared]
            return next((place for place in found if place and place.code), found[0]), ""
        for label in (*self._row, *self._column):
            place = places.read(label.text) if self._is_unexplained(label) else None
            if place and (place.code or self._could_be_unknown(label)):
                return place, ""
        return None, self._reason_against_sum_beside()

    def _reason_against_sum_beside(self) -> str:
        beside = (*self._row[:1], *self._column[:1])
        if any(label.is_subtotal for label in beside):
            return "小计"
        is_sum = self._around.has_siblings and any(label.is_total for label in beside)
        return "合计" if is_sum else ""

    def _reason_against_sum(self, label: Label) -> str:
        """合计 over organisations is at most the office's own figure; 小计 is nobody's."""
        if label.is_subtotal:
            return "小计"
        return "" if self._base and not self._around.has_siblings else "合计"

    def _could_be_unknown(self, label: Label) -> bool:
        """Return whether a label that only ends like an organisation may be one."""
        return label not in self._row[1:] and not self._indicators.is_near(label.core)

    def _is_unexplained(self, label: Label) -> bool:
        """Return whether no indicator and no word of headers says what a label is."""
        return label.could_name and not self._indicators.is_name(label.core)

    # -- the indicator ---------------------------------------------------------------------------

    def _written_unit(self) -> tuple[Unit | None, str]:
        """Return the unit beside the figure: in its cell, its labels, its unit column."""
        value = self._figure.value
        if value.unit:
            return value.unit, value.unit_raw
        for label in (
            *self._column[:1],
            *self._row,
            *self._column[1:],
            *self._facet_labels("unit"),
        ):
            if label.unit or label.unit_raw:
                return label.unit, label.unit_raw
        return None, self._unknown_unit()

    def _unknown_unit(self) -> str:
        """Return the words of a unit column that are no unit, but for a dash."""
        words = [label.text for label in self._facet_labels("unit")]
        return next((word for word in words if any(char.isalpha() for char in word)), "")

    def _program(self) -> str | None:
        outer = (*self._facet_labels("program"), *self._row[1:], *self._column[1:])
        for title in (*(label.text for label in outer), self._figure.section):
            program = self._reader.labels.program(title) if title else None
            if program:
                return program
        return None

    def _indicator(self, place: Place | None) -> tuple[Match, Cell | None]:
        """Return the best reading of the labels and the cell that it rests on."""
        unit, section = self._unit[0], self._figure.section
        row = tuple([label for label in self._row if self._could_name(label, place)])
        column = tuple([label for label in self._column if self._could_name(label, place)])
        words = Words(
            row=row,
            column=column,
            section=self._reader.labels.read(section) if section else None,
            group=_group(unit) or _counted(column, row),
            program=self._program(),
        )
        if not (words.row or words.column):
            return self._titles.match, None
        match, label = self._indicators.read(words)
        titles = (*((section,) if section else ()), *self._titles.captions)
        counted = unit or _noted(self._titles.notes, words.group)
        match = self._reader.wording.weighed(match, words, counted, titles)
        cells = (*self._figure.column, *self._row_cells)
        return match, next((cell for cell in cells if self._label(cell) is label), None)

    def _could_name(self, label: Label, place: Place | None) -> bool:
        if place is None or not label.could_name or not self._is_unexplained(label):
            return label.could_name
        return self._reader.places.read(label.text) != place

    # -- role, breakdown, period -----------------------------------------------------------------

    def _role(self, header: Label | None) -> Role:
        for label in (*self._facet_labels("role"), *self._labels):
            if label.role and not self._is_whole_name(label, header):
                return label.role
        return Role.ACTUAL

    def _breakdown(self, header: Label | None) -> str | None:
        for label in self._facet_labels("breakdown"):
            return label.breakdown or (label.text if ":" in label.text else f"part:{label.text}")
        for label in self._labels:
            if label.breakdown and not self._is_whole_name(label, header):
                return label.breakdown
        return None

    def _is_whole_name(self, label: Label, header: Label | None) -> bool:
        """达标指标数 or 县级示范性学校 are names: their words are no role and no level."""
        if label is not header or label.plain == label.core:
            return False
        return self._indicators.names_more(label.plain, label.core)

    def _period(self) -> Span:
        labels = self._labels
        written = [read_period_cell(cell.text) for cell in self._figure.facets.get("period", ())]
        return settle_period(
            [period for period in (*written, *(label.period_id for label in labels)) if period],
            labels,
            Heads(self._around.heads, self._figure.cell.column),
            self._titles.base,
        )

    def _doubt(self, match: Match, place: Place | None) -> str:
        """Return what speaks against a figure being the indicator of the reporting office."""
        for label in self._labels:
            if place is None and label.scope and not label.is_total:
                above = self._reader.places.of_scope(label.scope, self._base)
                if self._base and above is not None:
                    return f"「全{label.scope}」说的可能是上级的数"
        head = next(iter(self._column), None)
        if match.code is None or head is None or self._indicators.counts(head, match.code):
            return ""
        return f"「{head.text}」不是这项指标的计量"

    def _reason_to_ignore(self, match: Match) -> str:
        for label in self._labels:
            if label.column == "ignored":
                return "非统计列"
            if label.is_derived and not self._indicators.is_name(label.plain):
                return "同比、排名等推算数"
            if label.is_completion and match.code is None:
                return "完成率由任务数推算"
            if label.is_total and match.code is None:
                return "合计"
        return ""


def _group(unit: Unit | None) -> str | None:
    return unit_group(unit.dimension) if unit and unit.dimension != MULTIPLIER else None


def _noted(notes: tuple[Unit, ...], group: str | None) -> Unit | None:
    """Return the unit of a note that holds for what is counted: of 户、万元 the latter for 金额."""
    fitting = [unit for unit in notes if group is None or unit_group(unit.dimension) == group]
    return fitting[0] if len(fitting) == 1 else None


def _counted(column: tuple[Label, ...], row: tuple[Label, ...]) -> str | None:
    """Return what the last words beside the figure count: 小额贷款 | 获贷人数 are persons."""
    for label in (*column[:1], *row[:1]):
        group = implied_group(header_key(label.core))
        if group:
            return group
    return None
