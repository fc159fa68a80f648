"""The words that masking goes by: surnames, characters of given names, cues, ordinary words.

May not hold rules. `words.csv` has a class on each row; `ordinary_words.csv` are words of the
language that begin like a name and are none (金额, 方便, 任务); see docs/decisions/0004.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

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

    def any_of(self, *classes: str) -> str:
        """Return a pattern for any word of the classes, the longest first."""
        words = {word for name in classes for word in self.classes[name]}
        return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))


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
    return Words(
        surnames=characters["surname_characters"],
        weak_surnames=characters["weak_surname_characters"],
        given=characters["given_characters"] | characters["given_strong_characters"],
        given_strong=characters["given_strong_characters"],
        classes=classes,
        ordinary=frozenset(row["word"] for row in _rows("ordinary_words.csv")),
    )


def _rows(name: str) -> list[dict[str, str]]:
    with (_FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
