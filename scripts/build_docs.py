"""Build the dbt docs site of the last build: the first half of `make docs`."""

from __future__ import annotations

import sys

from ingestion.errors import JinguoError
from ingestion.settings import Settings
from warehouse.build import make_docs


def main() -> int:
    """Write `var/docs/index.html`; 1 when there is no build yet or dbt could not."""
    settings = Settings()
    if not settings.build_database.exists():
        print("还没有建好的数据：先运行 make nightly", file=sys.stderr)
        return 1
    try:
        print(f"数据字典 {make_docs(settings)}")
    except JinguoError as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
