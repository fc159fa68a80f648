"""Totals against their parts, and parts against their whole. Pure."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from ingestion.model import Finding, Qualifier, Role, Severity
from ingestion.validate.arithmetic import Interval
from ingestion.validate.printed import PrintedFigure, comparable, is_prior, same_unit
from ingestion.validate.questions import ask, shown

_TOTAL = re.compile(
    r"(?:合计|共计|总计|小计|总共|合起来|加起来|加在一起)[^,;:。、]{0,10}$"
    r"|(?:累计|计|共)(?:有|为|达|是|到|约|发放|受理|接待|完成|培训|印发|组织|举办|开展)*$"
)
_STOCK = re.compile(r"(?:累计|现有|达到|总数|至今|历年)")
_OTHERS = re.compile(r"(?:其他|其它|其余|剩余)")
_OPENS = re.compile(r"其中|分别|包括|分为|按[^,;。]{1,8}[分看]|[:(]")
_OF_WHICH = re.compile(r"^[^;。]*其中")
_HEADS_CLAUSE = re.compile(r"(?:^|[,(:、])其中")
_JOINED = re.compile(r"[^,;。]{0,6}[、和及,]")
_ALL = re.compile(r"按[^,;。]{1,8}分|分为|全部|全都|全为|均为|都是|[两二三四五六]类")
_COVERS = re.compile(
    r"来信|来电|来访|网络|网上|电话|信件|信函|上门|登门|当面|现场|窗口|微信|热线|线上|线下"
    r"|农村|城镇|城市|县直|机关|乡镇|上半年|下半年|[一二三四]季度|男|女"
)
_LEVELS = re.compile(r"国家级|省级|[市州]级|县级|乡级|镇级|村级|乡镇|街道|社区|村")
_THINGS = frozenset({"person", "case", "household"})
_NEAR_TOTAL = Decimal("0.15")
_NEAR_ABOVE = Decimal("0.25")  # what is of one level is of no other
_NEAR_WHOLE = Decimal("0.12")  # three parts and more that come so close are meant to cover
_NEAR_STOCK = Decimal("0.05")
_MOST_PARTS = 10
_LONGEST_ITEM = 24
_OF_IT = r"^,?(?:其中|已|共|实际|获)*(?:被[^,;。]{0,8})?"  # 刊用, and not 媒体刊用: of the same
_FORM = "(?:问卷|答卷|试卷|调查表|测评表|意见函|征求意见表)"
_STAGES = (  # what comes first, what can only be some of it, and how that is called
    (
        re.compile(r"受理|接待|接访|收到|接到|接收|登记|来信来访"),
        re.compile(r"办结|办理|处理|处置|处结|结案|调处|化解|解决|办复|答复|[已审]结"),
        "办结数",
    ),
    (
        re.compile(r"介入|参与调解|调解|调处|排查"),
        re.compile(rf"{_OF_IT}(?:调成|调好|成功|和好)(?:调[解处])?了?$"),
        "调成数",
    ),
    (
        re.compile(r"投稿|报送|上报|撰写|编写"),
        re.compile(rf"{_OF_IT}(?:[采刊录选]用|刊[发登载])了?$"),
        "采用数",
    ),
    (
        re.compile(rf"(?:发放|发出|印发|下发)[^,;。]*{_FORM}"),
        re.compile(rf"{_OF_IT}(?:收回|回收)(?:有效)?(?:{_FORM})?$"),
        "收回数",
    ),
)


def sum_findings(line: Sequence[PrintedFigure]) -> Iterator[Finding]:
    """Yield a question for each total that its parts miss, and each part above its whole."""
    for index, figure in enumerate(line):
        if not figure.is_count:
            continue
        if _TOTAL.search(figure.words):
            yield from _total_behind(line, index)
        yield from _whole_before(line, index)
        yield from _part_above(line, index)
        yield from _settled_above(line, index)


def _total_behind(line: Sequence[PrintedFigure], index: int) -> Iterator[Finding]:
    total = line[index]
    run: list[PrintedFigure] = []
    for figure in reversed(line[max(0, index - _MOST_PARTS) : index]):
        if figure.sentence != total.sentence or not _adds(figure, total):
            break
        run.append(figure)
        if len(figure.left) > _LONGEST_ITEM or figure.hides_number:
            break
    is_stock = _STOCK.search(total.words) is not None
    if len(run) < 2 or total.hides_number or _is_told(line, index, run):
        return
    near = _NEAR_STOCK if is_stock else _NEAR_TOTAL
    if is_stock and len(run) < 3:
        return
    lists = [run[:count] for count in range(2, len(run) + 1)]
    best = min(lists, key=lambda parts: abs(_sum(parts) - total.value))
    if total.value and abs(_sum(best) - total.value) <= near * total.value:
        yield _mismatch(total, list(reversed(best)))


def _adds(figure: PrintedFigure, total: PrintedFigure) -> bool:
    return figure.kind == total.kind or {figure.kind, total.kind} <= _THINGS


def _is_told(line: Sequence[PrintedFigure], index: int, run: list[PrintedFigure]) -> bool:
    """Tell whether some of the figures before, or behind, make up the total as printed."""
    total = line[index]
    behind = [figure for figure in line[index + 1 : index + 1 + _MOST_PARTS] if figure.is_count]
    for parts in (run, behind, [part for part in run if comparable(part, total)]):
        sums = Interval(Decimal(0), Decimal(0))
        for part in parts:
            sums = sums.plus(part.reach)
            if sums.meets(total.reach):
                return True
    alike = [figure for figure in line[max(0, index - 6) : index] if _adds(figure, total)]
    return any(
        one.reach.times(other.reach).meets(total.reach)
        or one.reach.plus(other.reach).meets(total.reach)
        for one in alike
        for other in alike
        if one is not other
    )


def _whole_before(line: Sequence[PrintedFigure], index: int) -> Iterator[Finding]:
    """151件，其中来信34件、来电61件、来访52件: parts said, or nearly shown, to cover it."""
    whole = line[index]
    parts = _of_one_list(_parts_of(line, index))
    if len(parts) < 2 or whole.value == 0 or whole.claim.qualifier is not Qualifier.EXACT:
        return
    if any(part.hides_number for part in parts) or not _OPENS.search(parts[0].left):
        return
    is_covered = _cover(parts)
    is_above = _sum(parts) > whole.value and _are_kinds(parts, _LEVELS)
    if len(parts) < 3 and not is_covered and not is_above:
        return
    near = _NEAR_ABOVE if is_above else _NEAR_TOTAL if is_covered else _NEAR_WHOLE
    if whole.claim.role is Role.TARGET or _is_of_another(line, index, parts):
        return
    fits = _adds_up(parts, whole) or _adds_up(_parts_of(line, index), whole)
    if not fits and abs(_sum(parts) - whole.value) <= near * whole.value:
        yield _mismatch(whole, parts)


def _is_of_another(
    line: Sequence[PrintedFigure], index: int, parts: Sequence[PrintedFigure]
) -> bool:
    """Tell whether the list is of a figure nearby: 招到90人，结对100名，其中……, ……合计90人."""
    behind = index + 1 + len(parts)
    near = [*line[max(0, index - 3) : index], *line[behind : behind + 1]]
    reach = parts[0].reach
    for part in parts[1:]:
        reach = reach.plus(part.reach)
    return any(
        _adds(one, parts[0]) and one.sentence == line[index].sentence and reach.meets(one.reach)
        for one in near
    )


def _adds_up(parts: Sequence[PrintedFigure], whole: PrintedFigure) -> bool:
    """Tell whether the first of the parts, two or more, make up the whole as printed."""
    reach = parts[0].reach
    for part in parts[1:]:
        reach = reach.plus(part.reach)
        if reach.meets(whole.reach):
            return True
    return False


def _parts_of(line: Sequence[PrintedFigure], index: int) -> list[PrintedFigure]:
    """Return the list in the whole's unit that begins right behind it."""
    whole = line[index]
    parts: list[PrintedFigure] = []
    for figure in line[index + 1 : index + 1 + _MOST_PARTS]:
        if figure.segment != whole.segment or not same_unit(figure, whole):
            break
        if parts and not _is_item(figure):
            break
        parts.append(figure)
    return parts


def _of_one_list(parts: list[PrintedFigure]) -> list[PrintedFigure]:
    """Return the parts that 、 joins, where it joins the first two: 甲3件、乙5件,办结8件."""
    if len(parts) < 3 or "、" not in parts[1].left[:3]:
        return parts
    joined = itertools.takewhile(lambda part: "、" in part.left[:3], parts[1:])
    return [parts[0], *joined]


def _is_item(figure: PrintedFigure) -> bool:
    return len(figure.left) <= _LONGEST_ITEM and _JOINED.match(figure.left) is not None


def _cover(parts: list[PrintedFigure]) -> bool:
    if _OTHERS.search(parts[-1].left) or _ALL.search(parts[0].left):
        return True
    return _are_kinds(parts, _COVERS)


def _are_kinds(parts: list[PrintedFigure], kinds: re.Pattern[str]) -> bool:
    """Tell whether each part is of another one of the kinds."""
    found = [kinds.findall(part.left[-12:])[-1:] for part in parts]
    return all(found) and len({kind[0] for kind in found}) == len(found)


def _part_above(line: Sequence[PrintedFigure], index: int) -> Iterator[Finding]:
    """168人，其中残疾妇女12人、贫困妇女173人."""
    first = line[index]
    if not _OF_WHICH.search(first.left):
        return
    whole = next(
        (
            figure
            for figure in reversed(line[max(0, index - 3) : index])
            if figure.sentence == first.sentence
            and same_unit(figure, first)
            and not is_prior(figure)
        ),
        None,
    )
    if whole is None or "其中" in whole.left or _refers_further(line, index):
        return
    listed = itertools.takewhile(lambda one: "、" in one.left[:3], _parts_of(line, index))
    for part in (first, *listed):
        if part.reach.low > whole.reach.high:
            yield _above(part, whole, "其中的一部分")


def _refers_further(line: Sequence[PrintedFigure], index: int) -> bool:
    """Tell whether 其中 means a figure further back: 儿童860名，62名志愿者与其中的130名结对."""
    part = line[index]
    return _HEADS_CLAUSE.search(part.left) is None and any(
        same_unit(figure, part) and part.reach.low <= figure.reach.high
        for figure in line[max(0, index - 3) : index]
        if figure.sentence == part.sentence
    )


def _settled_above(line: Sequence[PrintedFigure], index: int) -> Iterator[Finding]:
    """受理52件，办结55件; 投稿30篇，刊用34篇: more come out than went in."""
    after = line[index]
    before = line[index - 1] if index else after
    if before is after or before.sentence != after.sentence or not same_unit(before, after):
        return
    if after.reach.low <= before.reach.high or after.hides_number or is_prior(before):
        return
    for first, second, name in _STAGES:
        is_chain = first.search(before.words) and not second.search(before.words)
        if is_chain and second.search(after.words) and not first.search(after.words):
            yield _above(after, before, name)
            return


def _above(part: PrintedFigure, whole: PrintedFigure, what: str) -> Finding:
    return ask(
        "part_exceeds_whole",
        part,
        (whole,),
        f"{part.quote} > {whole.quote}",
        f"{what} {part.quote} 大于总数 {whole.quote}。请核实：哪个数有误，还是口径不同？",
        Severity.ERROR,
    )


def _mismatch(total: PrintedFigure, parts: list[PrintedFigure]) -> Finding:
    added = " + ".join(part.quote for part in parts)
    computed = shown(_sum(parts))
    return ask(
        "sum_mismatch",
        total,
        tuple(parts),
        f"{added} = {computed}",
        f"各项相加 {added} 为 {computed}，文中总数写 {total.quote}。"
        "请核实：是总数有误、某一项有误，还是有未列出的部分？",
    )


def _sum(parts: Sequence[PrintedFigure]) -> Decimal:
    return sum((part.value for part in parts), Decimal(0))
