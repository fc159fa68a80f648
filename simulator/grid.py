"""A table before it has a file format: cells in a rectangle, and which of them are figures."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from ingestion.codebook import load_codebook
from simulator.figures import Figure
from simulator.truth import Telling

Content = str | Decimal | None


@dataclass(frozen=True, slots=True)
class Placed:
    """A figure in a cell, 1-based."""

    row: int
    column: int
    figure: Figure
    value_raw: str
    construction: str
    owner: str | None = None  # where it is another office's


@dataclass(slots=True)
class Grid:
    """Rows of cells. A merge is (first row, first column, last row, last column), 1-based."""

    name: str
    rows: list[list[Content]] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    placed: list[Placed] = field(default_factory=list)

    def add(self, *cells: Content) -> int:
        """Add a row and return its number."""
        self.rows.append(list(cells))
        return len(self.rows)

    def add_to(self, row: int, cell: Content) -> None:
        """Add a cell to the end of a row that exists."""
        self.rows[row - 1].append(cell)

    def add_merged(self, text: str, width: int) -> None:
        """Add a row whose first cell spans the table."""
        row = self.add(text, *[None] * (width - 1))
        self.merges.append((row, 1, row, width))

    def place(
        self,
        position: tuple[int, int],
        figure: Figure,
        cell: Content,
        told: str,
        owner: str | None = None,
    ) -> None:
        """Put a figure into a cell of a row that exists; `owner` is another office's code."""
        row, column = position
        line = self.rows[row - 1]
        line.extend([None] * (column - len(line)))
        line[column - 1] = cell
        self.placed.append(Placed(row, column, figure, written(cell), told, owner))

    def tellings(self, container: str, table: str | None = None) -> list[Telling]:
        """Return the truth of the table; `table` replaces the sheet and its A1 addresses."""
        return [
            Telling(
                indicator_code=placed.figure.indicator_code,
                period_id=placed.figure.period_id,
                role=placed.figure.role,
                value_submitted=placed.figure.submitted,
                value_intended=placed.figure.intended,
                unit_code=load_codebook().indicators[placed.figure.indicator_code].unit_code,
                value_raw=placed.value_raw,
                container=container,
                locator=self._address(placed, table),
                construction=placed.construction,
                injected_error=placed.figure.error,
                organization_code=placed.owner,
            )
            for placed in self.placed
        ]

    def _address(self, placed: Placed, table: str | None) -> str:
        if table:
            return f"{table}!r{placed.row}c{placed.column}"
        return f"{self.name}!{chr(64 + placed.column)}{placed.row}"


def written(cell: Content) -> str:
    """Return a cell as text."""
    if isinstance(cell, Decimal):
        return plain(cell)
    return cell or ""


def plain(value: Decimal) -> str:
    """Return a number in digits, without an exponent or idle zeros.

    >>> plain(Decimal("1.20E+4")), plain(Decimal("58.0"))
    ('12000', '58')
    """
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
