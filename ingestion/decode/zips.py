"""Members of an Office file, inflated within limits. Nothing touches the disk."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO

from ingestion.errors import UnreadableError

MAX_MEMBERS = 10_000
MAX_INFLATED = 256 * 1024 * 1024
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, KeyError)


def open_office_file(content: bytes) -> zipfile.ZipFile:
    """Return the archive; raises UnreadableError where it claims more than a report can hold."""
    try:
        archive = zipfile.ZipFile(BytesIO(content))
    except _DAMAGED as error:
        raise damaged(f"字节{len(content)}") from error
    members = archive.infolist()
    if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_INFLATED:
        raise UnreadableError(
            "文件解压后过大", place=f"共{len(members)}个部件", remedy="请删去图片和附件后重新报送"
        )
    return archive


def read_member(archive: zipfile.ZipFile, name: str) -> bytes:
    """Return one member's bytes; raises UnreadableError where they are damaged or declare a DTD."""
    try:
        content = archive.read(name)
    except _DAMAGED as error:
        raise damaged(name) from error
    if b"<!DOCTYPE" in content[:4096] or b"<!ENTITY" in content[:4096]:
        raise UnreadableError("文件含有外部实体声明", place=name, remedy="请重新导出后报送")
    return content


def read_optional_member(archive: zipfile.ZipFile, name: str) -> bytes:
    """Return one member's bytes, empty where the archive has no such member."""
    return read_member(archive, name) if name in archive.NameToInfo else b""


def damaged(place: str) -> UnreadableError:
    """Return the error for a file that was cut off or altered on its way."""
    return UnreadableError("文件不完整或已损坏", place=place, remedy="请重新导出后报送")
