"""How things stand: what is published, what waits, what became of the files received."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from ingestion.collect.folder import find_files
from ingestion.collect.sidecar import SIDECAR_NAME
from ingestion.pipeline import outdated_batches, waiting_batches
from ingestion.settings import Settings
from ingestion.write.receipts import STATUS_NAMES, read_receipts
from warehouse.night import is_stale
from warehouse.release import read_release


@dataclass(frozen=True, slots=True)
class State:
    """Named values for people and for monitoring alike. `receipts` counts files by status."""

    release: str | None
    is_simulated: bool
    is_stale: bool
    inbox_files: int
    waiting_batches: int
    outdated_batches: int
    receipts: dict[str, int]
    tables: dict[str, int]


def read_state(settings: Settings) -> State:
    """Return how things stand now."""
    release = read_release(settings)
    counts = Counter(receipt["status"] for receipt in read_receipts(settings.receipts))
    inbox = settings.inbox_folder
    return State(
        release=release.stamp if release else None,
        is_simulated=bool(release and release.is_simulated),
        is_stale=is_stale(settings),
        inbox_files=sum(path.name != SIDECAR_NAME for path in find_files(inbox)),
        waiting_batches=len(waiting_batches(settings)),
        outdated_batches=len(outdated_batches(settings)),
        receipts={name: counts[name] for name in STATUS_NAMES},
        tables=release.tables if release else {},
    )


def state_lines(state: State) -> list[str]:
    """Return the state as a person reads it."""
    told = "，".join(f"{name} {state.receipts[key]}" for key, name in STATUS_NAMES.items())
    mark = "（模拟数据）" if state.is_simulated else ""
    lines = [
        f"发布版    {state.release or '尚未发布'}{mark}",
        f"待发布    {'有已入库而未发布的数据' if state.is_stale else '无'}",
        f"收件箱    {state.inbox_files} 个文件；未入库批次 {state.waiting_batches} 个",
        f"回执      {told}",
    ]
    if state.outdated_batches:
        remedy = "jinguo ingest --again，再 jinguo run"
        lines.append(f"读取程序  {state.outdated_batches} 个批次由旧版读取：{remedy}")
    return lines
