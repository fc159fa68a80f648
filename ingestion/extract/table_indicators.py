"""The labels of a figure → one indicator: matched alone, together, and with their groups.

Every word that could name something must be explained: what a name leaves unexplained lowers the
confidence, and the figure goes to review.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from ingestion.codebook import Codebook
from ingestion.extract.header_match import (
    EXACT_FROM,
    NO_MATCH,
    HeaderMatcher,
    Match,
    header_matcher,
)
from ingestion.extract.header_names import header_key, implied_group
from ingestion.extract.headers import Label

_MEASURES = frozenset(
    "人数 人次 户数 金额 数量 次数 场次 个数 件数 份数 期数 面积 总数 数 情况".split()  # noqa: SIM905
)
_UNEXPLAINED = 0.7
_UNEXPLAINED_PART = 0.6  # 其中：妇女 is a part that the codebook may not know
NAME_FROM = 0.94  # an official name or a known header, not a mere phrase

Linked = tuple[Match, Label | None]


@dataclass(frozen=True, slots=True)
class Words:
    """The labels that could name an indicator, nearest first, and what is known beside them."""

    row: tuple[Label, ...]
    column: tuple[Label, ...]
    section: Label | None
    group: str | None  # what is counted
    program: str | None


class IndicatorReader:
    """Links the labels of figures with the matcher of a codebook."""

    def __init__(self, matcher: HeaderMatcher) -> None:
        self._matcher = matcher
        self.read = lru_cache(maxsize=20_000)(self._read)

    def is_name(self, text: str) -> bool:
        """Return whether words are a name or phrase of the codebook as they stand."""
        return self._matcher.match(text, None, None).confidence >= EXACT_FROM

    def match_title(self, words: str) -> Match:
        """Return what the words of a title name."""
        return self._matcher.match(words, None, None)

    def is_near(self, text: str) -> bool:
        """Return whether words come near a name of the codebook."""
        match = self._matcher.match(text, None, None)
        return bool(match.code or match.rivals)

    def names_more(self, plain: str, core: str) -> bool:
        """Return whether words are a name that their core alone is not (县级示范性学校)."""
        whole, part = self._matcher.match(plain, None, None), self._matcher.match(core, None, None)
        return bool(whole.code) and whole.confidence >= EXACT_FROM and whole.code != part.code

    def counts(self, measure: Label, code: str) -> bool:
        """Return whether a bare measure (人数, 金额) is what an indicator is counted in."""
        group = implied_group(header_key(measure.core)) if _is_measure(measure) else None
        return group is None or self._matcher.counts(code, group)

    def _read(self, words: Words) -> Linked:
        """Return the best reading of the labels, and the label that it rests on."""
        labels = (*words.column, *words.row)
        completion = next((label for label in labels if label.is_completion), None)
        if completion:
            return self._completion(words, completion), completion
        match, label = self._read_counts(words)
        part = next((near for near in labels if near.is_part and near is not label), None)
        if part and match.code:
            rule = f"{match.rule}，其中「{part.core}」未能对应"
            match = replace(match, confidence=match.confidence * _UNEXPLAINED_PART, rule=rule)
        return match, label or next(iter((*words.row, *words.column)), None)

    def _completion(self, words: Words, completion: Label) -> Match:
        """Return the completion rate of what the other labels name, where the codebook has it."""
        for label in (*words.column, *words.row):
            if label is completion:
                continue
            for tail in ("任务完成率", "完成率", completion.core):
                match = self._matcher.match(label.core + tail, "rate", words.program)
                if match.confidence >= EXACT_FROM:
                    return match
        return NO_MATCH

    def _read_counts(self, words: Words) -> Linked:
        joined = self._first_exact(_joins(words.row[:1], words.column[:1]), words)
        return joined if joined[1] else self._read_apart(words)

    def _read_apart(self, words: Words) -> Linked:
        near = [labels[0] for labels in (words.row, words.column) if labels]
        alone = [(self._match_label(label, words), label) for label in near]
        named = [pair for pair in alone if pair[0].code and pair[0].confidence >= EXACT_FROM]
        if len(named) == 2:
            return _of_two(named)
        grouped = self._first_exact(_wider(words), words)
        if _says_more(grouped, named):
            return grouped
        if named and all(label is named[0][1] or _is_measure(label) for label in near):
            return named[0]
        if grouped[1]:
            return grouped
        if named:
            match, label = named[0]
            return replace(match, confidence=match.confidence * _UNEXPLAINED), label
        return self._alike(words, alone)

    def _match_label(self, label: Label, words: Words) -> Match:
        """Match the words as they stand, with 任务 or 县级 in them, then without."""
        plain = self._matcher.match(label.plain, words.group, words.program)
        if label.plain == label.core or (plain.code and plain.confidence >= EXACT_FROM):
            return plain
        return self._matcher.match(label.core, words.group, words.program)

    def _first_exact(self, candidates: Iterable[tuple[str, Label]], words: Words) -> Linked:
        for text, label in candidates:
            match = self._matcher.match(text, words.group, words.program)
            if match.code and match.confidence >= EXACT_FROM:
                return match, label
        return NO_MATCH, None

    def _alike(self, words: Words, alone: Sequence[tuple[Match, Label]]) -> Linked:
        """Return the likeliest reading; labels beside each other must be read together."""
        texts = [*_joins(words.row[:1], words.column[:1]), *_wider(replace(words, section=None))]
        together = [
            (self._matcher.match(text, words.group, words.program), label) for text, label in texts
        ]
        found = together if words.row and words.column else [*alone, *together]
        found = [pair for pair in found if pair[0].confidence] or list(alone)
        if not found:
            return NO_MATCH, None
        return max(found, key=lambda pair: (pair[0].confidence, bool(pair[0].code)))


@lru_cache(maxsize=4)
def indicator_reader(codebook: Codebook) -> IndicatorReader:
    """Return the reader of a codebook, made once."""
    return IndicatorReader(header_matcher(codebook))


def _says_more(grouped: Linked, named: Sequence[tuple[Match, Label]]) -> bool:
    """Return whether 救助人数 under 两癌 is better read as 两癌救助人数 than by itself."""
    if not named or grouped[0].confidence < NAME_FROM:
        return False
    return named[0][0].confidence < grouped[0].confidence


def _is_measure(label: Label) -> bool:
    return header_key(label.core) in _MEASURES


def _of_two(named: Sequence[tuple[Match, Label]]) -> Linked:
    """Row and column each name an indicator: the same one, or a doubt."""
    (first, label), (second, _) = named
    if first.code == second.code:
        return first, label
    return Match(None, 0.5, "行和列各说一个指标", (first.code or "", second.code or "")), label


def _joins(outer: Sequence[Label], inner: Sequence[Label]) -> Iterator[tuple[str, Label]]:
    for first in outer:
        for second in inner:
            yield first.core + second.core, second
            yield second.core + first.core, first


def _wider(words: Words) -> Iterator[tuple[str, Label]]:
    """Yield the near labels behind the groups and the section they stand in."""
    yield from _joins(words.column[1:2], words.column[:1])
    yield from _joins(words.row[1:2], words.row[:1])
    if words.section and words.section.core:
        for near in (*words.row[:1], *words.column[:1]):
            yield words.section.core + near.core, near
            yield near.core + words.section.core, near
    for outer in words.column[1:2]:
        for text, label in _joins(words.row[:1], words.column[:1]):
            yield text + outer.core, label
