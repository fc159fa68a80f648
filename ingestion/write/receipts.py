"""A receipt for each delivery, whatever became of it: `receipts/<delivery_id>.json`, in Chinese."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from ingestion.privacy import mask_personal_data
from ingestion.write.rows import Outcome, Row

_ID_LENGTH = 20
STATUS_NAMES = {
    "accepted": "已采用",
    "partly_accepted": "部分采用",
    "duplicate": "重复报送",
    "quarantined": "无法读取",
}


def write_receipt(receipts: Path, outcome: Outcome) -> None:
    """Write one receipt; writing it again changes nothing."""
    receipts.mkdir(parents=True, exist_ok=True)
    target = receipts / f"{outcome.source.delivery_id}.json"
    partial = target.with_suffix(".partial")
    partial.write_text(json.dumps(receipt(outcome), ensure_ascii=False, indent=1), "utf-8")
    partial.replace(target)


def write_refusal(receipts: Path, name: str, reason: str, remedy: str) -> None:
    """Write the receipt of something in the inbox that is no file: nothing of it is archived."""
    receipts.mkdir(parents=True, exist_ok=True)
    identity = hashlib.sha256(name.encode()).hexdigest()[:_ID_LENGTH]
    refusal: Row = {
        "file": mask_personal_data(name),
        "delivery_id": f"refused-{identity}",
        "delivered_at": "",
        "status": "quarantined",
        "status_name": STATUS_NAMES["quarantined"],
        "reason": reason,
        "remedy": remedy,
        **dict.fromkeys(("organization_name", "period_id")),
        **dict.fromkeys(("numbers_found", "numbers_emitted", "numbers_ignored"), 0),
        "problems": 1,
        "findings": [],
    }
    target = receipts / f"refused-{identity}.json"
    target.write_text(json.dumps(refusal, ensure_ascii=False, indent=1), "utf-8")


def receipt(outcome: Outcome) -> Row:
    """Return what the sender should know: what was received, understood, asked, and what to do."""
    submission = outcome.submission
    return {
        "file": outcome.source.source_uri.removeprefix("inbox:"),
        "delivery_id": outcome.source.delivery_id,
        "submission_id": outcome.source.submission_id,
        "delivered_at": outcome.source.delivered_at.isoformat(),
        "received_at": outcome.source.received_at.isoformat(),
        "is_simulated": outcome.source.is_simulated,
        "status": submission["status"],
        "status_name": STATUS_NAMES[submission["status"]],
        "organization_code": submission["organization_code"],
        "organization_name": submission["organization_name"],
        "organization_source": submission["organization_source"],
        "period_id": submission["period_id"],
        "period_source": submission["period_source"],
        "numbers_found": submission["numbers_found"],
        "numbers_emitted": submission["numbers_emitted"],
        "numbers_ignored": submission["numbers_ignored"],
        "problems": submission["problems"],
        "reason": submission["reason"],
        "remedy": submission["remedy"],
        "findings": [
            {key: finding[key] for key in ("rule", "severity", "message", "locator")}
            for finding in outcome.findings
        ],
    }


def read_receipts(receipts: Path) -> list[Row]:
    """Return all receipts, ordered by file name and delivery."""
    found = [json.loads(path.read_text("utf-8")) for path in receipts.glob("*.json")]
    return sorted(found, key=lambda one: (one["file"], one["delivered_at"], one["delivery_id"]))
