"""Fold a text for reading, once: one script, half-width, slips mended, offsets kept.

Pure but for the seeds of regional words and of slips, read once. What a number or a word means is
decided in `extract`, never here. Line ends, NULs and lone surrogates stay as they are; marks that
nobody sees (zero width, direction) go.
"""

from __future__ import annotations

import csv
import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ingestion.codebook import SEEDS
from ingestion.decode.folding import fold
from ingestion.model import NormalizedText

# A digit that a scanner read as a letter: 1O5期, l26场, 3l3万元.
_DIGIT_SLIP = re.compile(r"(?<![A-Za-z])(?=[\dOolI]*\d)(?=\d*[OolI])[\dOolI]+(?![A-Za-z/])")
_LETTERS_ALONE = re.compile(r"(?<![A-Za-z0-9])[lI]{2}(?=[人名个户件场次期份])")
_HAS_SLIP = re.compile(r"\d[OolI]|[OolI]\d|(?<![A-Za-z0-9])[lI]{2}(?![A-Za-z])")
_SLIP_DIGITS = str.maketrans("OolI", "0011")

_UNSEEN = "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+"
_SPOKEN = "一二三四五六七八九〇○Oo"
# What must stand before and behind a slip, by the name in the seed.
_BEHIND = {
    "": "",
    "digit": "(?<=[0-9])",
    "numeral": "(?<=[0-9一二两三四五六七八九十百千万几数])",
    "spoken": f"(?<=[{_SPOKEN}百千万])",
    "month": "(?:(?<=月[0-9一二三四五六七八九十])|(?<=月[0-9一二三十][0-9一二三四五六七八九十]))",
}
_AHEAD = {
    "": "",
    "counted": "(?=[余多元人名份册户件场万亩])",
    "spoken": f"(?=[{_SPOKEN}年])",
    "stop": r"(?=[,，。;；、)\s]|\Z)",
    "decimal": r"(?=[0-9]{1,4}(?:[万亿%‰]|个百分点))",
}


def normalise(text: str) -> NormalizedText:
    """Return `text` folded for reading, every character pointing back at the original.

    >>> normalise("培訓２００人次").text
    '培训200人次'
    """
    folded = fold(text)
    if _HAS_SLIP.search(folded):
        folded = _DIGIT_SLIP.sub(lambda slip: slip[0].translate(_SLIP_DIGITS), folded)
        folded = _LETTERS_ALONE.sub("11", folded)
    return _mend(text, folded)


def _mend(text: str, folded: str) -> NormalizedText:
    slips = _slips()
    pieces: list[str] = []
    offsets: array[int] | None = None
    done = 0
    for slip in slips.pattern.finditer(folded):
        start, end = slip.span()
        better = slips.meant.get(slip[0], "")
        if slip[0] in slips.forms and text[start:end] not in slips.forms[slip[0]]:
            continue
        if offsets is None:
            offsets = array("q")
        pieces += [folded[done:start], better]
        offsets.extend(range(done, start))
        offsets.extend(_spread(start, end, len(better)))
        done = end
    if offsets is None:
        return NormalizedText(folded, range(len(text) + 1))
    pieces.append(folded[done:])
    offsets.extend(range(done, len(text) + 1))
    return NormalizedText("".join(pieces), offsets)


def _spread(start: int, end: int, length: int) -> Iterator[int]:
    """Yield where each of `length` new characters stands in the original `start..end`.

    The last one stands on the original's last, so that a span always covers the whole word.
    """
    last = end - 1
    for step in range(length):
        yield min(start + step, last) if step + 1 < length else last


@dataclass(frozen=True, slots=True)
class _Slips:
    pattern: re.Pattern[str]
    meant: dict[str, str]  # by what is written, folded; unseen marks mean nothing
    forms: dict[
        str, set[str]
    ]  # the script a regional word must have: 檔案 is a file, 档案 are records


@cache
def _slips() -> _Slips:
    regional, slips = read_rows("regional_words.csv"), read_rows("ocr_slips.csv")
    meant = {fold(row["word"]): row["standard"] for row in regional}
    forms: dict[str, set[str]] = {word: set() for word in meant}
    for row in regional:
        forms[fold(row["word"])].add(row["word"])
    written = {word: re.escape(word) for word in meant}
    for row in slips:
        around = f"{_BEHIND[row['behind']]}{re.escape(row['written'])}{_AHEAD[row['ahead']]}"
        written[row["written"] + row["behind"]] = around
        meant[row["written"]] = row["meant"]
    longest_first = sorted(written.values(), key=len, reverse=True)
    first = "".join(sorted({re.escape(word[0]) for word in meant}))
    words = rf"(?=[{first}])(?:{'|'.join(longest_first)})"
    return _Slips(re.compile(rf"{words}|{_UNSEEN}"), meant, forms)


def read_rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a seed of words."""
    with (SEEDS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
