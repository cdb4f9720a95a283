"""Numbers with their units, in statements and in evidence, and which of them belong together.

A number of a statement is held when the evidence has it, and has no other number of the same kind
whose surroundings fit the statement better: "4 GB of storage" fails where 4 GB is the memory and
250 GB the storage.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from .languages import NEGATION
from .lexicon import NUMBER_WORDS
from .money import amounts
from .units import UNITS
from .words import stems, telling

_SPELLINGS = "|".join(re.escape(each) for each in sorted(UNITS, key=len, reverse=True))
_QUANTITY = re.compile(
    r"(?<![\w.,])(?P<sign>(?<![)\d] )[-−](?=\d))?(?<![\d][-−])(?P<number>"
    r"\d{1,3}(?:[\u00a0\u202f'’]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)*)"
    r"(?:(?: (?:working|business|calendar|full))?[ \u00a0\u202f-]?"
    rf"(?P<unit>{_SPELLINGS})(?!\w)(?! ?(?<=[x×] "
    rf")\d)(?!(?<=[x×])\d))?(?![.,]?\w)",
    re.IGNORECASE,
)
_ONE = re.compile(
    r"\bone[ -](?:(?:working|business|calendar|full) )?(?P<unit>day|week|month|year|hour|"
    r"minute|lit(?:er|re)|met(?:er|re)|kilo|gram|watt|inch)\b",
    re.IGNORECASE,
)
_OF_A_CODE = re.compile(r"[^\W\d_]\S*[-/–]$")
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_UNITS = {"one": 1} | NUMBER_WORDS
_WORDS = re.compile(
    rf"\b(?:(?P<tens>{_TENS})-)?(?P<number>" + "|".join(NUMBER_WORDS) + r"|(?<=ty-)one|"
    r"(?<=for )one(?=[.,;]|$))\b(?:[ -](?P<unit>[^\W\d_]+)\b)?",
    re.IGNORECASE,
)
_ELLIPSIS = re.compile(r"\s*(?:$|[.,;)]|\b(?:with|without|for|to|within|when|if)\b)")
_TAIL = re.compile(r"[,;.]|\s(?:and|but|or)\s")
_GROUPS = re.compile(r"^\d{1,3}(?:,\d{3})+(?:\.\d+)?$")
_DOTTED = re.compile(r"^\d{1,3}(?:\.\d{3})+(?:,\d+)?$")
_NEXT = re.compile(r",\s|\s(?:and|but)\s(?=.*\b(?:to|for|in|from|within|at)\b)")
_EITHER = re.compile(r"(?P<whole>[1-9]\d{0,2})(?P<sep>[.,])(?P<part>\d{3})(?![\d.,])")
_HEDGE = re.compile(
    r"\s(?:of |is )?(?:up to|about|around|at least|at most|only|just|approximately)\s*$",
    re.IGNORECASE,
)
_NEIGHBOURS = 4
_LABEL_PENALTY = 0.3
_FAR_SHARED = 0.9  # the same, for a number that takes up the one before
_MARGIN = 0.5  # by how much a number without a unit must fit better than one with it
_FAR = 0.75  # what a word of the same sentence counts beside one that stands near


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit ("" without one), its place, and the words around it.

    `context` are stems near it, `sentence` those of its whole sentence. `label` is not 0 where the
    context is the number's own label: then a closer label is the better one. `covered` says that
    the number is known with its unit as well; `without` that a no follows it, and `inherited` that
    its unit is that of a number before: "forty hours with it, fifty-five without". `other` is how
    other countries read it: "1.800" is 1.8 or 1800.
    """

    value: float
    unit: str
    start: int
    end: int
    context: frozenset[str]
    label: int = 0
    sentence: frozenset[str] = frozenset()
    covered: bool = False
    other: float | None = None
    without: bool = False
    inherited: bool = False

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
    number = re.sub("[\u00a0\u202f'’]", "", number)
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
    return list(_quantities(text, decimal_comma))


@lru_cache(maxsize=4_096)
def _quantities(text: str, decimal_comma: bool) -> tuple[Quantity, ...]:
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
        value = float(_UNITS[match["number"].lower()])
        if match["tens"]:
            value += NUMBER_WORDS[match["tens"].lower()]
        found.append((match.start(), end, value, unit if unit in UNITS else ""))
    found += [(m.start(), m.end(), 1.0, m["unit"].lower()) for m in _ONE.finditer(text)]
    found.sort()
    sentence = telling(stems(text))
    stated = [
        Quantity(
            value,
            unit,
            start,
            end,
            _around(text, start, end, any(other[0] > end for other in found)),
            sentence=sentence,
            without=_followed_by_no(text, end),
            other=_read_elsewhere(text[start:end]),
        )
        for start, end, value, unit in found
    ]
    return (*stated, *_shortened(text, found, stated))


def _read_elsewhere(number: str) -> float | None:
    found = _EITHER.match(number)
    if not found:
        return None
    if found["sep"] == ".":
        return float(found["whole"] + found["part"])
    return float(f"{found['whole']}.{found['part']}")


def _followed_by_no(text: str, end: int) -> bool:
    return bool(NEGATION.search(_TAIL.split(text[end : end + 60])[0]))


def _shortened(
    text: str, found: Sequence[tuple[int, int, float, str]], stated: Sequence[Quantity]
) -> Iterator[Quantity]:
    """Numbers in words with the unit of the number before: "two years and batteries for one"."""
    unit = ""
    for (start, end, _, own), quantity in zip(found, stated, strict=True):
        if own:
            unit = own
        elif unit and text[start].isalpha() and _ELLIPSIS.match(text[end:]):
            tail = telling(stems(_TAIL.split(text[quantity.end :])[0]))
            near = tail or quantity.context
            yield replace(quantity, unit=unit, inherited=True, context=near)


def _around(text: str, start: int, end: int, more: bool) -> frozenset[str]:
    """Stems near a number; where another one follows, what is said of that is left out."""
    before = re.split(r"[;.!?\n]\s", text[max(0, start - 60) : start])[-1]
    after = re.split(r"[;.!?\n]\s|[,;.!?]$", text[end : end + 60])[0]
    if more:
        after = _NEXT.split(after)[0]
    near = stems(_HEDGE.sub("", before))[-_NEIGHBOURS:] + stems(after)[:_NEIGHBOURS]
    return telling(near)


def same(claimed: Quantity, held: Quantity, about: bool = False) -> bool:
    """Tell whether two quantities are one; `about` allows 3 % for "about 2 kg"."""
    if claimed.unit and held.unit and claimed.dimension != held.dimension:
        return False
    if held.inherited and claimed.without != held.without:
        return False
    if bool(claimed.unit) != bool(held.unit) and not _unit_is_label(claimed, held):
        return False
    slack = 0.03 if about else 1e-6 if claimed.unit == held.unit else 0.004
    scale = UNITS[claimed.unit][1] if claimed.unit in UNITS and held.unit else 1.0
    right = held.size if claimed.unit and held.unit else held.value
    readings = (claimed.value * scale, claimed.other * scale if claimed.other else None)
    return any(
        left is not None and abs(left - right) <= slack * max(abs(left), abs(right), 1e-9)
        for left in readings
    )


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
    matching: list[float] = []
    found: list[tuple[float, bool]] = []
    for each in evidence:
        if each.inherited and each.context and not each.context & context:
            continue
        if same(claimed, each, about):
            matching.append(_fit(each, context))
        elif _comparable(claimed, each):
            found.append((_fit(each, context), bool(claimed.unit) and not each.unit))
    if not matching:
        return False
    best = max(matching)
    strongest = max((fit - (_MARGIN if bare else 0) for fit, bare in found), default=0.0)
    return (bool(claimed.unit) or best > 0) and best >= max(strongest, 0.0)


def _comparable(claimed: Quantity, other: Quantity) -> bool:
    if not claimed.unit:
        return not other.unit
    if not other.unit:
        return bool(other.label) and not other.covered and not claimed.unit.startswith("¤")
    return claimed.dimension == other.dimension


def _fit(held: Quantity, context: frozenset[str]) -> float:
    near = len(held.context & context)
    far = _FAR_SHARED if held.inherited else _FAR
    shared = near + far * len((held.sentence - held.context) & context)
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
