"""Tell several figures of one indicator apart: by level, as parts, as events of one flow.

Pure. The whole carries no breakdown. Parts are never added up here.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from ingestion.codebook import Codebook
from ingestion.extract.figures import Figure
from ingestion.extract.grammar import Grammar
from ingestion.model import Claim

_MANY = frozenset({"count", "amount", "area"})
_TELLING = 10  # equal figures below this are often two things


def level_of(text: str, figure: Figure, grammar: Grammar) -> str | None:
    """Return `level:county` where the number is said of one level: 省级2个, 2个省级."""
    right = grammar.level_right.match(text, figure.end, figure.right_end)
    if right and right[0].endswith("级"):
        return f"level:{grammar.levels[right[0]]}"
    found = None
    left = text[figure.left_start : figure.start]
    for match in re.finditer(grammar.level_right, left):
        if left.startswith("以上", match.end()):
            continue
        if match[0].endswith("级") or match[0] in {"全国", "国家"}:
            found = match[0]
    if found is None:
        return None
    return f"level:{grammar.levels[found]}"


def number_events(claims: Sequence[Claim], codebook: Codebook) -> list[Claim]:
    """Return the claims with `event:n` where one indicator has several wholes in one document."""
    groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for position, claim in enumerate(claims):
        if claim.indicator_code and codebook.indicators[claim.indicator_code].kind in _MANY:
            groups[_identity(claim)].append(position)
    numbered = list(claims)
    for (code, *_), positions in groups.items():
        if len(positions) > 1:
            is_stock = codebook.indicators[str(code)].aggregation != "sum"
            _number(numbered, positions, is_stock=is_stock)
    return numbered


def _identity(claim: Claim) -> tuple[object, ...]:
    return (
        claim.indicator_code,
        claim.breakdown,
        claim.role,
        claim.period_id,
        claim.organization_code,
        claim.organization_name,
    )


def drop_repeats(claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims without a figure told again: the highlights of a report come back below.

    Small counts are kept: two courses of 3 sessions are two courses.
    """
    told: set[tuple[object, ...]] = set()
    kept: list[Claim] = []
    for claim in claims:
        if claim.indicator_code is None or (claim.value or 0) < _TELLING:
            kept.append(claim)
            continue
        figure = (*_identity(claim), claim.value, claim.value_high, claim.qualifier)
        if figure not in told:
            told.add(figure)
            kept.append(claim)
    return kept


def _number(claims: list[Claim], positions: list[int], *, is_stock: bool) -> None:
    """Label all but the whole: what the others add up to, or a stock's first and largest."""
    values = [claims[position].value or 0 for position in positions]
    total = sum(values)
    whole = next((i for i, value in enumerate(values) if value * 2 == total and value), None)
    if whole is None and is_stock and values[0] == max(values):
        whole = 0
    kind = "part" if whole is not None else "event"
    count = 0
    for index, position in enumerate(positions):
        if index == whole:
            continue
        count += 1
        claim = claims[position]
        label = f"{kind}:{count}"
        breakdown = f"{claim.breakdown}/{label}" if claim.breakdown else label
        claims[position] = replace(claim, breakdown=breakdown)
