"""A simulated round: the same every time, whole, and true to its files."""

import csv
import io
import json
import re
import zipfile
from collections import Counter, defaultdict
from decimal import Decimal
from pathlib import Path
from time import process_time

import pyarrow.parquet as pq
import pytest
from python_calamine import CalamineWorkbook

from ingestion.codebook import load_codebook
from ingestion.errors import JinguoError
from simulator import simulate
from simulator.figures import ERROR_SHARE

ENCODINGS = ("utf-8-sig", "gb18030", "big5")
SCALES = {"": 1, "万": 10_000, "亿": 100_000_000}
DIGITS = re.compile(r"(\d+(?:\.\d+)?)(?:[余餘多])?([万萬亿億]?)")


def decoded(content: bytes, like: str) -> str:
    """Return a text in whichever encoding shows what it should hold."""
    for encoding in ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if like in re.sub(r"[\r\n]", "", text):
            return text
    pytest.fail(f"{like} is in none of {ENCODINGS}")


def cell_of(grid: list[list[object]], row: int, column: int) -> str:
    return str(grid[row - 1][column - 1])


def rows_of(truth, container):
    return [row for row in truth if row["container"] == container]


def by_file(rows):
    files = defaultdict(list)
    for row in rows:
        files[row["file"]].append(row)
    return files.items()


def docx_text(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read("word/document.xml").decode("utf-8")


def test_same_arguments_give_the_same_bytes(tmp_path):
    trees = []
    for name in ("one", "two"):
        simulate("640000", ["2019", "2020M01-M11"], 3, tmp_path / name)
        files = (path for path in sorted((tmp_path / name).rglob("*")) if path.is_file())
        trees.append({path.relative_to(tmp_path / name): path.read_bytes() for path in files})
    assert trees[0] == trees[1]


def test_another_seed_gives_other_figures(tmp_path):
    for seed in (1, 2):
        simulate("640000", ["2019"], seed, tmp_path / str(seed))
    first, second = ((tmp_path / str(seed) / "truth.parquet").read_bytes() for seed in (1, 2))
    assert first != second


def test_progress_reaches_the_number_of_turns(tmp_path):
    seen = []
    simulate("640000", ["2019"], 1, tmp_path, lambda done, total: seen.append((done, total)))
    assert seen[-1][0] == seen[-1][1] == len(seen)


@pytest.mark.parametrize("periods", [["2017..2021"], ["2020M13"], ["last year"]], ids=str)
def test_a_period_beyond_one_year_is_refused(tmp_path, periods):
    with pytest.raises(JinguoError, match="报告期"):
        simulate("640000", periods, 1, tmp_path)


def test_a_province_without_counties_is_refused(tmp_path):
    with pytest.raises(JinguoError, match="县级单位"):
        simulate("990000", ["2020"], 1, tmp_path)


def test_every_container_holds_files(truth):
    containers = {row["container"] for row in truth}
    assert containers == {"csv", "xlsx", "docx_table", "docx_narrative", "txt_narrative"}


def test_every_program_is_told(truth):
    indicators = load_codebook().indicators
    told = {indicators[row["indicator_code"]].program_code for row in truth}
    assert told == set(load_codebook().programs)


def test_every_county_tells_at_least_sixty_indicators_over_the_rounds(truth):
    told = defaultdict(set)
    for row in truth:
        if row["stands"] and row["role"] == "actual" and len(row["organization_code"]) == 6:
            told[row["organization_code"]].add(row["indicator_code"])
    assert {code: len(codes) for code, codes in told.items() if len(codes) < 60} == {}


def test_about_the_configured_share_of_figures_is_wrong(truth):
    own = [row for row in truth if row["stands"] and row["role"] == "actual"]
    share = sum(row["injected_error"] is not None for row in own) / len(own)
    assert ERROR_SHARE * 0.7 < share < ERROR_SHARE * 1.3


def test_only_an_injected_error_parts_what_was_meant_from_what_was_sent(truth):
    for row in truth:
        assert (row["value_submitted"] != row["value_intended"]) == bool(row["injected_error"]), row


def test_one_file_stands_for_each_county_and_period(truth):
    standing = defaultdict(set)
    for row in truth:
        if row["stands"] and len(row["organization_code"]) == 6:
            standing[row["organization_code"], row["report_period_id"]].add(row["file"])
    assert {key: files for key, files in standing.items() if len(files) > 1} == {}


def test_a_corrected_version_comes_later_and_changes_values(tmp_path):
    simulate("410000", ["2019"], 5, tmp_path)
    rows = pq.read_table(tmp_path / "truth.parquet").to_pylist()
    drafts = {row["file"]: row for row in rows if not row["stands"]}
    assert drafts
    for draft in drafts.values():
        place = draft["file"].rpartition("/")[0]
        final = next(
            row
            for row in rows
            if row["stands"]
            and row["file"].startswith(place)
            and row["organization_code"] == draft["organization_code"]
        )
        assert final["delivered_at"] > draft["delivered_at"]


def test_csv_cells_hold_what_the_truth_says(province, truth):
    for file, rows in by_file(rows_of(truth, "csv")):
        text = decoded((province / "inbox" / file).read_bytes(), like="模")
        grid = list(csv.reader(io.StringIO(text, newline="")))
        for row in rows:
            match = re.fullmatch(r"table1!r(\d+)c(\d+)", row["locator"])
            assert cell_of(grid, *map(int, match.groups())) == row["value_raw"]
            assert_value(row, grid[int(match[1]) - 1])


def test_workbook_cells_hold_what_the_truth_says(province, truth):
    for file, rows in by_file(rows_of(truth, "xlsx")):
        workbook = CalamineWorkbook.from_path(str(province / "inbox" / file))
        sheets = {
            name: workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
            for name in workbook.sheet_names
        }
        for row in rows:
            sheet, column, number = re.fullmatch(r"(.+)!([A-Z])(\d+)", row["locator"]).groups()
            line = sheets[sheet][int(number) - 1]
            cell = line[ord(column) - 65]
            if isinstance(cell, float):
                assert Decimal(str(cell)) == Decimal(row["value_raw"])
            else:
                assert cell == row["value_raw"]


def assert_value(row, line):
    """Check that the canonical value is the written one times its unit."""
    written = row["value_raw"].replace(",", "").rstrip("%")
    if written in {"无", "無"}:
        assert row["value_submitted"] == 0
        return
    in_wan = any(str(cell).endswith(("万元", "萬元", "万元）", "萬元）")) for cell in line)
    assert row["value_submitted"] == Decimal(written) * (10_000 if in_wan else 1)


def test_narrative_sentences_stand_in_their_files(province, truth):
    for container in ("txt_narrative", "docx_narrative"):
        for file, rows in by_file(rows_of(truth, container)):
            path = province / "inbox" / file
            if container == "docx_narrative":
                text = docx_text(path)
            else:
                text = decoded(path.read_bytes(), like=rows[0]["locator"])
            unbroken = re.sub(r"[\r\n]", "", text)
            for row in rows:
                assert row["locator"] in unbroken
                assert row["value_raw"] in row["locator"]


def test_numbers_in_digits_are_the_value_as_written(truth):
    checked = 0
    for row in truth:
        written = (
            row["value_raw"]
            .replace(",", "")
            .translate(str.maketrans("０１２３４５６７８９．", "0123456789."))
        )
        match = DIGITS.search(written)
        if "narrative" not in row["container"] or not match:
            continue
        scale = match[2].replace("萬", "万").replace("億", "亿")
        if row["unit_code"] == "1/10万":
            scale = ""
        assert Decimal(match[1]) * SCALES[scale] == row["value_submitted"], row
        checked += 1
    assert checked > 500


@pytest.mark.parametrize(
    ("words", "qualifier"),
    [
        pytest.param("余", "more_than", id="a-bit-more"),
        pytest.param("近", "less_than", id="nearly"),
        pytest.param("约", "about", id="about"),
        pytest.param("以上", "at_least", id="at-least"),
        pytest.param("超过", "more_than", id="over"),
    ],
)
def test_words_of_approximation_are_kept_as_qualifiers(truth, words, qualifier):
    told = [row for row in truth if words in row["value_raw"]]
    assert told
    assert {row["qualifier"] for row in told} == {qualifier}


def test_every_document_is_marked_as_simulated(province):
    for path in (province / "inbox").rglob("*"):
        if path.suffix in {".csv", ".txt"}:
            text = decoded(path.read_bytes(), like="模")
            assert "模拟数据" in text or "模擬" in text, path
        elif path.suffix == ".docx":
            assert "模拟数据" in docx_text(path) or "模擬" in docx_text(path), path
        elif path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as archive:
                shared = archive.read("xl/sharedStrings.xml").decode("utf-8")
            assert "模拟数据" in shared or "模擬" in shared, path


def test_every_folder_with_files_has_a_sidecar_that_names_each_of_them(province):
    inbox = province / "inbox"
    assert json.loads((inbox / "_delivery.json").read_text("utf-8")) == {"is_simulated": True}
    for folder in {path.parent for path in inbox.rglob("*.*") if path.suffix != ".json"}:
        sidecar = json.loads((folder / "_delivery.json").read_text("utf-8"))
        names = {path.name for path in folder.iterdir() if path.suffix not in {".json", ""}}
        assert sidecar["is_simulated"] is True
        assert set(sidecar["files"]) == {name for name in names if (folder / name).is_file()}


def test_files_of_one_place_have_different_names(province, truth):
    organizations = defaultdict(set)
    for row in truth:
        if len(row["organization_code"]) == 6:
            organizations[row["file"]].add((row["organization_code"], row["report_period_id"]))
    assert {file: found for file, found in organizations.items() if len(found) > 1} == {}


def test_containers_are_shared_out_evenly(truth):
    files = {row["file"] for row in truth if row["stands"]}
    counts = Counter(file.rpartition(".")[2] for file in files)
    assert min(counts.values()) * 2 > max(counts.values())


@pytest.mark.slow
def test_a_large_province_is_made_in_seconds(tmp_path):
    began = process_time()
    summary = simulate("430000", ["2018", "2019", "2020H1", "2020"], 7, tmp_path)
    assert process_time() - began < 15
    assert summary.organizations > 120
    assert summary.files > 480
    assert summary.figures > 30_000


def test_a_narrative_tells_some_dozens_of_figures(truth):
    counts = [
        len(rows)
        for container in ("txt_narrative", "docx_narrative")
        for _, rows in by_file(rows_of(truth, container))
    ]
    assert min(counts) >= 20
    assert 30 <= sorted(counts)[len(counts) // 2] <= 48
