"""Fold each character for reading: simplified, half-width, one script of punctuation.

Pure. One character becomes one character, so that every offset stays.
"""

from __future__ import annotations

import unicodedata
from functools import cache

import opencc

_HAN = (range(0x3400, 0xA000), range(0xF900, 0xFB00), range(0x2E80, 0x2FE0))
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
# Radicals that a PDF holds in place of characters, and Unicode does not decompose.
_RADICALS = dict(
    zip(
        "⺠⻄⻅⻆⻉⻋⻓⻔⻘⻚⻛⻜⻝⻢⻥⻦⻨⻩⻬⻮⻰",
        "民西见角贝车长门青页风飞食马鱼鸟麦黄齐齿龙",
        strict=True,
    )
)


def fold(text: str) -> str:
    """Return `text` folded, character by character.

    >>> fold("培訓２００人")
    '培训200人'
    """
    return text.translate(_folding())


@cache
def _folding() -> dict[int, str]:
    """Map code points to one character each, so that folding keeps every offset."""
    table = {code: chr(code - 0xFEE0) for code in _FULL_WIDTH}
    table |= {ord(raw): folded for raw, folded in _SINGLES.items()}
    table |= {ord(radical): char for radical, char in _RADICALS.items()}
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
