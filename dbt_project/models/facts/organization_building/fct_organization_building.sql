-- Grain: organisation × period. Written by scripts/make_fact_yaml.py from the codebook.
-- A column holds the whole; null means not reported, and null is not zero.
with wholes as (
    select * from {{ ref('fct_indicator_value') }}
    where program_code = 'organization_building' and role = 'actual'
)

select
    organization_key,
    organization_code,
    period_id,
    max(value) filter (where indicator_code = 'executive_members') as executive_members,
    max(value) filter (where indicator_code = 'villages_total') as villages_total,
    max(value) filter (where indicator_code = 'federation_chairs') as federation_chairs,
    max(value) filter (where indicator_code = 'congress_delegates') as congress_delegates,
    max(value) filter (where indicator_code = 'federation_vice_chairs') as federation_vice_chairs,
    max(value) filter (where indicator_code = 'womens_homes') as womens_homes,
    max(value) filter (where indicator_code = 'womens_homes_model') as womens_homes_model,
    max(value) filter (where indicator_code = 'federation_cadres_trained')
        as federation_cadres_trained,
    max(value) filter (where indicator_code = 'village_director_rate') as village_director_rate,
    max(value) filter (where indicator_code = 'townships_total') as townships_total,
    max(value) filter (where indicator_code = 'women_population') as women_population,
    max(value) filter (where indicator_code = 'village_directors') as village_directors,
    max(value) filter (where indicator_code = 'new_sector_organizations')
        as new_sector_organizations,
    max(value) filter (where indicator_code = 'research_articles') as research_articles,
    max(value) filter (where indicator_code = 'questionnaires_issued') as questionnaires_issued,
    max(value) filter (where indicator_code = 'opinions_collected') as opinions_collected,
    max(value) filter (where indicator_code = 'township_chairs') as township_chairs,
    max(value) filter (where indicator_code = 'department_committees') as department_committees,
    max(value) filter (where indicator_code = 'department_committee_rate')
        as department_committee_rate,
    max(value) filter (where indicator_code = 'wechat_groups') as wechat_groups,
    max(value) filter (where indicator_code = 'study_columns') as study_columns,
    max(value) filter (where indicator_code = 'study_notes_per_person') as study_notes_per_person,
    max(value) filter (where indicator_code = 'rules_established') as rules_established
from wholes
group by organization_key, organization_code, period_id
