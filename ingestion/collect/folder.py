"""Collect from a folder: archive what is new, with what its place and its sidecars declare."""

from __future__ import annotations

import hashlib
import json
import os
from datetime import UTC, datetime
from pathlib import Path

from ingestion.collect.archive import known_deliveries, store_blob, store_delivery
from ingestion.collect.sidecar import SIDECAR_NAME, Statement, read_sidecar, statement_for
from ingestion.errors import UnreadableError
from ingestion.model import Declared, SourceFile

# What office programs and file systems leave lying about; never a submission.
_LEFTOVERS = ("~$", ".", "Thumbs.db", "desktop.ini")
_ID_LENGTH = 20


def collect_folder(inbox: Path, archive: Path, *, received_at: datetime) -> list[SourceFile]:
    """Archive every new delivery below `inbox` and return them, in order of path.

    Files stay where they are. A delivery is new when its path, bytes, time or declarations are:
    the same file on the next night is not.
    """
    known = known_deliveries(archive)
    collected = []
    for path in find_files(inbox):
        if path.name == SIDECAR_NAME and _is_readable(path):
            continue
        content = path.read_bytes()  # once: what is hashed is what is kept
        source = describe(path, inbox, content, received_at)
        if source.delivery_id not in known:
            store_blob(archive, content)
            store_delivery(archive, source)
            collected.append(source)
    return collected


def find_files(inbox: Path) -> list[Path]:
    """Return every file below `inbox` that somebody may have sent, in order of path."""
    found = []
    for folder, folders, names in os.walk(inbox):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(folder) / name for name in names if not name.startswith(_LEFTOVERS)]
    return sorted(found)


def describe(path: Path, inbox: Path, content: bytes, received_at: datetime) -> SourceFile:
    """Return the record of one file's delivery, with what the sidecars around it declare."""
    statement, placed_at = statement_for(path, inbox)
    modified_at = datetime.fromtimestamp(path.stat().st_mtime, tz=UTC)
    delivered_at = statement.delivered_at or max(modified_at, placed_at or modified_at)
    digest = hashlib.sha256(content).hexdigest()
    source_uri = f"inbox:{path.relative_to(inbox).as_posix()}"
    declarations = _declarations(statement)
    identity = json.dumps(
        [source_uri, digest, delivered_at.astimezone(UTC).isoformat(), statement.model_dump_json()]
    )
    return SourceFile(
        delivery_id=hashlib.sha256(identity.encode()).hexdigest()[:_ID_LENGTH],
        submission_id=digest,
        name=path.name,
        source_uri=source_uri,
        size_bytes=len(content),
        delivered_at=delivered_at,
        received_at=received_at,
        declarations=declarations,
        authority=statement.authority or "own_report",
        is_simulated=bool(statement.is_simulated),
    )


def _declarations(statement: Statement) -> dict[str, Declared]:
    said = {
        "organization": statement.organization,
        "period": statement.period,
        "form": statement.form,
        "reason": statement.reason,
    }
    return {key: Declared(value, "sidecar") for key, value in said.items() if value}


def _is_readable(sidecar: Path) -> bool:
    # A sidecar that cannot be read becomes a submission, and so gets a receipt that says why.
    try:
        read_sidecar(sidecar)
    except UnreadableError:
        return False
    return True
