"""Setters of what is bought: prices, stock, codes, options, weight."""

from typing import Any

from storewise.infra.currency import exponent

from ..building import Build
from ..mapping import ColumnRule
from ..money import NotMoney, minor_units, parse_amount
from ..values import NOTHING, as_bool, as_list, as_number, as_text, grams, gtin, one_line
from .context import Context, Maker, Setter

CODE_AT_MOST = 120
AVAILABLE = {"in stock", "instock", "available", "in_stock", "auf lager", "lieferbar", "limited"}
GONE = {
    "out of stock", "outofstock", "out_of_stock", "sold out", "unavailable", "preorder",
    "pre-order", "backorder", "onbackorder", "on backorder", "discontinued", "nicht lieferbar",
}  # fmt: skip


def price(key: str) -> Maker:
    """A price in minor units under `key`; says what is wrong with one that is none."""

    def make(rule: ColumnRule, to: Context) -> Setter:
        column, currency, sign = rule.column, to.currency, to.mapping.decimal_sign
        places = exponent(currency)
        already_minor = to.mapping.price_unit == "minor"
        factor = 1 if already_minor else 10**places
        label = key.replace("_", " ")

        def price(build: Build, value: Any) -> None:
            values = build.variant.values
            if value.__class__ is int and 0 <= value <= 10**9:
                values.setdefault(key, value * factor)
                return
            if isinstance(value, str) and value.strip().lower() in NOTHING:
                return
            try:
                amount = parse_amount(value, sign, places)
                units = minor_units(amount, currency, already_minor=already_minor)
                values.setdefault(key, units)
            except NotMoney as error:
                values.setdefault(f"{key}_failed", True)
                text = as_text(value)[:60]
                build.problem(
                    column, "bad_price", f"The {label} '{text}' {error}.", value
                )  # fmt: skip

        return price

    return make


def currency(rule: ColumnRule, to: Context) -> Setter:
    """The currency of a row: another one than the store's rejects the product."""

    def currency(build: Build, value: Any) -> None:
        stated = one_line(value).upper()
        if stated != to.currency:
            message = f"The prices are in {stated[:10]}, but this store sells in {to.currency}."
            build.problem(rule.column, "wrong_currency", message, value)

    return currency


def stock(rule: ColumnRule, to: Context) -> Setter:
    """A quantity; words such as `in stock` count as availability."""
    set_availability = availability(rule, to)

    def stock(build: Build, value: Any) -> None:
        plain = value.strip(" <>+~") if isinstance(value, str) else value
        number = as_number(plain)
        if number is None:
            word = one_line(value).lower()
            if word in AVAILABLE or word in GONE:
                set_availability(build, value)
            elif word not in NOTHING:
                message = f"The stock '{word[:60]}' is not a number. Write it like 12."
                build.problem(rule.column, "bad_stock", message, value)
        elif abs(number) > 10**9:
            build.problem(rule.column, "bad_stock", "The stock is absurdly high.", value)
        else:
            build.variant.values.setdefault("stock", int(number // 1))

    return stock


def availability(rule: ColumnRule, to: Context) -> Setter:
    """Whether the variant can be bought, where no quantity is stated."""

    def availability(build: Build, value: Any) -> None:
        word = one_line(value).lower().rpartition("/")[2]
        answer = True if word in AVAILABLE else False if word in GONE else as_bool(value)
        if answer is None:
            message = f"'{word[:60]}' does not say whether the product is in stock."
            build.warn(rule.column, "bad_availability", message, value)
        else:
            build.variant.values.setdefault("available", answer)

    return availability


def weight(rule: ColumnRule, to: Context) -> Setter:
    """A weight in grams, by the unit in the cell, of the rule or of the mapping."""
    unit, sign = rule.unit or to.mapping.weight_unit, to.mapping.decimal_sign

    def weight(build: Build, value: Any) -> None:
        found = grams(value, unit, sign)
        if found is not None:
            build.variant.values.setdefault("weight_g", found)
        elif one_line(value).lower() not in NOTHING:
            text = one_line(value)[:60]
            message = f"The weight '{text}' was passed over. Write it like 1.5 kg."
            build.warn(rule.column, "bad_weight", message, value)

    return weight


def code(key: str) -> Maker:
    """A code of the maker or the merchant; of several, the first.

    What is too long for a part number is the name of a model, and kept as metadata.
    """

    def make(rule: ColumnRule, to: Context) -> Setter:
        def code(build: Build, value: Any) -> None:
            items = as_list(value) if isinstance(value, list) else [value]
            text = one_line(items[0]) if items else ""
            if key == "mpn" and len(text) > CODE_AT_MOST:
                build.metadata.setdefault("model", text)
            elif text and text.lower() not in NOTHING:
                build.variant.values.setdefault(key, text)

        return code

    return make


def gtin_codes(rule: ColumnRule, to: Context) -> Setter:
    """A GTIN with a right check digit; more of them are kept as metadata."""

    def codes(build: Build, value: Any) -> None:
        listed = value if isinstance(value, list) else as_list(value)
        if not listed or (len(listed) == 1 and as_text(listed[0]).strip().lower() in NOTHING):
            return
        right = [found for item in listed if (found := gtin(item))]
        if not right:
            text = as_text(value)[:60]
            message = f"The GTIN '{text}' was passed over: its check digit or length is wrong."
            build.warn(rule.column, "bad_gtin", message, value)
            return
        build.variant.values.setdefault("gtin", right[0])
        if len(right) > 1:
            build.metadata.setdefault("other_gtins", ", ".join(dict.fromkeys(right[1:])))

    return codes


def option(rule: ColumnRule, to: Context) -> Setter:
    """The value of an option that the rule names, such as a column `Color`."""
    place, name = rule.position or 1, rule.label or rule.column

    def option(build: Build, value: Any) -> None:
        if text := one_line(value):
            build.option_names.setdefault(place, name)
            build.variant.options[place] = text

    return option


def option_name(rule: ColumnRule, to: Context) -> Setter:
    """The name of the option at the rule's place, or the names of all in a list."""

    def option_name(build: Build, value: Any) -> None:
        items = value if isinstance(value, list) else [value]
        for place, item in enumerate(items[:3], start=rule.position or 1):
            build.option_names.setdefault(place, one_line(item))

    return option_name


def option_value(rule: ColumnRule, to: Context) -> Setter:
    """The value of the option at the rule's place, or the values of all in a list."""

    def option_value(build: Build, value: Any) -> None:
        items = value if isinstance(value, list) else [value]
        for place, item in enumerate(items[:3], start=rule.position or 1):
            if text := one_line(item):
                build.variant.options[place] = text

    return option_value
