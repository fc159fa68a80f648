-- Grain: organisation × period. Written by scripts/make_fact_yaml.py from the codebook.
-- A column holds the whole; null means not reported, and null is not zero.
with wholes as (
    select * from {{ ref('fct_indicator_value') }}
    where program_code = 'womens_health' and role = 'actual'
)

select
    organization_key,
    organization_code,
    period_id,
    max(value) filter (where indicator_code = 'cancer_relief_persons') as cancer_relief_persons,
    max(value) filter (where indicator_code = 'cancer_relief_amount') as cancer_relief_amount,
    max(value) filter (where indicator_code = 'cancer_screened') as cancer_screened,
    max(value) filter (where indicator_code = 'cancer_relief_per_person')
        as cancer_relief_per_person,
    max(value) filter (where indicator_code = 'cancer_screening_completion_rate')
        as cancer_screening_completion_rate,
    max(value) filter (where indicator_code = 'cancers_confirmed') as cancers_confirmed,
    max(value) filter (where indicator_code = 'diseases_detected') as diseases_detected,
    max(value) filter (where indicator_code = 'health_lecture_attendees')
        as health_lecture_attendees,
    max(value) filter (where indicator_code = 'cervical_screened') as cervical_screened,
    max(value) filter (where indicator_code = 'breast_screened') as breast_screened,
    max(value) filter (where indicator_code = 'health_lectures') as health_lectures,
    max(value) filter (where indicator_code = 'gynecological_checkups') as gynecological_checkups,
    max(value) filter (where indicator_code = 'hpv_tested') as hpv_tested,
    max(value) filter (where indicator_code = 'disease_detection_rate') as disease_detection_rate,
    max(value) filter (where indicator_code = 'health_leaflets') as health_leaflets,
    max(value) filter (where indicator_code = 'cancer_awareness_rate') as cancer_awareness_rate,
    max(value) filter (where indicator_code = 'nutrition_pack_infants') as nutrition_pack_infants
from wholes
group by organization_key, organization_code, period_id
