-- Grain: one submission (the same bytes), however often it was delivered. The last delivery that
-- says by whom and for which period stands, else the last: a sidecar that places a file afterwards
-- has the file's own time, and bytes that come again without a word take no placing back. A file
-- moved from one folder to another keeps its time: the placing seen last stands. Its
-- figures are those of the delivery that was read for the same place; the others for that place
-- are noted as duplicates and have none of their own.
with submissions as (
    select * from {{ ref('stg_raw__submissions') }}
),

deliveries as (
    select
        submissions.*,
        arrivals.source_uri,
        arrivals.delivered_at,
        arrivals.received_at,
        arrivals.authority,
        arrivals.is_simulated,
        coalesce(
            submissions.organization_code is not null and submissions.period_id not like '%X%',
            false
        ) as is_placed
    from submissions
    inner join {{ ref('stg_raw__deliveries') }} as arrivals
        on submissions.delivery_id = arrivals.delivery_id
),

standing as (
    select
        *,
        count(*) over (partition by submission_id) as delivery_count
    from deliveries
    qualify
        row_number() over (
            partition by submission_id
            order by is_placed desc, delivered_at desc, received_at desc, delivery_id desc
        ) = 1
),

readings as (
    select *
    from deliveries
    where status <> 'duplicate'
    qualify
        row_number() over (
            partition by submission_id, organization_code, period_id
            order by delivered_at desc, received_at desc, delivery_id desc
        ) = 1
)

select
    standing.submission_id,
    standing.delivery_id,
    readings.delivery_id as reading_delivery_id,
    standing.organization_code,
    standing.organization_name,
    standing.period_id,
    standing.delivered_at,
    standing.received_at,
    standing.delivery_count,
    standing.file_name,
    standing.source_uri,
    standing.media_type,
    standing.size_bytes,
    standing.authority,
    standing.is_simulated,
    coalesce(readings.status, standing.status) as status,
    coalesce(readings.numbers_found, standing.numbers_found) as numbers_found,
    coalesce(readings.numbers_emitted, standing.numbers_emitted) as numbers_emitted,
    coalesce(readings.numbers_ignored, standing.numbers_ignored) as numbers_ignored,
    coalesce(readings.problem_count, standing.problem_count) as problem_count,
    coalesce(readings.reason, standing.reason) as reason,
    coalesce(readings.remedy, standing.remedy) as remedy,
    standing.organization_source,
    standing.period_source,
    coalesce(readings.extractor_version, standing.extractor_version) as extractor_version
from standing
left join readings
    on
        standing.submission_id = readings.submission_id
        and coalesce(standing.organization_code, '') = coalesce(readings.organization_code, '')
        and coalesce(standing.period_id, '') = coalesce(readings.period_id, '')
