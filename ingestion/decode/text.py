"""Fold a text for reading, once: simplified characters, half-width, mended slips, offsets kept.

Pure but for the seed of regional words, read once. What a number or a word means is decided in
`extract`, never here. Line ends, NULs, byte-order marks and lone surrogates stay as they are.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from array import array
from collections.abc import Iterator
from functools import cache

import opencc

from ingestion.codebook import SEEDS
from ingestion.model import NormalizedText

_HAN = (range(0x3400, 0xA000), range(0xF900, 0xFB00))
_FULL_WIDTH = range(0xFF01, 0xFF5F)
_SINGLES = {
    "　": " ",
    "\xa0": " ",
    "〜": "~",
    "﹪": "%",
    "﹐": ",",
    "﹑": "、",
    "﹒": ".",
    "﹔": ";",
    "﹕": ":",
    "﹙": "(",
    "﹚": ")",
    "「": "“",
    "」": "”",
    "『": "“",
    "』": "”",
    "﹝": "〔",
    "﹞": "〕",
    "–": "-",
    "―": "—",
    "－": "-",
}
# A digit that a scanner read as a letter: 1O5期, l26场, 3l3万元.
_DIGIT_SLIP = re.compile(r"(?<![A-Za-z])(?=[\dOolI]*\d)(?=\d*[OolI])[\dOolI]+(?![A-Za-z])")
_LETTERS_ALONE = re.compile(r"(?<![A-Za-z0-9])[lI]{2}(?=[人名个户件场次期份])")
_SLIP_DIGITS = str.maketrans("OolI", "0011")


def normalise(text: str) -> NormalizedText:
    """Return `text` folded for reading, every character pointing back at the original.

    >>> normalise("培訓２００人次").text
    '培训200人次'
    """
    folded = text.translate(_folding())
    if _HAS_SLIP.search(folded):
        folded = _DIGIT_SLIP.sub(lambda slip: slip[0].translate(_SLIP_DIGITS), folded)
        folded = _LETTERS_ALONE.sub("11", folded)
    return _replace_regional(text, folded)


_HAS_SLIP = re.compile(r"\d[OolI]|[OolI]\d|(?<![A-Za-z0-9])[lI]{2}(?![A-Za-z])")


@cache
def _folding() -> dict[int, str]:
    """Map code points to one character each, so that folding keeps every offset."""
    table = {code: chr(code - 0xFEE0) for code in _FULL_WIDTH}
    table |= {ord(raw): folded for raw, folded in _SINGLES.items()}
    table |= {0xFFE5: "¥", 0xFFE0: "¢"}
    han = [chr(code) for block in _HAN for code in block]
    compatible = [_one_character(char) for char in han]
    simplified = opencc.OpenCC("t2s").convert("\n".join(compatible)).split("\n")
    table |= {
        ord(raw): simple
        for raw, simple in zip(han, simplified, strict=True)
        if simple != raw and len(simple) == 1
    }
    return table


def _one_character(char: str) -> str:
    folded = unicodedata.normalize("NFKC", char)
    return folded if len(folded) == 1 else char


@cache
def _regional_words() -> tuple[re.Pattern[str], dict[str, str]]:
    with (SEEDS / "regional_words.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    standard = {row["word"].translate(_folding()): row["standard"] for row in rows}
    words = sorted(standard, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words))), standard


def _replace_regional(text: str, folded: str) -> NormalizedText:
    pattern, standard = _regional_words()
    pieces: list[str] = []
    offsets: array[int] | None = None
    done = 0
    for word in pattern.finditer(folded):
        if offsets is None:
            offsets = array("q")
        better = standard[word[0]]
        pieces += [folded[done : word.start()], better]
        offsets.extend(range(done, word.start()))
        offsets.extend(_spread(word.start(), word.end(), len(better)))
        done = word.end()
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
    for step in range(length - 1):
        yield min(start + step, last)
    yield last
