-- Grain: one submission (the same bytes). The same file may be delivered several times: the last
-- delivery says when; a delivery that was only noted as a duplicate has no figures of its own.
with deliveries as (
    select * from {{ ref('stg_raw__deliveries') }}
),

submissions as (
    select * from {{ ref('stg_raw__submissions') }}
),

numbered as (
    select
        submissions.*,
        deliveries.source_uri,
        deliveries.authority,
        deliveries.is_simulated,
        deliveries.received_at,
        max(deliveries.delivered_at) over (partition by submissions.submission_id) as delivered_at,
        count(*) over (partition by submissions.submission_id) as delivery_count,
        row_number() over (
            partition by submissions.submission_id
            order by
                submissions.status = 'duplicate',
                deliveries.delivered_at desc,
                deliveries.delivery_id desc
        ) as delivery_rank
    from submissions
    inner join deliveries on submissions.delivery_id = deliveries.delivery_id
)

select * exclude (delivery_rank)
from numbered
where delivery_rank = 1
