-- Grain: organisation × period × indicator × role × candidate: what may stand for the whole, in
-- order of `preference`: the stated total that stands, and the sum of each submission's parts.
-- A mention comes last, a correction first, then the later submission; a stated total beats its
-- parts inside one submission only.
-- `is_partial`: a later report may tell some parts and not all, and nothing says which. So its sum
-- replaces an earlier stated total where it cannot be a fragment of it, and only there:
--   * a correction: it speaks of this figure expressly;
--   * its sum is not smaller than the total;
--   * the earlier submission told parts that add up to its total, and the later one names them all.
-- Otherwise the total stays and the parts are listed in quality.review.
with standing as (
    select * from {{ ref('int_observations__standing') }}
),

sums as (
    select * from {{ ref('int_observations__sums') }}
),

totals as (
    select
        organization_code,
        period_id,
        program_code,
        indicator_code,
        role,
        submission_id,
        'stated' as composition,
        false as is_partial,
        1 as figure_count,
        value,
        value_high,
        qualifier,
        unit_code,
        authority,
        delivered_at,
        locator_text,
        method,
        confidence
    from standing
    where breakdown is null
),

compared as (
    select
        sums.*,
        coalesce(
            sums.authority = totals.authority
            and sums.authority <> 'correction'
            and sums.delivered_at > totals.delivered_at
            and sums.value < totals.value
            and not coalesce(
                told.value = totals.value and list_has_all(sums.breakdowns, told.breakdowns), false
            ),
            false
        ) as is_partial
    from sums
    left join totals
        on
            sums.organization_code = totals.organization_code
            and sums.period_id = totals.period_id
            and sums.indicator_code = totals.indicator_code
            and sums.role = totals.role
    left join sums as told
        on
            totals.organization_code = told.organization_code
            and totals.period_id = told.period_id
            and totals.indicator_code = told.indicator_code
            and totals.role = told.role
            and totals.submission_id = told.submission_id
),

candidates as (
    select * from totals
    union all by name
    select * exclude (breakdowns) from compared
)

select
    *,
    row_number() over (
        partition by organization_code, period_id, indicator_code, role
        order by
            is_partial asc,
            authority = 'mention' asc,
            authority = 'correction' desc,
            delivered_at desc,
            composition = 'stated' desc,
            submission_id asc
    ) as preference
from candidates
