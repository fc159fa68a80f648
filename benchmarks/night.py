"""A night over the simulated province, through Airflow: `python -m benchmarks.night`.

Prints wall time and the peak resident memory of the largest process, for the first night and for
the next one, which has nothing to do. Measures in a home of its own; run it on an idle machine.
"""

from __future__ import annotations

import os
import resource
import subprocess
import tempfile
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
MEBIBYTE = 1024  # ru_maxrss is in KiB on Linux


def main() -> None:
    """Print both nights."""
    with tempfile.TemporaryDirectory() as home:
        for name in ("第一夜（含生成模拟数据）", "第二夜（没有新文件）"):
            began = time.perf_counter()
            night = subprocess.run(
                ["make", "nightly"],  # noqa: S607
                cwd=PROJECT,
                env={**os.environ, "JINGUO_HOME": home},
                capture_output=True,
                text=True,
                check=False,
            )
            seconds = time.perf_counter() - began
            peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / MEBIBYTE
            print(f"{name}：{seconds:.1f} 秒，单个进程最大内存 {peak:.0f} MiB")
            print(f"    退出码 {night.returncode}")
            print("".join(f"    {line}\n" for line in night.stdout.splitlines()[:30]))


if __name__ == "__main__":
    main()
