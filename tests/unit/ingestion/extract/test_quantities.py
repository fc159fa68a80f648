"""Quantities in prose: value, qualifier, unit and span, in every style that offices write."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingestion.codebook import load_codebook
from ingestion.extract.quantities import quantity_reader
from ingestion.model import Qualifier


def _read(text):
    return quantity_reader(load_codebook().units).find(text)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        pytest.param("培训1.2万人次", "12000", "人次", id="ten-thousands"),
        pytest.param("贷款3万4千元", "34000", "元", id="mixed-scales"),
        pytest.param("发放12亿6千万元", "1260000000", "元", id="hundred-millions"),
        pytest.param("接待1,130件", "1130", "件", id="thousands-separator"),
        pytest.param("共10 678人", "10678", "人", id="thousands-space"),
        pytest.param("一千五百五十人", "1550", "人", id="chinese"),
        pytest.param("三百余对", "300", "对", id="chinese-vague"),
        pytest.param("十余万户次", "100000", "户次", id="chinese-with-scale-behind"),
        pytest.param("死亡率32.6/10万", "32.6", "/10万", id="per-hundred-thousand"),
        pytest.param("占百分之九十九", "99", "%", id="percent-in-words"),
        pytest.param("百分之零点四", "0.4", "%", id="fraction-of-a-percent"),
        pytest.param("占四成八", "48", "成", id="tenths"),
        pytest.param("60余万", "600000", "", id="scaled-without-unit"),
        pytest.param("千分之九点八", "9.8", "‰", id="per-thousand-in-words"),
        pytest.param("十万分之32.6", "32.6", "1/10万", id="per-hundred-thousand-in-words"),
        pytest.param("翻了两番", "4", "倍", id="doubled-twice"),
        pytest.param("约占1/3", "33.333333", "%", id="fraction"),
        pytest.param("12(个)", "12", "个", id="unit-in-brackets"),
        pytest.param("培训3 50户", "350", "户", id="broken-by-a-space"),
        pytest.param("达12. 5万元", "125000", "元", id="broken-behind-the-point"),
        pytest.param("一百五人", "150", "人", id="short-end"),
        pytest.param("人数三千人", "3000", "人", id="some-belongs-to-the-word-before"),
        pytest.param("镇上两名", "2", "名", id="up-to-belongs-to-the-word-before"),
        pytest.param("300元/月", "300", "元/月", id="for-each-month"),
        pytest.param("186个班组", "186", "个", id="unit-is-no-part-of-a-longer-word"),
        pytest.param("开了1个点", "1", "个", id="a-place-is-no-point"),
        pytest.param("提高3个点", "3", "个点", id="a-point-of-change"),
        pytest.param("突破三万,", "30000", "", id="reached-without-unit"),
        pytest.param("第三期12人", "12", "人", id="behind-an-ordinal"),
    ],
)
def test_reads_value_and_unit(text, value, unit):
    (quantity,) = _read(text)
    assert (str(quantity.value), quantity.unit_raw) == (value, unit)


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        pytest.param("近200名", Qualifier.LESS_THAN, id="near"),
        pytest.param("约3800人", Qualifier.ABOUT, id="about"),
        pytest.param("签约217人", Qualifier.EXACT, id="about-inside-a-word"),
        pytest.param("50余名", Qualifier.MORE_THAN, id="and-more"),
        pytest.param("98%以上", Qualifier.AT_LEAST, id="and-above"),
        pytest.param("上万名", Qualifier.AT_LEAST, id="up-to"),
        pytest.param("1%以内", Qualifier.AT_MOST, id="within"),
        pytest.param("20万人次左右", Qualifier.ABOUT, id="around"),
        pytest.param("不低于95%", Qualifier.AT_LEAST, id="not-below"),
        pytest.param("数百人", Qualifier.MORE_THAN, id="some-hundred"),
        pytest.param("50来户", Qualifier.ABOUT, id="or-so"),
        pytest.param("至少办班3期", Qualifier.AT_LEAST, id="at-least-over-a-verb"),
        pytest.param("少说也有两千人", Qualifier.AT_LEAST, id="to-say-little"),
        pytest.param("约占23%", Qualifier.ABOUT, id="about-over-a-verb"),
        pytest.param("最高额度50万元", Qualifier.AT_MOST, id="highest-sum"),
        pytest.param("最多的一笔8万元", Qualifier.EXACT, id="the-largest-is-exact"),
        pytest.param("破百家", Qualifier.MORE_THAN, id="past-a-round-number"),
        pytest.param("经过300人", Qualifier.EXACT, id="past-inside-a-word"),
        pytest.param("附近200米", Qualifier.EXACT, id="near-inside-a-word"),
        pytest.param("完成过半。", Qualifier.MORE_THAN, id="past-half"),
        pytest.param("50人有余", Qualifier.MORE_THAN, id="and-some-behind"),
    ],
)
def test_reads_how_exactly_it_was_meant(text, qualifier):
    assert _read(text)[-1].qualifier is qualifier


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        pytest.param("抽查3—5户", "3", "5", id="dash"),
        pytest.param("80元至300元", "80", "300", id="unit-twice"),
        pytest.param("3—5万元", "30000", "50000", id="shared-scale"),
        pytest.param("三五户", "3", "5", id="adjacent-chinese-digits"),
        pytest.param("一百二三十人", "120", "130", id="adjacent-digits-inside"),
        pytest.param("三至五百户", "300", "500", id="shared-scale-in-words"),
        pytest.param("500—1万元", "500", "10000", id="scale-of-the-high-end-alone"),
        pytest.param("3—5户左右", "3", "5", id="qualified-range-stays-one"),
    ],
)
def test_a_range_keeps_both_ends(text, low, high):
    (quantity,) = _read(text)
    assert (str(quantity.value), str(quantity.value_high)) == (low, high)
    assert quantity.qualifier is Qualifier.RANGE


def test_the_span_leaves_the_qualifier_behind_out():
    text = "达50余名以上"
    (quantity,) = _read(text)
    assert text[quantity.start : quantity.end] == "50余名"
    assert text[quantity.start : quantity.after] == "50余名以上"


@pytest.mark.parametrize("text", ["第三期", "统筹部署", "1" * 40 + "元", ""])
def test_no_quantity_where_none_is_written(text):
    assert _read(text) == []


_ONES = "零一二三四五六七八九"


def _spoken(number):
    """Write 1..9999 as Chinese does: 1050 is 一千零五十."""
    digits, parts, gap = f"{number:04d}", [], False
    for digit, power in zip(digits, ("千", "百", "十", ""), strict=True):
        if digit == "0":
            gap = bool(parts)
            continue
        parts.append(("零" if gap else "") + _ONES[int(digit)] + power)
        gap = False
    return "".join(parts)


@given(st.integers(min_value=1, max_value=9999), st.integers(min_value=0, max_value=9999))
def test_any_spoken_number_is_read_back(high, low):
    number = high * 10_000 + low
    gap = "零" if 0 < low < 1000 else ""
    written = _spoken(high) + "万" + gap + (_spoken(low) if low else "")
    (quantity,) = _read(f"共{written}元")
    assert quantity.value == Decimal(number)


@given(
    st.integers(min_value=1, max_value=10**9),
    st.sampled_from(["plain", "separator", "scaled", "full"]),
)
def test_any_written_number_is_read_back(number, style):
    from ingestion.decode.text import normalise

    written = {
        "plain": str(number),
        "separator": f"{number:,}",
        "scaled": f"{Decimal(number) / 10_000:f}万",
        "full": str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９")),
    }[style]
    (quantity,) = _read(normalise(f"共{written}元").text)
    assert quantity.value == Decimal(number)
