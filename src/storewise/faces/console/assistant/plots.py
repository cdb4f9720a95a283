"""Charts over days: stacked columns and lines, each with the same in words for a table."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .. import charts

Say = Callable[[float], str]


@dataclass(frozen=True, slots=True)
class Series:
    """One kind of figure in a chart: columns or a line, with its sum or last value in words."""

    name: str
    tone: str
    note: str
    columns: list[charts.Column]
    path: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart over days; `days` are columns of full height that say each day in words."""

    id: str
    title: str
    note: str
    series: list[Series]
    days: list[charts.Column]
    end: str
    middle: str
    rows: list[list[str]]

    @property
    def first(self) -> str:
        """The first day."""
        return self.rows[0][0]

    @property
    def last(self) -> str:
        """The last day."""
        return self.rows[-1][0]


@dataclass(frozen=True, slots=True)
class Layer:
    """Figures of one kind, one for each day; None where there is none."""

    name: str
    tone: str
    values: Sequence[float | None]


def stacked(
    id_: str, title: str, note: str, say: Say, days: Sequence[str], layers: Sequence[Layer]
) -> Chart:
    """Columns of layers, the first at the bottom; each layer is told with its sum."""
    values = [[value or 0 for value in layer.values] for layer in layers]
    end = charts.top(max(sum(column) for column in zip(*values, strict=True)))
    drawn = charts.stacks(values, days, end)
    series = [
        Series(layer.name, layer.tone, say(sum(each)), columns)
        for layer, each, columns in zip(layers, values, drawn, strict=True)
    ]
    return _chart(id_, title, note, say, days, layers, series, end)


def lined(
    id_: str, title: str, note: str, say: Say, days: Sequence[str], layers: Sequence[Layer]
) -> Chart:
    """Lines past days without a figure; each is told with its last value."""
    end = charts.top(max(value or 0 for layer in layers for value in layer.values))
    series = []
    for layer in layers:
        last = next((value for value in reversed(layer.values) if value is not None), None)
        note_ = "" if last is None else say(last)
        series.append(Series(layer.name, layer.tone, note_, [], charts.line(layer.values, end)))
    return _chart(id_, title, note, say, days, layers, series, end)


def _chart(
    id_: str,
    title: str,
    note: str,
    say: Say,
    days: Sequence[str],
    layers: Sequence[Layer],
    series: list[Series],
    end: float,
) -> Chart:
    rows = [
        [day, *("" if value is None else say(value) for value in values)]
        for day, *values in zip(days, *(layer.values for layer in layers), strict=True)
    ]
    told = []
    for day, *said in rows:
        parts = [f"{each.name} {value}" for each, value in zip(layers, said, strict=True) if value]
        told.append(f"{day}: {', '.join(parts) or 'none'}")
    return Chart(
        id=id_,
        title=title,
        note=note,
        series=series,
        days=charts.stacks([[1] * len(days)], told, 1)[0],
        end=say(end),
        middle="" if end % 2 else say(end / 2),
        rows=rows,
    )
