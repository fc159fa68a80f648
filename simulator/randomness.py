"""Random streams that depend on the seed and a key alone: the order of calls changes nothing."""

from __future__ import annotations

import math
import random


def stream(*key: object) -> random.Random:
    """Return a generator of its own for this key.

    >>> stream(7, "a").random() == stream(7, "a").random()
    True
    """
    return random.Random("\x1f".join(map(str, key)))  # noqa: S311 - a simulation, not a secret


def between(source: random.Random, low: float, high: float) -> float:
    """Return a number between two sizes, small ones as likely as large ones in ratio."""
    if low <= 0 or high <= low:
        return low + (high - low) * source.random()
    return math.exp(source.uniform(math.log(low), math.log(high)))
