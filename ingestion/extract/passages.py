"""The prose of a Document as one reading text: furniture out, broken lines joined, quotes dropped.

Every character of the reading text points back at the original. Nothing is understood here: what
a line is about is decided in `sections`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from ingestion.extract.lexicon import Lexicon
from ingestion.model import Document, NormalizedText, Paragraph

# Quotation marks, and the bracket that widens a place word: 乡镇(街道), 村(居).
_QUOTES = re.compile(
    r"[“”‘’\"]|(?<=[乡镇村街道区木查])\((?:街道|居|社区|场|镇|乡|苏木|嘎查|农场|园区|办事处|管理区|度假区|开发区)\)"
)
_SURROGATE = re.compile("[\ud800-\udfff]")  # matchers cannot read half a character
_MARKER = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}[、.]|[(〔][一二三四五六七八九十\d]{1,2}[)〕]|\d{1,2}[、.](?!\d)"
    r"|第[一二三四五六七八九十]+[、,:]|[—▲●■★◆·*①-⑳⑴-⒇]|附[:件]|[一二三四五六七八九十]是)"
)
_FINISHED = re.compile(r"[。!?:;…|>)】\]]\s*$")
_LONG_LINE = 38  # a shorter line without a full stop is a heading or a table row
_ENDS_IN_DIGIT = re.compile(r"\d[.,]?$")
_STARTS_WITH_DIGIT = re.compile(r"\d{1,3}(?:\.\d+)?[万亿余多]?[\u4e00-\u9fff]")
# Of prose: a heading and a row of a table have no comma.
_ENDS_IN_NUMBER = re.compile(r"[,;。].*\d[万亿]?[余多]?$")
_STARTS_WITH_UNIT = re.compile(
    r"[余多]?[万亿]?(?:元|人次|[人名位户个件份亩期场次条册幅张](?![员口均数称籍体间所名]))|%|个百分点"
)
_TABLE_ROW = re.compile(r"[^\s|,，。;；]+(?:[\s|]+[^\s|,，。;；]+){2,}[\s|]*")
_LONGEST_ROW = 120
_PAGE_NUMBER = re.compile(
    r"[-—–\s]*第?\s*\d{1,3}\s*页(?:[,，/\s]*共\s*\d{1,3}\s*页)?[-—–\s]*|[-—–]+\s*\d{1,3}\s*[-—–]+"
)
_LONGEST_FURNITURE = 160
_TAIL_PART = 3  # links to other articles in the first third stand beside the report
_FEWEST_FULL_LINES = 3
_NARROWEST_PAGE = 16
_INDENT = 3  # of a paragraph's first line, and a mark that may not begin a line
_NEVER_FIRST = frozenset(",，、;:)”’》%")


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph of the reading text, joined from the lines it was broken into."""

    start: int
    end: int
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class ReadingText:
    """What is read, and where each piece of it stands in the original."""

    text: str
    passages: tuple[Passage, ...]
    dropped: tuple[str, ...]  # furniture, for the count of ignored numbers
    _starts: tuple[int, ...]  # of each piece in `text`
    _sources: tuple[int, ...]  # of each piece in the normalised text
    _normalized: NormalizedText

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of `text[start:end]` in the original."""
        return self._normalized.original_span(self._source(start), self._source(end - 1) + 1)

    def _source(self, position: int) -> int:
        piece = bisect_right(self._starts, position) - 1
        return self._sources[piece] + position - self._starts[piece]


def read_passages(document: Document, lexicon: Lexicon) -> ReadingText:
    """Return the document's paragraphs as one text, page furniture and teasers left out."""
    text = document.normalized.text
    builder = _Builder(document.normalized)
    previous = ""
    is_tail = False
    full_line = _full_line(text)
    for block in document.blocks:
        if not isinstance(block, Paragraph):
            continue
        start, end = _normalized_span(document.normalized, block)
        for line_start, line_end in _lines(text, start, end):
            line = text[line_start:line_end]
            opens_tail = lexicon.is_tail(line)
            is_tail = is_tail or (opens_tail and line_start * _TAIL_PART > len(text))
            if is_tail or opens_tail or _is_furniture(line, lexicon):
                builder.dropped.append(line)
                continue
            builder.add(
                line_start, line_end, joins=_joins(previous, line, full_line), level=block.level
            )
            previous = line
    return builder.finish()


class _Builder:
    def __init__(self, normalized: NormalizedText) -> None:
        self._normalized = normalized
        self._pieces: list[str] = []
        self._starts: list[int] = []
        self._sources: list[int] = []
        self._passages: list[Passage] = []
        self._length = 0
        self.dropped: list[str] = []

    def add(self, start: int, end: int, *, joins: bool, level: int) -> None:
        if not joins and self._length:
            self._append("\n", max(start - 1, 0))
        began = self._passages[-1].start if joins and self._passages else self._length
        for piece_start, piece_end in _unquoted(self._normalized.text, start, end):
            self._append(self._normalized.text[piece_start:piece_end], piece_start)
        passage = Passage(began, self._length, level > 0)
        if joins and self._passages:
            self._passages[-1] = passage
        else:
            self._passages.append(passage)

    def _append(self, piece: str, source: int) -> None:
        self._pieces.append(piece)
        self._starts.append(self._length)
        self._sources.append(source)
        self._length += len(piece)

    def finish(self) -> ReadingText:
        return ReadingText(
            _SURROGATE.sub("\ufffd", "".join(self._pieces)),
            tuple(self._passages),
            tuple(self.dropped),
            tuple(self._starts),
            tuple(self._sources),
            self._normalized,
        )


def _normalized_span(normalized: NormalizedText, block: Paragraph) -> tuple[int, int]:
    if isinstance(normalized.offsets, range):
        return block.start, block.end
    return bisect_left(normalized.offsets, block.start), bisect_left(normalized.offsets, block.end)


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the lines of a block that are not empty, without surrounding white space."""
    position = start
    while position < end:
        stop = text.find("\n", position, end)
        stop = end if stop < 0 else stop
        line = text[position:stop]
        stripped = line.strip()
        if stripped:
            lead = position + len(line) - len(line.lstrip())
            yield lead, lead + len(stripped)
        position = stop + 1


def _is_furniture(line: str, lexicon: Lexicon) -> bool:
    """Say whether a line is a page's frame; prose that holds one such word is not."""
    if len(line) >= _LONGEST_FURNITURE:
        return False
    if _PAGE_NUMBER.fullmatch(line):
        return True
    words = lexicon.furniture_words(line)
    return words > 1 or (words == 1 and "。" not in line[:-1])


def _full_line(text: str) -> int:
    """Return from which length on a line was broken by the page's width, not by its author."""
    lengths = [len(line.strip()) for line in text.split("\n")]
    widest = max(lengths)
    full = sum(length >= widest - _INDENT for length in lengths)
    is_page = full >= _FEWEST_FULL_LINES and widest >= _NARROWEST_PAGE
    return min(_LONG_LINE, widest - _INDENT) if is_page else _LONG_LINE


def _joins(previous: str, line: str, full_line: int) -> bool:
    """Return whether `line` goes on where the line before was broken."""
    if not previous or _FINISHED.search(previous) or _is_row(previous):
        return False
    if line[0] in _NEVER_FIRST:
        return True
    if _is_cut_number(previous, line):
        return True
    return len(previous) >= full_line and not _MARKER.match(line)


def _is_row(line: str) -> bool:
    """Say whether a line is three cells or more, and no clause: a row of a flattened table."""
    return len(line) < _LONGEST_ROW and _TABLE_ROW.fullmatch(line) is not None


def _is_cut_number(previous: str, line: str) -> bool:
    """Say whether a number was broken, or stands alone before its unit: 培训…3 / 50户, 12 / 件."""
    tail = previous[-_LONG_LINE:]
    if _ENDS_IN_DIGIT.search(tail) and _STARTS_WITH_DIGIT.match(line):
        return True
    return _ENDS_IN_NUMBER.search(tail) is not None and _STARTS_WITH_UNIT.match(line) is not None


def _unquoted(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    position = start
    for quote in _QUOTES.finditer(text, start, end):
        if quote.start() > position:
            yield position, quote.start()
        position = quote.end()
    if position < end:
        yield position, end
