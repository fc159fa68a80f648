"""Replace what identifies a private person by its kind, in text that will be stored."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from ingestion.privacy.addresses import find_addresses
from ingestion.privacy.folding import fold
from ingestion.privacy.model import Kind, PersonalData
from ingestion.privacy.names import find_names
from ingestion.privacy.numbers import find_numbers

_SHOWN = {
    Kind.NAME: "姓名",
    Kind.ID_NUMBER: "身份证号",
    Kind.PHONE: "电话号码",
    Kind.BANK_CARD: "银行卡号",
    Kind.PLATE: "车牌号",
    Kind.ADDRESS: "住址",
}


@lru_cache(maxsize=4096)  # the figures of a clause share its words
def mask_personal_data(text: str) -> str:
    """Return the text with everything that identifies a private person replaced by its kind.

    >>> mask_personal_data("王小红（身份证430423198001011234，电话13800138000）")
    '〔姓名〕（身份证〔身份证号〕，电话〔电话号码〕）'
    >>> mask_personal_data("发放贷款12000000元，惠及1380户")
    '发放贷款12000000元，惠及1380户'
    """
    return mask_parts(text)[0]


def mask_parts(*parts: str) -> list[str]:
    """Return the parts of one text masked as one: what is cut in two is masked where it begins.

    >>> mask_parts("现住某处的张秀英", "一家", "5口")
    ['现住某处的〔姓名〕', '一家', '5口']
    """
    found = find_personal_data("".join(parts))
    masked, start = [], 0
    for part in parts:
        masked.append(_masked_part(part, start, found))
        start += len(part)
    return masked


def _masked_part(part: str, start: int, found: Iterable[PersonalData]) -> str:
    """Return a part that begins at `start` of the text in which the spans were found."""
    shown, at = "", 0
    for one in found:
        first, last = max(at, one.start - start), min(len(part), one.end - start)
        if first < last:
            begins_here = one.start >= start
            shown += part[at:first] + (f"〔{_SHOWN[one.kind]}〕" if begins_here else "")
            at = last
    return shown + part[at:]


def find_personal_data(text: str) -> tuple[PersonalData, ...]:
    """Return the spans to mask, in reading order, none overlapping another.

    Where two overlap they become one span of the first found kind: numbers, addresses, names.
    """
    folded = fold(text)
    return _joined([*find_numbers(folded), *find_addresses(folded), *find_names(folded)])


def _joined(found: Iterable[PersonalData]) -> tuple[PersonalData, ...]:
    joined: list[PersonalData] = []
    for one in sorted(found, key=lambda one: one.start):
        if joined and one.start < joined[-1].end:
            last = joined[-1]
            joined[-1] = last._replace(end=max(last.end, one.end))
        else:
            joined.append(one)
    return tuple(joined)
