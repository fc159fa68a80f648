"""Tell several figures of one indicator apart: by level, as parts, as events of one flow.

Pure. The whole carries no breakdown; a figure carries one part at most, its level before its
number in a row. Parts are never added up here.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from ingestion.codebook import Codebook
from ingestion.extract.figures import Figure
from ingestion.extract.grammar import Grammar
from ingestion.extract.links import Link
from ingestion.model import Claim, Status

MANY = frozenset({"count", "amount", "area"})
_TELLING = 10  # equal figures below this are often two things
_FEWEST_WITH_WHOLE = 3  # a whole and two parts
_LISTED = frozenset({"level", "series", "event_list", "list"})
_LONGEST_LEAD = 40
_TOTAL = re.compile(
    r"(?:总数|总量|合计|总计|共计|全年共|年共|累计)(?:达到?|为|已|有)*[^,，。;\d]{0,8}$"
)
_AMONG_THEM = ("其中", "包括")
_COMPOSITION = re.compile(
    r"(?P<postgraduate>研究生|硕士)|(?P<college>大专|专科|本科|大学|学历)|(?P<secondary>高中|中专)"
    r"|(?P<age>\d\d)(?:周)?岁(?:及|含)?以?(?P<side>[下上内])|(?P<party>党员)|(?P<minority>少数民族)"
)
_COMPOSITION_NAMES = {
    "postgraduate": "education:postgraduate",
    "college": "education:college",
    "secondary": "education:secondary",
    "party": "party:member",
    "minority": "ethnicity:minority",
}
_TOPIC = re.compile(
    r"(?P<topic>[\u4e00-\u9fff、]{2,16}?)(?:类|案件|案|方面|问题|事项|信访|纠纷|投诉|的)*"
    r"(?:[\d,.]+[件起个宗例次])?[,，]?(?:所)?占(?:比|总数的|到)?(?:约|近|达|为)*$"
)
_TOPIC_LEAD = re.compile(r"^(?:、|其中|反映|涉及|属于|有关|关于|主要是|以|属|有|为)+")


def level_of(text: str, figure: Figure, link: Link, grammar: Grammar) -> str | None:
    """Return `level:county` where the number is said of one level: 省级2个, 2个省级.

    A level that says who acted (被市级采用, 向省级部门报送) is no part of what was counted.
    """
    right = grammar.level_right.match(text, figure.end, figure.right_end)
    if right and right[0].endswith("级"):
        return f"level:{grammar.levels[right[0]]}"
    found = None
    left = text[figure.left_start : figure.start]
    for match in re.finditer(grammar.level_right, left):
        if left.startswith("以上", match.end()):
            continue
        is_level = match[0].endswith("级") or match[0] in {"全国", "国家"}
        if is_level and _qualifies(left[match.end() :], link, grammar):
            found = match[0]
    if found is None:
        return None
    return f"level:{grammar.levels[found]}"


def aspect_of(code: str, text: str, figure: Figure) -> str | None:
    """Return which share a percentage is: `education:college`, `topic:婚姻家庭`."""
    lead = text[max(figure.sentence_start, figure.start - _LONGEST_LEAD) : figure.start]
    if code == "executive_composition_share":
        return _composition(lead)
    if code == "petition_topic_share":
        found = _TOPIC.search(lead)
        topic = _TOPIC_LEAD.sub("", found["topic"]).strip("、") if found else ""
        return f"topic:{topic}" if topic else None
    return None


def number_events(claims: Sequence[Claim], codebook: Codebook) -> list[Claim]:
    """Return the claims with `event:n` where one indicator has several wholes in one document."""
    groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for position, claim in enumerate(claims):
        if claim.indicator_code is None or claim.breakdown or claim.status is not Status.ACCEPTED:
            continue
        if codebook.indicators[claim.indicator_code].kind in MANY:
            groups[identity(claim)].append(position)
    numbered = list(claims)
    for (code, *_), positions in groups.items():
        if len(positions) > 1:
            is_stock = codebook.indicators[str(code)].aggregation != "sum"
            _number(numbered, positions, is_stock=is_stock)
    return numbered


def drop_repeats(claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims without a figure told again: the highlights of a report come back below.

    A small count is told again only in the same words: two courses of 3 sessions are two courses.
    """
    told: set[tuple[object, ...]] = set()
    kept: list[Claim] = []
    for claim in claims:
        figure = (*identity(claim), claim.value, claim.value_high, claim.qualifier)
        words = claim.context if (claim.value or 0) < _TELLING else ""
        if claim.indicator_code is None or (*figure, words) not in told:
            kept.append(claim)
        if claim.status is Status.ACCEPTED:
            told.add((*figure, words))
    return kept


def _qualifies(rest: str, link: Link, grammar: Grammar) -> bool:
    """Say whether a level stands before the counted noun, or before nothing but small words."""
    if link.rule in _LISTED or rest.lstrip("的").startswith(link.word):
        return True
    return grammar.left_glue.fullmatch(rest) is not None


def _composition(lead: str) -> str | None:
    found = list(_COMPOSITION.finditer(lead))
    if not found:
        return None
    last = found[-1]
    if last["age"]:
        return f"age:{'over' if last['side'] == '上' else 'under'}_{last['age']}"
    return next(name for group, name in _COMPOSITION_NAMES.items() if last[group])


def identity(claim: Claim) -> tuple[object, ...]:
    """Return what two claims share that are one figure told twice, or two parts of it."""
    return (
        claim.indicator_code,
        claim.breakdown,
        claim.role,
        claim.period_id,
        claim.organization_code,
        claim.organization_name,
    )


def _number(claims: list[Claim], positions: list[int], *, is_stock: bool) -> None:
    """Label all but the whole: what the others add up to, or a stock's first and largest."""
    values = [claims[position].value or 0 for position in positions]
    total = sum(values)
    whole = None
    if len(values) >= _FEWEST_WITH_WHOLE:
        whole = next((i for i, value in enumerate(values) if value * 2 == total and value), None)
    if whole is None:
        whole = _stated_whole([claims[position] for position in positions])
    kind = "event" if whole is None else "part"
    if whole is None and is_stock and values[0] == max(values):
        whole = 0
    others = (position for index, position in enumerate(positions) if index != whole)
    for count, position in enumerate(others, start=1):
        claims[position] = replace(claims[position], breakdown=f"{kind}:{count}")


def _stated_whole(told: Sequence[Claim]) -> int | None:
    """Return which of several figures is said to hold the others: 总数达到40期; 3户, 其中2户."""
    largest = max(claim.value or 0 for claim in told)
    for index, claim in enumerate(told):
        before = claim.context.partition(claim.value_raw)[0]
        if claim.value == largest and _TOTAL.search(before):
            return index
    wholes = [i for i, claim in enumerate(told) if not claim.context.startswith(_AMONG_THEM)]
    is_one = len(wholes) == 1 and told[wholes[0]].value == largest
    return wholes[0] if is_one else None
