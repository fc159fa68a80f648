"""Collect from a folder: archive what is new, with what its place and its sidecars declare."""

from __future__ import annotations

import json
import os
import stat
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from ingestion.collect.archive import (
    content_digest,
    delivery_id,
    known_deliveries,
    store_blob,
    store_delivery,
)
from ingestion.collect.sidecar import SIDECAR_NAME, Sidecars, Statement, parse_sidecar
from ingestion.errors import JinguoError, UnreadableError
from ingestion.model import Declared, SourceFile

# What office programs and file systems leave lying about; never a submission.
_LEFTOVERS = ("~$", ".", "Thumbs.db", "desktop.ini")


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something in the inbox that is no file that can be read, and what to do."""

    name: str
    reason: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Collected:
    """What one look into the inbox brought: new deliveries in order of path, and refusals."""

    new: tuple[SourceFile, ...]
    refused: tuple[Refusal, ...]


def collect_folder(inbox: Path, archive: Path, *, received_at: datetime) -> Collected:
    """Archive every new delivery below `inbox`.

    Files stay where they are. A delivery is new when its path, bytes, time or declarations are:
    the same file on the next night is not. Raises JinguoError where the archive is in the inbox.
    """
    if archive.resolve().is_relative_to(inbox.resolve()):
        raise JinguoError(f"收件箱 {inbox} 包含系统自己的数据：请另设 JINGUO_INBOX")
    known, sidecars = known_deliveries(archive), Sidecars(inbox)
    new: list[SourceFile] = []
    refused: list[Refusal] = []
    for path in find_files(inbox):
        if refusal := _refuse(path, inbox):
            refused.append(refusal)
            continue
        content = path.read_bytes()  # once: what is hashed is what is kept
        if path.name == SIDECAR_NAME and _is_sidecar(content):
            continue
        source = _describe(path, inbox, content, sidecars, received_at)
        if source.delivery_id not in known:
            store_blob(archive, content, source.submission_id)
            store_delivery(archive, source)
            new.append(source)
    return Collected(tuple(new), tuple(refused))


def find_files(inbox: Path) -> list[Path]:
    """Return everything below `inbox` that somebody may have sent, in order of path.

    Links are returned, never followed: a link can point at anything on this machine.
    """
    found = []
    for folder, folders, names in os.walk(inbox):
        links = [name for name in folders if (Path(folder) / name).is_symlink()]
        folders[:] = [name for name in folders if not name.startswith(".") and name not in links]
        candidates = [*names, *links, *(name for name in folders if not _can_enter(folder, name))]
        found += [Path(folder) / name for name in candidates if not name.startswith(_LEFTOVERS)]
    return sorted(found)


def describe(path: Path, content: bytes, received_at: datetime) -> SourceFile:
    """Return the record of a single file, with what the sidecar beside it declares."""
    return _describe(path, path.parent, content, Sidecars(path.parent), received_at)


def _describe(
    path: Path, inbox: Path, content: bytes, sidecars: Sidecars, received_at: datetime
) -> SourceFile:
    statement, placed_at = sidecars.statement_for(path)
    modified_at = datetime.fromtimestamp(path.stat().st_mtime, tz=UTC)
    delivered_at = statement.delivered_at or max(modified_at, placed_at or modified_at)
    delivered_at = delivered_at.astimezone(UTC)
    digest = content_digest(content)
    source_uri = f"inbox:{shown_path(path.relative_to(inbox))}"
    identity = json.dumps([source_uri, delivered_at.isoformat(), statement.model_dump_json()])
    return SourceFile(
        delivery_id=delivery_id(digest, identity),
        submission_id=digest,
        name=source_uri.rpartition("/")[2].removeprefix("inbox:"),
        source_uri=source_uri,
        size_bytes=len(content),
        delivered_at=delivered_at,
        received_at=received_at,
        declarations=_declarations(statement),
        authority=statement.authority or "own_report",
        is_simulated=bool(statement.is_simulated),
    )


def shown_path(path: Path) -> str:
    """Return a path as text: names that a Windows zip left in GBK bytes are read as such.

    >>> shown_path(Path(os.fsdecode("总结.txt".encode("gb18030"))))
    '总结.txt'
    """
    written = os.fsencode(path.as_posix())
    for encoding in ("utf-8", "gb18030"):
        try:
            return written.decode(encoding)
        except UnicodeDecodeError:
            continue
    return written.decode("utf-8", "replace")


def _refuse(path: Path, inbox: Path) -> Refusal | None:
    name = shown_path(path.relative_to(inbox))
    mode = path.lstat().st_mode
    if stat.S_ISLNK(mode):
        return Refusal(name, "是一个链接，不是文件本身", "请放入文件本身")
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        return Refusal(name, "不是普通文件", "请放入文件本身")
    if stat.S_ISDIR(mode) or not os.access(path, os.R_OK):
        return Refusal(name, "没有读取权限", "请让运行本系统的用户可以读取它")
    return None


def _can_enter(folder: str, name: str) -> bool:
    return os.access(Path(folder) / name, os.R_OK | os.X_OK)


def _declarations(statement: Statement) -> dict[str, Declared]:
    said = {
        "organization": statement.organization,
        "period": statement.period,
        "form": statement.form,
        "reason": statement.reason,
    }
    return {key: Declared(value, "sidecar") for key, value in said.items() if value}


def _is_sidecar(content: bytes) -> bool:
    # A sidecar that cannot be read becomes a submission, and so gets a receipt that says why.
    try:
        parse_sidecar(content)
    except UnreadableError:
        return False
    return True
