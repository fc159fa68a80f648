"""Figures out of the prose of a Document: the entry of narrative extraction.

Pure: a Document, an Envelope and a Codebook in, a Reading out. Tables are another reader's. Every
number found ends as a claim or is counted as ignored; a repeated passage is read once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from ingestion.codebook import Codebook
from ingestion.extract.breakdowns import aspect_of, drop_repeats, level_of, number_events
from ingestion.extract.claims import ACCEPTED_FROM, Placed, claim_of
from ingestion.extract.figures import Delimiters, Sentence, between, figures_of
from ingestion.extract.grammar import grammar_of
from ingestion.extract.judgement import WEIGHTS
from ingestion.extract.labels import label_reader
from ingestion.extract.lexicon import Lexicon, lexicon_of
from ingestion.extract.passages import ReadingText, read_passages
from ingestion.extract.quantities import Quantity, quantity_reader
from ingestion.extract.rejections import NonStatistics, case_pattern, is_bare_run
from ingestion.extract.retellings import mark_retold
from ingestion.extract.scope import Place, Scope
from ingestion.extract.sections import SectionReader
from ingestion.extract.senses import SenseReader
from ingestion.extract.sentence_reader import SentenceReader
from ingestion.extract.whole_sentence import Read, series_of
from ingestion.model import Claim, Document, Envelope, Reading, Role
from ingestion.organizations import Gazetteer

_SHORTEST_REPEAT = 14
_OWN_HEAD = frozenset({"left", "right", "level", "series", "event_list"})


def read_narrative(
    document: Document,
    envelope: Envelope,
    codebook: Codebook,
    gazetteer: Gazetteer | None = None,
    weights: Path | None = WEIGHTS,
) -> Reading:
    """Return the claims of a document's paragraphs, and how many numbers were left alone."""
    lexicon = lexicon_of(codebook)
    reading_text = read_passages(document, lexicon)
    reader = _Reader(document, reading_text, envelope, lexicon, gazetteer, weights)
    claims = drop_repeats(list(reader.claims()))
    claims = mark_retold(claims, document.text, codebook)
    dropped = sum(len(reader.numbers.find(line)) for line in reading_text.dropped)
    return Reading(
        claims=tuple(number_events(claims, codebook)),
        numbers_found=reader.numbers_found + dropped,
        numbers_ignored=reader.numbers_found + dropped - len(claims),
    )


@dataclass(frozen=True, slots=True)
class Note:
    """One number as it was met: its reading, or the rule that left it alone."""

    quantity: Quantity
    start: int  # in the original
    end: int
    read: Read | None = None
    claim: Claim | None = None
    ignored_by: str = ""


def notes_of(
    document: Document,
    envelope: Envelope,
    codebook: Codebook,
    gazetteer: Gazetteer | None = None,
    weights: Path | None = WEIGHTS,
) -> list[Note]:
    """Return every number of a document's prose with what became of it, in reading order.

    Explanations and training are made of these; `weights` is the folder of what was learned, null
    for the grammar alone.
    """
    lexicon = lexicon_of(codebook)
    reading_text = read_passages(document, lexicon)
    reader = _Reader(document, reading_text, envelope, lexicon, gazetteer, weights)
    for _ in reader.claims():
        pass
    return sorted(reader.notes, key=lambda note: note.start)


class _Reader:
    """Reads one document from its first sentence to its last."""

    def __init__(
        self,
        document: Document,
        reading_text: ReadingText,
        envelope: Envelope,
        lexicon: Lexicon,
        gazetteer: Gazetteer | None,
        weights: Path | None = WEIGHTS,
    ) -> None:
        text = reading_text.text
        self._document = document
        self._reading_text = reading_text
        self._text = text
        self._lexicon = lexicon
        self._gazetteer = gazetteer
        self._own_code = envelope.organization_code
        self._level = _level(envelope.organization_code)
        mentions = lexicon.find(text)
        self.numbers = quantity_reader(lexicon.codebook.units)
        self._delimiters = Delimiters(text)
        self._nonstatistics = NonStatistics(text, mentions.fixed_names, _case_of(lexicon))
        self._senses = SenseReader(text, mentions, lexicon)
        self._quantities = label_reader(lexicon.codebook.units).labelled(
            text, self.numbers.find(text), self._senses.unit_named
        )
        self._starts = [quantity.start for quantity in self._quantities]
        self._scope = Scope(text, envelope.period_id, envelope.organization_name or "")
        self._sentences = SentenceReader(self._senses, self._scope, weights)
        self._sections = SectionReader(lexicon, self._scope.year)
        self._grammar = grammar_of(lexicon)
        self.numbers_found = len(self._quantities)
        self.notes: list[Note] = []

    def claims(self) -> Iterator[Claim]:
        """Yield the claims in reading order."""
        seen: set[str] = set()
        sentences = list(self._delimiters.sentences())
        position = 0
        for number, passage in enumerate(self._reading_text.passages):
            line = self._text[passage.start : passage.end]
            if number == 0:
                self._sections.open_document(line, passage.start)
            if self._sections.is_heading(line, is_marked=passage.is_heading):
                self._sections.open_heading(line, passage.start)
            else:
                self._sections.open_paragraph(line, passage.start)
            self._sentences.open_paragraph()
            is_first = True
            while position < len(sentences) and sentences[position].end <= passage.end:
                sentence = sentences[position]
                position += 1
                yield from self._sentence(sentence, seen, is_first=is_first)
                is_first = False

    def _sentence(self, sentence: Sentence, seen: set[str], *, is_first: bool) -> Iterator[Claim]:
        words = self._text[sentence.start : sentence.end]
        self._sections.open_sentence(words, sentence.start, is_first=is_first)
        quantities = between(self._quantities, self._starts, sentence)
        if not quantities:
            return
        if self._is_repeat(words, seen):
            self._leave(quantities, "repeated_passage")
            return
        figures = figures_of(sentence, self._statistics(quantities), self._delimiters)
        if is_bare_run(self._text, figures):
            self._leave([figure.quantity for figure in figures], "bare_run")
            return
        is_case = self._nonstatistics.is_case(words)
        reads = self._sentences.read(figures, self._sections.context, is_case=is_case)
        for series in series_of(reads):
            for index, read in enumerate(series):
                if not self._is_worth(read):
                    self._note(read.figure.quantity, read, ignored_by="weak_numeral")
                    continue
                placed = self._placed(read)
                year = self._scope.series_period(series[0].figure, index, len(series))
                yield self._claim(replace(placed, period=year) if year else placed)

    def _statistics(self, quantities: Sequence[Quantity]) -> list[Quantity]:
        statistics = []
        for quantity in quantities:
            rule = self._nonstatistics.rule_for(quantity)
            if rule:
                self._leave([quantity], rule)
            else:
                statistics.append(quantity)
        return statistics

    def _leave(self, quantities: Iterable[Quantity], rule: str) -> None:
        for quantity in quantities:
            self._note(quantity, ignored_by=rule)

    def _is_repeat(self, words: str, seen: set[str]) -> bool:
        key = "".join(words.split())
        if len(key) < _SHORTEST_REPEAT:
            return False
        if key in seen:
            return True
        seen.add(key)
        return False

    def _placed(self, read: Read) -> Placed:
        """Add period, organisation and level."""
        figure = read.figure
        period = self._scope.period_of(figure, read.role, self._sections.context)
        role = read.role
        if role is Role.ACTUAL and self._scope.is_future(period):
            role = Role.PLAN
        indicator = self._lexicon.codebook.indicators.get(read.link.indicator_code or "")
        if period is None and indicator is not None and indicator.aggregation == "latest":
            period = self._scope.end_of_span()
        is_counted = indicator is not None and indicator.kind != "rate"
        if is_counted:
            part = level_of(self._text, figure, read.link, self._grammar)
        else:
            part = aspect_of(read.link.indicator_code or "", self._text, figure)
        place = self._coded(self._scope.place_of(figure, level=self._level))
        return Placed(read, role, part, period, place)

    def _coded(self, place: Place | None) -> Place | None:
        """Give a township of the reporting county its code, where a gazetteer is at hand."""
        if place is None or place.is_parent or not (self._gazetteer and self._own_code):
            return place
        name = place.name.partition("妇联")[0]
        found = self._gazetteer.resolve(name, within=self._own_code).organization
        return replace(place, code=found.organization_code) if found else place

    def _is_worth(self, read: Read) -> bool:
        """Say whether to emit: 一个 and 两项 count only where a head of their own says so."""
        quantity = read.figure.quantity
        if not self._nonstatistics.is_weak(quantity):
            return True
        if read.link.indicator_code is None:
            return False
        if read.link.rule in _OWN_HEAD:
            return True
        is_group = quantity.dimension in {"person", "household"}
        return is_group and read.link.confidence >= ACCEPTED_FROM

    def _claim(self, placed: Placed) -> Claim:
        claim = claim_of(placed, self._reading_text, self._lexicon.codebook, self._document.text)
        self._note(placed.read.figure.quantity, placed.read, claim)
        return claim

    def _note(
        self,
        quantity: Quantity,
        read: Read | None = None,
        claim: Claim | None = None,
        ignored_by: str = "",
    ) -> None:
        start, end = self._reading_text.original_span(quantity.start, quantity.end)
        self.notes.append(Note(quantity, start, end, read, claim, ignored_by))


def _level(code: str | None) -> str:
    if not code:
        return ""
    if len(code) > 6:
        return "township"
    if code.endswith("0000"):
        return "province"
    return "prefecture" if code.endswith("00") else "county"


@lru_cache(maxsize=4)
def _case_of(lexicon: Lexicon) -> re.Pattern[str]:
    """Return the lexicon's pattern of a private person in a story, compiled once."""
    return case_pattern(lexicon)
