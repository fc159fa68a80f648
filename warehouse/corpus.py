"""Annotated reports read anew, beside what their annotators wrote of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from ingestion.errors import JinguoError
from ingestion.pipeline import read_file
from ingestion.write.rows import Outcome
from warehouse.audit_evaluation import read_claims, score_audit
from warehouse.gold import figures_read, questions_of, read_gold
from warehouse.scorecard import Evaluation

Read = Callable[[Path], Outcome]


def evaluation_of(
    gold: Path, documents: Path, claims: Path | None = None, read: Read = read_file
) -> Evaluation:
    """Return the annotated reports of a folder as read and as annotated.

    Every report that `gold` names is read by `read`; others in the folder are left alone. Raises
    JinguoError where one is not there.
    """
    annotated = read_gold(gold)
    names = {one.document for one in annotated}
    if claims:
        names |= {one.doc for one in read_claims(claims)}
    outcomes = [read(path) for path in _found(documents, names)]
    audit = score_audit(questions_of(outcomes), claims) if claims else None
    return Evaluation(figures_read(outcomes), annotated, audit)


def _found(documents: Path, names: Iterable[str]) -> list[Path]:
    paths = [documents / name for name in sorted(names)]
    missing = [path.name for path in paths if not path.is_file()]
    if missing:
        shown = "、".join(missing[:5])
        raise JinguoError(f"{documents} 里没有 {shown}：--documents 要是标注所说的那个文件夹")
    return paths
