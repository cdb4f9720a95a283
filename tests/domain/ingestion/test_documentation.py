"""The reference of import formats names everything that there is."""

import re
from pathlib import Path

import pytest

from storewise.domain.ingestion.mapping import Mapping, Target

ROOT = Path(__file__).parents[3]
REFERENCE = (ROOT / "docs" / "reference" / "import-formats.md").read_text(encoding="utf-8")
SOURCES = [
    path.read_text(encoding="utf-8")
    for path in (ROOT / "src" / "storewise" / "domain" / "ingestion").rglob("*.py")
]


@pytest.mark.parametrize("name", [*Target, *(n for n in Mapping.model_fields if n != "columns")])
def test_every_target_and_setting_of_a_mapping_is_documented(name: str) -> None:
    assert f"`{name}`" in REFERENCE


def test_every_code_of_a_row_s_error_is_documented() -> None:
    calls = re.compile(
        r'(?:\.problem|\.warn|BadRow|RowProblem|_reject)\(\s*(?:[\w."\[\]]+,\s*)*?"([a-z_]+_[a-z_]+)"'
    )
    codes = {code for source in SOURCES for code in calls.findall(source)}
    assert len(codes) > 15
    columns = {"configurable_variations"}
    assert {code for code in codes - columns if f"`{code}`" not in REFERENCE} == set()
