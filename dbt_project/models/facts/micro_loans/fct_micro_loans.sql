-- Grain: organisation × period. Written by scripts/make_fact_yaml.py from the codebook.
-- A column holds the whole; null means not reported, and null is not zero.
with wholes as (
    select * from {{ ref('fct_indicator_value') }}
    where program_code = 'micro_loans' and role = 'actual'
)

select
    organization_key,
    organization_code,
    period_id,
    max(value) filter (where indicator_code = 'loans_amount') as loans_amount,
    max(value) filter (where indicator_code = 'loan_borrowers') as loan_borrowers,
    max(value) filter (where indicator_code = 'loans_amount_cumulative') as loans_amount_cumulative,
    max(value) filter (where indicator_code = 'loan_borrowers_cumulative')
        as loan_borrowers_cumulative,
    max(value) filter (where indicator_code = 'loan_households') as loan_households,
    max(value) filter (where indicator_code = 'interest_subsidy_amount') as interest_subsidy_amount,
    max(value) filter (where indicator_code = 'loan_repayment_rate') as loan_repayment_rate,
    max(value) filter (where indicator_code = 'loan_average_amount') as loan_average_amount,
    max(value) filter (where indicator_code = 'loans_completion_rate') as loans_completion_rate
from wholes
group by organization_key, organization_code, period_id
