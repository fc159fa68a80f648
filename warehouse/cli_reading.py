"""The commands that read files: `extract` prints what they say, `evaluate` how well it was read."""

from __future__ import annotations

from pathlib import Path

import click

from ingestion.settings import Settings
from warehouse.cli_options import form_option, settings_of

_FILES = click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)


@click.command()
@_FILES
@form_option("table")
@click.option("--findings", is_flag=True, help="print what should be asked, not what was read")
@click.option("--explain", is_flag=True, help="for each number of the prose: how it was read, why")
def extract(files: tuple[Path, ...], form: str, *, findings: bool, explain: bool) -> None:
    """Read files and print their figures; no database is touched.

    --explain prints every number in its sentence, in 【】, with the reading that stands, its
    evidence and confidence, and the second-best reading, or why the number was left alone.
    """
    from warehouse import extraction
    from warehouse.printing import print_rows

    if explain:
        _explain(files, form)
        return
    outcomes = extraction.read_files(files)
    if findings:
        print_rows(extraction.FINDING_COLUMNS, extraction.finding_rows(outcomes), form)
    else:
        print_rows(extraction.OBSERVATION_COLUMNS, extraction.observation_rows(outcomes), form)
    unread = [one for one in outcomes if one.submission["status"] == "quarantined"]
    for outcome in unread:
        click.echo(f"{outcome.source.name}：{outcome.submission['reason']}", err=True)
    if unread:
        raise SystemExit(1)


@click.command()
@click.option(
    "--truth", type=click.Path(exists=True, path_type=Path), help="truth.parquet of a simulation"
)
@click.option(
    "--gold", type=click.Path(exists=True, path_type=Path), help="annotated numbers (gold.csv)"
)
@click.option(
    "--documents",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="the annotated reports",
)
@click.option(
    "--claims", type=click.Path(exists=True, path_type=Path), help="audited claims (claims.csv)"
)
@form_option("table")
@click.pass_context
def evaluate(
    context: click.Context,
    truth: Path | None,
    gold: Path | None,
    documents: Path | None,
    claims: Path | None,
    form: str,
) -> None:
    """Score the reader: --truth against a simulation, or --gold with --documents.

    --truth compares the published release with a simulated province. --gold reads annotated
    reports anew and prints precision, recall and F1 of (indicator, value) by writer, program and
    construction, what became of the misses, the calibration and, with --claims, the audit.
    """
    if truth and not (gold or documents or claims):
        _evaluate_truth(settings_of(context), truth, form)
    elif gold and documents and not truth:
        _evaluate_gold(gold, documents, claims, form)
    else:
        raise click.UsageError("给出 --truth，或者给出 --gold 和 --documents（可加 --claims）")


def _explain(files: tuple[Path, ...], form: str) -> None:
    from warehouse import explanation
    from warehouse.printing import print_rows, without_controls

    explained = [explanation.explain_file(path) for path in files]
    if form == "table":
        for one in explained:
            for line in explanation.explanation_lines(one):
                click.echo(without_controls(line))
    else:
        rows = [row for one in explained for row in explanation.explanation_rows(one)]
        print_rows(explanation.COLUMNS, rows, form)


def _evaluate_truth(settings: Settings, truth: Path, form: str) -> None:
    from warehouse.evaluation import COLUMNS, evaluate_truth
    from warehouse.printing import print_rows

    rows, invented = evaluate_truth(settings, truth)
    print_rows(COLUMNS, rows, form)
    click.echo(f"另有 {invented} 个现行数据不在真值里（无人填报而被读出）", err=True)


_SEEN = (
    "用的是现行权重：它学过本项目 corpus/ 里的材料，对那些材料的分数偏高，"
    "没见过的材料请看 make evaluate\n"
    "Scored with the weights in use, which have learned from corpus/: see make evaluate"
)


def _evaluate_gold(gold: Path, documents: Path, claims: Path | None, form: str) -> None:
    from ingestion.codebook import load_codebook
    from warehouse.corpus import evaluation_of
    from warehouse.printing import print_tables
    from warehouse.scorecard import scorecard

    evaluation = evaluation_of(gold, documents, claims)
    click.echo(_SEEN, err=True)
    print_tables(scorecard(evaluation, load_codebook()), form)
