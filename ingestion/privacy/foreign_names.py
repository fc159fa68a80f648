"""Find names of other make than Han names: 阿依古丽·买买提, 乌云其木格, 扎西卓玛.

Pure; expects folded text. Written with a dot, or made of parts that such names are made of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingestion.privacy.cues import Behind, Cues

_SHORTEST_ALONE = 3  # two characters are more often a place


def find_foreign_names(text: str, cues: Cues) -> Iterator[tuple[int, int]]:
    """Yield the spans of such names; 巾帼心·三八节 is none.

    >>> from ingestion.privacy.cues import load_cues
    >>> next(find_foreign_names("村民阿依古丽·买买提", load_cues()))
    (2, 10)
    >>> list(find_foreign_names("巾帼心·三八节", load_cues()))
    []
    """
    sounds = frozenset("".join(cues.words.classes["foreign_sounds"]))
    for match in re.finditer(r"[·•・]", text):
        span = _around_dot(text, match.start(), sounds)
        if span and not cues.place_behind.match(text, span[1]):
            yield span
    for match in _parts(cues).finditer(text):
        if _is_person(text, match, cues):
            yield match.span()


def _around_dot(text: str, dot: int, sounds: frozenset[str]) -> tuple[int, int] | None:
    """Return the run of sounding characters on both sides of the dot."""
    start, end = dot, dot + 1
    while start and text[start - 1] in sounds:
        start -= 1
    while end < len(text) and (text[end] in sounds or text[end] in "·•・"):
        end += 1
    is_name = dot - start >= 2 and end - dot >= 2
    return (start, end) if is_name else None


def _is_person(text: str, match: re.Match[str], cues: Cues) -> bool:
    start, end = match.span()
    if cues.place_behind.match(text, end) or cues.is_official(text, start, end):
        return False
    behind = cues.behind(text, end)
    if end - start < _SHORTEST_ALONE:
        return cues.is_open(text, start) and behind >= Behind.PERSON
    return behind >= Behind.PERSON or (cues.is_open(text, start) and behind > Behind.NOTHING)


@cache
def _parts(cues: Cues) -> re.Pattern[str]:
    parts = cues.words.any_of("foreign_part")
    sounds = "".join(sorted(set("".join(cues.words.classes["foreign_sounds"]))))
    return re.compile(rf"(?:{parts})(?:{parts}|[{sounds}]){{0,3}}|[{sounds}]{{1,4}}(?:{parts})+")
