-- Grain: submission × organisation × period × indicator × role: what its parts add up to. Parts add
-- where the indicator is a flow and all are events or all are levels; any other parts have no sum.
with revisions as (
    select
        *,
        split_part(breakdown, ':', 1) as family
    from {{ ref('int_observations__revisions') }}
    where breakdown is not null
),

flows as (
    select indicator_code from {{ ref('indicators') }}
    where aggregation = 'sum'
),

-- One figure for each part of a submission: the rule that picks the standing figure, within it.
parts as (
    select revisions.*
    from revisions
    inner join flows on revisions.indicator_code = flows.indicator_code
    qualify
        row_number() over (
            partition by
                revisions.submission_id,
                revisions.organization_code,
                revisions.period_id,
                revisions.indicator_code,
                revisions.role,
                revisions.breakdown
            order by revisions.preference
        ) = 1
)

select
    organization_code,
    period_id,
    program_code,
    indicator_code,
    role,
    submission_id,
    'parts' as composition,
    list(breakdown order by breakdown) as breakdowns,
    count(*) as figure_count,
    cast(sum(value) as decimal(28, 4)) as value,
    case
        when count(value_high) > 0
            then cast(sum(coalesce(value_high, value)) as decimal(28, 4))
    end as value_high,
    case
        when count(*) filter (where qualifier <> 'exact') = 0 then 'exact'
        when count(distinct qualifier) filter (where qualifier <> 'exact') = 1
            then max(qualifier) filter (where qualifier <> 'exact')
        else 'about'
    end as qualifier,
    max(unit_code) as unit_code,
    max(authority) as authority,
    max(delivered_at) as delivered_at,
    string_agg(locator_text, '；' order by breakdown) as locator_text,
    min(method) as method,
    min(confidence) as confidence
from parts
group by organization_code, period_id, program_code, indicator_code, role, submission_id
having count(distinct family) = 1 and min(family) in ('event', 'level')
