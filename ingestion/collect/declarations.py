"""Where a delivery says who reports and for when: folders, file name, titles, opening, signature.

Pure. What the words mean is for `reporting_period` and `reporter`; this module only finds them.
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
_OPENING_LENGTH = 60

# A line that names the reporting office or the report: a title, an office line, a signature.
_OFFICE_LINE = re.compile(
    r"妇联|妇女联合会|妇女工作|总结|报告|汇报|小结|要点|报表|统计表|情况|填报单位|报送单位"
)
_TEASER = re.compile(
    r"\s*(?:[·•]|上一[篇条]|下一[篇条]|相关|延伸阅读|推荐阅读)"
)  # of other reports
_SENTENCE = re.compile(r"[。;；]|[,，].*[,，]")


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
    for text in signature_lines(document):
        yield Declared(text, "signature")


def _title_lines(document: Document) -> Iterator[str]:
    """Yield the lines at the head of the document, and of each table, that can name an office."""
    seen = 0
    for block in document.blocks:
        if isinstance(block, Table):
            yield from _table_titles(block)
        elif (text := paragraph_text(document, block)) and seen < _TITLE_LINES:
            seen += 1
            if _is_title(text):
                yield text


def _is_title(text: str) -> bool:
    return (
        not _TEASER.match(text)
        and len(text) <= _TITLE_LENGTH
        and bool(_OFFICE_LINE.search(text))
        and not _SENTENCE.search(text)
    )


def _table_titles(table: Table) -> Iterator[str]:
    for row in table.rows[:_TITLE_ROWS]:
        for cell in row:
            if not cell.is_merge_cover and _OFFICE_LINE.search(cell.text):
                yield cell.text[:_TITLE_LENGTH]


def signature_lines(document: Document) -> Iterator[str]:
    """Yield the short lines at the document's end, where office and date of issue stand."""
    paragraphs = [block for block in document.blocks if isinstance(block, Paragraph)]
    for block in paragraphs[-_SIGNATURE_LINES:]:
        text = paragraph_text(document, block)
        if text and len(text) <= _SIGNATURE_LENGTH and not _TEASER.match(text):
            yield text


def head_lines(document: Document) -> Iterator[str]:
    """Yield the short lines before the first long paragraph."""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            text = paragraph_text(document, block)
            if len(text) > _TITLE_LENGTH:
                return
            if text:
                yield text


def long_paragraphs(document: Document) -> Iterator[str]:
    """Yield the paragraphs that are prose: titles, furniture and signatures are shorter."""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            text = paragraph_text(document, block)
            if len(text) > _TITLE_LENGTH:
                yield text


def _opening(document: Document) -> str:
    """Return the start of the first long paragraph: 「2014年，旗妇联…」."""
    return next(long_paragraphs(document), "")[:_OPENING_LENGTH]


def paragraph_text(document: Document, block: Paragraph) -> str:
    """Return the normalised text of a paragraph."""
    return document.normalized.between(block.start, block.end).strip()
