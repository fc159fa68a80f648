"""Build the dbt docs site as one file without outside assets: `make docs` serves it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from ingestion.errors import JinguoError
from ingestion.settings import PROJECT, Settings


def main() -> int:
    """Write `var/docs/index.html`; 1 when there is no build yet or dbt could not."""
    try:
        page = build_docs(Settings())
    except JinguoError as problem:
        print(problem, file=sys.stderr)
        return 1
    print(f"数据字典 {page}")
    return 0


def build_docs(settings: Settings) -> Path:
    """Describe the built warehouse; raises JinguoError with dbt's words where that fails."""
    if not settings.build_database.exists():
        raise JinguoError("还没有建好的数据：先运行 make nightly")
    work = settings.home.resolve() / "dbt-docs"
    project = PROJECT / "dbt_project"
    places = ("--project-dir", project, "--profiles-dir", project, "--target-path", work)
    words = ("docs", "generate", "--static", "--quiet", *places, "--log-path", work)
    dbt = Path(sys.executable).with_name("dbt")
    done = subprocess.run(  # noqa: S603 - our own arguments
        [dbt, *words],
        env=os.environ | {"JINGUO_BUILD_DATABASE": str(settings.build_database.resolve())},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise JinguoError(f"数据字典未能生成：\n{done.stdout}{done.stderr}")
    page = settings.docs_site / "index.html"
    page.parent.mkdir(parents=True, exist_ok=True)
    (work / "static_index.html").replace(page)
    return page


if __name__ == "__main__":
    sys.exit(main())
