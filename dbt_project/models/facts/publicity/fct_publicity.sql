-- Grain: organisation × period. Written by scripts/make_fact_yaml.py from the codebook.
-- A column holds the whole; null means not reported, and null is not zero.
with wholes as (
    select * from {{ ref('fct_indicator_value') }}
    where program_code = 'publicity' and role = 'actual'
)

select
    organization_key,
    organization_code,
    period_id,
    max(value) filter (where indicator_code = 'publicity_audience') as publicity_audience,
    max(value) filter (where indicator_code = 'commended_individuals') as commended_individuals,
    max(value) filter (where indicator_code = 'commended_collectives') as commended_collectives,
    max(value) filter (where indicator_code = 'publicity_lectures') as publicity_lectures,
    max(value) filter (where indicator_code = 'persons_selected') as persons_selected,
    max(value) filter (where indicator_code = 'news_items_submitted') as news_items_submitted,
    max(value) filter (where indicator_code = 'news_items_adopted') as news_items_adopted,
    max(value) filter (where indicator_code = 'media_reports') as media_reports,
    max(value) filter (where indicator_code = 'march8_pacesetters') as march8_pacesetters,
    max(value) filter (where indicator_code = 'march8_collectives') as march8_collectives,
    max(value) filter (where indicator_code = 'publicity_leaflets') as publicity_leaflets,
    max(value) filter (where indicator_code = 'case_reports') as case_reports,
    max(value) filter (where indicator_code = 'publicity_speakers') as publicity_speakers,
    max(value) filter (where indicator_code = 'commended_households') as commended_households
from wholes
group by organization_key, organization_code, period_id
