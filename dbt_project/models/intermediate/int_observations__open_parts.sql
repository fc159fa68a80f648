-- Grain: one standing figure of a part that no published whole accounts for. Either there is no
-- whole; or the part was told later than the whole, or by a correction of it, and could not
-- replace it: the parts do not add (a stock, several families), or may not be all. Shares and
-- averages (kind rate, ratio) are no parts of anything: each stands by itself.
with parts as (
    select
        standing.*,
        standing.authority = 'correction' as is_correction
    from {{ ref('int_observations__standing') }} as standing
    inner join {{ ref('indicators') }} as indicators
        on standing.indicator_code = indicators.indicator_code
    where standing.breakdown is not null and indicators.kind not in ('rate', 'ratio')
),

wholes as (
    select
        *,
        authority = 'correction' as is_correction
    from {{ ref('int_observations__whole') }}
),

beside as (
    select
        parts.observation_id,
        case
            when wholes.submission_id is null then 'parts_without_whole'
            when parts.authority = 'mention' or parts.submission_id = wholes.submission_id then null
            when parts.is_correction > wholes.is_correction then 'later_parts'
            when parts.is_correction < wholes.is_correction then null
            when parts.delivered_at > wholes.delivered_at then 'later_parts'
        end as cause
    from parts
    left join wholes
        on
            parts.organization_code = wholes.organization_code
            and parts.period_id = wholes.period_id
            and parts.indicator_code = wholes.indicator_code
            and parts.role = wholes.role
)

select * from beside
where cause is not null
