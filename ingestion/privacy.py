"""Mask what identifies a private person in text that will be stored: ID, phone and card numbers.

Pure. Names of persons and addresses come with a later rule; the original stays in the archive.
"""

from __future__ import annotations

import re

_DIGIT_EDGE_LEFT = r"(?<![\dA-Za-z.])"
_DIGIT_EDGE_RIGHT = r"(?![\dA-Za-z])"
_UNIT_BEHIND = re.compile(r"\s?[元万亿%]")  # with a unit behind it, a number is a figure …
_CUE_BEFORE = re.compile(
    r"(?:电话|手机|联系方式|来电|热线|微信|身份证|证号|卡号|账号|帐号)\D{0,4}$"
)

# GB 11643: 6 digits of place, 8 of birth date, 3 of order, 1 of check; 15 digits before 1999.
_ID_18 = r"[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]"
_ID_15 = r"[1-9]\d{5}\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}"
_MOBILE = r"(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}"
_LANDLINE = r"0\d{2,3}[-—－ ]\d{7,8}(?:-\d{1,5})?"
_BANK_CARD = r"(?:62|4\d|5[1-5])\d{2}(?:[ -]?\d{4}){2,3}[ -]?\d{1,4}"

_RULES = (
    ("身份证号", re.compile(_DIGIT_EDGE_LEFT + _ID_18 + _DIGIT_EDGE_RIGHT)),
    ("身份证号", re.compile(_DIGIT_EDGE_LEFT + _ID_15 + _DIGIT_EDGE_RIGHT)),
    ("银行卡号", re.compile(_DIGIT_EDGE_LEFT + _BANK_CARD + _DIGIT_EDGE_RIGHT)),
    ("电话号码", re.compile(_DIGIT_EDGE_LEFT + _MOBILE + _DIGIT_EDGE_RIGHT)),
    ("电话号码", re.compile(_DIGIT_EDGE_LEFT + _LANDLINE + _DIGIT_EDGE_RIGHT)),
)
# Full-width digits are digits to a reader of the stored text, too.
_HALF_WIDTH = str.maketrans("０１２３４５６７８９－Ｘ", "0123456789-X")


def mask_personal_data(text: str) -> str:
    """Return the text with every ID, phone and card number replaced by its kind.

    >>> mask_personal_data("王某（身份证430423198001011234，电话13800138000）")
    '王某（身份证〔身份证号〕，电话〔电话号码〕）'
    >>> mask_personal_data("发放贷款12000000元，惠及1380户")
    '发放贷款12000000元，惠及1380户'
    """
    if not any(character.isdigit() for character in text):
        return text
    folded = text.translate(_HALF_WIDTH)  # one character for one: spans hold in both
    for kind, pattern in _RULES:
        for match in reversed(list(pattern.finditer(folded))):
            start, end = match.span()
            if _UNIT_BEHIND.match(folded, end) and not _CUE_BEFORE.search(folded[:start]):
                continue  # … unless the words before it say what it is
            text = f"{text[:start]}〔{kind}〕{text[end:]}"
            folded = f"{folded[:start]}〔{kind}〕{folded[end:]}"
    return text
