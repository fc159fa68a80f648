"""Names of organisations: which one is meant, and when nothing may be chosen."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from ingestion.organizations import Gazetteer, load_organizations
from ingestion.organizations.names import stem_of

ENVELOPE = Path(__file__).parents[4] / "shared" / "corpus" / "envelope.csv"
LAST_DAY_KNOWN = date(2024, 12, 31)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_organizations()


def _code(resolution):
    organization = resolution.organization
    return organization.organization_code if organization else None


def _chain(gazetteer, version, on=None):
    above = reversed(gazetteer.lineage(version, on))
    return "".join(o.organization_name for o in above) + version.organization_name


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("衡山县", "430423", id="full"),
        pytest.param("衡山", "430423", id="short"),
        pytest.param("奈曼旗妇联", "150525", id="banner-with-office"),
        pytest.param("奈曼", "150525", id="banner-short"),
        pytest.param("衡山县妇联会办公室", "430423", id="office-within-the-office"),
        pytest.param("湖南省衡阳市衡山县妇女联合会", "430423", id="all-parents-and-office"),
        pytest.param("湖南衡阳衡山", "430423", id="all-short"),
        pytest.param("湖南省衡山县", "430423", id="prefecture-left-out"),
        pytest.param("福建省 安溪县·凤城镇妇联", "350524100", id="joints-between-parts"),
        pytest.param("渭源县清源镇妇女委员会", "621123100", id="township-behind-its-county"),
        pytest.param("渭源县清源乡", "621123100", id="township-that-was-a-乡"),
        pytest.param("东莞市虎门镇", "441900121", id="township-behind-its-prefecture"),
        pytest.param("松桃县", "520628", id="autonomous-county-said-plainly"),
        pytest.param("恩施州妇联", "422800", id="autonomous-prefecture-said-plainly"),
        pytest.param("科左后旗", "150522", id="wing-banner"),
        pytest.param("前郭县", "220721", id="alias"),
        pytest.param("伊犁州塔城地区", "654200", id="prefecture-under-a-prefecture-in-speech"),
        pytest.param("内蒙古", "150000", id="autonomous-region"),
        pytest.param("海南", "460000", id="a-province-before-a-district"),
        pytest.param("北京市市辖区朝阳区", "110105", id="pseudo-level-spoken"),
        pytest.param("湖北省仙桃市", "429004", id="directly-under-the-province"),
        pytest.param("襄樊市宜城市", "420684", id="parent-by-its-former-name"),
        pytest.param("朝阳市朝阳", "211321", id="short-name-narrowed-by-its-parent"),
        pytest.param("干安县", "220723", id="乾-as-the-simplifier-writes-it"),
        pytest.param("乾县", "610424", id="乾-as-it-is"),
        pytest.param("濬县", "410621", id="濬-as-the-simplifier-leaves-it"),
        pytest.param("临安区于潜镇", "330112104", id="township-respelt"),
        pytest.param("沙县妇联", "350405", id="district-that-kept-县-in-its-name"),
        pytest.param("广西自治区", "450000", id="autonomous-region-said-plainly"),
        pytest.param("430423", "430423", id="code-6"),
        pytest.param("350524100", "350524100", id="code-9"),
        pytest.param("430423000000", "430423", id="code-12-of-a-county"),
        pytest.param("350524100000", "350524100", id="code-12-of-a-township"),
    ],
)
def test_a_name_resolves(gazetteer, name, expected):
    resolution = gazetteer.resolve(name)
    assert (_code(resolution), len(resolution.candidates)) == (expected, 1)


@pytest.mark.parametrize(
    ("name", "candidates"),
    [
        pytest.param("鼓楼区", {"320106", "320302", "350102", "410204"}, id="four-drum-towers"),
        pytest.param("朝阳区妇联", {"110105", "220104"}, id="two-chaoyang"),
        pytest.param("衡阳", {"430400", "430421"}, id="city-or-county"),
        pytest.param("东乡县", {"361029", "622926"}, id="former-county-or-plain-form-of-another"),
    ],
)
def test_nothing_is_chosen_between_two(gazetteer, name, candidates):
    resolution = gazetteer.resolve(name)
    assert resolution.organization is None
    assert {c.organization_code for c in resolution.candidates} == candidates
    assert "请写明上级" in resolution.reason


@pytest.mark.parametrize(
    ("name", "within", "expected"),
    [
        pytest.param("鼓楼区", "350000", "350102", id="province"),
        pytest.param("衡山", "430400", "430423", id="prefecture"),
        pytest.param("凤城镇", "350524", "350524100", id="township-in-a-county"),
        pytest.param("虎门镇", "441900", "441900121", id="township-in-a-prefecture"),
        pytest.param("凤城镇", "350500", "350524100", id="township-once-in-a-prefecture"),
        pytest.param("衡山县", "350000", None, id="not-there"),
        pytest.param("吉安", "360800", None, id="still-city-or-county"),
        pytest.param("吉林", "220000", None, id="still-province-or-city"),
        pytest.param("吉林省", "220000", "220000", id="the-province-itself"),
    ],
)
def test_within_narrows(gazetteer, name, within, expected):
    assert _code(gazetteer.resolve(name, within=within)) == expected


@pytest.mark.parametrize("name", ["清源镇", "虎门镇", "白音他拉苏木", "福建省凤城镇"])
def test_a_township_without_its_county_is_no_key(gazetteer, name):
    assert gazetteer.resolve(name).organization is None


@pytest.mark.parametrize(
    ("name", "on", "expected"),
    [
        pytest.param("增城市", date(2010, 12, 31), "440183", id="before-it-became-a-district"),
        pytest.param("增城区", date(2016, 12, 31), "440118", id="after"),
        pytest.param("增城区", date(2010, 12, 31), "440118", id="todays-name-for-then"),
        pytest.param("增城市", None, "440183", id="former-name-alone"),
        pytest.param("新化县", date(1995, 12, 31), "432524", id="the-code-of-the-day"),
        pytest.param("新化县", None, "431322", id="the-code-of-today"),
        pytest.param("郫县", None, "510124", id="former-name-with-several-codes-takes-the-last"),
        pytest.param("潮格旗", None, "152727", id="its-code-was-given-to-another-since"),
        pytest.param("江津市", None, "500381", id="moved-to-another-province-with-重庆"),
        pytest.param("晋中地区", None, "142400", id="codes-exchanged-for-a-while"),
        pytest.param(
            "增城市新塘镇", date(2010, 12, 31), "440118101", id="township-of-a-former-county"
        ),
    ],
)
def test_a_name_is_read_in_its_time(gazetteer, name, on, expected):
    assert _code(gazetteer.resolve(name, on=on)) == expected


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        pytest.param("XX县妇联", "隐去", id="masked-with-letters"),
        pytest.param("湖南省##县", "隐去", id="masked-with-hashes"),
        pytest.param("", "缺失", id="empty"),
        pytest.param("妇女联合会", "缺失", id="office-alone"),
        pytest.param("衡阳松木经济开发区", "临时代码", id="development-zone"),
        pytest.param("衡阳市安化县", "上级名下", id="under-a-wrong-parent"),
        pytest.param("999999", "organizations.csv", id="unknown-code"),
    ],
)
def test_what_cannot_be_resolved_says_why(gazetteer, name, reason):
    resolution = gazetteer.resolve(name)
    assert resolution.organization is None
    assert reason in resolution.reason


def test_a_village_code_is_not_taken_for_its_township(gazetteer):
    resolution = gazetteer.resolve("350524100001")
    assert resolution.organization is None
    assert [c.organization_code for c in resolution.candidates] == ["350524100"]


# --- all of China ---


def test_every_current_unit_resolves_by_its_chain_of_names(gazetteer):
    current = [v for v in gazetteer.above_townships if v.valid_to is None]
    wrong = [v for v in current if gazetteer.resolve(_chain(gazetteer, v)).organization != v]
    assert (len(current), wrong) == (3210, [])


def test_every_short_name_resolves_in_its_prefecture_or_is_shared_there(gazetteer):
    for version in gazetteer.above_townships:
        if version.valid_to is not None or version.level != "county":
            continue
        short = stem_of(version.organization_name)
        resolution = gazetteer.resolve(short, within=version.parent_code)
        assert resolution.organization == version or version in resolution.candidates, short


@pytest.mark.slow
def test_every_version_since_1980_resolves_on_its_last_day(gazetteer):
    wrong = []
    for version in gazetteer.above_townships:
        on = version.valid_to or LAST_DAY_KNOWN
        if gazetteer.resolve(_chain(gazetteer, version, on), on=on).organization != version:
            wrong.append(version)
    assert wrong == []


@pytest.mark.skipif(not ENVELOPE.exists(), reason="the annotated corpus is not beside the checkout")
def test_every_named_submitter_of_the_annotated_corpus_resolves(gazetteer):
    opencc = pytest.importorskip("opencc")
    simplified = opencc.OpenCC("t2s").convert
    with ENVELOPE.open(encoding="utf-8", newline="") as file:
        named = [(r["org"], r["code"]) for r in csv.DictReader(file) if r["code"]]
    assert [(org, _code(gazetteer.resolve(simplified(org)))) for org, _ in named] == named
