"""A surname at a place of a text, and whether what follows could be its given name. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingestion.privacy.cues import Cues, load_cues
from ingestion.privacy.words import Words

_HAN = re.compile(r"[\u4e00-\u9fff]")
_NEVER_GIVEN = frozenset("某的了在是有和与等被为于从向对把或及也都其该各每个名户人元件次万组号")
PLACE_ENDS = frozenset("村镇乡县区市街组屯庄店桥河坪沟湾岭塘冲坡路")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A surname at a place of a text, and what follows it."""

    start: int
    given: int  # where the given name starts
    is_weak: bool  # ordinary words begin with this surname

    def end(self, length: int) -> int:
        """Return where the name ends with a given name of that length."""
        return self.given + length


def candidate_at(text: str, start: int, cues: Cues) -> Candidate | None:
    """Return the surname that starts at a place, or null."""
    if text[start : start + 2] in cues.words.classes["compound_surname"]:
        return Candidate(start, start + 2, is_weak=False)
    if text[start : start + 4] in cues.words.classes["compound_surname"]:
        return Candidate(start, start + 4, is_weak=False)
    first = text[start : start + 1]
    if first and first in cues.words.surnames:
        return Candidate(start, start + 1, is_weak=False)
    if first and first in cues.words.weak_surnames:
        return Candidate(start, start + 1, is_weak=True)
    return None


def may_be_given(text: str, at: int) -> bool:
    """Tell whether a character can be in a given name at all."""
    return at < len(text) and _HAN.match(text, at) is not None and text[at] not in _NEVER_GIVEN


def may_be(text: str, one: Candidate, length: int) -> bool:
    """Tell whether a given name of that length could follow."""
    given = text[one.given : one.end(length)]
    is_title = given in load_cues().words.classes["honorific"]
    return not is_title and all(may_be_given(text, one.given + at) for at in range(length))


def is_name_like(text: str, one: Candidate, length: int, cues: Cues) -> bool:
    """Tell whether given names are made of the characters that follow."""
    given = text[one.given : one.end(length)]
    if len(given) < length or not all(character in cues.words.given for character in given):
        return False
    return given[-1] not in PLACE_ENDS and given not in cues.words.classes["honorific"]


def is_strong(text: str, one: Candidate, length: int, cues: Cues) -> bool:
    """Tell whether ordinary words never join the characters that follow."""
    given = text[one.given : one.end(length)]
    return all(character in cues.words.given_strong for character in given)


def is_strong_pair(pair: str, words: Words) -> bool:
    """Tell whether both characters are such that ordinary words never join them."""
    return len(pair) == 2 and words.given_strong.issuperset(pair)


def is_ordinary(text: str, one: Candidate, length: int, cues: Cues) -> bool:
    """Tell whether the characters begin an ordinary word, or are a title."""
    ordinary = cues.words.ordinary
    start, end = one.start, one.end(length)
    if text[one.given : end] in cues.words.classes["honorific"]:
        return True
    if one.given - one.start > 1:
        return False
    return text[start : start + 2] in ordinary or text[start:end] in ordinary
