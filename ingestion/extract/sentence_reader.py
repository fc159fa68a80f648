"""What each number of one sentence counts: rejected, linked, judged, completed from its sentence.

Pure. Period, organisation and level are added by `narrative`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ingestion.extract.claims import ACCEPTED_FROM
from ingestion.extract.distributives import items_of
from ingestion.extract.figures import Figure
from ingestion.extract.grammar import grammar_of
from ingestion.extract.indicators import IndicatorLinker
from ingestion.extract.judgement import WEIGHTS, Judge
from ingestion.extract.lexicon import Lexicon
from ingestion.extract.links import Frame, Link, Scene
from ingestion.extract.rejections import Rejections
from ingestion.extract.roles import Roles
from ingestion.extract.scope import Scope
from ingestion.extract.sections import Context
from ingestion.extract.senses import SenseReader
from ingestion.extract.shares import ShareLinker
from ingestion.extract.whole_sentence import Read, complete
from ingestion.model import Role


class SentenceReader:
    """Reads the sentences of one text, in order. Build one for each document."""

    def __init__(self, senses: SenseReader, scope: Scope, weights: Path | None = WEIGHTS) -> None:
        lexicon = senses.lexicon
        self._text = senses.text
        self._lexicon = lexicon
        self._senses = senses
        self._scope = scope
        self._judge = Judge(senses, weights)
        self._before: Frame | None = None
        self._linker = IndicatorLinker(senses)
        self._shares = ShareLinker(senses, self._linker)
        self._rules = _rules_of(lexicon)
        self._grammar = grammar_of(lexicon)

    def open_paragraph(self) -> None:
        """Forget the sentence before: nothing is taken over from another paragraph."""
        self._before = None

    def read(self, figures: Sequence[Figure], context: Context, *, is_case: bool) -> list[Read]:
        """Return the reading of every figure of a sentence.

        `is_case` says that the sentence tells one person's story: nothing in it is a total.
        """
        frame = Frame(before=self._before, items=items_of(self._text, figures))
        reads: list[Read] = []
        for figure in figures:
            read = self._read(Scene(figure, frame, context), is_case=is_case)
            frame.add(figure, read.link, read.role)
            self._note_topic(read)
            reads.append(read)
        frame.before, self._before = None, frame
        completed = complete(reads, self._text, self._grammar, self._lexicon.base_of)
        return [
            self._judge.settled(read if read.link is before.link else self._judge.judged(read))
            for before, read in zip(reads, completed, strict=True)
        ]

    def _read(self, scene: Scene, *, is_case: bool) -> Read:
        figure = scene.figure
        rejection = self._rules.rejections.rule_for(self._text, figure)
        if is_case:
            rejection = rejection or "individual_case"
        link = Link(None, 0.9, rejection) if rejection else self._link(scene)
        is_norm = link.rule == "per_unit" and scene.dimension != "money"
        witnesses = self._judge.hear(link, scene, is_rejected=is_norm or bool(rejection))
        link, options = self._judge.weighed(witnesses)
        role = self._role(link, scene, rejection)
        link = self._scope.as_cumulative(figure, link)
        return Read(figure, link, role, rejection, witnesses, options)

    def _role(self, link: Link, scene: Scene, rejection: str) -> Role:
        if rejection == "threshold":
            return Role.THRESHOLD
        event = self._senses.event(link.indicator_code) if link.indicator_code else ""
        return self._rules.roles.role_of(
            self._text, scene.figure, section=scene.context.kind, event=event
        )

    def _link(self, scene: Scene) -> Link:
        if scene.dimension == "percent":
            return self._shares.link_percent(scene)
        last = scene.frame.last
        goes_on = scene.figure.is_listed and last is not None and last.rule == "per_unit"
        if goes_on and scene.dimension != "money":
            return Link(None, 0.9, "per_unit")  # 每村设主席1人、副主席2人
        is_per_unit = self._rules.rejections.is_per_unit(self._text, scene.figure)
        if is_per_unit or scene.dimension == "money_per_person":
            return self._shares.link_per_person(scene)
        return self._linker.link(scene)

    def _note_topic(self, read: Read) -> None:
        code = read.link.indicator_code
        if code and read.link.confidence >= ACCEPTED_FROM:
            self._senses.topics.note(read.figure.start, self._lexicon.events[code].topic)


@dataclass(frozen=True, slots=True)
class _Rules:
    rejections: Rejections
    roles: Roles


@lru_cache(maxsize=4)
def _rules_of(lexicon: Lexicon) -> _Rules:
    """Return the lexicon's rejection and role rules, compiled once."""
    return _Rules(Rejections(lexicon), Roles(lexicon))
