"""Whole files with tables in, every claim out, compared with a reviewed file (see each why.md)."""

import json
from pathlib import Path

import pytest

from ingestion.codebook import load_codebook
from ingestion.decode.decoder import decode
from ingestion.extract.tables import read_tables
from ingestion.model import Envelope
from ingestion.organizations import load_organizations

CASES = sorted(path.parent for path in Path(__file__).parent.glob("tables/*/input.*"))


def _read(case):
    (source,) = case.glob("input.*")
    envelope = Envelope(**json.loads((case / "envelope.json").read_text(encoding="utf-8")))
    document = decode(source.read_bytes(), source.name)
    reading = read_tables(document, envelope, load_codebook(), load_organizations())
    rows = [_claim(claim) for claim in reading.claims]
    rows += [{"finding": f.rule, "at": f.locator.shown()} for f in reading.findings]
    counts = {"found": reading.numbers_found, "ignored": reading.numbers_ignored}
    rows.append({**counts, "problems": reading.problems})
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _claim(claim):
    told = {
        "at": claim.locator.shown(),
        "raw": claim.value_raw,
        "value": None if claim.value is None else str(claim.value),
        "high": None if claim.value_high is None else str(claim.value_high),
        "unit": claim.unit_code,
        "indicator": claim.indicator_code,
        "breakdown": claim.breakdown,
        "role": claim.role.value,
        "state": claim.value_state.value,
        "qualifier": claim.qualifier.value,
        "period": claim.period_id,
        "organization": claim.organization_code or claim.organization_name,
        "method": claim.method.value,
        "status": claim.status.value,
    }
    defaults = {"role": "actual", "state": "reported", "qualifier": "exact", "status": "accepted"}
    return {key: value for key, value in told.items() if value not in (None, defaults.get(key))}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_extraction_matches_the_reviewed_file(case, request):
    expected = case / "expected.jsonl"
    if request.config.getoption("--update-golden", default=False):
        expected.write_text(_read(case), encoding="utf-8")
        pytest.fail(f"{expected} rewritten: read the diff, then run again without the flag")
    assert _read(case) == expected.read_text(encoding="utf-8")
