"""How much personal data is masked, and how much else: recall and precision per kind.

Pure. A span of the gold is found when every character of it is masked, of whatever kind: a name
of which half stands is a name told. A masked span is right when it touches a span of the gold.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ingestion.privacy.masking import find_personal_data
from ingestion.privacy.model import Kind, PersonalData

_MARK = re.compile(r"\[\[(?P<kind>[a-z_]+)\|(?P<text>[^\]]+)\]\]")


@dataclass(frozen=True, slots=True)
class PrivacyCase:
    """A text and the personal data in it, as a person marked them."""

    text: str
    gold: tuple[PersonalData, ...]


@dataclass(frozen=True, slots=True)
class KindScore:
    """Counts for one kind; `missed` and `wrong` show the text with its surroundings."""

    kind: Kind
    gold: int
    found: int
    masked: int
    right: int
    missed: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()

    @property
    def recall(self) -> float:
        """Return the share of the gold of which nothing is left to read."""
        return self.found / self.gold if self.gold else 1.0

    @property
    def precision(self) -> float:
        """Return the share of what was masked that touches gold."""
        return self.right / self.masked if self.masked else 1.0


@dataclass(frozen=True, slots=True)
class PrivacyScore:
    """The score of each kind, and of all together."""

    kinds: tuple[KindScore, ...]

    @property
    def recall(self) -> float:
        """Return the recall over all kinds."""
        return sum(kind.found for kind in self.kinds) / max(1, sum(k.gold for k in self.kinds))

    @property
    def precision(self) -> float:
        """Return the precision over all kinds."""
        return sum(kind.right for kind in self.kinds) / max(1, sum(k.masked for k in self.kinds))


def read_marked(line: str) -> PrivacyCase:
    """Return the case that a line with marks holds; raises ValueError on an unknown kind.

    >>> read_marked("看望[[name|张秀英]]一家").gold[0]
    PersonalData(start=2, end=5, kind=<Kind.NAME: 'name'>)
    """
    text, gold, at = "", [], 0
    for match in _MARK.finditer(line):
        text += line[at : match.start()]
        start = len(text)
        text += match["text"]
        gold.append(PersonalData(start, len(text), Kind(match["kind"])))
        at = match.end()
    return PrivacyCase(text + line[at:], tuple(gold))


def score_privacy(cases: Iterable[PrivacyCase]) -> PrivacyScore:
    """Return how well masking does on the cases."""
    missed: dict[Kind, list[str]] = {kind: [] for kind in Kind}
    wrong: dict[Kind, list[str]] = {kind: [] for kind in Kind}
    gold, masked = dict.fromkeys(Kind, 0), dict.fromkeys(Kind, 0)
    for case in cases:
        found = find_personal_data(case.text)
        for one in case.gold:
            gold[one.kind] += 1
            if not _is_covered(one, found):
                missed[one.kind].append(_shown(case.text, one))
        for one in found:
            masked[one.kind] += 1
            if not any(other.start < one.end and one.start < other.end for other in case.gold):
                wrong[one.kind].append(_shown(case.text, one))
    return PrivacyScore(
        tuple(
            KindScore(
                kind=kind,
                gold=gold[kind],
                found=gold[kind] - len(missed[kind]),
                masked=masked[kind],
                right=masked[kind] - len(wrong[kind]),
                missed=tuple(missed[kind]),
                wrong=tuple(wrong[kind]),
            )
            for kind in Kind
        )
    )


def _is_covered(one: PersonalData, found: Iterable[PersonalData]) -> bool:
    covered = {place for other in found for place in range(other.start, other.end)}
    return all(place in covered for place in range(one.start, one.end))


def _shown(text: str, one: PersonalData, around: int = 8) -> str:
    before = text[max(0, one.start - around) : one.start]
    return f"{before}【{text[one.start : one.end]}】{text[one.end : one.end + around]}"
