"""How much personal data is masked: `python -m benchmarks.privacy [FOLDER...] [--show]`.

Without folders: the cases of corpus/privacy, each style apart. A folder is one of annotated
reports, with docs/ and privacy.csv (`corpus/README.md`); its reports are scored line by line, as
contexts are masked. Recall counts names of which nothing is left to read.
"""

from __future__ import annotations

import argparse
import csv
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from ingestion.privacy import Kind, PersonalData
from ingestion.privacy.scoring import PrivacyCase, PrivacyScore, read_marked, score_privacy

CASES = Path(__file__).resolve().parents[1] / "corpus" / "privacy"


def main() -> None:
    """Print recall and precision for each kind."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.privacy", description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--show", action="store_true", help="print what was missed or masked wrong")
    chosen = parser.parse_args()
    sets = {str(folder): read_reports(folder) for folder in chosen.folders} or {
        path.stem: read_cases(path) for path in sorted(CASES.glob("*.txt"))
    }
    for name, cases in sets.items():
        print(f"\n{name}: {len(cases)} 段 passages")
        print_score(score_privacy(cases), show=chosen.show)


def read_cases(path: Path) -> list[PrivacyCase]:
    """Return the cases of a file with one marked passage on each line; # begins a remark."""
    lines = path.read_text("utf-8").splitlines()
    return [read_marked(line) for line in lines if line and not line.startswith("#")]


def read_reports(folder: Path) -> list[PrivacyCase]:
    """Return the lines of annotated reports, with the personal data in each."""
    gold: dict[str, list[PersonalData]] = defaultdict(list)
    with (folder / "privacy.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            span = PersonalData(int(row["char_start"]), int(row["char_end"]), Kind(row["kind"]))
            gold[row["doc"]].append(span)
    paths = sorted((folder / "docs").glob("*.txt"))
    return [case for path in paths for case in _lines(path, gold[path.name])]


def print_score(score: PrivacyScore, *, show: bool) -> None:
    """Print a table, and the single cases where asked for."""
    print(f"{'':12}{'应掩 gold':>10}{'召回 recall':>14}{'所掩 masked':>14}{'精确 precision':>16}")
    for kind in score.kinds:
        counts = f"{kind.gold:>10}{kind.recall:>14.3f}{kind.masked:>14}{kind.precision:>16.3f}"
        print(f"{kind.kind:12}{counts}")
    print(f"{'all':12}{'':10}{score.recall:>14.3f}{'':14}{score.precision:>16.3f}")
    for kind in score.kinds if show else ():
        for label, examples in (("漏 missed", kind.missed), ("误 wrong", kind.wrong)):
            for example in examples:
                print(f"  {label} {kind.kind}: {example}")


def _lines(path: Path, gold: list[PersonalData]) -> Iterator[PrivacyCase]:
    with path.open(encoding="utf-8", newline="") as file:
        text = file.read()
    start = 0
    for line in text.splitlines(keepends=True):
        end = start + len(line)
        inside = [one for one in gold if start <= one.start < end]
        moved = (PersonalData(one.start - start, one.end - start, one.kind) for one in inside)
        yield PrivacyCase(line, tuple(moved))
        start = end


if __name__ == "__main__":
    main()
