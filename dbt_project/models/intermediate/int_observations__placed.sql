-- Grain: one accepted figure, or one accepted silence (`value_state`), whose organisation, period
-- and indicator are known to the codebook. What is not here is listed in quality.review.
-- Authority: what a correction says of its figures is a correction, whoever sent it and whatever
-- place or time it corrects; last year's column beside it is quoted for comparison and corrects
-- nothing. Otherwise a figure about another office, about last year, or about a time outside the
-- report's own period is a mention, whoever sent it.
-- Where a real report covers a place and a period, nothing simulated is told of them.
with observations as (
    select * from {{ ref('stg_raw__observations') }}
),

submissions as (
    select * from {{ ref('int_submissions__standing') }}
),

real_reports as (
    select distinct
        organization_code,
        period_id
    from submissions
    where not is_simulated and status in ('accepted', 'partly_accepted')
),

periods as (
    select * from {{ ref('int_periods__parsed') }}
),

indicators as (
    select * from {{ ref('indicators') }}
),

organizations as (
    select distinct organization_code from {{ ref('organizations') }}
)

select
    -- identifiers
    observations.observation_id,
    observations.submission_id,
    observations.organization_code,
    indicators.program_code,
    observations.indicator_code,
    observations.breakdown,
    case observations.role when 'prior_period' then 'actual' else observations.role end as role,
    observations.role as stated_role,

    -- when
    observations.period_id,
    submissions.delivered_at,

    -- what
    observations.value_state,
    observations.value,
    observations.value_high,
    observations.qualifier,
    observations.unit_code,
    observations.value_raw,
    observations.confidence,
    case
        when observations.role = 'prior_period' then 'mention'
        when submissions.authority = 'correction' then 'correction'
        when submissions.organization_code is null then 'mention'
        when observations.organization_code <> submissions.organization_code then 'mention'
        when periods.end_date < reported.start_date then 'mention'
        when periods.start_date > reported.end_date then 'mention'
        else submissions.authority
    end as authority,

    -- where read
    observations.locator,
    {{ locator_text('observations.locator') }} as locator_text,
    observations.method,
    observations.context,
    observations.evidence,
    observations.extractor_version
from observations
inner join submissions on observations.delivery_id = submissions.reading_delivery_id
inner join periods on observations.period_id = periods.period_id
inner join indicators on observations.indicator_code = indicators.indicator_code
inner join organizations on observations.organization_code = organizations.organization_code
left join periods as reported on submissions.period_id = reported.period_id
left join real_reports
    on
        observations.organization_code = real_reports.organization_code
        and observations.period_id = real_reports.period_id
where
    observations.status = 'accepted'
    and not (submissions.is_simulated and real_reports.organization_code is not null)
