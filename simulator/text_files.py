"""Reports as plain text: encodings, the furniture of a web page, lines broken by a mail program."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.narrative import Block


@dataclass(frozen=True, slots=True)
class Paper:
    """How a text is kept. `width` breaks lines after so many characters; 0 leaves them."""

    encoding: str
    above: tuple[str, ...] = ()  # lines of a web page before the report
    below: tuple[str, ...] = ()
    width: int = 0


def write_text(blocks: list[Block], paper: Paper) -> bytes:
    """Return the bytes of a text; Big5 gives way to UTF-8 where it lacks a character."""
    lines = [*paper.above, *(line for block in blocks for line in _lines(block)), *paper.below]
    if paper.width:
        lines = [part for line in lines for part in _broken(line, paper.width)]
    text = "\r\n".join(lines) + "\r\n"
    try:
        return text.encode(paper.encoding)
    except UnicodeEncodeError:
        return text.encode("utf-8")


def _lines(block: Block) -> list[str]:
    match block.kind:
        case "title":
            return [block.text, ""]
        case "paragraph":
            return [f"　　{block.text}"]
        case "sign":
            return ["", f"　　　　　　　　　　{block.text}"]
        case _:
            return [block.text]


def _broken(line: str, width: int) -> list[str]:
    return [line[at : at + width] for at in range(0, len(line), width)] or [line]
