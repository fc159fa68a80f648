"""The offices that report: every county of a province that exists at a period's end."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ingestion.errors import JinguoError

_NOT_AN_OFFICE = {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"}
_DIRECT = "直辖"  # ends the place of counties that answer to the province itself


@dataclass(frozen=True, slots=True)
class Office:
    """A county women's federation, and its own ways."""

    organization_code: str
    county: str  # official name, 衡山县
    prefecture: str  # 衡阳市; 湖北省直辖 where there is none
    province: str
    townships: tuple[tuple[str, str], ...] = ()  # (code, name), for examples in prose

    @property
    def kind(self) -> str:
        """Return the word it uses of itself: 县, 市, 区 or 旗."""
        return self.county[-1] if self.county[-1] in "县市区旗" else "县"

    @property
    def short_county(self) -> str:
        """Return the name people say: 衡山 for 衡山县; short names stay whole."""
        return self.county[:-1] if len(self.county) > 2 else self.county

    @property
    def upper(self) -> str:
        """Return the office above: 衡阳市, or the province where nothing lies between."""
        return self.province if self.prefecture.endswith(_DIRECT) else self.prefecture


def load_offices(province: str, seeds: Path) -> Callable[[date], list[Office]]:
    """Return a function from a day to the offices of that day, in the order of their codes.

    Raises JinguoError where the province has no county in `organizations.csv`.
    """
    path = seeds / "organizations.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["organization_code"][:2] == province[:2]]
    if not any(_is_county(row) for row in rows):
        raise JinguoError(f"{path.name} 中没有 {province} 的县级单位：请检查省级代码")

    def on(day: date) -> list[Office]:
        return _offices([row for row in rows if _holds(row, day.isoformat())], province)

    return on


def _offices(rows: list[dict[str, str]], province: str) -> list[Office]:
    names = {row["organization_code"]: row["organization_name"] for row in rows}
    townships = defaultdict(list)
    for row in rows:
        if row["level"] == "township":
            townships[row["parent_code"]].append(
                (row["organization_code"], row["organization_name"])
            )
    province_name = names.get(province, "本省")
    offices = {}
    for row in filter(_is_county, rows):
        code, parent = row["organization_code"], row["parent_code"]
        prefecture = names.get(parent, province_name)
        if parent == province or parent not in names or prefecture in _NOT_AN_OFFICE:
            prefecture = province_name + _DIRECT
        offices[code] = Office(
            organization_code=code,
            county=row["organization_name"],
            prefecture=prefecture,
            province=province_name,
            townships=tuple(townships[code]),
        )
    return [offices[code] for code in sorted(offices)]


def _is_county(row: dict[str, str]) -> bool:
    return row["level"] == "county" and row["organization_name"] not in _NOT_AN_OFFICE


def _holds(row: dict[str, str], day: str) -> bool:
    """Whether a row of the tree holds on a day; dates may be cut to a year or a month."""
    begins, ends = row["valid_from"], row["valid_to"]
    return (not begins or begins <= day[: len(begins)]) and (not ends or day[: len(ends)] <= ends)
