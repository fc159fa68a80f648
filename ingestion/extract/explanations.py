"""Why each number of a text was read as it was, for people who ask: `jinguo extract --explain`.

Pure. Nothing is decided here; `narrative` notes what it did with each number.
"""

from __future__ import annotations

from ingestion.codebook import Codebook
from ingestion.extract.confidence import Confidence
from ingestion.extract.judgement import learned_of
from ingestion.extract.lexicon import lexicon_of
from ingestion.extract.narrative import Note, notes_of
from ingestion.model import Document, Envelope, Explanation, ReadingOption
from ingestion.organizations import Gazetteer


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
