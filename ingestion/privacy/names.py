"""Find names of private persons in folded text.

Pure. A name is a surname with one or two characters that given names are made of. That alone is
said of many words, so something beside it must say so too: a label (姓名:), a role before it
(患者, 村民), what a person does behind it (女士, 因病, 家中), other names in a list; three
characters that ordinary words never join stand for themselves between marks. An office directly
beside a name (妇联主席, 局长) is an official's. 某 and × are masks already: they are left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ingestion.privacy.cues import Behind, Cues, load_cues
from ingestion.privacy.foreign_names import find_foreign_names
from ingestion.privacy.model import Kind, PersonalData
from ingestion.privacy.words import Words, load_place_stems

_HAN = re.compile(r"[\u4e00-\u9fff]")
_NEVER_GIVEN = frozenset("某的了在是有和与等被为于从向对把或及也都其该各每个名户人元件次万组号")
_PLACE_ENDS = frozenset("村镇乡县区市街组屯庄店桥河坪沟湾岭塘冲坡路")
_LONGEST_ROW = 40  # so that a megabyte of names is read in linear time
_LISTED = re.compile(r"(?:\s?\d+元)?\s?(?:、|和|与|及|,|;)\s?")


def find_names(text: str) -> Iterator[PersonalData]:
    """Yield the names of private persons.

    >>> [text[a:b] for text in ["看望患者张秀英和李桂花"] for a, b, _ in find_names(text)]
    ['张秀英', '李桂花']
    >>> list(find_names("县妇联主席王建国到高桥镇任务村"))
    []
    """
    cues = load_cues()
    if _may_hold_name(text, cues):
        yield from _han_names(text)
    for start, end in find_foreign_names(text, cues):
        yield PersonalData(start, end, Kind.NAME)


def _may_hold_name(text: str, cues: Cues) -> bool:
    """Tell quickly whether a surname stands somewhere that begins no ordinary word."""
    words = cues.words
    for match in _surname().finditer(text):
        start = match.start()
        if text[start : start + 2] not in words.ordinary or _is_strong_pair(
            text[start + 1 : start + 3], words
        ):
            return True
    return cues.label.search(text) is not None


def _han_names(text: str) -> Iterator[PersonalData]:
    found = dict(_cued(text))
    for find in (_standing_alone, _whole_segments, _in_a_row, _half_hidden):
        found |= dict(find(text))
    _add_neighbours(text, found)
    _add_repetitions(text, found)
    for start, end in found.items():
        yield PersonalData(start, end, Kind.NAME)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A surname at a place of a text, and what follows it."""

    start: int
    given: int  # where the given name starts
    is_weak: bool  # ordinary words begin with this surname

    def end(self, length: int) -> int:
        return self.given + length


def _candidate(text: str, start: int, cues: Cues) -> _Candidate | None:
    if text[start : start + 2] in cues.words.classes["compound_surname"]:
        return _Candidate(start, start + 2, is_weak=False)
    if text[start : start + 4] in cues.words.classes["compound_surname"]:
        return _Candidate(start, start + 4, is_weak=False)
    first = text[start : start + 1]
    if first and first in cues.words.surnames:
        return _Candidate(start, start + 1, is_weak=False)
    if first and first in cues.words.weak_surnames:
        return _Candidate(start, start + 1, is_weak=True)
    return None


def _cued(text: str) -> Iterator[tuple[int, int]]:
    cues = load_cues()
    for match in cues.label.finditer(text):
        end = _end_behind_label(text, match.end(), cues)
        if end:
            yield match.end(), end
    for match in cues.role.finditer(text):
        read_end = _end_behind_label if match["colon"] else _end_behind_role
        end = read_end(text, match.end(), cues)
        if end:
            yield match.end(), end
    for pattern, behind in (
        (cues.person_behind, Behind.PERSON),
        (cues.bracket, Behind.BRACKET),
        (cues.honorific, Behind.BRACKET),
    ):
        for match in pattern.finditer(text):
            start = _start_before_person(text, match.start(), cues, behind)
            if start is not None:
                yield start, match.start()


def _end_behind_label(text: str, start: int, cues: Cues) -> int | None:
    """Return where a name behind a label ends: any character may be in it."""
    one = _candidate(text, start, cues)
    if one is None or not _may_be_given(text, one.given) or cues.is_official(text, start, start):
        return None
    if _is_ordinary(text, one, 1, cues) and cues.behind(text, one.end(1)) is Behind.NOTHING:
        return one.end(2) if _is_name_like(text, one, 2, cues) else None
    if _may_be_given(text, one.end(1)) and (
        cues.behind(text, one.end(2)) or text[one.end(1)] in cues.words.given
    ):
        return one.end(2)
    return one.end(1)


def _end_behind_role(text: str, start: int, cues: Cues) -> int | None:
    one = _candidate(text, start, cues)
    if one is None:
        return None
    lengths = [length for length in (2, 1) if _may_stand_behind_role(text, one, length, cues)]
    behind = {length: cues.behind(text, one.end(length)) for length in lengths}
    for length in sorted(lengths, key=lambda length: (-behind[length], -length)):
        if _fits_behind_role(text, one, length, cues):
            return None if cues.is_official(text, start, one.end(length)) else one.end(length)
    return None


def _may_stand_behind_role(text: str, one: _Candidate, length: int, cues: Cues) -> bool:
    """Tell whether the characters are a name's, or any where what a person does follows."""
    if _is_name_like(text, one, length, cues):
        return True
    if length == 1 or one.is_weak or not _may_be(text, one, length):
        return False
    behind = cues.behind(text, one.end(length))
    is_half = _is_name_like(text, one, 1, cues) and behind >= Behind.BOUNDARY
    return is_half or behind >= Behind.PERSON


def _fits_behind_role(text: str, one: _Candidate, length: int, cues: Cues) -> bool:
    behind = cues.behind(text, one.end(length))
    is_strong = _is_strong(text, one, length, cues)
    if cues.place_behind.match(text, one.end(length)) and behind < Behind.PERSON:
        return False
    if _is_ordinary(text, one, length, cues):
        is_word = text[one.start : one.end(length)] in cues.words.ordinary
        return length == 2 and is_strong and behind >= Behind.BOUNDARY and not is_word
    if behind >= Behind.BOUNDARY:
        return True
    return is_strong if one.is_weak else length == 2 or is_strong


def _start_before_person(text: str, end: int, cues: Cues, behind: Behind) -> int | None:
    """Return where a name before 女士, 家中 or (女 starts, the longest that fits."""
    for start in range(max(0, end - 4), end - 1):
        one = _candidate(text, start, cues)
        length = end - one.given if one else 0
        if one is None or length not in {1, 2} or cues.is_official(text, start, end):
            continue
        if not _is_ordinary(text, one, length, cues) and _fits_before_person(
            text, one, length, cues, behind
        ):
            return start
    return None


def _fits_before_person(
    text: str, one: _Candidate, length: int, cues: Cues, behind: Behind
) -> bool:
    is_like = _is_name_like(text, one, length, cues)
    is_open = cues.is_open(text, one.start)
    if behind is Behind.BRACKET:
        is_sure = is_open or not one.is_weak
        return (is_like and is_sure) or (is_sure and length == 2 and _may_be(text, one, length))
    if length == 1:
        return is_like and is_open and not one.is_weak
    if is_open or _is_strong(text, one, length, cues):
        return is_like or (not one.is_weak and _may_be(text, one, length))
    return False


def _standing_alone(text: str) -> Iterator[tuple[int, int]]:
    """Three characters that ordinary words never join, from a mark on and up to a boundary."""
    cues = load_cues()
    for match in _bare().finditer(text):
        start, end = match.span()
        one = _candidate(text, start, cues)
        if one is None or end - one.given != 2 or _is_ordinary(text, one, 2, cues):
            continue
        is_bounded = cues.is_open(text, start) and cues.behind(text, end)
        is_other = cues.place_behind.match(text, end) or cues.is_official(text, start, end)
        if is_bounded and not is_other:
            yield start, end


def _whole_segments(text: str) -> Iterator[tuple[int, int]]:
    """Yield names that are all of a cell, a folder's or a file's name, or all between quotes."""
    cues = load_cues()
    for match in _segment().finditer(text):
        start, end = match.span()
        one = _candidate(text, start, cues)
        if one is None or not _may_be(text, one, end - one.given):
            continue
        given = text[one.given : end]
        is_like = len(given) == 2 and not cues.words.given_strong.isdisjoint(given)
        is_other = given[-1] in _PLACE_ENDS or _is_ordinary(text, one, 2, cues)
        if is_like and not is_other and text[start:end] not in load_place_stems():
            yield start, end


def _in_a_row(text: str) -> Iterator[tuple[int, int]]:
    """Yield names of two or three characters in a row: 王敏、张丽、李娟, or 王敏、张丽等5名."""
    cues = load_cues()
    for pattern in (_row(), _counted_row()):
        for match in pattern.finditer(text):
            items = re.finditer(r"[^、]+", match["row"])
            first = match.start()
            spans = [(first + item.start(), first + item.end()) for item in items]
            ones = [(_candidate(text, start, cues), end) for start, end in spans]
            if not cues.is_open(text, first) or cues.place_behind.match(text, match.end("row")):
                continue
            if all(one and not _is_ordinary(text, one, end - one.given, cues) for one, end in ones):
                yield from spans


def _half_hidden(text: str) -> Iterator[tuple[int, int]]:
    """Yield names of which 某 hides one character and not the next: 刘某婷."""
    cues = load_cues()
    for match in _half().finditer(text):
        if cues.behind(text, match.end()):
            yield match.span()


def _add_neighbours(text: str, found: dict[int, int]) -> None:
    """Add to names what stands behind them in a list and could be one."""
    cues = load_cues()
    waiting = sorted(found.items())
    while waiting:
        _, end = waiting.pop()
        mark = _LISTED.match(text, end)
        start = mark.end() if mark else -1
        if mark is None or start in found:
            continue
        next_end = _end_behind_role(text, start, cues)
        if next_end and cues.behind(text, next_end):
            found[start] = next_end
            waiting.append((start, next_end))


def _add_repetitions(text: str, found: dict[int, int]) -> None:
    """Add every other place where a name of three characters or more stands."""
    for name in {text[start:end] for start, end in found.items() if end - start >= 3}:
        start = text.find(name)
        while start >= 0:
            found[start] = max(found.get(start, 0), start + len(name))
            start = text.find(name, start + len(name))


def _may_be_given(text: str, at: int) -> bool:
    return at < len(text) and _HAN.match(text, at) is not None and text[at] not in _NEVER_GIVEN


def _may_be(text: str, one: _Candidate, length: int) -> bool:
    given = text[one.given : one.end(length)]
    is_title = given in load_cues().words.classes["honorific"]
    return not is_title and all(_may_be_given(text, one.given + at) for at in range(length))


def _is_name_like(text: str, one: _Candidate, length: int, cues: Cues) -> bool:
    given = text[one.given : one.end(length)]
    if len(given) < length or not all(character in cues.words.given for character in given):
        return False
    return given[-1] not in _PLACE_ENDS and given not in cues.words.classes["honorific"]


def _is_strong(text: str, one: _Candidate, length: int, cues: Cues) -> bool:
    given = text[one.given : one.end(length)]
    return all(character in cues.words.given_strong for character in given)


def _is_strong_pair(pair: str, words: Words) -> bool:
    return len(pair) == 2 and words.given_strong.issuperset(pair)


def _is_ordinary(text: str, one: _Candidate, length: int, cues: Cues) -> bool:
    ordinary = cues.words.ordinary
    start, end = one.start, one.end(length)
    if text[one.given : end] in cues.words.classes["honorific"]:
        return True
    if one.given - one.start > 1:
        return False
    return text[start : start + 2] in ordinary or text[start:end] in ordinary


@cache
def _surname() -> re.Pattern[str]:
    words = load_cues().words
    first = {compound[0] for compound in words.classes["compound_surname"]}
    surnames = "".join(sorted(words.surnames | words.weak_surnames | first))
    return re.compile(rf"[{surnames}](?=[\u4e00-\u9fff])")


@cache
def _bare() -> re.Pattern[str]:
    words = load_cues().words
    surnames = "".join(sorted(words.surnames | words.weak_surnames))
    compounds = words.any_of("compound_surname")
    strong = "".join(sorted(words.given_strong))
    return re.compile(rf"(?:{compounds}|[{surnames}])[{strong}]{{2}}")


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
    surnames = "".join(sorted(words.surnames))
    given = "".join(sorted(words.given - _PLACE_ENDS))
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
