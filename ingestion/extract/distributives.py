"""Which item of a list each number of a list belongs to: 来信和纠纷分别为73件和58件.

Pure. Only where there are as many items as numbers; places and years are no items of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from ingestion.extract.figures import Figure

_RESPECTIVELY = re.compile(r"(?:分别|依次)(?:为|是|达到?|有|占|计|办理|办结|完成|实现|开展|发放)?")
_JOINT = re.compile(r"[、和与及]|以及")
_FARTHEST = 60
_FEWEST = 2


def items_of(text: str, figures: Sequence[Figure]) -> Mapping[int, tuple[int, int]]:
    """Return the span of the item that each number counts, by where the number begins."""
    found: dict[int, tuple[int, int]] = {}
    for run in _runs(figures):
        if len(run) >= _FEWEST:
            spans = _items_before(text, run[0], len(run))
            found.update(zip((figure.start for figure in run), spans, strict=False))
    return found


def _runs(figures: Sequence[Figure]) -> Iterator[list[Figure]]:
    run: list[Figure] = []
    for figure in figures:
        if run and not figure.is_listed:
            yield run
            run = []
        run.append(figure)
    if run:
        yield run


def _items_before(text: str, first: Figure, count: int) -> list[tuple[int, int]]:
    """Return the spans of the items before 分别, where there are as many as numbers."""
    start = max(first.clause_start, first.start - _FARTHEST)
    said = _RESPECTIVELY.search(text, start, first.start)
    if said is None:
        return []
    bounds = [start, *(at for m in _JOINT.finditer(text, start, said.start()) for at in m.span())]
    bounds.append(said.start())
    items = list(zip(bounds[::2], bounds[1::2], strict=True))
    return items if len(items) == count else []
