"""Learning: sparse, seeded, and of what stands around the numbers alone."""

from dataclasses import replace

import pytest

from ingestion.codebook import load_codebook
from ingestion.extract.confidence import Witnesses
from ingestion.extract.links import NO_HEAD, Link
from ingestion.extract.wording import Guess, phrase_surroundings
from training.examples import Example

CODEBOOK = replace(load_codebook(), phrase_rows=load_codebook().phrase_rows[:40])  # quick

fitting = pytest.importorskip("training.fitting", reason="scikit-learn is not installed")


def example(words, code, writer="A"):
    (around, _) = phrase_surroundings(words, "册", "copy")
    return Example(writer, f"{writer}01.txt", around, Witnesses(NO_HEAD), code, frozenset({code}))


EXAMPLES = [
    example(f"{lead}{noun}", code, writer)
    for writer in "AB"
    for lead in ("印发", "赠送", "发放")
    for noun, code in (("口袋书", "health_leaflets"), ("流水账", "other"))
] * 3


def test_a_word_that_tells_two_readings_apart_gets_a_weight():
    rows = fitting.fit_wording(EXAMPLES, CODEBOOK)
    own = [row for row in rows if row["indicator_code"] == "health_leaflets"]
    assert any("口袋" in row["feature"] and float(row["weight"]) > 0 for row in own)


def test_the_same_examples_teach_the_same_weights():
    assert fitting.fit_wording(EXAMPLES, CODEBOOK) == fitting.fit_wording(EXAMPLES, CODEBOOK)


def test_confidence_learns_which_witness_is_to_be_believed():
    sound, unsound = Link("health_leaflets", 0.9, "left"), Link("legal_leaflets", 0.9, "event")
    (around, _) = phrase_surroundings("口袋书", "册", "copy")
    examples = [
        Example(
            "A", "A01.txt", around, Witnesses(link, [Guess(None, 0.5)]), code, frozenset({code})
        )
        for link, code in ((sound, "health_leaflets"), (unsound, "other"))
        for _ in range(30)
    ]
    weights = {row["feature"]: float(row["weight"]) for row in fitting.fit_confidence(examples)}
    assert weights["grammar:left"] > 0 > weights["grammar:event"]
