-- Grain: organisation × period. Written by scripts/make_fact_yaml.py from the codebook.
-- A column holds the whole; null means not reported, and null is not zero.
with wholes as (
    select * from {{ ref('fct_indicator_value') }}
    where program_code = 'rights_protection' and role = 'actual'
)

select
    organization_key,
    organization_code,
    period_id,
    max(value) filter (where indicator_code = 'petitions_received') as petitions_received,
    max(value) filter (where indicator_code = 'rights_stations') as rights_stations,
    max(value) filter (where indicator_code = 'legal_trained_persons') as legal_trained_persons,
    max(value) filter (where indicator_code = 'consultations') as consultations,
    max(value) filter (where indicator_code = 'legal_leaflets') as legal_leaflets,
    max(value) filter (where indicator_code = 'legal_training_sessions') as legal_training_sessions,
    max(value) filter (where indicator_code = 'petition_closure_rate') as petition_closure_rate,
    max(value) filter (where indicator_code = 'disputes_mediated') as disputes_mediated,
    max(value) filter (where indicator_code = 'legal_displays') as legal_displays,
    max(value) filter (where indicator_code = 'petition_topic_share') as petition_topic_share,
    max(value) filter (where indicator_code = 'petition_letters') as petition_letters,
    max(value) filter (where indicator_code = 'petition_calls') as petition_calls,
    max(value) filter (where indicator_code = 'petition_visits') as petition_visits,
    max(value) filter (where indicator_code = 'disputes_settled') as disputes_settled,
    max(value) filter (where indicator_code = 'mediation_committees') as mediation_committees,
    max(value) filter (where indicator_code = 'petitions_handled') as petitions_handled,
    max(value) filter (where indicator_code = 'legal_aid_cases') as legal_aid_cases,
    max(value) filter (where indicator_code = 'mediation_success_rate') as mediation_success_rate,
    max(value) filter (where indicator_code = 'rights_questionnaires') as rights_questionnaires
from wholes
group by organization_key, organization_code, period_id
