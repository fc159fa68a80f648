"""What the words of a header or row label say: period, role, unit, level, and what is left over.

The vocabulary is the seed header_phrases.csv. Which indicator the words left over mean is decided
in `header_match`; how labels combine over a table, in `table_figures`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from ingestion.codebook import Codebook, Unit
from ingestion.extract.header_names import header_key
from ingestion.extract.header_units import UnitReader, lost_multiplier
from ingestion.extract.header_vocabulary import header_vocabulary
from ingestion.model import Role
from ingestion.periods import find_periods, is_period_id

_NUMBERING = re.compile(
    r"^(?:[(（]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）、]|\d{1,2}[.．](?!\d)|[①-⑳])\s*"
)
_PART = re.compile(r"^其中[:：,，]?")
_BRACKET = re.compile(r"[(（\[【]([^()（）\[\]【】]{1,20})[)）\]】]")
_PLACES = re.compile(r"[乡镇村县市区街]\((?:街道|社区|镇|乡|居|场|区|市|旗)\)")  # no unit
UNIT_NOTE = re.compile(
    r"(?:金额|计量|数量)?单位\s*[:：]\s*([^\s)）]{1,20}(?:[ 、,，/][^\s)）:：]{1,8})*)"
)
_TRAILING_UNIT = re.compile(r"(?:[/,，:：](?P<word>[^/,，:：\s]{1,5})|(?P<rate>[%‰]))$")
_DERIVED = re.compile(
    r"同比|环比|增长|增幅|增减|比上年|比去年|较上年|较去年|排名|名次|位次|排序|得分|评分|序时进度"
)
_COMPLETION = re.compile(
    r"^(?:任务|目标|计划|年度|全年|累计)*(?:完成|达标)(?:率|比例|百分比|进度|%)"
)
_TOTAL = re.compile(
    r"^(?:合\s*计|总\s*计|全[国省市州县区旗盟乡镇](?:合计|总计|共计|计|总数)?|共\s*计|总数|汇\s*总"
    r"|total|sum)$",
    re.I,
)
_SCOPE = re.compile(r"^全([国省市州盟县区旗乡镇])(?![县域程年家场])")
_WHOLE_YEAR = re.compile(r"^(?:去年|上年|上一年)(?:度?全年|全年度|年度)(?:完成|累计)?(?:数|总数)?$")
_SUBTOTAL = re.compile(r"^(?:小\s*计|subtotal)$", re.I)
_AND_ABOVE = re.compile(r"及?以[上下]")
_NEW = re.compile(r"^(?:新建|新增|新创建?|新成立|新设)")
_BARE_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMERIC_PERIOD = re.compile(r"((?:19|20)\d\d)[-/.]?(0[1-9]|1[0-2])(?:[-/.]\d{1,2})?")
_LONGEST_ROLE = 8


@dataclass(frozen=True, slots=True, eq=False)  # a reader returns one object for one text
class Label:
    """A header or row label, taken apart. `core` are the words that could name an indicator."""

    text: str
    core: str = ""
    plain: str = ""  # the core before period, role and level were taken out
    column: str | None = None  # organization | period | indicator | value | unit | … | ignored
    unit: Unit | None = None
    unit_raw: str = ""
    period_id: str | None = None
    role: Role | None = None
    breakdown: str | None = None
    is_cumulative: bool = False
    is_derived: bool = False
    is_completion: bool = False
    is_total: bool = False
    is_subtotal: bool = False
    is_part: bool = False
    scope: str = ""  # 省 of 全省: the level whose figures these are
    is_whole_year: bool = False  # 去年全年

    @property
    def could_name(self) -> bool:
        """Whether the label has words that could name an indicator or an organisation."""
        return bool(self.core) and not (self.column or self.is_total or self.is_subtotal)


class LabelReader:
    """Takes labels apart with the vocabulary of the seed and the units of the codebook."""

    def __init__(self, codebook: Codebook) -> None:
        self.unit = UnitReader(codebook.units).read
        self._unit_list = UnitReader(codebook.units).read_list
        self._vocabulary = header_vocabulary()
        self._programs = {code: _program_words(name) for code, name in codebook.programs.items()}
        self.read = lru_cache(maxsize=20_000)(self._read)
        self.program = lru_cache(maxsize=20_000)(self._program)

    def unit_note(self, text: str) -> tuple[Unit, ...]:
        """Return the units of a note such as 单位：人、万元, empty where it is none."""
        note = UNIT_NOTE.search(text)
        return self._unit_list(note[1]) if note else ()

    def _program(self, title: str) -> str | None:
        """Return the program that a section's title names, None where it names none or two."""
        core = header_key(_NUMBERING.sub("", "".join(title.split()))).removesuffix("工作")
        if len(core) < 2:
            return None
        named = [
            code
            for code, (name, words) in self._programs.items()
            if core == code or core in name or any(word in core for word in words)
        ]
        return named[0] if len(named) == 1 else None

    def _read(self, text: str) -> Label:
        squeezed = "".join(text.split())
        column = self._vocabulary["column"].get(squeezed.lower())
        role = self._vocabulary["role"].get(squeezed.lower())
        label = Label(text, column=column, role=Role(role) if role else None)
        if column or role:
            return label
        core = _NUMBERING.sub("", squeezed)
        core, is_part = _PART.subn("", core)
        label = replace(
            label,
            is_part=bool(is_part),
            is_total=bool(_TOTAL.match(core)),
            is_subtotal=bool(_SUBTOTAL.match(core)),
            is_completion=bool(_COMPLETION.match(core)),
            is_derived=bool(_DERIVED.search(core)),
            scope="".join(_SCOPE.findall(core)),
        )
        if _WHOLE_YEAR.match(core):
            return replace(label, role=Role.PRIOR_PERIOD, is_whole_year=True)
        return self._named(self._counted(label, core))

    def _counted(self, label: Label, core: str) -> Label:
        """Take the unit out of the words: 贷款额（万元）, 完成率%, 人数/人."""
        whole = self.unit(core)
        if whole:
            return replace(label, unit=whole, unit_raw=core, core="")
        for bracket in _BRACKET.finditer(core):
            if _PLACES.match(core, bracket.start() - 1):
                continue
            written = re.sub(r"^.*单位[:：]", "", bracket[1])
            unit = self.unit(written)
            if unit and (bracket.end() == len(core) or unit.dimension != "count"):
                rest = core[: bracket.start()] + core[bracket.end() :]
                return replace(label, unit=unit, unit_raw=written, core=rest)
            if unit is None and lost_multiplier(written):
                label = replace(label, unit_raw=written)
        trailing = _TRAILING_UNIT.search(core)
        written = (trailing["word"] or trailing["rate"]) if trailing else ""
        unit = self.unit(written) if written else None
        if trailing and unit and trailing.start():
            return replace(label, unit=unit, unit_raw=written, core=core[: trailing.start()])
        return replace(label, core=core)

    def _named(self, label: Label) -> Label:
        """Take period, level, role and 累计 out of the words."""
        label = replace(label, plain=label.core)
        period_id, core = _take_period(label.core)
        breakdown, core = self._take_level(core)
        role, core = self._take_role(core)
        is_cumulative = core in self._vocabulary["cumulative"]
        if is_cumulative or core.lower() in self._vocabulary["column"]:
            column = "value" if is_cumulative else self._vocabulary["column"][core.lower()]
            return replace(
                label,
                core="",
                period_id=period_id,
                role=role,
                column=_if_plain(column, period_id),
                breakdown=breakdown,
                is_cumulative=is_cumulative,
            )
        return replace(label, core=core, period_id=period_id, role=role, breakdown=breakdown)

    def _take_level(self, core: str) -> tuple[str | None, str]:
        new = _NEW.match(core)
        if new and len(core) > new.end() + 1:
            return "new", core[new.end() :]
        for word, level in self._vocabulary["level"].items():
            rest = core[len(word) :]
            if core.startswith(word) and len(rest) != 1 and not _AND_ABOVE.match(rest):
                return f"level:{level}", rest
        return None, core

    def _take_role(self, core: str) -> tuple[Role | None, str]:
        """Return the role that ends or begins the words, longest first, and what is left."""
        roles = self._vocabulary["role"]
        for length in range(min(_LONGEST_ROLE, len(core)), 1, -1):
            if core[-length:].lower() in roles and not _is_name_tail(core, length):
                return Role(roles[core[-length:].lower()]), core[:-length]
            if core[:length] in roles and length > 2:
                return Role(roles[core[:length]]), core[length:]
        return None, core


def _is_name_tail(core: str, length: int) -> bool:
    """两纲指标 and 调解情况 are names, not roles: a bare two-letter role needs its own cell."""
    return length == 2 and len(core) > 2 and core[-2:] in {"指标", "完成", "要求", "实际", "申报"}


def _if_plain(column: str, period_id: str | None) -> str | None:
    return column if column == "value" or period_id is None else None


def _take_period(core: str) -> tuple[str | None, str]:
    if _BARE_YEAR.fullmatch(core):
        return core, ""
    numeric = _NUMERIC_PERIOD.fullmatch(core)
    if numeric:
        return f"{numeric[1]}M{numeric[2]}", ""
    mentions = find_periods(core)
    if not mentions:
        return None, core
    first = mentions[0]
    return first.period_id, (core[: first.start] + core[first.end :]).strip(":：,，、")


def read_period_cell(text: str) -> str | None:
    """Return the period of a cell in a period column; None where it is none.

    >>> [read_period_cell(t) for t in ("2020", "2020H1", "202006", "2020-06-30", "2020年1-6月")]
    ['2020', '2020H1', '2020M06', '2020M06', '2020H1']
    """
    squeezed = "".join(text.split())
    if is_period_id(squeezed.upper()):
        return squeezed.upper()
    numeric = _NUMERIC_PERIOD.fullmatch(squeezed)
    if numeric:
        return f"{numeric[1]}M{numeric[2]}"
    mentions = find_periods(squeezed)
    return mentions[0].period_id if len(mentions) == 1 else None


@lru_cache(maxsize=4)
def label_reader(codebook: Codebook) -> LabelReader:
    """Return the label reader of a codebook, made once."""
    return LabelReader(codebook)


def _program_words(name: str) -> tuple[str, frozenset[str]]:
    """Return a program's name as a key, and its whole words (A and B of A与B)."""
    words = (header_key(word) for word in re.split(r"[与和(（)）、]", name))
    return header_key(name), frozenset(word for word in words if len(word) >= 3)
