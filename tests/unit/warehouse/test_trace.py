"""Where a published figure came from, told from a small night of our own."""

import json

import pytest
from click.testing import CliRunner

from warehouse.cli import main

REPORT = (
    "衡山县妇联2020年工作总结\n\n"
    "2020年，县妇联在县委和上级妇联的领导下，围绕中心、服务大局，各项工作取得了新的成绩，现总结如下：\n"
    "一、维权工作\n"
    "全年共接待妇女来信来访82件，办结80件，办结率98%。王某（身份证430423198001011234）反映的纠纷已调解。\n"
)
LATER = REPORT.replace("82件", "85件")

pytestmark = pytest.mark.slow


def run(home, *arguments):
    return CliRunner().invoke(main, ["--home", str(home), *arguments])


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    folder = home / "inbox" / "衡山县"
    folder.mkdir(parents=True)
    (folder / "总结.txt").write_text(REPORT, "utf-8")
    (folder / "总结（更正）.txt").write_text(LATER, "utf-8")
    deliveries = {
        "files": {
            "总结.txt": {"delivered_at": "2021-01-08T09:00:00+08:00"},
            "总结（更正）.txt": {"delivered_at": "2021-01-20T09:00:00+08:00"},
        }
    }
    (folder / "_delivery.json").write_text(json.dumps(deliveries), "utf-8")
    result = run(home, "run")
    assert result.exit_code == 0, result.output
    return home


def test_trace_names_file_sentence_and_rule_with_the_standing_figure_first(home):
    told = run(home, "trace", "衡山县", "2020", "petitions_received").stdout
    assert "发布为 85 件" in told
    assert told.index("85件") < told.index("82件")
    assert "衡山县/总结（更正）.txt" in told
    assert "共接待妇女来信来访85件" in told
    assert "narrative：" in told


def test_trace_takes_a_chinese_name_of_an_indicator(home):
    assert "（petitions_handled）" in run(home, "trace", "430423", "2020", "处理信访件数").stdout


def test_silence_is_not_zero(home):
    result = run(home, "trace", "衡山县", "2020", "cancer_screened")
    assert result.exit_code == 1
    assert "未报不等于零" in result.stderr


@pytest.mark.parametrize(
    ("organization", "indicator", "said"),
    [
        pytest.param("鼓楼区", "petitions_received", "不能确定是哪个单位", id="two-places"),
        pytest.param("衡山县", "妇女", "不能确定是哪个指标", id="many-indicators"),
    ],
)
def test_what_is_not_one_thing_is_refused(home, organization, indicator, said):
    result = run(home, "trace", organization, "2020", indicator)
    assert result.exit_code == 1
    assert said in result.stderr


def test_a_second_run_publishes_nothing_new(home):
    assert "没有新文件" in run(home, "run").stdout


def test_no_id_number_leaves_the_archive(home):
    number = b"430423198001011234"
    holding = {
        path.relative_to(home).parts[0]
        for path in home.rglob("*")
        if path.is_file() and number in path.read_bytes()
    }
    assert holding == {"inbox", "archive"}
