"""From a reading to a claim: address, evidence in words, and whether it may be trusted.

Pure. Nothing is linked here.
"""

from __future__ import annotations

from dataclasses import dataclass

from ingestion.codebook import Codebook
from ingestion.extract.links import Link
from ingestion.extract.passages import ReadingText
from ingestion.extract.scope import Place
from ingestion.extract.whole_sentence import Read
from ingestion.model import Claim, Locator, Method, Role, Status

ACCEPTED_FROM = 0.7

# How a figure was read, as `jinguo trace` shows it to the county that wrote it.
RULE_NAMES = {
    "left": "名词在数字左边",
    "right": "名词在数字右边",
    "left_loose": "左边的名词，中间隔着别的词",
    "predicate": "数字后面的谓语",
    "predicate_loose": "后面的谓语，中间隔着别的词",
    "sibling": "同一件事的人数或金额",
    "event": "接着前面说的同一件事",
    "event_list": "与前一个数并列，说的是同一件事",
    "series": "与前一个数并列",
    "list": "与前一个数并列，没有自己的名词",
    "level": "按级别分列",
    "compared": "与另一期的数对比",
    "achieved": "前面任务数的完成数",
    "named_later": "后文说明的指标",
    "named_part": "前面总数中的一部分",
    "parts_add_up": "几个数相加等于前面的总数",
    "base": "后面那个数的总体",
    "clause_before": "前一分句说的事",
    "topic_unit": "按所谈的事和量词推断",
    "wording": "数字前后的用词",
    "aligned": "与前面并列的名词一一对应",
    "place_part": "前面说的事，按地方分列",
    "carried": "接着前面数字说的同一件事",
    "threshold_part": "达到界线的户数",
    "cumulative": "历年累计数",
    "per_person": "按人平均的金额",
    "completion": "任务完成率",
    "share_of_numerator": "前面那个数所占的比例",
    "composition": "执委构成的比例",
    "petition_share": "某类信访的比例",
    "deputies": "女代表、女委员的比例",
    "share": "比例，没有对应的指标",
    "rate_without_code": "比率，没有对应的指标",
    "completion_without_code": "完成率，没有对应的指标",
    "per_unit": "每一个的数，不是总数",
    "threshold": "界线，不是完成数",
    "hypothesis": "假设的数，不是发生的数",
    "hearsay": "转述别处的数",
    "extreme": "最多或最少的一个",
    "increment": "增减的数",
    "remainder": "余下的数",
    "denominator": "应有的数，不是已有的",
    "change": "变化的幅度",
    "individual_case": "个人事例中的数",
    "area_part": "只是部分地方",
    "negated": "否定的说法",
    "kind_of_member": "其中某类人的数，不是全体",
    "unknown_head": "名词不在指标目录里",
}


@dataclass(frozen=True, slots=True)
class Placed:
    """A reading with its period, its organisation and its level."""

    read: Read
    role: Role
    breakdown: str | None = None
    period: str | None = None
    place: Place | None = None


def claim_of(placed: Placed, reading_text: ReadingText, codebook: Codebook, written: str) -> Claim:
    """Return the claim of a placed reading; `written` is the text of the original."""
    read, link = placed.read, placed.read.link
    figure, quantity = read.figure, read.figure.quantity
    start, end = reading_text.original_span(quantity.start, quantity.end)
    code = link.indicator_code
    own_unit = quantity.unit.unit_code if quantity.unit else ""
    status, reason = _status(read, codebook)
    return Claim(
        locator=Locator("text", char_start=start, char_end=end),
        value_raw=written[start:end],
        value=quantity.value,
        value_high=quantity.value_high,
        unit_raw=quantity.unit_raw,
        unit_code=codebook.indicators[code].unit_code if code else own_unit,
        context=reading_text.text[figure.clause_start : figure.clause_end].strip(),
        method=Method.NARRATIVE,
        evidence=_evidence(link, codebook),
        indicator_code=code,
        qualifier=quantity.qualifier,
        breakdown=placed.breakdown,
        role=placed.role,
        organization_code=placed.place.code if placed.place else None,
        organization_name=placed.place.name if placed.place else None,
        period_id=placed.period,
        confidence=link.confidence,
        status=status,
        reason=reason,
    )


def _evidence(link: Link, codebook: Codebook) -> str:
    """Return the rule and its word in Chinese: 名词在数字左边：两癌检查."""
    rule = RULE_NAMES[link.rule]
    indicator = codebook.indicators.get(link.word)
    word = indicator.indicator_name if indicator else link.word
    return f"{rule}：{word}" if word and not word.isascii() else rule


def _status(read: Read, codebook: Codebook) -> tuple[Status, str]:
    link = read.link
    if link.confidence >= ACCEPTED_FROM or read.rejection:
        return Status.ACCEPTED, ""
    if link.indicator_code is None:
        return Status.REVIEW, "没有对应的指标"
    name = codebook.indicators[link.indicator_code].indicator_name
    others = (option.link.indicator_code for option in read.options)
    second = next((code for code in others if code not in {None, link.indicator_code}), None)
    rival = codebook.indicators[second].indicator_name if second else "没有对应的指标"
    return Status.REVIEW, f"两种读法：{name}（{_evidence(link, codebook)}），或{rival}"
