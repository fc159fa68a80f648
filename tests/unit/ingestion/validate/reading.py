"""Sentences read the simplest way: every number with a unit is a claim."""

import re
from decimal import Decimal

from ingestion.codebook import load_codebook
from ingestion.decode.text import normalise
from ingestion.model import Claim, Locator, Method, Qualifier
from ingestion.validate.audit import audit

_UNITS = {unit.unit_raw: unit for unit in load_codebook().units}
_WRITTEN = re.compile(
    r"(?P<number>\d[\d,]*(?:\.\d+)?)(?P<scale>[万亿]?)(?P<more>余?)"
    rf"(?P<unit>{'|'.join(sorted(map(re.escape, _UNITS), key=len, reverse=True))})"
    r"(?P<least>以上)?"
)
_YEAR = re.compile(r"(?:19|20)\d\d年")
_SCALES = {"": 1, "万": 10_000, "亿": 100_000_000}


def claims_of(text):
    """Every number of the text that has a unit, as a reader would claim it."""
    for match in _WRITTEN.finditer(text):
        if _YEAR.fullmatch(match[0]):
            continue
        unit = _UNITS[match["unit"]]
        value = Decimal(match["number"].replace(",", "")) * _SCALES[match["scale"]] * unit.factor
        qualifier = Qualifier.MORE_THAN if match["more"] else Qualifier.EXACT
        yield Claim(
            locator=Locator("text", char_start=match.start(), char_end=match.end("unit")),
            value_raw=text[match.start() : match.end("unit")],
            value=value,
            unit_raw=unit.unit_raw,
            unit_code=unit.unit_code,
            context="",
            method=Method.NARRATIVE,
            evidence="",
            qualifier=Qualifier.AT_LEAST if match["least"] else qualifier,
        )


def audit_of(text):
    return audit(claims_of(text), normalise(text), load_codebook())


def findings_of(text):
    return audit_of(text).findings
