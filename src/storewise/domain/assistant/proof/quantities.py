"""Numbers with their units, in statements and in evidence, and which of them belong together.

A number of a statement is held when the evidence has it, and has no other number of the same kind
whose surroundings fit the statement better: "4 GB of storage" fails where 4 GB is the memory and
250 GB the storage.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .lexicon import NUMBER_WORDS
from .money import amounts
from .units import UNITS
from .words import stems, telling

_SPELLINGS = "|".join(re.escape(each) for each in sorted(UNITS, key=len, reverse=True))
_QUANTITY = re.compile(
    r"(?<![\w.,])(?P<sign>(?<![)\d] )[-−](?=\d))?(?<![\d][-−])(?P<number>\d+(?:[.,]\d+)*)"
    r"(?:(?: (?:working|business|calendar|full))?[ \u00a0\u202f-]?"
    rf"(?P<unit>{_SPELLINGS})(?!\w)(?! ?(?<=[x×] "
    rf")\d)(?!(?<=[x×])\d))?(?![.,]?\w)",
    re.IGNORECASE,
)
_ONE = re.compile(
    r"\bone[ -](?:(?:working|business|calendar|full) )?(?P<unit>day|week|month|year|hour|minute)\b",
    re.IGNORECASE,
)
_OF_A_CODE = re.compile(r"[^\W\d_]\S*[-/–]$")
_WORDS = re.compile(
    r"\b(?P<number>" + "|".join(NUMBER_WORDS) + r")\b(?:[ -](?P<unit>[^\W\d_]+)\b)?", re.IGNORECASE
)
_GROUPS = re.compile(r"^\d{1,3}(?:,\d{3})+(?:\.\d+)?$")
_DOTTED = re.compile(r"^\d{1,3}(?:\.\d{3})+(?:,\d+)?$")
_NEIGHBOURS = 4
_LABEL_PENALTY = 0.3
_FAR = 0.75  # what a word of the same sentence counts beside one that stands near


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit ("" without one), its place, and the words around it.

    `context` are stems near it, `sentence` those of its whole sentence. `label` is not 0 where the
    context is the number's own label: then a closer label is the better one.
    """

    value: float
    unit: str
    start: int
    end: int
    context: frozenset[str]
    label: int = 0
    sentence: frozenset[str] = frozenset()

    @property
    def dimension(self) -> str:
        """What the unit measures, "" without a unit."""
        return UNITS[self.unit][0] if self.unit in UNITS else self.unit

    @property
    def size(self) -> float:
        """The value in the first unit of its dimension."""
        return self.value * UNITS[self.unit][1] if self.unit in UNITS else self.value


def value_of(number: str, decimal_comma: bool = False) -> float:
    """Read a number: "1,440" is 1440, "2,5" is 2.5; with `decimal_comma` "1,440" is 1.44."""
    if decimal_comma and (_DOTTED.match(number) or "," in number):
        return _float(number.replace(".", "").replace(",", "."))
    if _GROUPS.match(number):
        return _float(number.replace(",", ""))
    return _float(number.replace(",", "."))


def _float(number: str) -> float:
    whole, *parts = number.split(".")
    return float(f"{whole}.{parts[0]}") if parts else float(whole)


def quantities(text: str, decimal_comma: bool = False) -> list[Quantity]:
    """All numbers of a text that stand by themselves or with a unit, with the words around."""
    found = []
    sums = amounts(text)
    for match in _QUANTITY.finditer(text):
        if _OF_A_CODE.search(text[max(0, match.start() - 30) : match.start()]):
            continue
        unit = (match["unit"] or "").lower()
        value = value_of(match["number"], decimal_comma) * (-1 if match["sign"] else 1)
        money = next((each for each in sums if each.start <= match.start() < each.end), None)
        if money and money.currencies:
            found.append((money.start, money.end, value, f"¤{money.currencies[0]}"))
        else:
            found.append((match.start(), match.end(), value, unit))
    for match in _WORDS.finditer(text):
        unit = (match["unit"] or "").lower()
        end = match.end() if unit in UNITS else match.end("number")
        value = float(NUMBER_WORDS[match["number"].lower()])
        found.append((match.start(), end, value, unit if unit in UNITS else ""))
    found += [(m.start(), m.end(), 1.0, m["unit"].lower()) for m in _ONE.finditer(text)]
    found.sort()
    sentence = telling(stems(text))
    return [
        Quantity(value, unit, start, end, _around(text, start, end), sentence=sentence)
        for start, end, value, unit in found
    ]


def _around(text: str, start: int, end: int) -> frozenset[str]:
    before = re.split(r"[;.!?\n]\s", text[max(0, start - 60) : start])[-1]
    after = re.split(r"[;.!?\n]\s|[,;.!?]$", text[end : end + 60])[0]
    near = stems(before)[-_NEIGHBOURS:] + stems(after)[:_NEIGHBOURS]
    return telling(near)


def same(claimed: Quantity, held: Quantity, about: bool = False) -> bool:
    """Tell whether two quantities are one; `about` allows 3 % for "about 2 kg"."""
    if claimed.unit and held.unit and claimed.dimension != held.dimension:
        return False
    if bool(claimed.unit) != bool(held.unit) and not _unit_is_label(claimed, held):
        return False
    both = claimed.unit and held.unit
    left, right = (claimed.size, held.size) if both else (claimed.value, held.value)
    slack = 0.03 if about else 1e-6 if claimed.unit == held.unit else 0.004
    return abs(left - right) <= slack * max(abs(left), abs(right), 1e-9)


def _unit_is_label(claimed: Quantity, held: Quantity) -> bool:
    """A unit that only one side states: held where the label names it, as in "Megapixel: 12"."""
    with_unit, without = (claimed, held) if claimed.unit else (held, claimed)
    if with_unit.unit in ("x", "×", "times"):
        return True
    return bool(without.context & frozenset(stems(with_unit.unit)))


def is_held(
    claimed: Quantity, context: frozenset[str], evidence: Iterable[Quantity], about: bool
) -> bool:
    """Tell whether evidence holds a quantity that is claimed in the midst of `context`."""
    matching, rivals = [], [0.0]
    for each in evidence:
        if same(claimed, each, about):
            matching.append(_fit(each, context))
        elif _comparable(claimed, each):
            rivals.append(_fit(each, context))
    if not matching:
        return False
    best = max(matching)
    return best >= max(rivals) if claimed.unit else best > 0 and best >= max(rivals)


def _comparable(claimed: Quantity, other: Quantity) -> bool:
    if not claimed.unit:
        return not other.unit
    if not other.unit:
        return bool(other.label) and not claimed.unit.startswith("¤")
    return claimed.dimension == other.dimension


def _fit(held: Quantity, context: frozenset[str]) -> float:
    near = len(held.context & context)
    shared = near + _FAR * len((held.sentence - held.context) & context)
    if not shared:
        return 0.0
    spare = len(held.context - context) if held.label else 1
    return shared - min(_LABEL_PENALTY * spare, 0.9)


def labelled(value: float, unit: str, label: str) -> Quantity:
    """The quantity of a specification: its label is all its context."""
    spelled = unit.lower().strip() if unit else ""
    context = telling(stems(label))
    return Quantity(
        value, spelled if spelled in UNITS else "", 0, 0, context, label=max(len(context), 1)
    )


def relabelled(found: Sequence[Quantity], label: str) -> list[Quantity]:
    """Quantities of a specification's text, with the words of its label added to theirs."""
    more = telling(stems(label))
    return [
        Quantity(each.value, each.unit, 0, 0, each.context | more, label=max(len(more), 1))
        for each in found
    ]
