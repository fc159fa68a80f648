-- Grain: one version of an organisation, with the version of each level above it. The parent's
-- version is the last one that had begun when the child's own version ended (or today).
with recursive organizations as (
    select
        *,
        organization_code || '@' || valid_from as organization_key,
        coalesce(valid_to, date '9999-12-31') as last_date
    from {{ ref('organizations') }}
),

parented as (
    select
        children.*,
        parents.organization_key as parent_key
    from organizations as children
    left join organizations as parents
        on
            children.parent_code = parents.organization_code
            and children.last_date >= parents.valid_from
    qualify
        row_number() over (
            partition by children.organization_key order by parents.valid_from desc
        ) = 1
),

ancestors as (
    select
        organization_key,
        organization_code,
        organization_name,
        level,
        parent_key
    from parented

    union all

    select
        ancestors.organization_key,
        parents.organization_code,
        parents.organization_name,
        parents.level,
        parents.parent_key
    from ancestors
    inner join parented as parents on ancestors.parent_key = parents.organization_key
),

flattened as (
    select
        organization_key,
        max(organization_code) filter (where level = 'province') as province_code,
        max(organization_name) filter (where level = 'province') as province_name,
        max(organization_code) filter (where level = 'prefecture') as prefecture_code,
        max(organization_name) filter (where level = 'prefecture') as prefecture_name,
        max(organization_code) filter (where level = 'county') as county_code,
        max(organization_name) filter (where level = 'county') as county_name
    from ancestors
    group by organization_key
)

select
    parented.organization_key,
    parented.organization_code,
    parented.organization_name,
    parented.level,
    parented.parent_code,
    flattened.province_code,
    flattened.province_name,
    flattened.prefecture_code,
    flattened.prefecture_name,
    flattened.county_code,
    flattened.county_name,
    parented.valid_from,
    parented.valid_to,
    parented.valid_to is null as is_current
from parented
inner join flattened on parented.organization_key = flattened.organization_key
