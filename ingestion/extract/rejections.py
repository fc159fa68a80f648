"""Numbers that are no statistic, and statistics that no indicator may claim, each by a named rule.

Pure. Rejection comes before linking: a denominator that stands beside the right words is still a
denominator. The words are in `narrative_words.csv`; here is only how they stand to the number.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from ingestion.extract.figures import Figure
from ingestion.extract.lexicon import Lexicon
from ingestion.extract.quantities import Quantity
from ingestion.model import Qualifier

_TITLE_OF_WORK = re.compile(r"《[^《》\n]{0,80}》|〔[^〔〕\n]{0,20}〕|\[[^\[\]\n]{0,20}\]")
_ORDINAL_BEFORE = re.compile(r"(?:第|(?<![换上本历])届|编号|号码|备案|农历|[A-Za-z#*])$")
_AS_ORDINAL = re.compile(r"^(?:以来|前夕|会议|全会|次会议|[号届]|\s?[—\-~]\s?\d|常委)")
_ROUND = re.compile(r"[百千万亿]+")  # 百人宣讲队, 万人签名: a name, unless 近千人 or 百余户
_UNIT_IS_TIME = frozenset({"time"})
_AGE_FIGURE = re.compile(
    r"(?:平均|均龄|下降|降低|上升|提高|年轻)[\u4e00-\u9fff]{0,4}$|(?:[小大]了?|[降升][至到为])$"
)
_WORKED = re.compile(r"(?:时长|时数|人均|上岗)[\u4e00-\u9fff]{0,4}$")
_WEAK_CHINESE = re.compile(r"^[一两二三四五六七八九几](?![成十百千万余多])")
_THRESHOLD_HEAD = frozenset({"money", "age", "time"})
_LONGEST_CASE = 400
_OURS = re.compile(r"[我本全][省市县区旗镇乡]")
_WORD = re.compile(r"[^\W\d_]")
_LONGEST_LEAD = 120
_FEWEST_IN_RUN = 4
# 执委中党员179名, 其中大专以上学历45人: a kind of person is not the whole.
_KIND_OF_MEMBER = re.compile(
    r"(?:[\u4e00-\u9fff]中|其中)[,的]?(?:有|具有)?(?:中共)?(?:预备)?"
    r"(?:党员|团员|大专|本科|大学|研究生|硕士|专科|中专|高中|初中|文盲|少数民族|[^,、\d]{1,3}族"
    r"|\d{2}岁|[一-龥]{0,4}学历|[高中初]级职称)[^,、;\d]{0,8}$"
)
# 未能办结信访5件, 拒绝贷款30户: the opposite of what the words beside it count.
_UNDONE = re.compile(r"(?:未能|没能|尚未|拒绝|取消|撤销|退出|失信|逾期|摘牌)[^,，。;]{0,10}$")
_NEAR_KIND = 24
_OF_PERSONS = frozenset({"person", "person_time", "household"})
_SOFT = 8  # characters between 每人 and its number


class Rejections:
    """The rejection rules, compiled from the lexicon's word classes."""

    def __init__(self, lexicon: Lexicon) -> None:
        words = lexicon.alternatives
        self._increment = re.compile(
            rf"(?<![新最倍递])(?:{words('increment')})(?:了|近|约|超|为|率为|率|额|出)?(?:约|近|超过)?$"
        )
        self._lead = re.compile(rf"(?:{words('increment_lead')})")
        self._weak_increment = re.compile(r"(?:[多少增]|提高|上升|提升)$")
        self._remainder = re.compile(rf"(?:{words('remainder')})(?:的|有|了|应|约|近)*$")
        self._denominator = re.compile(rf"(?:{words('denominator')})[\u4e00-\u9fff]{{0,6}}$")
        self._per_unit = re.compile(rf"(?:{words('per_unit')})[^,，。;、\d]{{0,{_SOFT}}}$")
        self._hypothesis = re.compile(rf"(?:{words('hypothesis')})")
        self._hearsay = re.compile(rf"(?:{words('hearsay')})")
        self._extreme = re.compile(rf"(?:{words('extreme')})[^,，。;、]{{0,6}}$")

    def rule_for(self, text: str, figure: Figure) -> str:
        """Return the name of the rule that refuses this statistic every indicator, or ''."""
        left = text[figure.left_start : figure.start]
        right = text[figure.end : figure.right_end]
        near = text[max(figure.clause_start, figure.start - 16) : figure.start]
        lead = text[max(figure.sentence_start, figure.start - _LONGEST_LEAD) : figure.start]
        not_percent = figure.quantity.dimension != "percent"
        rules = {
            "threshold": self._is_threshold(figure, right),
            "hypothesis": self._hypothesis.search(lead) is not None,
            "hearsay": self._is_hearsay(lead),
            "extreme": self._extreme.search(near) is not None,
            "increment": self._is_increment(text, figure, left),
            "remainder": self._remainder.search(left) is not None,
            "denominator": self._denominator.search(left) is not None,
            "negated": not_percent and _UNDONE.search(left) is not None,
            "kind_of_member": _is_kind_of_member(text, figure),
            "change": figure.quantity.dimension in {"percentage_point", "multiple"},
        }
        return next((rule for rule, is_met in rules.items() if is_met), "")

    def is_per_unit(self, text: str, figure: Figure) -> bool:
        """Return whether the number is said of each one: 每人500元, 户均6万元."""
        left = text[max(figure.sentence_start, figure.start - 20) : figure.start]
        right = text[figure.end : figure.right_end]
        return self._per_unit.search(left) is not None or right.startswith(("/人", "/户"))

    def _is_hearsay(self, lead: str) -> bool:
        """据报道,某市接待信访3000件: told of somebody, unless it is told of us."""
        told = self._hearsay.search(lead)
        return told is not None and _OURS.search(lead, told.end()) is None

    def _is_threshold(self, figure: Figure, right: str) -> bool:
        quantity = figure.quantity
        if quantity.dimension == "age" and right.startswith(("的", "占")):
            return True
        is_qualified = quantity.after > quantity.end and quantity.dimension in _THRESHOLD_HEAD
        return is_qualified and (
            right.startswith(("的", "占", "者")) or quantity.dimension == "age"
        )

    def _is_increment(self, text: str, figure: Figure, left: str) -> bool:
        match = self._increment.search(left)
        if match is None:
            return False
        if not self._weak_increment.match(match[0][:2]) and len(match[0]) > 1:
            return True
        clause = text[figure.clause_start : figure.start]
        return self._lead.search(clause) is not None or figure.quantity.dimension == "percent"


def _is_kind_of_member(text: str, figure: Figure) -> bool:
    start = max(figure.chain_start, figure.start - _NEAR_KIND)
    is_of_persons = figure.quantity.dimension in _OF_PERSONS
    return is_of_persons and _KIND_OF_MEMBER.search(text, start, figure.start) is not None


def is_bare_run(text: str, figures: Sequence[Figure]) -> bool:
    """Return whether a sentence is nothing but numbers: 0件、1件、2件、3件."""
    return len(figures) >= _FEWEST_IN_RUN and not any(
        _WORD.search(text, start, end)
        for figure in figures
        for start, end in ((figure.left_start, figure.start), (figure.end, figure.right_end))
    )


def case_pattern(lexicon: Lexicon) -> re.Pattern[str]:
    """Return what a private person in a story looks like: kind, surname, given name, fate."""
    words = lexicon.alternatives
    return re.compile(
        rf"(?:{words('person_kind')})(?:{words('surname')})[\u4e00-\u9fff·]{{1,4}}?"
        rf"(?:{words('fate')}|[(])"
    )


class NonStatistics:
    """Spans and forms in which a number is only part of a name, a date or an order."""

    def __init__(
        self, text: str, fixed_names: tuple[tuple[int, int], ...], case: re.Pattern[str]
    ) -> None:
        spans = [match.span() for match in _TITLE_OF_WORK.finditer(text)]
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]
        self._fixed = dict(sorted(fixed_names, key=lambda span: span[1]))
        self._text = text
        self._case = case

    def is_case(self, sentence: str) -> bool:
        """Return whether a sentence tells one person's story: 妇女张某遭受家庭暴力."""
        return self._case.search(sentence[:_LONGEST_CASE]) is not None

    def rule_for(self, quantity: Quantity) -> str:
        """Return the name of the rule that says this is no statistic, or ''."""
        if quantity.unit is None and not quantity.is_scaled:
            return "no_unit"
        rules = {
            "time": quantity.dimension in _UNIT_IS_TIME and not self._is_worked(quantity),
            "age": quantity.dimension == "age" and not self._is_compared_age(quantity),
            "each": self._text[max(0, quantity.start - 1) : quantity.start] == "每",
            "round_name": self._is_round_name(quantity),
            "title_of_work": self._is_in_title(quantity.start),
            "fixed_name": self._is_fixed_name(quantity),
            "ordinal": self._is_ordinal(quantity),
        }
        return next((rule for rule, is_met in rules.items() if is_met), "")

    def is_weak(self, quantity: Quantity) -> bool:
        """一个, 两项, 三个: more often grammar than a count; only a named head makes it one."""
        written = self._text[quantity.start : quantity.end]
        is_small = quantity.is_chinese and quantity.dimension != "percent"
        return is_small and _WEAK_CHINESE.match(written) is not None

    def _is_worked(self, quantity: Quantity) -> bool:
        """累计服务23.64万小时: hours that were given, not how long something took."""
        lead = self._text[max(0, quantity.start - _SOFT) : quantity.start]
        return quantity.unit_raw == "小时" and (
            quantity.is_scaled or _WORKED.search(lead) is not None
        )

    def _is_compared_age(self, quantity: Quantity) -> bool:
        """平均年龄34.6岁, 比上届下降4.2岁: a figure; 35岁以下 and 0—3岁 only say who is meant."""
        lead = self._text[max(0, quantity.start - _SOFT) : quantity.start]
        return _AGE_FIGURE.search(lead) is not None

    def _is_round_name(self, quantity: Quantity) -> bool:
        numeral = self._text[quantity.start : quantity.end - len(quantity.unit_raw)]
        if quantity.unit_raw == "里" and quantity.is_chinese:
            return True  # 八百里清江, 春风十里
        reached = self._text[max(0, quantity.start - 2) : quantity.start].endswith(("达", "达到"))
        is_round = _ROUND.fullmatch(numeral) is not None and not reached
        return is_round and quantity.qualifier is Qualifier.EXACT

    def _is_ordinal(self, quantity: Quantity) -> bool:
        if _ORDINAL_BEFORE.search(self._text, max(0, quantity.start - 4), quantity.start):
            return True
        behind = self._text[quantity.end : quantity.end + 4]
        return quantity.unit_raw in {"次", "期"} and _AS_ORDINAL.match(behind) is not None

    def _is_in_title(self, position: int) -> bool:
        index = bisect_right(self._starts, position) - 1
        return index >= 0 and position < self._ends[index]

    def _is_fixed_name(self, quantity: Quantity) -> bool:
        end = self._fixed.get(quantity.start, 0)
        is_whole = end >= quantity.end - len(quantity.unit_raw)  # 十三五期间 counts no 期
        is_name = quantity.is_chinese and not quantity.is_scaled
        return end > quantity.start + 1 and (is_whole or is_name)
