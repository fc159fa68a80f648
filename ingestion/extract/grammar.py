"""The small words between a number and its noun, compiled once from the lexicon.

Pure. What a word class means is in `narrative_words.csv`; here is only how the classes combine.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ingestion.extract.lexicon import Lexicon

# 由2012年的, 五年来, 截至6月底: time between a noun and its number separates nothing.
_TIME = (
    r"(?:由|从|比|较|与|和)?(?:(?:20|19)\d\d年?|XX年|[一二三四五六七八九十两]{1,2}年|\d{1,2}月份?|原来|原有|去年|上年|前年|今年|年初|当年"
    r"|上半年|下半年|[一二三四]季度|前三季度)(?:度|同期|底|初|末|前|以来|来|间|中)?(?:的)?"
)


# The office itself as the subject: 凤城镇妇联共, 我镇, 县、乡两级妇联组织.
_SUBJECT = (
    r"(?:[\u4e00-\u9fff#X×、]{0,8}(?:妇联|妇联组织|各级妇联)"
    r"|(?:全|我|本|各)(?:省|州|盟|市|县|区|旗|镇|乡|街道|村|社区)|各[村乡镇社区、]{1,6}|[县乡镇村、]{1,5}[两三]级)"
)
_SHORT_CUE = 2


@dataclass(frozen=True)
class Grammar:
    """Matchers for what may stand between, before and behind."""

    left_glue: re.Pattern[str]  # between a noun and the number behind it
    left_bare: re.Pattern[str]  # before a number that has no noun of its own
    right_glue: re.Pattern[str]  # between a number and the noun behind it
    behind_number: re.Pattern[str]  # a number without a head of its own ends like this
    list_end: re.Pattern[str]
    level: re.Pattern[str]
    level_right: re.Pattern[str]
    series: re.Pattern[str]
    scope: re.Pattern[str]
    all_of_them: re.Pattern[str]
    compared: re.Pattern[str]  # 比去年同期的, 上年为: another period's figure of the same thing
    coordination: re.Pattern[str]  # 女专业户、示范户: a second noun of the same kind
    again: re.Pattern[str]  # 上年同期救助: the verb of the figure before, of another period
    reached: re.Pattern[str]  # 增至, 提高到: the second of two figures of the same thing
    part: re.Pattern[str]
    part_name: re.Pattern[str]  # 农村, 县本级: what tells one part of a whole from another
    total: re.Pattern[str]
    levels: dict[str, str]
    cues: frozenset[str]
    generic: frozenset[str]
    open_heads: frozenset[str]  # 学校, 单位: places that still wait for what was set up there
    governors: frozenset[str]
    vague_cues: frozenset[str]  # cues that hold only where their own sentence gives the topic


@lru_cache(maxsize=4)
def grammar_of(lexicon: Lexicon) -> Grammar:
    """Return the grammar of a lexicon, compiled once."""
    words = lexicon.alternatives
    levels = words("level")
    generic = words("head_generic")
    return Grammar(
        left_glue=re.compile(
            rf"(?:{_TIME}|{words('left_glue', 'right_glue', 'head_generic', 'level')}|[\s、》])*+"
        ),
        left_bare=re.compile(
            rf"(?:[,、\s]*{_SUBJECT})?(?:{_TIME}|[\s、,]|"
            rf"{words('left_glue', 'bare_glue', 'right_glue', 'head_generic', 'level', 'part')})*+"
        ),
        right_glue=re.compile(rf"(?:{words('right_glue', 'head_generic')}|\s)*+"),
        behind_number=re.compile(
            rf"(?:的)?(?:(?:{words('right_glue')})*(?:{generic}))?(?:手中|手里|家中)?"
            rf"(?:$|[\s,，。;、:!?()\n]|{words('after_verb')})"
        ),
        list_end=re.compile(r"\s*(?:[,，。;、:!?)\n]|$)"),
        level=re.compile(rf"(?<![全我本各该])(?:{levels})(?:的|有|共)*$"),
        level_right=re.compile(rf"(?:{levels})"),
        series=re.compile(rf"(?:{words('series')})"),
        scope=re.compile(rf"(?:{words('scope')})(?:的|共|有|现|现有|共有|辖|下辖|所有|\s)*$"),
        all_of_them=re.compile(
            r"(?:全部|均|都|已经|已|全面|完成|选出|妇联|实现|挂|中[,，有]|中已|^[乡镇街道村社区苏木]{1,4}、\d)"
        ),
        compared=re.compile(
            r"(?:比|较|与|同)?(?:去年同期|上年同期|去年底|上年底|去年|上年|前年|上一年|同期|(?:20|19)\d\d年)"
            r"(?:同期|底|全年)?(?:的|为|是|有|发放|投放|只有|仅|\()*$"
            r"|(?:占|完成|为)了?[^,。;、\d]{0,8}(?:任务|目标|计划)(?:数|总数)?$"
        ),
        coordination=re.compile(r"(?:、|和|及|与)(?P<noun>[\u4e00-\u9fff]{2,6})"),
        again=re.compile(r"[\s,]*(?:去年|上年)(?:同期)?(?P<verb>[\u4e00-\u9fff]{1,4})"),
        reached=re.compile(r"(?:[增升降减提扩壮发上下][加大升降少高充展]?|新增|达)(?:到|至|为)$"),
        part=re.compile(r"(?:^|[,，;(。])\s*(?:其中|包括|含)"),
        part_name=re.compile(
            rf"^[\s、和及其中,]*(?:[\u4e00-\u9fff]{{2,6}}(?:镇|乡|街道|苏木)|{words('part_name')})"
            r"(?:的|有|为|达)*$"
        ),
        total=re.compile(rf"(?:{words('total')})"),
        levels=lexicon.meanings("level"),
        open_heads=frozenset(lexicon.words("open_head")),
        generic=frozenset(lexicon.words("head_generic")),
        vague_cues=frozenset(
            row.word
            for row in lexicon.codebook.narrative_words
            if row.word_class == "vague"
            or (row.word_class == "cue" and len(row.word) <= _SHORT_CUE)
        ),
        governors=frozenset(lexicon.words("governor")),
        cues=frozenset(
            row.word for row in lexicon.codebook.narrative_words if row.word_class == "cue"
        ),
    )
