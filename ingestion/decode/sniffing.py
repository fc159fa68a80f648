"""Tell what bytes are from the bytes alone; a file's name is only compared with the answer.

Nothing is decoded here beyond a zip's list of names.
"""

from __future__ import annotations

import zipfile
from enum import StrEnum
from io import BytesIO
from pathlib import PurePosixPath

from ingestion.errors import UnreadableError


class FileType(StrEnum):
    """What a file is, whatever it is called. The value is its media type."""

    TEXT = "text/plain"
    CSV = "text/csv"
    HTML = "text/html"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    XLSB = "application/vnd.ms-excel.sheet.binary.macroenabled.12"
    XLS = "application/vnd.ms-excel"
    ODS = "application/vnd.oasis.opendocument.spreadsheet"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


# The first of each is what people call it.
_EXTENSIONS = {
    FileType.TEXT: (".txt", ".md", ".log"),
    FileType.CSV: (".csv", ".tsv", ".txt"),
    FileType.HTML: (".html", ".htm", ".shtml"),
    FileType.XLSX: (".xlsx", ".xlsm"),
    FileType.XLSB: (".xlsb",),
    FileType.XLS: (".xls", ".et"),
    FileType.ODS: (".ods",),
    FileType.DOCX: (".docx", ".docm"),
}
_ZIP_TYPES = {
    "word/document.xml": FileType.DOCX,
    "xl/workbook.xml": FileType.XLSX,
    "xl/workbook.bin": FileType.XLSB,
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_AS_DOCX = "请用 Word 或 WPS 打开，另存为 .docx 后重新报送"
_AS_XLSX = "请用 Excel 或 WPS 打开，另存为 .xlsx 后重新报送"
_UNZIPPED = "请解压后把其中的文件逐个报送"
_TYPED = "请报送文字版（.docx、.xlsx、.csv 或 .txt），不要报送图片或扫描件"
# Formats that are recognised so that the receipt can say what to do.
_NOT_READ = (
    (b"%PDF-", "PDF 文件", "请报送原始的 .docx 或 .xlsx 文件"),
    (b"{\\rtf", "RTF 文件", _AS_DOCX),
    (b"Rar!\x1a\x07", "RAR 压缩包", _UNZIPPED),
    (b"7z\xbc\xaf\x27\x1c", "7Z 压缩包", _UNZIPPED),
    (b"\x1f\x8b", "GZ 压缩包", _UNZIPPED),
    (b"\x89PNG", "PNG 图片", _TYPED),
    (b"\xff\xd8\xff", "JPEG 图片", _TYPED),
    (b"GIF8", "GIF 图片", _TYPED),
    (b"BM", "BMP 图片", _TYPED),
    (b"II*\x00", "TIFF 图片", _TYPED),
    (b"MM\x00*", "TIFF 图片", _TYPED),
)
_OLE_STREAMS = (
    ("EncryptedPackage", "加密的 Office 文件", "请取消打开密码后重新报送"),
    ("WordDocument", "旧版 Word 文件（DOC/WPS）", _AS_DOCX),
    ("PowerPoint Document", "PowerPoint 文件", _AS_DOCX),
    ("__substg1.0_", "Outlook 邮件（MSG）", "请另存为 EML 邮件，或直接报送附件"),
)


def sniff(content: bytes) -> FileType | None:
    """Return the type of a container format, or None where only its text can tell.

    Raises UnreadableError for what is empty, damaged, locked or of a type that is not read.
    """
    if not content.strip(b"\x00 \t\r\n"):
        raise UnreadableError("文件是空的", place="字节0", remedy="请检查后重新报送")
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _sniff_zip(content)
    if content.startswith(_OLE):
        return _sniff_ole(content)
    for magic, label, remedy in _NOT_READ:
        if content.startswith(magic) and not _is_prose(magic, content):
            raise _not_read(label, remedy)
    return None


def extension_note(file_type: FileType, name: str) -> str | None:
    """Return what to say of a name whose extension promises another type, else None."""
    extension = PurePosixPath(name.replace("\\", "/")).suffix.lower()
    expected = _EXTENSIONS[file_type]
    if not extension or extension in expected:
        return None
    return f"扩展名是 {extension}，内容是 {expected[0]}：已按内容读取"


def _is_prose(magic: bytes, content: bytes) -> bool:
    """Tell a text that happens to begin with the two letters BM from a bitmap."""
    return magic == b"BM" and b"\x00" not in content[:32]


def _sniff_zip(content: bytes) -> FileType:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = set(archive.namelist())
            kind = archive.read("mimetype")[:80] if "mimetype" in names else b""
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise UnreadableError(
            "文件不完整或已损坏", place=f"字节{len(content)}", remedy="请重新导出后报送"
        ) from error
    for member, file_type in _ZIP_TYPES.items():
        if member in names:
            return file_type
    if kind.endswith(b"opendocument.spreadsheet"):
        return FileType.ODS
    if kind.endswith(b"opendocument.text"):
        raise _not_read("ODT 文件", _AS_DOCX)
    if "ppt/presentation.xml" in names:
        raise _not_read("PowerPoint 文件", _AS_DOCX)
    raise _not_read("ZIP 压缩包", _UNZIPPED)


def _sniff_ole(content: bytes) -> FileType:
    for stream, label, remedy in _OLE_STREAMS:
        if stream.encode("utf-16-le") in content:
            raise _not_read(label, remedy)
    if any(stream.encode("utf-16-le") + b"\x00\x00" in content for stream in ("Workbook", "Book")):
        return FileType.XLS
    raise UnreadableError("Office 文件不完整或已损坏", place="字节0", remedy=_AS_XLSX)


def _not_read(label: str, remedy: str) -> UnreadableError:
    return UnreadableError(f"暂不能读取{label}", place="字节0", remedy=remedy)
