"""Setters: for each target of a mapping, how a cell of a column gets into a product."""

from ..mapping import Target
from . import attributes, commerce, pictures, words
from .attributes import pairs_in, type_of
from .context import Context, Maker, Setter
from .pictures import pictures_in
from .words import category_path

MAKERS: dict[Target, Maker] = {
    Target.EXTERNAL_ID: words.words("external_id"),
    Target.GROUP: words.words("group"),
    Target.HANDLE: words.words("handle"),
    Target.TITLE: words.words("title"),
    Target.BRAND: words.words("brand"),
    Target.SEO_TITLE: words.words("seo_title"),
    Target.SEO_DESCRIPTION: words.words("seo_description"),
    Target.DESCRIPTION: words.description,
    Target.SHORT_DESCRIPTION: words.short_description,
    Target.CATEGORY: words.category,
    Target.STATUS: words.status,
    Target.TAGS: words.tags,
    Target.METADATA: words.metadata,
    Target.IGNORE: words.ignore,
    Target.IMAGES: pictures.images,
    Target.IMAGE_ALTS: pictures.image_alts,
    Target.VARIANT_IMAGE: pictures.variant_image,
    Target.ATTRIBUTE: attributes.attribute,
    Target.OPTION: commerce.option,
    Target.OPTION_NAME: commerce.option_name,
    Target.OPTION_VALUE: commerce.option_value,
    Target.SKU: commerce.code("sku"),
    Target.GTIN: commerce.gtin_codes,
    Target.MPN: commerce.code("mpn"),
    Target.PRICE: commerce.price("price"),
    Target.SALE_PRICE: commerce.price("sale_price"),
    Target.COMPARE_AT_PRICE: commerce.price("compare_at_price"),
    Target.COST: commerce.price("cost"),
    Target.CURRENCY: commerce.currency,
    Target.STOCK: commerce.stock,
    Target.AVAILABILITY: commerce.availability,
    Target.WEIGHT: commerce.weight,
}

__all__ = [
    "MAKERS", "Context", "Maker", "Setter", "category_path", "pairs_in", "pictures_in", "type_of",
]  # fmt: skip
