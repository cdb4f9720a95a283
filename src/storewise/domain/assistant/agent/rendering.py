"""What tools return, as a model reads it: few tokens, references first, free text fenced."""

from collections.abc import Sequence
from decimal import Decimal

from babel import Locale, UnknownLocaleError
from babel.numbers import format_currency

from storewise.domain.assistant.facts import (
    BrandFacts,
    FoundProducts,
    PassageFacts,
    ProductFacts,
    Spec,
    VariantFacts,
)
from storewise.domain.assistant.fencing import fence
from storewise.domain.catalog.schemas import Money
from storewise.infra.currency import exponent

MOST_DESCRIPTION = 600
MOST_LISTED_SPECS = 6
MOST_VARIANTS = 20


def price(amount: Money, locale: str) -> str:
    """An amount as the store writes it: 129900 EUR is `€1,299.00` in `en`."""
    places = exponent(amount.currency)
    try:
        known = Locale.parse(locale.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        known = Locale("en")
    decimal = Decimal(amount.amount).scaleb(-places)
    return str(format_currency(decimal, amount.currency, locale=known))


def found(result: FoundProducts, locale: str) -> str:
    """A search's result: how many there are, and the first of them with their specifications."""
    if not result.products:
        return "No products match. Leave out a filter or use other words."
    lines = [f"{result.total} products match; the first {len(result.products)}:"]
    if result.relaxed:
        lines = ["Nothing matches all of the words; these come nearest:"]
    if result.corrected:
        lines.insert(0, f"Searched for {fence(result.corrected, 'words')} instead.")
    lines += [product_line(each, locale, specs=MOST_LISTED_SPECS) for each in result.products]
    return "\n".join(lines)


def product_line(product: ProductFacts, locale: str, specs: int = 0) -> str:
    """A product in a line: what the store states itself, and the feed's words behind a fence."""
    words = [product.title]
    if product.brand:
        words.append(f"brand {product.brand}")
    if product.category:
        words.append(" > ".join(product.category))
    words += [_spec(each) for each in product.specs[:specs]]
    return f"{product.ref}: {_terms(product, locale)}; {fence(' | '.join(words), 'product')}"


def sheets(products: Sequence[ProductFacts], locale: str) -> str:
    """All that the store states of products."""
    if not products:
        return "None of these references is known. Search first, and use references as given."
    return "\n\n".join(_sheet(each, locale) for each in products)


def passages(found: Sequence[PassageFacts]) -> str:
    """Passages of documents, with where they stand."""
    if not found:
        return "No document of this store says anything about that."
    return "\n\n".join(f"{each.ref}: {fence(_passage(each), 'document')}" for each in found)


def brands(found: Sequence[BrandFacts]) -> str:
    """Brands with how many products the store has of each."""
    if not found:
        return "This store has no such brand."
    lines = []
    for each in found:
        kinds = f": {', '.join(each.categories)}" if each.categories else ""
        lines.append(f"{each.name} ({each.product_count} products){kinds}")
    return fence("\n".join(lines), "brands")


def _terms(product: ProductFacts, locale: str) -> str:
    terms = price(product.price, locale)
    if product.price_to.amount > product.price.amount:
        terms = f"from {terms} to {price(product.price_to, locale)}"
    before = product.compare_at_price
    if before and before.amount > product.price.amount:
        terms += f" (was {price(before, locale)})"
    return f"{terms}; {'in stock' if product.in_stock else 'out of stock'}"


def _sheet(product: ProductFacts, locale: str) -> str:
    lines = [f"title: {product.title}"]
    if product.brand:
        lines.append(f"brand: {product.brand}")
    if product.category:
        lines.append(f"category: {' > '.join(product.category)}")
    if product.codes:
        lines.append(f"codes: {', '.join(product.codes[:8])}")
    lines += [_spec(each) for each in product.specs]
    if len(product.variants) > 1:
        options = " / ".join(product.option_names)
        lines.append(f"versions ({options}):")
        lines += [_variant(each, locale) for each in product.variants[:MOST_VARIANTS]]
    if product.description:
        lines.append(f"description: {product.description[:MOST_DESCRIPTION]}")
    return f"{product.ref}: {_terms(product, locale)}\n{fence(chr(10).join(lines), 'product')}"


def _variant(variant: VariantFacts, locale: str) -> str:
    stock = "in stock" if variant.in_stock else "out of stock"
    return f"- {' / '.join(variant.options)}: {price(variant.price, locale)}, {stock}"


def _spec(spec: Spec) -> str:
    value = spec.value
    if isinstance(value, bool):
        value = "yes" if value else "no"
    elif isinstance(value, float):
        value = f"{value:g}"
    unit = f" {spec.unit}" if spec.unit else ""
    return f"{spec.label} ({spec.code}): {value}{unit}"


def _passage(passage: PassageFacts) -> str:
    place = [passage.document, *passage.title_path]
    page = f", page {passage.page}" if passage.page else ""
    return f"[{' > '.join(place)}{page}]\n{passage.text}"
