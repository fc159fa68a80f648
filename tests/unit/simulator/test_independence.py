"""The simulator shares neither grammar nor phrases with the extractor it is used to measure."""

from pathlib import Path

import pytest

MODULES = sorted((Path(__file__).parents[3] / "simulator").glob("*.py"))
CODE = {path.name: path.read_text(encoding="utf-8") for path in MODULES}


@pytest.mark.parametrize("forbidden", ["ingestion.extract", "indicator_phrases", ".phrases"])
def test_no_module_reaches_for_the_extractor_s_knowledge(forbidden):
    mentions = {name for name, code in CODE.items() if forbidden in code}
    assert mentions <= {"__init__.py"}  # whose docstring says so
    assert f"import {forbidden}" not in CODE["__init__.py"]
