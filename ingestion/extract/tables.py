"""Tables of a document → claims: long tables, forms, organisation × indicator and its transpose.

Reads Table blocks only; prose is read elsewhere. Nothing is dropped: a number is a claim, or is
ignored for a reason, or is a finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ingestion.codebook import Codebook, Indicator
from ingestion.extract.header_match import ACCEPTED_FROM
from ingestion.extract.headers import LabelReader, label_reader
from ingestion.extract.judgement import WEIGHTS
from ingestion.extract.quantities import quantity_reader
from ingestion.extract.table_cells import CellReader
from ingestion.extract.table_context import is_of_persons, is_planned, lines_above
from ingestion.extract.table_corner import is_transposed
from ingestion.extract.table_figures import Figure, Figures, find_figures
from ingestion.extract.table_grid import Grid, Region
from ingestion.extract.table_indicators import indicator_reader
from ingestion.extract.table_meaning import Meaning, MeaningReader, Surroundings
from ingestion.extract.table_places import PlaceReader, Places
from ingestion.extract.table_shapes import is_personal, without_digits
from ingestion.extract.table_titles import Titles, read_titles
from ingestion.extract.table_values import Settled, settle_value
from ingestion.extract.table_wording import table_wording
from ingestion.model import (
    Cell,
    Claim,
    Document,
    Envelope,
    Finding,
    Locator,
    Method,
    Reading,
    Role,
    Severity,
    Status,
    Table,
    ValueState,
)

_DOUBT = 0.7  # what is left of the confidence of a figure that waits for review
_NO_FIGURES = re.compile(
    r"填[表报]?说明|填报须知|说明$|^说明|封面|目录|字典|代码表|指标解释|名词解释"
)


@dataclass(slots=True)
class _Sheet:
    """What is collected while one table is read."""

    table: Table
    is_planned: bool = False
    claims: list[Claim] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    found: int = 0
    ignored: int = 0
    problems: int = 0
    unmapped: set[str] = field(default_factory=set)  # addresses of headers asked about
    # Names of organisations asked about; of 全国 there is nothing to ask.
    unresolved: set[str] = field(default_factory=lambda: {"全国"})


def read_tables(
    document: Document,
    envelope: Envelope,
    codebook: Codebook,
    gazetteer: Places | None = None,
    weights: Path | None = WEIGHTS,
) -> Reading:
    """Return the claims of every table of the document, with the address of each cell.

    A claim with an `organization_name` and no code names an organisation that nobody settled; both
    are null where the envelope's organisation holds.
    """
    reader = _TableReader(envelope, codebook, gazetteer, weights)
    sheets = [
        reader.read(block, lines_above(document, at), is_planned=is_planned(document, at))
        for at, block in enumerate(document.blocks)
        if isinstance(block, Table)
    ]
    claims = tuple(claim for sheet in sheets for claim in sheet.claims)
    return Reading(
        claims,
        tuple(finding for sheet in sheets for finding in sheet.findings),
        sum(sheet.found for sheet in sheets),
        sum(sheet.ignored for sheet in sheets),
        sum(sheet.problems for sheet in sheets),
    )


class _TableReader:
    def __init__(
        self,
        envelope: Envelope,
        codebook: Codebook,
        places: Places | None,
        weights: Path | None,
    ) -> None:
        self._codebook = codebook
        self._knows_places = places is not None
        self._labels: LabelReader = label_reader(codebook)
        percent = next(unit for unit in codebook.units if unit.unit_raw == "%")
        self._cells = CellReader(quantity_reader(codebook.units), percent)
        self._meanings = MeaningReader(
            self._labels,
            indicator_reader(codebook),
            PlaceReader(envelope, places),
            table_wording(codebook, weights),
        )

    def read(self, table: Table, above: Sequence[str], *, is_planned: bool = False) -> _Sheet:
        """Read one table, region by region; `is_planned`: it stands in a section of plans."""
        sheet = _Sheet(table, is_planned)
        grid = Grid(table, self._cells, self._labels)
        if _NO_FIGURES.search(table.name) or is_of_persons(table):
            sheet.found = sheet.ignored = len(grid.values)
            return sheet
        for region in grid.regions():
            meanings = self._meanings
            turned = is_transposed(region, self._labels, meanings.indicators, meanings.places)
            figures = find_figures(region, grid, self._labels, is_transposed=turned)
            self._read_region(sheet, region, figures, above)
        return sheet

    def _read_region(
        self, sheet: _Sheet, region: Region, figures: Figures, above: Sequence[str]
    ) -> None:
        captions = [sheet.table.name, *above, *region.captions]
        titles = read_titles(
            captions, self._labels, self._meanings.indicators, self._meanings.places
        )
        around = self._around(titles, figures.found)
        sheet.found += figures.seen
        sheet.ignored += len(figures.ignored)
        for figure in figures.found:
            meaning = self._meanings.read(figure, around)
            if meaning.ignored:
                sheet.ignored += 1
                continue
            indicator = self._codebook.indicators.get(meaning.match.code or "")
            settled = settle_value(
                figure.value,
                indicator,
                (meaning.unit, meaning.unit_raw),
                titles.notes,
                self._codebook,
            )
            if sheet.table.spans and figure.value.state is ValueState.NOT_REPORTED:
                sheet.ignored += 1  # a dash in a line of prose says nothing
                continue
            if not settled.is_storable:
                figures.problems.append(figure.cell)
                continue
            claim = _without_new(_claim(sheet.table, figure, meaning, settled), indicator)
            sheet.claims.append(_doubted(claim) if sheet.is_planned else claim)
            sheet.findings.extend(_unmapped(sheet, meaning))
            if self._knows_places:
                sheet.findings.extend(_unresolved(sheet, meaning, claim))
        sheet.problems += len(figures.problems)
        sheet.findings.extend(_invalid(sheet.table, cell) for cell in figures.problems)

    def _around(self, titles: Titles, figures: Sequence[Figure]) -> Surroundings:
        """Return what the figures of a region have in common."""
        heads = {f.cell.column: self._labels.read(f.column[0].text) for f in figures if f.column}
        places, base = self._meanings.places, self._meanings.places.envelope.organization_code
        if titles.place:
            base = titles.place.code
        beside = {
            cell.text
            for figure in figures
            for cell in (*figure.facets.get("organization", ()), *figure.row, *figure.column)
        }
        has_siblings = any(places.is_sibling(text, base) for text in beside)
        return Surroundings(titles, heads, has_siblings)


def _doubted(claim: Claim) -> Claim:
    """Return a figure of a table that stands among plans: done or to be done, a person decides."""
    if claim.role is not Role.ACTUAL:
        return claim
    return replace(
        claim,
        confidence=round(claim.confidence * _DOUBT, 3),
        status=Status.REVIEW,
        reason=claim.reason or "表格在计划一节里，可能是要做的，不是做了的",
    )


def _claim(table: Table, figure: Figure, meaning: Meaning, settled: Settled) -> Claim:
    match, cell = meaning.match, figure.cell
    reason = _reason(figure, meaning, settled)
    return Claim(
        locator=_locator(table, cell),
        value_raw=cell.text_raw.strip(),
        value=settled.value,
        value_high=settled.high,
        unit_raw=settled.unit_raw,
        unit_code=settled.unit_code,
        context=_context(figure),
        method=Method.FORM if meaning.is_form else Method.TABLE,
        evidence=_evidence(meaning) + ("；按四位小数收录" if settled.is_rounded else ""),
        indicator_code=match.code,
        qualifier=figure.value.qualifier,
        breakdown=meaning.breakdown,
        role=meaning.role,
        value_state=figure.value.state,
        organization_code=meaning.place.code if meaning.place else None,
        organization_name=meaning.place.name if meaning.place else None,
        period_id=meaning.period.period_id,
        confidence=round(match.confidence * (_DOUBT if reason else 1.0), 3),
        status=Status.REVIEW if reason else Status.ACCEPTED,
        reason=reason,
    )


def _without_new(claim: Claim, indicator: Indicator | None) -> Claim:
    """新建 is a part of a stock; of a flow, everything is new."""
    if claim.breakdown != "new" or indicator is None or indicator.aggregation == "latest":
        return claim
    return replace(claim, breakdown=None)


def _reason(figure: Figure, meaning: Meaning, settled: Settled) -> str:
    """Return why a person should look, in Chinese; empty where the reading is trusted."""
    match = meaning.match
    if match.code is None:
        rivals = f"：{'、'.join(match.rivals)}" if match.rivals else ""
        return f"表头未能对应到指标（{match.rule}{rivals}）"
    if match.confidence < ACCEPTED_FROM:
        return f"表头与指标只是{match.rule}（{match.confidence:.2f}）"
    if figure.is_overfull:
        return "这一行比表头多出单元格，数字可能被逗号拆开"
    if figure.cell.is_hidden:
        return "单元格在隐藏的行、列或工作表中"
    return settled.doubt or meaning.doubt or meaning.period.doubt


def _locator(table: Table, cell: Cell) -> Locator:
    if span := table.spans.get(cell.address):
        return Locator("text", page=table.page, char_start=span[0], char_end=span[1])
    return Locator("cell", sheet=table.sheet, cell=cell.address, page=table.page)


def _context(figure: Figure) -> str:
    cells = [*figure.facets.get("organization", ()), *reversed(figure.row)]
    texts = [figure.section, *(c.text for c in cells), *(c.text for c in reversed(figure.column))]
    return " / ".join(dict.fromkeys(" ".join(text.split()) for text in texts if text))


def _evidence(meaning: Meaning) -> str:
    header = f"表头「{' '.join(meaning.header.text.split())}」" if meaning.header else "标题"
    return f"{header}→ {meaning.match.code or '未对应'}（{meaning.match.rule}）"


def _unmapped(sheet: _Sheet, meaning: Meaning) -> Iterator[Finding]:
    """Yield the finding for a header that fits nothing, once for each header."""
    header = meaning.header
    if meaning.match.code is not None or header is None or header.address in sheet.unmapped:
        return
    sheet.unmapped.add(header.address)
    text = " ".join(header.text.split())
    yield Finding(
        rule="unmapped_header",
        severity=Severity.WARNING,
        message=f"表头「{text}」未能对应到指标，请问它统计的是哪一项？",
        locator=_locator(sheet.table, header),
    )


def _unresolved(sheet: _Sheet, meaning: Meaning, claim: Claim) -> Iterator[Finding]:
    """Yield the finding for an organisation that nobody settled, once for each name."""
    place = meaning.place
    if place is None or place.code is not None or place.name in sheet.unresolved:
        return
    sheet.unresolved.add(place.name)
    yield Finding(
        rule="unresolved_organization",
        severity=Severity.WARNING,
        message=f"表中的「{place.name}」未能对应到一个单位，请问它的全称或区划代码是什么？",
        locator=claim.locator,
    )


def _invalid(table: Table, cell: Cell) -> Finding:
    shown = without_digits(cell.text_raw.strip())
    told = "的像是电话、证件或卡号" if is_personal(cell.text) else f"的是「{shown}」"
    return Finding(
        rule="invalid_cell",
        severity=Severity.WARNING,
        message=f"{_locator(table, cell).shown()} 填{told}，请问应填的数字是多少？",
        locator=_locator(table, cell),
        figures=(shown,),
    )
