"""What calamine leaves out of an XLSX: percent formats, hidden rows, errors, and absurd sizes.

Read by pattern from the sheets' XML before calamine sees the bytes: two cells at A1 and XFD1048576
make it allocate 550 GB and abort the process.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from posixpath import normpath

from ingestion.decode.cells import check_size
from ingestion.decode.zips import open_office_file, read_member, read_optional_member


@dataclass(frozen=True, slots=True)
class SheetMarks:
    """Marks of one sheet, by (row, column), 1-based."""

    percents: frozenset[tuple[int, int]] = frozenset()
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()


NO_MARKS = SheetMarks()
NOT_CALCULATED = "#未计算"

_SHEET = re.compile(rb"<(?:\w+:)?sheet\s([^>]*)>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s([^>]*)>")
_ATTRIBUTE = re.compile(rb"""([\w:]+)\s*=\s*["']([^"']*)["']""")
_FILLED = re.compile(rb"""<(?:\w+:)?c\s(?:[^>]*\s)?r=["']([A-Z]{1,3})(\d{1,7})["'][^>]*(?<!/)>""")
_ROW = re.compile(rb"<(?:\w+:)?row\s([^>]*)>")
_COLUMN = re.compile(rb"<(?:\w+:)?col\s([^>]*)>")
_CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*)(?<!/)>(.*?)</(?:\w+:)?c>", re.DOTALL)
_VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>([^<]+)<")
_NUMBER_FORMAT = re.compile(rb"<(?:\w+:)?numFmt\s([^>]*)>")
_CELL_FORMATS = re.compile(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_FORMAT = re.compile(rb"""<(?:\w+:)?xf\s[^>]*?numFmtId=["'](\d+)["']""")
_PERCENT_BUILT_IN = {b"9", b"10"}
_MAX_COLUMN = 16_384


def read_sheet_marks(content: bytes) -> dict[str, SheetMarks]:
    """Return the marks of each sheet of an XLSX by its name; other formats have none.

    Raises UnreadableError where a sheet's filled cells span more than can be held.
    """
    if not content.startswith(b"PK"):
        return {}
    with open_office_file(content) as archive:
        if "xl/workbook.xml" not in archive.NameToInfo:
            return {}
        percent_styles = _percent_styles(read_optional_member(archive, "xl/styles.xml"))
        return {
            name: _read_marks(name, read_member(archive, part), percent_styles)
            for name, part in _sheet_parts(
                read_member(archive, "xl/workbook.xml"),
                read_optional_member(archive, "xl/_rels/workbook.xml.rels"),
            )
            if part in archive.NameToInfo
        }


def _text(raw: bytes) -> str:
    """Return an attribute as text; a byte that is none can only fail to match a name."""
    return raw.decode("utf-8", "replace")


def _number(raw: bytes) -> int:
    return int(raw) if raw.isdigit() and len(raw) < 8 else 0


def _attributes(tag: bytes) -> dict[bytes, bytes]:
    return dict(_ATTRIBUTE.findall(tag))


def _sheet_parts(workbook: bytes, relations: bytes) -> Iterator[tuple[str, str]]:
    targets = {
        attributes[b"Id"]: _text(attributes[b"Target"])
        for attributes in map(_attributes, _RELATION.findall(relations))
        if b"Id" in attributes and b"Target" in attributes
    }
    for attributes in map(_attributes, _SHEET.findall(workbook)):
        relation = next((v for k, v in attributes.items() if k.endswith(b":id")), b"")
        if b"name" in attributes and relation in targets:
            target = targets[relation]
            part = target[1:] if target.startswith("/") else normpath(f"xl/{target}")
            yield unescape(_text(attributes[b"name"])), part


def _percent_styles(styles: bytes) -> frozenset[bytes]:
    formats = {
        attributes[b"numFmtId"]
        for attributes in map(_attributes, _NUMBER_FORMAT.findall(styles))
        if b"%" in attributes.get(b"formatCode", b"") and b"numFmtId" in attributes
    } | _PERCENT_BUILT_IN
    block = _CELL_FORMATS.search(styles)
    used = _FORMAT.findall(block[0]) if block else []
    return frozenset(b"%d" % index for index, number in enumerate(used) if number in formats)


def _read_marks(name: str, xml: bytes, percent_styles: frozenset[bytes]) -> SheetMarks:
    _check_extent(name, xml)
    percents: set[tuple[int, int]] = set()
    errors: dict[tuple[int, int], str] = {}
    if percent_styles or b't="e"' in xml or b"<f" in xml or b":f" in xml:
        for tag, inside in _CELL.findall(xml):
            attributes = _attributes(tag)
            place = _place(attributes.get(b"r", b""))
            if attributes.get(b"s") in percent_styles:
                percents.add(place)
            value = _VALUE.search(inside)
            if attributes.get(b"t") == b"e":
                errors[place] = _text(value[1]) if value else "#"
            elif value is None and (b"<f" in inside or b":f" in inside):
                errors[place] = NOT_CALCULATED
    return SheetMarks(
        frozenset(percents), errors, frozenset(_hidden_rows(xml)), frozenset(_hidden_columns(xml))
    )


def _check_extent(name: str, xml: bytes) -> None:
    filled = _FILLED.findall(xml)
    if not filled:
        return
    rows = [int(row) for row in {row for _, row in filled}]
    columns = [_column_number(letters) for letters in {letters for letters, _ in filled}]
    check_size(max(rows) - min(rows) + 1, max(columns) - min(columns) + 1, name)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _place(reference: bytes) -> tuple[int, int]:
    letters = reference.rstrip(b"0123456789")
    digits = reference[len(letters) :]
    return (int(digits), _column_number(letters)) if letters and digits else (0, 0)


def _hidden_rows(xml: bytes) -> Iterator[int]:
    if b"hidden=" not in xml:
        return
    for attributes in map(_attributes, _ROW.findall(xml)):
        if attributes.get(b"hidden") in {b"1", b"true"}:
            yield _number(attributes.get(b"r", b""))


def _hidden_columns(xml: bytes) -> Iterator[int]:
    if b"hidden=" not in xml:
        return
    for attributes in map(_attributes, _COLUMN.findall(xml)):
        if attributes.get(b"hidden") in {b"1", b"true"}:
            first, last = (_number(attributes.get(name, b"")) for name in (b"min", b"max"))
            yield from range(first, min(last, _MAX_COLUMN) + 1)
