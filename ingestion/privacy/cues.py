"""What stands around a name: words before it, words behind it, and how much they say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

from ingestion.privacy.words import Words, load_words

_HAN = r"[\u4e00-\u9fff]"
# Brackets or a comma behind a name, and in them what is said of a person.
_OF_A_PERSON = (
    r"(?:[女男](?![装工职童生性]|士兵)|化名|真名|身份证|卡号|账号|联系|电话|手机|现年|今年|"
    r"年龄|年仅|系|家?住(?!院)|户籍|父母?|母亲|丈夫|妻子|[汉满回藏壮苗彝侗瑶土蒙][古家]?族|"
    r"\d{1,2} ?岁|[一二三四五六七八九十]{1,3}岁|\d{4}年(?:\d{1,2}月)?(?:出)?生|1[3-9]\d{9}|\d{15})"
)


class Behind(IntEnum):
    """How much what stands behind a name says that a name ends here."""

    NOTHING = 0
    BOUNDARY = 1
    PERSON = 2  # what a person does, suffers or is called
    BRACKET = 3  # (女,43岁 or 女士


@dataclass(frozen=True, eq=False)
class Cues:
    """Patterns compiled of the word lists."""

    words: Words
    label: re.Pattern[str]  # certain: 姓名, 名叫
    role: re.Pattern[str]
    person_behind: re.Pattern[str]
    boundary: re.Pattern[str]
    bracket: re.Pattern[str]
    honorific: re.Pattern[str]
    open_before: re.Pattern[str]
    title_before: re.Pattern[str]
    title_behind: re.Pattern[str]
    place_behind: re.Pattern[str]

    def behind(self, text: str, end: int) -> Behind:
        """Return what the text from `end` on says of a name that would end there."""
        if self.bracket.match(text, end) or self.honorific.match(text, end):
            return Behind.BRACKET
        if self.person_behind.match(text, end):
            return Behind.PERSON
        return Behind.BOUNDARY if self.boundary.match(text, end) else Behind.NOTHING

    def is_open(self, text: str, start: int) -> bool:
        """Tell whether a name may begin at `start`: nothing, a mark, or a word like 慰问."""
        return self.open_before.search(text, max(0, start - 4), start) is not None

    def is_official(self, text: str, start: int, end: int) -> bool:
        """Tell whether an office stands directly before or behind: an official in it."""
        return (
            self.title_before.search(text, max(0, start - 6), start) is not None
            or self.title_behind.match(text, end) is not None
        )


@cache
def load_cues() -> Cues:
    """Return the cues, compiled once."""
    words = load_words()
    roles, labels = words.any_of("role", "label"), words.any_of("sure_label")
    opening = r"\s?[“\"'《(]?\s?"
    return Cues(
        words=words,
        label=re.compile(rf"(?:{labels})\s?[:是为/]?{opening}\s?"),
        role=re.compile(
            rf"(?:{roles})(?!(?<=工)程|(?<=儿)童)(?P<colon>(?:\([^()]{{1,8}}\))?[:/])?{opening}"
        ),
        person_behind=re.compile(rf"(?:{words.any_of('behind_strong')})"),
        boundary=re.compile(rf"$|[^\u4e00-\u9fff]|(?:{words.any_of('behind')})"),
        honorific=re.compile(rf"(?:{words.any_of('honorific')})"),
        bracket=re.compile(rf"[(,〔]\s?{_OF_A_PERSON}"),
        open_before=re.compile(
            r"(?:^|[^\u4e00-\u9fff]|[镇乡村屯县区市旗寨组校户妇员民者童年月日]|社区|街道|嘎查|苏木|小学|中学|"
            rf"{words.any_of('left_weak', 'role', 'label')})$"
        ),
        title_before=re.compile(rf"(?:{words.any_of('title')})\s{{0,3}}$"),
        title_behind=re.compile(rf"\s?(?:{words.any_of('title')})"),
        place_behind=re.compile(rf"(?:{words.any_of('place_suffix')})"),
    )
