"""Workbooks: values exact, formats seen, merges resolved, absurd sheets refused unread."""

import datetime as dt
import io
import zipfile
from decimal import Decimal

import pytest
import xlsxwriter

from ingestion.decode.decoder import decode
from ingestion.errors import UnreadableError
from ingestion.model import CellKind


def make(fill, **options):
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, **options})
    fill(book)
    book.close()
    return buffer.getvalue()


def cells(content, sheet=0):
    rows = decode(content, "表.xlsx").blocks[sheet].rows
    return {cell.address: cell for row in rows for cell in row if not cell.is_merge_cover}


def one(value, **style):
    return make(lambda book: book.add_worksheet().write("A1", value, book.add_format(style)))


@pytest.mark.parametrize(
    ("stored", "number", "text"),
    [
        pytest.param(1234, Decimal("1234"), "1234", id="whole"),
        pytest.param(0.1 + 0.2, Decimal("0.3"), "0.3", id="binary-noise"),
        pytest.param(239.5, Decimal("239.5"), "239.5", id="decimal"),
        pytest.param(1e14, Decimal("100000000000000"), "100000000000000", id="large"),
        pytest.param(-5, Decimal("-5"), "-5", id="negative"),
    ],
)
def test_a_number_is_what_was_typed(stored, number, text):
    cell = cells(one(stored))["A1"]
    assert (cell.kind, cell.number, cell.text) == (CellKind.NUMBER, number, text)


@pytest.mark.parametrize("style", ["0%", "0.0%", "0.00%;[Red]-0.00%"])
def test_a_percent_format_shows_in_the_text(style):
    cell = cells(one(0.583, num_format=style))["A1"]
    assert (cell.text, cell.number) == ("58.3%", Decimal("0.583"))


def test_a_number_without_a_percent_format_stays_as_it_is():
    assert cells(one(0.58))["A1"].text == "0.58"


def test_a_date_is_no_number():
    cell = cells(one(dt.date(2024, 3, 5), num_format="m-d"))["A1"]
    assert (cell.kind, cell.text, cell.number) == (CellKind.DATE, "2024-03-05", None)


def test_errors_and_formulas_without_a_value_are_kept_as_problems():
    def fill(book):
        sheet = book.add_worksheet()
        sheet.write("A1", "率")
        sheet.write_formula("B1", "=1/0", None, "#DIV/0!")
        sheet.write_formula("C1", "=A1*2", None, "")

    read = cells(make(fill))
    assert (read["B1"].kind, read["B1"].text) == (CellKind.ERROR, "#DIV/0!")
    assert (read["C1"].kind, read["C1"].text) == (CellKind.ERROR, "#未计算")


def test_a_covered_cell_repeats_its_top_left_one():
    def fill(book):
        sheet = book.add_worksheet("统计表")
        sheet.merge_range("B2:C3", "两癌筛查")
        sheet.write("B4", 1)
        sheet.write("C4", 2)

    (table,) = decode(make(fill), "表.xlsx").blocks
    assert [(c.text, c.address, c.is_merge_cover) for c in table.rows[1]] == [
        ("两癌筛查", "B2", True),
        ("两癌筛查", "B2", True),
    ]
    assert table.rows[2][1].address == "C4"


def test_hidden_rows_columns_and_sheets_are_marked():
    def fill(book):
        sheet = book.add_worksheet()
        for row in range(3):
            sheet.write_row(row, 0, [1, 2, 3])
        sheet.set_row(1, None, None, {"hidden": True})
        sheet.set_column("C:C", None, None, {"hidden": True})
        other = book.add_worksheet()
        other.write("A1", 5)
        other.hide()

    content = make(fill)
    shown = cells(content)
    assert [a for a, cell in shown.items() if cell.is_hidden] == ["C1", "A2", "B2", "C2", "C3"]
    assert cells(content, sheet=1)["A1"].is_hidden


def test_a_sheet_that_spans_the_whole_grid_is_refused_with_its_name():
    def fill(book):
        sheet = book.add_worksheet("远")
        sheet.write("A1", 1)
        sheet.write("XFD1048576", 1)

    with pytest.raises(UnreadableError) as raised:
        decode(make(fill), "表.xlsx")
    assert (raised.value.place, "1048576 行" in raised.value.reason) == ("远", True)


def test_empty_styled_cells_far_away_do_no_harm():
    def fill(book):
        sheet = book.add_worksheet()
        sheet.write("A1", 1)
        sheet.write_blank("XFD1048576", None, book.add_format({"bold": True}))

    assert list(cells(make(fill))) == ["A1"]


def test_a_workbook_that_inflates_beyond_the_limit_is_refused(monkeypatch):
    monkeypatch.setattr("ingestion.decode.zips.MAX_INFLATED", 1_000_000)
    buffer = io.BytesIO(one(1))
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/bomb.bin", bytes(2_000_000))
    with pytest.raises(UnreadableError, match="解压后过大"):
        decode(buffer.getvalue(), "表.xlsx")


def test_a_damaged_sheet_says_so():
    source = zipfile.ZipFile(io.BytesIO(one(1)))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in source.namelist():
            content = source.read(name)
            archive.writestr(name, content[:200] if "worksheets" in name else content)
    with pytest.raises(UnreadableError, match="工作簿不完整或已损坏"):
        decode(buffer.getvalue(), "表.xlsx")
