"""How exactly a number was meant, from the words around it: 近200名, 至少办班3期, 50岁以上.

Pure. Words inside the numeral (余, 多, 来) belong to `quantities`.
"""

from __future__ import annotations

import re

from ingestion.model import Qualifier

_AFTER = re.compile(
    r"(?:的)?(?:及|或|\(含\))?(以上|以下|以内|之内|左右|上下|有余|开外)|([余多])(?=[,。;、的)]|$)"
)
_BEFORE = re.compile(
    r"(?:(?<![附最就临邻亲靠相贴远])(近)|((?<![签预节集契制])约|大约|将近|接近|(?<![赶])超|超过|突破|逾"
    r"|不少于|不低于|不下|不下于|不超过|不高于|不足|不到|少于|低于|高于|多于|多达|不止"
    r"|(?<![打攻侦突])破|(?<![超不通经])过))"
    r"(?:有|为|占|达|达到|是|了)?$"
    r"|(至少|最少|最多|少说|起码)(?!的)[\u4e00-\u9fff]{0,3}$"
    r"|(最高)(?:可|可达|额度|限额|奖励|补助|补贴|可贷|给予|资助)(?:为|达|达到)?$"
)
_QUALIFIERS = {
    Qualifier.LESS_THAN: "近 将近 接近 不足 不到 少于 低于",
    Qualifier.ABOUT: "约 大约 左右 上下",
    Qualifier.MORE_THAN: "超 超过 突破 逾 高于 多于 不止 破 过 有余 余 多 开外",
    Qualifier.AT_LEAST: "不少于 不低于 不下 不下于 至少 最少 少说 起码 以上",
    Qualifier.AT_MOST: "不超过 不高于 最多 最高 以下 以内 之内",
}
_QUALIFIER_OF = {word: kind for kind, words in _QUALIFIERS.items() for word in words.split()}
_LONGEST_LOOK_BACK = 8
_PASSED = frozenset({"破", "过"})  # said of round numbers: 破百, 过万
_ROUND = frozenset("百千万")
_TELLING = frozenset("近约超破逾不少多于高过起")  # no word before is without one of these
_BEHIND = frozenset("的及或(以之左上有开余多")  # with which a word behind begins
_VAGUE_MORE = re.compile(r"[余多几]")


def qualifier_around(text: str, start: int, end: int) -> tuple[Qualifier | None, int]:
    """Return what the words around `text[start:end]` say, and where the words behind it end.

    Words behind decide over words before: 近200名以上 is at least. Null where nothing is said.
    """
    qualifier = None
    near = max(0, start - _LONGEST_LOOK_BACK)
    if not _TELLING.isdisjoint(text[near:start]) and (before := _BEFORE.search(text, near, start)):
        word = next(word for word in before.groups() if word)
        is_passed = word not in _PASSED or text[start] in _ROUND
        qualifier = _QUALIFIER_OF.get(word) if is_passed else None
    if text[end : end + 1] not in _BEHIND:
        return qualifier, end
    after = _AFTER.match(text, end)
    if after is None:
        return qualifier, end
    return _QUALIFIER_OF[after[1] or after[2]], after.end()


def qualifier_inside(written: str) -> Qualifier:
    """Return what a numeral says of itself: 50余, 九百来, 上千, 数百."""
    if written[0] == "上":
        return Qualifier.AT_LEAST
    if written[0] in "数几好过" or _VAGUE_MORE.search(written):
        return Qualifier.MORE_THAN
    return Qualifier.ABOUT if "来" in written else Qualifier.EXACT
