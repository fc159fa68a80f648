"""An address is printed by the warehouse (SQL) and by ingestion (Python): in the same words."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import jinja2
import pytest

from ingestion.model import Locator
from warehouse.connect import writer

MACRO = Path(__file__).parents[2] / "dbt_project" / "macros" / "locator_text.sql"


@pytest.mark.parametrize(
    "locator",
    [
        Locator("cell", sheet="Sheet1", cell="B7"),
        Locator("cell", sheet="", cell="B7"),
        Locator("cell", cell="table2!r3c4"),
        Locator("cell", cell="table1!r10c2", page=3),
        Locator("text", char_start=0, char_end=3),
        Locator("text", page=2, char_start=12, char_end=15),
    ],
    ids=Locator.shown,
)
def test_an_address_reads_the_same_in_the_warehouse_as_in_the_model(locator, tmp_path):
    query = jinja2.Template(
        MACRO.read_text("utf-8") + "select {{ locator_text('$locator') }}"
    ).render()
    with writer(tmp_path / "empty.duckdb") as connection:
        told = connection.execute(query, {"locator": asdict(locator)}).fetchone()
    assert told == (locator.shown(),)
