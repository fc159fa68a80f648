"""What is left of a whole when some of it is done, in one sentence or at the report's end. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingestion.model import Finding, Role
from ingestion.validate.printed import PrintedFigure, PrintedText, same_unit
from ingestion.validate.questions import ask, shown
from ingestion.validate.rates import completion_pair

_LEFT = re.compile(r"(?:剩余|剩下|还剩|还差|余下|尚余|尚有|尚差|其余|仍有|还有)的?[^,;。]{0,8}$")
_DONE = re.compile(r"(?:已|完成|实际|办结|建成|到位|落实)")
_HEARD = 40  # characters before a figure that say of what it is
_NEXT = 16  # characters from the target to what is left in the next sentence
_RUN = 4
_NO_LETTERS = re.compile(r"[^\u4e00-\u9fff]")
_COMMON = re.compile(r"[全年任务目标计划完成数的余下剩已]")
_MOST_PAIRS = 20  # completions of one unit that are compared with what is left

_Pair = tuple[PrintedFigure, PrintedFigure]


def remainder_findings(printed: PrintedText) -> Iterator[Finding]:
    """Yield a question for each remainder that is not the whole without what is done."""
    pairs: list[_Pair] = []
    for line in printed.lines:
        for index, figure in enumerate(line):
            if figure.is_count and _LEFT.search(figure.words):
                yield from _of_one_sentence(line, index)
                yield from _told_apart(figure, pairs, printed)
            elif pair := _completion(line, index):
                pairs = [*pairs, pair][-_MOST_PAIRS:]


def _completion(line: Sequence[PrintedFigure], index: int) -> _Pair | None:
    """Return what is done and its target where a completion in percent stands behind both."""
    rate = line[index]
    before = [one for one in line[max(0, index - 2) : index] if one.sentence == rate.sentence]
    if rate.kind != "percent" or len(before) < 2 or not before[0].is_count:
        return None
    pair = completion_pair(before)
    is_plain = pair is not None and all(one.is_exact for one in pair)
    return pair if is_plain else None


def _told_apart(
    rest: PrintedFigure, pairs: Sequence[_Pair], printed: PrintedText
) -> Iterator[Finding]:
    """筛查4760人，占任务数5600人的85%……年底前筛查完剩余940人: of the same, sentences apart."""
    if not rest.is_exact or rest.claim.role is Role.PRIOR_PERIOD:
        return
    alike = [
        (done, target)
        for done, target in pairs
        if same_unit(done, target)
        and same_unit(rest, target)
        and done.sentence != rest.sentence
        and _speak_of_one(rest, done, target, printed)
    ]
    if len(alike) == 1 and alike[0][0].value < alike[0][1].value:
        done, target = alike[0]
        if not target.reach.minus(done.reach).meets(rest.reach):
            yield from _compared(rest, target, done)


def _speak_of_one(
    rest: PrintedFigure, done: PrintedFigure, target: PrintedFigure, printed: PrintedText
) -> bool:
    """Tell whether the next sentence begins with it, or four characters running are before both.

    Words that any target has, and any remainder, do not count.
    """
    if rest.sentence == done.sentence + 1 and target.end + _NEXT >= rest.start:
        return True
    theirs = _heard(printed.before(done, _HEARD)) + _heard(target.left)
    words = _heard(printed.before(rest, _HEARD))
    runs = (words[at : at + _RUN] for at in range(len(words) - _RUN + 1))
    return any(run in theirs and len(_COMMON.sub("", run)) > 2 for run in runs)


def _heard(text: str) -> str:
    return _NO_LETTERS.sub("", text)


def _of_one_sentence(line: Sequence[PrintedFigure], index: int) -> Iterator[Finding]:
    """应检500人，已检420人，尚有60人未检: what is left is the whole without what is done."""
    rest = line[index]
    if index < 2 or not _LEFT.search(rest.words) or not rest.is_exact:
        return
    whole, done = line[index - 2], line[index - 1]
    if not whole.sentence == done.sentence == rest.sentence or not _DONE.search(done.words):
        return
    is_alike = same_unit(whole, done) and same_unit(done, rest)
    if not is_alike or not (whole.is_exact and done.is_exact) or whole.value <= done.value:
        return
    near = [one for one in line[max(0, index - 6) : index + 4] if same_unit(one, rest)]
    if any(
        one.reach.minus(two.reach).meets(rest.reach)
        for one in near
        for two in near
        if one is not two and rest not in (one, two)
    ):
        return
    yield from _compared(rest, whole, done)


def _compared(rest: PrintedFigure, whole: PrintedFigure, done: PrintedFigure) -> Iterator[Finding]:
    gap = whole.value - done.value
    if abs(gap - rest.value) * 2 > max(gap, rest.value):
        return
    yield ask(
        "sum_mismatch",
        rest,
        (whole, done),
        f"{whole.quote} - {done.quote} = {shown(gap)}",
        f"{whole.quote} 减去 {done.quote} 为 {shown(gap)}，文中写余下 {rest.quote}。"
        "请核实：哪个数有误？",
    )
