"""Read files in worker processes that may die: one bad file costs that file and nothing else.

Native parsers abort, panic and loop. A process pool loses its whole queue when a child dies, so
each worker here is a child process of its own that is handed one file at a time over a pipe; the
file it held when it died comes back as `WorkerDiedError`, and a new worker takes its place.
"""

from __future__ import annotations

import pickle
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO

from ingestion.errors import JinguoError
from ingestion.model import SourceFile
from ingestion.write.rows import Outcome

SECONDS_PER_FILE = 120
_HEADER = 8

Job = tuple[SourceFile, Path]


class WorkerDiedError(JinguoError):
    """The process that read a file ended or did not come back in time."""


def run_workers(
    jobs: Sequence[Job], workers: int
) -> Iterator[tuple[SourceFile, Outcome | WorkerDiedError]]:
    """Yield each job's source with its outcome, in the order of `jobs`."""
    waiting: queue.SimpleQueue[int | None] = queue.SimpleQueue()
    done: list[queue.SimpleQueue[Outcome | WorkerDiedError]] = [queue.SimpleQueue() for _ in jobs]
    count = max(1, min(workers, len(jobs)))
    for order in range(len(jobs)):
        waiting.put(order)
    for _ in range(count):
        waiting.put(None)
    threads = [
        threading.Thread(target=_serve, args=(jobs, waiting, done), daemon=True)
        for _ in range(count)
    ]
    for thread in threads:
        thread.start()
    for (source, _), result in zip(jobs, done, strict=True):
        yield source, result.get()
    for thread in threads:
        thread.join()


def _serve(
    jobs: Sequence[Job],
    waiting: queue.SimpleQueue[int | None],
    done: list[queue.SimpleQueue[Outcome | WorkerDiedError]],
) -> None:
    """Hand jobs to one worker after another until none waits."""
    worker: _Worker | None = None
    while (order := waiting.get()) is not None:
        worker = worker or _Worker()
        try:
            done[order].put(worker.read(jobs[order]))
        except WorkerDiedError as error:
            done[order].put(error)
            worker.stop()
            worker = None
    if worker:
        worker.stop()


class _Worker:
    """A child process running `ingestion.worker`."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "ingestion.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=Path(__file__).resolve().parents[1],
        )

    def read(self, job: Job) -> Outcome:
        """Return the outcome of one job; raises WorkerDiedError."""
        timer = threading.Timer(SECONDS_PER_FILE, self._process.kill)
        timer.start()
        try:
            send(self._stream(self._process.stdin), job)
            outcome: Outcome = receive(self._stream(self._process.stdout))
        except (EOFError, BrokenPipeError) as error:
            raise WorkerDiedError(self._cause(timed_out=timer.finished.is_set())) from error
        finally:
            timer.cancel()
        return outcome

    def stop(self) -> None:
        """End the process."""
        self._stream(self._process.stdin).close()
        try:
            self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._stream(self._process.stdout).close()

    def _cause(self, *, timed_out: bool) -> str:
        if timed_out:
            return f"读取超过 {SECONDS_PER_FILE} 秒，已停止"
        return f"读取程序意外中止（退出码 {self._process.wait()}），可能是文件损坏或过大"

    @staticmethod
    def _stream(stream: IO[bytes] | None) -> IO[bytes]:
        if stream is None:  # Popen was told to open pipes
            raise BrokenPipeError
        return stream


def send(stream: IO[bytes], message: Job | Outcome) -> None:
    """Write one message: its length in 8 bytes, then the pickle."""
    content = pickle.dumps(message)
    stream.write(len(content).to_bytes(_HEADER, "big"))
    stream.write(content)
    stream.flush()


def receive(stream: IO[bytes]) -> Outcome:
    """Return one message; raises EOFError where the other side has gone.

    Only our own worker writes to this pipe, so unpickling is safe.
    """
    header = _exactly(stream, _HEADER)
    message: Outcome = pickle.loads(_exactly(stream, int.from_bytes(header, "big")))
    return message


def _exactly(stream: IO[bytes], size: int) -> bytes:
    content = stream.read(size)
    if len(content) < size:
        raise EOFError
    return content
