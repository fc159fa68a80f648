"""The score of annotated reports: what counts, what is waived, and where misses went."""

import csv
import importlib.util
from decimal import Decimal
from pathlib import Path

import pytest

from warehouse.corpus import evaluation_of
from warehouse.gold import Figure, figures_read, read_gold, writer_of
from warehouse.matching import match
from warehouse.scoring import Count, misses, score

ROOT = Path(__file__).parents[3]
SCORER = ROOT.parent / "shared" / "gold" / "score.py"


def figure(code="petitions_received", **given):
    placed = {"document": "A01.txt", "start": 10, "end": 13, "value": Decimal(82)} | given
    return Figure(code=code, role=placed.pop("role", "actual"), **placed)


def headline(read, gold):
    return score(read, gold).indicators


@pytest.mark.parametrize(
    ("read", "gold", "expected"),
    [
        pytest.param(figure(), figure(), Count(1, 1, 1), id="right"),
        pytest.param(figure(value=Decimal(83)), figure(), Count(1, 1, 0), id="wrong-value"),
        pytest.param(figure("petitions_handled"), figure(), Count(1, 1, 0), id="wrong-code"),
        pytest.param(figure(start=20, end=22), figure(), Count(1, 1, 0), id="another-number"),
        pytest.param(figure(document="B01.txt"), figure(), Count(1, 1, 0), id="another-report"),
        pytest.param(figure("other"), figure(), Count(1, 0, 0), id="no-code-claims-nothing"),
        pytest.param(figure(), figure("other"), Count(0, 1, 0), id="code-where-none-is-right"),
        pytest.param(figure("none"), figure(), Count(1, 0, 0), id="none-is-dropped"),
        pytest.param(figure(status="review"), figure(), Count(1, 0, 0), id="review-claims-nothing"),
        pytest.param(figure(role="plan"), figure(), Count(1, 0, 0), id="planned-claims-nothing"),
        pytest.param(figure(), figure(role="target"), Count(0, 1, 0), id="target-read-as-done"),
        pytest.param(figure(role="prior_period"), figure(), Count(1, 1, 1), id="last-year-is-done"),
    ],
)
def test_a_figure_counts_by_indicator_and_value(read, gold, expected):
    assert headline([read], [gold]) == expected


def test_an_equally_right_code_is_right():
    gold = figure(alternatives=frozenset({"petition_visits"}))
    assert headline([figure("petition_visits")], [gold]) == Count(1, 1, 1)


@pytest.mark.parametrize(
    ("code", "gold_code", "alternative"),
    [
        pytest.param("volunteers", "other", "volunteers", id="a-code-where-none-is-needed"),
        pytest.param("other", "volunteers", "other", id="no-code-where-none-is-as-right"),
    ],
)
def test_what_is_right_either_way_counts_nowhere(code, gold_code, alternative):
    gold = figure(gold_code, alternatives=frozenset({alternative}))
    assert headline([figure(code)], [gold]) == Count(0, 0, 0)


def test_a_range_needs_both_ends():
    gold = figure(value=Decimal(3), value_high=Decimal(5))
    assert headline([figure(value=Decimal(3))], [gold]).right == 0
    assert headline([figure(value=Decimal(3), value_high=Decimal(5))], [gold]).right == 1


def test_spans_match_one_to_one_by_the_largest_overlap():
    wide, narrow = figure(start=8, end=16), figure(start=10, end=13)
    gold = figure(start=9, end=16)
    assert [(pair.read, pair.gold) for pair in match([narrow, wide], [gold])] == [(wide, gold)]


def test_a_number_read_that_is_no_statistic_is_counted_as_such():
    result = score([figure()], [figure("none")])
    assert (result.on_non_statistics, result.indicators) == (1, Count(0, 1, 0))


def test_periods_agree_to_the_month_or_to_the_half_year():
    read = [figure(period="2019"), figure(start=20, end=22, period="2019H1")]
    gold = [figure(period="2019M01-M10"), figure(start=20, end=22, period="2019")]
    result = score(read, gold)
    assert (result.period_accuracy, result.year_accuracy) == (0.0, 0.5)


@pytest.mark.parametrize(
    ("read", "expected"),
    [
        pytest.param([], "没有读出 not found", id="not-found"),
        pytest.param([figure("other")], "没有给指标 without a code", id="no-code"),
        pytest.param([figure("volunteers")], "指标不对 wrong code", id="wrong-code"),
        pytest.param([figure(role="plan")], "性质不对 wrong role", id="role"),
        pytest.param([figure(value=Decimal(1))], "数值不对 wrong value", id="value"),
        pytest.param([figure(status="review")], "待复核，读法对 in review, right", id="review"),
    ],
)
def test_a_miss_says_what_became_of_the_figure(read, expected):
    assert misses(read, score(read, [figure()])) == {expected: 1}


@pytest.mark.parametrize(("name", "writer"), [("AB12.txt", "AB"), ("000_e67.txt", "种子")])
def test_a_writer_is_the_letters_before_the_number(name, writer):
    assert writer_of(name) == writer


@pytest.mark.skipif(not SCORER.exists(), reason="../shared/gold/score.py is not on this machine")
def test_the_score_is_that_of_the_scorer_the_gold_came_with(tmp_path):
    gold_csv = _of_writer(ROOT / "corpus" / "gold.csv", "D", tmp_path)
    outcomes = []
    evaluation = evaluation_of(gold_csv, ROOT / "corpus" / "docs", read=_kept(outcomes))
    ours = score(evaluation.read, read_gold(gold_csv))
    theirs = _their_score(evaluation.read, gold_csv)
    assert len(outcomes) == len({one.document for one in evaluation.gold})
    assert ours.indicators == Count(theirs["iv_gold"], theirs["iv_pred"], theirs["iv_tp"])
    assert ours.indicators.right > 100
    assert (ours.undone.gold, ours.undone.right) == (theirs["role_gold"], theirs["role_tp"])
    assert ours.on_non_statistics == theirs["on_none"]
    assert (len(ours.matched), ours.period_accuracy) == (theirs["matched"], theirs["period_acc"])
    assert ours.qualifier_accuracy == theirs["qualifier_acc"]
    assert figures_read(outcomes) == evaluation.read


def _kept(outcomes):
    from ingestion.pipeline import read_file

    def read(path):
        outcomes.append(read_file(path))
        return outcomes[-1]

    return read


def _of_writer(gold, writer, folder):
    rows = list(csv.DictReader(gold.open(encoding="utf-8", newline="")))
    path = folder / "gold.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, list(rows[0]))
        out.writeheader()
        out.writerows(row for row in rows if writer_of(row["doc"]) == writer)
    return path


def _their_score(read, gold_csv):
    spec = importlib.util.spec_from_file_location("score", SCORER)
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    rows = [
        {
            "doc": one.document,
            "s": one.start,
            "e": one.end,
            "code": one.code,
            "value": one.value,
            "value_high": one.value_high,
            "unit": one.unit,
            "qualifier": one.qualifier,
            "role": one.role,
            "period": one.period,
        }
        for one in read
        if one.status == "accepted"
    ]
    return scorer.score(rows, scorer.read(gold_csv))
