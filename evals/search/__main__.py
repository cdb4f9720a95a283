"""Measure search on the icecat products: `python -m evals.search [--json] [--tune] [--scale]`.

Reads the folder named by STOREWISE_DATA and prints nDCG@10, on all products and on the judged
ones alone, for plain BM25, BM25 re-ranked by cosine, and our ranking by words and by words and
meaning, with speed and memory. `--tune` adds the cross-validated figure (some minutes),
`--scale` the speed at 100,000 products. Vectors are kept in the system's folder for temporary
files.
"""

import argparse
import hashlib
import json
import os
import resource
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np

from storewise.ml.encoders import SentenceEncoder
from storewise.ml.retrieval import Index, Query, embedding_text

from . import icecat, scaling, tuning
from .baselines import PlainBM25
from .measure import Ratings, judged_ndcg, latencies, ndcg, seconds

SCALE = 100_000


def main() -> None:
    """Run the evaluation and print it."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--json", action="store_true", help="print JSON alone")
    options.add_argument("--tune", action="store_true", help="cross-validate the numbers")
    options.add_argument("--scale", action="store_true", help="measure at 100,000 products")
    chosen = options.parse_args()
    data = os.environ.get("STOREWISE_DATA", "")
    folder = Path(data) / "icecat"
    if not data or not folder.is_dir():
        print("Skipped: STOREWISE_DATA names no folder that holds icecat.")
        return
    report = evaluate(folder, tune=chosen.tune, scale=chosen.scale)
    print(json.dumps(report, indent=2) if chosen.json else table(report))


def evaluate(folder: Path, *, tune: bool, scale: bool) -> dict[str, dict[str, float]]:
    """Return the figures, by ranking and then by measure."""
    documents = icecat.documents(folder)
    judged = {q: r for q, r in icecat.judgements(folder).items() if any(r.values())}
    vectors = encoded([embedding_text(document) for document in documents])
    queries = dict(zip(judged, encoded(list(judged)), strict=True))
    by_id = {d.id: v for d, v in zip(documents, vectors, strict=True)}
    before = resident_mb()
    index = Index()
    build = seconds(lambda: index.update(documents))
    index.set_vectors(by_id)
    grown = resident_mb() - before
    plain = PlainBM25(documents)

    def ours(text: str, vector: np.ndarray | None) -> list[str]:
        hits = index.search(Query(text, vector, limit=1000, facets=False)).hits
        return [hit.id for hit in hits]

    report = {
        "plain BM25": quality(plain.ranked, judged),
        "BM25 re-ranked by cosine": quality(
            lambda text: plain.ranked(text, vectors, queries[text]), judged
        ),
        "ours, words alone": quality(lambda text: ours(text, None), judged),
        "ours": quality(lambda text: ours(text, queries[text]), judged),
    }
    if tune:
        figure = tuning.cross_validated(tuning.trials(documents, by_id, queries, judged))
        report["ours, cross-validated"] = {"ndcg@10": figure}
    asked = [Query(text, vector) for text, vector in queries.items()]
    p50, p95 = np.percentile(latencies(index, asked), [50, 95]).tolist()
    report["speed and memory"] = {
        "products": float(len(documents)), "build_s": build, "p50_ms": p50, "p95_ms": p95,
        "index_mb": index.nbytes / 1e6, "resident_mb": grown,
    }  # fmt: skip
    if scale:
        many = scaling.enlarged([*documents, *scaling.toys(folder.parent / "toys24k")], SCALE)
        report["at scale"] = scaling.report(many, queries)
    return report


def quality(
    rank: Callable[[str], Iterable[str]], judged: Mapping[str, Ratings]
) -> dict[str, float]:
    """Return the mean measures of a ranking over all queries."""
    ranked = {text: list(rank(text)) for text in judged}
    return {
        "ndcg@10": float(np.mean([ndcg(ranked[q], r) for q, r in judged.items()])),
        "judged ndcg@10": float(np.mean([judged_ndcg(ranked[q], r) for q, r in judged.items()])),
    }


def encoded(texts: Sequence[str]) -> np.ndarray:
    """Return the vectors of some texts, from the last run where they were the same."""
    encoder = SentenceEncoder.load()
    digest = hashlib.sha256("\0".join([encoder.version, *texts]).encode()).hexdigest()[:16]
    kept = Path(tempfile.gettempdir()) / f"storewise-eval-{digest}.npy"
    if kept.exists():
        return np.load(kept)
    vectors = encoder.encode(list(texts))
    np.save(kept, vectors)
    return vectors


def resident_mb() -> float:
    """Return the largest resident memory of this process so far, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def table(report: Mapping[str, Mapping[str, float]]) -> str:
    """Return the figures as lines for people."""
    lines = []
    for name, figures in report.items():
        told = "  ".join(f"{measure} {value:,.3f}" for measure, value in figures.items())
        lines.append(f"{name:28} {told}")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
