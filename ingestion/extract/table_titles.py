"""What the lines above a table, and its sheet's name, say for all of its figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingestion.codebook import Unit
from ingestion.extract.header_match import ACCEPTED_FROM, NO_MATCH, Match
from ingestion.extract.headers import LabelReader
from ingestion.extract.table_indicators import IndicatorReader
from ingestion.extract.table_periods import Base, base_period
from ingestion.extract.table_places import Place, PlaceReader

_REPORTER = re.compile(
    r"(?:填报|报送|上报|编报|制表|填表|汇总)?(?:单位|机关|部门|地区)(?:名称)?(?:\(盖章\)|\(章\))?[:：]\s*(\S+)"
)
_TABLE_WORDS = re.compile(
    r"^(?:各?[省市州县区旗盟乡镇、()]+|全[省市县区]|附[件表]\d*[:：]?)|(?:工作)?(?:情况|进展|数据)*"
    r"(?:统计|汇总|明细|一览|登记|调查|进度)?表?(?:\(.*\))?$"
)
_BY_TITLE_ALONE = 0.95


@dataclass(frozen=True, slots=True)
class Titles:
    """The period, units, organisation and indicator that hold where no label says otherwise."""

    base: Base
    notes: tuple[Unit, ...]
    place: Place | None  # where it is not the reporting office itself
    match: Match
    captions: tuple[str, ...]  # the nearest first


def read_titles(
    captions: Sequence[str], labels: LabelReader, indicators: IndicatorReader, places: PlaceReader
) -> Titles:
    """Return what `captions` say: the sheet's name first, then the lines above from the top."""
    return Titles(
        base=base_period(captions, places.envelope.period_id),
        notes=tuple(unit for caption in captions for unit in labels.unit_note(caption)),
        place=_place(captions, labels, places),
        match=_match(captions, labels, indicators),
        captions=tuple(reversed(captions)),
    )


def _place(captions: Sequence[str], labels: LabelReader, places: PlaceReader) -> Place | None:
    """Return the office that a sheet of a collected workbook belongs to."""
    names = [reporter[1] for caption in captions for reporter in _REPORTER.finditer(caption)]
    for name in (*reversed(names), captions[0]):
        place = None if labels.unit(name) else places.read(name)
        if place and place.code:
            return place if place.code != places.envelope.organization_code else None
    return None


def _match(captions: Sequence[str], labels: LabelReader, indicators: IndicatorReader) -> Match:
    """Return the one indicator that a title names: 各县区两癌筛查人数统计表."""
    for caption in reversed(captions):
        words = _TABLE_WORDS.sub("", labels.read(_TABLE_WORDS.sub("", caption)).core)
        match = indicators.match_title(words) if len(words) > 2 else NO_MATCH
        if match.code and match.confidence >= ACCEPTED_FROM:
            return replace(match, confidence=round(match.confidence * _BY_TITLE_ALONE, 2))
    return NO_MATCH
