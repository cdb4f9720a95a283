"""What a column can become, in the merchant's words."""

from storewise.domain.ingestion.schemas import Target

GROUPS: dict[str, dict[Target, str]] = {
    "Product": {
        Target.TITLE: "Title",
        Target.DESCRIPTION: "Description",
        Target.SHORT_DESCRIPTION: "Short description",
        Target.BRAND: "Brand",
        Target.CATEGORY: "Category",
        Target.TAGS: "Tags",
        Target.STATUS: "Status",
        Target.HANDLE: "Handle (address in the shop)",
        Target.EXTERNAL_ID: "Id in your own system",
        Target.GROUP: "Group: rows with the same value are variants",
    },
    "Price and stock": {
        Target.PRICE: "Price",
        Target.SALE_PRICE: "Sale price",
        Target.COMPARE_AT_PRICE: "Compare-at price",
        Target.COST: "Cost",
        Target.CURRENCY: "Currency",
        Target.STOCK: "Stock",
        Target.AVAILABILITY: "Availability (in stock or not)",
        Target.WEIGHT: "Weight",
    },
    "Codes": {
        Target.SKU: "SKU",
        Target.GTIN: "GTIN (EAN, UPC, ISBN)",
        Target.MPN: "Manufacturer's number (MPN)",
    },
    "Pictures": {
        Target.IMAGES: "Pictures",
        Target.IMAGE_ALTS: "What the pictures show",
        Target.VARIANT_IMAGE: "Picture of the variant",
    },
    "Variants": {
        Target.OPTION: "Option, such as size or colour",
        Target.OPTION_NAME: "Name of an option",
        Target.OPTION_VALUE: "Value of an option",
    },
    "Attributes": {
        Target.ATTRIBUTE: "Attribute",
        Target.ATTRIBUTES: "Many attributes in one cell",
        Target.METADATA: "Metadata for your own systems",
    },
    "Search engines": {
        Target.SEO_TITLE: "Title for search engines",
        Target.SEO_DESCRIPTION: "Description for search engines",
    },
    "Nothing": {Target.IGNORE: "Leave this column out"},
}
LABELS = {target: label for group in GROUPS.values() for target, label in group.items()}
EXTRAS = {Target.ATTRIBUTE, Target.METADATA, Target.IGNORE}


def options() -> list[tuple[str, list[tuple[str, str]]]]:
    """Groups of targets for a list to pick from."""
    return [
        (group, [(target.value, label) for target, label in targets.items()])
        for group, targets in GROUPS.items()
    ]
