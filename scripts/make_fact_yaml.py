"""Write the 13 wide program facts (SQL and YAML) of dbt_project/models/facts from the codebook.

An analyst edits indicators.csv and runs this; the diff shows the one column that came. Nothing in
the generated files is written by hand: tests/contract/test_dbt_project.py compares them.

    python scripts/make_fact_yaml.py
"""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
SEEDS = PROJECT / "dbt_project" / "seeds"
FACTS = PROJECT / "dbt_project" / "models" / "facts"

_NATURE = {
    "sum": ("期间数", "flow"),
    "latest": ("期末数", "stock or level at the period's end"),
    "ratio": ("比率", "ratio"),
}

_SQL = """\
-- Grain: organisation × period. Written by scripts/make_fact_yaml.py from the codebook.
-- A column holds the whole; null means not reported, and null is not zero.
with wholes as (
    select * from {{{{ ref('fct_indicator_value') }}}}
    where program_code = '{program}' and role = 'actual'
)

select
    organization_key,
    organization_code,
    period_id,
{columns}
from wholes
group by organization_key, organization_code, period_id
"""
_SQL_COLUMN = "    max(value) filter (where indicator_code = '{code}') as {code}"
_SQL_COLUMN_BROKEN = """\
    max(value) filter (where indicator_code = '{code}')
        as {code}"""

_YAML = """\
# Written by scripts/make_fact_yaml.py from the codebook.
models:
  - name: fct_{program}
    description: {description}
    data_tests:
      - unique_combination:
          arguments: {{columns: [organization_code, period_id]}}
    columns:
      - name: organization_key
        description: "{{{{ doc('organization_key') }}}}"
        data_type: varchar
        constraints: [{{type: not_null}}]
        data_tests:
          - relationships:
              arguments: {{to: ref('dim_organization'), field: organization_key}}
      - name: organization_code
        description: "{{{{ doc('organization_code') }}}}"
        data_type: varchar
        constraints: [{{type: not_null}}]
      - name: period_id
        description: "{{{{ doc('period_id') }}}}"
        data_type: varchar
        constraints: [{{type: not_null}}]
        data_tests:
          - relationships:
              arguments: {{to: ref('dim_period'), field: period_id}}
{columns}"""
_YAML_COLUMN = """\
      - name: {code}
        description: {description}
        data_type: decimal(28, 4)
"""

Row = dict[str, str]


def main() -> None:
    """Write every generated file."""
    for path, text in generated_files().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    sys.stdout.write(f"{FACTS}: {len(generated_files())} 个文件已写出\n")


def generated_files() -> dict[Path, str]:
    """Return each generated file's path and text, from the codebook as it is now."""
    indicators = _rows("indicators.csv")
    files: dict[Path, str] = {}
    for program in _rows("programs.csv"):
        code = program["program_code"]
        columns = [row for row in indicators if row["program_code"] == code]
        files[FACTS / code / f"fct_{code}.sql"] = _sql(code, columns)
        files[FACTS / code / f"_{code}.yml"] = _yaml(program, columns)
    return files


def _rows(name: str) -> list[Row]:
    with (SEEDS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _sql(program: str, indicators: list[Row]) -> str:
    return _SQL.format(
        program=program,
        columns=",\n".join(_sql_column(row["indicator_code"]) for row in indicators),
    )


def _sql_column(code: str) -> str:
    line = _SQL_COLUMN.format(code=code)
    return line if len(line) < 100 else _SQL_COLUMN_BROKEN.format(code=code)


def _yaml(program: Row, indicators: list[Row]) -> str:
    description = (
        f"{program['program_name']}：每机构每期间一行，每指标一列；未报为空，空不是零；"
        "本单位未报而他处提及的数也在内。"
        f" / {program['program_name_en']}: one row for each organisation and period, one column for"
        " each indicator; null where not reported, and null is not zero. Figures known from a"
        " mention alone are included."
    )
    return _YAML.format(
        program=program["program_code"],
        description=_quoted(description),
        columns="".join(
            _YAML_COLUMN.format(code=row["indicator_code"], description=_quoted(_described(row)))
            for row in indicators
        ),
    )


def _described(indicator: Row) -> str:
    """Return what a column means, in both languages, with its unit."""
    # A rate's aggregation is `latest`: it is read at the period's end, and yet it is no stock.
    aggregation = "ratio" if indicator["kind"] == "rate" else indicator["aggregation"]
    nature, nature_en = _NATURE[aggregation]
    unit = indicator["unit_code"]
    return (
        f"{indicator['indicator_name']}（{unit}，{nature}）"
        f" / {indicator['indicator_name_en']} ({unit}, {nature_en})"
    )


def _quoted(text: str) -> str:
    """Return a YAML double-quoted scalar; JSON strings are."""
    return json.dumps(text, ensure_ascii=False)


if __name__ == "__main__":
    main()
