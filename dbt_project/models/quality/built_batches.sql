-- Grain: one batch that this build saw. A batch loaded while the build ran is not in it, and a
-- release made of this build does not hold it.
select
    batch_id,
    extractor_version,
    loaded_at,
    deliveries as delivery_count,
    observations as observation_count,
    findings as finding_count
from {{ source('raw', 'load_batches') }}
