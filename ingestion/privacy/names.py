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
from functools import cache

from ingestion.privacy.bare_names import (
    find_half_hidden,
    find_rows,
    find_standing_alone,
    find_whole_segments,
)
from ingestion.privacy.candidates import (
    Candidate,
    candidate_at,
    is_name_like,
    is_ordinary,
    is_strong,
    is_strong_pair,
    may_be,
    may_be_given,
)
from ingestion.privacy.cues import Behind, Cues, load_cues
from ingestion.privacy.foreign_names import find_foreign_names
from ingestion.privacy.model import Kind, PersonalData

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
        if text[start : start + 2] not in words.ordinary or is_strong_pair(
            text[start + 1 : start + 3], words
        ):
            return True
    return cues.label.search(text) is not None


def _han_names(text: str) -> Iterator[PersonalData]:
    found = dict(_cued(text))
    for find in (find_standing_alone, find_whole_segments, find_rows, find_half_hidden):
        found |= dict(find(text))
    _add_neighbours(text, found)
    _add_repetitions(text, found)
    for start, end in found.items():
        yield PersonalData(start, end, Kind.NAME)


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
    one = candidate_at(text, start, cues)
    if one is None or not may_be_given(text, one.given) or cues.is_official(text, start, start):
        return None
    if is_ordinary(text, one, 1, cues) and cues.behind(text, one.end(1)) is Behind.NOTHING:
        return one.end(2) if is_name_like(text, one, 2, cues) else None
    if may_be_given(text, one.end(1)) and (
        cues.behind(text, one.end(2)) or text[one.end(1)] in cues.words.given
    ):
        return one.end(2)
    return one.end(1)


def _end_behind_role(text: str, start: int, cues: Cues) -> int | None:
    one = candidate_at(text, start, cues)
    if one is None:
        return None
    lengths = [length for length in (2, 1) if _may_stand_behind_role(text, one, length, cues)]
    behind = {length: cues.behind(text, one.end(length)) for length in lengths}
    for length in sorted(lengths, key=lambda length: (-behind[length], -length)):
        if _fits_behind_role(text, one, length, cues):
            return None if cues.is_official(text, start, one.end(length)) else one.end(length)
    return None


def _may_stand_behind_role(text: str, one: Candidate, length: int, cues: Cues) -> bool:
    """Tell whether the characters are a name's, or any where what a person does follows."""
    if is_name_like(text, one, length, cues):
        return True
    if length == 1 or one.is_weak or not may_be(text, one, length):
        return False
    behind = cues.behind(text, one.end(length))
    is_half = is_name_like(text, one, 1, cues) and behind >= Behind.BOUNDARY
    return is_half or behind >= Behind.PERSON


def _fits_behind_role(text: str, one: Candidate, length: int, cues: Cues) -> bool:
    behind = cues.behind(text, one.end(length))
    is_rare = is_strong(text, one, length, cues)
    if cues.place_behind.match(text, one.end(length)) and behind < Behind.PERSON:
        return False
    if is_ordinary(text, one, length, cues):
        is_word = text[one.start : one.end(length)] in cues.words.ordinary
        return length == 2 and is_rare and behind >= Behind.BOUNDARY and not is_word
    if behind >= Behind.BOUNDARY:
        return True
    return is_rare if one.is_weak else length == 2 or is_rare


def _start_before_person(text: str, end: int, cues: Cues, behind: Behind) -> int | None:
    """Return where a name before 女士, 家中 or (女 starts, the longest that fits."""
    for start in range(max(0, end - 4), end - 1):
        one = candidate_at(text, start, cues)
        length = end - one.given if one else 0
        if one is None or length not in {1, 2} or cues.is_official(text, start, end):
            continue
        if not is_ordinary(text, one, length, cues) and _fits_before_person(
            text, one, length, cues, behind
        ):
            return start
    return None


def _fits_before_person(text: str, one: Candidate, length: int, cues: Cues, behind: Behind) -> bool:
    is_like = is_name_like(text, one, length, cues)
    is_open = cues.is_open(text, one.start)
    if behind is Behind.BRACKET:
        is_sure = is_open or not one.is_weak
        return (is_like and is_sure) or (is_sure and length == 2 and may_be(text, one, length))
    if length == 1:
        return is_like and is_open and not one.is_weak
    if is_open or is_strong(text, one, length, cues):
        return is_like or (not one.is_weak and may_be(text, one, length))
    return False


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


@cache
def _surname() -> re.Pattern[str]:
    words = load_cues().words
    first = {compound[0] for compound in words.classes["compound_surname"]}
    surnames = "".join(sorted(words.surnames | words.weak_surnames | first))
    return re.compile(rf"[{surnames}](?=[\u4e00-\u9fff])")
