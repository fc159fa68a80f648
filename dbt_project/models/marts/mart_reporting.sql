-- Grain: organisation × period. Who has reported; and, where at least a tenth of a province's
-- counties have, which of its counties have not: one county's odd period (五年来, a campaign of two
-- months) asks nothing of the others. A figure that others mention is no report.
with submissions as (
    select * from {{ ref('dim_submission') }}
    where organization_key is not null and authority <> 'mention'
),

organizations as (
    select * from {{ ref('dim_organization') }}
),

periods as (
    select * from {{ ref('dim_period') }}
),

reports as (
    select
        organization_key,
        period_id,
        count(*) as submission_count,
        count(*) filter (where authority = 'correction') as correction_count,
        bool_or(is_simulated) as is_simulated,
        min(delivered_at) as first_delivered_at,
        max(delivered_at) as last_delivered_at
    from submissions
    group by organization_key, period_id
),

provinces as (
    select
        organizations.province_code,
        reports.period_id,
        periods.end_date,
        count(*) as county_count
    from reports
    inner join organizations on reports.organization_key = organizations.organization_key
    inner join periods on reports.period_id = periods.period_id
    where organizations.level = 'county'
    group by organizations.province_code, reports.period_id, periods.end_date
),

expected as (
    select
        counties.organization_key,
        provinces.period_id
    from provinces
    inner join organizations as counties
        on
            provinces.province_code = counties.province_code
            and provinces.end_date >= counties.valid_from
            and provinces.end_date <= coalesce(counties.valid_to, date '9999-12-31')
    where counties.level = 'county'
    qualify
        10 * provinces.county_count
        >= count(*) over (partition by provinces.province_code, provinces.period_id)
),

everyone as (
    select
        organization_key,
        period_id
    from reports
    union
    select
        organization_key,
        period_id
    from expected
),

figures as (
    select
        organization_key,
        period_id,
        count(*) filter (where authority <> 'mention') as indicator_count,
        count(*) filter (where authority = 'mention') as mentioned_count
    from {{ ref('fct_indicator_value') }}
    where role = 'actual'
    group by organization_key, period_id
)

select
    -- identifiers
    organizations.organization_code,
    organizations.organization_name,
    organizations.level,
    organizations.prefecture_name,
    organizations.province_name,
    everyone.period_id,

    -- what
    reports.submission_count is not null as has_reported,
    coalesce(reports.submission_count, 0) as submission_count,
    coalesce(reports.correction_count, 0) as correction_count,
    coalesce(figures.indicator_count, 0) as indicator_count,
    coalesce(figures.mentioned_count, 0) as mentioned_count,
    reports.is_simulated,

    -- when
    reports.first_delivered_at,
    reports.last_delivered_at
from everyone
inner join organizations on everyone.organization_key = organizations.organization_key
left join reports
    on
        everyone.organization_key = reports.organization_key
        and everyone.period_id = reports.period_id
left join figures
    on
        everyone.organization_key = figures.organization_key
        and everyone.period_id = figures.period_id
