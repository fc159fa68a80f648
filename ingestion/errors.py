"""What can go wrong while a submission is read. Each error names the place and the remedy."""

from __future__ import annotations


class JinguoError(Exception):
    """Anything a person can act on: its text says what happened, where, and what to do."""


class UnreadableError(JinguoError):
    """Bytes that cannot be read. The file goes to quarantine; the night goes on.

    `place` is a position a person can find (行3, 第2页, Sheet1!B7); `remedy` is in Chinese.
    """

    def __init__(self, reason: str, *, place: str, remedy: str) -> None:
        super().__init__(f"{reason}（{place}）：{remedy}")
        self.reason = reason
        self.place = place
        self.remedy = remedy


class CodebookError(JinguoError):
    """A seed CSV that contradicts itself or another seed. Nothing is read until it is mended."""
