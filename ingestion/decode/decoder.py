"""Bytes → Document: the type is told by the content, and each family of formats has its module.

Native parsers may panic or abort on hostile bytes: callers run this in a child process.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from ingestion.decode.csv_table import find_delimiter, find_open_quote, read_csv_table
from ingestion.decode.encoding import decode_text
from ingestion.decode.flattened import tabulate
from ingestion.decode.sniffing import FileType, extension_note, sniff
from ingestion.decode.text import normalise
from ingestion.decode.word import read_docx
from ingestion.decode.workbook import read_workbook
from ingestion.errors import UnreadableError
from ingestion.model import Block, Document, Paragraph

Reader = Callable[[bytes], tuple[str, tuple[Block, ...]]]

_READERS: dict[FileType, Reader] = {
    FileType.DOCX: read_docx,
    FileType.XLSX: read_workbook,
    FileType.XLSB: read_workbook,
    FileType.XLS: read_workbook,
    FileType.ODS: read_workbook,
}
_LINE = re.compile(r"[^\r\n\f\v\x85\u2028\u2029]+")
_MARKUP = re.compile(r"\s*(<!doctype html|<html[\s>]|<\?xml|<(head|body|table|meta)[\s>])", re.I)
_MAIL = re.compile(r"(?:[A-Za-z-]+: .*\r?\n)*(?:Received|From|MIME-Version|Message-ID): ", re.I)


def decode(content: bytes, name: str) -> Document:
    """Return what the file holds; `name` never decides its type.

    Raises UnreadableError, with the place and the remedy, for bytes that cannot be read.
    """
    file_type = sniff(content)
    if file_type is not None:
        text, blocks = _READERS[file_type](content)
    else:
        text = decode_text(content)
        file_type, blocks = _read_text(text)
    notes = (extension_note(file_type, name), _quote_note(file_type, text))
    told = tuple(note for note in notes if note)
    return tabulate(Document(name, file_type.value, text, normalise(text), blocks, told))


def _quote_note(file_type: FileType, text: str) -> str | None:
    delimiter = find_delimiter(text) if file_type is FileType.CSV else None
    line = find_open_quote(text, delimiter) if delimiter else None
    return f"第 {line} 行的引号没有配对：已按没有引号读取" if line else None


def _read_text(text: str) -> tuple[FileType, tuple[Block, ...]]:
    _refuse_other_text(text)
    delimiter = find_delimiter(text)
    if delimiter:
        return FileType.CSV, (read_csv_table(text, delimiter),)
    return FileType.TEXT, tuple(
        Paragraph(line.start(), line.end()) for line in _LINE.finditer(text) if line[0].strip()
    )


def _refuse_other_text(text: str) -> None:
    if _MARKUP.match(text):
        raise UnreadableError(
            "暂不能读取网页或 XML 文件", place="字节0", remedy="请另存为 .docx 或 .xlsx 后重新报送"
        )
    if _MAIL.match(text):
        raise UnreadableError("暂不能读取邮件文件", place="字节0", remedy="请直接报送邮件中的附件")
