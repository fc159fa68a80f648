"""Which indicator a header means: by its name, by a phrase of the codebook, or by likeness.

A header is matched whole. What is counted (人, 户, 元, %) must agree; two readings that are equally
good are no match, and both are kept as evidence.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import log

from ingestion.codebook import Codebook
from ingestion.extract.header_names import (
    header_key,
    header_stem,
    implied_group,
    name_variants,
    unit_group,
)

ACCEPTED_FROM = 0.75  # below it, a match goes to review
EXACT_FROM = 0.9  # from here on, the words are a name or phrase of the codebook
_SAME_NAME, _SAME_STEM, _PHRASE, _PHRASE_STEM = 0.99, 0.95, 0.93, 0.9
_OF_A_TOPIC = 0.7  # a phrase that means the indicator under its topic only
_AS_GOOD = 0.03  # readings this close to the best are its rivals
_CLEAR_LEAD = 0.08  # how far the best likeness must be ahead of the next
_LEAST_LIKENESS = 0.5
_RULES = {
    _SAME_NAME: "名称相同",
    _SAME_STEM: "名称相同，量词不同",
    _PHRASE: "短语",
    _PHRASE_STEM: "短语，量词不同",
    _OF_A_TOPIC: "短语，主题不明",
}


@dataclass(frozen=True, slots=True)
class Match:
    """What a header was linked to. `code` is null where nothing fits or two readings compete."""

    code: str | None
    confidence: float
    rule: str  # in Chinese
    rivals: tuple[str, ...] = ()


NO_MATCH = Match(None, 0.0, "无相近指标")


class HeaderMatcher:
    """The codebook's names and phrases, indexed for headers. Compile once, use often."""

    def __init__(self, codebook: Codebook) -> None:
        self._codebook = codebook
        self._groups = {code: unit_group(codebook.dimension(code)) for code in codebook.indicators}
        self._official = {
            header_key(indicator.indicator_name): code
            for code, indicator in codebook.indicators.items()
        }
        self._written: dict[str, dict[str, float]] = defaultdict(dict)
        self._stems: dict[str, set[str]] = defaultdict(set)  # stem → codes, for likeness
        for code, indicator in codebook.indicators.items():
            for name in (code, indicator.indicator_name, indicator.indicator_name_en):
                self._add(name, code, _SAME_NAME, _SAME_STEM)
            for name in name_variants(indicator):
                self._add(name, code, _SAME_NAME, _SAME_STEM)
        for row in codebook.phrase_rows:
            if row.topic:
                self._add(row.phrase, row.indicator_code, _OF_A_TOPIC, _OF_A_TOPIC)
            else:
                self._add(row.phrase, row.indicator_code, _PHRASE, _PHRASE_STEM)
        self._pairs_of = {stem: _pairs(stem) for stem in self._stems}
        self._stems_with: dict[str, set[str]] = defaultdict(set)
        for stem, pairs in self._pairs_of.items():
            for pair in pairs:
                self._stems_with[pair].add(stem)
        self._weights = {
            pair: log(1 + len(self._stems) / len(stems)) for pair, stems in self._stems_with.items()
        }
        self.match = lru_cache(maxsize=20_000)(self._match)

    def _add(self, written: str, code: str, whole: float, stemmed: float) -> None:
        key = header_key(written)
        stem = header_stem(key)
        for form, confidence in ((key, whole), (stem, stemmed)):
            known = self._written[form]
            known[code] = max(confidence, known.get(code, 0.0))
        if len(stem) >= 2 and not stem.isascii():
            self._stems[stem].add(code)

    def _match(self, text: str, group: str | None = None, program: str | None = None) -> Match:
        """Return what `text` means, counted in `group` and within `program`, as far as known."""
        key = header_key(text)
        if not key:
            return NO_MATCH
        if group is None and key in self._official:
            return Match(self._official[key], _SAME_NAME, _RULES[_SAME_NAME])
        group = group or implied_group(key)
        return self._same(key, group, program) or self._alike(header_stem(key), group, program)

    def _same(self, key: str, group: str | None, program: str | None) -> Match | None:
        found: dict[str, float] = {}
        stem = header_stem(key)
        for form, most in ((key, 1.0), (stem, _SAME_STEM)):
            for code, confidence in self._written.get(form, {}).items():
                if self._fits(code, group):
                    found[code] = max(min(confidence, most), found.get(code, 0.0))
        if not found:
            return None
        return self._settled(found, program)

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
        scores: dict[str, float] = {}
        for code, likeness in self._likenesses(stem):
            if self._fits(code, group):
                scores[code] = max(likeness, scores.get(code, 0.0))
        if program:
            scores = {c: s for c, s in scores.items() if self._is_in(c, program)} or scores
        ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
        if not ranked or ranked[0][1] < _LEAST_LIKENESS:
            return NO_MATCH
        code, likeness = ranked[0]
        rivals = tuple(c for c, s in ranked[1:3] if likeness - s < _CLEAR_LEAD)
        if rivals:
            return Match(None, likeness / 2, "几个指标相近", (code, *rivals))
        return Match(code, round(likeness * 0.95, 2), "近似")

    def _likenesses(self, stem: str) -> Iterable[tuple[str, float]]:
        """Yield (code, likeness): the weighted share of common pairs of characters."""
        pairs = _pairs(stem)
        near = Counter(other for pair in pairs for other in self._stems_with.get(pair, ()))
        own = self._weight(pairs)
        for other in near:
            common = self._weight(pairs & self._pairs_of[other])
            likeness = 2 * common / (own + self._weight(self._pairs_of[other]))
            for code in self._stems[other]:
                yield code, likeness

    def _weight(self, pairs: Iterable[str]) -> float:
        return sum(self._weights.get(pair, 5.0) for pair in sorted(pairs))

    def _fits(self, code: str, group: str | None) -> bool:
        return group is None or group in self._groups[code] or self._is_each(code, group)

    def _is_each(self, code: str, group: str) -> bool:
        """人均贷款额（元） is written without its /人."""
        return group == "money" and "money_each" in self._groups[code]

    def _is_in(self, code: str, program: str | None) -> bool:
        return self._codebook.indicators[code].program_code == program


@lru_cache(maxsize=4)
def header_matcher(codebook: Codebook) -> HeaderMatcher:
    """Return the matcher of a codebook, compiled once."""
    return HeaderMatcher(codebook)


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))
