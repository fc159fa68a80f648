"""The archive: every byte received, by content, with a record of each delivery. Nothing is edited.

Layout: `blobs/ab/<sha256>` and `deliveries/<delivery_id>.json`. Both are written under a temporary
name and renamed, so a killed write leaves nothing half done and can simply run again.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from ingestion.model import Declared, SourceFile


def store_blob(archive: Path, content: bytes) -> str:
    """Keep the bytes and return their sha256."""
    digest = hashlib.sha256(content).hexdigest()
    target = blob_path(archive, digest)
    if not target.exists():
        write_atomically(target, content)
    return digest


def blob_path(archive: Path, digest: str) -> Path:
    """Return where the bytes with this sha256 lie."""
    return archive / "blobs" / digest[:2] / digest


def store_delivery(archive: Path, source: SourceFile) -> None:
    """Keep the record of one delivery."""
    record = json.dumps(asdict(source), ensure_ascii=False, indent=1, default=_as_text)
    target = archive / "deliveries" / f"{source.delivery_id}.json"
    write_atomically(target, record.encode())


def known_deliveries(archive: Path) -> set[str]:
    """Return the ids of all deliveries ever recorded."""
    return {path.stem for path in (archive / "deliveries").glob("*.json")}


def read_delivery(archive: Path, delivery_id: str) -> SourceFile:
    """Return one delivery's record."""
    record = json.loads((archive / "deliveries" / f"{delivery_id}.json").read_text("utf-8"))
    record["declarations"] = {
        key: Declared(**value) for key, value in record["declarations"].items()
    }
    for key in ("delivered_at", "received_at"):
        record[key] = datetime.fromisoformat(record[key])
    return SourceFile(**record)


def iter_deliveries(archive: Path) -> Iterator[SourceFile]:
    """Yield every delivery's record, in order of id."""
    for delivery_id in sorted(known_deliveries(archive)):
        yield read_delivery(archive, delivery_id)


def write_atomically(target: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(f".{target.name}.{os.getpid()}.partial")
    with partial.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(target)


def _as_text(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(type(value).__name__)
