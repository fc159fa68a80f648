-- Grain: organisation × year: denominators of rates per 10,000 women.
select
    organization_code,
    year,
    women,
    source
from {{ ref('women_population') }}
