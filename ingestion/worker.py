"""The child process that reads submissions: `python -m ingestion.worker`, spoken to by pipe.

Each file gets its own allowance of processor time, and the process a bound on memory, so that a
file made to exhaust the machine ends this process and not the night. An error in our own code ends
it too, with the reason as the last line of standard error.
"""

from __future__ import annotations

import gc
import os
import pickle
import resource
import sys
from pathlib import Path

from ingestion.codebook import load_codebook
from ingestion.model import SourceFile
from ingestion.organizations import load_organizations
from ingestion.pipeline import read_submission
from ingestion.supervisor import HEADER_BYTES, READY, send

MEMORY_BYTES = 4 * 1024**3  # of address space, of which pyarrow alone maps about 1 GiB
CPU_SECONDS_PER_FILE = 90


def main() -> None:
    """Read jobs from standard input until it closes; write one outcome for each."""
    outcomes = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # a stray print must not corrupt the pipe
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    load_codebook()
    load_organizations()
    gc.freeze()  # what is loaded once stays: the collector need not walk it again for every file
    outcomes.write(READY)
    outcomes.flush()
    while header := sys.stdin.buffer.read(HEADER_BYTES):
        source, blob = _receive_job(int.from_bytes(header, "big"))
        _allow_cpu_time()
        send(outcomes, read_submission(source, blob.read_bytes()))


def _receive_job(size: int) -> tuple[SourceFile, Path]:
    job: tuple[SourceFile, Path] = pickle.loads(sys.stdin.buffer.read(size))
    return job


def _allow_cpu_time() -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(used.ru_utime + used.ru_stime)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (spent + CPU_SECONDS_PER_FILE, hard))


if __name__ == "__main__":
    main()
