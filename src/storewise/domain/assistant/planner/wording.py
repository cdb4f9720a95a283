"""How answers are worded: amounts as the store's locale writes them, and a reference per fact."""

from collections.abc import Sequence
from copy import copy
from decimal import Decimal
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.numbers import NumberPattern, format_decimal

from storewise.domain.catalog.schemas import Money
from storewise.domain.identity.schemas import Store
from storewise.infra.currency import exponent

from ..facts import ProductFacts, Spec

LONGEST_VALUE = 240
ENDS = (".", "!", "?", "…")


@lru_cache(maxsize=64)
def _locale(tag: str) -> Locale:
    try:
        return Locale.parse(tag.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale("en")


@lru_cache(maxsize=8192)
def _amount(amount: int, currency: str, tag: str) -> str:
    digits = exponent(currency)
    pattern: NumberPattern = copy(_locale(tag).currency_formats["standard"])
    pattern.frac_prec = (digits, digits)
    decimal = Decimal(amount).scaleb(-digits)
    return str(pattern.apply(decimal, _locale(tag), currency=currency, currency_digits=False))


def money(price: Money, store: Store) -> str:
    """A price: 129900 EUR is `€1,299.00` in `en` and `1.299,00 €` in `de`."""
    return _amount(price.amount, price.currency, store.locale)


def minor(amount: int, store: Store) -> str:
    """Minor units of the store's currency as a price."""
    return _amount(amount, store.currency, store.locale)


def number(value: float, store: Store) -> str:
    """A number with the locale's separators and at most three decimals."""
    return format_decimal(value, locale=_locale(store.locale))


def price_of(product: ProductFacts, store: Store) -> str:
    """The price of a product, or its span: `€10.00` or `€10.00 to €14.00`."""
    low = money(product.price, store)
    if product.price_to.amount == product.price.amount:
        return low
    return f"{low} to {money(product.price_to, store)}"


def stock_of(product: ProductFacts) -> str:
    """Whether a product can be bought now."""
    return "in stock" if product.in_stock else "out of stock"


def line(product: ProductFacts, store: Store, *extra: str) -> str:
    """A product as a line of a list."""
    told = ", ".join([price_of(product, store), stock_of(product), *extra])
    return f"- {product.title} — {told} [{product.ref}]"


def lines(products: Sequence[ProductFacts], store: Store) -> str:
    """Products as a list."""
    return "\n".join(line(each, store) for each in products)


def value_of(spec: Spec, store: Store) -> str:
    """A specification's value with its unit."""
    if isinstance(spec.value, bool):
        return "yes" if spec.value else "no"
    if isinstance(spec.value, int | float):
        said = number(spec.value, store)
        return f"{said} {spec.unit}" if spec.unit else said
    text = " ".join(spec.value.replace("\\n", ", ").split())
    return text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE].rsplit(' ', 1)[0]} …"


def stated(spec: Spec, store: Store) -> str:
    """A specification in words: `Weight 680 g`, `Backlight: yes`."""
    joint = ": " if isinstance(spec.value, bool) else " "
    return f"{spec.label}{joint}{value_of(spec, store)}"


def listed(names: Sequence[str], last: str = "and") -> str:
    """Names as a sentence lists them: `a, b and c`."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {last} {names[-1]}"


def sentence(text: str, ref: str) -> str:
    """A sentence with the reference of its proof."""
    ended = text if text.endswith(ENDS) else f"{text}."
    return f"{ended} [{ref}]"


def plural(count: int, one: str, many: str) -> str:
    """A count with its noun: `1 product`, `3 products`."""
    return f"{count:,} {one if count == 1 else many}"
