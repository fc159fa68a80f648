"""Whether hostile text is read in linear time: `python -m benchmarks.bad_input [characters]`.

Reads each text at n and at 2n characters, bytes to validated observations, and prints the ratio of
processor time. Exits with 1 where twice the text takes more than 2.6 times as long.
"""

from __future__ import annotations

import sys
import time

from ingestion.codebook import load_codebook
from ingestion.decode.decoder import decode
from ingestion.errors import UnreadableError
from ingestion.extract.narrative import read_narrative
from ingestion.model import Envelope
from ingestion.organizations import load_organizations
from ingestion.validate.validation import validate

CHARACTERS = 100_000
MOST = 2.6
SHORTEST = 0.05  # seconds; below, a ratio says nothing
_REPEATED = {
    "no full stop": "县妇联举办培训班12期,培训妇女3400人次,发放贷款500万元、",
    "no punctuation": "全县妇联组织开展了妇女培训活动接待来访件受理案件",
    "numbers in one sentence": "12件、",
    "bare numbers": "12 ",
    "groups of three": "123 ",
    "one character a line": "人\n",
    "short lines": "培训妇女3000人次\n",
    "direction marks": "培训\u202e300\u202c人\u200b次,",
    "not Chinese": "The quick brown fox trained 300 people in 2020. ",
    "opened titles": "《",
    "opened brackets": "(",
    "digits": "1",
    "digits in words": "一",
    "powers in words": "一百",
    "letters for digits": "lO1",
    "percent, unfinished": "百分之",
    "years": "2019年、",
    "clauses": "其中妇女30人,",
    "shares": "培训300人,占30%;",
    "offices": "福田铺乡妇联、衡山县妇联、",
    "headings": "一、主要工作\n",
    "ordinals": "第一",
    "dashes": "3—",
}
_OPENED = {
    "list of values": ("分别为", "30人、"),
    "table in lines": ("项目 计划数 完成数\n", "培训(人次) 12000 9480\n"),
}


def main() -> int:
    """Print the ratios; return 1 where one is too large."""
    characters = int(sys.argv[1]) if len(sys.argv) > 1 else CHARACTERS
    texts = {name: ("", piece) for name, piece in _REPEATED.items()} | _OPENED
    is_linear = True
    for name, (lead, piece) in texts.items():
        _seconds(_filled(lead, piece, 1_000))  # warm: codebook, matchers
        once = _seconds(_filled(lead, piece, characters))
        twice = _seconds(_filled(lead, piece, 2 * characters))
        ratio = twice / once
        is_slow = ratio > MOST and twice > SHORTEST
        is_linear = is_linear and not is_slow
        print(f"{name:24} {once:7.2f} {twice:7.2f}  ×{ratio:.1f} {'过慢' if is_slow else ''}")
    return 0 if is_linear else 1


def _filled(lead: str, piece: str, size: int) -> str:
    return (lead + piece * (size // len(piece) + 1))[:size]


def _seconds(text: str) -> float:
    began = time.process_time()
    try:
        document = decode(text.encode("utf-8"), "材料.txt")
    except UnreadableError:
        return time.process_time() - began
    reading = read_narrative(document, Envelope(), load_codebook(), load_organizations())
    validate(reading, Envelope(), load_codebook())
    return time.process_time() - began


if __name__ == "__main__":
    sys.exit(main())
