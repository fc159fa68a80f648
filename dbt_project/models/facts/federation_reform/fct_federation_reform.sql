-- Grain: organisation × period. Written by scripts/make_fact_yaml.py from the codebook.
-- A column holds the whole; null means not reported, and null is not zero.
with wholes as (
    select * from {{ ref('fct_indicator_value') }}
    where program_code = 'federation_reform' and role = 'actual'
)

select
    organization_key,
    organization_code,
    period_id,
    max(value) filter (where indicator_code = 'villages_converted') as villages_converted,
    max(value) filter (where indicator_code = 'village_conversion_rate') as village_conversion_rate,
    max(value) filter (where indicator_code = 'executive_composition_share')
        as executive_composition_share,
    max(value) filter (where indicator_code = 'townships_reformed') as townships_reformed,
    max(value) filter (where indicator_code = 'reform_measures') as reform_measures,
    max(value) filter (where indicator_code = 'executive_average_age') as executive_average_age
from wholes
group by organization_key, organization_code, period_id
