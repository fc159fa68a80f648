"""The command line: every command is documented, and errors are sentences."""

import csv
import io
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from warehouse.cli import main
from warehouse.extraction import FINDING_COLUMNS, OBSERVATION_COLUMNS

README = (Path(__file__).parents[3] / "README.md").read_text("utf-8")
REPORT = (
    "衡山县妇联2020年工作总结\n"
    "一、维权工作\n"
    "2020年，县妇联认真做好信访接待工作，全年共接待妇女来信来访82件，办结80件，办结率达98%以上。\n"
)


def run(*arguments):
    return CliRunner().invoke(main, arguments)


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "报告.txt"
    path.write_text(REPORT, "utf-8")
    return path


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_has_help_and_stands_in_the_readme(command):
    assert run(command, "--help").exit_code == 0
    assert main.commands[command].help
    assert re.search(rf"jinguo[`a-z, ]*\b{command}\b|`{command}`", README)


def test_every_command_of_the_readme_exists():
    named = set(re.findall(r"(?:\.venv/bin/|`)jinguo ([a-z]+)", README))
    assert named <= set(main.commands)


def test_extract_prints_the_columns_of_the_contract(report):
    result = run("extract", str(report), "--format", "csv")
    assert result.exit_code == 0
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert tuple(rows[0]) == OBSERVATION_COLUMNS
    received = next(row for row in rows if row["indicator_code"] == "petitions_received")
    assert (received["value"], received["period"]) == ("82", "2020")
    assert (received["organization_code"], received["organization_name"]) == ("430423", "衡山县")
    assert REPORT[int(received["char_start"]) : int(received["char_end"])] == received["quote"]


def test_extract_findings_prints_their_columns(tmp_path):
    path = tmp_path / "无名.txt"
    path.write_text("全年共接待群众来信来访82件。", "utf-8")
    rows = json.loads(run("extract", "--findings", str(path), "--format", "json").stdout)
    assert tuple(rows[0]) == FINDING_COLUMNS
    assert {"unresolved_organization", "unresolved_period"} <= {row["rule"] for row in rows}


def test_a_file_that_cannot_be_read_is_named_and_the_rest_is_printed(report, tmp_path):
    broken = tmp_path / "坏.xlsx"
    broken.write_bytes(b"PK\x03\x04 not a workbook")
    result = run("extract", str(broken), str(report), "--format", "csv")
    assert result.exit_code == 1
    assert "坏.xlsx" in result.stderr
    assert "petitions_received" in result.stdout


def test_an_empty_home_says_what_to_do(tmp_path):
    result = run("--home", str(tmp_path), "query", "select 1")
    assert result.exit_code == 1
    assert "make nightly" in result.stderr


def test_status_of_an_empty_home_is_told(tmp_path):
    result = run("--home", str(tmp_path), "status")
    assert result.exit_code == 0
    assert "尚未发布" in result.stdout


def test_publishing_an_empty_home_is_a_sentence(tmp_path):
    result = run("--home", str(tmp_path), "publish")
    assert result.exit_code == 1
    assert "jinguo run" in result.stderr


def test_a_setting_of_the_wrong_kind_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv("JINGUO_WORKERS", "many")
    result = run("--home", str(tmp_path), "status")
    assert result.exit_code == 1
    assert "JINGUO_WORKERS" in result.stderr


def test_a_period_that_is_none_is_not_called_silence(tmp_path):
    result = run("--home", str(tmp_path), "trace", "衡山县", "2020年", "petitions_received")
    assert result.exit_code == 1
    assert "要写成 2020" in result.stderr


def test_sql_may_begin_with_a_comment(tmp_path):
    result = run("--home", str(tmp_path), "query", "-- 第一问\nselect 1")
    assert "还没有发布过数据" in result.stderr
