"""A table in lines against the prose of the same document: 9480 here, 9840 there. Pure.

Different figures of one indicator may well be two things (an event and the year); the same digits
in another order are one number, copied wrongly.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ingestion.model import Finding, Role
from ingestion.validate.printed import PrintedFigure, PrintedText
from ingestion.validate.questions import ask


def table_findings(printed: PrintedText) -> Iterator[Finding]:
    """Yield a question for each figure of the prose whose digits a row of cells has in disorder."""
    rows: dict[tuple[str, str], list[PrintedFigure]] = defaultdict(list)
    prose: list[PrintedFigure] = []
    for line in printed.lines:
        is_row = printed.is_row(line[0])
        for figure in line:
            if figure.claim.indicator_code is None or figure.claim.role is not Role.ACTUAL:
                continue
            if is_row:
                rows[_key(figure)].append(figure)
            else:
                prose.append(figure)
    for figure in prose:
        for cell in rows.get(_key(figure), ())[:1]:
            if cell.value != figure.value:
                yield ask(
                    "table_vs_text",
                    figure,
                    (cell,),
                    f"{cell.quote} ≠ {figure.quote}",
                    f"表中写 {cell.quote}，正文写 {figure.quote}，数字顺序不同。请核实：哪个数对？",
                )


def _key(figure: PrintedFigure) -> tuple[str, str]:
    """Return what a figure and its miscopy share: the indicator and the digits."""
    return figure.claim.indicator_code or "", "".join(sorted(str(figure.value)))
