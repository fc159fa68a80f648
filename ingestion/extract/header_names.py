"""The many ways one indicator can be written in a header: keys, variants of a name, kinds of count.

Pure string work on normalised text; which indicator a header means is decided in `header_match`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingestion.codebook import Indicator

_PUNCTUATION = re.compile(r"[\s()（）\[\]【】《》〈〉“”‘’\"'、,，.。:：;；/／\\·_\-—~]+")
_BRACKET = re.compile(r"\(([^()]*)\)")
_COUNT_WORD = (
    r"(?:总?人次数?|总?人数|总户数|户次|户数|家庭数|总?个数|总?数量|总数|数目|总?金额|总额|场次数?|次数"
    r"|期数|班次|篇数|条数|份数|件次|件数|对数|支数|所数|项数|册数|例数|数|额)"
)
_TAIL = re.compile(rf"(?<=..){_COUNT_WORD}$")
_LEAD = re.compile(
    r"^(?:其中|全[省市州县区旗盟乡镇]|本[省市州县区旗级地]|辖区内?|当年|本年度?|今年|本期|现有|共有?|累计"
    r"|建立|建成|举办|开展|组织|发放|免费|完成)+"
)

# Units that a header and an indicator may differ in without meaning another thing.
_GROUPS = {
    "person": "persons",
    "person_time": "persons",
    "household": "households",
    "money": "money",
    "money_per_person": "money_each",
    "percent": "rate",
    "permille": "rate",
    "per_100k": "rate",
    "percentage_point": "points",
    "land": "land",
    "floor": "floor",
    "age": "age",
    "article_per_person": "articles_each",
    "time": "time",
}
_IMPLIED = (
    (re.compile(r"(?:人均|户均|每人|每户|标准)"), None),
    (re.compile(r"(?:率|比例|占比|比重|百分比)$"), "rate"),
    (re.compile(r"(?:人次|人数|人次数|人员数)$"), "persons"),
    (re.compile(r"户(?:数|次)?$"), "households"),
    (re.compile(r"(?:金额|总额|资金|款额|经费|善款|价值|折价|投资额?|(?<!名)(?<!份)额)$"), "money"),
    (re.compile(r"面积$"), "area"),
    (
        re.compile(r"(?:场次|场数|次数|期数|篇数|条数|份数|件数|件次|个数|所数|支数|项数)$"),
        "things",
    ),
)


def unit_group(dimension: str) -> str:
    """Return what a unit counts, as coarsely as headers are written (人 and 人次 are one)."""
    return _GROUPS.get(dimension, "things")


def implied_group(key: str) -> str | None:
    """Return what the last word of a header counts, None where it does not say.

    >>> [implied_group(k) for k in ("两癌筛查人数", "小额贷款发放额", "妇女之家", "名额")]
    ['persons', 'money', None, None]
    """
    for pattern, group in _IMPLIED:
        if pattern.search(key):
            return group
    return None


def header_key(text: str) -> str:
    """Return a header without spaces and punctuation, for comparison.

    >>> header_key("“妇”字号 基地")
    '妇字号基地'
    """
    return _PUNCTUATION.sub("", text).lower()


def header_stem(key: str) -> str:
    """Return a key without its count word and without words that add nothing.

    >>> [header_stem(k) for k in ("妇女之家数", "全县两癌筛查人数", "人数")]
    ['妇女之家', '两癌筛查', '人数']
    """
    lead = _LEAD.match(key)
    if lead and len(key) - lead.end() >= 2:
        key = key[lead.end() :]
    return _TAIL.sub("", key)


def name_variants(indicator: Indicator) -> Iterator[str]:
    """Yield the ways an official name can be read: brackets left out, taken in, or chosen from."""
    name = indicator.indicator_name.replace("（", "(").replace("）", ")")
    yield from _bracket_variants(name)


def _bracket_variants(name: str) -> Iterator[str]:
    bracket = _BRACKET.search(name)
    if bracket is None:
        yield from _slash_variants(name)
        return
    before, inside, after = name[: bracket.start()], bracket[1], name[bracket.end() :]
    yield from _bracket_variants(before + after)
    yield from _bracket_variants(before + inside + after)
    for choice in inside.split("/"):
        yield from _bracket_variants(before + choice + after)
        if len(before) >= 2 and len(choice) >= 2:
            yield from _bracket_variants(choice + after)
            yield from _bracket_variants(before[: -len(choice)] + choice + after)
        elif len(choice) == 1:
            yield from _bracket_variants(before[:-1] + choice + after)


def _slash_variants(name: str) -> Iterator[str]:
    yield name
    if "/" not in name:
        return
    parts = name.split("/")
    tail = _TAIL.search(parts[-1])
    yield parts[-1]
    if tail is None or tail[0].endswith("数"):
        yield from (part + (tail[0] if tail else "") for part in parts[:-1])
