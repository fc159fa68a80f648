"""The one module that knows all stages: collect, then read each submission, then write the batch.

`collect` and `ingest` are the steps that Airflow, the command line and the tests call. Each can be
killed and run again: what is done is kept, what is half done is done anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

from ingestion.codebook import Codebook, load_codebook
from ingestion.collect.archive import blob_path, iter_deliveries, read_delivery
from ingestion.collect.envelope import settle_envelope
from ingestion.collect.folder import collect_folder, describe
from ingestion.decode.decoder import decode
from ingestion.errors import UnreadableError
from ingestion.extract.narrative import read_narrative
from ingestion.extract.tables import read_tables
from ingestion.model import Document, Envelope, Finding, Reading, Severity, SourceFile
from ingestion.organizations import Gazetteer, load_organizations
from ingestion.settings import Settings
from ingestion.supervisor import WorkerDiedError, run_workers
from ingestion.validate.validation import validate
from ingestion.version import extractor_version
from ingestion.write.batch import BatchReport, plan_batches, read_manifest, read_report, write_batch
from ingestion.write.receipts import read_receipts, write_receipt
from ingestion.write.rows import Outcome, as_duplicate, outcome_of_reading, outcome_unread

Progress = Callable[[int, int], None]  # files done, files in all
_WORKER_DIED = "请用办公软件打开这份文件，另存为 .xlsx、.docx 或 .txt 后重报"


def collect(settings: Settings) -> list[str]:
    """Archive what is new in the inbox; return the batches that are not yet loaded, in order."""
    settings.inbox_folder.mkdir(parents=True, exist_ok=True)
    collect_folder(settings.inbox_folder, settings.archive, received_at=datetime.now(tz=UTC))
    plan_batches(settings.batches, iter_deliveries(settings.archive), settings.batch_size)
    return waiting_batches(settings)


def waiting_batches(settings: Settings) -> list[str]:
    """Return the batches whose rows are not yet in the warehouse."""
    manifests = sorted(settings.batches.glob("*/manifest.json"))
    return [path.parent.name for path in manifests if not (path.parent / "loaded.json").exists()]


def ingest(settings: Settings, batch_id: str, progress: Progress | None = None) -> str:
    """Read every submission of the batch, write its Parquet and its receipts; return its id."""
    version = extractor_version()
    report = read_report(settings.batches, batch_id)
    if report is not None and report.extractor_version == version:
        return batch_id
    ingest_anew(settings, batch_id, progress)
    return batch_id


def ingest_anew(settings: Settings, batch_id: str, progress: Progress | None = None) -> BatchReport:
    """Read a batch whether or not it was read before."""
    deliveries = read_manifest(settings.batches, batch_id)
    sources = [read_delivery(settings.archive, delivery_id) for delivery_id in deliveries]
    outcomes = list(_read_all(settings, sources, progress))
    outcomes = _mark_duplicates(outcomes, _envelopes_before(settings, set(deliveries)))
    for outcome in outcomes:
        write_receipt(settings.receipts, outcome)
    return write_batch(settings.batches, batch_id, outcomes, extractor_version())


def read_submission(source: SourceFile, content: bytes) -> Outcome:
    """Return what one submission says. Bytes that cannot be read come back as quarantined."""
    try:
        document = decode(content, source.name)
    except UnreadableError as error:
        return _quarantined(source, str(error), error.remedy)
    codebook, gazetteer = load_codebook(), load_organizations()
    settled = settle_envelope(source, document, gazetteer)
    reading = read_document(document, settled.envelope, codebook, gazetteer)
    reading = _with_findings(reading, settled.findings)
    checked = validate(reading, settled.envelope, codebook)
    return outcome_of_reading(
        source, document.media_type, settled.envelope, checked, extractor_version()
    )


def read_document(
    document: Document, envelope: Envelope, codebook: Codebook, gazetteer: Gazetteer
) -> Reading:
    """Return what tables and prose of a document say together, tables first."""
    tables = read_tables(document, envelope, codebook, gazetteer)
    prose = read_narrative(document, envelope, codebook, gazetteer)
    return Reading(
        claims=(*tables.claims, *prose.claims),
        findings=(*tables.findings, *prose.findings),
        numbers_found=tables.numbers_found + prose.numbers_found,
        numbers_ignored=tables.numbers_ignored + prose.numbers_ignored,
    )


def read_file(path: Path) -> Outcome:
    """Return what a file outside the archive says, with the sidecar beside it if there is one."""
    content = path.read_bytes()
    source = describe(path, path.parent, content, datetime.now(tz=UTC))
    return read_submission(source, content)


def _read_all(
    settings: Settings, sources: list[SourceFile], progress: Progress | None
) -> Iterable[Outcome]:
    jobs = [(source, blob_path(settings.archive, source.submission_id)) for source in sources]
    results = run_workers(jobs, settings.workers)
    for done, (source, result) in enumerate(results, start=1):
        if isinstance(result, WorkerDiedError):
            yield _quarantined(source, str(result), _WORKER_DIED)
        else:
            yield result
        if progress:
            progress(done, len(sources))


def _quarantined(source: SourceFile, reason: str, remedy: str) -> Outcome:
    message = f"{source.name}：{reason}"
    finding = Finding("unreadable", Severity.ERROR, message)
    return outcome_unread(
        source, finding, reason=reason, remedy=remedy, version=extractor_version()
    )


def _with_findings(reading: Reading, findings: tuple[Finding, ...]) -> Reading:
    return Reading(
        claims=reading.claims,
        findings=(*findings, *reading.findings),
        numbers_found=reading.numbers_found,
        numbers_ignored=reading.numbers_ignored,
    )


Place = tuple[str, str | None, str | None]  # submission, organisation, period


def _envelopes_before(settings: Settings, batch: set[str]) -> dict[Place, SourceFile]:
    """Return the deliveries of other batches that were read, by what they brought and for whom."""
    return {
        (one["submission_id"], one["organization_code"], one["period_id"]): read_delivery(
            settings.archive, one["delivery_id"]
        )
        for one in read_receipts(settings.receipts)
        if one["delivery_id"] not in batch and one["status"] not in ("duplicate", "quarantined")
    }


def _mark_duplicates(outcomes: list[Outcome], before: dict[Place, SourceFile]) -> list[Outcome]:
    """Return the outcomes with the same bytes for the same office and period told only once."""
    marked = {}
    in_order = sorted(outcomes, key=lambda one: (one.source.delivered_at, one.source.delivery_id))
    for outcome in in_order:
        row = outcome.submission
        place = (row["submission_id"], row["organization_code"], row["period_id"])
        earlier = before.setdefault(place, outcome.source)
        is_first = earlier is outcome.source or row["status"] == "quarantined"
        marked[outcome.source.delivery_id] = outcome if is_first else as_duplicate(outcome, earlier)
    return [marked[outcome.source.delivery_id] for outcome in outcomes]
