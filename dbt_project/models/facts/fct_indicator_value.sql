-- Grain: organisation × period × indicator × role: the whole, one figure. The wide program facts
-- hold the rows of this one whose role is `actual`, a column for each indicator.
with wholes as (
    select * from {{ ref('int_observations__whole') }}
),

organizations as (
    select * from {{ ref('int_organizations__at_period') }}
)

select
    -- identifiers
    organizations.organization_key,
    wholes.organization_code,
    wholes.program_code,
    wholes.indicator_code,
    wholes.role,

    -- when
    wholes.period_id,
    wholes.delivered_at,

    -- what
    wholes.value,
    wholes.value_high,
    wholes.qualifier,
    wholes.unit_code,
    wholes.composition,
    wholes.figure_count,
    wholes.authority,
    wholes.confidence,

    -- where read
    wholes.submission_id,
    wholes.locator_text,
    wholes.method
from wholes
left join organizations
    on
        wholes.organization_code = organizations.organization_code
        and wholes.period_id = organizations.period_id
