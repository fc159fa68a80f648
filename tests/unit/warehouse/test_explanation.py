"""Explanations: each number in its sentence, what it was read as, and why."""

import csv
import io

import pytest
from click.testing import CliRunner

from warehouse.cli import main
from warehouse.explanation import COLUMNS, explain_file, explanation_lines

REPORT = (
    "衡山县妇联2020年工作总结\n"
    "一、维权工作\n"
    "2020年，县妇联认真做好信访接待工作，全年共接待妇女来信来访82件，办结80件。\n"
    "群众王小红（电话13800138000）送来锦旗1面。\n"
)


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "报告.txt"
    path.write_text(REPORT, "utf-8")
    return path


@pytest.fixture
def blocks(report):
    return "\n".join(explanation_lines(explain_file(report))).split("\n\n")


def test_a_number_stands_in_its_sentence_with_its_reading(blocks):
    (block,) = [one for one in blocks if "【82件】" in one]
    assert "petitions_received" in block
    assert "2020，衡山县" in block
    assert "依据 evidence：名词在数字左边" in block


def test_a_number_that_is_no_statistic_says_why(blocks):
    (block,) = [one for one in blocks if "【2020年】，县妇联" in one]
    assert block.endswith("不读 left alone：时间、日期或时长")


def test_every_number_has_a_block_in_reading_order(report):
    explained = explain_file(report)
    starts = [one.start for one in explained.explanations]
    assert starts == sorted(starts)
    lines = list(explanation_lines(explained))
    assert sum(line.startswith("[") for line in lines) == len(starts)


def test_personal_data_is_masked(blocks):
    assert "13800138000" not in "".join(blocks)


def test_rows_have_the_columns_named(report):
    arguments = ["extract", "--explain", "--format", "csv", str(report)]
    rows = list(csv.DictReader(io.StringIO(CliRunner().invoke(main, arguments).stdout)))
    assert tuple(rows[0]) == COLUMNS
    row = next(row for row in rows if row["quote"] == "82件")
    assert (row["indicator_code"], row["status"]) == ("petitions_received", "accepted")
