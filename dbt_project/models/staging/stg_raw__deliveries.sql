with source as (
    select * from {{ source('raw', 'deliveries') }}
),

renamed as (
    select
        -- identifiers
        delivery_id,
        submission_id,
        batch_id,

        -- when
        delivered_at,
        received_at,

        -- what
        name as file_name,
        source_uri,
        authority,
        is_simulated
    from source
)

select * from renamed
