"""Organisations found inside a text, and a county inferred from the townships it names."""

from __future__ import annotations

from datetime import date

import pytest

from ingestion.organizations import Gazetteer, load_organizations


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_organizations()


def _found(mentions):
    return [(m.name, [c.organization_code for c in m.candidates], m.is_short) for m in mentions]


def _infer(gazetteer, text, within=None):
    names = [mention.name for mention in gazetteer.find_townships(text)]
    return gazetteer.infer_from_places(names, within=within)


# --- mentions ---


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("安化县妇联举办培训", [("安化县", ["430923"], False)], id="full"),
        pytest.param("松桃县与会", [("松桃县", ["520628"], False)], id="plain-form"),
        pytest.param("科左后旗妇联", [("科左后旗", ["150522"], False)], id="wing-banner"),
        pytest.param("干安县妇联", [("干安县", ["220723"], False)], id="respelt"),
        pytest.param("乾安县妇联", [("乾安县", ["220723"], False)], id="as-written"),
        pytest.param("衡山妇联慰问", [("衡山", ["430423"], True)], id="short-before-the-office"),
        pytest.param("安化2019年妇联工作总结", [("安化", ["430923"], True)], id="short-title"),
        pytest.param(
            "，和县召开会议", [("和县", ["340523"], False)], id="two-characters-at-an-edge"
        ),
        pytest.param("赴和县考察", [("和县", ["340523"], False)], id="two-characters-after-a-verb"),
        pytest.param(
            "乐山市市中区",
            [("乐山市", ["511100"], False), ("市中区", ["511102"], False)],
            id="plain-noun-behind-its-city",
        ),
        pytest.param(
            "福建省福州市鼓楼区",
            [
                ("福建省", ["350000"], False),
                ("福州市", ["350100"], False),
                ("鼓楼区", ["350102"], False),
            ],
            id="narrowed-by-parents",
        ),
        pytest.param(
            "西安市长安区",
            [("西安市", ["610100"], False), ("长安区", ["610116"], False)],
            id="not-市长",
        ),
    ],
)
def test_an_organisation_is_found(gazetteer, text, expected):
    assert _found(gazetteer.find_mentions(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "各乡镇和县直单位",
        "创新县乡两级机制",
        "城区和郊区妇女",
        "合作市场建设",
        "协会会同县妇联",
        "湘西山区与陕南山区",
        "召开县妇联执委会",
        "省、市妇联",
        "社区妇联与高新区妇联",
        "全市中妇联干部",
        "",
    ],
)
def test_words_that_only_look_like_a_place_are_left_alone(gazetteer, text):
    assert gazetteer.find_mentions(text) == []


def test_a_name_of_several_places_keeps_them_all(gazetteer):
    (mention,) = gazetteer.find_mentions("鼓楼区妇联")
    assert len(mention.candidates) == 4


def test_the_span_points_at_the_name(gazetteer):
    text = "今年，安化县妇联"
    (mention,) = gazetteer.find_mentions(text)
    assert text[mention.start : mention.end] == "安化县"


def test_only_the_levels_asked_for_are_found(gazetteer):
    found = gazetteer.find_mentions("湖南省衡阳市衡山县", levels=("county",))
    assert [mention.name for mention in found] == ["衡山县"]


def test_a_mention_is_read_in_its_time(gazetteer):
    (then,) = gazetteer.find_mentions("新化县妇联", on=date(1995, 12, 31))
    (now,) = gazetteer.find_mentions("新化县妇联")
    assert [c.organization_code for c in (*then.candidates, *now.candidates)] == [
        "432524",
        "431322",
    ]


# --- townships ---


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("在军店镇、福田铺乡试点", ["军店镇", "福田铺乡"], id="full"),
        pytest.param("白果、萱洲、开云等乡镇", ["白果", "萱洲", "开云"], id="short-in-a-list"),
        pytest.param("在白果、萱洲、开云等3个镇", ["白果", "萱洲", "开云"], id="counted-list"),
        pytest.param("来到门古(寺)镇", ["门古(寺)镇"], id="brackets"),
        pytest.param("白音他拉苏木妇联", ["白音他拉苏木"], id="sumu"),
        pytest.param("大沁他拉街道办事处", ["大沁他拉街道办事处"], id="street-office"),
    ],
)
def test_townships_are_found(gazetteer, text, expected):
    assert [mention.name for mention in gazetteer.find_townships(text)] == expected


@pytest.mark.parametrize("text", ["推进乡镇妇联改革", "各苏木镇", "家乡亲人", "白果丰收，萱洲水美"])
def test_what_names_no_township_is_left_alone(gazetteer, text):
    assert gazetteer.find_townships(text) == []


# --- inference ---


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("在军店镇、上龛乡、化龙堰镇开展活动", "420325", id="房县"),
        pytest.param("白果、萱洲、开云等乡镇率先完成", "430423", id="衡山县-by-short-names"),
        pytest.param("虎门镇、长安镇、石碣镇同时启动", "441900", id="prefecture-without-counties"),
        pytest.param(
            "军店镇、上龛乡、化龙堰镇，并赴白果镇学习", "420325", id="one-name-from-elsewhere"
        ),
    ],
)
def test_townships_give_their_county_away(gazetteer, text, expected):
    resolution = _infer(gazetteer, text)
    assert resolution.organization is not None
    assert resolution.organization.organization_code == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("城关镇和太平镇开展活动", id="names-that-exist-everywhere"),
        pytest.param("军店镇开展活动", id="a-single-name"),
        pytest.param("军店镇和萱洲镇", id="two-counties-fit-equally"),
        pytest.param("全县各乡镇", id="no-names"),
    ],
)
def test_nothing_is_inferred_from_thin_evidence(gazetteer, text):
    resolution = _infer(gazetteer, text)
    assert resolution.organization is None
    assert resolution.reason


def test_a_known_province_narrows_the_inference(gazetteer):
    assert _infer(gazetteer, "军店镇、上龛乡、化龙堰镇", within="430000").organization is None
    in_hubei = _infer(gazetteer, "军店镇、上龛乡、化龙堰镇", within="420000").organization
    assert in_hubei is not None
    assert in_hubei.organization_name == "房县"


def test_one_township_said_twice_is_one_piece_of_evidence(gazetteer):
    assert gazetteer.infer_from_places(["军店", "军店镇", "军店镇"]).organization is None


def test_the_reason_names_the_evidence(gazetteer):
    reason = _infer(gazetteer, "军店镇、上龛乡、化龙堰镇").reason
    assert "军店镇" in reason
    assert "湖北省十堰市房县" in reason
