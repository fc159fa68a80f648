"""`python -m training`: learn the reader's weights from the corpus and keep them.

First the wording, from the numbers as the grammar reads them. Then the confidence, from reports
read with a wording that never saw their writer. `--left-out DIR` also keeps, for each writer, the
weights that never saw that writer: `make evaluate` scores with those.
"""

from __future__ import annotations

import argparse
import csv
import tempfile
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from ingestion.codebook import load_codebook
from ingestion.extract.judgement import WEIGHTS
from training.examples import read_examples
from training.fitting import Row, fit_confidences, fit_wordings

CORPUS = Path(__file__).resolve().parents[1] / "corpus"


def main(arguments: Sequence[str] | None = None) -> None:
    """Learn, and write `wording.csv` and `confidence.csv`."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--into", type=Path, default=WEIGHTS)
    parser.add_argument("--left-out", type=Path)
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as scratch:
        learn(chosen.corpus, chosen.into, chosen.left_out or Path(scratch))


def learn(corpus: Path, into: Path, left_out: Path) -> None:
    """Write the weights of all writers, and for each writer those without that writer."""
    codebook = load_codebook()
    read = partial(read_examples, corpus / "docs", corpus / "gold.csv", codebook)
    # A folder without files: the grammar alone.
    wording, wordings = fit_wordings(read(lambda _: Path(left_out, "none")), codebook)
    _write(wording, into / "wording.csv")
    _write_each(wordings, left_out, "wording.csv")
    # Twice: the second time with a confidence that opens the frames as the first one learned to.
    for _ in range(2):
        confidence, confidences = fit_confidences(read(lambda writer: left_out / writer))
        _write_each(confidences, left_out, "confidence.csv")
    _write(confidence, into / "confidence.csv")


def _write_each(rows: Mapping[str, list[Row]], folder: Path, name: str) -> None:
    for writer, found in rows.items():
        _write(found, folder / writer / name)


def _write(rows: list[Row], path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main()
