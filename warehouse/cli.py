"""The `jinguo` command line: each command is one call into the packages, nothing is decided."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import click
from pydantic import ValidationError

from ingestion.errors import JinguoError
from ingestion.settings import Settings
from warehouse.cli_options import form_option, settings_of
from warehouse.cli_reading import evaluate, extract

_RECEIPT_COLUMNS = (
    "file",
    "status_name",
    "organization_name",
    "period_id",
    "numbers_found",
    "numbers_emitted",
    "numbers_ignored",
    "problems",
    "reason",
    "remedy",
)


class _Group(click.Group):
    """Commands in the order of the data flow, and errors that people can act on without a trace."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except JinguoError as error:
            click.echo(f"错误：{error}", err=True)
            raise SystemExit(1) from error


@click.group(cls=_Group)
@click.option("--home", type=click.Path(path_type=Path), help="where state lives (JINGUO_HOME)")
@click.pass_context
def main(context: click.Context, home: Path | None) -> None:
    """Jinguo 巾帼: county reports in, a traceable provincial comparison out.

    The steps run in the order listed; `jinguo run` is all of them. Every step can be killed and
    run again, and adds nothing twice.
    """
    try:
        context.obj = Settings(home=home) if home else Settings()
    except ValidationError as error:
        wrong = error.errors()[0]
        name = f"JINGUO_{wrong['loc'][0]}".upper()
        raise JinguoError(f"{name} 的值不对：{wrong['msg']}") from error


@main.command()
@click.option("--province", required=True, help="GB/T 2260 code, such as 430000")
@click.option("--periods", required=True, help="comma between, such as 2019,2020H1")
@click.option("--seed", type=int, default=7, show_default=True, help="same seed, same bytes")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="inbox and truth")
def simulate(province: str, periods: str, seed: int, out: Path) -> None:
    """Write a province's submissions with known truth (模拟数据)."""
    from simulator import simulate as write_province
    from warehouse.printing import progress_bar

    with progress_bar("模拟") as report:
        summary = write_province(province, periods.split(","), seed, out, report)
    click.echo(f"{summary}\n收件箱 {out / 'inbox'}；真值 {out / 'truth.parquet'}", err=True)


main.add_command(extract)
main.add_command(evaluate)


@main.command()
@click.pass_context
def collect(context: click.Context) -> None:
    """Archive what is new in the inbox and plan its batches."""
    from ingestion.pipeline import collect as collect_inbox

    click.echo("\n".join(collect_inbox(settings_of(context))) or "没有新文件")


@main.command()
@click.option("--again", is_flag=True, help="read every batch anew: a new codebook or extractor")
@click.pass_context
def ingest(context: click.Context, *, again: bool) -> None:
    """Read the waiting batches into Parquet, with a receipt for each file."""
    from ingestion.pipeline import outdated_batches, waiting_batches

    settings = settings_of(context)
    _ingest(settings, outdated_batches(settings) if again else waiting_batches(settings))


@main.command()
@click.pass_context
def load(context: click.Context) -> None:
    """Load the batches that were read into the build database."""
    from ingestion.pipeline import waiting_batches
    from warehouse.load import load_batches

    settings = settings_of(context)
    click.echo(f"入库 {load_batches(settings, waiting_batches(settings))} 条数据")


@main.command()
@click.pass_context
def build(context: click.Context) -> None:
    """Build facts and marts with dbt."""
    from warehouse.build import build_warehouse

    click.echo(build_warehouse(settings_of(context)))


@main.command()
@click.option("--stamp", help="names the release; now where absent")
@click.option("--accept", "accepted", default="", help="publish against the gate, for this reason")
@click.pass_context
def publish(context: click.Context, stamp: str | None, accepted: str) -> None:
    """Pass the gate and publish a read-only release."""
    _publish(settings_of(context), stamp or _now(), accepted)


@main.command()
@click.pass_context
def run(context: click.Context) -> None:
    """Do the whole night without Airflow: collect, ingest, load, build, publish."""
    from ingestion.pipeline import collect as collect_inbox
    from warehouse.build import build_warehouse
    from warehouse.load import load_batches
    from warehouse.night import is_stale

    settings = settings_of(context)
    batches = collect_inbox(settings)
    if not batches and not is_stale(settings):
        click.echo("没有新文件，发布版不变")
        return
    _ingest(settings, batches)
    click.echo(f"入库 {load_batches(settings, batches)} 条数据")
    click.echo(build_warehouse(settings))
    _publish(settings, _now(), accepted="")


@main.command()
@form_option("table")
@click.pass_context
def status(context: click.Context, form: str) -> None:
    """Say what is published, what waits, and what became of the files."""
    from warehouse.printing import print_rows
    from warehouse.status import read_state, state_lines

    state = read_state(settings_of(context))
    if form == "table":
        click.echo("\n".join(state_lines(state)))
    else:
        print_rows(list(state.__slots__), [[getattr(state, key) for key in state.__slots__]], form)


@main.command()
@click.option("--status", "wanted", help="accepted, partly_accepted, duplicate or quarantined")
@form_option("table")
@click.pass_context
def receipts(context: click.Context, wanted: str | None, form: str) -> None:
    """List what became of each file received, and what to do."""
    from ingestion.write.receipts import read_receipts
    from warehouse.printing import print_rows

    rows = [
        [receipt[column] for column in _RECEIPT_COLUMNS]
        for receipt in read_receipts(settings_of(context).receipts)
        if wanted in (None, receipt["status"])
    ]
    print_rows(_RECEIPT_COLUMNS, rows, form)


@main.command()
@click.argument("organization")
@click.argument("period")
@click.argument("indicator")
@click.pass_context
def trace(context: click.Context, organization: str, period: str, indicator: str) -> None:
    """Show the file, the cell or sentence, and the rule behind a published figure.

    ORGANIZATION and INDICATOR are codes or Chinese names; PERIOD is such as 2020 or 2020H1.
    """
    from warehouse.trace import trace as read_trace

    click.echo("\n".join(read_trace(settings_of(context), organization, period, indicator)))


@main.command(context_settings={"ignore_unknown_options": True})  # SQL may begin with a comment
@click.argument("sql")
@form_option("table")
@click.pass_context
def query(context: click.Context, sql: str, form: str) -> None:
    """Ask the current release in SQL."""
    from warehouse.connect import reader, run_query
    from warehouse.printing import print_rows

    with reader(settings_of(context).current_release, is_closed=True) as connection:
        columns, rows = run_query(connection, sql)
    print_rows(columns, rows, form)


@main.command()
@click.option("--port", type=int, default=8081, show_default=True)
@click.pass_context
def serve(context: click.Context, port: int) -> None:
    """Serve the dbt docs site on 127.0.0.1."""
    from warehouse.serving import serve_folder

    serve_folder(settings_of(context).docs_site, port)


def _ingest(settings: Settings, batch_ids: list[str]) -> None:
    from ingestion.pipeline import ingest as read_batch
    from warehouse.printing import progress_bar

    for order, batch_id in enumerate(batch_ids, start=1):
        with progress_bar(f"读取批次 {order}/{len(batch_ids)}") as report:
            read_batch(settings, batch_id, report)


def _publish(settings: Settings, stamp: str, accepted: str) -> None:
    from warehouse.gate import check_gate
    from warehouse.publish import publish_release
    from warehouse.receipts import write_receipts

    check_gate(settings, accepted=accepted)
    click.echo(f"已发布 {publish_release(settings, stamp, accepted=accepted)}")
    click.echo(f"回执汇总 {write_receipts(settings, stamp)}")


def _now() -> str:
    return datetime.now(tz=UTC).strftime("%Y%m%dT%H%M%S")


if __name__ == "__main__":
    sys.exit(main())
