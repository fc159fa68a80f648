"""Fold a text for looking at it: simplified, half-width, one character for one.

Names of files and sidecars come here as they were written; `ingestion.decode` folds documents.
"""

from __future__ import annotations

from functools import cache

import opencc

_HAN = range(0x4E00, 0xA000)
_FULL_WIDTH = range(0xFF01, 0xFF5F)
_SINGLES = {"　": " ", "\xa0": " ", "–": "-", "—": "-", "－": "-", "―": "-", "‐": "-", "−": "-"}


def fold(text: str) -> str:
    """Return `text` folded; every offset stays.

    >>> fold("張麗（電話１３９）")
    '张丽(电话139)'
    """
    return text.translate(_table())


@cache
def _table() -> dict[int, str]:
    traditional = [chr(code) for code in _HAN]
    simplified = opencc.OpenCC("t2s").convert("\n".join(traditional)).split("\n")
    table = {
        ord(raw): folded
        for raw, folded in zip(traditional, simplified, strict=True)
        if raw != folded and len(folded) == 1
    }
    table |= {code: chr(code - 0xFEE0) for code in _FULL_WIDTH}
    return table | {ord(raw): folded for raw, folded in _SINGLES.items()}
