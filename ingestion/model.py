"""The values that stages hand each other: no I/O, no rules. See docs/architecture.md."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """How much a finding matters."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class Status(StrEnum):
    """Whether a reading may enter a fact."""

    ACCEPTED = "accepted"
    REVIEW = "review"
    REJECTED = "rejected"


class Qualifier(StrEnum):
    """How exactly the author meant the number."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"
    RANGE = "range"


class Role(StrEnum):
    """What the number says of the indicator: that it happened, or was planned, aimed at, asked."""

    ACTUAL = "actual"
    TARGET = "target"
    PLAN = "plan"
    PRIOR_PERIOD = "prior_period"
    THRESHOLD = "threshold"
    APPLIED_FOR = "applied_for"
    REQUIRED = "required"


class ValueState(StrEnum):
    """A figure, or one of the three kinds of silence."""

    REPORTED = "reported"
    NOT_REPORTED = "not_reported"
    NOT_APPLICABLE = "not_applicable"
    WITHHELD = "withheld"


class Method(StrEnum):
    """What kind of text a figure was read from."""

    TABLE = "table"
    FORM = "form"
    NARRATIVE = "narrative"
    CORRECTION = "correction"


class CellKind(StrEnum):
    """What a decoder found in a cell."""

    EMPTY = "empty"
    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Locator:
    """Where in the original a figure stands: a cell, or a span of characters, or a page of a PDF.

    `char_start` and `char_end` count characters of `Document.text`, end exclusive.
    `cell` is `B7` beside a `sheet`, else `table2!r3c4` (1-based, the parser's own rows).
    """

    kind: str  # cell | text
    sheet: str | None = None
    cell: str | None = None
    page: int | None = None
    char_start: int | None = None
    char_end: int | None = None

    def shown(self) -> str:
        """Return the address as a person reads it.

        >>> Locator("cell", sheet="Sheet1", cell="B7").shown()
        'Sheet1!B7'
        >>> Locator("text", char_start=12, char_end=15).shown()
        '字12-15'
        """
        if self.kind == "cell":
            return f"{self.sheet}!{self.cell}" if self.sheet else str(self.cell)
        return f"字{self.char_start}-{self.char_end}"


@dataclass(frozen=True, slots=True)
class Declared:
    """One thing the envelope says, and where it was said.

    `source` is one of sidecar, folder, file_name, title, body, places.
    """

    value: str
    source: str
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Envelope:
    """Who reports, for which period. Null while nobody could tell."""

    organization_code: str | None = None
    organization_name: str | None = None
    period_id: str | None = None
    organization_source: str = ""  # which declaration decided, with its words
    period_source: str = ""
    authority: str = "own_report"  # correction | own_report | mention


@dataclass(frozen=True, slots=True)
class NormalizedText:
    """Text folded for reading, each of its characters pointing back at the original.

    `offsets[i]` is where `text[i]` starts in the original; `offsets[len(text)]` is its end.
    """

    text: str
    offsets: Sequence[int]

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span in the original of `text[start:end]`; the span must not be empty."""
        return self.offsets[start], self.offsets[end - 1] + 1

    def between(self, start: int, end: int) -> str:
        """Return the normalised text of the original's span from `start` to `end`.

        >>> NormalizedText("ab", [0, 2, 3]).between(0, 2)
        'a'
        """
        return self.text[bisect_left(self.offsets, start) : bisect_left(self.offsets, end)]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of prose: a span of `Document.text`. `level` is 1.. for a heading, else 0."""

    start: int
    end: int
    level: int = 0


class Cell(NamedTuple):
    """One cell of a table's rectangle; a tuple, for a workbook has hundreds of thousands of them.

    `text` is what a reader sees, normalised as `Document.normalized` is; `text_raw` is as received.
    A cell covered by a merge repeats its top-left cell's content, and `address` is the top-left's.
    """

    row: int  # 1-based, in the sheet or the parser's rows
    column: int  # 1-based
    kind: CellKind
    text: str
    text_raw: str
    address: str
    number: Decimal | None = None
    is_merge_cover: bool = False  # repeats another cell
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A rectangle of cells. `sheet` is null outside workbooks; `name` is the sheet or `table2`.

    `spans` is where each cell stands in `Document.text`, by address, for a table made of lines of
    it; empty where the cells are no part of the text.
    """

    name: str
    sheet: str | None
    rows: tuple[tuple[Cell, ...], ...]
    page: int | None = None
    start: int | None = None  # where the table stands in `Document.text`, for order and context
    spans: Mapping[str, tuple[int, int]] = field(default_factory=dict)


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Document:
    """What any decoder returns. `text` is as received: every text locator counts its characters."""

    name: str
    media_type: str
    text: str
    normalized: NormalizedText
    blocks: tuple[Block, ...]
    notes: tuple[str, ...] = ()  # what the receipt should say of the reading, in Chinese


@dataclass(frozen=True, slots=True)
class Claim:
    """A number with its meaning and address, as a reader stage understood it.

    `value` is in `unit_code`, the indicator's canonical unit (元, percent, single counts). Where no
    indicator fits, `indicator_code` is null and `unit_code` is canonical for the unit written.
    `organization_code` and `period_id` are null where the envelope's hold. `evidence` names the
    rule and the words that linked it, for `jinguo trace`.
    """

    locator: Locator
    value_raw: str
    value: Decimal | None
    unit_raw: str
    unit_code: str
    context: str
    method: Method
    evidence: str
    indicator_code: str | None = None
    value_high: Decimal | None = None
    qualifier: Qualifier = Qualifier.EXACT
    breakdown: str | None = None
    role: Role = Role.ACTUAL
    value_state: ValueState = ValueState.REPORTED
    organization_code: str | None = None
    organization_name: str | None = None
    period_id: str | None = None
    confidence: float = 1.0
    status: Status = Status.ACCEPTED
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a person should know. `message` asks, in Chinese, what the county can answer."""

    rule: str
    severity: Severity
    message: str
    locator: Locator | None = None
    indicator_code: str | None = None
    organization_code: str | None = None
    period_id: str | None = None
    figures: tuple[str, ...] = ()
    arithmetic: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one reader returned: claims, findings, and how many numbers it saw and left alone.

    `problems` are the cells that should hold a number and could not be read.
    """

    claims: tuple[Claim, ...] = ()
    findings: tuple[Finding, ...] = ()
    numbers_found: int = 0
    numbers_ignored: int = 0
    problems: int = 0


@dataclass(frozen=True, slots=True)
class SourceFile:
    """Bytes received, and what was declared about them. Both instants carry a zone.

    `delivered_at` is a property of the delivery (sidecar, mail date, file time at the source) and
    decides which figure stands; `received_at` is when this system saw it and decides nothing.
    """

    delivery_id: str
    submission_id: str  # sha256 of the bytes
    name: str
    source_uri: str
    size_bytes: int
    delivered_at: datetime
    received_at: datetime
    declarations: dict[str, Declared] = field(default_factory=dict)  # organization, period, form
    authority: str = "own_report"
    is_simulated: bool = False
