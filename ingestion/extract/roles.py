"""Whether a figure happened, was aimed at, planned, asked for, or belongs to an earlier period.

Pure. The role of a clause holds along its comma chain until another cue; lists share one.
"""

from __future__ import annotations

import re

from ingestion.extract.figures import Figure
from ingestion.extract.lexicon import Lexicon
from ingestion.model import Role

_TARGET_LEFT = re.compile(
    r"(?:任务|目标|下达指标|指标[是为]|计划数|计划完成|任务数|目标数|目标值|盘子|(?:年度|全年|年)计划)"
    r"(?:数|总数|总量|人群)?(?:是|为|达到|即)?(?:约|近)?$"
    r"|目标[\u4e00-\u9fff]{1,5}率(?:为|是)?$"  # 目标办结率98%
    r"|(?:目标|任务)(?:是|为)[\u4e00-\u9fff]{1,6}$"  # 目标是培训5000人
    r"|占[\u4e00-\u9fff]{0,6}计划(?:数)?的?$"  # 占培训计划1500人的103%
    r"|(?:分给|分配给?|下达给?|派给)(?:我们|[我本全][省市县区旗州盟镇乡])(?:的)?$"
    r"|(?:规划|纲要|责任书|责任状|上级|省定|市定|[省市县]里)(?:要求|规定|约定|确定|下达)的$"
)
# 讲师增至80人, 参评面达到90%: a level to be reached, where the clause speaks of what is to come.
_LEVEL_AIMED_AT = re.compile(
    r"(?:力争|达到?|突破|[增扩提升]\w{0,2}[到至]|控制(?:在|到)|保持在|稳定在|实现|不低于|不少于|不超过|过)"
    r"(?:约|近)?$"
)
# 去年全县调解203件: the year opens the clause and nothing is compared with it.
_OPENS_WITH_PRIOR = re.compile(
    r"^[\s而其中]*(?:去年|上年|前年|上一年|上年度)(?:同期|全年)?(?![末底初]|以来|[^,\d]{0,8}的(?!\d))"
)
# 去年,培训2800人次: the year opens the sentence, and no other is named behind it.
_SENTENCE_OF_PRIOR = re.compile(
    r"\s*(?:去年|上年|前年|上一年度?|上年度)(?:全年)?[,，](?!.*(?:今年|本年|目前|现有|同期))"
)
_TASK_BEFORE = re.compile(r"(?:目标任务|任务目标|(?:年度|全年)?(?:目标|任务))[:：]$")
_BY_LATER = re.compile(r"到(?:20\d\d年|[明来]年)")
_DONE_TASK = re.compile(r"完成[^,，。;]{0,12}(?:任务|目标)(?:数|总数)?$")
_TARGET_CLAUSE = re.compile(r"(?:下达|分给|分解|确定|制定|定)[^,。;]{0,16}(?:任务|目标|指标|盘子)")
_TARGET_RIGHT = re.compile(r"^(?:的)?(?:年度|全年|省定|目标)?(?:任务|目标|计划)")
_ASKED_BEFORE = re.compile(r"要求[^,。;]{0,6}(?:年底前|月底前|前)")
_COMPLETED = re.compile(
    r"(?:完成|占)(?:了)?(?:[省市县州盟]定|年度|全年|年|省里|市里|下达|目标)*(?:任务|目标|计划|指标)?$"
)
_GRANTED = re.compile(r"(?:申请到|申请获|申领|获批|上报信息)")
_HONOURS = frozenset(
    {
        "beautiful",
        "bases",
        "cancer_relief",
        "civilized",
        "commended",
        "courtyards",
        "march8",
        "models",
        "parent_schools_model",
        "posts",
        "womens_homes",
        "womens_homes_model",
    }
)
_GREW = re.compile(
    r"(?:发展|增加|增长|壮大|扩大|扩展|拓展|上升|提高|提升|减少|下降|降低|增|升|降|减|扩)(?:到|至|为)$"
)
_NOW = re.compile(r"目前|截至|截止|已经?|现有|实际|最终|计划外")
_PRIOR_LEFT = re.compile(
    r"(?:去年同期|上年同期|去年|上年|前年|上一年|去年底|上年底|年初|原有|原来|改革前|上届|去年全年)"
    r"(?:的|为|是|有|仅|仅有|共|全年|办|发放|投放)*(?:[\u4e00-\u9fff]{0,6}的)?$"
    r"|(?:去年同期|上年同期)[\u4e00-\u9fff]{0,6}$|^[\s,]*(?:去年|上年)[\u4e00-\u9fff]{0,6}$"
)


class Roles:
    """The role rules, compiled from the lexicon's word classes."""

    def __init__(self, lexicon: Lexicon) -> None:
        plans = [w for w in lexicon.words("plan") if w not in {"计划", "将", "争取", "拟"}]
        self._plan = re.compile(
            rf"(?:{'|'.join(map(re.escape, plans))})"
            r"|(?<![蕾绣露活花动成])(?<!年度)(?<!全年)(?<!培训)(?<!任务)计划(?!生育|数|任务|单列|资助|受助|女|”|[,，。、]|五年|募|发放|款|为|是|的)"
            r"|(?<![模虚草])拟|今后[一两二三四五]年|(?<![主需重首必])要(?=在全|再|新建|建成)"
            r"|(?:下一?步|下一?阶段|接下来|今后)(?:工作)?[中里]?[,，:]|新的一年里?[,，]"
            r"|将(?=[继在于再新全组通按为着投开会集选举重进]|选举)"
        )
        self._required = lexicon.pattern("required")
        levels = {"不低于", "不少于"}
        demands = [re.escape(w) for w in lexicon.words("required") if w not in levels]
        self._demanded = re.compile("|".join(demands))
        self._applied = lexicon.pattern("applied")

    def role_of(self, text: str, figure: Figure, *, section: str, event: str) -> Role:
        """Return what the number says of its indicator; `event` is that of its indicator."""
        left = text[figure.left_start : figure.start]
        clause = text[figure.clause_start : figure.start]
        lead = text[figure.sentence_start : figure.start]
        right = text[figure.end : figure.right_end]
        is_percent = figure.quantity.dimension == "percent"
        before = text[max(0, figure.clause_start - 8) : figure.clause_start]
        if self._is_target(left, clause, right, is_percent=is_percent) or (
            _TASK_BEFORE.search(before) and not is_percent
        ):
            return Role.TARGET
        if _is_prior(left, clause, right) or _SENTENCE_OF_PRIOR.match(lead):
            return Role.PRIOR_PERIOD
        if self._is_applied_for(clause, event):
            return Role.APPLIED_FOR
        return self._intended(clause, lead, section, is_percent=is_percent)

    def _is_applied_for(self, clause: str, event: str) -> bool:
        """申报 asks for anything; 推荐 asks for an honour, and simply happens to a cadre."""
        found = None if event == "selected" else self._applied.search(clause)
        if found is None or _GRANTED.search(clause):
            return False
        return event in _HONOURS or found[0] not in {"推荐", "推荐申报"}

    def _is_target(self, left: str, clause: str, right: str, *, is_percent: bool) -> bool:
        if _TARGET_LEFT.search(left):
            if is_percent:
                return _COMPLETED.search(left) is None
            return _DONE_TASK.search(left) is None or right.startswith("的")
        if _TARGET_RIGHT.match(right):
            return True
        return not is_percent and bool(
            _TARGET_CLAUSE.search(clause) or _ASKED_BEFORE.search(clause)
        )

    def _intended(self, clause: str, lead: str, section: str, *, is_percent: bool) -> Role:
        role = self._to_come(lead, section, clause)
        is_level = _LEVEL_AIMED_AT.search(clause) is not None
        if self._demanded.search(clause):
            return Role.REQUIRED
        if self._required.search(clause) and (is_percent or role is Role.ACTUAL):
            return Role.REQUIRED
        if role is Role.PLAN and is_level:
            return Role.TARGET
        if _BY_LATER.search(lead) and (role is Role.PLAN or is_level):
            return Role.TARGET
        return role

    def _to_come(self, lead: str, section: str, clause: str) -> Role:
        """Say whether the sentence or the section speaks of what is still to be done."""
        planned = [match.start() for match in self._plan.finditer(lead[-160:])]
        if planned and not _NOW.search(lead[-160:], planned[-1]):
            return Role.PLAN
        near = lead.rpartition(";")[2][-40:] if section == "plan" else clause
        return Role.PLAN if section == "plan" and not _NOW.search(near) else Role.ACTUAL


def _is_prior(left: str, clause: str, right: str) -> bool:
    if _PRIOR_LEFT.search(left) or _PRIOR_LEFT.search(clause[-24:]):
        return True
    if _OPENS_WITH_PRIOR.match(clause) and "今年" not in clause:
        return True
    return left.endswith(("从", "由")) and _GREW.fullmatch(right) is not None
