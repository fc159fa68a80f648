-- Grain: organisation × period. Written by scripts/make_fact_yaml.py from the codebook.
-- A column holds the whole; null means not reported, and null is not zero.
with wholes as (
    select * from {{ ref('fct_indicator_value') }}
    where program_code = 'women_cadres' and role = 'actual'
)

select
    organization_key,
    organization_code,
    period_id,
    max(value) filter (where indicator_code = 'female_deputy_share') as female_deputy_share,
    max(value) filter (where indicator_code = 'talent_pool_women') as talent_pool_women,
    max(value) filter (where indicator_code = 'reserve_cadres') as reserve_cadres,
    max(value) filter (where indicator_code = 'cadres_promoted') as cadres_promoted,
    max(value) filter (where indicator_code = 'cadres_trained') as cadres_trained,
    max(value) filter (where indicator_code = 'division_level_cadres') as division_level_cadres,
    max(value) filter (where indicator_code = 'section_chief_cadres') as section_chief_cadres,
    max(value) filter (where indicator_code = 'deputy_section_cadres') as deputy_section_cadres,
    max(value) filter (where indicator_code = 'attached_cadres') as attached_cadres,
    max(value) filter (where indicator_code = 'cadre_symposium_attendees')
        as cadre_symposium_attendees
from wholes
group by organization_key, organization_code, period_id
