"""What `jinguo extract --explain` prints: each number in its sentence, how it was read and why.

Personal data is masked, as everywhere beyond the archive.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingestion.codebook import Codebook, load_codebook
from ingestion.extract.claims import RULE_NAMES
from ingestion.extract.explanations import Explanation, ReadingOption, explain_narrative
from ingestion.model import Claim, Document, Envelope, Status
from ingestion.organizations import load_organizations
from ingestion.pipeline import place_file
from ingestion.privacy import mask_parts, mask_personal_data

COLUMNS = (
    "doc",
    "char_start",
    "char_end",
    "quote",
    "status",
    "indicator_code",
    "role",
    "period",
    "organization_name",
    "breakdown",
    "confidence",
    "evidence",
    "second_indicator_code",
    "second_confidence",
    "left_alone_by",
    "sentence",
)

_SENTENCE_ENDS = "。！？；\n\r"
_WIDEST = 60  # characters of a sentence on either side
_MASKED = 160  # characters on either side in which personal data is looked for
_SHOWN_FEATURES = 4
_LEAST_SHOWN = 0.05  # a second reading less likely is none
_STATUS_NAMES = {
    Status.ACCEPTED: "采用",
    Status.REVIEW: "待复核",
    Status.REJECTED: "不采用",
}
_ROLE_NAMES = {
    "actual": "实际",
    "target": "任务",
    "plan": "计划",
    "prior_period": "往期",
    "threshold": "界线",
    "applied_for": "申请",
    "required": "要求",
}
# Why a number was left alone. Rules that refuse a statistic every indicator are among RULE_NAMES.
_NOT_STATISTICS = {
    "time": "时间、日期或时长",
    "weak_numeral": "「一个」「两项」之类的说法，不是统计数",
    "no_unit": "没有单位",
    "repeated_passage": "重复的段落，前面已读",
    "age": "年龄，只说明是哪些人",
    "round_name": "轮次或批次的名称",
    "fixed_name": "固定名称的一部分",
    "title_of_work": "文件或活动名称的一部分",
    "each": "「每一个」的说法",
    "ordinal": "序号",
    "bare_run": "只有一串数，没有说明",
}
# What a piece of evidence is about, by how its name begins.
_EVIDENCE = (
    ("wording", "用词"),
    ("grammar_wording", "用词"),
    ("grammar", "句式"),
    ("silent", "句式"),
    ("rival", "另一读法"),
    ("same", "承接前数"),
    ("slot", "承接前数"),
    ("earlier", "承接前文"),
    ("rejected", "不作指标"),
)


@dataclass(frozen=True, slots=True)
class Explained:
    """A file whose numbers were explained."""

    document: Document
    envelope: Envelope
    explanations: Sequence[Explanation]


def explain_file(path: Path) -> Explained:
    """Return what became of every number of a file's prose; raises UnreadableError."""
    document, envelope = place_file(path)
    explanations = explain_narrative(document, envelope, load_codebook(), load_organizations())
    return Explained(document, envelope, explanations)


def explanation_rows(explained: Explained) -> list[list[object]]:
    """Return one row for each number, as `COLUMNS` name them."""
    return [_row(one, explained) for one in explained.explanations]


def explanation_lines(explained: Explained) -> Iterator[str]:
    """Yield the lines that a person reads, a block for each number in reading order."""
    name = mask_personal_data(explained.document.name)
    yield f"{name}：{len(explained.explanations)} 个数 numbers"
    for order, one in enumerate(explained.explanations, start=1):
        yield ""
        yield f"[{order}] {sentence_of(one, explained.document.text)}"
        yield from (f"    {line}" for line in _block(one, explained.envelope, load_codebook()))


def sentence_of(explanation: Explanation, text: str) -> str:
    """Return the sentence around a number, the number in 【】, personal data masked."""
    before, quote, behind = shown_parts(explanation, text)
    return f"{before}【{quote}】{behind}".replace("\n", " ")


def shown_parts(explanation: Explanation, text: str) -> tuple[str, str, str]:
    """Return what stands before a number, the number, and what stands behind, masked as one.

    More is masked than is shown, so that nothing personal is cut in two at the edge.
    """
    start, end = explanation.start, explanation.end
    low, high = max(0, start - _MASKED), min(len(text), end + _MASKED)
    first = max(text.rfind(mark, low, start) for mark in _SENTENCE_ENDS) + 1
    ends = [place for mark in _SENTENCE_ENDS if (place := text.find(mark, end, high)) >= 0]
    before = text[max(first, low) : start]
    behind = text[end : min(ends, default=high)]
    masked = mask_parts(before, text[start:end], behind)
    return masked[0][-_WIDEST:].lstrip(), masked[1], masked[2][:_WIDEST].rstrip()


def left_alone_by(explanation: Explanation) -> str:
    """Return in Chinese the rule that left a number alone or refused it every indicator."""
    if explanation.ignored_by:
        return _NOT_STATISTICS.get(explanation.ignored_by, explanation.ignored_by)
    return RULE_NAMES.get(explanation.rejected_by, explanation.rejected_by)


def _block(one: Explanation, envelope: Envelope, codebook: Codebook) -> Iterator[str]:
    claim = one.claim
    if claim is None:
        yield f"不读 left alone：{left_alone_by(one)}"
        return
    yield _reading_line(claim, envelope, codebook)
    yield f"依据 evidence：{mask_personal_data(claim.evidence)}"
    chosen = next((o for o in one.readings if o.indicator_code == claim.indicator_code), None)
    if claim.indicator_code and chosen and chosen.features:
        yield f"可信度 confidence {chosen.confidence:.2f}：{_composition(chosen)}"
    second = _second(one)
    if second:
        shown = _indicator(second.indicator_code, codebook)
        rule = RULE_NAMES.get(second.rule, second.rule)
        word = (
            f"：{mask_personal_data(second.word)}"
            if second.word and not second.word.isascii()
            else ""
        )
        yield f"次选 second：{shown}，{second.confidence:.2f}（{rule}{word}）"
    if claim.reason:
        yield f"待复核 review：{mask_personal_data(claim.reason)}"


def _reading_line(claim: Claim, envelope: Envelope, codebook: Codebook) -> str:
    value = f"{claim.value:f}" if claim.value is not None else ""
    if claim.value_high is not None:
        value += f"–{claim.value_high:f}"
    parts = [
        _indicator(claim.indicator_code, codebook),
        f"{value} {claim.unit_code}（{claim.qualifier.value}）",
        _ROLE_NAMES[claim.role.value],
        claim.period_id or envelope.period_id or "时期未定",
        mask_personal_data(claim.organization_name or envelope.organization_name or "单位未定"),
        claim.breakdown or "",
        f"{_STATUS_NAMES[claim.status]} {claim.confidence:.2f}",
    ]
    return "读作 read as：" + "，".join(part for part in parts if part)


def _composition(option: ReadingOption) -> str:
    """Return the weightiest evidence, each with the log-odds it adds: 句式 grammar:left +2.3."""
    weighty = sorted(option.features, key=lambda feature: -abs(feature[1]))[:_SHOWN_FEATURES]
    return "，".join(f"{_evidence_name(name)} {name} {added:+.1f}" for name, added in weighty)


def _evidence_name(feature: str) -> str:
    return next((shown for start, shown in _EVIDENCE if feature.startswith(start)), "其他")


def _indicator(code: str | None, codebook: Codebook) -> str:
    if code is None:
        return "没有对应的指标 no indicator"
    return f"{codebook.indicators[code].indicator_name} {code}"


def _second(one: Explanation) -> ReadingOption | None:
    """Return the best reading beside the one that stands, if it is likely at all."""
    code = one.claim.indicator_code if one.claim else None
    others = (option for option in one.readings if option.indicator_code != code)
    return next((option for option in others if option.confidence >= _LEAST_SHOWN), None)


def _row(one: Explanation, explained: Explained) -> list[object]:
    claim, second, envelope = one.claim, _second(one), explained.envelope
    place: list[object] = [mask_personal_data(explained.document.name), one.start, one.end]
    place.append(shown_parts(one, explained.document.text)[1])
    read: list[object] = ["ignored", *[None] * 7]
    if claim is not None:
        read = [
            claim.status.value,
            claim.indicator_code,
            claim.role.value,
            claim.period_id or envelope.period_id,
            mask_personal_data(claim.organization_name or envelope.organization_name or ""),
            claim.breakdown,
            claim.confidence,
            mask_personal_data(claim.evidence),
        ]
    other = [second.indicator_code, second.confidence] if second else [None, None]
    return [*place, *read, *other, left_alone_by(one), sentence_of(one, explained.document.text)]
