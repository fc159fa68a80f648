"""How fast prose is read, bytes to observations, on one core: `python -m benchmarks.narrative`.

Reads the narratives of a small simulated province again and again for some seconds and prints
characters a second with the share of each stage.
"""

from __future__ import annotations

import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from ingestion.codebook import load_codebook
from ingestion.collect.envelope import settle_envelope
from ingestion.collect.folder import describe, find_files
from ingestion.decode.decoder import decode
from ingestion.extract.narrative import read_narrative
from ingestion.organizations import load_organizations
from ingestion.validate.validation import validate
from simulator import simulate

SECONDS = 10
STAGES = ("decode", "envelope", "extract", "validate")


def main() -> None:
    """Print the speed."""
    with tempfile.TemporaryDirectory() as folder:
        simulate("640000", ["2020"], 7, Path(folder))
        files = [path for path in find_files(Path(folder) / "inbox") if path.suffix == ".txt"]
        contents = [(path, path.read_bytes()) for path in files]
        _measure(contents[:2], 0)  # warm: codebook, gazetteer, matchers
        characters, spent = _measure(contents, SECONDS)
    total = sum(spent.values())
    print(f"{len(files)} 份材料，{characters} 字，{total:.1f} 秒：{characters / total:,.0f} 字/秒")
    for stage in STAGES:
        print(f"  {stage:9} {100 * spent[stage] / total:5.1f}%")


def _measure(contents: list[tuple[Path, bytes]], seconds: float) -> tuple[int, dict[str, float]]:
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
            validate(reading, envelope, codebook)
            marks.append(time.process_time())
            characters += len(document.text)
            for stage, start, end in zip(STAGES, marks, marks[1:], strict=False):
                spent[stage] += end - start
        if time.perf_counter() - began >= seconds:
            return characters, spent


if __name__ == "__main__":
    main()
