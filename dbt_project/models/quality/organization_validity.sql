-- Grain: organisation × period, where the organisation's code was valid at no time of the period: a
-- county that had become a district, say. Its figures stay in the facts and are compared as
-- reported, for the code alone does not say which of the two the office meant; a person decides.
with used as (
    select
        organization_key,
        organization_code,
        period_id,
        count(*) as figure_count,
        count(distinct submission_id) as submission_count
    from {{ ref('fct_observation') }}
    group by organization_key, organization_code, period_id
),

periods as (
    select * from {{ ref('dim_period') }}
),

versions as (
    select * from {{ ref('dim_organization') }}
),

outside as (
    select
        used.*,
        periods.start_date,
        periods.end_date
    from used
    inner join periods on used.period_id = periods.period_id
    anti join versions
        on
            used.organization_code = versions.organization_code
            and periods.end_date >= versions.valid_from
            and periods.start_date <= coalesce(versions.valid_to, date '9999-12-31')
)

select
    -- identifiers
    outside.organization_key,
    outside.organization_code,
    versions.organization_name,
    versions.level,
    versions.prefecture_name,
    versions.province_name,
    outside.period_id,

    -- what
    case
        when outside.start_date > versions.valid_to then 'ended'
        else 'not_begun'
    end as cause,
    versions.valid_from,
    versions.valid_to,
    outside.submission_count,
    outside.figure_count
from outside
inner join versions on outside.organization_key = versions.organization_key
