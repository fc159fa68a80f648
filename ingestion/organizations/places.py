"""Find townships that a text names, and the county they give away when its own name is masked.

The townships known are today's. A 乡 that has become a 镇 since still counts, by its stem.
"""

from __future__ import annotations

import itertools
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

from ingestion.organizations.model import Organization, Resolution, TownshipMention
from ingestion.organizations.names import fold, township_stem
from ingestion.organizations.tree import OrganizationTree

# 推进乡镇, 各苏木镇 and 家乡亲 name no township.
_KIND = re.compile(r"街道办事处|街道|(?<!乡)(?<!苏木)镇|乡(?![镇村亲下情])|苏木(?!镇)")
_BRACKETED = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{1,4}[(（][\u4e00-\u9fff]{1,3}[)）](?:街道|镇|乡|苏木))"
)
# 白果、萱洲、开云等乡镇: short names are names only when several stand in a row before their kind.
_LISTED = re.compile(
    r"(?P<names>(?:[\u4e00-\u9fff]{2,6}、)+[\u4e00-\u9fff]{2,6}?)"
    r"等?\s*(?:\d+|[一二三四五六七八九十]+)?\s*(?:多?个)?(?:乡镇|镇乡|镇街|镇|乡|街道|苏木)"
)
_LONGEST_STEM = 10
# How many counties may be expected to hold these names by chance before the evidence is too thin.
_MOST_BY_CHANCE = Fraction(1, 20)


@dataclass(frozen=True)
class _Townships:
    holders_by_name: dict[str, frozenset[str]]
    holders_by_stem: dict[str, frozenset[str]]
    holders: frozenset[str]  # every county with townships, and every prefecture with its own


@lru_cache(maxsize=4)
def _townships(tree: OrganizationTree) -> _Townships:
    by_name: dict[str, set[str]] = defaultdict(set)
    by_stem: dict[str, set[str]] = defaultdict(set)
    for _, name, parent in tree.township_rows:
        by_name[fold(name)].add(parent)
        stem = township_stem(name)
        if len(stem) >= 2:
            by_stem[stem].add(parent)
    return _Townships(
        {name: frozenset(parents) for name, parents in by_name.items()},
        {stem: frozenset(parents) for stem, parents in by_stem.items()},
        frozenset(parent for _, _, parent in tree.township_rows),
    )


def find_townships(tree: OrganizationTree, text: str) -> list[TownshipMention]:
    """Return the township names in a text, in reading order.

    >>> from ingestion.organizations import load_organizations
    >>> text = "在白果、萱洲、开云等乡镇和福田铺乡试点"
    >>> [mention.name for mention in load_organizations().find_townships(text)]
    ['白果', '萱洲', '开云', '福田铺乡']
    """
    known = _townships(tree)
    folded = fold(text)
    found: list[TownshipMention] = []
    taken: set[int] = set()
    for mention in (*_bracketed(known, folded), *_full(known, folded), *_listed(known, folded)):
        place = range(mention.start, mention.end)
        if taken.isdisjoint(place):
            taken.update(place)
            found.append(replace(mention, name=text[mention.start : mention.end]))
    return sorted(found, key=lambda mention: mention.start)


def infer_from_places(
    tree: OrganizationTree, names_found: Iterable[str], *, within: str | None = None
) -> Resolution:
    """Return the one county that holds most of these townships (a prefecture, where it has none).

    Nothing is inferred when two hold as many, when no more than half of the names known lie in one,
    or when the names are so common that some county would hold them by chance.
    """
    known = _townships(tree)
    scope = _scope(tree, within)
    by_stem = {township_stem(name): name for name in sorted(names_found, key=len)}
    holders = {
        name: found
        for name in sorted(by_stem.values())
        if (found := _holders(known, name) if scope is None else _holders(known, name) & scope)
    }
    scores = _scores(known, holders)
    if not scores:
        return Resolution(None, (), "文中没有可用作佐证的乡镇名")
    best = max(scores.values())
    leaders = sorted(code for code, score in scores.items() if score == best)
    candidates = tuple(_newest(tree, code) for code in leaders)
    evidence = [name for name in holders if leaders[0] in holders[name]]
    shown = f"{'、'.join(evidence)}（{len(evidence)}/{len(holders)} 个乡镇名）"
    if len(leaders) > 1:
        return Resolution(None, candidates, f"文中乡镇名同样符合 {len(leaders)} 个县，无法区分")
    if not _is_enough(holders, evidence, len(scope or known.holders)):
        return Resolution(None, candidates, f"佐证不足：只有{shown}在{_shown(tree, leaders[0])}")
    return Resolution(candidates[0], candidates, f"{shown}都在{_shown(tree, leaders[0])}")


def _full(known: _Townships, text: str) -> Iterator[TownshipMention]:
    """Yield names that end in their kind, the longest known one before each kind."""
    for match in _KIND.finditer(text):
        end = match.start()
        kind = "街道" if match[0].startswith("街道") else match[0]
        stems = [(start, text[start:end]) for start in range(max(0, end - _LONGEST_STEM), end)]
        as_named = (start for start, stem in stems if stem + kind in known.holders_by_name)
        by_stem = (start for start, stem in stems if stem in known.holders_by_stem)
        for start in itertools.islice(itertools.chain(as_named, by_stem), 1):
            yield TownshipMention(text[start : match.end()], start, match.end())


def _bracketed(known: _Townships, text: str) -> Iterator[TownshipMention]:
    for match in _BRACKETED.finditer(text):
        for start in range(match.start(), match.end() - 4):
            name = text[start : match.end()]
            if township_stem(name) in known.holders_by_stem:
                yield TownshipMention(name, start, match.end())
                break


def _listed(known: _Townships, text: str) -> Iterator[TownshipMention]:
    for match in _LISTED.finditer(text):
        end = match.start("names") - 1
        for item in match["names"].split("、"):
            start, end = end + 1, end + 1 + len(item)
            short = next(
                (s for s in range(start, end - 1) if text[s:end] in known.holders_by_stem), None
            )
            if short is not None:
                yield TownshipMention(text[short:end], short, end, is_short=True)


def _holders(known: _Townships, name: str) -> frozenset[str]:
    by_stem = known.holders_by_stem.get(township_stem(name), frozenset())
    return by_stem | known.holders_by_name.get(fold(name), frozenset())


def _scores(known: _Townships, holders: dict[str, frozenset[str]]) -> dict[str, tuple[int, int]]:
    """Return for each county how many names it holds, and how many of them with their very kind."""
    held: dict[str, int] = defaultdict(int)
    exact: dict[str, int] = defaultdict(int)
    for name, codes in holders.items():
        for code in codes:
            held[code] += 1
            exact[code] += code in known.holders_by_name.get(fold(name), frozenset())
    return {code: (held[code], exact[code]) for code in held}


def _is_enough(holders: dict[str, frozenset[str]], evidence: list[str], counties: int) -> bool:
    if len(evidence) < 2 or 2 * len(evidence) <= len(holders):
        return False
    ways = math.comb(len(holders), len(evidence))
    together = math.prod(len(holders[name]) for name in evidence)
    return Fraction(ways * together, max(counties, 2) ** (len(evidence) - 1)) < _MOST_BY_CHANCE


def _scope(tree: OrganizationTree, within: str | None) -> frozenset[str] | None:
    if within is None:
        return None
    below = {within}
    level = [within]
    while level:
        level = [
            c.organization_code for o in level for c in tree.children(o) if c.level != "township"
        ]
        below.update(level)
    return frozenset(below)


def _newest(tree: OrganizationTree, code: str) -> Organization:
    return tree.versions(code)[-1]


def _shown(tree: OrganizationTree, code: str) -> str:
    names = [o.organization_name for o in (*reversed(tree.ancestors(code)), _newest(tree, code))]
    return "".join(names)
