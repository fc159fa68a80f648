"""The words of headers, from the seed header_phrases.csv: facet → phrase → code.

Facets: column (what a column holds), role, cumulative, level, and indicator (how forms name one).
"""

from __future__ import annotations

import csv
from collections import defaultdict
from functools import cache

from ingestion.codebook import SEEDS


@cache
def header_vocabulary() -> dict[str, dict[str, str]]:
    """Return the phrases of each facet, in lower case, as headers are compared without spaces."""
    facets: dict[str, dict[str, str]] = defaultdict(dict)
    with (SEEDS / "header_phrases.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            facets[row["facet"]][row["phrase"].lower()] = row["code"]
    return facets
