"""Annotated reports as training examples: each number with its words, its reading, its truth.

Reads files; learns nothing.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingestion.codebook import Codebook
from ingestion.extract.confidence import Witnesses
from ingestion.extract.narrative import Note, notes_of
from ingestion.extract.wording import NO_CODE, Surroundings
from ingestion.organizations import load_organizations
from ingestion.pipeline import place_file
from warehouse.gold import writer_of

NOT_A_STATISTIC = "none"


@dataclass(frozen=True, slots=True)
class Example:
    """One number of an annotated report.

    `target` is what the annotator chose, `other` where no indicator counts the number; `codes` are
    all that are equally right.
    """

    writer: str
    document: str
    around: Surroundings
    witnesses: Witnesses
    target: str
    codes: frozenset[str]


def read_examples(
    documents: Path, gold: Path, codebook: Codebook, weights_of: Callable[[str], Path | None]
) -> list[Example]:
    """Return the numbers of the annotated documents that the grammar took for statistics.

    `gold` has the columns of `corpus/gold.csv`; spans count characters of the original text.
    `weights_of` gives the folder of weights that a writer's reports are read with.
    """
    truth = _read_gold(gold)
    return [
        example
        for name in sorted(truth)
        for example in _examples_of(
            documents / name, truth[name], codebook, weights_of(writer_of(name))
        )
    ]


def _examples_of(
    path: Path, truth: Sequence[Mapping[str, str]], codebook: Codebook, weights: Path | None
) -> Iterator[Example]:
    document, envelope = place_file(path)
    for note in notes_of(document, envelope, codebook, load_organizations(), weights):
        witnesses = note.read.witnesses if note.read else None
        if witnesses and witnesses.around:
            target, *others = _codes_at(note, truth)
            yield Example(
                writer=writer_of(path.name),
                document=path.name,
                around=witnesses.around,
                witnesses=witnesses,
                target=target,
                codes=frozenset({target, *others}),
            )


def _codes_at(note: Note, truth: Iterable[Mapping[str, str]]) -> list[str]:
    """Return what the annotator says of the span that overlaps most, the chosen code first."""
    overlaps = [
        (min(note.end, int(row["char_end"])) - max(note.start, int(row["char_start"])), index)
        for index, row in enumerate(truth)
    ]
    most, index = max(overlaps, default=(0, 0))
    if most <= 0:
        return [NO_CODE]
    row = list(truth)[index]
    chosen = row["indicator_code"]
    alternatives = [code for code in (row.get("alt_codes") or "").split("|") if code]
    return [NO_CODE if chosen == NOT_A_STATISTIC else chosen, *alternatives]


def _read_gold(path: Path) -> dict[str, list[dict[str, str]]]:
    truth: dict[str, list[dict[str, str]]] = defaultdict(list)
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if row["char_start"]:
                truth[row["doc"]].append(row)
    return truth
