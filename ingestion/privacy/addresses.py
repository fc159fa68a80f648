"""Find home addresses. Names of villages, townships and streets alone are left: contexts need them.

Pure; expects folded text. A house is what tells: a group with a number, a block with a room, or
any address behind words for where somebody lives.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingestion.privacy.model import Kind, PersonalData

_HAN = r"[\u4e00-\u9fff]"
_COUNT = r"(?:附?第?[0-9A-Za-z零〇一二三四五六七八九十百\-]{1,8})"
_PLACE_UNIT = (
    "自治区|自治州|自治县|开发区|街道办事处|街道|办事处|社区|居委会|村委会|嘎查|苏木|小区|花园|家园|"
    "新村|公寓|宿舍|家属院|家属楼|大院|山庄|豪庭|名苑|雅苑|佳苑|大道|大街|胡同|院子|自然村|新区|片区|"
    "省|市|州|盟|县|区|旗|镇|乡|村|屯|寨|庄|湾|冲|坪|垸|路|街|巷|弄|里|苑|城|府|庭|组|队"
)
_HOUSE_UNIT = "村民小组|小组|号院|号楼|单元|组|队|社|弄|巷|号|栋|幢|座|楼|层|室|户|房|院|期|区"
_STEP = (
    rf"(?:{_COUNT}(?:{_HOUSE_UNIT})|{_HAN}{{1,8}}?(?:{_PLACE_UNIT})[组队社口头巷]?|"
    rf"\d{{1,4}}(?:-\d{{1,4}}){{1,3}}(?![\d-])|(?<=[元栋幢楼])\d{{3,4}})"
)
_FIELD = (
    "家庭住址|家庭地址|户籍地址|户籍所在地|户口所在地|户籍地|身份证地址|住址|现住址|居住地址|居住地|"
    "现居住地|通讯地址|通信地址|收货地址|收件地址|邮寄地址|详细地址|家庭所在地"
)
_LIVES = (
    "家住|现住|住在|居住在|居住于|租住在|租住于|租住|借住在|暂住在|暂住|寄住在|老家在|(?<![专国大全])家在|户籍在|"
    "安家在|(?<=[(,、。;户家人\\s])住|^住|原住"
)
_FIELD_ADDRESS = re.compile(
    rf"(?:(?:{_FIELD})(?:[:为是在于/ ]|\s){{0,3}}|(?<![公位网动心责])地址\s?[:：]\s?)"
    rf"(?P<address>(?:{_STEP}[ ]?){{1,10}})"
)
_LIVED_AT = re.compile(rf"(?:{_LIVES})(?:[:于 ]){{0,2}}(?P<address>{_STEP}{{1,10}})")
_HAS_HOUSE = re.compile(
    rf"{_COUNT}(?:{_HOUSE_UNIT})|\d-\d|小区|花园|公寓|宿舍|家属|苑|[屯寨组巷弄]|自然村"
)
# A group with a number in it, or a block with a unit or a room: nobody's office is told so.
_NUMBER = rf"{_COUNT}(?:号|户)(?![召文])"
_ROOM = rf"{_COUNT}(?:室|户|房|号)(?![召文])"
_GROUP_AND_HOUSE = (
    rf"(?:村|社区|嘎查|屯|寨|湾|镇|乡)?{_COUNT}(?:村民小组|小组|组|队|社)[ ]?{_NUMBER}"
)
_UNIT_AND_ROOM = rf"(?:{_COUNT}单元(?:[ ]?{_COUNT}(?:室|户|房|号)?)?|{_COUNT}门[ ]?\d{{2,4}}室?)"
_BLOCK_AND_ROOM = rf"{_COUNT}(?:号楼|栋|幢|座|号)[ ]?(?:{_UNIT_AND_ROOM}|{_ROOM})|{_UNIT_AND_ROOM}"
_HOUSE = re.compile(rf"{_GROUP_AND_HOUSE}|{_BLOCK_AND_ROOM}")
_HEAD = re.compile(rf"(?:{_HAN}|[A-Za-z0-9]){{0,24}}$")  # what stands before a house
_LONGEST_HEAD = 24
_MAY_HOLD = re.compile("[住址籍室栋幢座]|家在|单元|号楼|[组队社] ?.{1,8}[号户]|门 ?\\d")
_OFFICE = re.compile(
    r"中心|大楼|大厦|机关|政府|妇联|单位|办公|法院|学校|医院|基地|党校|会议|车站|宾馆|酒店"
)
_NOT_OF_A_PLACE = re.compile(
    "^.*(?:家住|住在|居住在|租住在|租住|位于|来自|前往|送到|赶到|来到|走进|深入|"
    "对|为|在|给|向(?!阳)|到|进了?|进|的|与|是|住|和(?![谐平睦美顺]))"
)


def find_addresses(text: str) -> Iterator[PersonalData]:
    """Yield home addresses.

    >>> {"家住高桥村3组12号"[one.start : one.end] for one in find_addresses("家住高桥村3组12号")}
    {'高桥村3组12号'}
    >>> list(find_addresses("在高桥村和白云社区开展宣讲5场"))
    []
    """
    if not _MAY_HOLD.search(text):
        return
    for match in _FIELD_ADDRESS.finditer(text):
        yield PersonalData(*match.span("address"), Kind.ADDRESS)
    for match in _LIVED_AT.finditer(text):
        if _HAS_HOUSE.search(match["address"]):
            yield PersonalData(*match.span("address"), Kind.ADDRESS)
    for match in _HOUSE.finditer(text):
        head = _HEAD.search(text, max(0, match.start() - _LONGEST_HEAD), match.start())
        before = head[0] if head else ""
        if not _OFFICE.search(before):
            lead = _NOT_OF_A_PLACE.match(before)
            place = before[lead.end() :] if lead else before
            yield PersonalData(match.start() - len(place), match.end(), Kind.ADDRESS)
