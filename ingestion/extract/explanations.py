"""Why each number of a text was read as it was, for people who ask: `jinguo extract --explain`.

Pure. Nothing is decided here; `narrative` notes what it did with each number.
"""

from __future__ import annotations

from dataclasses import dataclass

from ingestion.codebook import Codebook
from ingestion.extract.confidence import Confidence
from ingestion.extract.judgement import learned_of
from ingestion.extract.lexicon import lexicon_of
from ingestion.extract.narrative import Note, notes_of
from ingestion.model import Claim, Document, Envelope
from ingestion.organizations import Gazetteer


@dataclass(frozen=True, slots=True)
class ReadingOption:
    """One reading that was weighed: by which rule and word, how sure, and on what evidence.

    `features` are named pieces of evidence, each with the log-odds that it adds.
    """

    indicator_code: str | None
    confidence: float
    rule: str
    word: str = ""
    features: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """What became of one number of a text, for `jinguo extract --explain`.

    `start` and `end` are offsets into the original. `readings` come surest first. `ignored_by`
    names the rule that says it is no statistic.
    """

    start: int
    end: int
    quote: str
    readings: tuple[ReadingOption, ...] = ()
    claim: Claim | None = None
    rejected_by: str = ""
    ignored_by: str = ""


def explain_narrative(
    document: Document,
    envelope: Envelope,
    codebook: Codebook,
    gazetteer: Gazetteer | None = None,
) -> list[Explanation]:
    """Return what became of every number of a document's prose, in reading order."""
    confidence = learned_of(lexicon_of(codebook)).confidence
    return [
        _explanation(note, document.text, confidence)
        for note in notes_of(document, envelope, codebook, gazetteer)
    ]


def _explanation(note: Note, written: str, confidence: Confidence) -> Explanation:
    quote = written[note.start : note.end]
    if note.read is None:
        return Explanation(note.start, note.end, quote, ignored_by=note.ignored_by)
    witnesses = note.read.witnesses
    readings = tuple(
        ReadingOption(
            option.link.indicator_code,
            option.confidence,
            option.link.rule,
            option.link.word,
            confidence.told(option.link, witnesses),
        )
        for option in note.read.options
    )
    return Explanation(
        note.start,
        note.end,
        quote,
        readings,
        note.claim,
        note.read.rejection,
        note.ignored_by,
    )
