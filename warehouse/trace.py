"""Where a published figure came from: file, cell or sentence, and the rule that linked it."""

from __future__ import annotations

from ingestion.codebook import Codebook, load_codebook
from ingestion.errors import JinguoError
from ingestion.organizations import load_organizations
from ingestion.periods import is_period_id
from ingestion.settings import Settings
from warehouse.connect import Connection, reader

_OBSERVATIONS = """
    select
        f.value, f.value_high, f.qualifier, f.unit_code, f.value_raw, f.breakdown, f.role,
        f.is_standing, f.revision, f.method, f.locator_text, f.context, f.evidence, f.confidence,
        f.delivered_at, s.source_uri, f.submission_id, s.is_simulated
    from facts.fct_observation as f
    left join dimensions.dim_submission as s using (submission_id)
    where f.organization_code = ? and f.period_id = ? and f.indicator_code = ?
    order by f.is_standing desc, f.role, f.breakdown nulls first, f.revision desc
"""
_WHOLE = """
    select value, value_high, qualifier, unit_code, composition, figure_count
    from facts.fct_indicator_value
    where organization_code = ? and period_id = ? and indicator_code = ? and role = 'actual'
"""
_COMPOSITIONS = {"stated": "原文给出的总数", "parts": "下列分项之和"}
_FINDINGS = """
    select severity, rule, message from quality.findings
    where organization_code = ? and period_id = ? and indicator_code = ? order by all
"""


def trace(settings: Settings, organization: str, period_id: str, indicator: str) -> list[str]:
    """Return the lines that tell a figure's history, the standing one first.

    `organization` and `indicator` are codes or Chinese names. Raises JinguoError where a name fits
    nothing or several, and where nothing was reported.
    """
    if not is_period_id(period_id):
        raise JinguoError(f"时期「{period_id}」要写成 2020、2020H1、2020Q3 或 2020M01-M11")
    code = _organization_code(organization)
    indicator_code = _indicator_code(indicator, load_codebook())
    with reader(settings.current_release) as connection:
        key = [code, period_id, indicator_code]
        wholes = _rows(connection, _WHOLE, key)
        rows = _rows(connection, _OBSERVATIONS, key)
        findings = _rows(connection, _FINDINGS, key)
    if not rows:
        raise JinguoError(f"{organization} {period_id} 没有报送「{indicator}」：未报不等于零")
    name = load_codebook().indicators[indicator_code].indicator_name
    official = load_organizations().official_name(code)
    lines = [f"{official}（{code}） {period_id} {name}（{indicator_code}）"]
    lines += [_published(whole) for whole in wholes] or ["  没有发布总数：只有分项或非实际数"]
    for row in rows:
        lines += _told(row)
    lines += [f"  疑问 [{one['severity']}] {one['rule']}：{one['message']}" for one in findings]
    return lines


def _published(whole: dict[str, object]) -> str:
    how = _COMPOSITIONS[str(whole["composition"])]
    return f"  发布为 {_range(whole)} {whole['unit_code']}［{whole['qualifier']}］，{how}"


def _range(row: dict[str, object]) -> str:
    high = f"—{_number(row['value_high'])}" if row["value_high"] is not None else ""
    return f"{_number(row['value'])}{high}"


def _told(row: dict[str, object]) -> list[str]:
    standing = "现行" if row["is_standing"] else "已被替代或未采用"
    part = f"，分项 {row['breakdown']}" if row["breakdown"] else ""
    simulated = "（模拟数据）" if row["is_simulated"] else ""
    standing = f"{standing}，第 {row['revision']} 次"
    meant = f"［{row['qualifier']}，{row['role']}{part}］"
    return [
        "",
        f"  {_range(row)} {row['unit_code']}{meant} {standing}",
        f"    原文写作   {row['value_raw']}",
        f"    文件       {str(row['source_uri']).removeprefix('inbox:')}{simulated}",
        f"    位置       {row['locator_text']}",
        f"    上下文     {row['context']}",
        f"    规则       {row['method']}：{row['evidence']}（把握 {row['confidence']:.2f}）",
        f"    报送时间   {row['delivered_at']}",
        f"    内容指纹   {row['submission_id']}",
    ]


def _number(value: object) -> str:
    text = str(value)
    return text.rstrip("0").rstrip(".") if "." in text else text


def _rows(connection: Connection, sql: str, parameters: list[str]) -> list[dict[str, object]]:
    result = connection.execute(sql, parameters)
    names = [column[0] for column in result.description or []]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def _organization_code(name: str) -> str:
    resolution = load_organizations().resolve(name)
    if resolution.organization is None:
        raise JinguoError(f"「{name}」不能确定是哪个单位：{resolution.reason}")
    return resolution.organization.organization_code


def _indicator_code(name: str, codebook: Codebook) -> str:
    if name in codebook.indicators:
        return name
    found = [
        code for code, indicator in codebook.indicators.items() if name in indicator.indicator_name
    ]
    if len(found) != 1:
        listed = "、".join(found[:8]) or "没有相近的名称"
        raise JinguoError(f"「{name}」不能确定是哪个指标：{listed}")
    return found[0]
