-- Grain: county × period × indicator. Counties of one province are compared for the same period, by
-- what each reported itself or an office corrected. A figure known from a mention alone (the column
-- of last year, another office's report) is never ranked; it may serve as the year before.
-- Simulated counties are compared with simulated ones alone. Rank 1 is the highest, or the lowest
-- where less is better; a rate changes by points and so has no change rate.
with figures as (
    select
        wholes.*,
        submissions.is_simulated
    from {{ ref('fct_indicator_value') }} as wholes
    inner join {{ ref('dim_submission') }} as submissions
        on wholes.submission_id = submissions.submission_id
    where wholes.role = 'actual'
),

counties as (
    select * from {{ ref('dim_organization') }}
    where level = 'county'
),

indicators as (
    select * from {{ ref('dim_indicator') }}
),

periods as (
    select * from {{ ref('dim_period') }}
),

population as (
    select * from {{ ref('fct_women_population') }}
),

placed as (
    select
        figures.*,
        counties.organization_name,
        counties.prefecture_name,
        counties.province_code,
        counties.province_name,
        indicators.indicator_name,
        indicators.is_additive,
        indicators.kind,
        case indicators.direction when 'down' then figures.value else -figures.value end
            as rank_order,
        periods.year,
        earlier.value as prior_value
    from figures
    inner join counties on figures.organization_key = counties.organization_key
    inner join indicators on figures.indicator_code = indicators.indicator_code
    inner join periods on figures.period_id = periods.period_id
    left join figures as earlier
        on
            figures.organization_code = earlier.organization_code
            and periods.prior_period_id = earlier.period_id
            and figures.indicator_code = earlier.indicator_code
            and figures.is_simulated = earlier.is_simulated
    where figures.authority <> 'mention'
),

ranked as (
    select
        *,
        rank() over (peers order by rank_order) as province_rank,
        count(*) over (peers) as county_count,
        sum(value) over (peers) as province_sum
    from placed
    window peers as (partition by is_simulated, province_code, period_id, indicator_code)
)

select
    -- identifiers
    ranked.organization_code,
    ranked.organization_name,
    ranked.prefecture_name,
    ranked.province_name,
    ranked.period_id,
    ranked.program_code,
    ranked.indicator_code,
    ranked.indicator_name,

    -- what
    ranked.value,
    ranked.value_high,
    ranked.qualifier,
    ranked.unit_code,

    -- compared
    ranked.province_rank,
    cast(
        100.0 * (ranked.county_count - ranked.province_rank)
        / nullif(ranked.county_count - 1, 0) as decimal(7, 4)
    ) as province_percentile,
    case
        when ranked.is_additive
            then cast(100 * ranked.value / nullif(ranked.province_sum, 0) as decimal(28, 4))
    end as province_share,
    ranked.prior_value,
    case
        when ranked.kind not in ('rate', 'ratio')
            then cast(
                100 * (ranked.value - ranked.prior_value) / nullif(ranked.prior_value, 0)
                as decimal(28, 4)
            )
    end as change_rate,
    case
        when ranked.is_additive
            then cast(10000 * ranked.value / nullif(population.women, 0) as decimal(28, 4))
    end as per_10k_women,

    -- where read
    ranked.submission_id,
    ranked.locator_text as locator,
    ranked.method,
    ranked.composition,
    ranked.is_simulated
from ranked
asof left join population
    on
        ranked.organization_code = population.organization_code
        and ranked.year >= population.year
