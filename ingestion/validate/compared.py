"""The figure of now and the one of last year, where words say which is which. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingestion.validate.printed import PrintedFigure, comparable, window
from ingestion.validate.products import is_per_unit

_UP = r"增长|上升|增加|提高|提升|增幅|涨幅|上涨|高出|多出|扩大|增|升|多|高"
_DOWN = r"下降|减少|降低|回落|降幅|下滑|缩减|减幅|少出|减|降|少|低"
CHANGE = re.compile(rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:了|近|约|为|达到?|逾|幅度?为?)*$")
_LAST = re.compile(
    r"(?:上年|去年|前年|同期|上届|上季度|上月|上半年|年初|期初|改革前|换届前|成立之初|成立时|启动之初|起步时|最初|(?:19|20)\d\d年)[^,;。]{0,8}$"
)
_QUARTER = re.compile(r"[一二三四1-4]季度|(?:1[0-2]|[1-9])月|[上下]半年")
_YEAR = re.compile(r"((?:19|20)\d\d)年")
FROM = re.compile(r"(?:由|从)[^,;。]{0,16}$")
TO = re.compile(r"^[^,;。]{0,6}(?:到|至|为|达)")


def two_years(
    line: Sequence[PrintedFigure], index: int
) -> tuple[PrintedFigure, PrintedFigure] | None:
    """Return this year's figure and last year's, where the words say which they are."""
    before = [
        figure
        for figure in window(line, index, 5, 0)
        if figure.sentence == line[index].sentence and not is_per_unit(figure)
    ][:4]
    if pair := _of_two_quarters(line[index], before):
        return pair
    for position, last in enumerate(before[:2]):
        following = before[position + 1] if position + 1 < len(before) else None
        if following and FROM.search(following.words) and TO.match(last.left):
            return (last, following) if comparable(last, following) else None
        if is_last(last):
            now = next(
                (
                    figure
                    for figure in before[position + 1 :]
                    if _may_be_now(figure, last)
                    and (not is_last(figure) or _is_later(figure, last))
                ),
                None,
            )
            return (now, last) if now else None
    return _told_behind(line, index, before)


def _may_be_now(figure: PrintedFigure, last: PrintedFigure) -> bool:
    """Tell whether both may count one thing: 人次 against 人次 where last year's are 人次."""
    if last.kind == "person":
        return figure.kind == "person" and _is_of_times(figure) == _is_of_times(last)
    return comparable(figure, last)


def _is_of_times(figure: PrintedFigure) -> bool:
    return "次" in figure.claim.unit_raw


def _of_two_quarters(
    change: PrintedFigure, before: list[PrintedFigure]
) -> tuple[PrintedFigure, PrintedFigure] | None:
    """Return the two of growth on the quarter before: 三季度90场，二季度75场，环比增长20%."""
    if "环比" not in change.words or len(before) < 2:
        return None
    last, now = before[:2]
    names = [_QUARTER.findall(figure.words)[-1:] for figure in (last, now)]
    is_told = names[0] and names[0] != names[1] and now.sentence == last.sentence
    return (now, last) if is_told and comparable(now, last) else None


def _told_behind(
    line: Sequence[PrintedFigure], index: int, before: list[PrintedFigure]
) -> tuple[PrintedFigure, PrintedFigure] | None:
    """Return the two where last year's follows the growth: 1.2亿元，同比增长50%，上年为1亿元."""
    last = line[index + 1] if index + 1 < len(line) else None
    now = line[index + 2] if index + 2 < len(line) else None
    if last and now and FROM.search(last.words) and TO.match(now.left):
        return (now, last) if comparable(now, last) else None
    if last is None or not before or last.segment != line[index].segment or not is_last(last):
        return None
    now = before[0]
    return (now, last) if comparable(now, last) and not is_last(now) else None


def is_last(figure: PrintedFigure) -> bool:
    """Tell whether the figure is last year's, and not by how much this year differs."""
    return _LAST.search(figure.words) is not None and CHANGE.search(figure.words) is None


def _is_later(now: PrintedFigure, last: PrintedFigure) -> bool:
    """Tell whether both name their years, and `now` the later: 2014年……，2013年为……."""
    years = [_YEAR.findall(figure.words)[-1:] for figure in (now, last)]
    return all(years) and years[0] > years[1]
