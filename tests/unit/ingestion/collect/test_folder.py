"""Collecting from a folder: what is new, what a sidecar says of it, what is kept."""

import json
import os
from datetime import UTC, datetime

import pytest

from ingestion.collect.archive import (
    blob_path,
    deliveries_of_same_bytes,
    known_deliveries,
    one_collector,
    read_delivery,
)
from ingestion.collect.folder import collect_folder, find_files
from ingestion.collect.sidecar import read_sidecar
from ingestion.errors import JinguoError, UnreadableError

NIGHT = datetime(2021, 1, 9, 2, tzinfo=UTC)


@pytest.fixture
def inbox(tmp_path):
    folder = tmp_path / "inbox" / "衡阳市" / "衡山县"
    folder.mkdir(parents=True)
    (folder / "总结.txt").write_text("衡山县妇联2020年工作总结", "utf-8")
    return tmp_path / "inbox"


def look(inbox):
    return collect_folder(inbox, inbox.parent / "archive", received_at=NIGHT)


def collect(inbox):
    return list(look(inbox).new)


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
    assert len(known_deliveries(inbox.parent / "archive")) == 2


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


@pytest.mark.parametrize(
    ("sidecar", "named"),
    [
        pytest.param('{"period": "2020M13"}', "period", id="month-13"),
        pytest.param('{"period": "下一年度"}', "period", id="no-period"),
        pytest.param('{"delivered_at": "2021-01-08T09:30:00"}', "delivered_at", id="no-zone"),
        pytest.param('{"delivered_at": "9999-12-31T23:59:59-12:00"}', "9999", id="no-such-year"),
        pytest.param('{"authority": "correction"}', "reason", id="correction-without-reason"),
        pytest.param('{"organization": 12}', "organization", id="wrong-type"),
        pytest.param('{"organization": ', "全文", id="broken-json"),
    ],
)
def test_a_sidecar_that_says_nothing_sensible_names_what_is_wrong(tmp_path, sidecar, named):
    path = tmp_path / "_delivery.json"
    path.write_text(sidecar, "utf-8")
    with pytest.raises(UnreadableError, match=named):
        read_sidecar(path)


def test_links_and_pipes_are_refused_with_a_reason_and_never_followed(inbox):
    (inbox / "链接.txt").symlink_to("/etc/hostname")
    (inbox / "断链.txt").symlink_to("/nowhere")
    (inbox / "文件夹").symlink_to("/etc")
    os.mkfifo(inbox / "管道.txt")
    collected = look(inbox)
    assert [source.name for source in collected.new] == ["总结.txt"]
    assert sorted(one.name for one in collected.refused) == [
        "文件夹",
        "断链.txt",
        "管道.txt",
        "链接.txt",
    ]


def test_a_name_in_gbk_bytes_is_read_as_chinese(inbox):
    (inbox / os.fsdecode("报表.txt".encode("gb18030"))).write_bytes(b"x")
    assert "报表.txt" in [source.name for source in collect(inbox)]


def test_an_inbox_that_holds_the_archive_is_refused(tmp_path):
    with pytest.raises(JinguoError, match="JINGUO_INBOX"):
        collect_folder(tmp_path, tmp_path / "var" / "archive", received_at=NIGHT)


def test_one_process_collects_at_a_time(tmp_path):
    with (
        one_collector(tmp_path),
        pytest.raises(JinguoError, match="正在收件"),
        one_collector(tmp_path),
    ):
        pass


def test_deliveries_of_the_same_bytes_are_found_in_order_of_delivery(inbox):
    copy = inbox / "a.txt"
    copy.write_bytes((inbox / "衡阳市/衡山县/总结.txt").read_bytes())
    early = datetime(2019, 1, 1, tzinfo=UTC).timestamp()
    os.utime(copy, (early, early))
    sources = collect(inbox)
    same = deliveries_of_same_bytes(inbox.parent / "archive", sources[0])
    assert [one.name for one in same] == ["a.txt", "总结.txt"]
