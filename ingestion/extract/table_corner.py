"""Whether a table headed 县区 holds the indicators in its rows, the offices in its columns."""

from __future__ import annotations

from ingestion.extract.headers import LabelReader
from ingestion.extract.table_grid import Region
from ingestion.extract.table_indicators import IndicatorReader
from ingestion.extract.table_places import PlaceReader, is_place_like

_SAMPLE = 30  # rows and columns that are looked at


def is_transposed(
    region: Region, labels: LabelReader, indicators: IndicatorReader, places: PlaceReader
) -> bool:
    """Return whether a header names offices while the first column names indicators.

    The corner of such a table says what stands to its right (乡镇 | 开云镇 | 白果镇).
    """
    if not region.header or not region.data:
        return False
    corner, *heads = (labels.read(cell.text) for cell in region.header[-1])
    if corner.column != "organization":
        return False
    offices = [label for label in heads if label.could_name][:_SAMPLE]
    if not offices or any(indicators.is_name(label.core) for label in offices):
        return False
    if not all(is_place_like(o.text) or _is_settled(places, o.text) for o in offices):
        return False
    names = [labels.read(row[0].text).core for row, _ in region.data[:_SAMPLE] if row[0].text]
    return sum(map(indicators.is_near, names)) * 2 > len(names)


def _is_settled(places: PlaceReader, text: str) -> bool:
    place = places.read(text)
    return place is not None and place.code is not None
