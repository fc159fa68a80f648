"""Figures of one document against each other, at printed precision: questions, never corrections.

Pure. A claim that contradicts itself keeps its value and its status; the finding asks.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal

from ingestion.codebook import Codebook, Indicator
from ingestion.model import Claim, Finding, Method, Qualifier, Role, Severity, Status
from ingestion.validate.precision import may_be_same, rate_agrees
from ingestion.validate.questions import finding_at

_HUNDRED = Decimal(100)
_RATE_NAME = re.compile(r"([\u4e00-\u9fff]{2}率)(?:达到?|为|是|仅|已)*$")
_ONE_BREATH = 40  # characters: two rates of one indicator so near are of two groups
# A figure's identity inside one document: organisation (code, or name where unsettled), period,
# indicator.
Key = tuple[str | None, str | None, str]


def find_contradictions(claims: Iterable[Claim], codebook: Codebook) -> list[Finding]:
    """Return a finding for each pair of figures that cannot both be right, in reading order."""
    wholes: dict[Key, list[Claim]] = defaultdict(list)
    for claim in claims:
        if _is_whole(claim) and claim.indicator_code:
            place = claim.organization_code or claim.organization_name
            key = (place, claim.period_id, claim.indicator_code)
            wholes[key].append(claim)
    findings = list(_negative_counts(wholes))
    for (organization, period, code), stated in wholes.items():
        indicator = codebook.indicators[code]
        findings += _conflicting_values(stated, indicator)
        if indicator.kind != "rate" or not indicator.numerator_code:
            continue
        if not indicator.denominator_code or "@" in indicator.denominator_code:
            continue
        part = wholes.get((organization, period, indicator.numerator_code), [])
        whole = wholes.get((organization, period, indicator.denominator_code), [])
        if len(part) == len(whole) == 1:  # several: which one the rate speaks of is unknown
            findings += _part_exceeds_whole(part[0], whole[0], codebook)
            if len(stated) == 1:
                findings += _rate_mismatch(stated[0], part[0], whole[0], codebook)
    return findings


def _is_whole(claim: Claim) -> bool:
    return (
        claim.status is Status.ACCEPTED
        and claim.role is Role.ACTUAL
        and claim.breakdown is None
        and claim.value is not None
    )


def _negative_counts(wholes: dict[Key, list[Claim]]) -> Iterator[Finding]:
    for stated in wholes.values():
        for claim in stated:
            if claim.value is not None and claim.value < 0:
                message = f"「{claim.context}」填报为负数 {claim.value_raw}，请核实后重报。"
                yield _finding("negative_count", Severity.ERROR, message, (claim,))


def _conflicting_values(stated: list[Claim], indicator: Indicator) -> Iterator[Finding]:
    pairs = itertools.combinations(stated, 2)
    differing = next(
        (pair for pair in pairs if not (_are_listed(*pair, indicator) or may_be_same(*pair))), None
    )
    if differing is None:
        return
    first, second = differing
    methods = {first.method is Method.NARRATIVE, second.method is Method.NARRATIVE}
    rule = "table_vs_text" if len(methods) == 2 else "conflicting_values"
    told = [f"{claim.value_raw}（{claim.locator.shown()}）" for claim in (first, second)]
    message = f"「{indicator.indicator_name}」同一份材料里先写 {told[0]}，又写 {told[1]}。哪个对？"
    yield _finding(rule, Severity.WARNING, message, (first, second))


def _are_listed(first: Claim, second: Claim, indicator: Indicator) -> bool:
    """Tell whether the two are of two groups: 分别为24.6%、26.1%, and rates by different nouns.

    A table typed in the prose gives a plan's year, a month or a township: of it and a sentence only
    digits that were copied wrongly are asked about, by `tables`.
    """
    typed = [c.method is not Method.NARRATIVE and _is_typed(c) for c in (first, second)]
    if any(typed) and not all(typed):
        return True
    if not Method.NARRATIVE is first.method is second.method:
        return False
    if first.context == second.context != "":
        return True
    if indicator.kind != "rate":
        return False
    ends, starts = first.locator.char_end, second.locator.char_start
    is_near = ends is not None and starts is not None and starts - ends <= _ONE_BREATH
    is_of_one = first.evidence == second.evidence and _rate_name(first) == _rate_name(second)
    return not is_of_one or (is_near and first.context != "")


def _rate_name(claim: Claim) -> str:
    """Return the words of a rate right before it (办结率); a share says before it of whom it is."""
    named = _RATE_NAME.search(claim.context[: max(claim.context.find(claim.value_raw), 0)])
    return named[1] if named else claim.context


def _is_typed(claim: Claim) -> bool:
    return claim.locator.char_start is not None and claim.locator.cell is None


def _part_exceeds_whole(part: Claim, whole: Claim, codebook: Codebook) -> Iterator[Finding]:
    if not _exact(part, whole) or part.value <= whole.value:  # type: ignore[operator]
        return
    message = (
        f"「{_name(part, codebook)}」{part.value_raw} 大于「{_name(whole, codebook)}」"
        f"{whole.value_raw}，请核实两个数。"
    )
    yield _finding(
        "part_exceeds_whole",
        Severity.ERROR,
        message,
        (part, whole),
        f"{part.value} > {whole.value}",
    )


def _rate_mismatch(rate: Claim, part: Claim, whole: Claim, codebook: Codebook) -> Iterator[Finding]:
    if not _exact(part, whole) or not whole.value or part.value is None or rate.value is None:
        return
    computed = part.value * _HUNDRED / whole.value
    if rate_agrees(rate.value, rate.qualifier, computed):
        return
    shown = computed.quantize(Decimal("0.01"), ROUND_HALF_UP)
    message = (
        f"「{_name(rate, codebook)}」写作 {rate.value_raw}，而按"
        f"「{_name(part, codebook)}」{part.value_raw}、「{_name(whole, codebook)}」"
        f"{whole.value_raw} 计算为 {shown}%。请核实是哪个数有误。"
    )
    arithmetic = f"{part.value} ÷ {whole.value} = {shown}%"
    yield _finding("rate_mismatch", Severity.WARNING, message, (rate, part, whole), arithmetic)


def _exact(*claims: Claim) -> bool:
    return all(claim.qualifier is Qualifier.EXACT for claim in claims)


def _name(claim: Claim, codebook: Codebook) -> str:
    return codebook.indicators[claim.indicator_code or ""].indicator_name


def _finding(
    rule: str,
    severity: Severity,
    message: str,
    claims: tuple[Claim, ...],
    arithmetic: str = "",
) -> Finding:
    figures = tuple(claim.value_raw for claim in claims)
    return finding_at(claims[0], rule, severity, message, figures, arithmetic)
