"""The audit's score: what was found, missed, alarmed for nothing, and asked besides."""

from typing import NamedTuple

import pytest

from warehouse.audit_evaluation import score_audit

CLAIMS = """doc,claim,kind,verdict,spans,quotes,why
a.txt,K1,rate,contradiction,10-13;20-23,82件;98%,80/82
a.txt,K2,rate,consistent,20-23;30-33,98%;80件,shares a number with K1
b.txt,K1,sum,contradiction,5-8,9件,missed
b.txt,K2,sum,consistent,50-53,9件,alarmed
"""


class Found(NamedTuple):
    """A finding as the scorer needs it."""

    doc: str
    rule: str
    severity: str
    char_start: int | None
    char_end: int | None


def on(doc, start, *, rule="rate_mismatch", severity="warning"):
    return Found(doc, rule, severity, start, start + 3)


@pytest.fixture
def claims_csv(tmp_path):
    path = tmp_path / "claims.csv"
    path.write_text(CLAIMS, encoding="utf-8")
    return path


def names(claims):
    return [(claim.doc, claim.claim) for claim in claims]


def test_a_finding_on_a_contradiction_alarms_no_claim_that_shares_the_number(claims_csv):
    score = score_audit([on("a.txt", 20)], claims_csv)
    assert names(score.found) == [("a.txt", "K1")]
    assert names(score.missed) == [("b.txt", "K1")]
    assert score.alarmed == ()
    assert (score.found_share, score.alarmed_share) == (0.5, 0.0)


def test_a_finding_on_a_consistent_claim_is_an_alarm(claims_csv):
    score = score_audit([on("b.txt", 51)], claims_csv)
    assert names(score.alarmed) == [("b.txt", "K2")]
    assert score.alarmed_share == 0.5


def test_a_finding_on_no_claim_is_counted_by_document(claims_csv):
    score = score_audit([on("a.txt", 100), on("other.txt", 1)], claims_csv)
    assert score.others_by_document() == {"a.txt": 1}


@pytest.mark.parametrize(
    "finding",
    [
        pytest.param(on("a.txt", 20, severity="info"), id="info"),
        pytest.param(on("a.txt", 20, rule="unresolved_period"), id="not-arithmetic"),
        pytest.param(Found("a.txt", "rate_mismatch", "error", None, None), id="without-a-place"),
        pytest.param(on("a.txt", 13), id="beside-the-number"),
    ],
)
def test_what_alarms_nobody_finds_nothing(claims_csv, finding):
    assert score_audit([finding], claims_csv).found == ()
