"""Speed at a hundred thousand products, made from the real ones over and over."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import count, islice
from pathlib import Path

import numpy as np

from storewise.ml.retrieval import Document, Index, Query

from .measure import latencies, seconds

BATCH = 1_000


def toys(folder: Path) -> list[Document]:
    """Return the products of the toy shop; an empty list where it is not there."""
    file = folder / "data_0_1_0.json.zst"
    if not file.exists():
        return []
    import polars as pl

    fields = pl.read_ndjson(file)["fields"].to_list()
    return [
        Document(
            id=f"toy-{toy['id']}",
            title=toy["title"],
            categories=(toy["category"].replace("_", " "),),
            description=toy["description"],
            price=toy["price"],
            in_stock=toy["quantity"] > 0,
            popularity=toy["average_rating"] or 0.0,
        )
        for toy in fields
    ]


def enlarged(documents: Sequence[Document], size: int) -> list[Document]:
    """Return `size` products: those given, again and again under new ids and codes."""
    again = (
        replace(
            document, id=f"{document.id}-{copy}", codes=tuple(f"{c}-{copy}" for c in document.codes)
        )
        for copy in count()
        for document in documents
    )
    return list(islice(again, size))


def report(documents: Sequence[Document], queries: dict[str, np.ndarray]) -> dict[str, float]:
    """Return seconds to build at once and in batches, and milliseconds per search."""
    rng = np.random.default_rng(0)
    width = len(next(iter(queries.values())))
    index = Index()
    figures = {"products": float(len(documents))}
    figures["build_s"] = seconds(lambda: index.update(documents))
    batches = Index()
    figures["batches_s"] = sum(
        seconds(lambda i=i: batches.update(documents[i : i + BATCH]))
        for i in range(0, len(documents), BATCH)
    )
    figures["update_100_s"] = seconds(lambda: batches.update(documents[:100]))
    vectors = rng.standard_normal((len(documents), width)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    index.set_vectors({d.id: v for d, v in zip(documents, vectors, strict=True)})
    took = latencies(index, [Query(text, vector) for text, vector in queries.items()], rounds=3)
    figures["p50_ms"], figures["p95_ms"] = np.percentile(took, [50, 95]).tolist()
    figures["index_mb"] = index.nbytes / 1e6
    return figures
