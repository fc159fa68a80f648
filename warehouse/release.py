"""What is known of a release beside its data: `warehouse-<stamp>.json` next to the DuckDB file."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from ingestion.settings import Settings


@dataclass(frozen=True, slots=True)
class Release:
    """One published release. `tables` holds the rows of each, `change` the rows against before."""

    stamp: str
    batches: list[str]
    project_version: str
    is_simulated: bool
    tables: dict[str, int]
    change: dict[str, int]
    previous: str | None = None
    accepted: str = ""  # why a person published against the gate


def read_release(settings: Settings) -> Release | None:
    """Return the current release's record, or null before the first."""
    current = settings.current_release
    if not current.exists():
        return None
    return _read(current.resolve().with_suffix(".json"))


def list_releases(settings: Settings) -> list[Release]:
    """Return all kept releases, oldest first."""
    return [_read(path) for path in sorted(settings.releases.glob("warehouse-*.json"))]


def night_page(settings: Settings, stamp: str) -> Path:
    """Return where the receipts of the night that published a release are summed up."""
    return settings.receipts / f"night-{stamp}.md"


def write_release(path: Path, release: Release) -> None:
    """Write the record beside its database."""
    partial = path.with_suffix(".json.partial")
    partial.write_text(json.dumps(asdict(release), ensure_ascii=False, indent=1), "utf-8")
    partial.replace(path.with_suffix(".json"))


def point_current_at(releases: Path, target: Path) -> None:
    """Make `current.duckdb` name this release, atomically: a link is renamed into place."""
    link = releases / f".current.{os.getpid()}.partial"
    link.unlink(missing_ok=True)
    link.symlink_to(target.name)
    link.replace(releases / "current.duckdb")


def _read(path: Path) -> Release:
    return Release(**json.loads(path.read_text("utf-8")))
