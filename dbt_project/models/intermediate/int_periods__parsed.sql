-- Grain: one period_id that follows the grammar of docs/architecture.md. A masked year (XXXX) and
-- anything else that is no span of time has no row here.
with seen as (
    select period_id from {{ ref('stg_raw__observations') }}
    union
    select period_id from {{ ref('stg_raw__submissions') }}
),

patterns (kind, pattern) as (
    values
    ('year', '^\d{4}$'),
    ('half_year', '^\d{4}H[12]$'),
    ('quarter', '^\d{4}Q[1-4]$'),
    ('month', '^\d{4}M(0[1-9]|1[0-2])$'),
    ('months', '^\d{4}M(0[1-9]|1[0-2])-M(0[1-9]|1[0-2])$'),
    ('years', '^\d{4}\.\.\d{4}$'),
    ('span', '^\d{4}M(0[1-9]|1[0-2])\.\.\d{4}M(0[1-9]|1[0-2])$')
),

split as (
    select
        seen.period_id,
        patterns.kind,
        cast(left(seen.period_id, 4) as integer) as start_year,
        cast(nullif(regexp_extract(seen.period_id, '\.\.(\d{4})', 1), '') as integer) as last_year,
        cast(nullif(regexp_extract(seen.period_id, '[HQM](\d+)', 1), '') as integer) as first_part,
        cast(nullif(regexp_extract(seen.period_id, '[HQM](\d+)$', 1), '') as integer) as last_part
    from seen
    inner join patterns on regexp_matches(seen.period_id, patterns.pattern)
),

months as (
    select
        period_id,
        kind,
        start_year,
        coalesce(last_year, start_year) as end_year,
        case kind
            when 'half_year' then first_part * 6 - 5
            when 'quarter' then first_part * 3 - 2
            else coalesce(first_part, 1)
        end as start_month,
        case kind
            when 'half_year' then last_part * 6
            when 'quarter' then last_part * 3
            else coalesce(last_part, 12)
        end as end_month
    from split
),

dated as (
    select
        *,
        make_date(start_year, start_month, 1) as start_date,
        last_day(make_date(end_year, end_month, 1)) as end_date
    from months
)

select
    period_id,
    kind,
    start_date,
    end_date,
    case when kind not in ('years', 'span') then start_year end as year,
    kind = 'months' and start_month = 1 as is_cumulative,
    case
        when kind not in ('years', 'span')
            then lpad(cast(start_year - 1 as varchar), 4, '0') || substr(period_id, 5)
    end as prior_period_id,
    case kind
        when 'year' then start_year || '年'
        when 'half_year' then start_year || '年' || if(start_month = 1, '上半年', '下半年')
        when 'quarter' then start_year || '年第' || ['一', '二', '三', '四'][end_month // 3] || '季度'
        when 'month' then start_year || '年' || start_month || '月'
        when 'months' then start_year || '年' || start_month || '—' || end_month || '月'
        when 'years' then start_year || '—' || end_year || '年'
        else start_year || '年' || start_month || '月—' || end_year || '年' || end_month || '月'
    end as period_name
from dated
where start_date <= end_date
