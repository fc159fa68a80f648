"""Read files in worker processes that may die: one bad file costs that file and nothing else.

Native parsers abort, panic and loop. A process pool loses its whole queue when a child dies, so
each worker here is a child process of its own that is handed one file at a time over a pipe; the
file it held when it died comes back as `WorkerDiedError`, and a new worker takes its place.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO

from ingestion.errors import JinguoError
from ingestion.model import SourceFile
from ingestion.write.rows import Outcome

SECONDS_PER_FILE = 120
HEADER_BYTES = 8
READY = b"ready..."  # a worker's first words, once everything it needs is loaded

Job = tuple[SourceFile, Path]


class WorkerDiedError(JinguoError):
    """The process that read a file ended or did not come back in time.

    `is_our_defect` tells an error in our own code from a file that a parser could not survive.
    """

    def __init__(self, reason: str, *, is_our_defect: bool = False) -> None:
        super().__init__(reason)
        self.is_our_defect = is_our_defect


def run_workers(
    jobs: Sequence[Job], workers: int
) -> Iterator[tuple[SourceFile, Outcome | WorkerDiedError]]:
    """Yield each job's source with its outcome, in the order of `jobs`.

    Raises JinguoError where no worker can start: then nothing is wrong with the files.
    """
    pool = _Workers()
    with ThreadPoolExecutor(max_workers=max(1, workers)) as threads:
        try:
            results = threads.map(pool.read, jobs)
            yield from zip((source for source, _ in jobs), results, strict=True)
        finally:
            pool.stop()


class _Workers:
    """One worker for each thread that asks, replaced when it dies."""

    def __init__(self) -> None:
        self._mine = threading.local()
        self._all: list[_Worker] = []

    def read(self, job: Job) -> Outcome | WorkerDiedError:
        worker: _Worker | None = getattr(self._mine, "worker", None)
        if worker is None or worker.is_ended:
            worker = self._mine.worker = _Worker()
            self._all.append(worker)
        try:
            return worker.read(job)
        except WorkerDiedError as error:
            worker.stop()
            return error

    def stop(self) -> None:
        for worker in self._all:
            worker.stop()


class _Worker:
    """A child process running `ingestion.worker`. Raises JinguoError where it does not start."""

    def __init__(self) -> None:
        self.is_ended = False
        self._is_late = False
        self._process = subprocess.Popen(
            [sys.executable, "-m", "ingestion.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=Path(__file__).resolve().parents[1],
        )
        self._errors = _Tail(_open(self._process.stderr))
        if _open(self._process.stdout).read(len(READY)) != READY:
            self.stop()
            raise JinguoError(f"读取程序无法启动（不是文件的问题）：{self._errors.last_line()}")

    def read(self, job: Job) -> Outcome:
        """Return the outcome of one job; raises WorkerDiedError."""
        timer = threading.Timer(SECONDS_PER_FILE, self._give_up)
        timer.start()
        try:
            send(_open(self._process.stdin), job)
            return receive(_open(self._process.stdout))
        except (EOFError, BrokenPipeError) as error:
            raise self._cause() from error
        finally:
            timer.cancel()
            self.is_ended = self._is_late  # killed in the moment it answered: not for the next file

    def stop(self) -> None:
        """End the process."""
        self.is_ended = True
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream and not stream.closed:
                stream.close()

    def _give_up(self) -> None:
        self._is_late = True
        self._process.kill()

    def _cause(self) -> WorkerDiedError:
        code = self._process.wait()
        if self._is_late:
            return WorkerDiedError(f"读取超过 {SECONDS_PER_FILE} 秒，已停止")
        if code > 0:
            return WorkerDiedError(f"读取程序出错：{self._errors.last_line()}", is_our_defect=True)
        return WorkerDiedError(f"读取程序意外中止（退出码 {code}），可能是文件损坏或过大")


class _Tail:
    """The last line that a process wrote to its standard error, read so that it never blocks."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._line = b""
        self._thread = threading.Thread(target=self._drain, args=(stream,), daemon=True)
        self._thread.start()

    def last_line(self) -> str:
        self._thread.join(timeout=5)
        return self._line.decode("utf-8", "replace").strip() or "没有说明"

    def _drain(self, stream: IO[bytes]) -> None:
        with stream:
            for line in stream:
                if line.strip():
                    self._line = line


def send(stream: IO[bytes], message: Job | Outcome) -> None:
    """Write one message: its length in 8 bytes, then the pickle."""
    content = pickle.dumps(message)
    stream.write(len(content).to_bytes(HEADER_BYTES, "big"))
    stream.write(content)
    stream.flush()


def receive(stream: IO[bytes]) -> Outcome:
    """Return one message; raises EOFError where the other side has gone.

    Only our own worker writes to this pipe, so unpickling is safe.
    """
    header = _exactly(stream, HEADER_BYTES)
    message: Outcome = pickle.loads(_exactly(stream, int.from_bytes(header, "big")))
    return message


def _exactly(stream: IO[bytes], size: int) -> bytes:
    content = stream.read(size)
    if len(content) < size:
        raise EOFError
    return content


def _open(stream: IO[bytes] | None) -> IO[bytes]:
    if stream is None:  # Popen was told to open pipes
        raise BrokenPipeError
    return stream
