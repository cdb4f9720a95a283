"""Makes what the index holds from products, and puts it into a form that nodes read fast."""

import hashlib
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import nh3
import orjson

from storewise.domain.catalog.schemas import IndexedProduct, Money
from storewise.ml.retrieval import Document, embedding_text

from .schemas import Card

SNIPPET = 160


@dataclass(frozen=True, slots=True)
class Entry:
    """A product as it is kept for nodes: its document as JSON, and the text to embed."""

    product_id: UUID
    body: str
    text: str
    text_hash: bytes


def entry(product: IndexedProduct, model: str) -> Entry:
    """The entry of a product, for embeddings by `model`."""
    plain = plain_text(product.description)
    attributes = dict(product.attributes)
    labels = {}
    for name, values in product.options.items():
        code = f"option_{'_'.join(name.lower().split())}"
        labels[code] = name
        attributes[code] = values  # type: ignore[assignment]
    if product.tags:
        attributes["tags"] = product.tags  # type: ignore[assignment]
    fields: dict[str, Any] = {
        "title": product.title,
        "brand": product.brand,
        "categories": [crumb.name for crumb in product.breadcrumb],
        "codes": list(dict.fromkeys(product.codes)),
        "description": plain,
        "attributes": attributes,
        "price": product.price,
        "in_stock": product.in_stock,
        "created": product.created_at.timestamp(),
    }
    text = embedding_text(Document(id=str(product.id), **fields))
    body = {
        **fields,
        "card": _card(product, plain).model_dump(mode="json"),
        "paths": [crumb.path for crumb in product.breadcrumb],
        "labels": labels,
    }
    digest = hashlib.sha256(f"{model}\n{text}".encode()).digest()
    return Entry(product.id, orjson.dumps(body).decode(), text, digest)


def plain_text(description: str) -> str:
    """The words of a description that may hold HTML."""
    if "<" not in description and "&" not in description:
        return description
    return nh3.clean(description.replace("<", " <"), tags=set()).replace("&amp;", "&").strip()


@dataclass(frozen=True, slots=True)
class Stored:
    """A document read back, with the paths of its categories and the labels of its options."""

    document: Document
    paths: dict[str, tuple[str, ...]]
    labels: dict[str, str]


def read(product_id: UUID, body: str, vector: Any) -> Stored:
    """The document of an entry."""
    fields = orjson.loads(body)
    names = tuple(fields.pop("categories"))
    paths = {path: names[: i + 1] for i, path in enumerate(fields.pop("paths"))}
    labels = fields.pop("labels")
    card = orjson.dumps(fields.pop("card"))
    document = Document(
        id=str(product_id),
        categories=names,
        codes=tuple(fields.pop("codes")),
        card=card,
        vector=vector,
        **fields,
    )
    return Stored(document, paths, labels)


def _card(product: IndexedProduct, plain: str) -> Card:
    return Card.model_construct(
        id=product.id,
        handle=product.handle,
        title=product.title,
        brand=product.brand,
        category=product.breadcrumb[-1].name if product.breadcrumb else None,
        price=Money.model_construct(amount=product.price, currency=product.currency),
        price_to=Money.model_construct(amount=product.price_to, currency=product.currency),
        compare_at_price=Money.model_construct(
            amount=product.compare_at_price, currency=product.currency
        )
        if product.compare_at_price
        else None,
        in_stock=product.in_stock,
        image=product.image,
        srcset=product.srcset,
        alt=product.alt,
        variant_count=product.variant_count,
        snippet=_shortened(plain),
    )


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= SNIPPET else f"{text[:SNIPPET].rsplit(' ', 1)[0]}…"
