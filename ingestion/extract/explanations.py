"""Why each number of a text was read as it was, for people who ask: `jinguo extract --explain`.

Pure. Nothing is decided here; `narrative` notes what it did with each number.
"""

from __future__ import annotations

from ingestion.codebook import Codebook
from ingestion.extract.confidence import Option, Witnesses, evidence_of
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
    return [
        _explanation(note, document.text)
        for note in notes_of(document, envelope, codebook, gazetteer)
    ]


def _evidence(option: Option, witnesses: Witnesses) -> tuple[tuple[str, float], ...]:
    flags, values = evidence_of(option.link, witnesses)
    return (*((flag, 1.0) for flag in flags), *values)


def _explanation(note: Note, written: str) -> Explanation:
    quote = written[note.start : note.end]
    if note.read is None:
        return Explanation(note.start, note.end, quote, "", ignored_by=note.ignored_by)
    options = note.read.options
    readings = tuple(
        ReadingOption(
            option.link.indicator_code,
            option.confidence,
            option.link.rule,
            option.link.word,
            _evidence(option, note.read.witnesses),
        )
        for option in options
    )
    return Explanation(
        note.start,
        note.end,
        quote,
        note.claim.context if note.claim else "",
        readings,
        note.claim,
        note.read.rejection,
        note.ignored_by,
    )
