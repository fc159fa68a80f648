-- Grain: organisation × period. Written by scripts/make_fact_yaml.py from the codebook.
-- A column holds the whole; null means not reported, and null is not zero.
with wholes as (
    select * from {{ ref('fct_indicator_value') }}
    where program_code = 'child_care' and role = 'actual'
)

select
    organization_key,
    organization_code,
    period_id,
    max(value) filter (where indicator_code = 'kindergartens') as kindergartens,
    max(value) filter (where indicator_code = 'loving_mothers') as loving_mothers,
    max(value) filter (where indicator_code = 'kindergarten_children') as kindergarten_children,
    max(value) filter (where indicator_code = 'spring_bud_girls') as spring_bud_girls,
    max(value) filter (where indicator_code = 'spring_bud_amount') as spring_bud_amount,
    max(value) filter (where indicator_code = 'child_care_activities') as child_care_activities,
    max(value) filter (where indicator_code = 'left_behind_children') as left_behind_children,
    max(value) filter (where indicator_code = 'child_relief_amount') as child_relief_amount,
    max(value) filter (where indicator_code = 'child_facility_investment')
        as child_facility_investment,
    max(value) filter (where indicator_code = 'children_served') as children_served,
    max(value) filter (where indicator_code = 'children_paired') as children_paired,
    max(value) filter (where indicator_code = 'spring_bud_schools') as spring_bud_schools,
    max(value) filter (where indicator_code = 'child_relief_children') as child_relief_children,
    max(value) filter (where indicator_code = 'childrens_homes') as childrens_homes,
    max(value) filter (where indicator_code = 'childrens_wishes') as childrens_wishes
from wholes
group by organization_key, organization_code, period_id
