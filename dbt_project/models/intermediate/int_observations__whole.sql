-- Grain: organisation × period × indicator × role: one figure for the whole.
-- A stated total beats parts, except that parts of the office's own report beat a total that is
-- only mentioned. Without a total, the parts of one submission add up where the indicator is a flow
-- and all are events or all are levels. Anything else has no whole here: it is not guessed.
with standing as (
    select * from {{ ref('int_observations__standing') }}
),

revisions as (
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
),

sums as (
    select
        organization_code,
        period_id,
        program_code,
        indicator_code,
        role,
        submission_id,
        'parts' as composition,
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
),

totals as (
    select
        organization_code,
        period_id,
        program_code,
        indicator_code,
        role,
        submission_id,
        'stated' as composition,
        1 as figure_count,
        value,
        value_high,
        qualifier,
        unit_code,
        authority,
        delivered_at,
        locator_text,
        method,
        confidence
    from standing
    where breakdown is null
),

candidates as (
    select * from totals
    union all by name
    select * from sums
)

select *
from candidates
qualify
    row_number() over (
        partition by organization_code, period_id, indicator_code, role
        order by
            authority = 'mention' asc,
            composition = 'stated' desc,
            authority = 'correction' desc,
            delivered_at desc,
            submission_id asc
    ) = 1
