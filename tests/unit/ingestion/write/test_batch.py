"""Batches on disk: planned once, written whole, counted so that nothing disappears."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pyarrow.parquet as pq

from ingestion.contract import TABLES
from ingestion.model import (
    Claim,
    Document,
    Envelope,
    Finding,
    Locator,
    Method,
    NormalizedText,
    Reading,
    Severity,
    SourceFile,
)
from ingestion.write.batch import (
    held_deliveries,
    plan_batches,
    read_manifest,
    read_report,
    write_batch,
)
from ingestion.write.receipts import read_receipts, write_receipt
from ingestion.write.rows import as_duplicate, outcome_of_reading, outcome_unread


def source(name="a.txt", delivery_id="d1"):
    return SourceFile(
        delivery_id=delivery_id,
        submission_id="s" * 64,
        name=name,
        source_uri=f"inbox:{name}",
        size_bytes=10,
        delivered_at=datetime(2021, 1, 8, tzinfo=UTC),
        received_at=datetime(2021, 1, 9, tzinfo=UTC),
    )


def document(*notes):
    return Document("a.txt", "text/plain", "", NormalizedText("", [0]), (), notes)


def reading(*values, ignored=0):
    claims = tuple(
        Claim(
            locator=Locator("text", char_start=at, char_end=at + 2),
            value_raw=f"{value}个",
            value=Decimal(value),
            unit_raw="个",
            unit_code="个",
            context="妇女之家",
            method=Method.NARRATIVE,
            evidence="短语",
            indicator_code="womens_homes",
        )
        for at, value in enumerate(values)
    )
    return Reading(claims, (), numbers_found=len(values) + ignored, numbers_ignored=ignored)


ENVELOPE = Envelope("430423", "衡山县", "2020")


def outcome(read, envelope=ENVELOPE, **kwargs):
    return outcome_of_reading(source(**kwargs), document(), envelope, read, "v1")


def test_found_is_emitted_plus_ignored_plus_problems():
    row = outcome(replace(reading(3, 4, ignored=2), numbers_found=5, problems=1)).submission
    assert row["status"] == "partly_accepted"
    assert row["reason"] == "1 个单元格读不出数"
    counts = [row[key] for key in ("numbers_found", "numbers_emitted", "numbers_ignored")]
    assert (counts, row["problems"]) == ([5, 2, 2], 1)


def test_a_number_in_no_account_is_told():
    row = outcome(replace(reading(3, 4), numbers_found=5)).submission
    assert row["status"] == "partly_accepted"
    assert row["reason"].startswith("3 个数下落不明")


def test_an_unplaced_report_is_partly_accepted_and_says_how_to_place_it():
    row = outcome(reading(3), Envelope()).submission
    assert row["status"] == "partly_accepted"
    assert row["reason"] == "报送单位未定；所属时期未定"
    assert "_delivery.json" in row["remedy"]


def test_bytes_that_cannot_be_read_are_quarantined_with_a_finding():
    finding = Finding("unreadable", Severity.ERROR, "a.txt：空文件")
    read = outcome_unread(
        source(), ENVELOPE, finding, reason="空文件", remedy="重新导出", version="v1"
    )
    assert read.submission["organization_code"] == "430423"
    assert read.submission["status"] == "quarantined"
    assert [row["rule"] for row in read.findings] == ["unreadable"]


def test_a_duplicate_adds_no_observation():
    duplicate = as_duplicate(outcome(reading(3)), source("b.txt"))
    assert duplicate.observations == []
    assert duplicate.submission["reason"] == "与 b.txt 内容完全相同"


def test_two_readings_of_one_place_keep_two_ids():
    twice = reading(3, 4)
    same_place = Reading((twice.claims[0], twice.claims[0]), (), numbers_found=2, numbers_ignored=0)
    ids = [row["observation_id"] for row in outcome(same_place).observations]
    assert len(set(ids)) == 2


def test_deliveries_are_planned_into_batches_once(tmp_path):
    sources = [source(f"{n}.txt", f"d{n}") for n in range(5)]
    first = plan_batches(tmp_path, sources, size=2)
    assert [read_manifest(tmp_path, batch_id) for batch_id in first] == [
        ["d0", "d1"],
        ["d2", "d3"],
        ["d4"],
    ]
    assert held_deliveries(tmp_path) == {"d0", "d1", "d2", "d3", "d4"}


def test_a_batch_is_written_with_the_contract_schemas_and_a_report(tmp_path):
    (batch_id,) = plan_batches(tmp_path, [source()], size=10)
    assert read_report(tmp_path, batch_id) is None
    report = write_batch(tmp_path, batch_id, [outcome(reading(3, 4, ignored=1))], "v1")
    assert read_report(tmp_path, batch_id) == report
    assert (report.files, report.numbers_found, report.numbers_emitted) == (1, 3, 2)
    for name, schema in TABLES.items():
        written = pq.read_table(tmp_path / batch_id / f"{name}.parquet")
        assert written.schema.names == schema.names
    observations = pq.read_table(tmp_path / batch_id / "observations.parquet").to_pylist()
    assert [row["value"] for row in observations] == [Decimal("3.0000"), Decimal("4.0000")]


def test_a_receipt_says_what_became_of_a_file(tmp_path):
    write_receipt(tmp_path, outcome(reading(3)))
    (receipt,) = read_receipts(tmp_path)
    assert receipt["status_name"] == "已采用"
    assert receipt["organization_name"] == "衡山县"


def test_a_number_in_a_file_name_does_not_leave_the_archive():
    row = outcome(reading(3), name="13904750061.txt")
    assert row.submission["name"] == "〔电话号码〕.txt"
    assert row.source.source_uri == "inbox:〔电话号码〕.txt"


def test_a_note_of_the_decoder_reaches_the_receipt(tmp_path):
    note = "扩展名是 .csv，内容是工作簿"
    noted = outcome_of_reading(source(), document(note), ENVELOPE, reading(3), "v1")
    write_receipt(tmp_path, noted)
    assert read_receipts(tmp_path)[0]["reason"] == note
