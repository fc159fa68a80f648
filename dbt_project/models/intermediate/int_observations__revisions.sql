-- Grain: organisation × period × indicator × breakdown × role × revision. Every figure ever given
-- for a place, numbered as delivered; `preference` 1 is the one that stands:
-- authority, then delivery, then table over prose, exact over approximate, then content hash.
with placed as (
    select
        *,
        case authority when 'correction' then 1 when 'own_report' then 2 else 3 end
            as authority_rank,
        case method when 'narrative' then 2 else 1 end as method_rank,
        case qualifier when 'exact' then 1 else 2 end as qualifier_rank
    from {{ ref('int_observations__placed') }}
)

select
    * exclude (authority_rank, method_rank, qualifier_rank),
    row_number() over (
        partition by organization_code, period_id, indicator_code, breakdown, role
        order by
            delivered_at asc,
            method_rank desc,
            qualifier_rank desc,
            submission_id desc,
            observation_id desc
    ) as revision,
    row_number() over (
        partition by organization_code, period_id, indicator_code, breakdown, role
        order by
            authority_rank asc,
            delivered_at desc,
            method_rank asc,
            qualifier_rank asc,
            submission_id asc,
            observation_id asc
    ) as preference
from placed
