-- Grain: organisation × period. Written by scripts/make_fact_yaml.py from the codebook.
-- A column holds the whole; null means not reported, and null is not zero.
with wholes as (
    select * from {{ ref('fct_indicator_value') }}
    where program_code = 'family_education' and role = 'actual'
)

select
    organization_key,
    organization_code,
    period_id,
    max(value) filter (where indicator_code = 'civilized_families') as civilized_families,
    max(value) filter (where indicator_code = 'most_beautiful_families') as most_beautiful_families,
    max(value) filter (where indicator_code = 'parent_schools') as parent_schools,
    max(value) filter (where indicator_code = 'beautiful_courtyards') as beautiful_courtyards,
    max(value) filter (where indicator_code = 'parent_schools_model') as parent_schools_model,
    max(value) filter (where indicator_code = 'parents_educated') as parents_educated,
    max(value) filter (where indicator_code = 'family_education_activities')
        as family_education_activities,
    max(value) filter (where indicator_code = 'family_education_amount') as family_education_amount,
    max(value) filter (where indicator_code = 'family_education_lecturers')
        as family_education_lecturers,
    max(value) filter (where indicator_code = 'family_education_papers') as family_education_papers,
    max(value) filter (where indicator_code = 'family_participation_rate')
        as family_participation_rate,
    max(value) filter (where indicator_code = 'reading_club_members') as reading_club_members
from wholes
group by organization_key, organization_code, period_id
