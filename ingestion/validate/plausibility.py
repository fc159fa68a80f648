"""Amounts of money that no office hands out: 贷款3260元 for 652 persons. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingestion.model import Finding
from ingestion.validate.printed import PrintedFigure


def slip_findings(line: Sequence[PrintedFigure]) -> Iterator[Finding]:
    yield from ()
