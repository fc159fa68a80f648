"""A work report in prose: five office styles, each with its own skeleton, headings and joins."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from simulator.figures import Desk
from simulator.forms import MARK, title_name
from simulator.offices import Office
from simulator.prose import Scribe, Template, templates
from simulator.spans import Span

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
STYLES = {"f": "formal", "m": "modern", "n": "numbered", "b": "banner", "t": "terse"}
_FIRST_MONTH = re.compile(r"(\d+)月")


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a document: title, heading, paragraph, note, or the place of a table."""

    kind: str
    text: str


def write_report(scribe: Scribe, office: Office, style: str, *, figures: int) -> list[Block]:
    """Return the blocks of a report that tells about so many figures; the scribe keeps the truth."""
    desk = scribe.desk
    blocks = [Block("title", scribe.convert(_title(desk, office)))]
    blocks.append(Block("note", scribe.convert(f"（{MARK}）")))
    blocks.append(Block("paragraph", scribe.fill_words(_filler(desk, "opening", style))))
    example_in = desk.key("example").choice(["skills", "posts", "rights", ""])
    for number, group in enumerate(GROUPS):
        heading = scribe.convert(_pick(desk, "headings", group, style))
        blocks.append(Block("heading", f"{_NUMERALS[number]}、{heading}"))
        parts = _paragraphs(scribe, group, style, figures)
        if group == example_in:
            parts[-1].extend(_told(scribe, "township", style, 1))
        filler = _filler(desk, group, style)
        if filler and _fits(filler, desk.span):
            parts[0].insert(0, scribe.fill_words(filler))
        blocks.extend(_join(scribe, group, style, [part for part in parts if part]))
    blocks.extend(_ending(scribe, style, len(GROUPS)))
    blocks.append(Block("sign", scribe.convert(f"{office.county}妇女联合会")))
    return blocks


def words_of(desk: Desk, office: Office, town: str) -> Callable[[str], str]:
    """Return what fills the slots that are no figures."""
    source, span = desk.key("words"), desk.span
    is_pastoral = office.kind == "旗"
    fixed = {
        "kind": office.kind,
        "county": office.county,
        "upper": office.upper,
        "year": str(span.year),
        "next": str(span.year + 1),
        "span": "全年" if span.is_year else span.short_label,
        "town": town,
        "townships": "苏木镇" if is_pastoral else "街道" if office.kind == "区" else "乡镇",
        "village": "嘎查村" if is_pastoral else "村",
        "villageword": "嘎查村" if is_pastoral else "村（社区）",
        "rural": "农牧区" if is_pastoral else "农村",
    }

    def word(name: str) -> str:
        if name == "docno":
            return str(source.randint(2, 68))
        if name == "month":
            return str(source.randint(span.first, span.last))
        return fixed[name]

    return word


def _title(desk: Desk, office: Office) -> str:
    kind = desk.key("title").choice(("工作总结", "工作总结", "工作情况汇报", "工作小结"))
    return f"{title_name(office)}妇联{desk.span.label}{kind}"


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
            count += _figures_in(template)
            yield text


def _figures_in(template: Template) -> int:
    return len(template.slots)


def _join(scribe: Scribe, group: str, style: str, parts: list[list[str]]) -> Iterator[Block]:
    """Yield the paragraphs of a section as its style runs them together."""
    leads = [scribe.convert(lead) for lead in _leads(scribe.desk, group)]
    if style == "f":
        text = "".join(
            scribe.convert(f"{_NUMERALS[number]}是{lead}。") + "。".join(part) + "。"
            for number, (lead, part) in enumerate(zip(leads, parts, strict=False))
        )
        yield Block("paragraph", text)
    elif style == "n":
        sentences = [sentence for part in parts for sentence in part]
        for number, sentence in enumerate(sentences, start=1):
            yield Block("paragraph", f"{number}．{sentence}。")
    elif style == "m":
        for number, (lead, part) in enumerate(zip(leads, parts, strict=False)):
            yield Block("paragraph", f"（{_NUMERALS[number]}）{lead}。" + "；".join(part) + "。")
    else:
        for part in parts:
            yield Block("paragraph", ("。" if style == "b" else "；").join(part) + "。")


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
    return _pick(desk, "fillers", place, style)


def _pick(desk: Desk, name: str, place: str, style: str) -> str:
    options = [text for styles, text in _texts(name).get(place, ()) if style in styles]
    return desk.key(name, place).choice(options) if options else ""


@cache
def _texts(name: str) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    with (_DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["place"], []).append((row["styles"], row["text"]))
    return found


def _leads(desk: Desk, group: str) -> list[str]:
    """Return one short lead for each program of a group."""
    return [
        desk.key("lead", program).choice(_lead_texts()[program].split("|"))
        for program in GROUPS[group]
    ]


@cache
def _lead_texts() -> dict[str, str]:
    with (_DATA / "leads.csv").open(encoding="utf-8", newline="") as file:
        return {row["program_code"]: row["text"] for row in csv.DictReader(file)}
