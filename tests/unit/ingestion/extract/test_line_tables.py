"""Tables flattened into lines: which lines are rows, and what unit and column each cell has."""

import pytest

from ingestion.codebook import load_codebook
from ingestion.extract.line_tables import find_table_rows
from ingestion.extract.passages import Passage
from ingestion.model import Role


def _rows(*lines):
    text = "\n".join(lines)
    passages, start = [], 0
    for line in lines:
        passages.append(Passage(start, start + len(line)))
        start += len(line) + 1
    found = find_table_rows(text, passages, load_codebook().units)
    return [
        [(text[cell.quantity.start : cell.quantity.end], str(cell.quantity.value),
          cell.quantity.unit_raw, cell.column) for cell in row]
        for row in found.values()
    ]  # fmt: skip


_HEADER = "项目 计划数 完成数 完成率"


def test_a_row_has_the_unit_that_its_name_says():
    assert _rows(_HEADER, "技能培训(人次) 12,000 9480 79%") == [
        [
            ("12,000", "12000", "人次", "target"),
            ("9480", "9480", "人次", "actual"),
            ("79%", "79", "%", "rate"),
        ]
    ]


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(("单位:万元", _HEADER, "小额贷款 3000 2416 80.5%"), id="above"),
        pytest.param(
            (f"{_HEADER} (单位:万元)", "小额贷款 3000 2416 80.5%"), id="beside-the-header"
        ),
    ],
)
def test_a_caption_gives_the_unit(lines):
    assert [cell[1:] for cell in _rows(*lines)[0]] == [
        ("30000000", "万元", "target"),
        ("24160000", "万元", "actual"),
        ("80.5", "%", "rate"),
    ]


def test_a_row_that_names_its_unit_ignores_the_caption():
    rows = _rows("单位:万元", _HEADER, "贷款妇女(人) 300 246 82%")
    assert [cell[2] for cell in rows[0]] == ["人", "人", "%"]


def test_a_column_of_units_and_one_of_numbers_are_no_values():
    rows = _rows("序号 指标 计量单位 计划数 完成数", "1 妇女 小额贷款 万元 3000 2416")
    assert rows == [
        [("3000", "30000000", "万元", "target"), ("2416", "24160000", "万元", "actual")]
    ]


def test_a_dash_is_no_number():
    assert _rows(_HEADER, "纠纷调处(件) — 1268 —") == [[("1268", "1268", "件", "actual")]]


def test_a_ruled_line_between_header_and_rows_is_passed_over():
    assert (
        len(_rows("| 项目 | 计划数 | 完成数 |", "|---|---|---|", "| 培训(人次) | 120 | 94 |")) == 1
    )


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(("技能培训(人次) 12000 9480 79%",), id="no-header"),
        pytest.param(
            (_HEADER, "今年培训妇女3000人次。", "技能培训(人次) 1 2 3%"), id="prose-between"
        ),
        pytest.param((_HEADER, "技能培训 已完成 9480 79%"), id="word-among-the-values"),
        pytest.param((_HEADER, "12000 9480 79%"), id="no-name"),
        pytest.param(("项目 2019年计划数 完成数", "培训(人次) 1 2"), id="header-with-numbers"),
        pytest.param((_HEADER, "培训" * 200 + " 1 2 3%"), id="longer-than-any-row"),
    ],
)
def test_everything_else_stays_prose(lines):
    assert _rows(*lines) == []


def test_a_planned_column_is_a_target():
    text = f"{_HEADER}\n培训(人次) 120 94 78%"
    passages = [Passage(0, len(_HEADER)), Passage(len(_HEADER) + 1, len(text))]
    (row,) = find_table_rows(text, passages, load_codebook().units).values()
    assert [cell.role for cell in row] == [Role.TARGET, Role.ACTUAL, Role.ACTUAL]
