-- Grain: organisation × period × indicator × breakdown × role × revision. Every figure ever given.
with revisions as (
    select * from {{ ref('int_observations__revisions') }}
),

organizations as (
    select * from {{ ref('int_organizations__at_period') }}
)

select
    -- identifiers
    revisions.observation_id,
    revisions.submission_id,
    organizations.organization_key,
    revisions.organization_code,
    revisions.program_code,
    revisions.indicator_code,
    revisions.breakdown,
    revisions.role,
    revisions.stated_role,
    revisions.revision,
    revisions.preference = 1 as is_standing,

    -- when
    revisions.period_id,
    revisions.delivered_at,

    -- what
    revisions.value,
    revisions.value_high,
    revisions.qualifier,
    revisions.unit_code,
    revisions.value_raw,
    revisions.confidence,
    revisions.authority,

    -- where read
    revisions.locator_text,
    revisions.locator,
    revisions.method,
    revisions.context,
    revisions.evidence,
    revisions.extractor_version
from revisions
left join organizations
    on
        revisions.organization_code = organizations.organization_code
        and revisions.period_id = organizations.period_id
