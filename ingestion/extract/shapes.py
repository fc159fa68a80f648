"""How a number looks that counts nothing: dates, hours, hotlines, ordinals, named days, laws.

Pure patterns. They are tried before any quantity, and take their digits with them.
"""

from __future__ import annotations

_NUMERAL = r"[一二两三四五六七八九十百零〇\d]"
_YEAR = r"(?:19|20)\d\d"
_DAY_OF_MONTH = r"(?<![\d.])(?:1[0-2]|0?[1-9])\.(?:3[01]|[12]\d|0?[1-9])"
# What follows the name of a day: 6.26期间, 11.25国际反家暴日, 3.8节.
_BEHIND_A_DAY = (
    r"期间|前后|前夕|当[天日]|之际|国际|全国|世界|国家|妇女|禁毒|宪法|法[制治]|普法|消费者|艾滋"
    r"|反家|宣传|维权|主题|系列|活动|学雷锋|讲话|扶贫日|助残|家庭日|纪念"
)
_COUNTED = r"\s?[余多]?[百千万亿%‰元人名位户个件份亩吨斤米公平册场次]"

_DATE = (
    rf"{_YEAR}\s?[./\-]\s?\d{{1,2}}(?:\s?[./\-]\s?\d{{1,2}})?(?![\d.]|{_COUNTED})"
    rf"|{_YEAR}\d{{1,2}}月(?:\d{{1,2}}[日号])?"  # 20146月: the 年 was lost
    rf"|{_YEAR}(?=(?:乡镇|街道|社区|[乡镇村])(?:妇|工|年|总))"
)
_HOUR = r"\d{1,2}:\d\d(?::\d\d)?(?!\d)|\d{1,2}[时点]\d{1,2}分(?!钟)"
_NAMED_DAY = (
    rf"\d{{1,2}}[·•・‧]\d{{1,2}}(?!\d)|{_DAY_OF_MONTH}(?=(?:{_BEHIND_A_DAY}))|(?<![\d.])[36]\.[18]节"
    r"|[一二三四五六七八九十]{1,2}[·•・‧][一二三四五六七八九十]{1,3}"
)
_HOTLINE = (
    rf"(?<!\d)12(?:338|345|348|355|351|315|309|320|333|385|388)(?!\d|{_COUNTED})"
    r"|(?<!\d)1(?:10|19|20)(?=报警|接警|出警|联动|家暴|反家暴|指挥|平台)"
)
_ORDINAL = rf"第\s?{_NUMERAL}{{1,8}}+\s?(?:[期次届批条款章节项轮号类个名位季年卷版站课])?"
_LAW = rf"{_NUMERAL}{{1,4}}+章{_NUMERAL}{{1,4}}+条"
_PROGRAMME = (
    r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})[项件](?=(?:重点)?(?:民生|惠民|利民)(?:工程|实事))"
    r"|十[项件]实事"
)
_SEVERAL_ONES = rf"{_NUMERAL}{{1,3}}+个一(?![个名户人批件条位家项所场对])"  # 十二个一
_PLUS = r"(?<!\d)\d\+[\dA-Za-z](?![\d.])"  # 1+X, 5+N

NO_NUMBER = "|".join(
    (_DATE, _HOUR, _NAMED_DAY, _HOTLINE, _ORDINAL, _LAW, _PROGRAMME, _SEVERAL_ONES, _PLUS)
)
