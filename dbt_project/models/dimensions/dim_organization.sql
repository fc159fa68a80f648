-- Grain: one version of an organisation.
select
    organization_key,
    organization_code,
    organization_name,
    level,
    province_code,
    province_name,
    prefecture_code,
    prefecture_name,
    county_code,
    county_name,
    valid_from,
    valid_to,
    is_current
from {{ ref('int_organizations__versions') }}
