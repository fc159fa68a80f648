"""Festivals that date a figure: 三八节期间走访20户 happened in March.

Pure. A list of them (三八、六一等节点) dates nothing: that was done all through the year.
"""

from __future__ import annotations

import re
from bisect import bisect_left

_FARTHEST = 160
_FESTIVALS = (
    (re.compile(r"三八(?:妇女节|国际|节|期间|维权周|维权月|前后|前夕|前|表彰|战)"), 3),
    (re.compile(r"(?<![〇一二三四五六七八九十])六一(?:国际)?(?:儿童)?节?前(?!后)夕?"), 5),
    (re.compile(r"(?<![〇一二三四五六七八九十])六一(?!(?:国际)?(?:儿童)?节?前(?!后))"), 6),
)
# 利用三八、六一等节点宣传: something done all through the year.
_AMONG_OTHERS = re.compile(r"等(?:重要|重大|传统|纪念)?(?:节|活动|时机|契机|时间|日)")


class Festivals:
    """Where a text names festivals. Build one for each document."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._found = sorted(
            (match.start(), month)
            for pattern, month in _FESTIVALS
            for match in pattern.finditer(text)
        )

    def last(self, start: int, end: int) -> tuple[int, int] | None:
        """Return where the last festival in a span is named, and its month."""
        index = bisect_left(self._found, (end, 0)) - 1
        if index < 0 or self._found[index][0] < max(start, end - _FARTHEST):
            return None
        is_list = _AMONG_OTHERS.search(self._text, self._found[index][0], end) is not None
        return None if is_list else self._found[index]
