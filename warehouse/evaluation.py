"""The warehouse against a simulated province: how much of the truth arrived, per construction."""

from __future__ import annotations

from pathlib import Path

from ingestion.settings import Settings
from warehouse.connect import quoted, reader, run_query

COLUMNS = ["container", "construction", "told", "arrived", "wrong", "missing", "arrived_rate"]

# A figure counts as arrived when its standing value, with its organisation, period and indicator,
# is the value as submitted in the submission that stands. Parts are compared as parts.
_COMPARED = """
    with truth as (
        select *
        from read_parquet({truth})
        where stands and role = 'actual'
    ),

    standing as (
        select organization_code, period_id, indicator_code, breakdown, value, value_high
        from facts.fct_observation
        where is_standing and role = 'actual'
    ),

    compared as (
        select
            case when truth.container like '%narrative' then 'narrative' else 'table' end as kind,
            truth.container,
            truth.construction,
            standing.value is not null as is_found,
            standing.value = truth.value_submitted
            and standing.value_high is not distinct from truth.value_high as is_right
        from truth
        left join standing
            on
                truth.organization_code = standing.organization_code
                and truth.period_id = standing.period_id
                and truth.indicator_code = standing.indicator_code
                and truth.breakdown is not distinct from standing.breakdown
    )
"""
_COUNTS = """
        count(*) as told,
        count(*) filter (where is_right) as arrived,
        count(*) filter (where is_found and not is_right) as wrong,
        count(*) filter (where not is_found) as missing,
        round(100.0 * count(*) filter (where is_right) / count(*), 2) as arrived_rate
    from compared
"""
_BY_CONSTRUCTION = "select container, construction," + _COUNTS + "group by all order by 1, 2"
_BY_KIND = "select kind as container, '合计' as construction," + _COUNTS + "group by all order by 1"

# Published for a simulated organisation and period, yet told by no one.
_INVENTED = """
    select count(*)
    from facts.fct_observation as f
    where
        f.is_standing and f.role = 'actual'
        and f.organization_code in (select organization_code from read_parquet({truth}))
        and not exists (
            from read_parquet({truth}) as t
            where
                t.organization_code = f.organization_code and t.period_id = f.period_id
                and t.indicator_code = f.indicator_code
                and t.breakdown is not distinct from f.breakdown
        )
"""


def evaluate_truth(settings: Settings, truth: Path) -> tuple[list[tuple[object, ...]], int]:
    """Return rows as `COLUMNS` name them, totals last, and how many figures nobody told."""
    compared = _COMPARED.format(truth=quoted(truth))
    with reader(settings.current_release) as connection:
        rows = run_query(connection, compared + _BY_CONSTRUCTION)[1]
        rows += run_query(connection, compared + _BY_KIND)[1]
        ((invented,),) = run_query(connection, _INVENTED.format(truth=quoted(truth)))[1]
    return rows, int(str(invented))
