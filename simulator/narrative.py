"""A work report in prose: five office styles, each with its own skeleton, headings and joins."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from simulator.figures import Desk
from simulator.forms import MARK
from simulator.offices import Office
from simulator.prose import Scribe, templates
from simulator.randomness import stream
from simulator.spans import Span
from simulator.words import report_title, signing_day

_DATA = Path(__file__).parent / "data"
_NUMERALS = "一二三四五六七八九十"
GROUPS = {
    "publicity": {"publicity": 4},
    "skills": {"skills_and_employment": 5, "micro_loans": 3},
    "posts": {"posts_and_volunteers": 3},
    "family": {"family_education": 3},
    "rights": {"rights_protection": 6, "development_outlines": 2},
    "care": {"womens_health": 5, "child_care": 4, "poverty_relief": 4},
    "building": {"organization_building": 5, "women_cadres": 3, "federation_reform": 2},
}
_LINKED = 0.3  # of the sentences
_LINKS = (
    "同时，",
    "在此基础上，",
    "据统计，",
    "截至{=lastmonth}月底，",
    "经过努力，",
    "一方面，",
    "积极争取支持，",
    "通过上下联动，",
    "按照“{=small}个一批”的思路，",
)
_HIGHLIGHTS = 0.2  # of the reports begin with figures that come again below
STYLES = {"f": "formal", "m": "modern", "n": "numbered", "b": "banner", "t": "terse"}
_FIRST_MONTH = re.compile(r"(\d+)月")


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a document: title, heading, paragraph, note, or the place of a table."""

    kind: str
    text: str


def write_report(scribe: Scribe, office: Office, style: str, *, figures: int) -> list[Block]:
    """Return the blocks of a report with about so many figures; the scribe keeps the truth."""
    desk = scribe.desk
    blocks = [
        Block("title", scribe.convert(report_title(desk, office))),
        Block("note", scribe.convert(f"（{MARK}）")),
        Block("paragraph", scribe.fill_words(_filler(desk, "opening", style))),
    ]
    groups = _skeleton(desk)
    for number, group in enumerate(groups):
        heading = scribe.convert(_pick(desk, "headings", group, style))
        blocks.append(Block("heading", f"{_NUMERALS[number]}、{heading}"))
        blocks.extend(_section(scribe, group, style, figures))
    blocks.extend(_ending(scribe, style, len(groups)))
    blocks.append(Block("sign", scribe.convert(f"{office.county}妇女联合会")))
    blocks.append(Block("sign", signing_day(desk)))
    if desk.key("highlights").random() < _HIGHLIGHTS:
        blocks.insert(3, Block("paragraph", _highlights(scribe)))
    return blocks


def _skeleton(desk: Desk) -> list[str]:
    """Return the sections in the office's order; short reports leave one out."""
    order = stream(desk.seed, desk.county.organization_code, "sections")
    groups = list(GROUPS)
    if order.random() < 0.3:
        groups.insert(0, groups.pop())  # some begin with themselves
    if order.random() < 0.3:
        groups[1], groups[2] = groups[2], groups[1]
    if desk.key("left out").random() < 0.3:
        groups.remove(desk.key("left out").choice(("posts", "family")))
    return groups


def _section(scribe: Scribe, group: str, style: str, figures: int) -> Iterator[Block]:
    desk = scribe.desk
    parts = _paragraphs(scribe, group, style, figures)
    if group == desk.key("example").choice(["skills", "posts", "rights", "care", ""]):
        parts[-1].extend(_told(scribe, "township", style, 1))
    for filler in _fillers(desk, group, style):
        part = desk.key("filler", filler).choice(parts)
        part.insert(desk.key("filler at", filler).randint(0, len(part)), scribe.fill_words(filler))
    yield from _join(scribe, group, style, parts)


def _highlights(scribe: Scribe) -> str:
    """Return two sentences of the report again, as openings do; a repeat adds nothing."""
    own = [item for item in scribe.tellings if item.organization_code is None]
    told = list(dict.fromkeys(item.locator for item in own if item.role == "actual"))
    chosen = scribe.desk.key("highlights", "which").sample(told, min(2, len(told)))
    return scribe.fill_words("{=since}，") + "；".join(chosen) + "。"


def _paragraphs(scribe: Scribe, group: str, style: str, figures: int) -> list[list[str]]:
    total = sum(sum(programs.values()) for programs in GROUPS.values())
    paragraphs = []
    for program, weight in GROUPS[group].items():
        wanted = max(1, round(weight * figures / total))
        paragraphs.append(list(_told(scribe, program, style, wanted)))
    return paragraphs


def _told(scribe: Scribe, place: str, style: str, wanted: int) -> Iterator[str]:
    """Yield sentences of a program until about so many figures are told."""
    candidates = [item for item in templates()[place] if item.styles == "*" or style in item.styles]
    scribe.desk.key(place, "order").shuffle(candidates)
    count = 0
    for template in candidates:
        if count >= wanted:
            return
        text = scribe.write(template)
        if text:
            count += len(template.slots)
            yield _link(scribe, style, template.text) + text


def _link(scribe: Scribe, style: str, key: str) -> str:
    """Return the words that tie a sentence to the one before; none in terse reports."""
    source = scribe.desk.key("link", key)
    if style in "tn" or source.random() > _LINKED:
        return ""
    return scribe.fill_words(source.choice(_LINKS))


def _join(scribe: Scribe, group: str, style: str, parts: list[list[str]]) -> Iterator[Block]:
    """Yield the paragraphs of a section as its style runs them together."""
    filled = [(program, part) for program, part in zip(GROUPS[group], parts, strict=True) if part]
    if style == "f":
        yield Block("paragraph", _one_two_three(scribe, filled))
    elif style == "n":
        for number, item in enumerate(_items(scribe, filled), start=1):
            yield Block("paragraph", f"{number}．{item}。")
    elif style == "m":
        for number, (program, part) in enumerate(filled):
            lead = scribe.convert(_leads(scribe.desk, program)[0])
            yield Block("paragraph", f"（{_NUMERALS[number]}）{lead}。" + "；".join(part) + "。")
    else:
        for _, part in filled:
            yield Block("paragraph", ("。" if style == "b" else "；").join(part) + "。")


def _items(scribe: Scribe, parts: list[tuple[str, list[str]]]) -> list[str]:
    """Return the items of a numbered section: a sentence each, or a lead and two sentences."""
    office = stream(scribe.desk.seed, scribe.desk.county.organization_code, "items")
    if office.random() < 0.5:
        return [sentence for _, part in parts for sentence in part]
    items = []
    for program, part in parts:
        leads = iter(_leads(scribe.desk, program))
        for at in range(0, len(part), 2):
            lead = next(leads, "")
            items.append("。".join(filter(None, [scribe.convert(lead), *part[at : at + 2]])))
    return items


def _one_two_three(scribe: Scribe, parts: list[tuple[str, list[str]]]) -> str:
    """Return a paragraph of 一是…二是…, a lead for every two sentences."""
    items: list[tuple[str, list[str]]] = []
    for program, part in parts:
        leads = iter(_leads(scribe.desk, program))
        items += [(next(leads, ""), part[at : at + 2]) for at in range(0, len(part), 2)]
    return "".join(
        scribe.convert(f"{_NUMERALS[number]}是{lead}。" if lead else f"{_NUMERALS[number]}是")
        + "。".join(pair)
        + "。"
        for number, (lead, pair) in enumerate(items)
    )


def _ending(scribe: Scribe, style: str, number: int) -> Iterator[Block]:
    desk = scribe.desk
    heading = scribe.convert(_pick(desk, "headings", "plans", style))
    yield Block("heading", f"{_NUMERALS[number]}、{heading}")
    sentences = [scribe.fill_words(_filler(desk, "plans", style))]
    if desk.span.is_year:
        sentences += _told(scribe, "plans", style, desk.key("plans").randint(0, 2))
    yield Block("paragraph", "。".join(filter(None, sentences)) + "。")


def _fits(filler: str, span: Span) -> bool:
    """Whether a dated sentence falls into the span."""
    match = _FIRST_MONTH.match(filler)
    return match is None or span.first <= int(match[1]) <= span.last


def _filler(desk: Desk, place: str, style: str) -> str:
    options = _of_its_time(desk.span, place, style)
    return desk.key("filler", place).choice(options)


def _of_its_time(span: Span, place: str, style: str) -> list[str]:
    """Return the sentences of a place that people wrote in that year and season."""
    return [
        row["text"]
        for row in _texts("fillers")[place]
        if style in row["styles"]
        and int(row["since"] or 0) <= span.year <= int(row["until"] or 9999)
        and _fits(row["text"], span)
    ]


def _fillers(desk: Desk, place: str, style: str) -> list[str]:
    """Return one or two sentences that tell no figure, none of another season."""
    options = _of_its_time(desk.span, place, style)
    return desk.key("fillers", place).sample(options, min(len(options), 1 + len(options) // 3))


def _pick(desk: Desk, name: str, place: str, style: str) -> str:
    options = [row["text"] for row in _texts(name)[place] if style in row["styles"]]
    return desk.key(name, place).choice(options)


@cache
def _texts(name: str) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = {}
    with (_DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["place"], []).append(row)
    return found


def _leads(desk: Desk, program: str) -> list[str]:
    """Return the short leads of a program, in the report's own order."""
    leads = _lead_texts()[program].split("|")
    return desk.key("lead", program).sample(leads, len(leads))


@cache
def _lead_texts() -> dict[str, str]:
    with (_DATA / "leads.csv").open(encoding="utf-8", newline="") as file:
        return {row["program_code"]: row["text"] for row in csv.DictReader(file)}
