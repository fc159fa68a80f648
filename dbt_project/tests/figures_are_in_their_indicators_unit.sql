-- Values compare only in one unit: extraction converts, and a figure that is not converted stops
-- the night. Returns the figures that are in another unit than their indicator's.
select
    figures.observation_id,
    figures.indicator_code,
    figures.unit_code
from {{ ref('fct_observation') }} as figures
inner join {{ ref('dim_indicator') }} as indicators
    on figures.indicator_code = indicators.indicator_code
where figures.unit_code <> indicators.unit_code
