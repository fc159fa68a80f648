"""Reports as plain text, in the encodings that offices send."""

from __future__ import annotations

from simulator.narrative import Block


def write_text(blocks: list[Block], encoding: str) -> tuple[bytes, str]:
    """Return the bytes and the encoding used: Big5 gives way where it lacks a character."""
    text = "\r\n".join(_line(block) for block in blocks) + "\r\n"
    try:
        return text.encode(encoding), encoding
    except UnicodeEncodeError:
        return text.encode("utf-8"), "utf-8"


def _line(block: Block) -> str:
    match block.kind:
        case "title":
            return f"{block.text}\r\n"
        case "paragraph":
            return f"　　{block.text}"
        case "sign":
            return f"\r\n　　　　　　　　　　{block.text}"
        case _:
            return block.text
