"""So many, each so much, so much in all: 26个村 × 15名 = 390名; 3264万元 ÷ 408名 = 8万元. Pure.

A product that is off by a power of ten from a thousand on is a slipped unit (元 for 万元).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from ingestion.model import Finding, Qualifier, Role
from ingestion.validate.arithmetic import Interval, printed_step
from ingestion.validate.printed import PrintedFigure, is_prior, same_unit, window
from ingestion.validate.questions import ask, shown

_EACH = re.compile(
    r"(?:平均每|每|[人户村场期班次社亩校店点篇镇乡]均|均|各)(?P<each>[\u4e00-\u9fff()]{0,9})$"
)
_PEOPLE = frozenset("人名位例生")
_NAMED_BEFORE = frozenset("个家处支所间座")  # 服务队116支: what is counted stands before
_EACH_OF = re.compile(r"各(?:奖励?|补助|资助|救助|发放|给予|获得?)")  # 15个集体各奖2000元
_ANY = "各"
_RULE = re.compile(r"(?:按|按照|以)每[^,;。]{1,6}$")
_AVERAGE = re.compile(r"(?:平均每|人均|户均)[^,;。]{0,6}$")
_NEAR = Decimal("0.15")
# 比普通田每亩多打65公斤; 每户最高5万元; 人均年薪2.6万元: of no total beside it
_NO_SHARE = re.compile(r"[多少减]|增(?!收)|最高|限|[年月日]薪|月[挣入收]")
_NOT_DONE = frozenset({Role.TARGET, Role.PLAN, Role.THRESHOLD})
_PERIODS = re.compile(r"[年月天日季周]|学期")
_SLIPS = (Decimal(1_000), Decimal(10_000), Decimal(100_000_000))
_POWERS = (Decimal(10), Decimal(100), *_SLIPS)
_FARTHEST = Decimal("1.6")
_SUMS_UP = re.compile(r"^[,(]?(?:一?共|合?计|总共)[^,;。]{0,4}$")
_IN_ALL = re.compile(r"(?:共|计|总|折款|合|发放|拨付|资助|投入|救助|慰问)")


def product_findings(
    line: Sequence[PrintedFigure], earlier: Sequence[PrintedFigure] = ()
) -> Iterator[Finding]:
    """Yield a question for each total that is not its number of units times the amount of one.

    An amount that refers back may mean a count of `earlier`, the paragraph before.
    """
    for index, each in enumerate(line):
        member = _member(each)
        if member is None or is_prior(each) or _NO_SHARE.search(each.words):
            continue
        if _is_explained(line, index) or _has_sibling(line, index, member):
            continue
        near = window(line, index, 4, 2)
        counts, totals = _candidates(each, member, [f for f in near if f.segment == each.segment])
        pair = _nearest_pair(line, index, counts, totals) or _told_before(
            line, index, member, earlier
        )
        if pair and _may_be_meant(each, *pair):
            yield _question(each, *pair)


def _has_sibling(line: Sequence[PrintedFigure], index: int, member: str) -> bool:
    """Tell whether another amount per unit stands beside: 小学生每人500元、中学生每人800元."""
    each = line[index]
    beside = [figure for figure in window(line, index, 1, 1) if figure.segment == each.segment]
    if member == _ANY:  # 省级2家、市级5家，各奖2万元、1万元
        return any(one.kind == each.kind and one.left.startswith("、") for one in beside)
    return any(_member(figure) == member for figure in beside)


def _amount(each: PrintedFigure) -> Interval:
    """Return what one gets: 每人3万元 is a rule and exact, 人均3万元 is computed and rounded.

    So is a mean of things counted: 2860名 in 37期 are 平均每期77人, though nobody is 0.3 of one.
    """
    is_rule = each.is_exact and "每" in each.words and "平均" not in each.words
    if is_rule:
        return Interval(each.value, each.value)
    half = printed_step(each.claim) / 2 if each.is_exact else Decimal(0)
    low = min(each.reach.low, max(each.value - half, Decimal(0)))
    return Interval(low, max(each.reach.high, each.value + half))


def _may_be_meant(each: PrintedFigure, count: PrintedFigure, total: PrintedFigure) -> bool:
    """Tell whether these may be count and total: near the amount, or off by a power of ten."""
    product = count.value * each.value
    if min(product, total.value) <= 0:
        return False
    ratio = max(product, total.value) / min(product, total.value)
    return ratio <= _FARTHEST or _is_shifted(each, count, total, _POWERS)


def _is_shifted(
    each: PrintedFigure, count: PrintedFigure, total: PrintedFigure, powers: tuple[Decimal, ...]
) -> bool:
    """Tell whether the total is the product but for one of the powers of ten."""
    product = count.reach.times(_amount(each))
    return any(
        product.meets(_scaled(total, power)) or product.meets(_scaled(total, 1 / power))
        for power in powers
    )


def is_per_unit(figure: PrintedFigure) -> bool:
    """Tell whether the figure is said of each one."""
    return _member(figure) is not None


def _member(figure: PrintedFigure) -> str | None:
    """Return what each one is (人, 户, 期…) where the figure is an amount per unit."""
    if figure.kind == "money_per_person":
        return "人"
    match = _EACH.search(figure.words)
    if match is None or not figure.is_count:
        return None
    word = match[0]
    if word[1:2] == "均" and word[0] != "平":
        return word[0]
    if _EACH_OF.fullmatch(word):
        return _ANY
    return _named_member(figure, match)


def _named_member(figure: PrintedFigure, match: re.Match[str]) -> str | None:
    word = match[0]
    if word.startswith(("均", "各")) or not match["each"] or _PERIODS.search(match["each"]):
        return None
    if len(figure.words) > 3 and re.search(r"各$", figure.words[: -len(word)]):
        return None
    return match["each"][0]


def _candidates(
    each: PrintedFigure, member: str, near: list[PrintedFigure]
) -> tuple[list[PrintedFigure], list[PrintedFigure]]:
    """Return the counts of what the amount is said of, and the totals it may add up to."""
    told = [figure for figure in near if not _skipped(figure) and _member(figure) is None]
    is_loose = each.kind in {"money", "person"}  # 人 add up to 人次
    counts = [
        figure
        for figure in told
        if _counts(figure, member)
        and not same_unit(figure, each)
        and not (is_loose and figure.kind == each.kind)
    ]
    totals = [
        figure
        for figure in told
        if figure.kind == each.kind
        and (is_loose or same_unit(figure, each))
        and figure not in counts
    ]
    return counts, totals


def _skipped(figure: PrintedFigure) -> bool:
    return not figure.is_count or is_prior(figure) or figure.claim.role in _NOT_DONE


def _counts(figure: PrintedFigure, member: str) -> bool:
    """Tell whether the figure counts what the amount is said of."""
    unit = figure.claim.unit_raw
    if member == _ANY:
        return figure.kind in {"case", "person", "household"}
    if member in _PEOPLE:
        return unit in _PEOPLE
    if member == "户" and unit in {"名", "人"}:
        return True
    noun = re.split(r"[,;:、(]", figure.right)[0][:9]
    is_named_before = unit in _NAMED_BEFORE and member in figure.words[-6:]
    return is_named_before or member in unit or member in noun


def _nearest_pair(
    line: Sequence[PrintedFigure],
    index: int,
    counts: list[PrintedFigure],
    totals: list[PrintedFigure],
) -> tuple[PrintedFigure, PrintedFigure] | None:
    """Return the count and the total where the words leave one choice."""
    each = line[index]
    behind = index + 1 < len(line) and line[index + 1] in totals
    if behind and _IN_ALL.search(line[index + 1].words):
        totals = [line[index + 1]]
    elif len(totals) > 1:
        totals = [total for total in totals if total.start < each.start][:1]
    earlier = [count for count in counts if count.start < each.start]
    if len(counts) > 1 and earlier:
        counts = earlier[:1] if behind or earlier[0].end + 16 >= each.start else earlier
    if len(counts) != 1 or len(totals) != 1:
        return None
    return counts[0], totals[0]


def _told_before(
    line: Sequence[PrintedFigure], index: int, member: str, earlier: Sequence[PrintedFigure]
) -> tuple[PrintedFigure, PrintedFigure] | None:
    """Return count and total of an amount that refers back: 借款妇女1432人，平均每人7.2万元.

    One of the two stands sentences before; it must be the only one that comes near the amount.
    """
    each = line[index]
    counts, totals = _candidates(each, member, window(line, index, 10, 1))
    is_rule = _RULE.search(each.words) is not None  # 按每村15名的职数
    if is_rule and not counts:
        counts, _ = _candidates(each, member, list(earlier))
    if not totals or not counts:
        return None
    is_average = _AVERAGE.search(each.words) is not None
    if is_average and line[index - 1] in counts:
        counts = [line[index - 1]]
    elif is_average and line[index - 1] in totals:
        totals = [line[index - 1]]
    elif is_rule and index + 1 < len(line) and line[index + 1] in totals:
        totals = [line[index + 1]]
    else:
        return None
    pairs = [
        (count, total)
        for count in counts
        for total in totals
        if abs(count.value * each.value - total.value) <= _NEAR * total.value
    ]
    return pairs[0] if len(pairs) == 1 else None


def _is_chain(line: Sequence[PrintedFigure], index: int) -> bool:
    """Tell whether one clause after the other names all three: 62名，每人3元，共186元.

    Then no sentence before explains the amount, though it may speak of as much for each.
    """
    if not 0 < index < len(line) - 1:
        return False
    count, each, total = line[index - 1 : index + 2]
    is_near = count.segment == each.segment == total.segment and total.kind == each.kind
    return is_near and _counts(count, _member(each) or "") and bool(_SUMS_UP.match(total.left))


def is_borne_out(line: Sequence[PrintedFigure], index: int) -> bool:
    """Tell whether the figure is an amount per unit that a count and a total nearby give."""
    return is_per_unit(line[index]) and _is_explained(line, index)


def _is_explained(line: Sequence[PrintedFigure], index: int) -> bool:
    """Tell whether counts nearby, or two of them together, and a total nearby fit the amount."""
    each, amount = line[index], _amount(line[index])
    is_chain = _is_chain(line, index)
    near = [
        figure
        for figure in window(line, index, 6, 5)
        if figure.is_count
        and figure.claim.qualifier is not Qualifier.RANGE
        and (figure.sentence == each.sentence or not is_chain)
    ]
    counts = [figure.reach for figure in near if figure.kind != "money"]
    counts += [
        one.reach.plus(two.reach)
        for one, two in itertools.pairwise(near)
        if one.kind != "money" and two.kind != "money"
    ]
    totals = [figure.reach for figure in near if figure.kind == each.kind]
    return any(
        count is not total and (count.times(amount).meets(total) or total.over(count).meets(amount))
        for count in counts
        for total in totals
    )


def _question(each: PrintedFigure, count: PrintedFigure, total: PrintedFigure) -> Finding:
    product = count.value * each.value
    ratio = max(product, total.value) / max(min(product, total.value), Decimal(1).scaleb(-4))
    slipped = _is_shifted(each, count, total, _SLIPS)
    rule = "unit_slip" if slipped else "product_mismatch"
    computed, unit = shown(product), total.claim.unit_code or total.claim.unit_raw
    arithmetic = f"{count.quote} × {each.quote} = {computed}{unit}"
    hint = f"（相差约{shown(ratio)}倍，是否单位写错，如元与万元？）" if slipped else ""
    return ask(
        rule,
        total,
        (count, each),
        arithmetic,
        f"{count.quote}、每一个 {each.quote}，相乘为 {computed}{unit}，"
        f"文中总数写 {total.quote}{hint}。请核实：哪个数有误？",
    )


def _scaled(figure: PrintedFigure, scale: Decimal) -> Interval:
    return Interval(figure.reach.low * scale, figure.reach.high * scale)
