"""How fast prose is read, bytes to observations, on one core: `python -m benchmarks.narrative`.

Reads the corpus and the narratives of a small simulated province again and again for some
seconds, and prints characters a second with the share of each stage, beside other readers of
numbers on the same text (`benchmarks/requirements.txt`); then memory as documents grow in number,
and how long the codebook takes to compile. Compare ratios, not machines.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.comparisons import Speed, compare
from ingestion.codebook import load_codebook
from ingestion.collect.envelope import settle_envelope
from ingestion.collect.folder import describe, find_files
from ingestion.decode.decoder import decode
from ingestion.extract.narrative import read_narrative
from ingestion.organizations import load_organizations
from ingestion.validate.validation import validate
from simulator import simulate

SECONDS = 10
SECONDS_OF_OTHERS = 3
ROUNDS_OF_MEMORY = 4
STAGES = ("decode", "envelope", "extract", "validate")

_CORPUS = Path(__file__).resolve().parents[1] / "corpus" / "docs"
_MEBIBYTE = 1024  # ru_maxrss is in KiB on Linux
_START = """
import time
from ingestion.codebook import load_codebook
from ingestion.extract.judgement import learned_of
from ingestion.extract.lexicon import lexicon_of
began = time.perf_counter()
codebook = load_codebook()
read = time.perf_counter()
lexicon = lexicon_of(codebook)
compiled = time.perf_counter()
learned_of(lexicon)
print(read - began, compiled - read, time.perf_counter() - compiled)
"""

Contents = list[tuple[Path, bytes]]


def main() -> None:
    """Print speed, memory and start-up time."""
    with tempfile.TemporaryDirectory() as folder:
        simulate("640000", ["2020"], 7, Path(folder))
        _print_speed("corpus", _read(_CORPUS))
        _print_speed("simulated province", _read(Path(folder) / "inbox"))
    _print_memory(_read(_CORPUS))
    _print_start()


def _print_speed(name: str, contents: Contents) -> None:
    _measure(contents[:2], 0)  # warm: codebook, gazetteer, matchers
    characters, spent = _measure(contents, SECONDS)
    ours = characters / sum(spent.values())
    texts = [decode(content, path.name).text for path, content in contents]
    lines = [line for text in texts for line in text.splitlines()]
    print(f"\n{name}: {len(contents)} 份材料 reports")
    print(f"{'':52}{'字/秒 chars/s':>16}{'比 ratio':>10}")
    everything = "Jinguo, bytes to validated observations"
    for speed in [Speed(everything, ours), *compare(lines, SECONDS_OF_OTHERS)]:
        rate = speed.characters_per_second
        shown = f"{rate:>16,.0f}{ours / rate:>10.3f}" if rate else f"{'未安装 not installed':>16}"
        print(f"{speed.name:52}{shown}")
    total = sum(spent.values())
    print("  " + "  ".join(f"{stage} {100 * spent[stage] / total:.1f}%" for stage in STAGES))


def _print_memory(contents: Contents) -> None:
    print("\n内存峰值 peak memory, by reports read")
    for turn in range(1, ROUNDS_OF_MEMORY + 1):
        _measure(contents, 0)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _MEBIBYTE
        print(f"  +{turn * len(contents):<6} {peak:,.0f} MiB")


def _print_start() -> None:
    command = [sys.executable, "-c", _START]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    codebook, lexicon, weights = (1000 * float(part) for part in done.stdout.split())
    print("\n启动 start-up, in a new process")
    print(f"  codebook {codebook:.0f} ms, lexicon {lexicon:.0f} ms, weights {weights:.0f} ms")


def _read(folder: Path) -> Contents:
    found = [path for path in find_files(folder) if path.suffix == ".txt"]
    return [(path, path.read_bytes()) for path in found]


def _measure(contents: Contents, seconds: float) -> tuple[int, dict[str, float]]:
    codebook, gazetteer = load_codebook(), load_organizations()
    spent = dict.fromkeys(STAGES, 0.0)
    characters, began = 0, time.perf_counter()
    while True:
        for path, content in contents:
            source = describe(path, content, datetime.now(tz=UTC))
            marks = [time.process_time()]
            document = decode(content, path.name)
            marks.append(time.process_time())
            envelope = settle_envelope(source, document, gazetteer).envelope
            marks.append(time.process_time())
            reading = read_narrative(document, envelope, codebook, gazetteer)
            marks.append(time.process_time())
            validate(reading, envelope, codebook, document.normalized)
            marks.append(time.process_time())
            characters += len(document.text)
            for stage, start, end in zip(STAGES, marks, marks[1:], strict=False):
                spent[stage] += end - start
        if time.perf_counter() - began >= seconds:
            return characters, spent


if __name__ == "__main__":
    main()
