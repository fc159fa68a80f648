"""Who reports for which period: what decides, what is asked, what is never guessed."""

from datetime import UTC, datetime

import pytest

from ingestion.collect.envelope import settle_envelope
from ingestion.decode.decoder import decode
from ingestion.model import Declared, SourceFile
from ingestion.organizations import load_organizations

BODY = "，".join(["县妇联围绕中心工作，扎实开展各项活动，取得了新的成绩"] * 4) + "。"


def settle(text, *, uri="inbox:报告.txt", **declared):
    source = SourceFile(
        delivery_id="d",
        submission_id="s",
        name=uri.rpartition("/")[2],
        source_uri=uri,
        size_bytes=1,
        delivered_at=datetime(2021, 1, 8, tzinfo=UTC),
        received_at=datetime(2021, 1, 9, tzinfo=UTC),
        declarations={key: Declared(value, "sidecar") for key, value in declared.items()},
    )
    return settle_envelope(source, decode(text.encode(), source.name), load_organizations())


@pytest.mark.parametrize(
    ("text", "code", "period_id"),
    [
        pytest.param(f"衡山县妇联2020年工作总结\n{BODY}", "430423", "2020", id="county-title"),
        pytest.param(f"2013年敖漢旗婦聯工作總結\n{BODY}", "150430", "2013", id="traditional"),
        pytest.param(f"安化县妇联2019年上半年工作总结\n{BODY}", "430923", "2019H1", id="half-year"),
        pytest.param(
            f"渭源县清源镇妇联2018年工作总结\n{BODY}",
            "621123100",
            "2018",
            id="township-with-county",
        ),
        pytest.param(
            f"桃江县妇联前三季度工作总结\n{BODY}\n桃江县妇联\n2016年10月9日",
            "430922",
            "2016M01-M09",
            id="yearless-completed-by-date-of-issue",
        ),
        pytest.param(
            f"桃江县妇联全年工作情况报告\n{BODY}\n二〇一七年十二月二十日",
            "430922",
            "2017",
            id="date-of-issue-in-chinese",
        ),
        pytest.param(
            f"发布时间：2017-12-05 点击：103次\n桃江县妇联工作情况小结\n{BODY}",
            "430922",
            "2017",
            id="year-of-the-web-page",
        ),
        pytest.param(
            f"发布时间：2018-01-16\n桃江县妇联工作总结\n{BODY}",
            "430922",
            "2017",
            id="a-page-of-january-looks-back",
        ),
        pytest.param(
            f"在桃江县2014年妇女工作会议上的讲话\n桃江县妇联\n（2014年3月6日）\n{BODY}",
            "430922",
            "2013",
            id="a-speech-of-march-looks-back",
        ),
    ],
)
def test_a_title_names_office_and_period(text, code, period_id):
    envelope = settle(text).envelope
    assert (envelope.organization_code, envelope.period_id) == (code, period_id)


def test_a_sidecar_beats_every_other_declaration():
    settled = settle(
        f"衡山县妇联2020年工作总结\n{BODY}",
        uri="inbox:衡东县/2019/a.txt",
        organization="祁东县",
        period="2018",
    )
    assert settled.envelope.organization_code == "430426"
    assert settled.envelope.period_id == "2018"
    rules = {finding.rule for finding in settled.findings}
    assert rules == {"organization_conflict"}


def test_a_sidecar_name_that_fits_no_office_is_asked_about():
    settled = settle(BODY, uri="inbox:衡东县/2020/a.txt", organization="恒山县")
    assert settled.envelope.organization_code == "430424"
    assert [finding.rule for finding in settled.findings] == ["unresolved_organization"]
    assert "恒山县" in settled.findings[0].message


@pytest.mark.parametrize("period_id", ["2099", "1920", "2021H2"])
def test_a_period_that_cannot_have_been_reported_yet_is_asked_about(period_id):
    settled = settle(BODY, organization="衡山县", period=period_id)
    assert [finding.rule for finding in settled.findings] == ["period_conflict"]


def test_a_year_may_be_reported_in_its_december():
    assert settle(BODY, organization="衡山县", period="2020").findings == ()


@pytest.mark.parametrize("period_id", ["2020", "2020H1", "2020M01-M11", "2016..2020"])
def test_a_sidecar_may_give_a_period_id(period_id):
    assert settle(BODY, organization="衡山县", period=period_id).envelope.period_id == period_id


def test_folders_from_outside_in_name_the_county():
    envelope = settle(BODY, uri="inbox:湖南省/衡阳市/衡山县/2020/总结.txt").envelope
    assert (envelope.organization_code, envelope.period_id) == ("430423", "2020")
    assert envelope.organization_source == "folder：衡山县"


def test_a_folder_and_a_title_that_disagree_are_a_finding():
    settled = settle(f"安化县妇联2020年工作总结\n{BODY}", uri="inbox:衡山县/2020/总结.txt")
    assert settled.envelope.organization_code == "430423"
    assert [finding.rule for finding in settled.findings] == ["organization_conflict"]
    assert settled.findings[0].figures == ("衡山县", "安化县")


def test_two_years_declared_are_a_finding():
    settled = settle(f"衡山县妇联2019年工作总结\n{BODY}", uri="inbox:衡山县/2020/总结.txt")
    assert settled.envelope.period_id == "2020"
    assert [finding.rule for finding in settled.findings] == ["period_conflict"]


def test_a_hidden_year_stays_hidden():
    settled = settle(f"某县妇联工作总结\nXX年，{BODY}")
    assert settled.envelope.period_id == "XXXX"
    assert "unresolved_period" in [finding.rule for finding in settled.findings]


def test_a_name_that_two_places_bear_places_nothing():
    settled = settle(f"鼓楼区妇联2020年工作总结\n{BODY}")
    assert settled.envelope.organization_code is None
    assert [finding.rule for finding in settled.findings] == ["unresolved_organization"]
    assert "_delivery.json" in settled.findings[0].message


def test_the_same_name_inside_its_folder_is_one_place():
    settled = settle(f"鼓楼区妇联2020年工作总结\n{BODY}", uri="inbox:福建省/福州市/总结.txt")
    assert settled.envelope.organization_code == "350102"
