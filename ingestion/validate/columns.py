"""Columns of a table typed in lines: the row that adds them up, and columns of rates. Pure.

A total is asked about only where the table shows itself complete: another column must add up. A
rate is asked about where the heads say of which two columns it is: 任务、完成、完成率.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from ingestion.model import Finding, Locator, NormalizedText, Severity
from ingestion.validate.arithmetic import Interval
from ingestion.validate.questions import shown
from ingestion.validate.typed_tables import Cell, Row, TypedTable, typed_tables

_TOTAL = re.compile(r"(?:合计|总计|共计|全[县市区州旗镇乡](?:合计)?)(?:\([^)]*\))?")
_NO_PART = re.compile(r"小计|其中")
_FEWEST_PARTS = 2
_NEAR = Decimal("0.15")
_FARTHEST = 25  # percentage points: a slip of the pen goes no further
_HUNDRED = Interval(Decimal(100), Decimal(100))
_ONE = Interval(Decimal(1), Decimal(1))
_COMPLETION = re.compile(r"(?:完成|达标|兑现)(?:率|比例?|进度|情况)|完成%|占(?:任务|目标|计划)")
_AIM = re.compile(r"任务|目标|计划|指标|下达")
_DONE = re.compile(r"完成|实际|实绩|实有|落实|达到|已")
_GROWTH = re.compile(r"增长|增幅|同比|增减|升降|变化")
_LAST = re.compile(r"上年|去年|同期|上季|上月|上届")
_NOW = re.compile(r"今年|本年|本期|本季|本月|本届|当年|实绩|完成")
_IN_PERCENT = re.compile(r"[率%]|同比|增幅|占")


def column_findings(text: NormalizedText) -> Iterator[Finding]:
    """Yield a question for each total, completion and growth that its own table contradicts."""
    for table in typed_tables(text):
        yield from _totals(table, text)
        yield from _rates(table, text)


def _totals(table: TypedTable, text: NormalizedText) -> Iterator[Finding]:
    rows = table.rows
    places = [at for at in {0, len(rows) - 1} if _TOTAL.fullmatch(rows[at][0].written)]
    if len(places) != 1:
        return
    total = rows[places[0]]
    others = rows[1:] if places[0] == 0 else rows[:-1]
    parts = [row for row in others if not _NO_PART.search(row[0].written)]
    if len(parts) < _FEWEST_PARTS:
        return
    columns = [[row[index] for row in parts] for index in range(1, len(total))]
    added = [
        (cell, column, _sum(column))
        for cell, column in zip(total[1:], columns, strict=True)
        if cell.value is not None and not cell.is_percent
    ]
    if not any(computed == cell.value for cell, _, computed in added):
        return
    for cell, column, computed in added:
        value = cell.value or Decimal(0)
        if computed is not None and value != computed and abs(computed - value) <= _NEAR * value:
            yield _total_question(cell, column, text)


def _sum(column: Sequence[Cell]) -> Decimal | None:
    values = [cell.value for cell in column]
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if len(known) == len(values) else None


def _rates(table: TypedTable, text: NormalizedText) -> Iterator[Finding]:
    for at, head in enumerate(table.heads, start=1):
        if not (_IN_PERCENT.search(head) or all(row[at].is_percent for row in table.rows)):
            continue
        if _COMPLETION.search(head):
            done, aim = _column(table, at, _DONE, _AIM), _column(table, at, _AIM, _DONE)
            yield from _quotients(table.rows, (done, aim, at), text, is_growth=False)
        elif _GROWTH.search(head):
            now, last = _column(table, at, _NOW, _LAST), _column(table, at, _LAST, _AIM)
            yield from _quotients(table.rows, (now, last, at), text, is_growth=True)


def _column(
    table: TypedTable, rate: int, named: re.Pattern[str], other: re.Pattern[str]
) -> int | None:
    """Return the one column whose head is `named` and not `other`; null where they are several."""
    found = [
        at
        for at, head in enumerate(table.heads, start=1)
        if at != rate and named.search(head) and not other.search(head) and "率" not in head
    ]
    return found[0] if len(found) == 1 else None


def _quotients(
    rows: Sequence[Row],
    columns: tuple[int | None, int | None, int],
    text: NormalizedText,
    *,
    is_growth: bool,
) -> Iterator[Finding]:
    part_at, whole_at, rate_at = columns
    if part_at is None or whole_at is None:
        return
    for row in rows:
        part, whole, rate = row[part_at], row[whole_at], row[rate_at]
        if part.value is None or rate.value is None or not whole.value:
            continue
        reach = part.reach.over(whole.reach)
        computed = part.value / whole.value * 100 - (100 if is_growth else 0)
        changes = (reach.minus(_ONE), _ONE.minus(reach)) if is_growth else (reach,)
        if any(change.times(_HUNDRED).meets(rate.rounded) for change in changes):
            continue
        if abs(abs(computed) - rate.value) <= _FARTHEST:
            yield _rate_question(rate, (part, whole), computed, text)


def _total_question(cell: Cell, column: Sequence[Cell], text: NormalizedText) -> Finding:
    added = " + ".join(part.written for part in column)
    computed = shown(_sum(column) or Decimal(0))
    message = (
        f"表中各行相加 {added} 为 {computed}，合计写 {cell.written}。"
        "请核实：是合计有误，还是某一行有误？"
    )
    return _question("sum_mismatch", cell, column, (message, f"{added} = {computed}"), text)


def _rate_question(
    rate: Cell, pair: tuple[Cell, Cell], computed: Decimal, text: NormalizedText
) -> Finding:
    part, whole = pair
    message = (
        f"表中 {part.written} 与 {whole.written} 算得 {shown(computed)}%，写 {rate.written}。"
        "请核实：哪个数有误？"
    )
    arithmetic = f"{part.written} : {whole.written} = {shown(computed)}%"
    return _question("rate_mismatch", rate, pair, (message, arithmetic), text)


def _question(
    rule: str, doubted: Cell, others: Sequence[Cell], words: tuple[str, str], text: NormalizedText
) -> Finding:
    start, end = text.original_span(doubted.start, doubted.end)
    return Finding(
        rule=rule,
        severity=Severity.WARNING,
        message=words[0],
        locator=Locator("text", char_start=start, char_end=end),
        figures=(doubted.written, *(cell.written for cell in others)),
        arithmetic=words[1],
    )
