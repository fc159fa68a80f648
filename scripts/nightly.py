"""Run the DAG `nightly_load` once, through Airflow, in the foreground: `make nightly`.

The terminal shows our own lines; everything that Airflow says goes to `var/logs/nightly.log`.
Ends with 0 when the night succeeded or had nothing to do, with 1 when it could not be done.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ingestion.errors import JinguoError
from ingestion.settings import Settings
from scripts.local_airflow import prepare_database, use_local_airflow

if TYPE_CHECKING:
    from scripts.run_dag import Outcome

DAG_ID = "nightly_load"
NEXT = """接着可以：
  .venv/bin/jinguo status
  .venv/bin/jinguo receipts
  .venv/bin/jinguo query "select * from marts.mart_county_comparison
      where indicator_code = 'cancer_screened' and period_id = '2020'
      order by province_rank limit 10"
  make docs       数据字典，在浏览器里看
  make airflow    每夜自动运行，附界面"""
PROVINCE = ("--province", "430000", "--periods", "2018,2019,2020H1,2020", "--seed", "7")


def main() -> int:
    """Prepare what is missing, run the night, say where the results are."""
    began = time.monotonic()
    settings = Settings()
    log_file = settings.home / "logs" / "nightly.log"
    log_file.parent.mkdir(parents=True, exist_ok=True)
    try:
        with _only_one(settings.home / "nightly.lock"):
            _choose_inbox(settings)
            prepare_database(use_local_airflow(settings))
            from scripts.run_dag import run_dag  # noqa: PLC0415 - reads its environment on import

            outcome = run_dag(DAG_ID, log_file)
    except JinguoError as problem:
        print(problem, file=sys.stderr)
        return 1
    if outcome.state != "success":
        _say_failures(outcome, log_file)
        return 1
    _say_results(settings, outcome, time.monotonic() - began)
    return 0


@contextmanager
def _only_one(lock_file: Path) -> Iterator[None]:
    with lock_file.open("w", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise JinguoError("另一次夜间装载正在运行：等它结束后再试") from None
        yield


def _choose_inbox(settings: Settings) -> None:
    """Leave a chosen or a filled inbox as it is; otherwise simulate a province, once."""
    inbox = settings.inbox_folder
    if settings.inbox is None and not _holds_files(inbox):
        print(f"{_shown(inbox)} 里没有文件：改用模拟数据（模拟湖南省）", flush=True)
        inbox = _simulate_once(settings.home / "simulated") / "inbox"
        os.environ["JINGUO_INBOX"] = str(inbox.resolve())
    print(f"收件箱 {_shown(inbox)}", flush=True)


def _holds_files(folder: Path) -> bool:
    return any(path.is_file() for path in folder.rglob("*"))


def _simulate_once(province: Path) -> Path:
    """Write the simulated province, unless it is whole: its truth is written last."""
    if not (province / "truth.parquet").exists():
        print("生成模拟数据：122 个县，2018、2019、2020 上半年、2020 年", flush=True)
        shutil.rmtree(province, ignore_errors=True)
        jinguo = Path(sys.executable).with_name("jinguo")
        command = [str(jinguo), "simulate", *PROVINCE, "--out", str(province)]
        if subprocess.run(command, check=False).returncode != 0:  # noqa: S603 - our own words
            raise JinguoError("模拟数据未能生成：见上面的说明")
    return province


def _say_failures(outcome: Outcome, log_file: Path) -> None:
    print(f"\n夜间装载未完成（{outcome.state}）。上一次发布的数据保持不变。", file=sys.stderr)
    for task, reason in outcome.failures:
        print(f"  {task}：{reason}", file=sys.stderr)
    print(f"完整日志 {_shown(log_file)}；改正后再运行 make nightly", file=sys.stderr)


def _say_results(settings: Settings, outcome: Outcome, seconds: float) -> None:
    done = "夜间装载完成" if "publish" in outcome.succeeded else "没有新文件，已发布的数据保持不变"
    print(f"\n{done}，用时 {seconds:.0f} 秒。")
    print(f"  发布的数据  {_shown(settings.current_release)}")
    print(f"  各县回执    {_shown(settings.receipts)}（每夜一页：night-*.md）")
    print(f"  批次报告    {_shown(settings.batches)}")
    print(f"  完整日志    {_shown(settings.home / 'logs' / 'nightly.log')}")
    print(NEXT)


def _shown(path: Path) -> str:
    """Return the path as a person would type it from here."""
    whole, here = path.absolute(), Path.cwd()
    return str(whole.relative_to(here)) if whole.is_relative_to(here) else str(whole)


if __name__ == "__main__":
    sys.exit(main())
