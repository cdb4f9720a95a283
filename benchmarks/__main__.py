"""Measure speed and memory: `python -m benchmarks [icecat] [scale] [assistant] [--json]`.

Starts a Storewise of its own on an empty folder and talks to it over sockets. Reads the folder
named by STOREWISE_DATA; without arguments it does `icecat`, some three minutes; `scale` imports
100,000 products, some six minutes; `assistant` holds up to 400 answers at a time, five minutes.
"""

import argparse
import json
import os
import platform
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from . import assistant, icecat, scale

PARTS = {"icecat": icecat.measure, "scale": scale.measure, "assistant": assistant.measure}


def main() -> None:
    """Measure what is asked for and print a table."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("parts", nargs="*", choices=[*PARTS, []], help="what to measure")
    options.add_argument("--json", action="store_true", help="print JSON")
    chosen = options.parse_args()
    data = os.environ.get("STOREWISE_DATA", "")
    if not data or not Path(data).is_dir():
        print("Skipped: STOREWISE_DATA names no folder with the data to measure on.")
        return
    figures = [figure for part in chosen.parts or ["icecat"] for figure in PARTS[part](Path(data))]
    if chosen.json:
        print(json.dumps([asdict(figure) for figure in figures], indent=2))
        return
    print(f"{datetime.now(UTC):%Y-%m-%d}, {_machine()}\n")
    print("| what | measured | to reach | |\n|---|---|---|---|")
    for figure in figures:
        mark = "yes" if figure.reached else "**no**"
        print(f"| {figure.name} | {figure.measured} | {figure.target} | {mark} |")


def _machine() -> str:
    model = ""
    information = Path("/proc/cpuinfo")
    if information.exists():
        lines = information.read_text().splitlines()
        model = next((line.split(":")[1].strip() for line in lines if "model name" in line), "")
    return (
        f"{os.cpu_count()} cores {model or platform.machine()}, Python {platform.python_version()}"
    )


if __name__ == "__main__":
    main()
