"""Find numbers that belong to one person: ID, phone, bank card and plate numbers.

Pure; expects folded text. Numbers with a unit behind them are figures, unless the words before
them say what they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingestion.privacy.model import Kind, PersonalData

_LEFT, _RIGHT = r"(?<![\dA-Za-z.])", r"(?![\dA-Za-z])"
_GAP = r"[ \-]?"
_UNIT_BEHIND = re.compile(r"\s?(?:[元万亿%]|多?[名人户件次份])")
_CUE_BEFORE = re.compile(
    r"(?:电话|手机|联系方式|来电|致电|热线|微信|身份证|证号|号码|卡号|账号|帐号|账户|存折|一卡通)"
    r"[^\d,。;]{0,6}$"
)
_SAID = r"(?:号码|号|为|是|尾号|[:(\s/“]){0,4}"  # between a cue and its number
_HIDDEN = r"[\d*×xX●○]"

# GB 11643: 6 digits of place, 8 of birth date, 3 of order, 1 of check; 15 digits before 1999. Dates
# and check digits are not asked for: a slip of the pen makes a number no less somebody's.
_ID_18 = (
    rf"[1-9]\d{{5}}{_GAP}(?:18|19|20)\d{{2}}{_GAP}\d{{2}}{_GAP}\d{{2}}{_GAP}\d{{3}}{_GAP}[\dXx]"
)
_ID_WITH_X = rf"[1-9](?:{_GAP}\d){{16}}{_GAP}[Xx]"
_ID_PARTLY = r"[1-9]\d{5}(?=[\d*×●]{11})[\d*×●]*[*×●][\d*×●]*[\dXx*]"
_ID_15 = r"[1-9]\d{5} ?\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]) ?\d{3}"
_ID_SAID = rf"(?:身份证|证件|公民身份号码|身份号){_SAID}(?P<said>(?:{_HIDDEN}{_GAP}){{8,18}})"
_MOBILE = rf"(?:\+?(?:00)?86{_GAP})?1[3-9]\d{_GAP}(?:\d{{4}}{_GAP}\d{{4}}|\d{{3}}{_GAP}\d{{5}})"
_MOBILE_SPACED = r"(?=1[3-9](?:[ \-]?\d){9}(?!\d))1[3-9]\d{1,6}(?:[ \-]\d{2,8}){1,3}"
_LANDLINE = r"(?:\(0\d{2,3}\) ?|0\d{2,3}[- ]{1,2})\d{3,4}[- ]?\d{4}(?:[-转]\d{1,5})?"
_LANDLINE_WHOLE = r"0(?:10|2\d|[3-9]\d{2})\d{7,8}"
_PHONE_SAID = (
    rf"(?:电话|手机|座机|联系方式|来电|致电|拨打|家电|宅电|手机号){_SAID}"
    r"(?P<said>[2-9]\d{2,3}[- ]?\d{4}|1[3-9](?:[ \-]?[\d*]){7,11}|[零〇一二三四五六七八九幺]{7,12})"
)
_CARD = rf"(?:62|4\d|5[1-5])\d{{2}}(?:{_GAP}\d{{4}}){{2,3}}{_GAP}\d{{1,4}}"
_CARD_SPACED = r"(?=62(?:[ \-]?\d){14,17}(?!\d))62\d{2,8}(?:[ \-]\d{2,8}){1,4}"
_CARD_LONG = r"[1-9]\d{15,18}"
_CARD_SAID = (
    rf"(?:卡号|账号|帐号|账户|帐户|银行卡|存折|一卡通|储蓄卡|惠农卡|社保卡|存单|折号){_SAID}"
    r"(?:[\u4e00-\u9fff]{2,8}(?:银行|信用社|支行|农商行|邮储)[:, ]?)?"
    r"(?P<said>\d(?:[ -]?[\d*]){9,20})"
)
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_PLATE = (
    rf"[{_PROVINCES}] ?[A-Za-z] ?[·.•・\-]? ?(?=[A-Za-z]{{0,5}}\d)[A-Za-z0-9]{{5,6}}"
    r"(?:(?<=[A-Za-z0-9]{5})|[学警港澳挂])?(?![A-Za-z0-9])"
)

_RULES: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (Kind.ID_NUMBER, re.compile(rf"{_LEFT}(?:{_ID_18}|{_ID_WITH_X}|{_ID_PARTLY}){_RIGHT}")),
    (Kind.BANK_CARD, re.compile(_CARD_SAID)),
    (Kind.ID_NUMBER, re.compile(_ID_SAID)),
    (Kind.ID_NUMBER, re.compile(_LEFT + _ID_15 + _RIGHT)),
    (Kind.BANK_CARD, re.compile(rf"{_LEFT}(?:{_CARD}|{_CARD_SPACED}|{_CARD_LONG}){_RIGHT}")),
    (Kind.PHONE, re.compile(rf"{_LEFT}(?:{_MOBILE}|{_MOBILE_SPACED}){_RIGHT}")),
    (Kind.PHONE, re.compile(rf"(?<![\dA-Za-z.])(?:{_LANDLINE}|{_LANDLINE_WHOLE}){_RIGHT}")),
    (Kind.PHONE, re.compile(_PHONE_SAID)),
    (Kind.PLATE, re.compile(_PLATE)),
)
_HAS_NUMBER = re.compile(
    rf"\d(?:[ \-]{{0,2}}[\d*xX●○OoIl]){{4}}|[{_PROVINCES}] ?[A-Za-z]|"
    r"[零〇一二三四五六七八九幺]{7}|[*●○]{5}|\(0\d\d"
)


# A letter that was read or typed for a digit: O for 0, l for 1.
_SLIP = re.compile(r"(?<![A-Za-z])[OoIl]{1,3}(?=[\d ])|(?<=\d)[OoIl]{1,3}(?![A-Za-z])")
_MEANT = str.maketrans("OoIl", "0011")


def find_numbers(text: str) -> Iterator[PersonalData]:
    """Yield the numbers of persons; spans may overlap, the surer kind first.

    >>> sorted({found.kind.value for found in find_numbers("电话13800138000,湘D·12345")})
    ['phone', 'plate']
    """
    if not _HAS_NUMBER.search(text):
        return
    text = _SLIP.sub(lambda slip: slip[0].translate(_MEANT), text)
    for kind, pattern in _RULES:
        for match in pattern.finditer(text):
            group = "said" if "said" in pattern.groupindex else 0
            start, end = match.span(group)
            end -= len(text[start:end]) - len(text[start:end].rstrip(" -"))
            if group == 0 and kind is not Kind.PLATE and _is_figure(text, start, end):
                continue
            yield PersonalData(start, end, kind)


def _is_figure(text: str, start: int, end: int) -> bool:
    if text[max(0, start - 5) : start].rstrip(" :").endswith("备"):
        return True  # the number under which a web site is registered
    has_unit = _UNIT_BEHIND.match(text, end) is not None
    return has_unit and not _CUE_BEFORE.search(text[max(0, start - 14) : start])
