"""Where a delivery says who reports and for when: folders, file name, titles, opening, signature.

Pure. What the words mean is for `envelope`; this module only finds them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from ingestion.model import Declared, Document, Paragraph, SourceFile, Table

_TITLE_LINES = 8
_TITLE_LENGTH = 60
_TITLE_ROWS = 4
_SIGNATURE_LINES = 6
_SIGNATURE_LENGTH = 30
_OPENING_LENGTH = 40

# A line that names the reporting office: a title, an office line of a form, a signature.
_OFFICE_LINE = re.compile(
    r"妇联|妇女联合会|妇女工作|总结|报告|汇报|报表|统计表|填报单位|报送单位|情况表"
)


def find_declarations(source: SourceFile, document: Document) -> Iterator[Declared]:
    """Yield every text that may name office or period, the most deliberate first."""
    path = PurePosixPath(source.source_uri.removeprefix("inbox:"))
    for folder in path.parent.parts:
        yield Declared(folder, "folder")
    yield Declared(path.stem, "file_name")
    for text in _title_lines(document):
        yield Declared(text, "title")
    if opening := _opening(document):
        yield Declared(opening, "body")
    for text in _signature_lines(document):
        yield Declared(text, "signature")


def _title_lines(document: Document) -> Iterator[str]:
    """Yield the lines at the head of the document, and of each table, that can name an office."""
    seen = 0
    for block in document.blocks:
        if isinstance(block, Table):
            yield from _table_titles(block)
        elif (text := _text(document, block)) and seen < _TITLE_LINES:
            seen += 1
            if len(text) <= _TITLE_LENGTH and _OFFICE_LINE.search(text):
                yield text


def _table_titles(table: Table) -> Iterator[str]:
    for row in table.rows[:_TITLE_ROWS]:
        for cell in row:
            if not cell.is_merge_cover and _OFFICE_LINE.search(cell.text):
                yield cell.text[:_TITLE_LENGTH]


def _signature_lines(document: Document) -> Iterator[str]:
    paragraphs = [block for block in document.blocks if isinstance(block, Paragraph)]
    for block in paragraphs[-_SIGNATURE_LINES:]:
        text = _text(document, block)
        if len(text) <= _SIGNATURE_LENGTH and _OFFICE_LINE.search(text):
            yield text


def _opening(document: Document) -> str:
    """Return the start of the first long paragraph: 「2014年，旗妇联…」."""
    for block in document.blocks:
        if isinstance(block, Paragraph) and len(text := _text(document, block)) > _TITLE_LENGTH:
            return text[:_OPENING_LENGTH]
    return ""


def _text(document: Document, block: Paragraph) -> str:
    return document.normalized.between(block.start, block.end).strip()
