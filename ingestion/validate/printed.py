"""The figures of a document's prose in reading order, each with the words on either side. Pure.

Every window is bounded: a megabyte in one sentence costs no more per figure than a short one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ingestion.codebook import Unit
from ingestion.model import Claim, Locator, Method, NormalizedText, Qualifier, Role, Status
from ingestion.validate.arithmetic import Interval, interval_of

LONGEST_LEFT = 60
_LONGEST_RIGHT = 24
_LONGEST_LINE = 400  # characters looked at to tell whether a line is a row of a table
_BREAK = re.compile(r"[。!?\n]")
_CLAUSE = re.compile(r"[,，;；:：。!?\n]")
_YEAR = re.compile(r"(?:19|20)\d\d年")
_DIGIT = re.compile(r"\d")
_PERSON = frozenset({"person", "person_time"})
_CASES = frozenset({"count", "item", "case", "article", "piece", "copy", "deal"})
_EVIDENCE = _PERSON | _CASES | {"household", "money"}
_VALUES = {char: value for value, char in enumerate("一二三四五六七八九十", start=1)} | {"两": 2}
_ONES = "".join(_VALUES)
_TENS = f"{_ONES}百千万亿零几数第"
_PERSONS = frozenset("人名位")
_FILES = frozenset({"件", "起", "宗", "件次", "件(次)", "起次", "案"})


@dataclass(frozen=True, slots=True)
class PrintedFigure:
    """A claim of the prose with its place in the folded text."""

    claim: Claim
    start: int
    end: int
    reach: Interval
    kind: str  # percent | points | money | person | case | another dimension of the codebook
    left: str  # from the figure or the full stop before
    right: str  # to the figure or the full stop behind
    sentence: int
    segment: int  # parts of a sentence between semicolons

    @property
    def value(self) -> Decimal:
        """The value, in the claim's unit."""
        return self.claim.value if self.claim.value is not None else Decimal(0)

    @property
    def words(self) -> str:
        """The clause left of the figure."""
        return _CLAUSE.split(self.left)[-1]

    @property
    def is_claimed(self) -> bool:
        """Whether a claim holds it, so that it may be asked about."""
        return self.claim.locator.char_start is not None

    @property
    def is_exact(self) -> bool:
        """Whether nothing says that the number is only about right."""
        return self.claim.qualifier is Qualifier.EXACT

    @property
    def hides_number(self) -> bool:
        """Whether a number that no claim holds stands between this figure and the one before."""
        return _DIGIT.search(_YEAR.sub("", self.words)) is not None

    @property
    def quote(self) -> str:
        """The number as written."""
        return self.claim.value_raw.replace("\n", "")

    @property
    def is_count(self) -> bool:
        """Whether it counts or measures something, money included; a rate does not."""
        return self.kind not in {"percent", "points", "multiple", "other_rate", "age"}


_Span = tuple[int, int, Claim]


class PrintedText:
    """The figures of one document, by line."""

    def __init__(
        self, claims: Iterable[Claim], text: NormalizedText, units: Iterable[Unit]
    ) -> None:
        self.text = text.text
        self._units = {unit.unit_raw: unit for unit in units}
        self._dimensions = {raw: unit.dimension for raw, unit in self._units.items()}
        self.lines: list[list[PrintedFigure]] = []
        spans = self._with_unclaimed(_spans(claims, text))
        line: list[PrintedFigure] = []
        sentence = segment = previous = 0
        for index, (start, end, claim) in enumerate(spans):
            gap = self.text[previous:start]
            if "\n" in gap and line:
                self.lines.append(line)
                line = []
            sentence += _BREAK.search(gap) is not None
            segment += re.search(r"[。!?\n;；]", gap) is not None
            following = spans[index + 1][0] if index + 1 < len(spans) else len(self.text)
            right = self.text[end : min(following, end + _LONGEST_RIGHT)]
            left = self.text[max(previous, start - LONGEST_LEFT) : start]
            figure = PrintedFigure(
                claim,
                start,
                end,
                interval_of(claim),
                self._kind(claim),
                _BREAK.split(left)[-1],
                _BREAK.split(right)[0],
                sentence,
                segment,
            )
            line.append(figure)
            previous = end
        if line:
            self.lines.append(line)

    def is_row(self, figure: PrintedFigure) -> bool:
        """Tell whether the figure stands in a line that is a row of cells."""
        floor, ceiling = max(0, figure.start - _LONGEST_LINE), figure.end + _LONGEST_LINE
        begin = self.text.rfind("\n", floor, figure.start) + 1
        end = self.text.find("\n", figure.end, ceiling)
        line = self.text[max(begin, floor) : end if end >= 0 else ceiling]
        cells = [cell for cell in re.split(r"[\s|]+", line.strip()) if cell]
        return len(cells) >= 3 and not re.search(r"[。;]|,(?!\d)", line)

    def before(self, figure: PrintedFigure, reach: int) -> str:
        """Return the text before a figure, no further back than `reach`."""
        return self.text[max(0, figure.start - reach) : figure.start]

    def _with_unclaimed(self, spans: list[_Span]) -> list[_Span]:
        """Return the spans with the numbers between them that no claim holds: repeats, mostly.

        They serve as evidence (26名主席当中……占73.1%), never as the number in doubt.
        """
        units = {raw for raw, dimension in self._dimensions.items() if dimension in _EVIDENCE}
        words = "|".join(map(re.escape, sorted(units, key=len, reverse=True)))
        pattern = re.compile(
            rf"(?<![\d.,第〔])(?:(?P<digits>\d{{1,9}}(?:\.\d+)?)|(?<![{_TENS}])(?P<word>[{_ONES}]))"
            rf"(?P<unit>{words})(?<![项类])"
        )
        found: list[_Span] = []
        previous = 0
        for span in [*spans, None]:
            end = span[0] if span else len(self.text)
            found += [
                (match.start(), match.end(), self._evidence(match))
                for match in pattern.finditer(self.text, previous, max(end, previous))
            ]
            if span:
                found.append(span)
                previous = span[1]
        return found

    def _evidence(self, match: re.Match[str]) -> Claim:
        unit = self._units[match["unit"]]
        number = Decimal(match["digits"]) if match["digits"] else Decimal(_VALUES[match["word"]])
        return Claim(
            locator=Locator("text"),
            value_raw=match[0],
            value=number * unit.factor,
            unit_raw=unit.unit_raw,
            unit_code=unit.unit_code,
            context="",
            method=Method.NARRATIVE,
            evidence="",
            status=Status.REJECTED,
        )

    def _kind(self, claim: Claim) -> str:
        dimension = self._dimensions.get(claim.unit_raw.strip(), "")
        if claim.unit_raw in {"成", "%", "％"} or dimension == "percent":
            return "percent"
        if dimension in {"percentage_point", "permille_point"}:
            return "points"
        if dimension in {"permille", "per_100k", "score"}:
            return "other_rate"
        if dimension in _PERSON:
            return "person"
        return "case" if dimension in _CASES else dimension or "bare"


def _spans(claims: Iterable[Claim], text: NormalizedText) -> list[_Span]:
    """Return the claims of the prose with their spans in the folded text, in reading order."""
    spans = []
    for claim in claims:
        locator = claim.locator
        if locator.char_start is None or locator.char_end is None or locator.cell:
            continue
        if claim.value is None or claim.value < 0 or claim.status is Status.REJECTED:
            continue
        start = bisect_left(text.offsets, locator.char_start)
        end = bisect_left(text.offsets, locator.char_end)
        if end > start:
            spans.append((start, end, claim))
    spans.sort(key=lambda span: span[:2])
    return spans


def comparable(first: PrintedFigure, second: PrintedFigure) -> bool:
    """Tell whether both count the same kind of thing, so that one may be a part of the other."""
    if first.kind == second.kind:
        return first.kind != "case" or _alike(first, second)
    sick = {"例"} & {first.claim.unit_raw, second.claim.unit_raw}
    return bool(sick) and "person" in {first.kind, second.kind}


def same_unit(first: PrintedFigure, second: PrintedFigure) -> bool:
    """Tell whether both are written in one unit: 人 and 名 are one, 人 and 人次 are not."""
    one, other = first.claim.unit_raw, second.claim.unit_raw
    return one == other or {one, other} <= _PERSONS or {one, other} <= _FILES


def countable_alike(first: PrintedFigure, second: PrintedFigure) -> bool:
    """Tell whether both are money, or neither: the loosest way in which two figures compare."""
    return (
        first.is_count and second.is_count and (first.kind == "money") == (second.kind == "money")
    )


def is_prior(figure: PrintedFigure) -> bool:
    """Tell whether the figure is another year's, or says how much more or less there is."""
    return (
        _PRIOR.search(figure.words) is not None
        or figure.claim.role is Role.PRIOR_PERIOD
        or _DIFFERENCE.search(figure.words) is not None
    )


_PRIOR = re.compile(
    r"(?:上年|去年|前年|往年|同期|上届|上季度|上月|改革前|(?:比|较|从|由)?(?:19|20)\d\d年)[^,;。]{0,6}$"
)
_DIFFERENCE = re.compile(r"(?:增加|净增|减少|多出|少出|多|少|增|减|扩大|增长)了?(?:近|约)?$")


def _alike(first: PrintedFigure, second: PrintedFigure) -> bool:
    one, other = first.claim.unit_raw, second.claim.unit_raw
    return one == other or {one, other} <= _FILES or "个" in {one, other}


def window(line: Sequence[PrintedFigure], index: int, back: int, ahead: int) -> list[PrintedFigure]:
    """Return the figures around `line[index]`, itself left out, nearest first."""
    earlier = list(reversed(line[max(0, index - back) : index]))
    return earlier + list(line[index + 1 : index + 1 + ahead])
