"""Collecting from a folder: what is new, what a sidecar says of it, what is kept."""

import json
import os
from datetime import UTC, datetime

import pytest

from ingestion.collect.archive import blob_path, iter_deliveries, read_delivery
from ingestion.collect.folder import collect_folder, find_files

NIGHT = datetime(2021, 1, 9, 2, tzinfo=UTC)


@pytest.fixture
def inbox(tmp_path):
    folder = tmp_path / "inbox" / "衡阳市" / "衡山县"
    folder.mkdir(parents=True)
    (folder / "总结.txt").write_text("衡山县妇联2020年工作总结", "utf-8")
    return tmp_path / "inbox"


def collect(inbox):
    return collect_folder(inbox, inbox.parent / "archive", received_at=NIGHT)


def test_a_file_is_archived_by_content_with_its_delivery(inbox):
    (source,) = collect(inbox)
    archive = inbox.parent / "archive"
    assert blob_path(archive, source.submission_id).read_text("utf-8") == "衡山县妇联2020年工作总结"
    assert read_delivery(archive, source.delivery_id) == source
    assert source.source_uri == "inbox:衡阳市/衡山县/总结.txt"


def test_the_same_file_on_the_next_night_is_not_new(inbox):
    assert len(collect(inbox)) == 1
    assert collect(inbox) == []


def test_a_file_replaced_by_other_content_is_a_second_delivery(inbox):
    collect(inbox)
    (inbox / "衡阳市/衡山县/总结.txt").write_text("更正后的总结", "utf-8")
    assert len(collect(inbox)) == 1
    assert len(list(iter_deliveries(inbox.parent / "archive"))) == 2


def test_a_sidecar_added_later_makes_the_same_bytes_a_new_delivery(inbox):
    (before,) = collect(inbox)
    sidecar = {"organization": "衡山县", "period": "2020", "is_simulated": True}
    (inbox / "衡阳市/_delivery.json").write_text(json.dumps(sidecar), "utf-8")
    (after,) = collect(inbox)
    assert after.submission_id == before.submission_id
    assert after.declarations["organization"].value == "衡山县"
    assert after.is_simulated
    assert after.delivered_at >= before.delivered_at


def test_a_statement_for_one_file_overrides_the_folder(inbox):
    sidecar = {
        "period": "2019",
        "files": {"总结.txt": {"period": "2020", "delivered_at": "2021-01-08T09:30:00+08:00"}},
    }
    (inbox / "衡阳市/衡山县/_delivery.json").write_text(json.dumps(sidecar), "utf-8")
    (source,) = collect(inbox)
    assert source.declarations["period"].value == "2020"
    assert source.delivered_at == datetime(2021, 1, 8, 1, 30, tzinfo=UTC)


def test_without_a_sidecar_the_time_of_the_file_is_the_delivery(inbox):
    stamp = datetime(2021, 1, 5, 8, tzinfo=UTC)
    os.utime(inbox / "衡阳市/衡山县/总结.txt", (stamp.timestamp(), stamp.timestamp()))
    (source,) = collect(inbox)
    assert source.delivered_at == stamp


def test_a_sidecar_that_cannot_be_read_becomes_a_submission_with_a_receipt_of_its_own(inbox):
    (inbox / "衡阳市/_delivery.json").write_text('{"organisation": "衡山县"}', "utf-8")
    names = [source.name for source in collect(inbox)]
    assert names == ["_delivery.json", "总结.txt"]


def test_leftovers_of_office_programs_are_no_files(inbox):
    for name in ("~$总结.docx", ".DS_Store", "Thumbs.db"):
        (inbox / name).write_bytes(b"x")
    assert [path.name for path in find_files(inbox)] == ["总结.txt"]
