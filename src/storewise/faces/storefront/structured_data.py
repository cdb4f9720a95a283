"""What pages tell machines by JSON-LD in the words of schema.org."""

from collections.abc import Sequence
from typing import Any

from storewise.domain.catalog.schemas import Media, Product, Variant
from storewise.faces.ui import formats

from .description import plain_text
from .shop import Shop

CONTEXT = "https://schema.org"
MOST_OFFERS = 50


def product(shop: Shop, item: Product, pictures: Sequence[Media]) -> dict[str, Any]:
    """A product with its offers; one Offer, or an AggregateOffer over several variants."""
    first = item.variants[0]
    found: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": "Product",
        "name": item.title,
        "url": shop.links.absolute(shop.links.product(item.handle)),
        "description": plain_text(item.seo_description or item.description, 5000) or item.title,
        "image": [shop.links.absolute(picture.url) for picture in pictures],
        "offers": _offers(shop, item),
    }
    if item.brand:
        found["brand"] = {"@type": "Brand", "name": item.brand.name}
    if item.breadcrumb:
        found["category"] = " > ".join(crumb.name for crumb in item.breadcrumb)
    if len(item.variants) == 1:
        found |= _identifiers(first)
    if item.attributes:
        found["additionalProperty"] = [
            {"@type": "PropertyValue", "name": a.label, "value": shop.value(a)}
            for a in item.attributes
        ]
    return found


def breadcrumb(shop: Shop, steps: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """The way from the first page to this one; steps are (name, path)."""
    return {
        "@context": CONTEXT,
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": name,
                "item": shop.links.absolute(path),
            }
            for position, (name, path) in enumerate(steps, 1)
        ],
    }


def website(shop: Shop) -> dict[str, Any]:
    """The shop itself, with the address of its search."""
    search = shop.links.absolute(shop.links.search())
    return {
        "@context": CONTEXT,
        "@type": "WebSite",
        "name": shop.name,
        "url": shop.links.absolute(shop.links.home()),
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": f"{search}?q={{search_term}}"},
            "query-input": "required name=search_term",
        },
    }


def _offers(shop: Shop, item: Product) -> dict[str, Any]:
    offers = [_offer(shop, item, variant) for variant in item.variants[:MOST_OFFERS]]
    if len(item.variants) == 1:
        return offers[0]
    return {
        "@type": "AggregateOffer",
        "priceCurrency": item.price_from.currency,
        "lowPrice": str(formats.decimal_amount(item.price_from.amount, shop.currency)),
        "highPrice": str(formats.decimal_amount(item.price_to.amount, shop.currency)),
        "offerCount": len(item.variants),
        "offers": offers,
    }


def _offer(shop: Shop, item: Product, variant: Variant) -> dict[str, Any]:
    several = len(item.variants) > 1
    stock = "InStock" if variant.in_stock else "OutOfStock"
    found: dict[str, Any] = {
        "@type": "Offer",
        "url": shop.links.absolute(
            shop.links.product(item.handle, variant.id if several else None)
        ),
        "priceCurrency": variant.price.currency,
        "price": str(formats.decimal_amount(variant.price.amount, variant.price.currency)),
        "availability": f"{CONTEXT}/{stock}",
    }
    if several:
        found |= _identifiers(variant)
        if variant.option_values:
            found["name"] = f"{item.title} – {' / '.join(variant.option_values)}"
    return found


def _identifiers(variant: Variant) -> dict[str, str]:
    pairs = {"sku": variant.sku, "gtin": variant.gtin, "mpn": variant.mpn}
    return {name: value for name, value in pairs.items() if value}
