"""`python -m scripts.add_to_corpus DIR`: check annotated reports and merge them into the corpus.

DIR holds docs/, gold.csv, claims.csv, envelope.csv and, where there is one, privacy.csv, as
`corpus/README.md` describes them. Nothing is written unless all of it is sound: spans match
quotes, codes are known, no report is in the corpus already.
"""

from __future__ import annotations

import argparse
import csv
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from ingestion.codebook import load_codebook
from ingestion.model import Qualifier, Role

CORPUS = Path(__file__).resolve().parents[1] / "corpus"

_FILES = ("gold.csv", "claims.csv", "envelope.csv", "privacy.csv")
_OPTIONAL = frozenset({"privacy.csv"})
_VERDICTS = frozenset({"contradiction", "consistent"})
# What annotators write beside the roles of an observation.
_ROLES = frozenset({"", "threshold"} | {role.value for role in Role})

Rows = list[dict[str, str]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Merge a folder; return 1 and say why where it is not sound."""
    parser = argparse.ArgumentParser(prog="python -m scripts.add_to_corpus", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--check", action="store_true", help="check only, write nothing")
    chosen = parser.parse_args(arguments)
    faults = list(find_faults(chosen.folder, chosen.corpus))
    if faults:
        sys.stderr.write("\n".join(faults[:40]) + f"\n{len(faults)} 处不对，没有并入\n")
        return 1
    if not chosen.check:
        merge(chosen.folder, chosen.corpus)
    count = len(list((chosen.folder / "docs").glob("*.txt")))
    print(f"{count} 份标注材料，{'检查无误' if chosen.check else '已并入 ' + str(chosen.corpus)}")
    return 0


def find_faults(folder: Path, corpus: Path) -> Iterator[str]:
    """Yield a sentence for each thing that is wrong with a folder of annotated reports."""
    missing = [name for name in _FILES if name not in _OPTIONAL and not (folder / name).is_file()]
    if missing or not (folder / "docs").is_dir():
        yield f"{folder} 缺少 {'、'.join(missing) or 'docs/'}"
        return
    texts = {path.name: _text(path) for path in sorted((folder / "docs").glob("*.txt"))}
    yield from _faults_of_names(texts, folder, corpus)
    yield from _faults_of_gold(_rows(folder / "gold.csv"), texts)
    yield from _faults_of_claims(_rows(folder / "claims.csv"), texts)
    for row in _rows(folder / "privacy.csv"):
        yield from _fault_of_span(row, (row["char_start"], row["char_end"]), row["text"], texts)


def merge(folder: Path, corpus: Path) -> None:
    """Copy the reports and append the rows, in order of documents."""
    (corpus / "docs").mkdir(parents=True, exist_ok=True)
    for name in _FILES:
        added = _rows(folder / name)
        if added:
            _write(corpus / name, [*_rows(corpus / name), *added])
    for path in sorted((folder / "docs").glob("*.txt")):
        shutil.copyfile(path, corpus / "docs" / path.name)


def _faults_of_names(texts: Mapping[str, str], folder: Path, corpus: Path) -> Iterator[str]:
    if not texts:
        yield f"{folder}/docs 里没有 .txt"
    for name in texts:
        if not name[0].isascii() or not name[0].isupper():
            yield f"{name}：文件名要以作者的字母开头，如 F01.txt"
        if (corpus / "docs" / name).exists():
            yield f"{name}：语料里已有同名材料"
    told = [row["doc"] for row in _rows(folder / "envelope.csv")]
    yield from (f"envelope.csv 没有 {name}" for name in sorted(set(texts) - set(told)))
    yield from (
        f"envelope.csv 重复 {name}" for name in sorted({n for n in told if told.count(n) > 1})
    )
    annotated = {row["doc"] for row in _rows(folder / "gold.csv")}
    yield from (f"gold.csv 没有 {name}" for name in sorted(set(texts) - annotated))


def _faults_of_gold(rows: Rows, texts: Mapping[str, str]) -> Iterator[str]:
    codes = {*load_codebook().indicators, "other", "none"}
    known: dict[str, Iterable[str]] = {
        "qualifier": {*(qualifier.value for qualifier in Qualifier), ""},
        "role": _ROLES,
    }
    for row in rows:
        place = f"gold.csv {row['doc']} {row['char_start']}「{row['quote']}」"
        alternatives = (row.get("alt_codes") or "").split("|")
        for code in {row["indicator_code"], *filter(None, alternatives)} - codes:
            yield f"{place}：指标代码 {code or '（空）'} 未声明"
        for column, allowed in known.items():
            if row[column] not in allowed:
                yield f"{place}：{column} 不能是 {row[column]}"
        if row["char_start"]:
            yield from _fault_of_span(
                row, (row["char_start"], row["char_end"]), row["quote"], texts
            )


def _faults_of_claims(rows: Rows, texts: Mapping[str, str]) -> Iterator[str]:
    for row in rows:
        place = f"claims.csv {row['doc']} {row['claim']}"
        if row["verdict"] not in _VERDICTS:
            yield f"{place}：verdict 不能是 {row['verdict']}"
        spans, quotes = row["spans"].split(";"), row["quotes"].split(";")
        if len(spans) != len(quotes):
            yield f"{place}：spans 与 quotes 个数不同"
            continue
        for span, quote in zip(spans, quotes, strict=True):
            yield from _fault_of_span(row, tuple(span.split("-")), quote, texts)


def _fault_of_span(
    row: Mapping[str, str], span: tuple[str, ...], quote: str, texts: Mapping[str, str]
) -> Iterator[str]:
    place = f"{row['doc']} {'-'.join(span)}"
    if row["doc"] not in texts:
        yield f"{place}：docs 里没有这份材料"
    elif len(span) != 2 or not all(end.isdigit() for end in span):
        yield f"{place}：位置不是两个数"
    elif texts[row["doc"]][int(span[0]) : int(span[1])] != quote:
        found = texts[row["doc"]][int(span[0]) : int(span[1])]
        yield f"{place}：原文是「{found}」，标注写的是「{quote}」"


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def _rows(path: Path) -> Rows:
    if not path.exists():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [{key: value or "" for key, value in row.items()} for row in csv.DictReader(file)]


def _write(path: Path, rows: Rows) -> None:
    columns = list(dict.fromkeys(key for row in rows for key in row))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    sys.exit(main())
