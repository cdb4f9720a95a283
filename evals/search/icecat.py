"""Read the icecat products and their relevance judgements as the index wants them."""

import csv
import gzip
import json
from datetime import datetime
from pathlib import Path
from typing import Any

from storewise.ml.retrieval import AttributeValue, Document

ATTRIBUTE_PREFIXES = ("attr_t_", "attr_n_", "attr_b_")


def documents(folder: Path) -> list[Document]:
    """Return the products of `products.jsonl.gz`."""
    with gzip.open(folder / "products.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [_document(json.loads(line)) for line in lines]


def judgements(folder: Path) -> dict[str, dict[str, int]]:
    """Return for each query the rating, 0 to 3, of each judged product."""
    found: dict[str, dict[str, int]] = {}
    with (folder / "judgements.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            found.setdefault(row["query"], {})[row["docid"]] = int(row["rating"])
    return found


def _document(product: dict[str, Any]) -> Document:
    attributes: dict[str, AttributeValue] = {
        key[7:]: value for key, value in product.items() if key.startswith(ATTRIBUTE_PREFIXES)
    }
    eans = product["ean"]
    if isinstance(eans, str):
        eans = [ean.strip(" '\"") for ean in eans.strip("[]").split(",")]
    return Document(
        id=product["id"],
        title=product["title"],
        brand=product["supplier"],
        codes=(product["name"], *(ean for ean in eans if ean)),
        description=product.get("short_description") or "",
        attributes=attributes,
        price=product["price"],
        created=datetime.fromisoformat(product["date_released"]).timestamp(),
        card=json.dumps({"title": product["title"], "price": product["price"]}).encode(),
    )
