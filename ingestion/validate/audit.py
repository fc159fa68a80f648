"""The arithmetic audit of a document's prose: every relation the words claim, checked. Pure."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ingestion.codebook import Codebook
from ingestion.model import Claim, Finding, Locator, NormalizedText
from ingestion.validate.bases import base_findings
from ingestion.validate.changes import change_findings
from ingestion.validate.columns import column_findings
from ingestion.validate.counted_totals import counted_total_findings
from ingestion.validate.excesses import excess_findings
from ingestion.validate.plausibility import slip_findings
from ingestion.validate.printed import PrintedFigure, PrintedText
from ingestion.validate.products import is_borne_out, product_findings
from ingestion.validate.rates import is_explained, rate_findings
from ingestion.validate.remainders import remainder_findings
from ingestion.validate.shares import share_findings
from ingestion.validate.sums import sum_findings
from ingestion.validate.tables import table_findings

_EARLIER = 14  # figures of the paragraph before
_OF_ALL = re.compile(r"全[国省区市州盟县](?:的|同期|总体)*平均[^,;。]{0,8}$")


@dataclass(frozen=True, slots=True)
class Audit:
    """What the prose contradicts, and what codes alone may not doubt.

    That is a rate or mean that figures beside it bear out, and one quoted of a larger area.
    """

    findings: tuple[Finding, ...]
    borne_out: frozenset[Locator]
    quoted: frozenset[Locator]


def audit(claims: Iterable[Claim], text: NormalizedText, codebook: Codebook) -> Audit:
    """Return a question for each statement of the prose that its own numbers contradict."""
    printed = PrintedText(claims, text, codebook.units)
    found = [
        finding
        for earlier, line in itertools.pairwise([[], *printed.lines])
        for finding in _of_line(line, earlier[-_EARLIER:])
    ]
    borne_out = {
        rate.claim.locator
        for line in printed.lines
        for index, rate in enumerate(line)
        if (rate.kind == "percent" and is_explained(line, index)) or is_borne_out(line, index)
    }
    quoted = {
        figure.claim.locator for line in printed.lines for figure in line if _is_quoted(figure)
    }
    found += [*table_findings(printed), *base_findings(printed), *share_findings(printed)]
    found += remainder_findings(printed)
    found += column_findings(text)
    return Audit(_once(found), frozenset(borne_out), frozenset(quoted))


def _of_line(line: Sequence[PrintedFigure], earlier: Sequence[PrintedFigure]) -> Iterator[Finding]:
    yield from rate_findings(line)
    yield from sum_findings(line)
    yield from counted_total_findings(line, earlier)
    yield from product_findings(line, earlier)
    yield from change_findings(line)
    yield from excess_findings(line)
    yield from slip_findings(line)


def _is_quoted(figure: PrintedFigure) -> bool:
    """Tell whether it is a mean of all that the office is compared with: 比全省平均水平91%高."""
    return not figure.is_count and _OF_ALL.search(figure.words) is not None


def _once(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings, one for each doubted number: the first rule that doubts it."""
    kept: dict[Locator | None, Finding] = {}
    for finding in findings:
        if finding.locator is None or finding.locator.char_start is None:
            continue
        kept.setdefault(finding.locator, finding)
    return tuple(kept.values())
