"""What stands around a report that was copied from a web page: numbers that mean nothing."""

from __future__ import annotations

import random
from datetime import date, timedelta

from simulator.offices import Office


def web_furniture(
    office: Office, published: date, source: random.Random
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the lines above and below the report."""
    earlier = published - timedelta(days=source.randint(2, 60))
    clock = f"{source.randint(8, 18):02}:{source.randint(0, 59):02}"
    views, meeting = source.randint(30, 4200), source.randint(2, 9)
    above = (
        f"当前位置：首页 > {office.county}人民政府 > 群团工作 > 妇联",
        f"发布日期：{published} {clock}　来源：{office.kind}妇联　浏览次数：{views}　【大小】",
    )
    below = (
        "【打印本页】【关闭窗口】",
        f"上一篇：{office.county}召开第{meeting}次妇女儿童工作联席会议（{earlier:%m-%d}）",
        f"相关链接：{office.upper}妇联　全国妇联　12338在线咨询",
        f"版权所有 © 2008-{published.year} {office.county}妇女联合会",
    )
    return above, below
