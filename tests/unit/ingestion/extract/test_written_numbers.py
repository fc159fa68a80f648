"""Any number in any style that offices write is read back: value, high end, qualifier, unit, span.

The generator below writes; the reader must return what was meant. A style that is missing here is a
style that nobody has proved.
"""

from dataclasses import dataclass
from decimal import Decimal

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from ingestion.codebook import load_codebook
from ingestion.decode.text import normalise
from ingestion.extract.lexicon import lexicon_of
from ingestion.extract.quantities import quantity_reader
from ingestion.extract.rejections import NonStatistics, case_pattern
from ingestion.model import Qualifier

_CODEBOOK = load_codebook()
_READER = quantity_reader(_CODEBOOK.units)
_ONES = "零一二三四五六七八九"
_FULL_WIDTH = str.maketrans("0123456789.,", "０１２３４５６７８９．，")
_TRADITIONAL = str.maketrans("万亿两余个户场", "萬億兩餘個戶場")


@dataclass(frozen=True)
class Written:
    """A numeral as written, and what it means before any unit and outer qualifier."""

    text: str
    value: Decimal
    high: Decimal | None = None
    qualifier: Qualifier = Qualifier.EXACT


def _spoken(number):
    """Write 1..99999999 as Chinese does: 10500 is 一万零五百."""
    if number >= 10_000:
        rest = number % 10_000
        gap = "零" if 0 < rest < 1000 else ""
        return _spoken(number // 10_000) + "万" + gap + (_spoken(rest) if rest else "")
    parts, gap = [], False
    for digit, power in zip(f"{number:04d}", ("千", "百", "十", ""), strict=True):
        if digit == "0":
            gap = bool(parts)
            continue
        parts.append(("零" if gap else "") + _ONES[int(digit)] + power)
        gap = False
    return "".join(parts)


def _scaled(number, places):
    """Write a count in 万 with up to four places: 12000 is 1.2万."""
    return Written(
        f"{Decimal(number).scaleb(-places).normalize():f}万", Decimal(number) * 10 ** (4 - places)
    )


_COUNTS = st.integers(min_value=2, max_value=99_999_999).filter(lambda n: not 1900 <= n <= 2099)
_DIGITS = st.integers(min_value=1, max_value=9)
_PAIRS = st.integers(min_value=1, max_value=8)

_PLAIN = _COUNTS.map(lambda n: Written(str(n), Decimal(n)))
_SEPARATED = _COUNTS.map(lambda n: Written(f"{n:,}", Decimal(n)))
_FULL = _COUNTS.map(lambda n: Written(str(n).translate(_FULL_WIDTH), Decimal(n)))
_DECIMAL = st.builds(
    lambda whole, part: Written(f"{whole}.{part}", Decimal(f"{whole}.{part}")),
    st.integers(min_value=20, max_value=1800),
    st.integers(min_value=1, max_value=99),
)
_IN_TEN_THOUSANDS = st.builds(
    _scaled, st.integers(min_value=1, max_value=99_999), st.integers(min_value=0, max_value=4)
)
_MIXED = st.builds(
    lambda ten_thousands, thousands: Written(
        f"{ten_thousands}万{thousands}千", Decimal(ten_thousands * 10_000 + thousands * 1000)
    ),
    st.integers(min_value=1, max_value=999),
    _DIGITS,
)
_SPOKEN = st.integers(min_value=10, max_value=99_999_999).map(
    lambda n: Written(_spoken(n), Decimal(n))
)
_SHORT = st.builds(
    lambda head, tail: Written(
        f"{_ONES[head]}万{_ONES[tail]}", Decimal(head * 10_000 + tail * 1000)
    ),
    _DIGITS,
    _DIGITS,
)
_AND_MORE = st.builds(
    lambda n, power, word: Written(
        f"{n}{word}{power[0]}", Decimal(n * power[1]), qualifier=Qualifier.MORE_THAN
    ),
    st.integers(min_value=2, max_value=999),
    st.sampled_from([("", 1), ("万", 10_000)]),
    st.sampled_from(["余", "多"]),
)
_SOME = st.sampled_from(
    [("数百", 100), ("几十", 10), ("十几", 10), ("好几百", 100), ("百余", 100), ("两万余", 20_000)]
).map(lambda pair: Written(pair[0], Decimal(pair[1]), qualifier=Qualifier.MORE_THAN))
_UP_TO = st.sampled_from([("上百", 100), ("上千", 1000), ("上万", 10_000)]).map(
    lambda pair: Written(pair[0], Decimal(pair[1]), qualifier=Qualifier.AT_LEAST)
)
_RANGE = st.builds(
    lambda low, step, dash: Written(
        f"{low}{dash}{low + step}", Decimal(low), Decimal(low + step), Qualifier.RANGE
    ),
    st.integers(min_value=1, max_value=900),
    st.integers(min_value=1, max_value=900),
    st.sampled_from(["—", "-", "~", "～", "至", "到"]),
)
_ADJACENT = st.builds(
    lambda low, power: Written(
        _ONES[low] + _ONES[low + 1] + power[0],
        Decimal(low * power[1]),
        Decimal((low + 1) * power[1]),
        Qualifier.RANGE,
    ),
    _PAIRS,
    st.sampled_from([("十", 10), ("百", 100), ("千", 1000)]),
)

_NUMERALS = st.one_of(
    _PLAIN, _SEPARATED, _FULL, _DECIMAL, _IN_TEN_THOUSANDS, _MIXED, _SPOKEN, _SHORT,
    _AND_MORE, _SOME, _UP_TO, _RANGE, _ADJACENT,
)  # fmt: skip
_UNITS = st.sampled_from(["人", "人次", "名", "户", "件", "元", "万元", "亩", "岁", "场次", "份"])
_BEFORE = {
    "": None, "近": Qualifier.LESS_THAN, "约": Qualifier.ABOUT, "超过": Qualifier.MORE_THAN,
    "不少于": Qualifier.AT_LEAST, "至少": Qualifier.AT_LEAST, "不超过": Qualifier.AT_MOST,
    "不足": Qualifier.LESS_THAN, "突破": Qualifier.MORE_THAN,
}  # fmt: skip
_BEHIND = {
    "": None, "以上": Qualifier.AT_LEAST, "以下": Qualifier.AT_MOST, "左右": Qualifier.ABOUT,
    "以内": Qualifier.AT_MOST, "上下": Qualifier.ABOUT,
}  # fmt: skip


@given(
    _NUMERALS,
    _UNITS,
    st.sampled_from(sorted(_BEFORE)),
    st.sampled_from(sorted(_BEHIND)),
    st.sampled_from(["，", "。", "；", "、", "\n", ""]),
    st.sampled_from(["simplified", "traditional"]),
)
@example(
    Written("1万2千余", Decimal(12_000), qualifier=Qualifier.MORE_THAN),
    "人",
    "",
    "",
    "。",
    "simplified",
)
@example(Written("一百〇八", Decimal(108)), "名", "", "", "，", "simplified")
@example(
    Written("一百二三十", Decimal(120), Decimal(130), Qualifier.RANGE),
    "人",
    "",
    "",
    "。",
    "simplified",
)
@example(
    Written("三至五百", Decimal(300), Decimal(500), Qualifier.RANGE),
    "户",
    "",
    "",
    "。",
    "simplified",
)
@example(Written("廿五", Decimal(25)), "件", "", "", "。", "simplified")
@example(Written("10 678", Decimal(10_678)), "人", "", "", "。", "simplified")
@example(
    Written("4 700余", Decimal(4_700), qualifier=Qualifier.MORE_THAN),
    "人",
    "",
    "",
    "。",
    "simplified",
)
@example(Written("50来", Decimal(50), qualifier=Qualifier.ABOUT), "户", "", "", "。", "simplified")
def test_what_is_written_is_read_back(numeral, unit, before, behind, stop, script):
    assume(not ("万" in numeral.text and unit[0] == "万"))  # nobody writes 万万元
    number = numeral.text + unit
    sentence = f"全县共计{before}{number}{behind}{stop}"
    folded = normalise(
        sentence.translate(_TRADITIONAL) if script == "traditional" else sentence
    ).text

    (quantity,) = _READER.find(folded)

    start = len(f"全县共计{before}")
    canonical = next(row for row in _CODEBOOK.units if row.unit_raw == unit)
    factor = canonical.factor
    outer = None if numeral.high else _BEHIND[behind] or _BEFORE[before]
    expected = outer or numeral.qualifier  # a range stays one: both its ends are said
    assert folded[quantity.start : quantity.end] == normalise(number).text
    assert (quantity.start, quantity.end) == (start, start + len(number))
    assert (quantity.unit.unit_code, quantity.qualifier) == (canonical.unit_code, expected)
    assert quantity.value == numeral.value * factor
    assert quantity.value_high == (numeral.high * factor if numeral.high else None)
    assert quantity.after == start + len(number) + len(behind)


_SHARES = [
    ("六成", "60"), ("三成多", "30"), ("九成五", "95"), ("一成半", "15"), ("百分之九十五", "95"),
    ("百分之百", "100"), ("百分之零点四", "0.4"), ("百分之95.5", "95.5"), ("五分之一", "20"),
    ("三分之一", "33.333333"), ("一半", "50"), ("半数", "50"), ("过半", "50"), ("98.6%", "98.6"),
]  # fmt: skip


@given(
    st.sampled_from(_SHARES),
    st.sampled_from(["占", "达到", "其中妇女占"]),
    st.sampled_from("，。；"),
)
def test_a_share_is_read_in_percent(share, lead, stop):
    written, value = share
    folded = normalise(f"{lead}{written}{stop}").text
    (quantity,) = _READER.find(folded)
    assert (quantity.dimension, quantity.value) == ("percent", Decimal(value))
    assert folded[quantity.start : quantity.end] == written


_MONTHS, _DAYS, _YEARS = st.integers(1, 12), st.integers(1, 28), st.integers(1950, 2049)
_DATES = st.one_of(
    st.builds("{}年{}月{}日".format, _YEARS, _MONTHS, _DAYS),
    st.builds("{}年{}月".format, _YEARS, _MONTHS),
    st.builds("{}年".format, _YEARS),
    st.builds("{}-{:02d}-{:02d}".format, _YEARS, _MONTHS, _DAYS),
    st.builds("{}.{}".format, _YEARS, _MONTHS),
    st.builds("{}.{}.{}".format, _YEARS, _MONTHS, _DAYS),
    st.builds("{}/{}/{}".format, _YEARS, _MONTHS, _DAYS),
    st.builds("{}{}月".format, _YEARS, _MONTHS),  # 20146月
    st.builds("{}月{}日".format, _MONTHS, _DAYS),
    st.builds("{}月中旬".format, _MONTHS),
    st.builds("{}—{}月".format, st.integers(1, 6), st.integers(7, 12)),
    st.builds("{}·{}".format, _MONTHS, _DAYS),
    st.builds("{}.{}期间".format, _MONTHS, _DAYS),
    st.builds("{}:{:02d}".format, st.integers(0, 23), st.integers(0, 59)),
    st.sampled_from(["二〇一九年", "二○一九年", "19年3月", "十二月十五日", "五年来", "两年"]),
)
_NAMES = st.one_of(
    st.builds("〔{}〕{}号".format, _YEARS, _DAYS),
    st.builds("妇字[{}]{}号".format, _YEARS, _DAYS),
    st.builds("第{}次".format, _DAYS),
    st.builds("第{}条".format, st.sampled_from(["二十三", "5", "十"])),
    st.sampled_from(
        [
            "12338",
            "12345热线",
            "三八",
            "3·8",
            "6.26期间",
            "11.25国际日",
            "双学双比",
            "三八红旗手",
            "五好",
            "两癌",
            "1+X",
            "十八大",
            "十三五",
            "九年义务教育",
            "三下乡",
            "百千万",
            "十二个一",
            "COVID-19",
            "A4",
            "八百里清江",
            "共十章八十六条",
            "列入33项民生工程",
            "每十万人",
            "35岁以下",
            "40分钟",
            "24小时",
            "3个月",
            "3天",
            "110报警",
            "万户",
            "百人宣讲队",
        ]
    ),
)


def _statistics(sentence):
    """Return the numbers of a sentence that no rule says to be part of a name or a date."""
    lexicon = lexicon_of(_CODEBOOK)
    text = normalise(sentence).text
    rules = NonStatistics(text, lexicon.find(text).fixed_names, case_pattern(lexicon))
    numbers = _READER.find(text)
    return [text[q.start : q.end] for q in numbers if not (rules.rule_for(q) or rules.is_weak(q))]


@given(st.sampled_from(["", "截至", "自", "在"]), _DATES, st.sampled_from(["，", "。", "妇联换届"]))
def test_a_date_is_no_statistic(lead, date, behind):
    assert _statistics(f"{lead}{date}{behind}") == []


@given(st.sampled_from(["开展", "围绕"]), _NAMES, st.sampled_from(["，", "。", "、"]))
def test_a_number_in_a_name_is_no_statistic(lead, name, behind):
    assert _statistics(f"{lead}{name}{behind}") == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param("执委平均年龄41.6岁。", ["41.6岁"], id="average-age"),
        pytest.param("平均年龄由46.1岁降至41.6岁。", ["46.1岁", "41.6岁"], id="age-then-and-now"),
        pytest.param("比上届下降3.4岁。", ["3.4岁"], id="difference-of-ages"),
        pytest.param("35岁以下女干部21名。", ["21名"], id="age-of-those-who-are-meant"),
        pytest.param("累计服务时长23.64万小时。", ["23.64万小时"], id="hours-given"),
        pytest.param("24小时响应。", [], id="hours-of-the-clock"),
        pytest.param("考核得98.5分。", ["98.5分"], id="score"),
        pytest.param("比上届1.9个百分点。", ["1.9个百分点"], id="behind-the-last-term"),
        pytest.param("乡镇妇联换届31个。", ["31个"], id="behind-an-election"),
        pytest.param("“十星”农户达到百户。", ["百户"], id="a-round-number-that-was-reached"),
        pytest.param("每十万人检出18例。", ["18例"], id="each-so-many"),
    ],
)
def test_what_stands_around_decides_whether_a_number_counts(sentence, expected):
    assert _statistics(sentence) == expected
