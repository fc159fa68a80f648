"""What the name of a rate measures, and whose: 办结率 of cases settled, 检查中……阳性率. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingestion.validate.printed import PrintedFigure, comparable, window

REACHED = r"(?:已|均|都|仅)?(?:达到?了?|为|是|在|约|近|超过?|高达|实现)*(?:了)?"
RATE = re.compile(rf"(?P<name>[\u4e00-\u9fff]{{1,8}})(?:率|面){REACHED}$")
_TOPIC = re.compile(
    r"^(?P<topic>[\u4e00-\u9fff]{2,8}?)(?:检查|筛查|普查|体检)(?:者|对象|人员)?[中里],?[^,;。]{0,6}"
    r"(?:发现|查出|检出|查到|确诊)"
)
_FARTHEST_BACK = 8
_VERBS = frozenset("检查学训保选评会还签到参")  # 参检率: 实检301人
_GROUPS = (
    (
        re.compile(r"办结|处结|结案|办复|处理|处置|落实|解决|答复|回复|办理|调结"),
        re.compile(r"办结|处结|结案|办复|处理|处置|落实|解决|答复|回复|办理|调处|调结|化解|完毕"),
    ),
    (
        re.compile(r"调解|调处|成功|化解|和解|和好"),
        re.compile(r"成功|和好|和解|握手言和|化解|达成|调解好|调处好"),
    ),
    (
        re.compile(r"覆盖|建成|组建|配备|普及|建立|挂牌|改建"),
        re.compile(r"覆盖|建|配|挂|设|有|完成"),
    ),
    (re.compile(r"还款|回收|归还|收回"), re.compile(r"收回|归还|回收|还")),
    (re.compile(r"检出|患病|发病|检出患病"), re.compile(r"检出|查出|患|发现|病")),
)


def names(name: str, part: PrintedFigure) -> bool:
    """Tell whether the clause of the part speaks of what the rate measures."""
    beside = part.left + re.split(r"[,;:、]", part.right)[0]
    for names, words in _GROUPS:
        if names.search(name):
            return words.search(beside) is not None
    return name[-2:] in beside or any(verb in beside for verb in _VERBS & set(name[-2:]))


def of_topic(
    line: Sequence[PrintedFigure], index: int
) -> tuple[PrintedFigure, PrintedFigure] | None:
    """Return part and whole where the sentence says of which examined: 宫颈癌检查中查出……检出率.

    The whole is the one figure of the sentence before that is said of the same.
    """
    rate = line[index]
    part = line[index - 1] if index else rate
    name, topic = RATE.search(rate.words), _TOPIC.match(part.left)
    if part is rate or name is None or topic is None or part.sentence != rate.sentence:
        return None
    wholes = [
        figure
        for figure in window(line, index, _FARTHEST_BACK, 0)
        if figure.sentence == part.sentence - 1
        and topic["topic"] in figure.words
        and comparable(part, figure)
    ]
    is_meant = len(wholes) == 1 and wholes[0].value >= part.value and names(name["name"], part)
    return (part, wholes[0]) if is_meant else None
