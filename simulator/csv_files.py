"""The long form as a CSV file, in the encodings that offices send."""

from __future__ import annotations

import csv
import io

from simulator.grid import Grid, written

ENCODINGS = ("utf-8-sig", "gb18030", "utf-8")


def write_csv(grid: Grid, encoding: str) -> bytes:
    """Return the bytes of a CSV file; the lines end as spreadsheet programs end them."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\r\n").writerows(
        [written(cell) for cell in row] for row in grid.rows
    )
    return buffer.getvalue().encode(encoding)
