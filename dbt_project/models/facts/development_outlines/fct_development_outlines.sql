-- Grain: organisation × period. Written by scripts/make_fact_yaml.py from the codebook.
-- A column holds the whole; null means not reported, and null is not zero.
with wholes as (
    select * from {{ ref('fct_indicator_value') }}
    where program_code = 'development_outlines' and role = 'actual'
)

select
    organization_key,
    organization_code,
    period_id,
    max(value) filter (where indicator_code = 'outline_leaflets') as outline_leaflets,
    max(value) filter (where indicator_code = 'outline_indicators_total')
        as outline_indicators_total,
    max(value) filter (where indicator_code = 'outline_indicators_met') as outline_indicators_met,
    max(value) filter (where indicator_code = 'outline_achievement_rate')
        as outline_achievement_rate,
    max(value) filter (where indicator_code = 'maternal_mortality_rate') as maternal_mortality_rate,
    max(value) filter (where indicator_code = 'infant_mortality_rate') as infant_mortality_rate
from wholes
group by organization_key, organization_code, period_id
