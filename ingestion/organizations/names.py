"""How an organisation's full name is shortened, and what stands around it that is no part of it.

Rules only; what no rule derives (阿旗, 前郭县) is a row of organization_aliases.csv. Text is
simplified.
"""

from __future__ import annotations

import re
from functools import cache

_WITH_ZU = (
    "壮|满|回|苗|维吾尔|土家|彝|蒙古|藏|布依|侗|瑶|朝鲜|白|哈尼|哈萨克|黎|傣|畲|傈僳|仡佬|东乡|"
    "拉祜|水|佤|纳西|羌|土|仫佬|锡伯|柯尔克孜|达斡尔|景颇|毛南|撒拉|布朗|塔吉克|阿昌|普米|鄂温克|"
    "怒|京|基诺|德昂|保安|俄罗斯|裕固|乌孜别克|门巴|鄂伦春|独龙|塔塔尔|赫哲|珞巴|高山|各|民"
)
# 木垒哈萨克自治县 and its like leave 族 out.
_WITHOUT_ZU = "哈萨克|蒙古|锡伯|塔吉克|柯尔克孜|维吾尔"
_PEOPLES = re.compile(rf"(?P<stem>.{{2,}}?)(?:(?:{_WITH_ZU})族|{_WITHOUT_ZU})+")
_WING = re.compile(r"(?P<first>.).+(?P<wing>[左右])翼(?P<rest>.旗)")

# Longest first: 新区 before 区.
_DIVISION_SUFFIXES = (
    "特别行政区",
    "自治区",
    "自治州",
    "自治县",
    "自治旗",
    "地区",
    "新区",
    "特区",
    "省",
    "市",
    "盟",
    "州",
    "县",
    "区",
    "旗",
)
# The autonomous forms are said with the plain word too: 松桃自治县, 松桃县, 恩施州.
_PLAIN_FORMS = {
    "自治区": ("自治区",),
    "自治州": ("自治州", "州"),
    "自治县": ("自治县", "县"),
    "自治旗": ("自治旗", "旗"),
}
_TOWNSHIP_SUFFIX = re.compile(
    r"(?:地区办事处|街道办事处|街道办|办事处|街道|少数民族乡|民族乡|镇|乡|苏木)$"
)

# Spellings that differ once a text is simplified: 乾安县 arrives as 干安县, 濬縣 as 濬县.
_SPELLINGS = str.maketrans(
    "乾濬澂衞敍濛於塚洩么藉磑瀂鮀礐鮜篢輋", "干浚澄卫叙蒙于冢泄幺借硙澛𬶍𬒈鲘𬕂𪨶"
)
_NO_BRACKETS = str.maketrans("", "", "()（）")

_OFFICE = re.compile(
    r"(?:妇女联合会|妇联会?|妇女委员会|妇委会|妇工委|妇女工作委员会|妇儿工委|妇女儿童工作委员会|"
    r"人民政府|办公室|机关)$"
)
_JOINTS = re.compile(r"[\s·•,，、/\\_\-—|>]+")
_MASK = re.compile(r"[X×╳#＃*＊○〇□某]{1,}")
_ZONE = re.compile(
    r"(?:开发区|新区|管理区|示范区|园区|产业园|工业园|高新区|经开区|度假区|保税区|风景区|试验区)"
    r"(?:管委会|管理委员会)?$"
)


def stem_of(name: str) -> str:
    """Return the name without the word for its kind and without its peoples.

    >>> [stem_of(name) for name in ("衡山县", "奈曼旗", "恩施土家族苗族自治州", "东乡族自治县")]
    ['衡山', '奈曼', '恩施', '东乡']

    A stem of one character names nothing: the whole name is returned.

    >>> stem_of("忠县"), stem_of("城区")
    ('忠县', '城区')
    """
    for suffix in _DIVISION_SUFFIXES:
        rest = name.removesuffix(suffix)
        if rest != name and len(rest) >= 2:
            return _without_peoples(rest) if suffix.startswith("自治") else rest
    return name


def plain_forms(name: str) -> tuple[str, ...]:
    """Return other names that still say what kind of division it is.

    >>> plain_forms("松桃苗族自治县"), plain_forms("科尔沁左翼后旗"), plain_forms("衡山县")
    (('松桃自治县', '松桃县'), ('科左后旗',), ())
    """
    if wing := _WING.fullmatch(name):
        return (wing["first"] + wing["wing"] + wing["rest"],)
    kinds = _PLAIN_FORMS.get(name[-3:], ())
    return tuple(form for kind in kinds if (form := stem_of(name) + kind) != name)


@cache
def township_stem(name: str) -> str:
    """Return a township's name without its kind, its peoples and its brackets.

    >>> [township_stem(name) for name in ("白果镇", "三台满族乡", "保康街道", "门古(寺)镇", "乌镇")]
    ['白果', '三台', '保康', '门古寺', '乌镇']
    """
    plain = fold(name).translate(_NO_BRACKETS)
    rest = _TOWNSHIP_SUFFIX.sub("", plain)
    if rest == plain or len(rest) < 2:
        return plain
    return _without_peoples(rest) if rest.endswith("族") else rest


def fold(text: str) -> str:
    """Return the text in one spelling, character for character: names are compared so.

    >>> fold("乾安县") == fold("干安县")
    True
    """
    return text.translate(_SPELLINGS)


def strip_office(written: str) -> str:
    """Return the place in an office's name: joints between its parts and the office are dropped.

    >>> strip_office("福建省 安溪县·凤城镇妇女联合会"), strip_office("重庆市市辖区渝中区妇联")
    ('福建省安溪县凤城镇', '重庆市渝中区')
    """
    place = _JOINTS.sub("", fold(written))
    while (shorter := _OFFICE.sub("", place)) != place:
        place = shorter
    return re.sub(r"(?<=.)市辖区(?=.)", "", place)


def is_masked(place: str) -> bool:
    """Return whether a name was made unreadable on purpose (XX县, ##县, 某县)."""
    return _MASK.search(place.upper()) is not None


def is_zone(place: str) -> bool:
    """Return whether a name reads like a development zone or a new area."""
    return _ZONE.search(place) is not None


def _without_peoples(name: str) -> str:
    match = _PEOPLES.fullmatch(name)
    return match["stem"] if match else name.removesuffix("族")
