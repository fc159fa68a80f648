"""The extractor's version: what code and codebook read a file, so that history can be read anew."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from ingestion.codebook import SEEDS

_CODE = Path(__file__).resolve().parent


@cache
def extractor_version() -> str:
    """Return a hash of all reading code, learned weights and codebook seeds, 12 hex digits."""
    digest = hashlib.sha256()
    for path in sorted([*_CODE.rglob("*.py"), *_CODE.rglob("*.csv"), *SEEDS.glob("*.csv")]):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
