-- Grain: organisation × period. Written by scripts/make_fact_yaml.py from the codebook.
-- A column holds the whole; null means not reported, and null is not zero.
with wholes as (
    select * from {{ ref('fct_indicator_value') }}
    where program_code = 'poverty_relief' and role = 'actual'
)

select
    organization_key,
    organization_code,
    period_id,
    max(value) filter (where indicator_code = 'donated_goods') as donated_goods,
    max(value) filter (where indicator_code = 'donations_amount') as donations_amount,
    max(value) filter (where indicator_code = 'donated_goods_value') as donated_goods_value,
    max(value) filter (where indicator_code = 'relief_persons') as relief_persons,
    max(value) filter (where indicator_code = 'relief_amount') as relief_amount,
    max(value) filter (where indicator_code = 'funds_mobilized_amount') as funds_mobilized_amount,
    max(value) filter (where indicator_code = 'relief_households') as relief_households,
    max(value) filter (where indicator_code = 'paired_households') as paired_households,
    max(value) filter (where indicator_code = 'building_area') as building_area,
    max(value) filter (where indicator_code = 'relief_per_person') as relief_per_person,
    max(value) filter (where indicator_code = 'households_visited') as households_visited,
    max(value) filter (where indicator_code = 'investment_attracted_amount')
        as investment_attracted_amount
from wholes
group by organization_key, organization_code, period_id
