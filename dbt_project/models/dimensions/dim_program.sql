-- Grain: one work program.
select
    program_code,
    program_name,
    program_name_en,
    sort_order
from {{ ref('programs') }}
