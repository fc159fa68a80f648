"""The codebook: the seed CSVs, loaded and checked once. Organisations live in `organizations`."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property
from pathlib import Path

from ingestion.errors import CodebookError

SEEDS = Path(__file__).resolve().parents[1] / "dbt_project" / "seeds"


@dataclass(frozen=True, slots=True)
class Indicator:
    """A defined figure. `aggregation` is sum for flows, latest for stocks, ratio for neither."""

    indicator_code: str
    program_code: str
    indicator_name: str
    indicator_name_en: str
    unit_code: str
    kind: str  # count | amount | area | rate | ratio
    aggregation: str  # sum | latest | ratio
    direction: str  # up | down | neutral
    numerator_code: str | None
    denominator_code: str | None  # `x@target` is the target of x


@dataclass(frozen=True, slots=True)
class Unit:
    """A written unit: multiply by `factor` to get `unit_code`. Only one dimension compares."""

    unit_raw: str
    dimension: str
    unit_code: str
    factor: Decimal


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase that names an indicator; `topic` is what the text must be about, or empty."""

    phrase: str
    indicator_code: str
    topic: str


@dataclass(frozen=True, slots=True)
class IndicatorEvent:
    """What an indicator is a slot of: 期 and 人次 of one training share an event.

    `accepts` names further dimensions it may be written in (件次 and 人次 of petitions).
    """

    indicator_code: str
    event: str
    topic: str
    accepts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NarrativeWord:
    """A word of prose and its class. A cue's `meaning` is an indicator code, or none."""

    word: str
    word_class: str
    meaning: str
    topic: str


@dataclass(frozen=True, eq=False)  # compared by identity, so that readers can be cached by it
class Codebook:
    """Programs, indicators, phrases and units. Phrases are in simplified characters."""

    programs: dict[str, str]  # code → Chinese name
    indicators: dict[str, Indicator]
    phrases: tuple[tuple[str, str], ...]  # (phrase, indicator_code)
    units: tuple[Unit, ...]
    phrase_rows: tuple[Phrase, ...] = ()
    events: tuple[IndicatorEvent, ...] = ()
    narrative_words: tuple[NarrativeWord, ...] = ()

    @cached_property
    def dimension_of_unit_code(self) -> dict[str, str]:
        """Return the dimension of each canonical unit."""
        return {unit.unit_code: unit.dimension for unit in self.units}

    def dimension(self, indicator_code: str) -> str:
        """Return the dimension an indicator is counted in (person, money, percent, …)."""
        return self.dimension_of_unit_code[self.indicators[indicator_code].unit_code]


@cache
def load_codebook(seeds: Path = SEEDS) -> Codebook:
    """Return the codebook; raises CodebookError where a code is used and not declared."""
    phrase_rows = tuple(
        Phrase(row["phrase"], row["indicator_code"], row.get("topic") or "")
        for row in _rows(seeds / "indicator_phrases.csv")
    )
    codebook = Codebook(
        programs={
            row["program_code"]: row["program_name"] for row in _rows(seeds / "programs.csv")
        },
        indicators={
            row["indicator_code"]: _indicator(row) for row in _rows(seeds / "indicators.csv")
        },
        phrases=tuple((row.phrase, row.indicator_code) for row in phrase_rows),
        units=tuple(
            Unit(row["unit_raw"], row["dimension"], row["unit_code"], Decimal(row["factor"]))
            for row in _rows(seeds / "units.csv")
        ),
        phrase_rows=phrase_rows,
        events=tuple(_event(row) for row in _rows(seeds / "indicator_events.csv")),
        narrative_words=tuple(NarrativeWord(**row) for row in _rows(seeds / "narrative_words.csv")),
    )
    _check(codebook)
    return codebook


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _indicator(row: dict[str, str]) -> Indicator:
    return Indicator(
        indicator_code=row["indicator_code"],
        program_code=row["program_code"],
        indicator_name=row["indicator_name"],
        indicator_name_en=row["indicator_name_en"],
        unit_code=row["unit_code"],
        kind=row["kind"],
        aggregation=row["aggregation"],
        direction=row["direction"],
        numerator_code=row["numerator_code"] or None,
        denominator_code=row["denominator_code"] or None,
    )


def _event(row: dict[str, str]) -> IndicatorEvent:
    accepts = tuple(filter(None, row["accepts"].split("|")))
    return IndicatorEvent(row["indicator_code"], row["event"], row["topic"], accepts)


def _check(codebook: Codebook) -> None:
    known = codebook.indicators.keys()
    for code, indicator in codebook.indicators.items():
        if indicator.program_code not in codebook.programs:
            raise CodebookError(f"indicators.csv: {code} 的 program_code 未在 programs.csv 中声明")
        if indicator.unit_code not in codebook.dimension_of_unit_code:
            raise CodebookError(f"indicators.csv: {code} 的 unit_code 未在 units.csv 中声明")
        for other in (indicator.numerator_code, indicator.denominator_code):
            if other and other.removesuffix("@target") not in known:
                raise CodebookError(f"indicators.csv: {code} 引用了未声明的 {other}")
    for phrase, code in codebook.phrases:
        if code not in known:
            raise CodebookError(f"indicator_phrases.csv: 「{phrase}」引用了未声明的 {code}")
    _check_narrative(codebook)


def _check_narrative(codebook: Codebook) -> None:
    """Check the words of prose: a topic that no word opens would keep its phrases silent."""
    known = codebook.indicators.keys()
    words = codebook.narrative_words
    topics = {word.meaning for word in words if word.word_class in {"topic", "clause_topic"}}
    dimensions = {unit.dimension for unit in codebook.units}
    told = {event.indicator_code for event in codebook.events}
    for code in sorted(known - told) if told else ():
        raise CodebookError(f"indicator_events.csv: 缺少 {code} 一行：写明它是哪一件事的哪一个数")
    for event in codebook.events:
        if event.indicator_code not in known:
            raise CodebookError(f"indicator_events.csv: 未声明的 {event.indicator_code}")
        for unknown in set(event.accepts) - dimensions:
            raise CodebookError(f"indicator_events.csv: 未声明的计量维度 {unknown}")
    for word in words:
        if word.word_class == "cue" and word.meaning not in {*known, "none"}:
            raise CodebookError(
                f"narrative_words.csv: 「{word.word}」引用了未声明的 {word.meaning}"
            )
    used = {row.topic for row in codebook.phrase_rows} | {word.topic for word in words}
    for missing in used - topics - {""}:
        raise CodebookError(f"narrative_words.csv: 没有词语引出主题 {missing}")
