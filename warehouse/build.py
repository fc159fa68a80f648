"""Run dbt over the build database. The one module that knows dbt; it runs as a child process.

After dbt has run inside a process, a read-only connection to the same file fails there. The child
also keeps dbt's working files out of the project tree, so that two homes can build at once.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from ingestion.errors import JinguoError
from ingestion.settings import PROJECT, Settings

DBT_PROJECT = PROJECT / "dbt_project"

# Unit tests check the code, not tonight's data: they belong to `make test`.
_COMMANDS = {
    "build": ["build", "--exclude-resource-type", "unit_test"],
    "unit-test": ["test", "--select", "test_type:unit"],
    "docs": ["docs", "generate", "--static"],
}
_FAILED = {"error", "fail", "runtime error"}
_KINDS = {
    "model": "模型",
    "seed": "代码表",
    "test": "检验",
    "unit_test": "单元检验",
}


@dataclass(frozen=True, slots=True)
class NodeFailure:
    """One dbt node that did not pass, and dbt's own words."""

    kind: str  # model | seed | test | unit_test
    name: str
    message: str

    def shown(self) -> str:
        """Return one line for a person.

        >>> NodeFailure("test", "not_null_x_value", "Got 2 results").shown()
        '检验 not_null_x_value（Got 2 results）'
        """
        return f"{_KINDS.get(self.kind, self.kind)} {self.name}（{self.message}）"


@dataclass(frozen=True, slots=True)
class BuildResult:
    """How many nodes passed, warned, failed or were skipped, and which."""

    passed: int
    skipped: int
    warnings: tuple[NodeFailure, ...]
    failures: tuple[NodeFailure, ...]
    seconds: float

    def shown(self) -> str:
        """Return one line for a log."""
        return (
            f"dbt：{self.passed} 项通过，{len(self.warnings)} 项提醒，{len(self.failures)} 项失败，"
            f"{self.skipped} 项跳过，用时 {self.seconds:.1f} 秒"
        )

    def __str__(self) -> str:
        return self.shown()


def build_warehouse(settings: Settings) -> BuildResult:
    """Build every model and test it; raises JinguoError naming what failed."""
    return run_dbt(settings.build_database)


def run_dbt(build_database: Path, *, command: str = "build") -> BuildResult:
    """Run `build` (models and data tests) or `unit-test`, and return what became of each node.

    dbt's target and log folders stand beside the database. Raises JinguoError naming each failed
    node, or with dbt's last words where it stopped before it ran any.
    """
    work = build_database.parent / "dbt" / build_database.stem
    results = work / "target" / "run_results.json"
    results.unlink(missing_ok=True)
    run = _run_child(build_database, work, _COMMANDS[command])
    if not results.exists():
        raise JinguoError(f"dbt 没有运行：{_last_words(run.stdout)}；日志在 {work / 'logs'}")
    result = read_results(json.loads(results.read_text(encoding="utf-8")))
    if result.failures:
        names = "；".join(one.shown() for one in result.failures)
        raise JinguoError(f"dbt 有 {len(result.failures)} 项失败：{names}。日志在 {work / 'logs'}")
    return result


def make_docs(settings: Settings) -> Path:
    """Write the dbt docs site, one self-contained file, and return its path."""
    work = settings.build_database.parent / "dbt" / settings.build_database.stem
    run = _run_child(settings.build_database, work, _COMMANDS["docs"])
    page = work / "target" / "static_index.html"
    if run.returncode or not page.exists():
        raise JinguoError(f"dbt 文档没有生成：{_last_words(run.stdout)}；日志在 {work / 'logs'}")
    settings.docs_site.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copyfile(page, settings.docs_site / "index.html"))


def read_results(run_results: dict[str, object]) -> BuildResult:
    """Return dbt's run_results.json as counts and failures."""
    results = run_results["results"]
    assert isinstance(results, list)  # noqa: S101 - the shape of dbt's own file
    nodes = [(row["status"], _node(row)) for row in results]
    return BuildResult(
        passed=sum(status in {"success", "pass"} for status, _ in nodes),
        skipped=sum(status == "skipped" for status, _ in nodes),
        warnings=tuple(node for status, node in nodes if status == "warn"),
        failures=tuple(node for status, node in nodes if status in _FAILED),
        seconds=float(str(run_results["elapsed_time"])),
    )


def _node(row: dict[str, str]) -> NodeFailure:
    # test.jinguo.<name>.<hash>, unit_test.jinguo.<model>.<name>, model.jinguo.<name>
    kind, _, *names = row["unique_id"].split(".")
    name = names[-1] if kind == "unit_test" else names[0]
    message = " ".join((row["message"] or "").split())
    return NodeFailure(kind, name, message[:300])


def _run_child(
    build_database: Path, work: Path, arguments: list[str]
) -> subprocess.CompletedProcess[str]:
    """Run dbt's command line in this Python; its output is returned, not shown."""
    work.mkdir(parents=True, exist_ok=True)
    folders = {
        "--project-dir": DBT_PROJECT,
        "--profiles-dir": DBT_PROJECT,
        "--target-path": work / "target",
        "--log-path": work / "logs",
    }
    options = [str(part) for pair in folders.items() for part in pair]
    return subprocess.run(  # noqa: S603 - our own command line
        [
            # -P: a folder named dbt where someone happens to stand is not imported.
            *(sys.executable, "-P", "-c", "from dbt.cli.main import cli; cli()"),
            *("--no-version-check", "--no-use-colors", *arguments, *options),
        ],
        env={**os.environ, "JINGUO_BUILD_DATABASE": str(build_database.resolve())},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def _last_words(output: str) -> str:
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    return " ".join(lines[-5:])
