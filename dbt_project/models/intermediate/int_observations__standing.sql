-- Grain: organisation × period × indicator × breakdown × role: the figure that stands.
select * exclude (preference)
from {{ ref('int_observations__revisions') }}
where preference = 1
