"""The inbox as it fills: where each file lies, when it came, and the sidecars that say so."""

from __future__ import annotations

import json
import os
import random
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, time, timedelta, timezone
from pathlib import Path

from simulator.offices import Office
from simulator.spans import Span

SIDECAR = "_delivery.json"
LATE_SHARE = 0.05
_DAYS_TO_REPORT = 15  # after the period's end
_CHINA = timezone(timedelta(hours=8))
_KINDS = {"csv": "统计表", "xlsx": "统计报表", "docx": "工作总结", "txt": "工作总结"}
_NEUTRAL = {"csv": "报表数据", "xlsx": "妇联报表", "docx": "总结（定稿）", "txt": "材料"}


@dataclass(frozen=True, slots=True)
class Arrival:
    """When a file came."""

    delivered_at: datetime
    is_late: bool


def first_arrival(span: Span, source: random.Random) -> Arrival:
    """Return when a report comes: mostly within fifteen days of the period's end."""
    is_late = source.random() < LATE_SHARE
    days = _DAYS_TO_REPORT + source.randint(3, 40) if is_late else source.randint(3, 14)
    clock = time(source.randint(8, 17), source.randint(0, 59), tzinfo=_CHINA)
    return Arrival(datetime.combine(span.end + timedelta(days=days), clock), is_late)


def second_arrival(first: Arrival, span: Span, source: random.Random) -> Arrival:
    """Return when a corrected report follows."""
    delivered_at = first.delivered_at + timedelta(days=source.randint(2, 20), minutes=7)
    due = span.end + timedelta(days=_DAYS_TO_REPORT)
    return Arrival(delivered_at, delivered_at.date() > due)


def choose_path(office: Office, span: Span, extension: str, source: random.Random) -> Path:
    """Return where a report lies below the inbox: told by folder, by file name, or inside alone.

    A CSV export may have no title, so its place always tells the period.
    """
    manner = source.choice(
        ("folder", "name") if extension == "csv" else ("folder", "name", "inside")
    )
    region = Path(office.prefecture)
    kind = _KINDS[extension]
    if manner == "folder":
        return region / office.county / span.label / f"{kind}.{extension}"
    if manner == "name":
        return region / f"{span.label}_{office.county}妇联{kind}.{extension}"
    mark = f"{span.end:%m%d}-{source.randint(100, 999)}"
    return region / office.county / f"{_NEUTRAL[extension]}{mark}.{extension}"


def corrected_path(path: Path, source: random.Random) -> Path:
    """Return the name of a second version beside the first."""
    return path.with_stem(path.stem + source.choice(("（更正）", "（修改稿）", "2", "-新")))


class Inbox:
    """Writes files, then the sidecars of every folder that holds some."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._files: dict[Path, dict[str, dict[str, str]]] = defaultdict(dict)

    def put(self, path: Path, content: bytes, arrival: Arrival, **declared: str) -> None:
        """Write a file; `declared` goes to its entry in the sidecar."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        stamp = arrival.delivered_at.timestamp()
        os.utime(target, (stamp, stamp))
        entry = {"delivered_at": arrival.delivered_at.isoformat(), **declared}
        self._files[path.parent][path.name] = entry

    def holds(self, path: Path) -> bool:
        """Whether a file lies there already."""
        return path.name in self._files.get(path.parent, ())

    def close(self) -> None:
        """Write the sidecars."""
        self.root.mkdir(parents=True, exist_ok=True)
        _write_json(self.root / SIDECAR, {"is_simulated": True})
        for folder, files in sorted(self._files.items()):
            sidecar = {"is_simulated": True, "files": files}
            _write_json(self.root / folder / SIDECAR, sidecar)


def _write_json(path: Path, content: dict[str, object]) -> None:
    text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
    path.write_text(text + "\n", encoding="utf-8")
