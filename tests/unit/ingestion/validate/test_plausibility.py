"""The bounds of the seed: ordered, without a doubt, far from what a generous county pays."""

import pytest

from ingestion.validate.plausibility import bounds


@pytest.mark.parametrize("bound", bounds(), ids=lambda bound: f"{bound.word}-{bound.per}")
def test_a_bound_leaves_room_between_its_ends(bound):
    assert 0 < bound.lowest * 1000 < bound.highest
    assert bound.per in {"person", "household", "total"}
