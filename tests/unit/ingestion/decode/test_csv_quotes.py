"""A quote that nothing closes must not swallow the rows behind it."""

import pytest

from ingestion.decode.decoder import decode


def rows(text):
    document = decode(text.encode(), "表.csv")
    (table,) = document.blocks
    return [[cell.text for cell in row] for row in table.rows], document.notes


@pytest.mark.parametrize(
    ("first", "last", "line"),
    [('"妇女之家数', "5", 2), ('"妇女之家数', '"5', 2), ("妇女之家数", '"5', 4)],
    ids=["open-to-the-end", "closed-rows-later", "in-the-last-row"],
)
def test_an_open_quote_is_read_as_a_character_and_told(first, last, line):
    read, notes = rows(f"指标,数量\n{first},12\n家长学校,3\n两癌筛查人数,{last}\n")
    assert read == [["指标", "数量"], [first, "12"], ["家长学校", "3"], ["两癌筛查人数", last]]
    assert notes == (f"第 {line} 行的引号没有配对：已按没有引号读取",)


def test_a_cell_may_hold_a_line_break():
    read, notes = rows('指标,数量,备注\n妇女之家数,12,"甲村,\n乙村"\n家长学校,3,无\n')
    assert (read[1], notes) == (["妇女之家数", "12", "甲村,\n乙村"], ())
