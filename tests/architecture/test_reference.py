"""The reference pages that are made from the code say what the code says."""

import importlib.util
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parents[2]


def _writer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("w", ROOT / "scripts" / "write_reference.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_setting_is_documented_as_it_is() -> None:
    page = (ROOT / "docs" / "reference" / "settings.md").read_text(encoding="utf-8")
    assert page == _writer().settings_page(), "run: make docs"


def test_every_setting_says_what_it_does() -> None:
    empty = [line for line in _writer().settings_page().splitlines() if line.endswith("|  |")]
    assert not empty
