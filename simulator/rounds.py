"""A province's reporting rounds: every office, every period, what came and what stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from ingestion.settings import Settings
from simulator.county import County
from simulator.deliveries import (
    Arrival,
    Inbox,
    choose_path,
    corrected_path,
    first_arrival,
    second_arrival,
)
from simulator.figures import Desk
from simulator.forms import manner
from simulator.offices import Office, load_offices
from simulator.randomness import stream
from simulator.reports import CONTAINERS, Report, make_report
from simulator.spans import Span, read_span
from simulator.truth import Delivery, TruthRows

CORRECTED_SHARE = 0.04
SILENT_SHARE = 0.01  # offices that send nothing for a period


@dataclass(frozen=True, slots=True)
class SimulationSummary:
    """What was made. `figures` and `injected_errors` count the submissions that stand."""

    organizations: int
    periods: int
    files: int
    figures: int
    injected_errors: int
    late_files: int
    corrected_files: int


@dataclass(frozen=True, slots=True)
class _Turn:
    """One office's turn to report one period."""

    office: Office
    span: Span
    container: str


def simulate(
    province: str,
    periods: list[str],
    seed: int,
    out: Path,
    progress: Callable[[int, int], None] | None = None,
) -> SimulationSummary:
    """Write `out/inbox` and `out/truth.parquet` for a province, the same for the same arguments.

    `progress` is called with turns done and all turns. Raises JinguoError for a period outside a
    single year and for a province without counties.
    """
    offices_on = load_offices(province, Settings().seeds)
    spans = [read_span(period) for period in periods]
    turns = list(_turns(spans, {span: offices_on(span.end) for span in spans}, seed))
    inbox, truth = Inbox(out / "inbox"), TruthRows()
    counties = {
        code: County(seed, code) for code in {turn.office.organization_code for turn in turns}
    }
    for number, turn in enumerate(turns, start=1):
        _report(turn, counties[turn.office.organization_code], inbox, truth)
        if progress:
            progress(number, len(turns))
    inbox.close()
    truth.write(out / "truth.parquet")
    return _summary(turns, truth)


def _turns(spans: list[Span], offices: dict[Span, list[Office]], seed: int) -> Iterator[_Turn]:
    """Yield who reports what. Each office goes through all containers, in an order of its own."""
    for position, span in enumerate(spans):
        for office in offices[span]:
            order = stream(seed, office.organization_code, "containers").sample(CONTAINERS, 4)
            if stream(seed, office.organization_code, span.period_id).random() >= SILENT_SHARE:
                yield _Turn(office, span, order[position % len(order)])


def _report(turn: _Turn, county: County, inbox: Inbox, truth: TruthRows) -> None:
    desk = Desk(county.seed, county, turn.span, manner(county.seed, turn.office).money_unit)
    arrival = first_arrival(turn.span, desk.key("arrival"))
    path = choose_path(turn.office, turn.span, turn.container, desk.key("path"))
    final = make_report(desk, turn.office, turn.container)
    if desk.key("corrected").random() < CORRECTED_SHARE:
        draft = make_report(replace(desk, is_draft=True), turn.office, turn.container)
        _deliver(turn, (path, arrival, draft), inbox, truth, stands=False)
        path = corrected_path(path, desk.key("corrected path"))
        arrival = second_arrival(arrival, turn.span, desk.key("second arrival"))
    _deliver(turn, (path, arrival, final), inbox, truth, stands=True)


def _deliver(
    turn: _Turn,
    sent: tuple[Path, Arrival, Report],
    inbox: Inbox,
    truth: TruthRows,
    *,
    stands: bool,
) -> None:
    path, arrival, report = sent
    inbox.put(path, report.content, arrival, **_declared(turn, path))
    delivery = Delivery(
        organization_code=turn.office.organization_code,
        report_period_id=turn.span.period_id,
        file=path.as_posix(),
        delivered_at=arrival.delivered_at,
        is_late=arrival.is_late,
        stands=stands,
    )
    truth.add(delivery, report.tellings)


def _declared(turn: _Turn, path: Path) -> dict[str, str]:
    """Return what a clerk noted of half the files whose name and folder tell no period."""
    noted = stream(turn.office.organization_code, path.name, "noted").random() < 0.5
    if turn.span.label in path.as_posix() or not noted:
        return {}
    return {"organization": turn.office.organization_code, "period": turn.span.period_id}


def _summary(turns: list[_Turn], truth: TruthRows) -> SimulationSummary:
    standing = [row for row in truth.rows if row["stands"]]
    files = {row["file"]: row for row in truth.rows}
    return SimulationSummary(
        organizations=len({turn.office.organization_code for turn in turns}),
        periods=len({turn.span for turn in turns}),
        files=len(files),
        figures=len(standing),
        injected_errors=sum(row["injected_error"] is not None for row in standing),
        late_files=sum(bool(row["is_late"]) for row in files.values()),
        corrected_files=sum(not row["stands"] for row in files.values()),
    )
