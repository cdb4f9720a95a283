"""Makes the catalogue's read models from rows."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from .media import address, card_width, picture, srcset
from .schemas import (
    Attribute,
    Brand,
    Crumb,
    ImageDraft,
    IndexedProduct,
    MerchantProduct,
    Money,
    Product,
    ProductDraft,
    Variant,
    VariantDraft,
    VariantWithCost,
)


def money(amount: int | None, currency: str) -> Money | None:
    """An amount of the store's currency, or None where there is none."""
    return None if amount is None else Money(amount=amount, currency=currency)


def product(store_id: UUID, row: Mapping[Any, Any], currency: str) -> Product:
    """A product as shoppers see it."""
    return Product(
        variants=[_variant(v, currency) for v in _by_position(row)],
        **_common(store_id, row, currency),
    )


def merchant_product(store_id: UUID, row: Mapping[Any, Any], currency: str) -> MerchantProduct:
    """A product as its merchant sees it."""
    variants = [
        VariantWithCost(**dict(_variant(v, currency)), cost=money(v["cost"], currency))
        for v in _by_position(row)
    ]
    return MerchantProduct(variants=variants, **_common(store_id, row, currency))


def attribute_list(
    values: Mapping[str, Any], definitions: Mapping[str, Mapping[str, Any]]
) -> list[Attribute]:
    """Attribute values in the order of their definitions."""
    return [
        Attribute(
            code=code,
            label=definition["label"],
            type=definition["type"],
            unit=definition["unit"],
            value=values[code],
        )
        for code, definition in definitions.items()
        if code in values
    ]


def _by_position(row: Mapping[Any, Any]) -> list[dict[str, Any]]:
    return row["variants"] or []


def _common(store_id: UUID, row: Mapping[Any, Any], currency: str) -> dict[str, Any]:
    definitions = {d["code"]: d for d in row["definitions"] or []}
    return {
        "id": row["id"],
        "handle": row["handle"],
        "title": row["title"],
        "description": row["description"],
        "brand": Brand(**row["brand"]) if row["brand"] else None,
        "breadcrumb": [Crumb(**crumb) for crumb in row["breadcrumb"] or []],
        "status": row["status"],
        "tags": row["tags"],
        "option_names": row["option_names"],
        "attributes": attribute_list(row["attributes"], definitions),
        "media": [picture(store_id, m) for m in row["media"] or []],
        "price_from": Money(amount=row["price_from"], currency=currency),
        "price_to": Money(amount=row["price_to"], currency=currency),
        "in_stock": any(v["stock"] > 0 for v in _by_position(row)),
        "seo_title": row["seo_title"],
        "seo_description": row["seo_description"],
        "metadata": row["metadata"],
        "created_at": row["created_at"],
        "updated_at": row["updated_at"],
        "version": row["version"],
    }


def _variant(row: Mapping[Any, Any], currency: str) -> Variant:
    return Variant(
        id=row["id"],
        position=row["position"],
        option_values=row["option_values"],
        sku=row["sku"],
        gtin=row["gtin"],
        mpn=row["mpn"],
        price=Money(amount=row["price"], currency=currency),
        compare_at_price=money(row["compare_at_price"], currency),
        stock=row["stock"],
        in_stock=row["stock"] > 0,
        weight_g=row["weight_g"],
        media_id=row["media_id"],
    )


def indexed_product(
    store_id: UUID,
    row: Mapping[Any, Any],
    crumbs: Mapping[UUID, tuple[tuple[str, str], ...]],
    currency: str,
) -> IndexedProduct:
    """A product as an index takes it in. Rows come by the thousand, so they are not validated."""
    image, widths = row["content_hash"], row["widths"]
    options = {
        name: list(dict.fromkeys(values[i] for values in row["option_values"]))
        for i, name in enumerate(row["option_names"])
    }
    return IndexedProduct.model_construct(
        id=row["id"],
        handle=row["handle"],
        title=row["title"],
        description=row["description"],
        brand=row["brand"],
        breadcrumb=tuple(
            Crumb.model_construct(name=name, path=path)
            for name, path in crumbs.get(row["category_id"], ())
        ),
        tags=row["tags"],
        options=options,
        codes=row["codes"],
        attributes=row["attributes"],
        price=row["price_from"],
        price_to=row["price_to"],
        compare_at_price=row["compare_at_price"],
        currency=currency,
        in_stock=row["in_stock"],
        variant_count=row["variant_count"],
        image=address(store_id, image, card_width(widths)) if image else None,
        srcset=srcset(store_id, image, widths) if image else "",
        alt=row["alt"] or "",
        created_at=row["created_at"],
    )


def draft(row: Mapping[Any, Any]) -> ProductDraft:
    """A product as the draft by which it can be written again."""
    sources = {m["id"]: m["source"] for m in row["media"] or []}
    return ProductDraft(
        handle=row["handle"],
        title=row["title"],
        description=row["description"],
        brand=row["brand"]["name"] if row["brand"] else None,
        category=tuple(crumb["name"] for crumb in row["breadcrumb"] or []),
        status=row["status"],
        tags=row["tags"],
        option_names=row["option_names"],
        variants=[
            VariantDraft(
                image=sources.get(v["media_id"]),
                **{name: v[name] for name in VariantDraft.model_fields if name != "image"},
            )
            for v in _by_position(row)
        ],
        attributes=row["attributes"],
        images=[ImageDraft(src=m["source"], alt=m["alt"]) for m in row["media"] or []],
        seo_title=row["seo_title"],
        seo_description=row["seo_description"],
        metadata=row["metadata"],
    )
