-- Grain: organisation × period with a figure or a report: the version valid at the period's end.
-- Where none was, the nearest version that had begun by then, else the first (seeds start late).
with used as (
    select
        organization_code,
        period_id
    from {{ ref('int_observations__placed') }}
    union
    select
        organization_code,
        period_id
    from {{ ref('int_submissions__standing') }}
),

periods as (
    select * from {{ ref('int_periods__parsed') }}
),

versions as (
    select * from {{ ref('int_organizations__versions') }}
)

select
    used.organization_code,
    used.period_id,
    versions.organization_key
from used
inner join periods on used.period_id = periods.period_id
inner join versions on used.organization_code = versions.organization_code
qualify
    row_number() over (
        partition by used.organization_code, used.period_id
        order by
            versions.valid_from <= periods.end_date desc,
            abs(date_diff('day', versions.valid_from, periods.end_date)) asc
    ) = 1
