"""Mask what identifies a private person in text that will be stored.

Pure. ID, phone and card numbers, and names that stand where private persons are named: behind a
word for someone who was helped or harmed, before 女士 or 先生, before an ID in brackets. Other
names and addresses come with a later rule; the original stays in the archive.
"""

from __future__ import annotations

import re
from functools import lru_cache

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
# The surnames of more than nine in ten people; a word that starts so and is no name costs a mask.
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任"
    "沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔"
    "向汤張劉陳楊黃趙吳孫馬羅鄭謝許韓馮鄧蕭蔣葉蘇呂盧鍾譚陸賈韋鄒龍賀顧龔邵萬錢嚴湯"
)
_NAME = rf"(?P<name>[{_SURNAMES}](?!某)[\u4e00-\u9fff]{{1,2}}?)"
_HELPED = (
    r"(?:患者|患病妇女|患病姐妹|单亲母亲|单亲妈妈|贫困母亲|受害人|受害妇女|当事人|女童|学生|村民|居民|"
    r"残疾人|留守儿童|孤儿|贫困户|困难户|病人|群众|患[\u4e00-\u9fff]{1,8}?的|得了[\u4e00-\u9fff]{1,8}?的)"
)
_BEHIND_A_NAME = (
    r"(?=女士|先生|阿姨|大姐|小朋友|同学|[(（]|因|患|遭|丈夫|家里|家中|一家|等|的|送去|发放|申请|申领|"
    r"争取|捐款|反映|来访|[,，。、；])"
)
_NAMES = (
    re.compile(_HELPED + _NAME + _BEHIND_A_NAME),
    re.compile(_NAME + r"(?=女士|先生)"),
    re.compile(_NAME + r"(?=[(（](?:化名|身份证|女|男|电话|手机))"),
)
# Full-width digits are digits to a reader of the stored text, too.
_HALF_WIDTH = str.maketrans("０１２３４５６７８９－Ｘ", "0123456789-X")


@lru_cache(maxsize=4096)  # the figures of a clause share its words
def mask_personal_data(text: str) -> str:
    """Return the text with every number or name that identifies a person replaced by its kind.

    >>> mask_personal_data("王小红（身份证430423198001011234，电话13800138000）")
    '〔姓名〕（身份证〔身份证号〕，电话〔电话号码〕）'
    >>> mask_personal_data("发放贷款12000000元，惠及1380户")
    '发放贷款12000000元，惠及1380户'
    """
    for pattern in _NAMES:
        text = pattern.sub(_without_name, text)
    return _mask_numbers(text)


def _without_name(match: re.Match[str]) -> str:
    start = match.start("name") - match.start()
    return f"{match[0][:start]}〔姓名〕{match[0][start + len(match['name']) :]}"


def _mask_numbers(text: str) -> str:
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
