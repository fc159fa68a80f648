"""Airflow's four processes and its user interface on 127.0.0.1, until Ctrl-C: `make airflow`.

Each logs into `var/logs/airflow-<name>.log`. Apart rather than `airflow standalone`, whose log
servers listen on every interface.
"""

from __future__ import annotations

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType

from dags.shared import NIGHTLY
from ingestion.errors import JinguoError
from ingestion.settings import Settings
from scripts import local_airflow

URL = f"http://127.0.0.1:{local_airflow.PORT}"
COMPONENTS = {
    "api-server": ("api-server", "--host", "127.0.0.1", "--port", str(local_airflow.PORT)),
    "scheduler": ("scheduler", "--skip-serve-logs"),
    "dag-processor": ("dag-processor",),
    "triggerer": ("triggerer", "--skip-serve-logs"),
}
PATIENCE = 120  # seconds until the user interface must answer
GRACE = 15  # seconds that a process has to end by itself

Children = dict[str, subprocess.Popen[bytes]]


def main() -> int:
    """Start everything, say where it is, and end everything when asked or when one part ends."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _as_interrupt)
    settings = Settings()
    children: Children = {}
    try:
        _check_port()
        airflow_home = local_airflow.use_local_airflow(settings)
        password = local_airflow.read_password(airflow_home)
        print("启动 Airflow：调度器、DAG 处理器、触发器、界面（约 20 秒）", flush=True)
        local_airflow.prepare_database(airflow_home)
        logs = settings.home / "logs"
        logs.mkdir(parents=True, exist_ok=True)
        for name, arguments in COMPONENTS.items():
            children[name] = _start(arguments, _log_file(logs, name))
        _wait_until_it_answers(children, logs)
        print(f"界面      {URL}\n用户      {local_airflow.USER}\n密码      {password}")
        print(f"收件箱    {settings.inbox_folder}\n日志      {logs}")
        print(f"定时      {NIGHTLY}（cron，北京时间）运行 nightly_load；按 Ctrl-C 结束", flush=True)
        _watch(children, logs)
    except JinguoError as problem:
        print(problem, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\n正在结束……", flush=True)
    finally:
        _end(children)
    return 0


def _as_interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _check_port() -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", local_airflow.PORT))
        except OSError:
            raise JinguoError(
                f"端口 {local_airflow.PORT} 已被占用：JINGUO_AIRFLOW_PORT=8090 make airflow"
            ) from None


def _log_file(logs: Path, name: str) -> Path:
    return logs / f"airflow-{name}.log"


def _start(arguments: tuple[str, ...], log_file: Path) -> subprocess.Popen[bytes]:
    # A session of its own: Ctrl-C reaches this process alone, which then ends the children.
    with log_file.open("wb") as log:
        return subprocess.Popen(  # noqa: S603 - our own arguments
            [sys.executable, "-m", "airflow", *arguments],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def _wait_until_it_answers(children: Children, logs: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        _check_alive(children, logs)
        if _answers():
            return
        time.sleep(0.5)
    raise JinguoError(f"界面 {PATIENCE} 秒内没有应答：见 {_log_file(logs, 'api-server')}")


def _answers() -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", local_airflow.PORT, timeout=2)
    try:
        connection.request("GET", "/api/v2/version")
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _watch(children: Children, logs: Path) -> None:
    while True:
        _check_alive(children, logs)
        time.sleep(1)


def _check_alive(children: Children, logs: Path) -> None:
    for name, child in children.items():
        if child.poll() is not None:
            last = _log_file(logs, name).read_text(encoding="utf-8", errors="replace")[-1500:]
            raise JinguoError(f"{name} 意外结束（{child.returncode}）：\n{last}")


def _end(children: Children) -> None:
    """Ask all to end, the scheduler's workers with it, and insist after `GRACE` seconds."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)  # an impatient second Ctrl-C leaves nothing behind
    for child in children.values():
        _signal_group(child, signal.SIGTERM)
    deadline = time.monotonic() + GRACE
    for child in children.values():
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(timeout=max(0.1, deadline - time.monotonic()))
        _signal_group(child, signal.SIGKILL)
        child.wait()


def _signal_group(child: subprocess.Popen[bytes], number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):  # it and all it started are gone
        os.killpg(child.pid, number)


if __name__ == "__main__":
    sys.exit(main())
