-- Grain: one submission: a file's bytes, however often they were delivered.
with submissions as (
    select * from {{ ref('int_submissions__standing') }}
),

figures as (
    select
        submission_id,
        count(*) as figure_count,
        count(*) filter (where method = 'table') as table_count,
        count(*) filter (where method = 'form') as form_count,
        count(*) filter (where method = 'narrative') as narrative_count,
        count(*) filter (where method = 'correction') as correction_count,
        count(*) filter (where preference = 1) as standing_count
    from {{ ref('int_observations__revisions') }}
    group by submission_id
),

organizations as (
    select * from {{ ref('int_organizations__at_period') }}
)

select
    -- identifiers
    submissions.submission_id,
    submissions.delivery_id,
    organizations.organization_key,
    submissions.organization_code,
    submissions.organization_name,

    -- when
    submissions.period_id,
    submissions.delivered_at,
    submissions.received_at,
    submissions.delivery_count,

    -- what
    submissions.file_name,
    submissions.source_uri,
    submissions.media_type,
    submissions.size_bytes,
    submissions.authority,
    submissions.status,
    submissions.is_simulated,
    submissions.numbers_found,
    submissions.numbers_emitted,
    submissions.numbers_ignored,
    submissions.problem_count,
    coalesce(figures.figure_count, 0) as figure_count,
    coalesce(figures.table_count, 0) as table_count,
    coalesce(figures.form_count, 0) as form_count,
    coalesce(figures.narrative_count, 0) as narrative_count,
    coalesce(figures.correction_count, 0) as correction_count,
    coalesce(figures.standing_count, 0) as standing_count,
    coalesce(figures.standing_count, 0) > 0 as is_standing,

    -- where read
    submissions.organization_source,
    submissions.period_source,
    submissions.extractor_version,
    submissions.reason,
    submissions.remedy
from submissions
left join figures on submissions.submission_id = figures.submission_id
left join organizations
    on
        submissions.organization_code = organizations.organization_code
        and submissions.period_id = organizations.period_id
