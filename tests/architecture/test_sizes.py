"""Files stay short enough to be read in one go."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
MOST_LINES = 600
HOUSED = ("src", "tests", "scripts", "evals", "benchmarks", "migrations")


def test_no_file_of_code_is_longer_than_600_lines() -> None:
    files = [file for folder in HOUSED for file in (ROOT / folder).rglob("*.py")]
    assert len(files) > 100
    long = {
        str(file.relative_to(ROOT)): lines
        for file in files
        if (lines := file.read_text(encoding="utf-8").count("\n")) > MOST_LINES
    }
    assert not long
