"""Small charts drawn on the server: columns of a histogram with the ends of their axis."""

import itertools
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
    count: int
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
