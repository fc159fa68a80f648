-- Grain: one figure of the reading that counts which a person has to decide on. Every figure that
-- was read and not rejected is in facts.fct_observation or here. Parts that make no whole are in
-- both; a repeat inside one document is in neither.
-- Personal data: prose has no `context` here, nor has a figure that no indicator fits, for its
-- headers may be a list of names; a long number that no unit follows may be a telephone or an
-- identity number and is left out. The locator leads to the original.
with observations as (
    select * from {{ ref('stg_raw__observations') }}
    where status = 'review' or (status = 'accepted' and value_state = 'reported')
),

submissions as (
    select * from {{ ref('int_submissions__standing') }}
),

periods as (
    select * from {{ ref('int_periods__parsed') }}
),

indicators as (
    select * from {{ ref('indicators') }}
),

organizations as (
    select distinct organization_code from {{ ref('organizations') }}
),

open_parts as (
    select * from {{ ref('int_observations__open_parts') }}
),

causes (cause, cause_name) as (
    values
    ('reading', '读法未定'),
    ('no_indicator', '没有对应的指标'),
    ('undeclared_indicator', '指标已不在编码表中'),
    ('no_organization', '单位未定'),
    ('undeclared_organization', '单位代码不在代码表中'),
    ('no_period', '期间未定'),
    ('parts_without_whole', '只有分项，没有总数，分项之和不能当总数'),
    ('later_parts', '后报或更正的分项不能相加，或不知是否齐全，仍用先报的总数')
),

judged as (
    select
        observations.*,
        submissions.delivered_at,
        case
            when observations.status = 'review' then 'reading'
            when observations.indicator_code is null then 'no_indicator'
            when indicators.indicator_code is null then 'undeclared_indicator'
            when observations.organization_code is null then 'no_organization'
            when organizations.organization_code is null then 'undeclared_organization'
            when periods.period_id is null then 'no_period'
            else open_parts.cause
        end as cause,
        indicators.indicator_code is null
        and coalesce(observations.unit_raw, '') = ''
        and length(regexp_replace(observations.value_raw, '[^0-9０-９]', '', 'g')) >= 7
            as is_identifying
    from observations
    inner join submissions on observations.delivery_id = submissions.reading_delivery_id
    left join indicators on observations.indicator_code = indicators.indicator_code
    left join organizations on observations.organization_code = organizations.organization_code
    left join periods on observations.period_id = periods.period_id
    left join open_parts on observations.observation_id = open_parts.observation_id
)

select
    -- identifiers
    judged.observation_id,
    judged.submission_id,
    judged.organization_code,
    judged.indicator_code,
    judged.breakdown,
    judged.role,

    -- when
    judged.period_id,
    judged.delivered_at,

    -- what
    judged.cause,
    coalesce(nullif(judged.reason, ''), causes.cause_name) as reason,
    judged.value_state,
    case when not judged.is_identifying then judged.value end as value,
    case when not judged.is_identifying then judged.value_high end as value_high,
    judged.qualifier,
    judged.unit_code,
    case when not judged.is_identifying then judged.value_raw end as value_raw,
    judged.confidence,

    -- where read
    {{ locator_text('judged.locator') }} as locator_text,
    judged.locator,
    judged.method,
    case
        when judged.method <> 'narrative' and judged.indicator_code is not null
            then judged.context
    end as context
from judged
inner join causes on judged.cause = causes.cause
