"""Find provinces, prefectures and counties that a text names. One pass; text is simplified.

Full names are found anywhere; a short name (衡山) only where the words beside it say that a place
is meant: before 妇联, or opening a title. 城区 and 新城区 are plain nouns too, and 和县 stands in
乡镇和县直: such names count only right behind a parent's name, or at a word's edge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from ingestion.organizations.model import Mention, Organization
from ingestion.organizations.names import fold, plain_forms
from ingestion.organizations.resolving import Reading, cheapest_units, reading_of
from ingestion.organizations.tree import OrganizationTree

# Counties whose names are words: 会同县妇联 is "together with the county federation".
_PLAIN_WORDS = frozenset(
    {"城区", "郊区", "矿区", "市区", "新区", "东区", "西区", "南区", "北区", "中区", "一区", "二区"}
    | {"盐区", "新城区", "老城区", "市中区", "城中区", "中心区", "新市区", "会同县", "比如县"}
)
# What makes the end of a name the middle of a word: 合作市|场, 城东区|域, 和县|直单位.
_WORD_GOES_ON = {"市": frozenset("场民值"), "区": frozenset("域位间")}
_NOT_AFTER_TWO = frozenset("直级委域里城乡镇")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_PLACE_FOLLOWS = frozenset("在到赴")
_FEDERATION = re.compile(r"妇联|妇女联合会|妇女委员会")
_TITLE = re.compile(
    r"^[ \t　“《]*(?P<name>[\u4e00-\u9fff]{2,8}?)"
    r"(?=[\d〇○零一二三四五六七八九十X×]{2,4}年|上半年|巾帼|妇[联女儿])(?=.{0,50}$)",
    re.MULTILINE,
)
_LONGEST_SHORT = 8


def find_mentions(
    tree: OrganizationTree,
    text: str,
    *,
    levels: Sequence[str] = ("province", "prefecture", "county"),
    on: date | None = None,
) -> list[Mention]:
    """Return the organisations named, in reading order, never overlapping.

    Behind its parent's name a name is narrowed to what lies below: 福州市鼓楼区 has one candidate.
    """
    folded = fold(text)
    full = list(_find_full(tree, folded, tuple(levels), on))
    short = _find_short(tree, folded, tuple(levels), on)
    taken = {place for mention in full for place in range(mention.start, mention.end)}
    free = [m for m in short if not taken.intersection(range(m.start, m.end))]
    as_written = (replace(m, name=text[m.start : m.end]) for m in (*full, *free))
    return sorted(as_written, key=lambda mention: mention.start)


@lru_cache(maxsize=8)
def _automaton(tree: OrganizationTree, levels: tuple[str, ...]) -> tuple[AhoCorasick, list[str]]:
    names = {
        name
        for version in tree.above_townships
        if version.level in levels
        for name in (version.organization_name, *plain_forms(version.organization_name))
    }
    names.update(alias for alias, code in tree.aliases if tree.versions(code)[-1].level in levels)
    ordered = sorted({fold(name) for name in names})
    return AhoCorasick(
        ordered,
        matchkind=MatchKind.LeftmostLongest,
        implementation=Implementation.ContiguousNFA,
    ), ordered


def _find_full(
    tree: OrganizationTree, text: str, levels: tuple[str, ...], on: date | None
) -> Iterator[Mention]:
    automaton, names = _automaton(tree, levels)
    before: Mention | None = None
    for index, start, end in automaton.find_matches_as_indexes(text):
        name = names[index]
        parents = before.candidates if before is not None and before.end == start else ()
        if not _stands_alone(text, start, end, is_behind_parent=bool(parents)):
            continue
        candidates = _candidates(tree, name, levels, on, parents)
        if candidates:
            before = Mention(name, start, end, candidates)
            yield before


@lru_cache(maxsize=4096)
def _candidates(
    tree: OrganizationTree,
    name: str,
    levels: tuple[str, ...],
    on: date | None,
    parents: tuple[Organization, ...] = (),
) -> tuple[Organization, ...]:
    readings = [
        reading_of(version, cost, on)
        for version, cost in tree.names.get(name, ())
        if version.level in levels
    ]
    codes = {parent.organization_code for parent in parents}
    below = [r for r in readings if codes & _codes_above(tree, r, on)]
    return cheapest_units(below or readings)


def _codes_above(tree: OrganizationTree, reading: Reading, on: date | None) -> set[str]:
    return {above.organization_code for above in tree.lineage(reading.version, on)}


def _stands_alone(text: str, start: int, end: int, *, is_behind_parent: bool) -> bool:
    """Return whether the span is a name, not a plain noun and not the edge of other words."""
    name, following = text[start:end], text[end : end + 1]
    if following and following in _WORD_GOES_ON.get(name[-1], ()):
        return False
    if is_behind_parent:
        return True
    if name in _PLAIN_WORDS:
        return False
    if len(name) > 2 and not name.endswith("山区"):  # 陕南山区 is no 南山区
        return True
    preceding = text[start - 1 : start] if start else ""
    is_edge = not _CHINESE.match(preceding) or preceding in _PLACE_FOLLOWS
    return is_edge and (len(name) > 2 or following not in _NOT_AFTER_TWO)


def _find_short(
    tree: OrganizationTree, text: str, levels: tuple[str, ...], on: date | None
) -> Iterator[Mention]:
    for start, end in _short_spans(tree, text, levels):
        name = text[start:end]
        candidates = _candidates(tree, name, levels, on)
        if candidates:
            yield Mention(name, start, end, candidates, is_short=True)


def _short_spans(
    tree: OrganizationTree, text: str, levels: tuple[str, ...]
) -> Iterator[tuple[int, int]]:
    seen: set[int] = set()
    for match in _TITLE.finditer(text):
        if _is_short_name(tree, match["name"], levels):
            seen.add(match.end("name"))
            yield match.span("name")
    for match in _FEDERATION.finditer(text):
        end = match.start()
        for start in range(max(0, end - _LONGEST_SHORT), end - 1):
            if end not in seen and _is_short_name(tree, text[start:end], levels):
                seen.add(end)
                yield start, end


def _is_short_name(tree: OrganizationTree, name: str, levels: tuple[str, ...]) -> bool:
    if name + "区" in _PLAIN_WORDS:
        return False
    return any(
        version.level in levels and version.organization_name != name
        for version, _ in tree.names.get(name, ())
    )
