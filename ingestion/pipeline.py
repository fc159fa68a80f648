"""The one module that knows all stages: collect, then read each submission, then write the batch.

`collect` and `ingest` are the steps that Airflow, the command line and the tests call. Each can be
killed and run again: what is done is kept, what is half done is done anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from ingestion.codebook import Codebook, load_codebook
from ingestion.collect.archive import (
    blob_path,
    deliveries_of_same_bytes,
    known_deliveries,
    one_collector,
    read_delivery,
)
from ingestion.collect.envelope import settle_envelope
from ingestion.collect.folder import collect_folder, describe
from ingestion.collect.sidecar import SIDECAR_NAME, parse_sidecar
from ingestion.decode.decoder import decode
from ingestion.decode.text import normalise
from ingestion.errors import UnreadableError
from ingestion.extract.judgement import WEIGHTS
from ingestion.extract.narrative import read_narrative
from ingestion.extract.tables import read_tables
from ingestion.model import Document, Envelope, Finding, Reading, Severity, SourceFile
from ingestion.organizations import Gazetteer, load_organizations
from ingestion.settings import Settings
from ingestion.supervisor import WorkerDiedError, run_workers
from ingestion.validate.completing import complete_envelope
from ingestion.validate.validation import validate
from ingestion.version import extractor_version
from ingestion.write.batch import (
    BatchReport,
    held_deliveries,
    plan_batches,
    read_manifest,
    read_report,
    write_batch,
)
from ingestion.write.receipts import write_receipt, write_refusal
from ingestion.write.rows import Outcome, as_duplicate, outcome_of_reading, outcome_unread

Progress = Callable[[int, int], None]  # files done, files in all
_TRY_ANOTHER_FORM = "请用办公软件打开这份文件，另存为 .xlsx、.docx 或 .txt 后重报"
_OUR_DEFECT = (
    "这是程序的缺陷，不是文件的问题：请把这份回执交给维护人员，改正后运行 jinguo ingest --again"
)


def collect(settings: Settings) -> list[str]:
    """Archive what is new in the inbox; return the batches that are not yet loaded, in order."""
    settings.inbox_folder.mkdir(parents=True, exist_ok=True)
    with one_collector(settings.archive):
        now = datetime.now(tz=UTC)
        collected = collect_folder(settings.inbox_folder, settings.archive, received_at=now)
        for refusal in collected.refused:
            write_refusal(settings.receipts, refusal.name, refusal.reason, refusal.remedy)
        waiting = known_deliveries(settings.archive) - held_deliveries(settings.batches)
        sources = (read_delivery(settings.archive, one) for one in waiting)
        plan_batches(settings.batches, sources, settings.batch_size)
    return waiting_batches(settings)


def waiting_batches(settings: Settings) -> list[str]:
    """Return the batches whose rows are not yet in the warehouse."""
    manifests = sorted(settings.batches.glob("*/manifest.json"))
    return [path.parent.name for path in manifests if not (path.parent / "loaded.json").exists()]


def outdated_batches(settings: Settings) -> list[str]:
    """Return the batches that another version of the extractor or the codebook read last."""
    version = extractor_version()
    found = []
    for path in sorted(settings.batches.glob("*/manifest.json")):
        report = read_report(settings.batches, path.parent.name)
        if report is None or report.extractor_version != version:
            found.append(path.parent.name)
    return found


def ingest(settings: Settings, batch_id: str, progress: Progress | None = None) -> str:
    """Read every submission of the batch, write its Parquet and its receipts; return its id."""
    report = read_report(settings.batches, batch_id)
    if report is None or report.extractor_version != extractor_version():
        ingest_anew(settings, batch_id, progress)
    return batch_id


def ingest_anew(settings: Settings, batch_id: str, progress: Progress | None = None) -> BatchReport:
    """Read a batch whether or not it was read before; `load` then replaces its rows."""
    deliveries = read_manifest(settings.batches, batch_id)
    sources = [read_delivery(settings.archive, delivery_id) for delivery_id in deliveries]
    outcomes = [
        _unless_duplicate(settings, outcome) for outcome in _read_all(settings, sources, progress)
    ]
    for outcome in outcomes:
        write_receipt(settings.receipts, outcome)
    report = write_batch(settings.batches, batch_id, outcomes, extractor_version())
    (settings.batches / batch_id / "loaded.json").unlink(missing_ok=True)
    return report


def read_submission(source: SourceFile, content: bytes, weights: Path | None = WEIGHTS) -> Outcome:
    """Return what one submission says. Bytes that cannot be read come back as quarantined."""
    try:
        if source.name == SIDECAR_NAME:
            parse_sidecar(content)
        document = decode(content, source.name)
    except UnreadableError as error:
        return _quarantined(source, str(error), error.remedy)
    codebook, gazetteer = load_codebook(), load_organizations()
    settled = settle_envelope(source, document, gazetteer)
    reading = read_document(document, settled.envelope, codebook, gazetteer, weights)
    envelope, findings = complete_envelope(settled.envelope, reading, settled.findings)
    reading = replace(reading, findings=(*findings, *reading.findings))
    checked = validate(reading, envelope, codebook, document.normalized)
    return outcome_of_reading(source, document, envelope, checked, extractor_version())


def read_document(
    document: Document,
    envelope: Envelope,
    codebook: Codebook,
    gazetteer: Gazetteer,
    weights: Path | None = WEIGHTS,
) -> Reading:
    """Return what tables and prose of a document say together, tables first."""
    tables = read_tables(document, envelope, codebook, gazetteer, weights)
    prose = read_narrative(document, envelope, codebook, gazetteer, weights)
    return Reading(
        claims=(*tables.claims, *prose.claims),
        findings=(*tables.findings, *prose.findings),
        numbers_found=tables.numbers_found + prose.numbers_found,
        numbers_ignored=tables.numbers_ignored + prose.numbers_ignored,
        problems=tables.problems + prose.problems,
    )


def place_file(path: Path) -> tuple[Document, Envelope]:
    """Return a file outside the archive as a document, and whose it is; raises UnreadableError."""
    content = path.read_bytes()
    document = decode(content, path.name)
    source = describe(path, content, datetime.now(tz=UTC))
    return document, settle_envelope(source, document, load_organizations()).envelope


def read_file(path: Path, weights: Path | None = WEIGHTS) -> Outcome:
    """Return what a file outside the archive says, with the sidecar beside it if there is one."""
    content = path.read_bytes()
    return read_submission(describe(path, content, datetime.now(tz=UTC)), content, weights)


def _read_all(
    settings: Settings, sources: list[SourceFile], progress: Progress | None
) -> Iterator[Outcome]:
    archive = settings.archive.resolve()
    jobs = [(source, blob_path(archive, source.submission_id)) for source in sources]
    for done, (source, result) in enumerate(run_workers(jobs, settings.workers), start=1):
        if isinstance(result, WorkerDiedError):
            remedy = _OUR_DEFECT if result.is_our_defect else _TRY_ANOTHER_FORM
            yield _quarantined(source, str(result), remedy)
        else:
            yield result
        if progress:
            progress(done, len(sources))


def _quarantined(source: SourceFile, reason: str, remedy: str) -> Outcome:
    """Return the outcome of bytes that cannot be read, placed by what was declared outside them."""
    finding = Finding("unreadable", Severity.ERROR, f"{source.name}：{reason}")
    nothing = Document(source.name, "", "", normalise(""), ())
    envelope = settle_envelope(source, nothing, load_organizations()).envelope
    return outcome_unread(
        source, envelope, finding, reason=reason, remedy=remedy, version=extractor_version()
    )


def _unless_duplicate(settings: Settings, outcome: Outcome) -> Outcome:
    """Return the outcome, or that of a duplicate where the same bytes were delivered before.

    Only for the same office and period: bytes delivered for another place are read for that place.
    Which delivery is the first is a matter of when they were delivered, not of when they are read.
    """
    if outcome.submission["status"] == "quarantined":
        return outcome
    for earlier in deliveries_of_same_bytes(settings.archive, outcome.source):
        if earlier.delivery_id == outcome.source.delivery_id:
            break
        content = blob_path(settings.archive, earlier.submission_id).read_bytes()
        if _place(read_submission(earlier, content)) == _place(outcome):
            return as_duplicate(outcome, earlier)
    return outcome


def _place(outcome: Outcome) -> tuple[str | None, str | None]:
    return outcome.submission["organization_code"], outcome.submission["period_id"]
