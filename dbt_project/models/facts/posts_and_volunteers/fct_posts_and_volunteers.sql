-- Grain: organisation × period. Written by scripts/make_fact_yaml.py from the codebook.
-- A column holds the whole; null means not reported, and null is not zero.
with wholes as (
    select * from {{ ref('fct_indicator_value') }}
    where program_code = 'posts_and_volunteers' and role = 'actual'
)

select
    organization_key,
    organization_code,
    period_id,
    max(value) filter (where indicator_code = 'volunteer_teams') as volunteer_teams,
    max(value) filter (where indicator_code = 'volunteers') as volunteers,
    max(value) filter (where indicator_code = 'jinguo_model_workers') as jinguo_model_workers,
    max(value) filter (where indicator_code = 'jinguo_posts') as jinguo_posts,
    max(value) filter (where indicator_code = 'volunteer_activities') as volunteer_activities,
    max(value) filter (where indicator_code = 'volunteer_beneficiaries') as volunteer_beneficiaries,
    max(value) filter (where indicator_code = 'post_village_pairs') as post_village_pairs
from wholes
group by organization_key, organization_code, period_id
