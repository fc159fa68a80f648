with source as (
    select * from {{ source('raw', 'findings') }}
),

renamed as (
    select
        -- identifiers
        finding_id,
        delivery_id,
        submission_id,
        organization_code,
        indicator_code,

        -- when
        period_id,

        -- what
        rule,
        severity,
        message,
        figures,
        arithmetic,

        -- where read
        locator
    from source
)

select * from renamed
