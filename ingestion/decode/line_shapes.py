"""What lines look like that make a table: words that head columns, and rows of figures under them.

Pure: pieces of lines in, shapes out. `flattened` finds the tables.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

LONGEST_NAME = 20
_FEWEST_NARROW_ROWS = 3  # a table of two columns has so many rows, else it is a list
_FIGURE = re.compile(
    r"(?:约|近)?-?\d[\d,]*(?:\.\d+)?(?:/\d+万)?(?![\d年月日届])[^\d\s,、()]{0,4}"
    r"|[—\-–/]+|无"
)
_YEAR = re.compile(r"(?:19|20)\d\d年?")
_INDEX = re.compile(r"\d{1,3}[.、]?")
INDEX_NAME = re.compile(r"序号|编号|No\.?", re.IGNORECASE)
_NUMBER = re.compile(r"[\d,.]+%?")
_SECTION = re.compile(r"[(（]?[一二三四五六七八九十]+[)）、.]")
_NAMES_A_COLUMN = re.compile(r"[数量率额]$|[)）]$|%")
_NAMES_ROWS = re.compile(
    r"(?:各?(?:乡镇|镇街|街道|县区|县市区|旗县|市州|地区|村居?|社区|单位|项目|指标|内容|年[度份]))(?:名称|街道)?"
)
_COUNTED = re.compile(r"[\d,.]+(?:%|人次|万元|[人户件个场期名份条支亩次元])?")


@dataclass(frozen=True, slots=True)
class Piece:
    """A cell: its span in the document's text, and what it says."""

    start: int
    end: int
    text: str  # normalised

    @property
    def is_figure(self) -> bool:
        """Whether it is a number with at most a unit, or says that there is none."""
        return _FIGURE.fullmatch(self.text) is not None


Line = tuple[Piece, ...]


def is_header(line: Line) -> bool:
    """Say whether a line may name columns: short words, and no figure but a year."""
    if len(line) < 2 or _SECTION.match(line[0].text):
        return False
    names = [piece.text for piece in line]
    if not all(names[1:]) or any(len(name) > LONGEST_NAME or ":" in name for name in names):
        return False
    return not any(_COUNTED.fullmatch(name) and not _YEAR.fullmatch(name) for name in names)


def as_row(line: Line, header: Line, rows: Sequence[Line]) -> Line | None:
    """Return a line as a row under a header, its name second where the first is an index.

    None where it is no row. A name may be of several words, and the corner may be left out.
    """
    wanted = len(rows[0]) if rows else len(header)
    if not rows and len(line) == wanted + 1 and _all_figures(line[1:]):
        wanted += 1
    lead = 1 if INDEX_NAME.fullmatch(header[0].text) and len(header) == wanted else 0
    extra = len(line) - wanted
    if extra < 0 or wanted < lead + 2 or any(len(piece.text) > LONGEST_NAME for piece in line):
        return None
    name, values = line[lead : lead + extra + 1], line[lead + extra + 1 :]
    if not _is_name(name) or any(
        piece.text and not _INDEX.fullmatch(piece.text) for piece in line[:lead]
    ):
        return None
    figures = sum(piece.is_figure for piece in values)
    if 2 * figures < len(values) - 1 or not figures:
        return None
    text = " ".join(piece.text for piece in name)
    return (*line[:lead], Piece(name[0].start, name[-1].end, text), *values)


def _is_name(words: Line) -> bool:
    """12338来电 is one; a bare number is none."""
    first, *others = words
    is_number = _NUMBER.fullmatch(first.text) is not None
    return bool(words[-1].text) and not is_number and not any(word.is_figure for word in others)


def is_stacked(row: Line, width: int) -> bool:
    """Say whether cells that stood below each other are a row: a name, then figures."""
    return len(row) == width and not row[0].is_figure and _all_figures(row[1:])


def _all_figures(line: Line) -> bool:
    return all(piece.is_figure for piece in line)


def is_table(header: Line, rows: Sequence[Line]) -> bool:
    """Say whether rows were found, and enough of them to be no list."""
    if not rows:
        return False
    if len(rows[0]) > 2:
        return True
    names = _NAMES_ROWS.fullmatch(header[0].text) or _NAMES_A_COLUMN.search(header[-1].text)
    return len(rows) >= _FEWEST_NARROW_ROWS and names is not None
