"""The archive: every byte received, by content, with a record of each delivery. Nothing is edited.

Layout: `blobs/ab/<sha256>` and `deliveries/ab/<delivery_id>.json`; a delivery's id begins with the
first digits of its bytes' sha256, so that deliveries of the same bytes lie together. Files are
written under a temporary name and renamed: a killed write leaves nothing half done.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from ingestion.errors import JinguoError
from ingestion.model import Declared, SourceFile

_ID_DIGITS = 12


@contextmanager
def one_collector(archive: Path) -> Iterator[None]:
    """Let one process collect at a time; raises JinguoError where another one does."""
    archive.mkdir(parents=True, exist_ok=True)
    with (archive / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise JinguoError("另一个进程正在收件：等它结束后再试") from None
        yield


def content_digest(content: bytes) -> str:
    """Return the sha256 that names these bytes."""
    return hashlib.sha256(content).hexdigest()


def delivery_id(submission_id: str, identity: str) -> str:
    """Return the id of one delivery of a submission; `identity` is what makes it another one."""
    return submission_id[:_ID_DIGITS] + content_digest(identity.encode())[:_ID_DIGITS]


def store_blob(archive: Path, content: bytes, digest: str) -> None:
    """Keep the bytes."""
    target = blob_path(archive, digest)
    if not target.exists():
        write_atomically(target, content)


def blob_path(archive: Path, digest: str) -> Path:
    """Return where the bytes with this sha256 lie."""
    return archive / "blobs" / digest[:2] / digest


def store_delivery(archive: Path, source: SourceFile) -> None:
    """Keep the record of one delivery."""
    record = json.dumps(asdict(source), ensure_ascii=False, indent=1, default=_as_text)
    write_atomically(_delivery_path(archive, source.delivery_id), record.encode())


def known_deliveries(archive: Path) -> set[str]:
    """Return the ids of all deliveries ever recorded."""
    return {path.stem for path in (archive / "deliveries").glob("*/*.json")}


def read_delivery(archive: Path, delivery_id: str) -> SourceFile:
    """Return one delivery's record."""
    record = json.loads(_delivery_path(archive, delivery_id).read_text("utf-8"))
    record["declarations"] = {
        key: Declared(**value) for key, value in record["declarations"].items()
    }
    for key in ("delivered_at", "received_at"):
        record[key] = datetime.fromisoformat(record[key])
    return SourceFile(**record)


def deliveries_of_same_bytes(archive: Path, source: SourceFile) -> list[SourceFile]:
    """Return every delivery of these bytes, this one included, in order of delivery."""
    folder = _delivery_path(archive, source.delivery_id).parent
    found = [
        read_delivery(archive, path.stem)
        for path in folder.glob(f"{source.submission_id[:_ID_DIGITS]}*.json")
    ]
    same = [one for one in found if one.submission_id == source.submission_id]
    return sorted(same, key=lambda one: (one.delivered_at, one.delivery_id))


def write_atomically(target: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(f".{target.name}.{os.getpid()}.partial")
    with partial.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(target)


def _delivery_path(archive: Path, delivery_id: str) -> Path:
    return archive / "deliveries" / delivery_id[:2] / f"{delivery_id}.json"


def _as_text(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(type(value).__name__)
