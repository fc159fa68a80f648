"""Which indicator a header means: by its name, by a phrase of the codebook, or by likeness.

A header is matched whole. What is counted (人, 户, 元, %) must agree; two readings that are equally
good are no match, and both are kept as evidence.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from math import log

from ingestion.codebook import Codebook
from ingestion.errors import CodebookError
from ingestion.extract.header_names import (
    header_key,
    header_stem,
    implied_group,
    name_variants,
    unit_group,
)
from ingestion.extract.header_qualifiers import Qualifiers
from ingestion.extract.header_vocabulary import header_vocabulary

ACCEPTED_FROM = 0.71  # below it, a match goes to review
EXACT_FROM = 0.9  # from here on, the words are a name or phrase of the codebook
_SAME_NAME, _SAME_STEM, _PHRASE, _PHRASE_STEM = 0.99, 0.95, 0.93, 0.9
_HEADER, _HEADER_STEM = 0.97, 0.94  # as forms are known to name it
_SHORTEST_PHRASE = 3  # 宫颈癌 heads who was examined as well as who has it
_OF_A_TOPIC = 0.7  # a phrase that means the indicator under its topic only
_AS_GOOD = 0.03  # readings this close to the best are its rivals
_CLEAR_LEAD = 0.08  # how far the best likeness must be ahead of the next
_AS_LITTLE = 1.3  # a reading that leaves more of the header over than this is no rival
_LEAST_LIKENESS = 0.5
_NOT_EVEN_A_RIVAL = 0.4
_IN_ITS_PROGRAM, _MOST_ALIKE = 0.05, 0.89
_SAYS_RATE = re.compile(r"率|比|占|%|‰|share|rate")
_NO_RATE = "no rate"  # a header that says nothing of a rate counts something
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_MISSING, _EXTRA = 0.7, 0.3  # what of a name, and of a header, finds no counterpart
_UNKNOWN = 1.0
_OTHER_HEAD = 0.85  # the header's last word, which says what is counted, is not in the name
_OTHER_SENSE = 0.6
_NEVER_ACCEPTED = 0.69  # with the words that nobody explained
_OTHER_PROGRAM = 0.7  # a phrase that means another program than the section it stands in
# 人均贷款额（元） is written without its /人; 面积 does not say 亩 or 平方米.
_COMPATIBLE = {"money": {"money", "money_each"}, "area": {"land", "floor"}}
_RULES = {
    _SAME_NAME: "名称相同",
    _SAME_STEM: "名称相同，量词不同",
    _HEADER: "表头用语",
    _HEADER_STEM: "表头用语，量词不同",
    _PHRASE: "短语",
    _PHRASE_STEM: "短语，量词不同",
    _OF_A_TOPIC: "短语，主题不明",
}
_OFFICIAL_RULES = frozenset({_RULES[_SAME_NAME], _RULES[_SAME_STEM]})


@dataclass(frozen=True, slots=True)
class Match:
    """What a header was linked to. `code` is null where nothing fits or two readings compete."""

    code: str | None
    confidence: float
    rule: str  # in Chinese
    rivals: tuple[str, ...] = ()


NO_MATCH = Match(None, 0.0, "无相近指标")


@dataclass(frozen=True, slots=True, order=True)
class _Likeness:
    """How like a header is to a name, and how much of the header the name leaves over."""

    score: float
    extra: float

    def rivals(self, best: _Likeness) -> bool:
        """Return whether this reading is about as good: as like, and explaining as much."""
        return best.score - self.score < _CLEAR_LEAD and self.extra < _AS_LITTLE * best.extra + 1


class HeaderMatcher:
    """The codebook's names and phrases, indexed for headers. Compile once, use often."""

    def __init__(self, codebook: Codebook) -> None:
        """Index every way the codebook writes an indicator."""
        self._indicators = codebook.indicators
        self._own = {code: unit_group(codebook.dimension(code)) for code in codebook.indicators}
        self._groups = {code: {group} for code, group in self._own.items()}
        for event in codebook.events:
            self._groups[event.indicator_code] |= {unit_group(kind) for kind in event.accepts}
        self._official = {
            header_key(i.indicator_name): code for code, i in self._indicators.items()
        }
        self._written: dict[str, dict[str, float]] = defaultdict(dict)
        self._stems: dict[str, set[str]] = defaultdict(set)  # stem → codes, for likeness
        self._index(codebook)
        self._pieces_of = {stem: _pieces(stem) for stem in self._stems}
        self._stems_with: dict[str, set[str]] = defaultdict(set)
        for stem, pieces in self._pieces_of.items():
            for piece in pieces:
                self._stems_with[piece].add(stem)
        self._weights = {
            piece: log(1 + len(self._stems) / len(stems))
            for piece, stems in self._stems_with.items()
        }
        self._totals = {stem: self._weight(p) for stem, p in self._pieces_of.items()}
        self._qualifiers = Qualifiers(codebook, self._written)
        self.match = lru_cache(maxsize=20_000)(self._match)

    def counts(self, code: str, group: str) -> bool:
        """Return whether an indicator's own unit is of the group, not one it may be told in."""
        return self._own[code] in _COMPATIBLE.get(group, {group})

    def _index(self, codebook: Codebook) -> None:
        for code, indicator in codebook.indicators.items():
            names = (code, indicator.indicator_name, indicator.indicator_name_en)
            for name in (*names, *name_variants(indicator)):
                self._add(name, code, _SAME_NAME, _SAME_STEM)
        for phrase, code in header_vocabulary()["indicator"].items():
            if code not in codebook.indicators:
                raise CodebookError(f"header_phrases.csv: 「{phrase}」引用了未声明的 {code}")
            self._add(phrase, code, _HEADER, _HEADER_STEM)
        for row in codebook.phrase_rows:
            is_vague = row.topic or len(row.phrase) <= _SHORTEST_PHRASE
            whole, stemmed = (_OF_A_TOPIC, _OF_A_TOPIC) if is_vague else (_PHRASE, _PHRASE_STEM)
            self._add(row.phrase, row.indicator_code, whole, stemmed)

    def _add(self, written: str, code: str, whole: float, stemmed: float) -> None:
        key = header_key(written)
        stem = header_stem(key)
        for form, confidence in ((key, whole), (stem, stemmed)):
            known = self._written[form]
            known[code] = max(confidence, known.get(code, 0.0))
        if len(stem) >= 2 and not stem.isascii():
            self._stems[stem].add(code)

    def _match(self, text: str, group: str | None = None, program: str | None = None) -> Match:
        """Return what `text` means, counted in `group` and within `program`, as far as known.

        Words in brackets may qualify or not: 乡镇（街道）数 is read with them and without.
        """
        if text in self._indicators:
            return Match(text, _SAME_NAME, _RULES[_SAME_NAME])
        match = self._match_key(header_key(text), group, program)
        without = header_key(_IN_BRACKETS.sub("", text))
        if match.confidence >= EXACT_FROM or without == header_key(text):
            return match
        shorter = self._match_key(without, group, program)
        return max(match, shorter, key=lambda m: (m.code is not None, m.confidence))

    def _match_key(self, key: str, group: str | None, program: str | None) -> Match:
        if not key:
            return NO_MATCH
        if group is None and key in self._official:
            return Match(self._official[key], _SAME_NAME, _RULES[_SAME_NAME])
        group = group or implied_group(key)
        match = self._same(key, group, program) or self._alike(header_stem(key), group, program)
        if program and match.code and not self._is_in(match.code, program):
            match = self._of_program(match, header_stem(key), group, program)
        cumulative = f"{match.code}_cumulative"
        if "累计" in key and cumulative in self._indicators:
            return replace(match, code=cumulative)
        return match

    def _of_program(self, match: Match, stem: str, group: str | None, program: str) -> Match:
        """Return what stands in the section's own program, where the words alone mean another's.

        Only an official name holds in any section.
        """
        if match.rule in _OFFICIAL_RULES:
            return match
        own = self._alike(stem, group, program)
        if own.code and self._is_in(own.code, program) and own.confidence >= ACCEPTED_FROM:
            return own
        return replace(match, confidence=round(match.confidence * _OTHER_PROGRAM, 2))

    def _same(self, key: str, group: str | None, program: str | None) -> Match | None:
        found: dict[str, float] = {}
        stem = header_stem(key)
        for form, most in ((key, 1.0), (stem, _SAME_STEM)):
            for code, confidence in self._written.get(form, {}).items():
                if self._fits(code, group):
                    found[code] = max(min(confidence, most), found.get(code, 0.0))
        if not found:
            return None
        return self._settled(_without_counterparts(found, key), program)

    def _settled(self, found: Mapping[str, float], program: str | None) -> Match:
        """Return the one reading that is best, or that the program decides for."""
        own = {
            code: max(c, _PHRASE_STEM) for code, c in found.items() if self._is_in(code, program)
        }
        found = own or found
        best = max(found.values())
        codes = [code for code, confidence in found.items() if best - confidence < _AS_GOOD]
        if len(codes) > 1:
            return Match(None, 0.5, "几个指标都符合", tuple(sorted(codes)))
        return Match(codes[0], best, _RULES.get(best, "短语"))

    def _alike(self, stem: str, group: str | None, program: str | None) -> Match:
        found: dict[str, _Likeness] = {}
        unsaid = None if _SAYS_RATE.search(stem) else _NO_RATE
        for code, likeness in self._likenesses(stem):
            if self._fits(code, group or unsaid):
                found[code] = max(likeness, found.get(code, likeness))
        if program:
            found = {c: s for c, s in found.items() if self._is_in(c, program)} or found
        ranked = sorted(found.items(), key=lambda item: (-item[1].score, item[0]))
        if not ranked or ranked[0][1].score < _LEAST_LIKENESS:
            return NO_MATCH
        code, best = ranked[0]
        rivals = tuple(c for c, other in ranked[1:3] if other.rivals(best))
        if rivals:
            return Match(None, best.score / 2, "几个指标相近", (code, *rivals))
        bonus = _IN_ITS_PROGRAM if program and self._is_in(code, program) else 0
        return Match(code, round(min(best.score * 0.95 + bonus, _MOST_ALIKE), 2), "近似")

    def _likenesses(self, stem: str) -> Iterable[tuple[str, _Likeness]]:
        """Yield (code, likeness): how much of a name stands in the header, less what is left over.

        Words that the codebook never uses weigh little: they mostly qualify (农村, 各级).
        """
        own = _pieces(stem)
        common: dict[str, float] = defaultdict(float)
        for piece in sorted(own, key=lambda p: (-len(p), p)):  # pairs first: they choose the names
            weight = self._weights.get(piece, _UNKNOWN)
            for other in self._stems_with.get(piece, ()):
                if len(piece) > 1 or other in common:
                    common[other] += weight
        whole = self._weight(own)
        for other, shared in common.items():
            missing, extra = self._totals[other] - shared, whole - shared
            score = shared / (shared + _MISSING * missing + _EXTRA * extra)
            if score < _NOT_EVEN_A_RIVAL:
                continue
            likeness = _Likeness(self._trusted(score, stem, other), extra)
            for code in self._stems[other]:
                yield code, likeness

    def _trusted(self, score: float, stem: str, other: str) -> float:
        """Return the score less what the words left over may turn it into."""
        named = self._pieces_of[other]
        if stem[-2:] not in named:
            score *= _OTHER_HEAD
        if self._qualifiers.turn(stem, other):
            return min(score * _OTHER_SENSE, _NEVER_ACCEPTED)
        if self._qualifiers.are_unknown(stem, named):
            return min(score, _NEVER_ACCEPTED)
        return score

    def _weight(self, pieces: Iterable[str]) -> float:
        return sum(self._weights.get(piece, _UNKNOWN) for piece in sorted(pieces))

    def _fits(self, code: str, group: str | None) -> bool:
        groups = self._groups[code]
        if group == _NO_RATE:
            return "rate" not in groups
        return group is None or bool(groups & _COMPATIBLE.get(group, {group}))

    def _is_in(self, code: str, program: str | None) -> bool:
        return self._indicators[code].program_code == program


def _without_counterparts(found: Mapping[str, float], key: str) -> dict[str, float]:
    """Leave out the cumulative counterpart of an indicator, or where 累计 stands, the other."""
    if "累计" in key:
        return {c: v for c, v in found.items() if f"{c}_cumulative" not in found}
    return {c: v for c, v in found.items() if c.removesuffix("_cumulative") == c or len(found) == 1}


@lru_cache(maxsize=4)
def header_matcher(codebook: Codebook) -> HeaderMatcher:
    """Return the matcher of a codebook, compiled once."""
    return HeaderMatcher(codebook)


def _pieces(text: str) -> frozenset[str]:
    """Return the characters and the pairs of characters of a stem."""
    return frozenset(text) | {text[at : at + 2] for at in range(len(text) - 1)}
