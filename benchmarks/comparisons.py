"""Other people's readers of Chinese numbers, where `benchmarks/requirements.txt` is installed.

They turn text into numbers; none says what a number counts, of whom, or when.
"""

from __future__ import annotations

import importlib
import re
import time
import warnings
from collections.abc import Callable, Iterable
from dataclasses import dataclass

Reader = Callable[[str], object]

_WIDE = re.compile(
    r"\d[\d,]*(?:\.\d+)?(?:[%‰]|[十百千万亿]*[\u4e00-\u9fff])|[一二三四五六七八九十百千万亿两]+"
)


@dataclass(frozen=True, slots=True)
class Speed:
    """How fast a reader went; null where it is not installed."""

    name: str
    characters_per_second: float | None


def compare(lines: Iterable[str], seconds: float) -> list[Speed]:
    """Return the speed of each reader over the same lines, each for some seconds of work."""
    held = [line for line in lines if line.strip()]
    return [
        Speed(name, _speed(reader, held, seconds) if reader else None)
        for name, reader in (
            ("recogniser suite, numbers (recognizers-text-suite)", _recognizer("recognize_number")),
            ("recogniser suite, money", _recognizer("recognize_currency")),
            ("Chinese numeral parser (cn2an)", _numerals()),
            ("a wide regular expression", _WIDE.findall),
        )
    ]


def _speed(read: Reader, lines: list[str], seconds: float) -> float:
    read(lines[0])  # compiles its patterns
    characters, began = 0, time.process_time()
    while True:
        for line in lines:
            read(line)
            characters += len(line)
            spent = time.process_time() - began
            if spent >= seconds:
                return characters / spent


def _recognizer(function: str) -> Reader | None:
    package = "recognizers_number" if function == "recognize_number" else "recognizers_suite"
    try:
        module = importlib.import_module(package)
        culture = importlib.import_module("recognizers_text").Culture.Chinese
    except ImportError:
        return None
    recognize: Callable[[str, str], object] = getattr(module, function)
    return lambda line: recognize(line, culture)


def _numerals() -> Reader | None:
    try:
        transform: Reader = importlib.import_module("cn2an").transform
    except ImportError:
        return None
    warnings.filterwarnings("ignore", module="cn2an")  # it warns of each 万 without a digit
    return transform
