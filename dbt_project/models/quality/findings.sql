-- Grain: one finding of the reading that counts. What a delivery of the same bytes found again is
-- the same finding.
with findings as (
    select * from {{ ref('stg_raw__findings') }}
),

submissions as (
    select * from {{ ref('int_submissions__standing') }}
)

select
    -- identifiers
    findings.finding_id,
    findings.submission_id,
    findings.organization_code,
    findings.indicator_code,

    -- when
    findings.period_id,
    submissions.delivered_at,

    -- what
    findings.rule,
    findings.severity,
    findings.message,
    findings.figures,
    findings.arithmetic,

    -- where read
    {{ locator_text('findings.locator') }} as locator_text,
    findings.locator
from findings
inner join submissions on findings.delivery_id = submissions.reading_delivery_id
