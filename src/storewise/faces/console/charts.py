"""Small charts drawn on the server: columns, stacks of them, and lines, for a fixed drawing."""

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 600
HEIGHT = 140
GAP = 4


@dataclass(frozen=True, slots=True)
class Column:
    """One column in the units of the drawing, and what it says in words."""

    x: float
    y: float
    width: float
    height: float
    count: float
    label: str


def columns(counts: Sequence[int], labels: Sequence[str]) -> list[Column]:
    """Columns for a drawing of 600 by 140; a count above zero is at least two units high."""
    tallest = max(counts, default=0) or 1
    step = WIDTH / max(1, len(counts))
    made = []
    for place, (count, label) in enumerate(zip(counts, labels, strict=True)):
        height = max(2.0, count / tallest * HEIGHT) if count else 0.0
        made.append(
            Column(
                round(place * step + GAP / 2, 1),
                round(HEIGHT - height, 1),
                round(step - GAP, 1),
                round(height, 1),
                count,
                label,
            )
        )
    return made


def top(highest: float) -> float:
    """Where an axis ends: the first of 1, 2, 4, 5, 6, 8, 10, 20, 40 … above the highest."""
    end = 10.0 ** math.floor(math.log10(max(1.0, highest)))
    return next(end * factor for factor in (1, 2, 4, 5, 6, 8, 10) if end * factor >= highest)


def stacks(
    layers: Sequence[Sequence[float]], labels: Sequence[str], end: float
) -> list[list[Column]]:
    """Columns of several layers, the first at the bottom, on an axis from 0 to `end`."""
    step = WIDTH / max(1, len(labels))
    gap = min(GAP, step / 4)
    floors = [0.0] * len(labels)
    made = []
    for layer in layers:
        drawn = []
        for place, (count, label) in enumerate(zip(layer, labels, strict=True)):
            height = count / end * HEIGHT
            floors[place] += height
            drawn.append(
                Column(
                    round(place * step + gap / 2, 1),
                    round(HEIGHT - floors[place], 1),
                    round(step - gap, 1),
                    round(height, 1),
                    count,
                    label,
                )
            )
        made.append(drawn)
    return made


def line(values: Sequence[float | None], end: float) -> str:
    """The path of a line on an axis from 0 to `end`, past places where a value is missing."""
    step = WIDTH / max(1, len(values))
    points = [
        f"{(place + 0.5) * step:.1f} {HEIGHT - value / end * HEIGHT:.1f}"
        for place, value in enumerate(values)
        if value is not None
    ]
    return f"M{points[0]}h0L{' '.join(points)}" if points else ""


def bands(low: int, high: int, most: int = 12) -> list[tuple[int, int]]:
    """Spans from `low` to `high` whose ends are round (1, 2, 5, 10, 20 …), both ends included.

    At most `most`; the lowest ones are joined where there would be more.
    """
    ends = [0]
    step = 1
    while ends[-1] <= high:
        ends += [step, 2 * step, 5 * step]
        step *= 10
    inner = [end for end in ends if low < end <= high]
    edges = [low, *inner[-(most - 1) :], high + 1]
    return [(start, end - 1) for start, end in itertools.pairwise(edges) if end > start]


def share(count: int, most: int) -> int:
    """A count as whole percent of the most, at least one where there is any."""
    return max(1, round(100 * count / most)) if count and most else 0
