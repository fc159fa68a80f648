"""`make evaluate`: a writer is read with the weights that never saw that writer."""

import csv
import shutil
from pathlib import Path

import pytest

from scripts import leave_one_out

ROOT = Path(__file__).parents[3]


@pytest.fixture
def corpus(tmp_path):
    """Return a corpus of one report."""
    path = tmp_path / "corpus"
    (path / "docs").mkdir(parents=True)
    shutil.copy(ROOT / "corpus" / "docs" / "B01.txt", path / "docs")
    for name in ("gold.csv", "claims.csv"):
        with (ROOT / "corpus" / name).open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        with (path / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(row for row in rows if row["doc"] == "B01.txt")
    return path


def _weights(folder, intercept):
    folder.mkdir(parents=True)
    (folder / "wording.csv").write_text("feature,indicator_code,weight\n", "utf-8")
    (folder / "confidence.csv").write_text(f"feature,weight\nintercept,{intercept}\n", "utf-8")


@pytest.mark.parametrize(
    ("of_b", "of_a", "reads_any"),
    [pytest.param(-9, 9, False, id="doubting"), pytest.param(9, -9, True, id="sure")],
)
def test_a_report_is_read_with_its_own_writers_weights(corpus, tmp_path, of_b, of_a, reads_any):
    _weights(tmp_path / "left_out" / "B", of_b)
    _weights(tmp_path / "left_out" / "A", of_a)
    read = leave_one_out.reader_without(tmp_path / "left_out")
    rows = read(corpus / "docs" / "B01.txt").observations
    assert any(row["indicator_code"] and row["status"] == "accepted" for row in rows) is reads_any


def test_missing_weights_are_no_silent_grammar(corpus, tmp_path):
    read = leave_one_out.reader_without(tmp_path / "left_out")
    with pytest.raises(FileNotFoundError):
        read(corpus / "docs" / "B01.txt")


def test_it_says_what_is_left_out_and_what_is_not(corpus, tmp_path, capsys):
    _weights(tmp_path / "left_out" / "B", 0)
    leave_one_out.main(["--corpus", str(corpus), "--weights", str(tmp_path / "left_out")])
    printed = capsys.readouterr().out
    assert "没有留出" in printed
    assert "not left out" in printed
    for title in ("by writer", "by construction", "calibration", "audit"):
        assert title in printed
