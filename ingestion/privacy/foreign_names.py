"""Find names of other make than Han names: 阿依古丽·买买提, 乌云其木格, 扎西卓玛.

Pure; expects folded text. Written with a dot, or made of parts that such names are made of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingestion.privacy.cues import Behind, Cues
from ingestion.privacy.words import load_place_stems

_SHORTEST_ALONE = 3  # two characters are more often a place


def find_foreign_names(text: str, cues: Cues) -> Iterator[tuple[int, int]]:
    """Yield the spans of such names; 巾帼心·三八节 is none.

    >>> from ingestion.privacy.cues import load_cues
    >>> next(find_foreign_names("村民阿依古丽·买买提", load_cues()))
    (2, 10)
    >>> list(find_foreign_names("巾帼心·三八节", load_cues()))
    []
    """
    for match in _dotted(cues).finditer(text):
        if not cues.place_behind.match(text, match.end()):
            yield match.span()
    for match in _parts(cues).finditer(text):
        if _is_person(text, match, cues):
            yield match.span()


def _is_person(text: str, match: re.Match[str], cues: Cues) -> bool:
    start, end = match.span()
    if cues.place_behind.match(text, end) or cues.is_official(text, start, end):
        return False
    behind = cues.behind(text, end)
    if end - start < _SHORTEST_ALONE:
        return cues.is_open(text, start) and behind >= Behind.PERSON
    if behind >= Behind.PERSON:
        return True
    is_bounded = cues.is_open(text, start) and behind > Behind.NOTHING
    return is_bounded and match[0] not in load_place_stems()


@cache
def _dotted(cues: Cues) -> re.Pattern[str]:
    sounds = _sounds(cues)
    return re.compile(rf"[{sounds}某]{{2,9}}(?:[·•・][{sounds}某]{{1,9}}){{1,3}}")


@cache
def _parts(cues: Cues) -> re.Pattern[str]:
    parts, sounds = cues.words.any_of("foreign_part"), _sounds(cues)
    return re.compile(rf"(?:{parts})(?:{parts}|[{sounds}]){{0,3}}|[{sounds}]{{1,4}}(?:{parts})+")


def _sounds(cues: Cues) -> str:
    return "".join(sorted(set("".join(cues.words.classes["foreign_sounds"]))))
