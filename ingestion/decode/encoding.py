"""Bytes of a plain-text file → characters, exactly, or an error that names the byte.

Nothing is replaced: a file that no encoding reads whole is unreadable.
"""

from __future__ import annotations

import codecs

from ingestion.errors import UnreadableError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# The most frequent characters of reports in both scripts: text read in the wrong encoding is made
# of rare ones. Frequencies of general and official Chinese; order does not matter.
_FREQUENT = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
    "十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形"
    "县市区乡镇村妇联女儿童培训组织维权贷款救助活动宣传服务家庭单位指标名称数元万户次件场期省级表填报全年半累计完成率任务，。、：（）"
    "這個時來們對會發動說產種後學經進著電裡現實體機當點從業開還應縣區鄉鎮婦聯兒訓組織維權貸單標稱數萬戶場計務表於與為國際創優衛總"
)
_SAMPLE = 20_000
MAX_BYTES = 64 * 1024 * 1024
_RESAVE = "请用记事本打开，另存为 UTF-8 编码后重新报送"


def decode_text(content: bytes) -> str:
    """Return the text of `content`; a byte-order mark is not part of it, line ends are kept.

    Raises UnreadableError with the first byte that cannot be read.
    """
    if len(content) > MAX_BYTES:
        raise UnreadableError(
            "文本文件过大", place=f"字节{MAX_BYTES}", remedy="请拆成几个文件后重新报送"
        )
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _checked(_decode_strictly(content[len(mark) :], encoding, len(mark)))
    unmarked = _unmarked_utf16(content)
    if unmarked:
        return _checked(_decode_strictly(content, unmarked, 0))
    try:
        return _checked(content.decode("utf-8"))
    except UnicodeDecodeError as error:
        return _checked(_decode_legacy(content, error))


def _decode_strictly(content: bytes, encoding: str, offset: int) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise _undecodable(offset + error.start) from error


def _unmarked_utf16(content: bytes) -> str | None:
    """Return the byte order of UTF-16 without its mark: one half of its ASCII bytes is zero."""
    head = content[:2000]
    if len(head) < 8 or len(content) % 2 or b"\x00" not in head:
        return None
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd * 20 > len(head) and not even:
        return "utf-16-le"
    return "utf-16-be" if even * 20 > len(head) and not odd else None


def _decode_legacy(content: bytes, utf8_error: UnicodeDecodeError) -> str:
    """Return the more natural of the readings as GB18030 and as Big5."""
    readings: list[str] = []
    failures = [utf8_error.start]
    for encoding in ("gb18030", "cp950", "big5hkscs"):
        try:
            readings.append(content.decode(encoding))
        except UnicodeDecodeError as error:
            failures.append(error.start)
    if not readings:
        raise _undecodable(max(failures)) from utf8_error
    return max(readings, key=_naturalness)


def _naturalness(text: str) -> float:
    """Return the share of frequent characters among those that are not ASCII."""
    wide = [char for char in text[:_SAMPLE] if char > "\x7f"]
    return sum(char in _FREQUENT for char in wide) / len(wide) if wide else 0.0


def _checked(text: str) -> str:
    """Return `text`, unless it has the control characters of something binary."""
    head = text[:_SAMPLE]
    strange = [at for at, char in enumerate(head) if char < " " and char not in "\t\r\n\f\v\x1a"]
    if "\x00" in head or len(strange) * 100 > len(head):
        raise UnreadableError(
            "不是文本文件，也不是已知的格式",
            place=f"字符{strange[0]}",
            remedy="请报送 .docx、.xlsx、.csv 或 .txt 文件",
        )
    return text


def _undecodable(position: int) -> UnreadableError:
    return UnreadableError("有无法解码的字节", place=f"字节{position}", remedy=_RESAVE)
