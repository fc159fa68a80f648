"""`python -m training`: learn the reader's weights from the corpus and keep them.

`--left-out DIR` also keeps, for each writer, the weights that never saw that writer; `make
evaluate` scores with such weights.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path

from ingestion.extract.judgement import WEIGHTS
from training.learning import learn

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


if __name__ == "__main__":
    main()
