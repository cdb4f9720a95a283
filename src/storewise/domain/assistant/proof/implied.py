"""Units that a specification leaves out: implied by its label, or stated elsewhere with its number.

"Battery life: 9" is hours, "Maximum refresh rate: 60" hertz. Weights and lengths imply no unit:
feeds use grams and kilograms, millimetres and centimetres alike.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from .quantities import Quantity

_IMPLIED: tuple[tuple[str, str, float, float], ...] = (
    (r"battery life|(?:talk|standby|playback|play) ?time", "h", 1, 1000),
    (r"watt[- ]hours", "wh", 1, 1000),
    (r"battery capacity(?!.*watt)", "mah", 300, 100_000),
    (r"refresh rate", "hz", 20, 1000),
    (r"(?:processor|boost|turbo|base) (?:boost )?frequency", "ghz", 0.5, 9),
    (r"memory clock speed", "mhz", 100, 10_000),
    (r"display brightness", "cd/m2", 50, 10_000),
    (r"projector brightness|luminous flux", "lm", 10, 100_000),
    (r"wattage|adapter power", "w", 1, 10_000),
    (r"response time", "ms", 0.1, 100),
    (r"noise level|sound pressure level|headphone sensitivity", "db", 5, 150),
    (
        r"^(?:maximum |speaker |adapter |rms rated |output |suction )?power$",
        "w",
        1,
        10_000,
    ),
    (r"voltage", "v", 1, 500),
    (r"(?:ssd|hdd|storage|disk) ?capacity", "gb", 8, 100_000),
    (r"(?:read|write) speed", "mb/s", 20, 20_000),
    (r"(?:hdd|rotational) speed", "rpm", 1000, 20_000),
    (r"camera resolution|megapixel", "mp", 0.3, 400),
    (r"service life|life ?span|lamp life", "h", 500, 500_000),
    (r"print speed", "ppm", 1, 300),
    (r"diagonal(?!.*metric)", "inch", 0.5, 120),
    (r"diagonal.*metric", "cm", 1, 300),
    (r"viewing angle|field of view", "°", 10, 360),
    (r"impedance", "ohm", 1, 2000),
    (r"cable length", "m", 0.1, 30),
)
_RULES = [(re.compile(label), unit, low, high) for label, unit, low, high in _IMPLIED]


def implied_unit(label: str, value: float) -> str | None:
    """The unit that a label implies for a number of likely size; None where it implies none."""
    lowered = label.lower()
    for pattern, unit, low, high in _RULES:
        if low <= value <= high and pattern.search(lowered):
            return unit
    return None


def with_units(found: Sequence[Quantity], labels: Sequence[str]) -> Iterator[Quantity]:
    """Give numbers of specifications their unit; `labels` has "" for numbers of other origin.

    The number stays without one too, but is then no rival to a number with a unit.
    """
    stated: dict[float, set[str]] = {}
    for each in found:
        if each.unit and not each.unit.startswith("¤"):
            stated.setdefault(each.value, set()).add(each.unit)
    for each, label in zip(found, labels, strict=True):
        if each.unit or not label:
            yield each
            continue
        units = stated.get(each.value, set())
        implied = implied_unit(label, each.value)
        if implied and not units:
            units = {implied}
        yield replace(each, covered=bool(units))
        for unit in sorted(units):
            yield replace(each, unit=unit)
