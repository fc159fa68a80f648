"""Rates against the counts they stand beside: 接待82件，办结80件，办结率98%. Pure.

A rate is asked about only where the words say which count is its part and which its whole, and
where no other pair of counts nearby gives the rate as printed.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from ingestion.model import Finding, Role, Severity
from ingestion.validate.arithmetic import ENDLESS, Interval
from ingestion.validate.printed import (
    PrintedFigure,
    comparable,
    countable_alike,
    is_prior,
    same_unit,
    window,
)
from ingestion.validate.products import is_per_unit
from ingestion.validate.questions import ask, shown
from ingestion.validate.rate_names import RATE, REACHED, names, of_topic

_HUNDRED = Interval(Decimal(100), Decimal(100))
_BARE_SHARE = re.compile(rf"[约仅即就均]?占(?:到|比|了|其|比例)?{REACHED}")
_PROPORTION = re.compile(
    rf"(?:其|所占|进[^,;。]{{0,5}}|(?P<women>女性|妇女))?(?:占比|比例|比重){REACHED}"
)
_NAMED = re.compile(
    r"(?:占|为|达到?|完成)了?(?:到)?(?P<whole>[^,;:。、占%]{1,16})的(?:约|近|比例为?)?$"
)
_DONE = re.compile(rf"完成(?:进度|率|比例|了)?{REACHED}$")
_IS_SET = re.compile(r"^[,(][^,;。]{0,6}(?:任务|目标|计划)数?(?:为|是)?$")
_OF_TARGET = re.compile(r"^(?:任务|目标|计划|指标)?的(?:约|近)?$")
_TARGET = re.compile(r"(?:任务|目标|计划|指标|下达|要求|责任|年初(?:确定|安排|核定)|分配|分解)")
_BASE = re.compile(r"占[^,;。占]{0,10}$")
_OF_BASE = re.compile(
    r"^[^,;。、]{0,14}的(?:约|近)?$"
)  # 占176所中小学总数的75%, 占党员总数(6000名)的31%
_ACTUAL = re.compile(r"(?:完成|已|实际|实查|实检|落实|发放|投放|达)")
_PART = re.compile(r"(?:其中|的$|已|有|中|达|配|建|进|挂|当选|设)")
_OUT_OF = re.compile(r"[^,;。]{0,6}(?:中|当中|里|里面),?$")  # 21个村中，18个村……达标面90%
_ONE_EACH = re.compile(
    r"(?:行政)?(?:村|社区|乡镇|街道)[^,;。]{0,6}配(?:备|有|齐|了)[^,;。]{0,10}(?:主任|书记|主席|正职)$"
)
_FARTHEST = 25  # percentage points: a slip of the pen goes no further
_POWERS = (Decimal("0.01"), Decimal("0.1"), Decimal(10), Decimal(100))  # a digit too many
_LONGEST_CHAIN = 60
_NO_MORE = re.compile(
    r"(?:办结|处结|结案|回收|还款|覆盖|成功|合格|知晓|组建|满意|检出|患病|普及|入学|参检|参训|配备|"
    rf"改建|建成|巩固)率{REACHED}$"
)


def rate_findings(line: Sequence[PrintedFigure]) -> Iterator[Finding]:
    """Yield a question for each rate of the line that its own counts contradict."""
    for index, rate in enumerate(line):
        if rate.kind != "percent" or rate.claim.role in {Role.REQUIRED, Role.PLAN, Role.THRESHOLD}:
            continue
        if rate.reach.low > _HUNDRED.high and _NO_MORE.search(rate.words):
            yield _above_all(rate)
            continue
        pair = _with_target_behind(line, index) or of_topic(line, index) or _pair(line, index)
        if pair is None or is_explained(line, index):
            continue
        part, whole = pair
        if not agrees(part, whole, rate) and may_be_meant(part, whole, rate):
            yield rate_question(rate, part, whole)


def may_be_meant(part: PrintedFigure, whole: PrintedFigure, rate: PrintedFigure) -> bool:
    """Tell whether these may be the rate's counts: exact, and not far off; else it has others."""
    if whole.value == 0 or not part.is_exact or not whole.is_exact:
        return False
    computed = part.value * 100 / whole.value
    if abs(computed - rate.value) <= _FARTHEST:
        return True
    reach = part.reach.over(whole.reach).times(_HUNDRED)
    shifts = (Interval(power, power) for power in _POWERS)
    return any(reach.times(shift).meets(rate.reach) for shift in shifts)


def is_explained(line: Sequence[PrintedFigure], index: int) -> bool:
    """Tell whether two counts near the rate give it as printed."""
    rate = line[index]
    is_open = rate.reach.high >= ENDLESS  # 96%以上
    wholes = [figure for figure in window(line, index, 8, 3) if figure.is_count]
    parts = [figure for figure in window(line, index, 5, 2) if figure.is_count]
    return any(
        part is not whole
        and countable_alike(part, whole)
        and (part.value <= whole.value or not is_open)
        and agrees(part, whole, rate)
        for part in parts[:4]
        for whole in wholes
    ) or _is_told_of_two(parts[:3], wholes, rate)


def _is_told_of_two(
    parts: list[PrintedFigure], wholes: list[PrintedFigure], rate: PrintedFigure
) -> bool:
    """Tell whether two parts give it together: 乳腺疾病3200人、妇科疾病5100人，患病率39.5%."""
    return any(
        comparable(one, two)
        and whole not in (one, two)
        and comparable(whole, one)
        and one.value + two.value <= whole.value
        and one.reach.plus(two.reach).over(whole.reach).times(_HUNDRED).meets(rate.reach)
        for one, two in itertools.pairwise(parts)
        for whole in wholes
    )


def agrees(part: PrintedFigure, whole: PrintedFigure, rate: PrintedFigure) -> bool:
    """Tell whether the rate is part by whole, as printed."""
    return part.reach.over(whole.reach).times(_HUNDRED).meets(rate.reach)


def _pair(line: Sequence[PrintedFigure], index: int) -> tuple[PrintedFigure, PrintedFigure] | None:
    """Return the part and the whole that the words around the rate name; null where they do not."""
    rate = line[index]
    before = [
        figure
        for figure in window(line, index, 8, 0)
        if figure.sentence == rate.sentence and figure.is_count and not is_per_unit(figure)
    ]
    if len(before) < 2:
        return None
    if not rate.left.strip(" |"):
        return None  # a cell, whose column is read by `columns`
    return _with_base(line, index, before) or _with_counts(line, index, before)


def _with_base(
    line: Sequence[PrintedFigure], index: int, before: list[PrintedFigure]
) -> tuple[PrintedFigure, PrintedFigure] | None:
    """Return part and whole where the whole stands within: 占年度任务5000人的95%."""
    if before[0] is not line[index - 1]:
        return None
    rate = line[index]
    if _OF_TARGET.match(rate.left) and _is_base(before[0]):
        return _with_part(before[1:], before[0])
    is_within = _BASE.search(before[0].words) and _OF_BASE.match(rate.left)
    return _with_part(before[1:2], before[0]) if is_within else None


def _with_counts(
    line: Sequence[PrintedFigure], index: int, before: list[PrintedFigure]
) -> tuple[PrintedFigure, PrintedFigure] | None:
    rate = line[index]
    named = _NAMED.search(rate.words)
    if _DONE.search(rate.words) or (named and _TARGET.search(named["whole"])):
        return completion_pair(before)
    counts = [figure for figure in before if not is_prior(figure)]
    if len(counts) < 2 or counts[0].end + _LONGEST_CHAIN < rate.start:
        return None
    return _by_words(rate, counts, line[max(0, index - 8) : index])


def _with_target_behind(
    line: Sequence[PrintedFigure], index: int
) -> tuple[PrintedFigure, PrintedFigure] | None:
    """Return part and whole where the target follows: 占任务的95%，任务为5000人."""
    if not 0 < index < len(line) - 1:
        return None
    part, rate, target = line[index - 1 : index + 2]
    named = _NAMED.search(rate.words)
    is_chain = part.sentence == target.sentence and _IS_SET.match(target.left) is not None
    is_of_it = is_chain and named is not None and _TARGET.search(named["whole"]) is not None
    return _with_part([part], target) if is_of_it else None


def _by_words(
    rate: PrintedFigure, counts: list[PrintedFigure], near: Sequence[PrintedFigure]
) -> tuple[PrintedFigure, PrintedFigure] | None:
    """Return part and whole by what stands before the rate: 占, 占全县农户的, 办结率."""
    part, others = counts[0], counts[1:]
    if _BARE_SHARE.fullmatch(rate.words) or _is_proportion(rate, part):
        wholes = [figure for figure in others if not _has_share(near, figure)]
        is_parallel = len(wholes) < len(others)  # 19名，占73.1%；11名，占四成八
        is_beside = near[-1] is part and near[-2:][0] is others[0] and same_unit(part, others[0])
        is_part = is_parallel or is_beside or _PART.search(part.left) is not None
        return _with_whole(part, wholes) if is_part else None
    if named := _NAMED.search(rate.words):
        return _named_whole(part, others, named["whole"])
    name = RATE.search(rate.words)
    if name is None:
        return None
    if _OUT_OF.match(others[0].right):
        return _with_whole(part, others[:1])
    if _is_one_each(others[0], part):
        return part, others[0]
    return _with_whole(part, others) if names(name["name"], part) else None


def _is_proportion(rate: PrintedFigure, part: PrintedFigure) -> bool:
    told = _PROPORTION.fullmatch(rate.words)
    return told is not None and (not told["women"] or re.search(r"[女妇]", part.left) is not None)


def _is_one_each(whole: PrintedFigure, part: PrintedFigure) -> bool:
    """Tell whether each has one, so that heads are counted by places: 90个村配备主任81名."""
    told = _ONE_EACH.match(part.left) is not None and "个" in whole.claim.unit_raw
    return told and whole.end + len(part.left) == part.start and part.value <= whole.value


def _has_share(near: Sequence[PrintedFigure], figure: PrintedFigure) -> bool:
    """Tell whether a share is told right behind the figure: it is a part itself."""
    behind = next((one for one in near if one.start >= figure.end), None)
    return behind is not None and behind.kind == "percent" and "占" in behind.words


def completion_pair(before: list[PrintedFigure]) -> tuple[PrintedFigure, PrintedFigure] | None:
    """Return what is done and its target, of the figures before; null where none is a target."""
    target = next((figure for figure in before if _is_target(figure)), None)
    if target is None:
        return None
    return _with_part([figure for figure in before if figure is not target], target)


def _with_part(
    candidates: list[PrintedFigure], whole: PrintedFigure
) -> tuple[PrintedFigure, PrintedFigure] | None:
    for part in candidates[:2]:
        if comparable(part, whole) and not is_prior(part) and not _is_target(part):
            return part, whole
    return None


def _with_whole(
    part: PrintedFigure, candidates: list[PrintedFigure]
) -> tuple[PrintedFigure, PrintedFigure] | None:
    for whole in candidates[:4]:
        if comparable(part, whole) and whole.value >= part.value and not _is_target(whole):
            return part, whole
    return None


def _named_whole(
    part: PrintedFigure, candidates: list[PrintedFigure], name: str
) -> tuple[PrintedFigure, PrintedFigure] | None:
    stem = re.sub(r"(?:总数|总人数|总户数|总量|人数|户数|总|数)$", "", name)[-2:]
    for whole in candidates[:4]:
        beside = whole.words[-10:] + whole.right[:8]
        if len(stem) == 2 and stem in beside and comparable(part, whole):
            return (part, whole) if whole.value >= part.value else None
    return None


def _is_target(figure: PrintedFigure) -> bool:
    if figure.claim.role is Role.TARGET or re.match(r"[的]?(?:任务|目标|计划)", figure.right):
        return True
    marks = [match.end() for match in _TARGET.finditer(figure.words)]
    return bool(marks) and not _ACTUAL.search(figure.words, marks[-1])


def _is_base(figure: PrintedFigure) -> bool:
    """Tell whether a rate right behind is of this: 占年度任务5000人的95%, 占总数3650名的34%."""
    return _is_target(figure) or "占" in figure.words


def _above_all(rate: PrintedFigure) -> Finding:
    return ask(
        "part_exceeds_whole",
        rate,
        (),
        f"{rate.quote} > 100%",
        f"「{rate.words.strip()}{rate.quote}」超过 100%，请核实：这个比率是否写错？",
        Severity.ERROR,
    )


def rate_question(rate: PrintedFigure, part: PrintedFigure, whole: PrintedFigure) -> Finding:
    """Return the question about a rate that is not part by whole."""
    computed = shown(part.value * 100 / whole.value)
    arithmetic = f"{part.quote} ÷ {whole.quote} = {computed}%"
    return ask(
        "rate_mismatch",
        rate,
        (part, whole),
        arithmetic,
        f"文中写 {rate.quote}，而 {part.quote} 与 {whole.quote} 相除为 {computed}%。"
        f"请核实：{part.quote}、{whole.quote}、{rate.quote} 哪个数有误，还是另有算法？",
    )
