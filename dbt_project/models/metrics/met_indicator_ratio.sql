-- Grain: organisation × period × ratio indicator. The codebook names numerator and denominator;
-- both are kept, so that a group's ratio is the ratio of sums, never a mean of ratios.
with ratios as (
    select
        indicator_code,
        program_code,
        unit_code,
        numerator_code,
        denominator_code,
        split_part(denominator_code, '@', 1) as denominator_indicator,
        case when denominator_code like '%@target' then 'target' else 'actual' end
            as denominator_role,
        case unit_code when '%' then 100 when '‰' then 1000 when '1/10万' then 100000 else 1 end
            as scale
    from {{ ref('dim_indicator') }}
    where numerator_code is not null and denominator_code is not null
),

figures as (
    select * from {{ ref('fct_indicator_value') }}
),

reported as (
    select distinct
        figures.organization_key,
        figures.organization_code,
        figures.period_id,
        ratios.indicator_code
    from figures
    inner join ratios
        on
            (figures.role = 'actual' and figures.indicator_code = ratios.numerator_code)
            or (figures.role = 'actual' and figures.indicator_code = ratios.indicator_code)
),

joined as (
    select
        reported.organization_key,
        reported.organization_code,
        reported.period_id,
        ratios.program_code,
        reported.indicator_code,
        ratios.unit_code,
        ratios.numerator_code,
        ratios.denominator_code,
        numerators.value as numerator,
        denominators.value as denominator,
        cast(ratios.scale * numerators.value / nullif(denominators.value, 0) as decimal(28, 4))
            as value,
        stated.value as stated_value
    from reported
    inner join ratios on reported.indicator_code = ratios.indicator_code
    left join figures as numerators
        on
            reported.organization_code = numerators.organization_code
            and reported.period_id = numerators.period_id
            and ratios.numerator_code = numerators.indicator_code
            and numerators.role = 'actual'
    left join figures as denominators
        on
            reported.organization_code = denominators.organization_code
            and reported.period_id = denominators.period_id
            and ratios.denominator_indicator = denominators.indicator_code
            and ratios.denominator_role = denominators.role
    left join figures as stated
        on
            reported.organization_code = stated.organization_code
            and reported.period_id = stated.period_id
            and reported.indicator_code = stated.indicator_code
            and stated.role = 'actual'
)

select
    *,
    cast(stated_value - value as decimal(28, 4)) as stated_difference
from joined
where value is not null or stated_value is not null
