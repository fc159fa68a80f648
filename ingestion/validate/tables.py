"""A table in lines against the prose of the same document: 9480 here, 9840 there. Pure.

Different figures of one indicator may well be two things (an event and the year); the same digits
in another order, or four and more of which one differs, are one number, copied wrongly.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ingestion.model import Finding, Method, Role
from ingestion.validate.printed import PrintedFigure, PrintedText
from ingestion.validate.questions import ask

_FEWEST_DIGITS = 4  # one that differs among three is soon met by chance

_Key = tuple[str | None, str | None, str]


def table_findings(printed: PrintedText) -> Iterator[Finding]:
    """Yield a question for each figure of the prose that a row of cells has nearly the same."""
    cells, prose = _told_apart(printed)
    rows: dict[_Key, PrintedFigure] = {}
    told: dict[_Key, set[str]] = defaultdict(set)
    for figure in cells:
        told[_key(figure, "")].add(_digits(figure))
        for key in _miscopies(figure):
            rows.setdefault(key, figure)
    for figure in prose:
        if _digits(figure) in told[_key(figure, "")]:
            continue
        cell = next((rows[key] for key in _miscopies(figure) if key in rows), None)
        if cell is not None:
            yield ask(
                "table_vs_text",
                figure,
                (cell,),
                f"{cell.quote} ≠ {figure.quote}",
                f"表中写 {cell.quote}，正文写 {figure.quote}，像是抄错了数字。请核实：哪个数对？",
            )


def _told_apart(printed: PrintedText) -> tuple[list[PrintedFigure], list[PrintedFigure]]:
    """Return the figures of rows of cells, and those of sentences."""
    cells: list[PrintedFigure] = []
    prose: list[PrintedFigure] = []
    for line in printed.lines:
        is_row = printed.is_row(line[0])
        for figure in line:
            if figure.claim.indicator_code is None or figure.claim.role is not Role.ACTUAL:
                continue
            is_cell = is_row or figure.claim.method is not Method.NARRATIVE
            (cells if is_cell else prose).append(figure)
    return cells, prose


def _miscopies(figure: PrintedFigure) -> Iterator[_Key]:
    """Yield what a figure and its miscopies share: the digits, and all of them but one."""
    digits = _digits(figure)
    yield _key(figure, "".join(sorted(digits)))
    is_fine = len(digits.rstrip("0")) >= _FEWEST_DIGITS
    for at in range(len(digits) if is_fine else 0):
        yield _key(figure, f"{digits[:at]}?{digits[at + 1 :]}")


def _digits(figure: PrintedFigure) -> str:
    return f"{figure.value.normalize():f}"


def _key(figure: PrintedFigure, digits: str) -> _Key:
    return figure.claim.indicator_code, figure.claim.organization_code, digits
