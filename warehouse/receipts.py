"""The night in one page: files by what became of them, and what each waiting file needs."""

from __future__ import annotations

from collections import Counter

from ingestion.settings import Settings
from ingestion.write.receipts import STATUS_NAMES, read_receipts
from warehouse.release import night_page, read_release

_MOST_LISTED = 200


def write_receipts(settings: Settings, stamp: str) -> str:
    """Write `receipts/night-<stamp>.md` from the receipts of all files and return its path."""
    receipts = read_receipts(settings.receipts)
    counts = Counter(receipt["status"] for receipt in receipts)
    release = read_release(settings)
    lines = [
        f"# 回执汇总 {stamp}",
        "",
        f"发布版：{release.stamp if release else '—'}"
        + ("（模拟数据）" if release and release.is_simulated else ""),
        f"收到文件：{len(receipts)} 份",
        "",
        *(f"- {name}：{counts[status]} 份" for status, name in STATUS_NAMES.items()),
    ]
    waiting = [receipt for receipt in receipts if receipt["remedy"] not in ("", "无需处理")]
    if waiting:
        lines += ["", "## 需要处理", "", "| 文件 | 结果 | 原因 | 怎么办 |", "|---|---|---|---|"]
    lines += [
        "| " + " | ".join(_cell(receipt[key]) for key in _COLUMNS) + " |"
        for receipt in waiting[:_MOST_LISTED]
    ]
    if len(waiting) > _MOST_LISTED:
        lines.append(f"\n另有 {len(waiting) - _MOST_LISTED} 份，见 jinguo receipts。")
    target = night_page(settings, stamp)
    target.write_text("\n".join(lines) + "\n", "utf-8")
    return str(target)


_COLUMNS = ("file", "status_name", "reason", "remedy")


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
