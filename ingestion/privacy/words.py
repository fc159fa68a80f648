"""The words that masking goes by: surnames, characters of given names, cues, ordinary words.

May not hold rules. `words.csv` has a class on each row; `ordinary_words.csv` are words of the
language that begin like a name and are none (金额, 方便, 任务), and so do the codebook's words; see
docs/decisions/0004.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ingestion.codebook import SEEDS, load_codebook

_KIND = re.compile(r"(?:[省市县区镇乡旗]|街道|地区|社区|办事处|苏木|农场|林场)+$")
_FOLDER = Path(__file__).resolve().parent
_CHARACTERS = "_characters"


@dataclass(frozen=True, eq=False)
class Words:
    """What names are made of and stand beside. `classes` are the lists of `words.csv`."""

    surnames: frozenset[str]
    weak_surnames: frozenset[str]  # ordinary words begin so: a cue must stand beside them
    given: frozenset[str]
    given_strong: frozenset[str]  # two of them are a name even where no cue stands
    classes: dict[str, tuple[str, ...]]
    ordinary: frozenset[str]
    endings: frozenset[str]  # two characters at the end of ordinary words, the second a surname

    def any_of(self, *classes: str) -> str:
        """Return a pattern for any word of the classes, the longest first."""
        return _any_of(frozenset(word for name in classes for word in self.classes[name]))


@cache
def load_words() -> Words:
    """Return the word lists, read once."""
    rows = _rows("words.csv")
    characters = {
        row["word_class"]: frozenset(row["word"])
        for row in rows
        if row["word_class"].endswith(_CHARACTERS)
    }
    classes: dict[str, tuple[str, ...]] = {}
    for row in rows:
        if row["word_class"] not in characters:
            classes[row["word_class"]] = (*classes.get(row["word_class"], ()), row["word"])
    surnames = characters["surname_characters"]
    weak_surnames = characters["weak_surname_characters"]
    listed = frozenset(row["word"] for row in _rows("ordinary_words.csv"))
    return Words(
        surnames=surnames,
        weak_surnames=weak_surnames,
        given=characters["given_characters"] | characters["given_strong_characters"],
        given_strong=characters["given_strong_characters"],
        classes=classes,
        endings=frozenset(row["word"] for row in _rows("word_endings.csv")),
        ordinary=listed | _of_the_codebook(surnames | weak_surnames),
    )


def _of_the_codebook(surnames: frozenset[str]) -> frozenset[str]:
    """Return every two or three characters in the codebook's words that begins like a name."""
    codebook = load_codebook()
    words = [phrase for phrase, _ in codebook.phrases]
    words += [word.word for word in codebook.narrative_words]
    words += [indicator.indicator_name for indicator in codebook.indicators.values()]
    parts = (
        word[at : at + length]
        for word in words
        for length in (2, 3)
        for at in range(len(word) - length + 1)
    )
    return frozenset(part for part in parts if part[0] in surnames)


@cache
def load_place_stems() -> frozenset[str]:
    """Return the names of places without the word for their kind: 张家界, 克拉玛依."""
    with (SEEDS / "organizations.csv").open(encoding="utf-8-sig", newline="") as file:
        return frozenset(_KIND.sub("", row["organization_name"]) for row in csv.DictReader(file))


def _any_of(words: frozenset[str]) -> str:
    """Return a pattern branched by character, so that few branches are tried at a place.

    >>> _any_of(frozenset({"母亲", "母女", "母"}))
    '(?:母(?:亲|女)?)'
    """
    if not words - {""}:
        return ""
    heads: dict[str, set[str]] = {}
    for word in words - {""}:
        heads.setdefault(word[0], set()).add(word[1:])
    branches = [
        re.escape(head) + _any_of(frozenset(tails)) for head, tails in sorted(heads.items())
    ]
    joined = "|".join(branches)
    if "" in words:
        return f"(?:{joined})?"
    return f"(?:{joined})" if len(branches) > 1 or len(joined) > 1 else joined


def _rows(name: str) -> list[dict[str, str]]:
    with (_FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
