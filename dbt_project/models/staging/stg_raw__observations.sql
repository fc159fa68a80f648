with source as (
    select * from {{ source('raw', 'observations') }}
),

renamed as (
    select
        -- identifiers
        observation_id,
        delivery_id,
        submission_id,
        organization_code,
        organization_name,
        indicator_code,
        breakdown,
        role,

        -- when
        period_id,

        -- what
        value_state,
        cast(value as decimal(20, 4)) as value,
        cast(value_high as decimal(20, 4)) as value_high,
        qualifier,
        unit_code,
        value_raw,
        unit_raw,
        status,
        reason,
        confidence,

        -- where read
        locator,
        context,
        method,
        evidence,
        extractor_version
    from source
)

select * from renamed
