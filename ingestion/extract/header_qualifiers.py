"""Words of a header that a name leaves over: harmless, unknown, or turning its sense."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ingestion.codebook import Codebook

_SHORTEST_WORD = 2
_CONTRARY = re.compile(
    r"男|未|拟|申请|逾期|退|积案|重复|撤销|流失|空缺|缺额|待|剩余|拒|去重|剔除|扣除|不|非|停|无|均|每|假|预|估"
    r"|历年|往年|结转|注销|取消|减少"
)
# What an office did to have the figure, and words that take nothing from a count.
_NEUTRAL = re.compile(
    r"举办|承办|主办|协办|^办|出台|制定|印发|接收|收到|接到|领取|参加|参与|聆听|听取?|农村|城镇|城乡|适龄|基层|各级"
    r"|各类|辖区|社会|具体|方案|主要|相关|全部|全体|共计?|实有|实际|已|新"
)


class Qualifiers:
    """Judges the words that the names of a codebook leave over."""

    def __init__(self, codebook: Codebook, written: Iterable[str]) -> None:
        """Take the pairs of characters of every name, phrase and word of prose."""
        words = (*written, *(word.word for word in codebook.narrative_words))
        self._pairs = frozenset(word[at : at + 2] for word in words for at in range(len(word) - 1))

    def turn(self, stem: str, other: str) -> bool:
        """Return whether a header has a word that negates, excludes or divides, and a name not."""
        return bool(set(_CONTRARY.findall(stem)) - set(_CONTRARY.findall(other)))

    def are_unknown(self, stem: str, named: frozenset[str]) -> bool:
        """Return whether words left over hold a pair of characters that the codebook never has."""
        return any(
            words[at : at + 2] not in self._pairs
            for run in _left_over(stem, named)
            for words in (_NEUTRAL.sub("", run),)
            for at in range(len(words) - 1)
        )


def _left_over(stem: str, named: frozenset[str]) -> Iterator[str]:
    """Yield the runs of a header that a name does not have, each with the character behind it."""
    start = None
    for at, char in enumerate(stem):
        if char in named:
            if start is not None:
                yield stem[start : at + (at - start < _SHORTEST_WORD)]
            start = None
        elif start is None:
            start = at
    if start is not None:
        yield stem[start:]
