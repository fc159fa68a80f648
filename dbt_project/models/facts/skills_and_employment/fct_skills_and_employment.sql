-- Grain: organisation × period. Written by scripts/make_fact_yaml.py from the codebook.
-- A column holds the whole; null means not reported, and null is not zero.
with wholes as (
    select * from {{ ref('fct_indicator_value') }}
    where program_code = 'skills_and_employment' and role = 'actual'
)

select
    organization_key,
    organization_code,
    period_id,
    max(value) filter (where indicator_code = 'skills_trained_persons') as skills_trained_persons,
    max(value) filter (where indicator_code = 'skills_training_sessions')
        as skills_training_sessions,
    max(value) filter (where indicator_code = 'base_area') as base_area,
    max(value) filter (where indicator_code = 'demonstration_bases') as demonstration_bases,
    max(value) filter (where indicator_code = 'women_employed') as women_employed,
    max(value) filter (where indicator_code = 'specialist_households') as specialist_households,
    max(value) filter (where indicator_code = 'high_income_households') as high_income_households,
    max(value) filter (where indicator_code = 'households_assisted') as households_assisted,
    max(value) filter (where indicator_code = 'households_out_of_poverty')
        as households_out_of_poverty,
    max(value) filter (where indicator_code = 'double_learn_participants')
        as double_learn_participants,
    max(value) filter (where indicator_code = 'women_lead_farmers') as women_lead_farmers,
    max(value) filter (where indicator_code = 'technology_leaflets') as technology_leaflets,
    max(value) filter (where indicator_code = 'labour_export_persons') as labour_export_persons,
    max(value) filter (where indicator_code = 'home_service_centres') as home_service_centres,
    max(value) filter (where indicator_code = 'technology_beneficiaries')
        as technology_beneficiaries
from wholes
group by organization_key, organization_code, period_id
