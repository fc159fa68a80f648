"""Publishing: the public schemas alone, atomically, with comments, in a format old clients read."""

import json
from pathlib import Path

import pytest

from ingestion.errors import JinguoError
from ingestion.settings import Settings
from warehouse.connect import QueryError, reader, run_query, writer
from warehouse.load import create_raw_schema
from warehouse.night import is_stale
from warehouse.publish import publish_release
from warehouse.release import list_releases, read_release


@pytest.fixture
def settings(tmp_path):
    settings = Settings(home=tmp_path)
    with writer(settings.build_database) as connection:
        create_raw_schema(connection)
        connection.execute("create schema marts")
        connection.execute("create schema quality")
        connection.execute("create table quality.built_batches (batch_id varchar)")
        connection.execute("create table marts.figures as select 1 as county, 42 as value")
        connection.execute("comment on table marts.figures is '数字 / figures'")
        connection.execute("comment on column marts.figures.value is '值''引号 / value'")
        connection.execute(
            "create view marts.doubled as select value * 2 as value from marts.figures"
        )
        connection.execute("create table raw.secret as select '王某某430423198001011234' as name")
    return settings


def test_a_release_holds_the_public_schemas_with_their_comments(settings):
    publish_release(settings, "20210109T020000")
    with reader(settings.current_release) as connection:
        tables = connection.execute(
            "select schema_name, table_name, comment from duckdb_tables() order by all"
        ).fetchall()
        assert tables == [
            ("marts", "doubled", None),
            ("marts", "figures", "数字 / figures"),
            ("quality", "built_batches", None),
        ]
        assert connection.execute("select value from marts.doubled").fetchone() == (84,)
        comments = connection.execute(
            "select comment from duckdb_columns() "
            "where table_name = 'figures' and column_name = 'value'"
        ).fetchone()
        assert comments == ("值'引号 / value",)


def test_no_private_byte_gets_into_the_release(settings):
    path = Path(publish_release(settings, "20210109T020000"))
    assert b"430423198001011234" not in path.read_bytes()


def test_a_retry_of_the_same_run_replaces_its_own_release(settings):
    publish_release(settings, "20210109T020000")
    publish_release(settings, "20210109T020000")
    assert [release.stamp for release in list_releases(settings)] == ["20210109T020000"]


def test_a_reader_keeps_the_release_it_opened(settings):
    publish_release(settings, "20210109T020000")
    with reader(settings.current_release) as before:
        with writer(settings.build_database) as connection:
            connection.execute("update marts.figures set value = 43")
        publish_release(settings, "20210110T020000")
        assert before.execute("select value from marts.figures").fetchone() == (42,)
    with reader(settings.current_release) as after:
        assert after.execute("select value from marts.figures").fetchone() == (43,)


def test_the_record_tells_rows_and_what_changed_since_the_release_before(settings):
    publish_release(settings, "20210109T020000")
    with writer(settings.build_database) as connection:
        connection.execute("insert into marts.figures values (2, 7)")
    publish_release(settings, "20210110T020000")
    release = read_release(settings)
    assert release.previous == "20210109T020000"
    assert release.tables == {"marts.doubled": 2, "marts.figures": 2, "quality.built_batches": 0}
    assert release.change == {"marts.doubled": 1, "marts.figures": 1}


def test_old_releases_are_pruned_but_the_last_of_each_month_stays(settings):
    for day in range(1, 29):
        publish_release(settings, f"202101{day:02d}T020000")
    for day in range(1, 16):
        publish_release(settings, f"202102{day:02d}T020000")
    stamps = [release.stamp[:8] for release in list_releases(settings)]
    assert stamps == ["20210128", *(f"202102{day:02d}" for day in range(2, 16))]
    databases = sorted(path.stem[10:18] for path in settings.releases.glob("warehouse-*.duckdb"))
    assert databases == stamps


def test_the_record_stands_beside_the_database(settings):
    path = publish_release(settings, "20210109T020000")
    record = json.loads(Path(path).with_suffix(".json").read_text("utf-8"))
    assert record["stamp"] == "20210109T020000"
    assert record["is_simulated"] is False


@pytest.mark.parametrize("stamp", ["../../x", "", "a b"])
def test_a_stamp_that_is_no_name_is_refused(settings, stamp):
    with pytest.raises(JinguoError, match="发布版的名称"):
        publish_release(settings, stamp)


def test_what_a_killed_publish_left_behind_is_removed(settings):
    settings.releases.mkdir()
    leftover = settings.releases / ".warehouse-20210108T020000.duckdb.partial.wal"
    leftover.write_bytes(b"x")
    publish_release(settings, "20210109T020000")
    assert not leftover.exists()


def test_typed_sql_reaches_no_other_file(settings, tmp_path):
    publish_release(settings, "20210109T020000")
    with reader(settings.current_release, is_closed=True) as connection:
        for sql in (
            f"copy (select 1) to '{tmp_path / 'stolen.csv'}'",
            "select * from read_csv('/etc/passwd')",
            "set enable_external_access = true",
        ):
            with pytest.raises(QueryError):
                run_query(connection, sql)


def test_a_file_that_is_no_database_is_named(tmp_path):
    (tmp_path / "current.duckdb").write_bytes(b"junk" * 2000)
    with pytest.raises(JinguoError, match="打不开"), reader(tmp_path / "current.duckdb"):
        pass


def test_a_batch_loaded_after_the_build_is_not_in_the_release(settings):
    with writer(settings.build_database) as connection:
        connection.execute("insert into quality.built_batches values ('seen')")
    (settings.batches / "later").mkdir(parents=True)
    (settings.batches / "later" / "loaded.json").write_text("{}", "utf-8")
    publish_release(settings, "20210109T020000")
    assert read_release(settings).batches == ["seen"]
    assert is_stale(settings)
