-- Grain: one standing figure of a part that no published whole accounts for. Shares and averages
-- (kind rate, ratio) are no parts of anything: each stands by itself.
with parts as (
    select standing.*
    from {{ ref('int_observations__standing') }} as standing
    inner join {{ ref('indicators') }} as indicators
        on standing.indicator_code = indicators.indicator_code
    where standing.breakdown is not null and indicators.kind not in ('rate', 'ratio')
),

wholes as (
    select * from {{ ref('int_observations__wholes') }}
)

select
    parts.observation_id,
    'parts_without_whole' as cause
from parts
anti join wholes
    on
        parts.organization_code = wholes.organization_code
        and parts.period_id = wholes.period_id
        and parts.indicator_code = wholes.indicator_code
        and parts.role = wholes.role

union all

select
    parts.observation_id,
    'later_parts' as cause
from parts
semi join wholes
    on
        parts.submission_id = wholes.submission_id
        and parts.organization_code = wholes.organization_code
        and parts.period_id = wholes.period_id
        and parts.indicator_code = wholes.indicator_code
        and parts.role = wholes.role
        and wholes.is_partial
