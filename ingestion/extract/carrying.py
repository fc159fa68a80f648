"""What a number may take over from the numbers before it: the same thing again, or a slot of it.

Pure. Only possibilities and how the number stands to them; whether it does is for `confidence`.
"""

from __future__ import annotations

from dataclasses import dataclass

from ingestion.extract.links import PASSED_OVER, Frame, Link, Scene
from ingestion.extract.senses import SenseReader

_FARTHEST = 6  # figures looked back at
_SHORT, _LONG = 4, 10  # characters of the number's own words before it


@dataclass(frozen=True, slots=True)
class Carried:
    """An indicator that a number may take over, and how the number stands to its source."""

    indicator_code: str
    kind: str  # same | slot | earlier_same | earlier_slot
    size: str  # less | more than its source | other_measure


class Carrier:
    """Finds what the numbers of one text may take over. Build one for each document."""

    def __init__(self, senses: SenseReader) -> None:
        self._senses = senses
        self._text = senses.text
        self._grammar = senses.grammar

    def carried(self, scene: Scene) -> tuple[Carried, ...]:
        """Return the indicators on offer, the nearest source first, each once."""
        offers = self._offers(scene, scene.frame, "")
        if not offers and scene.frame.before is not None:
            offers = self._offers(scene, scene.frame.before, "earlier_")
        return tuple(offers)

    def _offers(self, scene: Scene, frame: Frame, prefix: str) -> list[Carried]:
        found: dict[str, Carried] = {}
        kinds: set[str] = set()
        sources = list(zip(frame.figures, frame.links, strict=True))[-_FARTHEST:]
        for figure, link in reversed(sources):
            if link.indicator_code is None or link.rule in PASSED_OVER:
                continue
            is_same = figure.quantity.dimension == scene.dimension
            kind = prefix + ("same" if is_same else "slot")
            code = self._code(link, scene, is_same=is_same)
            if code is None or code in found or kind in kinds:
                continue
            kinds.add(kind)
            is_less = figure.quantity.value >= scene.figure.quantity.value
            size = ("less" if is_less else "more") if is_same else "other_measure"
            found[code] = Carried(code, kind, size)
        return list(found.values())

    def _code(self, link: Link, scene: Scene, *, is_same: bool) -> str | None:
        if is_same:
            return link.indicator_code
        return self._senses.sibling(link.indicator_code or "", scene.dimension)

    def stance(self, scene: Scene) -> tuple[str, ...]:
        """Return how a number stands in its clause: its own words, lists, parts, comparisons."""
        figure = scene.figure
        left = self._text[scene.left_start : figure.start].strip(" ,、的和及与")
        chain = self._text[max(figure.chain_start, figure.start - 24) : figure.start]
        length = "none" if not left else "short" if len(left) <= _SHORT else "mid"
        flags = ["left_long" if len(left) > _LONG else "left_" + length]
        behind = self._grammar.behind_number.match(self._text, figure.end)
        flags.append("bare" if behind else "headed")
        if figure.is_listed:
            flags.append("listed")
        if self._grammar.part.search(chain):
            flags.append("part")
        if self._grammar.level.search(left):
            flags.append("level")
        if self._grammar.compared.search(chain):
            flags.append("compared")
        if scene.context.kind != "report":
            flags.append(scene.context.kind)
        return tuple(flags)
