"""Find names that no cue stands beside: alone between marks, in rows, half hidden by 某. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingestion.privacy.candidates import (
    PLACE_ENDS,
    Candidate,
    candidate_at,
    is_ordinary,
    is_strong,
    may_be,
)
from ingestion.privacy.cues import Cues, load_cues
from ingestion.privacy.words import load_place_stems

_COUNTS = frozenset("0123456789一二三四五六七八九十百千万两几数余多每各")
_LONGEST_ROW = 40  # so that a megabyte of names is read in linear time


def find_standing_alone(text: str) -> Iterator[tuple[int, int]]:
    """Yield three characters that ordinary words do not join, up to a boundary.

    Between marks one of the two given characters must be of that kind; inside a sentence both, and
    the surname must not be the end of a word (提高, 三张).
    """
    cues = load_cues()
    for match in _bare().finditer(text):
        start, end = match.span()
        one = candidate_at(text, start, cues)
        if one is None or end - one.given != 2 or is_ordinary(text, one, 2, cues):
            continue
        is_other = cues.place_behind.match(text, end) or cues.is_official(text, start, end)
        is_sure = cues.is_open(text, start) and not one.is_weak and is_strong(text, one, 2, cues)
        is_bounded = is_sure or cues.behind(text, end)
        if not is_other and is_bounded and _may_begin(text, one, cues):
            yield start, end


def _may_begin(text: str, one: Candidate, cues: Cues) -> bool:
    if cues.is_open(text, one.start):
        return text[one.start : one.end(2)] not in load_place_stems()
    before = text[one.start - 1 : one.start + 1]
    is_free = before not in cues.words.endings and before[0] not in _COUNTS
    return is_free and not one.is_weak and is_strong(text, one, 2, cues)


def find_whole_segments(text: str) -> Iterator[tuple[int, int]]:
    """Yield names that are all of a cell, a folder's or a file's name, or all between quotes."""
    cues = load_cues()
    for match in _segment().finditer(text):
        start, end = match.span()
        one = candidate_at(text, start, cues)
        if one is None or not may_be(text, one, end - one.given):
            continue
        given = text[one.given : end]
        is_like = len(given) == 2 and not cues.words.given_strong.isdisjoint(given)
        is_other = given[-1] in PLACE_ENDS or is_ordinary(text, one, 2, cues)
        if is_like and not is_other and text[start:end] not in load_place_stems():
            yield start, end


def find_rows(text: str) -> Iterator[tuple[int, int]]:
    """Yield names of two or three characters in a row: 王敏、张丽、李娟, or 王敏、张丽等5名."""
    cues = load_cues()
    for pattern in (_row(), _counted_row()):
        for match in pattern.finditer(text):
            items = re.finditer(r"[^、]+", match["row"])
            first = match.start()
            spans = [(first + item.start(), first + item.end()) for item in items]
            ones = [(candidate_at(text, start, cues), end) for start, end in spans]
            if not cues.is_open(text, first) or cues.place_behind.match(text, match.end("row")):
                continue
            if all(one and not is_ordinary(text, one, end - one.given, cues) for one, end in ones):
                yield from spans


def find_half_hidden(text: str) -> Iterator[tuple[int, int]]:
    """Yield names of which 某 hides one character and not the next: 刘某婷."""
    cues = load_cues()
    for match in _half().finditer(text):
        if cues.behind(text, match.end()):
            yield match.span()


@cache
def _bare() -> re.Pattern[str]:
    words = load_cues().words
    surnames, weak = "".join(sorted(words.surnames)), "".join(sorted(words.weak_surnames))
    compounds = words.any_of("compound_surname")
    strong = "".join(sorted(words.given_strong))
    given = "".join(sorted(words.given - PLACE_ENDS))
    return re.compile(
        rf"(?:{compounds}|[{surnames}])(?:[{strong}][{given}]|[{given}][{strong}])"
        rf"|[{weak}][{strong}]{{2}}|[{surnames}]老[大二三四五六七八九幺]"
    )


@cache
def _segment() -> re.Pattern[str]:
    words = load_cues().words
    surnames = "".join(sorted(words.surnames))
    compounds = words.any_of("compound_surname")
    return re.compile(
        rf"(?:^|(?<=[/:「“\"\n(])|(?<=/ ))(?:{compounds}|[{surnames}])[\u4e00-\u9fff]{{2}}"
        r"(?=\s*(?:$|[/」”\"\n)!]|\.[A-Za-z]{2,4}$))"
    )


@cache
def _row() -> re.Pattern[str]:
    words = load_cues().words
    surnames = "".join(sorted(words.surnames | words.weak_surnames))
    given = "".join(sorted(words.given - PLACE_ENDS))
    one = rf"[{surnames}][{given}]{{1,2}}"
    return re.compile(rf"(?P<row>{one}(?:、{one}){{2,{_LONGEST_ROW}}})")


@cache
def _counted_row() -> re.Pattern[str]:
    surnames = "".join(sorted(load_cues().words.surnames))
    one = rf"[{surnames}][\u4e00-\u9fff]{{1,2}}"
    people = r"\s?[0-9一二三四五六七八九十两]{1,4}\s?余?(?:名|位|人)"
    return re.compile(rf"(?P<row>{one}(?:、{one}){{1,{_LONGEST_ROW}}})(?=等{people})")


@cache
def _half() -> re.Pattern[str]:
    words = load_cues().words
    surnames = "".join(sorted(words.surnames | words.weak_surnames))
    given = "".join(sorted(words.given_strong - frozenset("来先")))
    return re.compile(rf"[{surnames}]某[{given}]")
