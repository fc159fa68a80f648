"""What the text of a cell looks like: a telephone or identity number, an error, a placeholder.

Pure string work. Whether a cell should have held a number is decided in `table_figures`.
"""

from __future__ import annotations

import re

_PERSONAL = re.compile(
    r"1[3-9]\d{9}"  # mobile
    r"|(?:\(?0\d{2,3}\)?[-—\s]?)[2-9]\d{6,7}"  # with its area code
    r"|\d{17}[\dXx]"
    r"|\d{8}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}"  # an identity card of 15 digits
    r"|\d{16,}"  # bank cards and what else is longer than any count
)
_SEPARATORS = re.compile(r"(?<=\d)[-—\s](?=\d)")
_ERROR = re.compile(r"#(?:REF|DIV/0|N/A|NAME|VALUE|NULL|NUM|SPILL|CALC)[!?]?|Err:\d+|#{3,}", re.I)
_PENDING = re.compile(
    r"待.{0,3}[定报补核查填统计]+.{0,2}|(?:详?见|参见).{1,4}|略|不详|不清楚|未知|不掌握|统计中"
    r"|正在统计|暂无|无法统计|同上|若干|[?？]+"
)
_NUMBER_LIKE = re.compile(
    r"\d|[一二两三四五六七八九十百千万亿]+(?:余|多|几)?[人户个名件场次期元所支]"
)
_NAME = re.compile(r"[一-鿿]{4}")


def is_personal(text: str) -> bool:
    """Return whether a cell holds the digits of a telephone, a card or an identity, and no count.

    >>> [is_personal(t) for t in ("13800001111", "0734-5812345", "12000000000", "1234.5678901234")]
    [True, True, False, False]
    """
    squeezed = text.strip()
    return bool(_PERSONAL.fullmatch(squeezed) or _PERSONAL.fullmatch(_SEPARATORS.sub("", squeezed)))


def is_error(text: str) -> bool:
    """Return whether a cell shows what a formula that failed shows (#REF!)."""
    return _ERROR.fullmatch(text.strip()) is not None


def is_pending(text: str) -> bool:
    """Return whether a cell puts its number off: 待定, 见附件."""
    return _PENDING.fullmatch(text.strip()) is not None


def is_number_like(text: str) -> bool:
    """Return whether a cell has a number in it."""
    return _NUMBER_LIKE.search(text) is not None


def is_broken(text: str) -> bool:
    """Return whether a cell can be nothing but a number that went wrong, whatever heads it."""
    if is_error(text) or is_personal(text) or is_pending(text):
        return True
    return any(char.isdigit() for char in text) and _NAME.search(text) is None


def without_digits(text: str) -> str:
    """Return what may be quoted of a cell: no run of digits that could be somebody's number.

    >>> without_digits("电话 13800001111")
    '电话 ***'
    """
    return re.sub(r"\d[\d\-—\s]{5,}[\dXx]", "***", text)
