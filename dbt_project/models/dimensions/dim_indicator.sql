-- Grain: one indicator. Additive: counties' figures may be summed, so a share of the sum has a
-- meaning; an amount per person, a rate or an average may not.
with indicators as (
    select * from {{ ref('indicators') }}
),

programs as (
    select * from {{ ref('programs') }}
),

per_person_units as (
    select distinct unit_code
    from {{ ref('units') }}
    where dimension like '%per_person'
)

select
    indicators.indicator_code,
    indicators.program_code,
    programs.program_name,
    indicators.indicator_name,
    indicators.indicator_name_en,
    indicators.unit_code,
    indicators.kind,
    indicators.aggregation,
    indicators.direction,
    indicators.numerator_code,
    indicators.denominator_code,
    indicators.kind in ('count', 'amount', 'area')
    and indicators.aggregation in ('sum', 'latest')
    and per_person_units.unit_code is null as is_additive
from indicators
inner join programs on indicators.program_code = programs.program_code
left join per_person_units on indicators.unit_code = per_person_units.unit_code
