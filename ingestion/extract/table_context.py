"""What stands above a table of a report: its title, its unit note, the heading of its section.

Pure. What the words mean is decided in `table_titles` and `table_meaning`.
"""

from __future__ import annotations

import re

from ingestion.extract.headers import UNIT_NOTE
from ingestion.model import Document, Paragraph, Table

_LINES_ABOVE = 3
_FARTHEST_HEADING = 200  # blocks looked back at
_TABLE_TITLE = re.compile(r"表(?:\(.*\))?[:：]?$|^附[件表]|^表\s?[\d一二三四五]")
_LONGEST_TITLE = 60
_HEADING = re.compile(
    r"\s*(?:第?[一二三四五六七八九十]{1,3}[、.部]|[(（][一二三四五六七八九十]{1,3}[)）]|\d{1,2}[、.]|附)"
)
_PLANNED = re.compile(
    r"下一?步|下一?阶段|打算|工作思路|计划[:：]?$|明年|来年|工作安排|努力方向|今后"
)
_CAPTION = re.compile(r"[^。；;，,]{2,30}[:：]?")
# Each row is a person: a case, and no figure of the office.
_OF_PERSONS = frozenset(
    {"姓名", "户主", "户主姓名", "受助人", "受助人姓名", "借款人", "贷款人", "申请人"}
)


def lines_above(document: Document, at: int) -> list[str]:
    """Return what stands just above a table of a text document: its title, its unit note.

    A sentence of the report above says nothing else of the table: its year may be next year's plan.
    """
    lines: list[str] = []
    for block in reversed(document.blocks[max(0, at - _LINES_ABOVE) : at]):
        if not isinstance(block, Paragraph) or block.end - block.start > _LONGEST_TITLE:
            break
        line = document.normalized.between(block.start, block.end).strip()
        note = UNIT_NOTE.search(line)
        is_next = not lines and _CAPTION.fullmatch(line) is not None
        if _TABLE_TITLE.search(line) or is_next:
            lines.insert(0, line)
        elif note:
            lines.insert(0, note[0])
    return lines


def is_of_persons(table: Table) -> bool:
    """Say whether a table lists persons, a row each."""
    heads = {"".join(cell.text.split()) for row in table.rows[:_LINES_ABOVE] for cell in row}
    return bool(heads & _OF_PERSONS)


def is_planned(document: Document, at: int) -> bool:
    """Say whether the nearest heading above a table of a report speaks of what is to come."""
    for block in reversed(document.blocks[max(0, at - _FARTHEST_HEADING) : at]):
        if isinstance(block, Paragraph) and block.end - block.start <= _LONGEST_TITLE:
            line = document.normalized.between(block.start, block.end)
            if block.level or _HEADING.match(line) or _PLANNED.search(line):
                return _PLANNED.search(line) is not None
    return False
