"""One submission's reading as rows of the contract's tables. Pure."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field, fields, replace
from typing import Any

from ingestion.model import Claim, Document, Envelope, Finding, Locator, Reading, SourceFile, Status
from ingestion.privacy import mask_personal_data

# A row of an Arrow table: the one place where values of any type meet.
Row = dict[str, Any]

_ID_LENGTH = 20


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one delivery: its submission row, its observations, its findings."""

    source: SourceFile
    submission: Row
    observations: list[Row] = field(default_factory=list)
    findings: list[Row] = field(default_factory=list)


def outcome_of_reading(
    source: SourceFile, document: Document, envelope: Envelope, reading: Reading, version: str
) -> Outcome:
    """Return the rows of a submission that was read; `problems` counts what nobody could read."""
    in_review = sum(claim.status is not Status.ACCEPTED for claim in reading.claims)
    emitted = len(reading.claims)
    submission = {
        **_submission_row(source, document.media_type, version),
        "status": "accepted" if _is_whole(envelope, reading, in_review) else "partly_accepted",
        "organization_code": envelope.organization_code,
        "organization_name": envelope.organization_name,
        "organization_source": mask_personal_data(envelope.organization_source),
        "period_id": envelope.period_id,
        "period_source": mask_personal_data(envelope.period_source),
        "numbers_found": reading.numbers_found,
        "numbers_emitted": emitted,
        "numbers_ignored": reading.numbers_ignored,
        "problems": reading.problems,
        "reason": "；".join([*_reasons(envelope, reading, in_review), *document.notes]),
        "remedy": _remedy(source, envelope),
    }
    return Outcome(
        _masked(source),
        submission,
        _observation_rows(source, reading, version),
        _finding_rows(source, reading.findings),
    )


def outcome_unread(
    source: SourceFile,
    envelope: Envelope,
    finding: Finding,
    *,
    reason: str,
    remedy: str,
    version: str,
) -> Outcome:
    """Return the rows of bytes that could not be read: quarantined, with what to do."""
    submission = {
        **_submission_row(source, "", version),
        "organization_code": envelope.organization_code,
        "organization_name": envelope.organization_name,
        "organization_source": mask_personal_data(envelope.organization_source),
        "period_id": envelope.period_id,
        "period_source": mask_personal_data(envelope.period_source),
        "status": "quarantined",
        "problems": 0,
        "reason": mask_personal_data(reason),
        "remedy": remedy,
    }
    return Outcome(_masked(source), submission, [], _finding_rows(source, (finding,)))


def as_duplicate(outcome: Outcome, earlier: SourceFile) -> Outcome:
    """Return the outcome of bytes that an earlier delivery already brought: nothing is added."""
    submission = {
        **outcome.submission,
        "status": "duplicate",
        "numbers_emitted": 0,
        "numbers_ignored": outcome.submission["numbers_found"],
        "problems": 0,
        "reason": f"与 {_masked(earlier).source_uri.removeprefix('inbox:')} 内容完全相同",
        "remedy": "无需处理",
    }
    return Outcome(outcome.source, submission)


def _masked(source: SourceFile) -> SourceFile:
    """Return the record as it leaves the archive: names of files and folders may hold a number."""
    return replace(
        source,
        name=mask_personal_data(source.name),
        source_uri=mask_personal_data(source.source_uri),
    )


def _submission_row(source: SourceFile, media_type: str, version: str) -> Row:
    return {
        "delivery_id": source.delivery_id,
        "submission_id": source.submission_id,
        "name": mask_personal_data(source.name),
        "media_type": media_type,
        "size_bytes": source.size_bytes,
        "organization_code": None,
        "organization_name": None,
        "organization_source": "",
        "period_id": None,
        "period_source": "",
        "extractor_version": version,
        "numbers_found": 0,
        "numbers_emitted": 0,
        "numbers_ignored": 0,
    }


def _is_whole(envelope: Envelope, reading: Reading, in_review: int) -> bool:
    is_read = bool(reading.claims) and not (in_review or reading.problems or _uncounted(reading))
    return _is_placed(envelope) and is_read


def _uncounted(reading: Reading) -> int:
    """Return how many numbers are in no account: found = emitted + ignored + problems."""
    accounted = len(reading.claims) + reading.numbers_ignored + reading.problems
    return reading.numbers_found - accounted


def _is_placed(envelope: Envelope) -> bool:
    return bool(envelope.organization_code and envelope.period_id) and not _is_masked(envelope)


def _is_masked(envelope: Envelope) -> bool:
    return "XXXX" in (envelope.period_id or "")


def _reasons(envelope: Envelope, reading: Reading, in_review: int) -> list[str]:
    reasons = []
    if envelope.organization_code is None:
        reasons.append("报送单位未定")
    if envelope.period_id is None or _is_masked(envelope):
        reasons.append("所属时期未定")
    if in_review:
        reasons.append(f"{in_review} 个数待复核")
    if reading.problems:
        reasons.append(f"{reading.problems} 个单元格读不出数")
    if _uncounted(reading):
        reasons.append(f"{_uncounted(reading)} 个数下落不明（程序的缺陷，请告知维护人员）")
    if not reading.claims:
        reasons.append("没有读到统计数")
    return reasons


def _remedy(source: SourceFile, envelope: Envelope) -> str:
    if _is_placed(envelope):
        return ""
    return (
        "把文件放进以单位和时期命名的文件夹（如 衡阳市/衡山县/2020/），"
        "或在它旁边写 _delivery.json："
        f'{{"files": {{"{source.name}": {{"organization": "衡山县", "period": "2020"}}}}}}'
    )


def _observation_rows(source: SourceFile, reading: Reading, version: str) -> list[Row]:
    seen: Counter[str] = Counter()
    return [_observation_row(claim, source, version, seen) for claim in reading.claims]


def _observation_row(claim: Claim, source: SourceFile, version: str, seen: Counter[str]) -> Row:
    said = (
        claim.locator.shown(),
        claim.indicator_code,
        claim.breakdown,
        claim.role,
        claim.organization_code,
        claim.period_id,
    )
    # Two readings of one number that agree in all of this differ in their order alone.
    identity = "|".join([source.submission_id, *map(str, said)])
    seen[identity] += 1
    return {
        "observation_id": _hash(f"{identity}|{seen[identity]}"),
        "delivery_id": source.delivery_id,
        "submission_id": source.submission_id,
        "extractor_version": version,
        "organization_code": claim.organization_code,
        "organization_name": claim.organization_name,
        "period_id": claim.period_id,
        "indicator_code": claim.indicator_code,
        "breakdown": claim.breakdown,
        "role": claim.role.value,
        "value_state": claim.value_state.value,
        "value": claim.value,
        "value_high": claim.value_high,
        "qualifier": claim.qualifier.value,
        "unit_code": claim.unit_code,
        "unit_raw": claim.unit_raw,
        "value_raw": claim.value_raw,
        "locator": _locator(claim.locator),
        "context": claim.context,
        "method": "correction" if source.authority == "correction" else claim.method.value,
        "evidence": claim.evidence,
        "confidence": claim.confidence,
        "status": claim.status.value,
        "reason": claim.reason,
    }


def _finding_rows(source: SourceFile, findings: tuple[Finding, ...]) -> list[Row]:
    return [
        {
            "finding_id": _hash(f"{source.submission_id}|{finding.rule}|{order}|{finding.message}"),
            "delivery_id": source.delivery_id,
            "submission_id": source.submission_id,
            "rule": finding.rule,
            "severity": finding.severity.value,
            "organization_code": finding.organization_code,
            "period_id": finding.period_id,
            "indicator_code": finding.indicator_code,
            "figures": list(finding.figures),
            "arithmetic": finding.arithmetic,
            "message": mask_personal_data(finding.message),
            "locator": _locator(finding.locator) if finding.locator else None,
        }
        for order, finding in enumerate(findings)
    ]


_LOCATOR_FIELDS = tuple(field.name for field in fields(Locator))


def _locator(locator: Locator) -> Row:
    return {name: getattr(locator, name) for name in _LOCATOR_FIELDS}


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:_ID_LENGTH]
