"""Festivals that date a figure: 三八节期间走访20户 happened in March.

Pure. A list of them (三八、六一等节点) dates nothing: that was done all through the year.
"""

from __future__ import annotations

from bisect import bisect_left


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
