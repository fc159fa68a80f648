"""Learning the reader's weights from a corpus, and for each writer the weights without that writer.

Reads and writes files. First the wording, from the numbers as the grammar reads them, in the
reports and in the exercises: dense practice texts in every wording. Then the confidence, from the
reports alone (an exercise is harder than any report), read with a wording that never saw their
writer.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from ingestion.codebook import load_codebook
from ingestion.extract.judgement import learned_of
from training.examples import read_examples
from training.fitting import Row, fit_confidences, fit_wordings

_HEADERS = {
    "wording.csv": ("feature", "indicator_code", "weight"),
    "confidence.csv": ("feature", "weight"),
}


def learn(corpus: Path, into: Path, left_out: Path) -> None:
    """Write the weights of all writers, and for each writer those without that writer."""
    if left_out.exists() and any(left_out.iterdir()):
        raise FileExistsError(f"{left_out} holds weights of an earlier run: name an empty folder")
    codebook = load_codebook()
    read = partial(read_examples, corpus / "docs", corpus / "gold.csv", codebook)
    exercises = corpus / "exercises"
    practise = partial(read_examples, exercises / "docs", exercises / "gold.csv", codebook)
    practice = practise(_grammar_alone) if exercises.exists() else []
    wording, wordings = fit_wordings(read(_grammar_alone), practice, codebook, _say)
    _write(wording, into / "wording.csv")
    _write_each(wordings, left_out, "wording.csv")
    _write_each({writer: [] for writer in wordings}, left_out, "confidence.csv")  # not yet
    confidence, confidences = fit_confidences(read(lambda writer: left_out / writer))
    _write(confidence, into / "confidence.csv")
    _write_each(confidences, left_out, "confidence.csv")
    learned_of.cache_clear()  # the folders were read while they were half full


def _say(done: int, count: int) -> None:
    print(f"学习用词 learning the wording: {done}/{count}", file=sys.stderr, flush=True)


def _grammar_alone(_writer: str) -> None:
    """Return no weights, whoever wrote."""


def _write_each(rows: Mapping[str, list[Row]], folder: Path, name: str) -> None:
    for writer, found in rows.items():
        _write(found, folder / writer / name)


def _write(rows: list[Row], path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, _HEADERS[path.name], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
