with source as (
    select * from {{ source('raw', 'submissions') }}
),

renamed as (
    select
        -- identifiers
        delivery_id,
        submission_id,
        organization_code,
        organization_name,

        -- when
        period_id,

        -- what
        name as file_name,
        media_type,
        size_bytes,
        status,
        numbers_found,
        numbers_emitted,
        numbers_ignored,
        problems as problem_count,
        reason,
        remedy,

        -- where read
        organization_source,
        period_source,
        extractor_version
    from source
)

select * from renamed
