"""Read annotated reports with the narrative reader and write predictions for `score.py`.

usage: score_narrative.py DOCUMENTS_DIR ENVELOPES.csv OUT.csv [PREFIX]
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from ingestion.codebook import load_codebook
from ingestion.decode.text import normalise
from ingestion.extract.narrative import read_narrative
from ingestion.model import Claim, Document, Envelope, Paragraph

COLUMNS = (
    *("doc", "char_start", "char_end", "quote", "value", "value_high", "unit", "qualifier"),
    *("indicator_code", "breakdown", "role", "period", "organization_code", "organization_name"),
    *("sheet", "cell", "page", "method", "confidence", "status", "reason"),
)


def plain_document(name: str, text: str) -> Document:
    """Return a plain text as a Document with one paragraph for each line."""
    blocks: list[Paragraph] = []
    start = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            blocks.append(Paragraph(start, start + len(line.rstrip("\r\n"))))
        start += len(line)
    return Document(name, "text/plain", text, normalise(text), tuple(blocks))


def row_of(document: Document, claim: Claim, envelope: Envelope) -> dict[str, object]:
    """Return one line of the prediction file."""
    start, end = claim.locator.char_start or 0, claim.locator.char_end or 0
    return {
        "doc": document.name,
        "char_start": start,
        "char_end": end,
        "quote": document.text[start:end],
        "value": claim.value,
        "value_high": claim.value_high,
        "unit": claim.unit_raw,
        "qualifier": claim.qualifier.value,
        "indicator_code": claim.indicator_code or "",
        "breakdown": claim.breakdown or "",
        "role": claim.role.value,
        "period": claim.period_id or envelope.period_id,
        "organization_code": claim.organization_code or "",
        "organization_name": claim.organization_name or "",
        "method": claim.method.value,
        "confidence": claim.confidence,
        "status": claim.status.value,
        "reason": claim.evidence + " " + claim.reason,
    }


def main(documents: Path, envelopes: Path, out: Path, prefix: str = "") -> None:
    """Write the predictions of every document that has an envelope."""
    codebook = load_codebook()
    with envelopes.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["doc"].startswith(prefix)]
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        for row in rows:
            text = (documents / row["doc"]).read_bytes().decode("utf-8")
            document = plain_document(row["doc"], text)
            code = row["code"] or ("x" * 9 if row["level"] == "township" else None)
            envelope = Envelope(code, row["org"] or None, row["period"])
            for claim in read_narrative(document, envelope, codebook).claims:
                writer.writerow(row_of(document, claim, envelope))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), *sys.argv[4:])
