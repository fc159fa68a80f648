-- Grain: organisation × year: denominators of rates per 10,000 women.
-- A sourced number of the seed beats what the county itself reported; the report of the whole year
-- beats one of a part of it.
with sourced as (
    select * from {{ ref('women_population') }}
),

reported as (
    select
        figures.organization_code,
        periods.year,
        cast(figures.value as bigint) as women,
        '本单位填报 / as reported' as source
    from {{ ref('fct_indicator_value') }} as figures
    inner join {{ ref('dim_period') }} as periods on figures.period_id = periods.period_id
    where
        figures.indicator_code = 'women_population'
        and figures.role = 'actual'
        and figures.authority <> 'mention'
        and periods.year is not null
    qualify
        row_number() over (
            partition by figures.organization_code, periods.year
            order by periods.end_date desc, periods.start_date asc
        ) = 1
)

select
    organization_code,
    year,
    women,
    source
from sourced
union all
select
    reported.organization_code,
    reported.year,
    reported.women,
    reported.source
from reported
anti join sourced
    on
        reported.organization_code = sourced.organization_code
        and reported.year = sourced.year
