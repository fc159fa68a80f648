-- Grain: organisation × period × indicator × role: one figure for the whole. Where nothing
-- may stand for the whole there is none here: it is not guessed.
select * exclude (preference, is_partial)
from {{ ref('int_observations__wholes') }}
where preference = 1
