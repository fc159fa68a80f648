-- Grain: one submission that nobody could place: its figures wait outside the facts.
with submissions as (
    select * from {{ ref('int_submissions__standing') }}
),

periods as (
    select * from {{ ref('int_periods__parsed') }}
),

waiting as (
    select
        delivery_id,
        count(*) as waiting_count
    from {{ ref('stg_raw__observations') }}
    where
        status = 'accepted'
        and value_state = 'reported'
        and (organization_code is null or period_id is null or period_id like '%X%')
    group by delivery_id
)

select
    -- identifiers
    submissions.submission_id,
    submissions.file_name,
    submissions.source_uri,
    submissions.organization_code,
    submissions.organization_name,
    submissions.period_id,

    -- when
    submissions.delivered_at,

    -- what
    submissions.organization_code is null as is_organization_missing,
    periods.period_id is null as is_period_missing,
    coalesce(waiting.waiting_count, 0) as waiting_count,
    submissions.reason,
    submissions.remedy
from submissions
left join periods on submissions.period_id = periods.period_id
left join waiting on submissions.reading_delivery_id = waiting.delivery_id
where
    submissions.status <> 'quarantined'
    and (submissions.organization_code is null or periods.period_id is null)
