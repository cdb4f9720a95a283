"""Proposes a mapping for a table that nobody described: by the names of its columns and by looking
at what stands in them.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from storewise.domain.catalog.schemas import AttributeType

from .mapping import (
    SINGLE,
    ColumnRule,
    Mapping,
    Target,
    attribute_rule,
    free_rule,
    named_rule,
    with_own_code,
)
from .money import NotMoney, decimal_sign, parse_amount
from .naming import OPTION_NAMES, meaning_of, phrase_of
from .reading import Cells, flat
from .setters.commerce import AVAILABLE, GONE
from .setters.words import STATUS_WORDS
from .values import as_bool, as_list, as_number, as_quantity, as_text, gtin, has_markup

LOOKED_AT = 200
_PICTURE = re.compile(r"\.(?:jpe?g|png|webp|gif|avif)(?:[?#].*)?$", re.IGNORECASE)
_URL = re.compile(r"(?:https?:)?//\S+$", re.IGNORECASE)
_CODE = re.compile(r"(?=.*\d)[\w./+#-]{2,40}(?: [\w./+#-]{1,12})?$")
_SIZES = (
    (re.compile(r"\b(?:high|large|xl|xxl|big|zoom|original|full|hires|max)\b"), 3),
    (re.compile(r"\b(?:medium|mid|\d+x\d+|\d+px)\b"), 1),
    (re.compile(r"\b(?:low|lows|small|thumb|thumbs|thumbnail|tiny|icon|mini|swatch)\b"), 0),
)
_MONEY = {Target.PRICE, Target.SALE_PRICE, Target.COMPARE_AT_PRICE, Target.COST}
_SPARE = {Target.METADATA, Target.ATTRIBUTE}
_OF_MEMBERS = {
    Target.SKU, Target.GTIN, Target.MPN, Target.STOCK, Target.AVAILABILITY, Target.WEIGHT, *_MONEY,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Look:
    """What stands in a column, as shares (0 to 1) of the cells that hold something."""

    values: list[Any]
    unique: float
    money: float
    number: float
    yes_no: float
    gtin: float
    url: float
    picture: float
    code: float
    long: float
    length: float

    @classmethod
    def at(cls, values: list[Any]) -> "Look":
        """Look at the cells of a column that hold something."""
        texts = [as_text(value) for value in values]
        firsts = [
            as_text(next(iter(as_list(text)), "")) if text[:1] == "[" else text for text in texts
        ]
        count = max(1, len(values))

        def share(matches: Any) -> float:
            return sum(map(bool, matches)) / count

        return cls(
            values=values,
            unique=len(set(texts)) / count,
            money=share(_is_money(value) for value in values),
            number=share(_is_plain_number(value) for value in values),
            yes_no=share(as_bool(value) is not None for value in values),
            gtin=share(any(gtin(item) for item in as_list(value)) for value in values),
            url=share(_URL.match(text) for text in firsts),
            picture=share(_PICTURE.search(text) for text in firsts),
            code=share(_CODE.match(text) for text in texts),
            long=share(len(text) > 300 or has_markup(text) for text in texts),
            length=sum(map(len, texts)) / count,
        )


def propose(columns: Sequence[str], sample: Sequence[Cells]) -> Mapping:
    """A mapping of these columns, with a reason for each rule."""
    cells: defaultdict[str, list[Any]] = defaultdict(list)
    for row in sample:
        for column, value in row.items():
            if len(cells[column]) < LOOKED_AT and value not in (None, "", []):
                cells[column].append(value)
    names = list(dict.fromkeys((*columns, *cells)))
    rules = {column: rule for column in names if (rule := named_rule(column))}
    lists = {c: cells[c] for c in names if c not in rules and _holds_objects(cells[c])}
    looks = {c: Look.at(cells[c]) for c in names if c not in rules and c not in lists}
    rules |= _meanings(looks, len(sample))
    _second_names(rules, looks, sample)
    for column, values in lists.items():
        for rule in _list_rules(column, values):
            rules[rule.column] = rule
    _choose_pictures(rules, looks)
    for column, look in looks.items():
        if column not in rules:
            rules[column] = _by_looks(column, look, len(sample))
    _find_id(rules, looks)
    _group_variants(rules, sample)
    prices = [value for c, r in rules.items() if r.target in _MONEY for value in cells[c]]
    order = {column: place for place, column in enumerate(names)}
    ordered = sorted(rules.values(), key=lambda rule: order.get(rule.column, len(order)))
    return Mapping(columns=distinct(ordered), decimal_sign=decimal_sign(prices))


def distinct(rules: Sequence[ColumnRule]) -> tuple[ColumnRule, ...]:
    """Proposed rules in which no two columns become the same attribute.

    The same code in two types is left: definitions tell these apart.
    """
    taken: defaultdict[AttributeType | None, set[str]] = defaultdict(set)
    found = []
    for rule in rules:
        own = with_own_code(rule, taken[rule.type])
        if own.target is Target.ATTRIBUTE and own.code:
            taken[own.type].add(own.code)
        found.append(own)
    return tuple(found)


def typed(rules: Sequence[ColumnRule], sample: Sequence[Cells]) -> tuple[ColumnRule, ...]:
    """Rules of a known layout, with the types of attributes that no name states."""
    found = []
    for rule in rules:
        values = [row[rule.column] for row in sample[:LOOKED_AT] if row.get(rule.column)]
        if rule.target is Target.ATTRIBUTE and rule.type is None and values:
            kind, unit, reason = _type_by_looks(Look.at(values))
            changes = {"type": kind, "unit": unit, "guessed": True, "reason": reason}
            found.append(rule.model_copy(update=changes))
        else:
            found.append(rule)
    return distinct(found)


def whole_price(mapping: Mapping, sample: Sequence[Cells]) -> str | None:
    """A price as an example, where all of them are whole numbers and could be cents."""
    columns = mapping.columns_of(Target.PRICE)
    prices = [as_text(row[c]) for row in sample for c in columns if row.get(c)]
    large = [price for price in prices if len(price) > 2]
    whole = all(re.fullmatch(r"\d+", price) for price in prices)
    return large[0] if whole and len(large) >= 10 else None


def remarks(mapping: Mapping, whole: str | None) -> list[str]:
    """What the merchant should look at, in sentences; `whole` is an example of a whole price."""
    found = []
    if mapping.price_unit == "major" and whole:
        found.append(
            f"All prices are whole numbers such as {whole}. If they are in cents, "
            "set 'price_unit: minor'."
        )
    targets = {rule.target for rule in mapping.columns}
    if not targets & {Target.STOCK, Target.AVAILABILITY}:
        found.append(
            f"No column says how many are in stock: {mapping.default_stock} are taken of each. "
            "Set 'default_stock' for another number."
        )
    return found


# ------------------------------------------------------------------ by name


def _meanings(looks: dict[str, Look], rows: int) -> dict[str, ColumnRule]:
    """Rules of those columns whose name has a meaning that their cells do not contradict."""
    candidates = []
    for column, look in looks.items():
        if (meaning := meaning_of(column)) is None:
            continue
        target, sure = _supported(meaning[0], meaning[1], look, rows)
        if sure > 0:
            candidates.append((sure, column, target))
    taken: set[Target] = set()
    rules: dict[str, ColumnRule] = {}
    for sure, column, target in sorted(candidates, key=lambda c: -c[0]):
        if target in taken and target in SINGLE:
            continue
        taken.add(target)
        reason = "by its name" if sure > 0.8 else "by its name, as far as can be told"
        unit = _unit_in(column) if target is Target.WEIGHT else None
        code = free_rule(column).code if target is Target.METADATA else None
        rules[column] = ColumnRule(
            column=column, target=target, unit=unit, code=code, reason=reason
        )
    _fill_price(rules, taken)
    return rules


def _second_names(
    rules: dict[str, ColumnRule], looks: dict[str, Look], sample: Sequence[Cells]
) -> None:
    """A second name that most titles repeat is the model's, and searched for like a part number."""
    title = next((c for c, rule in rules.items() if rule.target is Target.TITLE), None)
    if title is None or any(rule.target is Target.MPN for rule in rules.values()):
        return
    for column, look in looks.items():
        meaning = meaning_of(column)
        if column in rules or meaning is None or meaning[0] is not Target.TITLE:
            continue
        pairs = [(as_text(row.get(column)), as_text(row.get(title))) for row in sample]
        repeated = sum(bool(name) and name.lower() in words.lower() for name, words in pairs)
        if repeated > 0.5 * max(1, len(pairs)) and look.unique > 0.5:
            reason = "the titles repeat it: it names the model"
            rules[column] = ColumnRule(column=column, target=Target.MPN, reason=reason)
            return


def _fill_price(rules: dict[str, ColumnRule], taken: set[Target]) -> None:
    """Where no column is the price, let the next best one be it."""
    for substitute in (Target.COMPARE_AT_PRICE, Target.SALE_PRICE):
        if Target.PRICE in taken:
            return
        for column, rule in rules.items():
            if rule.target is substitute:
                taken.add(Target.PRICE)
                rules[column] = rule.model_copy(update={"target": Target.PRICE})
                break


def _supported(target: Target, sure: float, look: Look, rows: int) -> tuple[Target, float]:
    """A meaning after a look at the cells: which it is, and how sure; 0 where they contradict."""
    if not look.values:
        return target, sure * 0.5
    many = rows >= 20
    checks: dict[Target, float] = {
        **dict.fromkeys(_MONEY, look.money),
        Target.STOCK: max(look.number, _share(look, AVAILABLE | GONE)),
        Target.AVAILABILITY: max(look.yes_no, _share(look, AVAILABLE | GONE)),
        Target.STATUS: max(look.yes_no, _share(look, set(STATUS_WORDS))),
        Target.WEIGHT: sum(as_quantity(v) is not None for v in look.values) / len(look.values),
        Target.GTIN: min(1, look.gtin * 3),
        Target.IMAGES: 1.0 if look.url > 0.5 else min(1, 2 * look.picture),
        Target.BRAND: 0 if many and look.unique > 0.95 else 1 - look.url,
        Target.CATEGORY: 0 if many and look.unique > 0.9 else 1 - look.long,
        Target.EXTERNAL_ID: look.unique if look.unique > 0.9 else 0,
        Target.DESCRIPTION: 1 - look.number,
        Target.TITLE: 1 - max(look.number, look.url),
    }
    if target is Target.STOCK and look.yes_no > 0.9 and look.number < 0.5:
        target = Target.AVAILABILITY
    if target is Target.TITLE and look.code > 0.7:
        return Target.TITLE, sure * 0.5
    if target is Target.SKU and many and look.unique < 0.95:
        return Target.MPN, sure * 0.5
    support = checks.get(target, 1.0)
    return target, sure * support if support >= 0.5 else 0


def _share(look: Look, words: set[str]) -> float:
    known = sum(as_text(value).strip().lower() in words for value in look.values)
    return known / max(1, len(look.values))


def _find_id(rules: dict[str, ColumnRule], looks: dict[str, Look]) -> None:
    """Where no column names the product: one that is called an id and has no value twice."""
    naming = {Target.EXTERNAL_ID, Target.SKU, Target.HANDLE, Target.GROUP}
    if any(rule.target in naming for rule in rules.values()):
        return
    for column, look in looks.items():
        called = phrase_of(column).rpartition(" ")[2] in {"id", "uuid", "code", "key", "nr", "no"}
        if called and look.values and look.unique == 1 and rules[column].target in _SPARE:
            reason = "each row has another one"
            rules[column] = ColumnRule(column=column, target=Target.EXTERNAL_ID, reason=reason)
            return


def _unit_in(column: str) -> str | None:
    words = phrase_of(column).split()
    units = {"g": "g", "grams": "g", "gram": "g", "kg": "kg", "lb": "lb", "lbs": "lb", "oz": "oz"}
    return next((units[word] for word in reversed(words) if word in units), None)


# ------------------------------------------------------------------ by looks


def _by_looks(column: str, look: Look, rows: int) -> ColumnRule:
    """The rule of a column whose name says nothing."""
    name = column.rpartition(".")[2] or column
    if not look.values:
        return free_rule(column)
    if look.picture > 0.7:
        return ColumnRule(column=column, target=Target.IMAGES, reason="it names pictures")
    if look.gtin > 0.9 and look.unique > 0.9 and look.length >= 12 and rows >= 5:
        return ColumnRule(column=column, target=Target.GTIN, reason="its check digits are right")
    is_id = phrase_of(column).rpartition(" ")[2] in {"id", "uuid", "guid"}
    if look.url > 0.7 or look.long > 0.5 or is_id or _names_nothing(look, rows):
        code = free_rule(column).code or "value"
        reason = "it tells shoppers nothing" if look.long <= 0.5 else "it holds long texts"
        return ColumnRule(column=column, target=Target.METADATA, code=code, reason=reason)
    kind, unit, reason = _type_by_looks(look)
    rule = attribute_rule(column, name, reason)
    kind = AttributeType.NUMBER if rule.unit and look.number > 0.9 else kind
    return rule.model_copy(update={"type": kind, "unit": rule.unit or unit, "guessed": True})


def _names_nothing(look: Look, rows: int) -> bool:
    """Whether a column holds a different code without words in each row."""
    typed = all(isinstance(value, float | bool) for value in look.values)
    spaced = sum(" " in as_text(value).strip() for value in look.values) / len(look.values)
    return rows >= 20 and look.unique > 0.95 and not typed and spaced < 0.1 and look.number < 0.9


def _type_by_looks(look: Look) -> tuple[AttributeType, str | None, str]:
    if all(isinstance(value, bool) for value in look.values):
        return AttributeType.BOOLEAN, None, "it holds yes and no"
    words = {as_text(value).strip().lower() for value in look.values}
    if look.yes_no == 1 and not words <= {"0", "1"} and len(words) <= 4:
        return AttributeType.BOOLEAN, None, "it holds yes and no"
    if look.number > 0.98:
        return AttributeType.NUMBER, None, "it holds numbers"
    quantities = [as_quantity(value) for value in look.values]
    units = {found[1] for found in quantities if found}
    if all(quantities) and len(units) == 1 and (unit := units.pop()):
        return AttributeType.NUMBER, unit, f"it holds numbers in {unit}"
    return AttributeType.TEXT, None, "it holds words"


def _is_money(value: Any) -> bool:
    try:
        parse_amount(value)
    except NotMoney:
        return False
    return True


def _is_plain_number(value: Any) -> bool:
    """A number that is a quantity and no code: no leading zeros, not too long."""
    text = as_text(value).strip()
    if re.match(r"[-+]?0\d", text) or len(text) > 15:
        return isinstance(value, float)
    return as_number(value) is not None


# ------------------------------------------------------------------ lists, pictures, variants


def _holds_objects(values: list[Any]) -> bool:
    return any(isinstance(v, list) and v and isinstance(v[0], dict) for v in values)


def _list_rules(column: str, values: list[Any]) -> list[ColumnRule]:
    """Rules of a column that holds lists of objects: pictures, named values or variants."""
    members = [flat(item) for v in values[:50] for item in as_list(v) if isinstance(item, dict)]
    keys = {key.lower() for member in members for key in member}
    if keys & {"src", "url", "href"} and not keys & {"price", "sku"}:
        return [ColumnRule(column=column, target=Target.IMAGES, reason="it lists pictures")]
    if "value" in keys and keys & {"name", "label", "key", "code"}:
        return [ColumnRule(column=column, target=Target.ATTRIBUTES, reason="it lists attributes")]
    if "price" not in keys and "sku" not in keys:
        return [ColumnRule(column=column, target=Target.IGNORE, reason="it holds other objects")]
    return _variant_rules(column, members)


def _variant_rules(column: str, members: list[Cells]) -> list[ColumnRule]:
    rules: list[ColumnRule] = []
    taken: set[Target] = set()
    for name in dict.fromkeys(key for member in members for key in member):
        inside = f"{column}[].{name}"
        meaning = meaning_of(name)
        if meaning and meaning[0] in _OF_MEMBERS - taken:
            taken.add(meaning[0])
            rules.append(ColumnRule(column=inside, target=meaning[0], reason="of each variant"))
        elif found := re.fullmatch(r"option_?([123])(?:_value)?", name):
            place = int(found[1])
            rules.append(
                ColumnRule(column=inside, target=Target.OPTION_VALUE, position=place)
            )  # fmt: skip
        elif phrase_of(name).rpartition(" ")[2] in OPTION_NAMES:
            label = phrase_of(name).rpartition(" ")[2].capitalize()
            rules.append(ColumnRule(column=inside, target=Target.OPTION, label=label))
    return rules


def _choose_pictures(rules: dict[str, ColumnRule], looks: dict[str, Look]) -> None:
    """Of columns that name one picture in several sizes, keep the largest."""
    families: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for column, look in looks.items():
        named = column in rules and rules[column].target is Target.IMAGES
        if not named and (column in rules or not look.values or look.url < 0.7):
            continue
        size, family = _size_of(phrase_of(column))
        if named or look.picture > 0.7:
            families[family].append((size, column))
    for members in families.values():
        best = max(size for size, _ in members)
        for size, column in members:
            alone = size == best
            rules[column] = ColumnRule(
                column=column,
                target=Target.IMAGES if alone else Target.IGNORE,
                reason="it names pictures" if alone else "another column has the picture larger",
            )


def _size_of(phrase: str) -> tuple[int, str]:
    for pattern, size in _SIZES:
        if pattern.search(phrase):
            return size, pattern.sub("", phrase).strip()
    return 2, phrase


def _group_variants(rules: dict[str, ColumnRule], sample: Sequence[Cells]) -> None:
    """Where rows share a group or a handle, the columns that tell them apart become options."""
    by_target = {rule.target: column for column, rule in rules.items()}
    key = by_target.get(Target.GROUP) or by_target.get(Target.HANDLE)
    if key is None:
        return
    groups: defaultdict[str, list[Cells]] = defaultdict(list)
    for row in sample:
        if row.get(key):
            groups[as_text(row[key])].append(row)
    if all(len(rows) == 1 for rows in groups.values()):
        if rules[key].target is Target.GROUP:
            rules[key] = free_rule(key)
        return
    found = 0
    for column, rule in list(rules.items()):
        if rule.target is not Target.ATTRIBUTE or phrase_of(column) not in OPTION_NAMES:
            continue
        differs = any(len({as_text(r.get(column)) for r in rows}) > 1 for rows in groups.values())
        if differs and found < 3:
            found += 1
            rules[column] = ColumnRule(
                column=column,
                target=Target.OPTION,
                label=rule.label,
                reason="it tells the variants of a product apart",
            )
