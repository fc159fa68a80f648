-- Grain: one period that some figure or submission names.
select
    period_id,
    period_name,
    kind,
    year,
    start_date,
    end_date,
    is_cumulative,
    prior_period_id
from {{ ref('int_periods__parsed') }}
