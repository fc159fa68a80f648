"""The words of a report that are no figures: names, years, towns, titles, the day at the end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from simulator.figures import Desk
from simulator.forms import title_name
from simulator.offices import Office
from simulator.randomness import stream
from simulator.wording import chinese

_YEAR_DIGITS = "〇一二三四五六七八九"
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙"
_GIVEN_NAMES = ("桂兰", "秀英", "玉梅", "春花", "丽华", "小红", "凤琴", "淑珍")


def words_of(desk: Desk, office: Office, town: str) -> Callable[[str], str]:
    """Return what fills the slots that are no figures."""
    source, span = desk.key("words"), desk.span
    is_pastoral = office.kind == "旗"
    fixed = {
        "kind": office.kind,
        "level": "县" if office.kind == "市" else office.kind,
        "county": office.county,
        "upper": office.upper,
        "year": str(span.year),
        "next": str(span.year + 1),
        "span": "全年" if span.is_year else span.short_label,
        "since": "一年来" if span.is_year else f"今年{span.short_label}",
        "lastmonth": str(span.last),
        "anniversary": str(span.year - 1910),
        "area": "7" + str(source.randint(10, 99)),
        "phone": str(source.randint(2_000_000, 8_999_999)),
        "town": town,
        "townships": "苏木镇" if is_pastoral else "街道" if office.kind == "区" else "乡镇",
        "village": "嘎查村" if is_pastoral else "村",
        "villageword": "嘎查村" if is_pastoral else "村（社区）",
        "rural": "农牧区" if is_pastoral else "农村",
    }

    def word(name: str) -> str:
        if name == "docno":
            return str(source.randint(2, 68))
        if name == "person":
            return source.choice(_SURNAMES) + source.choice(_GIVEN_NAMES)
        if name == "tens":
            return str(source.randint(11, 99))
        if name == "small":
            return str(source.randint(3, 9))
        if name == "month":
            return str(source.randint(span.first, span.last))
        return fixed[name]

    return word


def report_title(desk: Desk, office: Office) -> str:
    """Return the title; some name the coming year beside the one they report."""
    span, name = desk.span, title_name(office)
    source = stream(desk.seed, office.organization_code, "title")
    name += source.choice(("妇联", "妇联", "妇女联合会"))
    ahead = f"{span.year + 1}年" if span.is_year else "下一步"
    return source.choice(
        (
            f"{name}{span.label}工作总结",
            f"{name}{span.label}工作总结",
            f"{name}{span.label}工作小结",
            f"{name}{span.label}工作情况汇报",
            f"{name}关于{span.label}工作情况的报告",
            f"{name}{span.label}工作总结及{ahead}工作打算",
        )
    )


def signing_day(desk: Desk) -> str:
    """Return the day under the report, a few days after the period."""
    day = desk.span.end + timedelta(days=desk.key("date").randint(1, 9))
    if stream(desk.seed, desk.county.organization_code, "date").random() < 0.3:
        year = "".join(_YEAR_DIGITS[int(digit)] for digit in str(day.year))
        return f"{year}年{chinese(day.month)}月{chinese(day.day)}日"
    return f"{day.year}年{day.month}月{day.day}日"
