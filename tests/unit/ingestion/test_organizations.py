"""Organisations of China since 1980: the seed, the tree on a day, what an operator adds to it."""

from __future__ import annotations

import csv
import importlib.util
import sys
import time
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from ingestion.codebook import SEEDS
from ingestion.errors import CodebookError
from ingestion.organizations import Gazetteer, load_organizations
from ingestion.organizations.names import plain_forms, stem_of

PROJECT = Path(__file__).parents[3]
LAST_DAY_KNOWN = date(2024, 12, 31)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_organizations()


def _code(resolution):
    organization = resolution.organization
    return organization.organization_code if organization else None


# --- the seed ---


def test_the_seed_holds_every_level_of_today():
    with (SEEDS / "organizations.csv").open(encoding="utf-8", newline="") as file:
        current = Counter(row["level"] for row in csv.DictReader(file) if not row["valid_to"])
    assert current == {"province": 31, "prefecture": 333, "county": 2846, "township": 41340}


def test_no_statistical_grouping_is_an_organisation(gazetteer):
    names = {version.organization_name for version in gazetteer.above_townships}
    assert names.isdisjoint({"市辖区", "县", "直辖县", "市", "省直辖县级行政区划"})


def test_no_two_versions_of_a_code_overlap(gazetteer):
    overlapping = [
        version.organization_code
        for version in gazetteer.above_townships
        if sum(
            v.is_valid(version.valid_from) for v in gazetteer.versions(version.organization_code)
        )
        != 1
    ]
    assert overlapping == []


def test_every_unit_has_a_parent_on_its_first_and_last_day(gazetteer):
    orphans = [
        version
        for version in gazetteer.above_townships
        for day in (version.valid_from, version.valid_to or LAST_DAY_KNOWN)
        if version.level != "province" and gazetteer.get(version.parent_code, day) is None
    ]
    assert orphans == []


def test_loading_takes_a_fraction_of_a_second():
    started = time.process_time()
    load_organizations.__wrapped__(SEEDS)
    assert time.process_time() - started < 0.5  # 0.09 s measured; the machine may be busy


# --- the tree ---


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        pytest.param("430923", "安化县", id="county"),
        pytest.param("621123100", "渭源县清源镇", id="township-with-its-county"),
        pytest.param("441900121", "东莞市虎门镇", id="township-of-a-prefecture-without-counties"),
        pytest.param("110101001", "东城区东华门街道", id="street-of-a-municipality"),
        pytest.param("411104105", "召陵区青年镇", id="source-repeats-the-county-in-the-name"),
    ],
)
def test_official_name(gazetteer, code, expected):
    assert gazetteer.official_name(code) == expected


def test_the_official_name_is_that_of_the_day(gazetteer):
    assert gazetteer.official_name("420600", date(2009, 12, 31)) == "襄樊市"
    assert gazetteer.official_name("420600", date(2011, 12, 31)) == "襄阳市"


def test_an_unknown_code_has_no_official_name(gazetteer):
    with pytest.raises(CodebookError, match="999999"):
        gazetteer.official_name("999999")


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        pytest.param("350524100", ["350524", "350500", "350000"], id="township"),
        pytest.param("110105", ["110000"], id="district-of-a-municipality"),
        pytest.param("500234", ["500000"], id="county-of-a-municipality"),
        pytest.param("429004", ["420000"], id="county-directly-under-the-province"),
        pytest.param("441900121", ["441900", "440000"], id="no-county-between"),
        pytest.param("430000", [], id="province"),
    ],
)
def test_ancestors_skip_levels_that_do_not_exist(gazetteer, code, expected):
    assert [o.organization_code for o in gazetteer.ancestors(code)] == expected


@pytest.mark.parametrize("prefecture", ["441900", "442000", "460400", "620200"])
def test_a_prefecture_without_counties_has_townships(gazetteer, prefecture):
    assert {child.level for child in gazetteer.children(prefecture)} == {"township"}


def test_children_are_those_of_the_day(gazetteer):
    def named(on):
        return {child.organization_name for child in gazetteer.children("440100", on)}

    assert "增城市" in named(date(2010, 12, 31))
    assert "增城区" not in named(date(2010, 12, 31))
    assert "增城区" in named(None)


def test_a_version_is_found_by_day_and_the_newest_without_one(gazetteer):
    assert gazetteer.get("430421", date(1983, 6, 1)).organization_name == "湘潭县"
    assert gazetteer.get("430421").organization_name == "衡阳县"
    assert gazetteer.get("440183", date(2020, 6, 1)) is None
    assert gazetteer.get("440183").valid_to == date(2013, 12, 31)


def test_province_of_any_level(gazetteer):
    provinces = [
        gazetteer.province_of(c).organization_code for c in ("350524100", "429004", "150000")
    ]
    assert provinces == ["350000", "420000", "150000"]
    assert gazetteer.province_of("999999") is None


# --- what an operator adds ---


def _gazetteer_of(*more, aliases=()):
    rows = [
        ["430000", "湖南省", "province", "", "1980-01-01", ""],
        ["430400", "衡阳市", "prefecture", "430000", "1983-01-01", ""],
        ["430407", "石鼓区", "county", "430400", "2001-01-01", ""],
    ]
    return Gazetteer([*rows, *more], aliases)


def test_an_operator_places_a_zone_with_a_provisional_code():
    zone = ["430473", "衡阳松木经济开发区", "county", "430400", "2012-01-01", ""]
    gazetteer = _gazetteer_of(zone, aliases=[("松木经开区", "430473")])
    names = ["衡阳松木经济开发区妇联", "衡阳市松木经开区", "430473"]
    assert [_code(gazetteer.resolve(name)) for name in names] == ["430473"] * 3
    assert [o.organization_code for o in gazetteer.ancestors("430473")] == ["430400", "430000"]


def test_an_operator_adds_a_village():
    township = ["430407001", "人民街道", "township", "430407", "2001-01-01", ""]
    village = ["430407001001", "先锋社区", "village", "430407001", "2001-01-01", ""]
    gazetteer = _gazetteer_of(township, village)
    assert _code(gazetteer.resolve("石鼓区人民街道先锋社区妇联")) == "430407001001"
    assert gazetteer.official_name("430407001001") == "石鼓区人民街道先锋社区"


def test_an_operator_counts_a_zone_as_part_of_a_unit_by_an_alias():
    gazetteer = _gazetteer_of(aliases=[("衡阳松木经济开发区", "430407")])
    assert _code(gazetteer.resolve("衡阳松木经济开发区")) == "430407"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        pytest.param(["1", "甲县", "xian", "430400", "2000-01-01", ""], "level", id="level"),
        pytest.param(["1", "甲县", "county", "7", "2000-01-01", ""], "上级", id="parent"),
        pytest.param(["430407", "乙区", "county", "430400", "2001-01-01", ""], "相同", id="key"),
    ],
)
def test_a_seed_that_contradicts_itself_is_refused(row, message):
    with pytest.raises(CodebookError, match=message):
        _gazetteer_of(row)


def test_an_alias_of_nothing_is_refused():
    with pytest.raises(CodebookError, match="松木"):
        _gazetteer_of(aliases=[("松木", "999999")])


# --- the rules of names, and the script that writes the seed ---


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("浦东新区", "浦东"),
        ("六枝特区", "六枝"),
        ("和布克赛尔蒙古自治县", "和布克赛尔"),
        ("双江拉祜族佤族布朗族傣族自治县", "双江"),
        ("鄂温克族自治旗", "鄂温克"),
        ("内蒙古自治区", "内蒙古"),
        ("巴林左旗", "巴林左"),
    ],
)
def test_the_stem_of_a_name(name, expected):
    assert stem_of(name) == expected


def test_plain_forms_of_a_banner():
    assert plain_forms("鄂温克族自治旗") == ("鄂温克自治旗", "鄂温克旗")


@pytest.fixture(scope="module")
def script():
    path = PROJECT / "scripts" / "make_organizations.py"
    spec = importlib.util.spec_from_file_location("make_organizations", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_a_rename_and_a_gap_each_begin_a_new_span(script):
    years = {2000: "甲县", 2001: "甲县", 2002: "甲市", 2004: "甲市"}
    rows = [(year, "430499", name, "county", "430400") for year, name in years.items()]
    spans = sorted(script.find_spans(rows))
    assert [(s.name, s.first_year, s.last_year) for s in spans] == [
        ("甲县", 2000, 2001),
        ("甲市", 2002, 2002),
        ("甲市", 2004, None),
    ]


def test_a_township_is_placed_under_its_county_or_what_stands_in_for_it(script):
    spans = [
        script.Span("110000", 1980, None, "北京市", "province", ""),
        script.Span("130100", 1980, None, "石家庄市", "prefecture", "130000"),
        script.Span("130102", 1980, 2014, "旧名区", "county", "130100"),
        script.Span("130102", 2015, None, "长安区", "county", "130100"),
    ]
    townships = [
        ("130102001", "长安区建北街道", "130102"),
        ("130171001", "开发区街道", "130171"),
        ("110171001", "某街道", "110171"),
    ]
    placed = script.place_townships(townships, spans)
    assert [(s.name, s.parent, s.first_year) for s in placed] == [
        ("建北街道", "130102", 1980),
        ("开发区街道", "130100", 1980),
        ("某街道", "110000", 1980),
    ]


def test_the_script_stops_where_its_sources_disagree(script):
    spans = [script.Span("430423", 1984, None, "衡山县", "county", "430400")]
    script.check_current_counties(spans, {"430423": "衡山县"})
    with pytest.raises(SystemExit, match="430423"):
        script.check_current_counties(spans, {"430423": "衡山市"})
