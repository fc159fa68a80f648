-- Grain: organisation × period × indicator × breakdown × role × revision. Every figure ever given
-- for a place, numbered as delivered; `preference` 1 is the one that stands:
-- authority, then delivery, then table over prose, exact over approximate, then content hash.
-- The same figure twice in one document is one observation: the first is kept (of a table and prose
-- that agree, the table's).
with placed as (
    select
        *,
        case authority when 'correction' then 1 when 'own_report' then 2 else 3 end
            as authority_rank,
        case method when 'narrative' then 2 else 1 end as method_rank,
        case qualifier when 'exact' then 1 else 2 end as qualifier_rank
    from {{ ref('int_observations__placed') }}
    where value_state = 'reported' and value is not null
),

told_once as (
    select placed.*
    from placed
    qualify
        row_number() over (
            partition by
                placed.submission_id,
                placed.organization_code,
                placed.period_id,
                placed.indicator_code,
                placed.breakdown,
                placed.role,
                placed.value,
                placed.value_high,
                placed.qualifier
            order by
                placed.authority_rank,
                placed.method_rank,
                {{ locator_position('placed.locator') }},
                placed.observation_id
        ) = 1
)

select
    * exclude (value_state, authority_rank, method_rank, qualifier_rank),
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
from told_once
