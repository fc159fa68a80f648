"""The tables of an evaluation, ready to print: Chinese first, English beside it. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ingestion.codebook import Codebook
from warehouse.audit_evaluation import AuditScore
from warehouse.calibration import SURE, calibrate, sure_ones
from warehouse.gold import Figure, writer_of
from warehouse.scoring import Count, Score, misses, score

_COUNTS = ("应读 gold", "读出 read", "读对 right", "精确率 P", "召回率 R", "F1")


@dataclass(frozen=True, slots=True)
class ScoreTable:
    """A table with a title; rows as `columns` name them."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Everything that is compared: numbers read and annotated, and what came of the audit."""

    read: Sequence[Figure]
    gold: Sequence[Figure]
    audit: AuditScore | None = None


def scorecard(evaluation: Evaluation, codebook: Codebook) -> list[ScoreTable]:
    """Return all tables of an evaluation."""
    result = score(evaluation.read, evaluation.gold)
    tables = [
        _by_writer(evaluation, result),
        _agreement(result),
        _counts("按工作领域 by program", result.by(_program_of(codebook))),
        _by_rule(result),
        _misses(evaluation, result),
        _calibration(evaluation),
    ]
    if evaluation.audit:
        tables.append(_audit(evaluation.audit))
    return tables


def _by_writer(evaluation: Evaluation, result: Score) -> ScoreTable:
    rows = []
    for writer, count in result.by(lambda figure: writer_of(figure.document)).items():
        of_writer = score(
            [one for one in evaluation.read if writer_of(one.document) == writer],
            [one for one in evaluation.gold if writer_of(one.document) == writer],
        )
        rows.append((writer, *_shown(count), *_agreements(of_writer)))
    rows.append(("全部 all", *_shown(result.indicators), *_agreements(result)))
    columns = ("作者 writer", *_COUNTS, "时期 period", "限定 qualifier", "非统计数 on none")
    return ScoreTable("按作者（指标，数值） by writer (indicator, value)", columns, tuple(rows))


def _agreements(result: Score) -> tuple[object, ...]:
    return (
        _rate(result.period_accuracy),
        _rate(result.qualifier_accuracy),
        result.on_non_statistics,
    )


def _agreement(result: Score) -> ScoreTable:
    rows = (
        ("时期到月 period", _rate(result.period_accuracy), len(result.matched)),
        ("年或半年 year or half-year", _rate(result.year_accuracy), len(result.matched)),
        ("限定词 qualifier", _rate(result.qualifier_accuracy), len(result.matched)),
        (
            "计划、任务、要求的数（指标，数值，性质） roles",
            _rate(result.undone.recall),
            result.undone.gold,
        ),
    )
    return ScoreTable("其他方面 agreement", ("方面 what", "对 right", "个数 of"), rows)


def _counts(title: str, counts: Mapping[str, Count]) -> ScoreTable:
    rows = tuple((name, *_shown(count)) for name, count in counts.items())
    return ScoreTable(title, ("", *_COUNTS), rows)


def _program_of(codebook: Codebook) -> Callable[[Figure], str]:
    def program_of(figure: Figure) -> str:
        indicator = codebook.indicators.get(figure.code)
        if indicator is None:
            return figure.code
        return f"{codebook.programs[indicator.program_code]} {indicator.program_code}"

    return program_of


def _by_rule(result: Score) -> ScoreTable:
    rows = tuple(
        (rule, count.read, count.right, _rate(count.precision))
        for rule, count in result.by_rule().items()
    )
    columns = ("句式 construction", "读出 read", "读对 right", "精确率 P")
    return ScoreTable("按句式 by construction", columns, rows)


def _misses(evaluation: Evaluation, result: Score) -> ScoreTable:
    rows = tuple(misses(evaluation.read, result).items())
    return ScoreTable("没有读对的去向 misses", ("去向 what became of them", "个数 figures"), rows)


def _calibration(evaluation: Evaluation) -> ScoreTable:
    rows: list[tuple[object, ...]] = [
        (
            f"{one.low:.2f}–{one.high:.2f}",
            one.number,
            one.right,
            _rate(one.confidence),
            _rate(one.right / one.number),
        )
        for one in calibrate(evaluation.read, evaluation.gold)
    ]
    right, number = sure_ones(evaluation.read, evaluation.gold)
    share = _rate(right / number) if number else ""
    rows.append((f"采用且 accepted ≥ {SURE}", number, right, "", share))
    columns = ("可信度 confidence", "个数 figures", "对 right", "平均 mean", "对的比例 share right")
    return ScoreTable("可信度校准 calibration", columns, tuple(rows))


def _audit(audit: AuditScore) -> ScoreTable:
    rows = (
        (
            "矛盾，问到了 contradictions found",
            len(audit.found),
            len(audit.found) + len(audit.missed),
            _rate(audit.found_share),
        ),
        (
            "相符，误问了 consistent alarmed",
            len(audit.alarmed),
            len(audit.alarmed) + len(audit.silent),
            _rate(audit.alarmed_share),
        ),
        ("标注以外的疑问 questions elsewhere", len(audit.others), "", ""),
    )
    return ScoreTable("勾稽核对 audit", ("", "个数 number", "共 of", "比例 share"), rows)


def _shown(count: Count) -> tuple[object, ...]:
    rates = (_rate(count.precision), _rate(count.recall), _rate(count.f1))
    return (count.gold, count.read, count.right, *rates)


def _rate(share: float) -> str:
    return f"{share:.3f}"
