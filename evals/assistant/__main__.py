"""Measure the assistant: `python -m evals.assistant [SET …]`.

Reads the folder named by STOREWISE_DATA, makes the stores icecat, contoso and abcd in a data folder
(`--data`, kept for the next run), asks the questions of `questions/*.yaml` and prints how many
answers are right, whether all that they state stands in the data, and how long they took.
`--check` holds the questions against the data without asking. With `--mode model` the language
model of STOREWISE_LLM__… answers, otherwise the offline planner.
"""

import argparse
import asyncio
import json
import os
import sys
import tempfile
from pathlib import Path

from . import checking, questions, running
from .records import corpora

KEPT = Path(tempfile.gettempdir()) / "storewise-eval-assistant"
REQUIRED = ("icecat", "contoso_outdoor", "abcd_policies")


def main() -> None:
    """Run the evaluation and print it."""
    chosen = _options()
    data = Path(os.environ.get("STOREWISE_DATA", "") or "/nowhere")
    if not all((data / name).is_dir() for name in REQUIRED):
        print(f"Skipped: STOREWISE_DATA names no folder that holds {', '.join(REQUIRED)}.")
        return
    known = corpora(data)
    if chosen.check:
        found = list(checking.faults(known))
        print("\n".join(found) or "The questions agree with the data.")
        sys.exit(1 if found else 0)
    if chosen.mode == "offline":
        for name in [name for name in os.environ if name.startswith("STOREWISE_LLM__")]:
            del os.environ[name]
    plan = running.Plan(tuple(chosen.sets or questions.SETS), chosen.limit, chosen.data, data)
    report = asyncio.run(running.run(plan, known, chosen.mode))
    if chosen.failures:
        print("\n".join(report.failures) + "\n")
    if chosen.answers:
        lines = (json.dumps(each, ensure_ascii=False) for each in report.answers)
        chosen.answers.write_text("\n".join(lines) + "\n", encoding="utf-8")
    if chosen.json:
        chosen.json.write_text(json.dumps(report.figures, indent=2) + "\n", encoding="utf-8")
    print(running.table(report.figures))


def _options() -> argparse.Namespace:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("sets", nargs="*", help=f"of {', '.join(questions.SETS)}; all if none")
    options.add_argument("--limit", type=int, help="ask only so many of each set, spread over it")
    options.add_argument("--mode", choices=("offline", "model"), default="offline")
    options.add_argument("--data", type=Path, default=KEPT, help="data folder, kept for reruns")
    options.add_argument("--check", action="store_true", help="check the questions themselves")
    options.add_argument("--failures", action="store_true", help="print what went wrong")
    options.add_argument("--json", type=Path, metavar="FILE", help="write the figures to a file")
    options.add_argument("--answers", type=Path, metavar="FILE", help="write every answer, JSONL")
    chosen = options.parse_args()
    for name in chosen.sets:
        if name not in questions.SETS:
            options.error(f"no set {name}: there are {', '.join(questions.SETS)}")
    return chosen


if __name__ == "__main__":
    main()
