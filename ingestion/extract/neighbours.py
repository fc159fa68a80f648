"""Another office that a report names as the one that acted: its figures are its own.

Pure. An office that supports, asks or rewards is no actor, and the own office is no neighbour.
"""

from __future__ import annotations

import re
from bisect import bisect_left

_KINDS = frozenset("省市县区旗州盟镇乡道")
_MASKED = re.compile(r"[X×x#*某]")
_ACTOR = re.compile(
    r"(?:^|[,，。;:、(\n])\s*(?:其中|其间|期间|另外|此外|而)?"
    r"(?!在|受|与|和|同|跟|赴|经|从|被|按|为|据|各|两|配合|协助|联合|邀请|迎接|接受|通过|自治区妇|[\u4e00-\u9fff]级)"
    r"((?:(?![由到向送报是在对受给及])[\u4e00-\u9fff]){2,12}?[省市县区旗州盟])(?<!社区)妇联"
    r"(?!的|和|及|与|、|对|支持|大力|指导|领导|关心|协助|联合|安排|部署|要求|下达|下拨|组织部|授予|表彰|评为)"
)
# 县教育局资助学生2860名: a bureau that opens its clause and acts by itself.
_BUREAU = re.compile(
    r"(?:^|[,，。;:\n])\s*(?:其中|同期|此外)?"
    r"([省州市县区旗](?:教育|卫健|卫计|卫生|民政|人社|公安|司法|财政|农业|农业农村|扶贫|统计)局"
    r"|[省州市县区旗](?:总工会|残联|法院|检察院|红十字会|卫健委|教体局)|团[省州市县区旗]委)"
    r"(?=[\u4e00-\u9fff]{0,4}?(?:资助|筛查|发放|投放|培训|救助|举办|调解|审理|检查|开展|安置|慰问))"
    r"(?![^,，。;]{0,8}(?:我们|妇联))"
)
_OWN_AGAIN = re.compile(r"[我本全][县市区旗镇乡]|(?<![\u4e00-\u9fff])[县市区旗]妇联")
_RESUMES = re.compile(r"[。;]|妇联|我们|[我本全][县市区旗镇乡]")
_PLACE_TAIL = 3  # characters of a name that tell one place from another: 衡东县


class Neighbours:
    """Finds the offices other than `own` (衡东县) that a text says did something."""

    def __init__(self, text: str, own: str) -> None:
        self._text = text
        self._own = own
        self._is_known = own[-1:] in _KINDS and _MASKED.search(own) is None
        self._actors = list(_ACTOR.finditer(text)) if self._is_known else []
        self._starts = [match.start(1) for match in self._actors]
        self._bureaus = list(_BUREAU.finditer(text))
        self._bureau_starts = [match.start(1) for match in self._bureaus]

    def before(self, start: int, end: int) -> str | None:
        """Return the other office that the words of a span are said of: 长沙县妇联接待信访77件."""
        bureau = bisect_left(self._bureau_starts, end) - 1
        if bureau >= 0 and self._bureau_starts[bureau] >= start:
            found = self._bureaus[bureau]
            if not _RESUMES.search(self._text, found.end(), end):
                return found[1]
        if not self._is_known:
            return None
        index = bisect_left(self._starts, end) - 1
        if index < 0 or self._starts[index] < start or self._actors[index].end() > end:
            return None
        actor = self._actors[index]
        if _OWN_AGAIN.search(self._text, actor.end(), end):
            return None
        name = actor[1]
        is_own = name[-_PLACE_TAIL:] == self._own[-_PLACE_TAIL:] or self._own.endswith(name)
        return None if is_own else name + "妇联"
