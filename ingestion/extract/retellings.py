"""The same thing told again with another number, and what was added to a stock told beside it.

Pure. Two figures of one indicator are two events where their words tell them apart; where they do
not, the first is kept and the others wait for a person.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from ingestion.codebook import Codebook
from ingestion.extract.breakdowns import MANY, identity
from ingestion.model import Claim, Role, Status

_SENTENCE_END = re.compile(r"[。!?！？;；\n]")
_NUMBER = re.compile(r"[\d,.，．万亿余多]*\d[\d.．]*[万亿余多]*|[一二三四五六七八九十百千]{2,}")
_CLAUSE_END = re.compile(r"[,，:：、()（）\d]")
# Words of a retelling that tell no other event: the time and the office are the report's own.
_UNTELLING = re.compile(
    r"今年以来|一年来|本年度?|今年|全年|年内|截至目前|截止目前|目前|累计|总共|一共|共计|合计|共|已经|已|了"
    r"|[我本全各][省市县区旗镇乡]|[省市县区旗镇乡]?妇联|[\s,，:：、]|^[一二三四五六七八九十]{1,2}是|^\(?\d{1,2}[.、)]"
)
_SHORTEST_TELLING = 4
_NEW = re.compile(r"新(?:建|增|设|办|创建|创|成立|组建|发展|增加|打造)|增设|增建")
_CONFLICT = "与前文不一致"
_INCREMENT = "新增数，不是总数"


def mark_retold(claims: Sequence[Claim], text: str, codebook: Codebook) -> list[Claim]:
    """Return the claims; retold ones and increments beside their stock wait for review.

    `text` is the original that the claims' locators point at.
    """
    groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for position, claim in enumerate(claims):
        code = claim.indicator_code
        is_whole = code is not None and not claim.breakdown and claim.status is Status.ACCEPTED
        if is_whole and claim.role is Role.ACTUAL and codebook.indicators[str(code)].kind in MANY:
            groups[identity(claim)].append(position)
    marked = list(claims)
    several = {key: positions for key, positions in groups.items() if len(positions) > 1}
    for (indicator_code, *_), positions in several.items():
        wholes = positions
        if codebook.indicators[str(indicator_code)].aggregation != "sum":
            wholes = _without_new(marked, positions, text)
        _mark_conflicts(marked, wholes, text)
    return marked


def _without_new(claims: list[Claim], positions: list[int], text: str) -> list[int]:
    """现有妇女之家355个,新建妇女之家12个: what was added is no second stock."""
    new = [position for position in positions if _is_new(claims[position], text)]
    if len(new) == len(positions):
        return positions
    for position in new:
        claims[position] = replace(claims[position], status=Status.REVIEW, reason=_INCREMENT)
    return [position for position in positions if position not in new]


def _is_new(claim: Claim, text: str) -> bool:
    lead = _lead(claim, text)
    ends = [match.end() for match in _CLAUSE_END.finditer(lead)]
    return _NEW.search(lead, ends[-1] if ends else 0) is not None


def _mark_conflicts(claims: list[Claim], positions: Sequence[int], text: str) -> None:
    told: set[str] = set()
    for position in positions:
        telling = _telling(claims[position], text)
        if len(telling) < _SHORTEST_TELLING:
            continue
        if telling in told:
            claims[position] = replace(claims[position], status=Status.REVIEW, reason=_CONFLICT)
        told.add(telling)


def _telling(claim: Claim, text: str) -> str:
    """Return the words that lead to a number in its sentence, and its unit."""
    words = _UNTELLING.sub("", _NUMBER.sub("", _lead(claim, text)))
    return words + claim.unit_raw if words else ""


def _lead(claim: Claim, text: str) -> str:
    end = claim.locator.char_start or 0
    start = max((m.end() for m in _SENTENCE_END.finditer(text, max(0, end - 300), end)), default=0)
    return text[max(start, end - 300) : end]
