"""Arrow schemas of everything a batch writes. dbt's raw tables have these columns, in this order.

Change a schema only with `CONTRACT_VERSION`; the archive can always be read again.
"""

from __future__ import annotations

import pyarrow as pa

CONTRACT_VERSION = "1"

VALUE = pa.decimal128(20, 4)
INSTANT = pa.timestamp("us", tz="UTC")
LOCATOR = pa.struct(
    [
        ("kind", pa.string()),
        ("sheet", pa.string()),
        ("cell", pa.string()),
        ("page", pa.int32()),
        ("char_start", pa.int64()),
        ("char_end", pa.int64()),
    ]
)

DELIVERIES = pa.schema(
    [
        ("delivery_id", pa.string()),  # hash of source uri, bytes and declarations
        ("submission_id", pa.string()),
        ("source_uri", pa.string()),
        ("name", pa.string()),
        ("delivered_at", INSTANT),  # at the source: decides which figure stands
        ("received_at", INSTANT),  # here: decides nothing
        ("authority", pa.string()),  # correction | own_report | mention
        ("is_simulated", pa.bool_()),
    ]
)

SUBMISSIONS = pa.schema(
    [
        ("delivery_id", pa.string()),
        ("submission_id", pa.string()),
        ("name", pa.string()),
        ("media_type", pa.string()),
        ("size_bytes", pa.int64()),
        ("status", pa.string()),  # accepted | partly_accepted | duplicate | quarantined
        ("organization_code", pa.string()),
        ("organization_name", pa.string()),
        ("organization_source", pa.string()),
        ("period_id", pa.string()),
        ("period_source", pa.string()),
        ("extractor_version", pa.string()),
        ("numbers_found", pa.int64()),
        ("numbers_emitted", pa.int64()),
        ("numbers_ignored", pa.int64()),
        ("problems", pa.int64()),
        ("reason", pa.string()),
        ("remedy", pa.string()),
    ]
)

OBSERVATIONS = pa.schema(
    [
        ("observation_id", pa.string()),
        ("delivery_id", pa.string()),
        ("submission_id", pa.string()),
        ("extractor_version", pa.string()),
        ("organization_code", pa.string()),
        ("organization_name", pa.string()),
        ("period_id", pa.string()),
        ("indicator_code", pa.string()),
        ("breakdown", pa.string()),
        ("role", pa.string()),
        ("value_state", pa.string()),
        ("value", VALUE),
        ("value_high", VALUE),
        ("qualifier", pa.string()),
        ("unit_code", pa.string()),
        ("unit_raw", pa.string()),
        ("value_raw", pa.string()),
        ("locator", LOCATOR),
        ("context", pa.string()),  # personal data masked
        ("method", pa.string()),  # table | form | narrative | correction
        ("evidence", pa.string()),  # the rule and the words that linked the number to its indicator
        ("confidence", pa.float64()),
        ("status", pa.string()),  # accepted | review | rejected
        ("reason", pa.string()),
    ]
)

FINDINGS = pa.schema(
    [
        ("finding_id", pa.string()),
        ("delivery_id", pa.string()),
        ("submission_id", pa.string()),
        ("rule", pa.string()),
        ("severity", pa.string()),
        ("organization_code", pa.string()),
        ("period_id", pa.string()),
        ("indicator_code", pa.string()),
        ("figures", pa.list_(pa.string())),
        ("arithmetic", pa.string()),
        ("message", pa.string()),  # a question in Chinese
        ("locator", LOCATOR),
    ]
)

TABLES = {
    "deliveries": DELIVERIES,
    "submissions": SUBMISSIONS,
    "observations": OBSERVATIONS,
    "findings": FINDINGS,
}
