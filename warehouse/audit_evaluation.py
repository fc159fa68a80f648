"""The arithmetic audit against annotated claims: contradictions found, consistent ones alarmed.

A finding answers a claim when its place overlaps one of the claim's numbers. Findings without a
place, and those of severity info, alarm nobody and are not scored.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

# What the audit is about; an unresolved office is no statement about figures.
ARITHMETIC_RULES = frozenset(
    {
        "rate_mismatch",
        "sum_mismatch",
        "product_mismatch",
        "change_mismatch",
        "part_exceeds_whole",
        "unit_slip",
        "points_vs_percent",
        "implied_base",
        "table_vs_text",
        "conflicting_values",
        "negative_count",
    }
)


class PlacedFinding(Protocol):
    """What of a finding is scored; a row of `jinguo extract --findings` has it."""

    @property
    def doc(self) -> str:
        """The file's name."""

    @property
    def rule(self) -> str:
        """The rule's code."""

    @property
    def severity(self) -> str:
        """One of info, warning, error."""

    @property
    def char_start(self) -> int | None:
        """Where the doubted number begins; null where the finding has no place in the text."""

    @property
    def char_end(self) -> int | None:
        """Where it ends."""


@dataclass(frozen=True, slots=True)
class AuditedClaim:
    """One line of claims.csv: arithmetic that stands in a text, and whether it holds."""

    doc: str
    claim: str
    kind: str
    is_contradiction: bool
    spans: tuple[tuple[int, int], ...]
    why: str

    def is_touched_by(self, finding: PlacedFinding) -> bool:
        """Tell whether the finding stands on one of the claim's numbers."""
        start, end = finding.char_start, finding.char_end
        if finding.doc != self.doc or start is None or end is None:
            return False
        return any(start < last and first < end for first, last in self.spans)


@dataclass(frozen=True, slots=True)
class AuditScore:
    """What the audit found and missed, whom it alarmed for nothing, and what else it asked.

    A finding that stands on a contradiction alarms no consistent claim that shares the number.
    """

    found: tuple[AuditedClaim, ...]
    missed: tuple[AuditedClaim, ...]
    alarmed: tuple[AuditedClaim, ...]
    silent: tuple[AuditedClaim, ...]
    others: tuple[PlacedFinding, ...]  # on no annotated claim: each is probably a false alarm

    @property
    def found_share(self) -> float:
        """The share of contradictions found; one where there are none."""
        return _share(len(self.found), len(self.found) + len(self.missed))

    @property
    def alarmed_share(self) -> float:
        """The share of consistent claims alarmed; zero where there are none."""
        consistent = len(self.alarmed) + len(self.silent)
        return len(self.alarmed) / consistent if consistent else 0.0

    def others_by_document(self) -> dict[str, int]:
        """Return how many findings of each document belong to no annotated claim."""
        counts: dict[str, int] = {}
        for finding in self.others:
            counts[finding.doc] = counts.get(finding.doc, 0) + 1
        return counts


def score_audit(findings: Iterable[PlacedFinding], claims_csv: Path) -> AuditScore:
    """Return how the findings answer the annotated claims; other documents' findings are ignored.

    Columns of `claims_csv`: doc, claim, kind, verdict (contradiction or consistent), spans, why.
    """
    claims = read_claims(claims_csv)
    documents = {claim.doc for claim in claims}
    scored = [
        finding
        for finding in findings
        if finding.doc in documents
        and finding.severity != "info"
        and finding.rule in ARITHMETIC_RULES
        and finding.char_start is not None
    ]
    wrong = [claim for claim in claims if claim.is_contradiction]
    right = [claim for claim in claims if not claim.is_contradiction]
    found = [claim for claim in wrong if any(map(claim.is_touched_by, scored))]
    rest = [one for one in scored if not any(claim.is_touched_by(one) for claim in wrong)]
    alarmed = [claim for claim in right if any(map(claim.is_touched_by, rest))]
    others = [one for one in rest if not any(claim.is_touched_by(one) for claim in right)]
    return AuditScore(
        found=tuple(found),
        missed=_without(wrong, found),
        alarmed=tuple(alarmed),
        silent=_without(right, alarmed),
        others=tuple(others),
    )


def read_claims(claims_csv: Path) -> list[AuditedClaim]:
    """Return the annotated claims of a file."""
    with claims_csv.open(encoding="utf-8-sig", newline="") as file:
        return [
            AuditedClaim(
                doc=row["doc"],
                claim=row["claim"],
                kind=row["kind"],
                is_contradiction=row["verdict"] == "contradiction",
                spans=tuple(_span(span) for span in row["spans"].split(";")),
                why=row["why"],
            )
            for row in csv.DictReader(file)
        ]


def _span(written: str) -> tuple[int, int]:
    start, _, end = written.partition("-")
    return int(start), int(end)


def _without(claims: Sequence[AuditedClaim], taken: list[AuditedClaim]) -> tuple[AuditedClaim, ...]:
    return tuple(claim for claim in claims if claim not in taken)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0
