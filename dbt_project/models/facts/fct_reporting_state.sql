-- Grain: organisation × period × indicator: what the office's own last word on it was: a figure, or
-- one of three kinds of silence. A mention elsewhere is not its word. Silence about a part is not
-- silence about the whole; a figure beats silence inside one submission. An indicator that a report
-- never named has no row: that is "not reported" too, and nobody said so.
with told as (
    select * from {{ ref('int_observations__placed') }}
    where
        role = 'actual'
        and authority <> 'mention'
        and (value_state = 'reported' or breakdown is null)
),

organizations as (
    select * from {{ ref('int_organizations__at_period') }}
),

wholes as (
    select * from {{ ref('int_observations__whole') }}
    where role = 'actual'
),

last_word as (
    select *
    from told
    qualify
        row_number() over (
            partition by organization_code, period_id, indicator_code
            order by
                authority = 'correction' desc,
                delivered_at desc,
                submission_id asc,
                value_state = 'reported' desc,
                breakdown is null desc,
                observation_id asc
        ) = 1
)

select
    -- identifiers
    organizations.organization_key,
    last_word.organization_code,
    last_word.program_code,
    last_word.indicator_code,

    -- when
    last_word.period_id,
    last_word.delivered_at,

    -- what
    last_word.value_state,
    wholes.indicator_code is not null as has_value,
    last_word.authority,

    -- where read
    last_word.submission_id,
    last_word.locator_text,
    last_word.method
from last_word
left join organizations
    on
        last_word.organization_code = organizations.organization_code
        and last_word.period_id = organizations.period_id
left join wholes
    on
        last_word.organization_code = wholes.organization_code
        and last_word.period_id = wholes.period_id
        and last_word.indicator_code = wholes.indicator_code
