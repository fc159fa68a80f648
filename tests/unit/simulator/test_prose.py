"""The sentences offices write: every slot means something, every figure has a sentence."""

import pytest

from ingestion.codebook import load_codebook
from simulator.narrative import GROUPS, STYLES
from simulator.prose import templates

SENTENCES = [template for place in templates().values() for template in place]


def test_every_slot_is_an_indicator():
    slots = {slot.code for template in SENTENCES for slot in template.slots}
    assert slots == set(load_codebook().indicators)


def test_every_style_of_a_sentence_is_known():
    assert {style for template in SENTENCES for style in template.styles} <= {*STYLES, "*"}


def test_no_sentence_stands_twice():
    assert len({(item.place, item.text) for item in SENTENCES}) == len(SENTENCES)


@pytest.mark.parametrize("style", STYLES, ids=STYLES.get)
@pytest.mark.parametrize("program", [name for group in GROUPS.values() for name in group])
def test_every_style_has_several_sentences_for_a_program(style, program):
    fitting = [item for item in templates()[program] if {style, "*"} & set(item.styles)]
    assert len(fitting) >= 3
