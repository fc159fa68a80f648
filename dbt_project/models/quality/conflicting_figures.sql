-- Grain: one figure of a submission that gives several for the same thing. One of them is used,
-- by the rule of `int_observations__revisions`; a person should look at all.
with figures as (
    select * from {{ ref('int_observations__revisions') }}
),

compared as (
    select
        *,
        min(value) over (same_thing) <> max(value) over (same_thing) as is_conflicting
    from figures
    window
        same_thing as (
            partition by
                submission_id,
                organization_code,
                period_id,
                indicator_code,
                breakdown,
                stated_role
        )
)

select
    -- identifiers
    observation_id,
    submission_id,
    organization_code,
    indicator_code,
    breakdown,
    stated_role,

    -- when
    period_id,

    -- what
    value,
    value_high,
    qualifier,
    unit_code,
    preference = 1 as is_standing,

    -- where read
    locator_text,
    method,
    context
from compared
where is_conflicting
