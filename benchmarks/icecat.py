"""Import and search of the icecat products through the running program."""

import asyncio
import csv
import gzip
import json
import math
import threading
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from .http import Connection, load
from .running import Memory, Storewise, resident_mb, storewise

MAPPING = "price_unit: minor\n"
CHANGED = 100


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured figure beside the one to reach."""

    name: str
    measured: str
    target: str
    reached: bool


def at_most(name: str, value: float, target: float, unit: str) -> Figure:
    """A figure that is the better the lower it is."""
    digits = 0 if unit == "MB" else 1
    return Figure(name, f"{value:.{digits}f} {unit}", f"{target} {unit}", value <= target)


def at_least(name: str, value: float, target: float, digits: int = 0) -> Figure:
    """A figure that is the better the higher it is."""
    return Figure(name, f"{value:.{digits}f}", f"{target}", value >= target)


def expect_no_failures(failed: int) -> None:
    """End the measurement where requests failed: fast errors are no figures."""
    if failed:
        raise RuntimeError(f"{failed} requests were not answered with 200")


def measure(data: Path) -> list[Figure]:
    """All figures on icecat."""
    with storewise() as running:
        mapping = running.folder / "icecat.yaml"
        mapping.write_text(MAPPING)
        feed = data / "icecat" / "products.jsonl.gz"
        figures = [*_import(running, feed, mapping), *_again(running, feed, mapping)]
        figures += _search(running, data / "icecat" / "judgements.csv")
        figures += _pages(running)
        figures.append(_serving_memory(running))
        return figures


def _import(running: Storewise, feed: Path, mapping: Path) -> list[Figure]:
    with gzip.open(feed) as lines:
        total = sum(1 for _ in lines)
    seen: dict[str, float] = {}
    started = time.monotonic()
    watch = threading.Thread(target=lambda: asyncio.run(_watch(running, total, started, seen)))
    worker = Memory(running.worker_pid() or running.server.pid)
    beside = threading.Thread(target=worker.watch)
    beside.start()
    watch.start()
    answer, seconds, peak = running.import_feed(feed, "--mapping", str(mapping))
    watch.join()
    worker.stop()
    beside.join()
    counts = answer["progress"]["counts"]
    if counts["new"] != total:
        raise RuntimeError(f"{total} products were expected to be new: {counts}")
    most = max(peak, worker.peak)
    return [
        at_most("icecat: all searchable by text", seen["text"], 15, "s"),
        at_most("icecat: all embedded", seconds, 90, "s"),
        at_most("icecat: peak memory of a worker", most, 1500, "MB"),
    ]


async def _watch(running: Storewise, total: int, started: float, seen: dict[str, float]) -> None:
    connection = await Connection.open(running.port)
    while "text" not in seen:
        status, body = await connection.get("/api/v1/search?limit=1&facets=false", running.key)
        if status == 200 and json.loads(body)["total"] == total:
            seen["text"] = time.monotonic() - started
        elif time.monotonic() - started > 600:
            raise RuntimeError("not all products became searchable within ten minutes")
        await asyncio.sleep(0.1)
    connection.close()


def _again(running: Storewise, feed: Path, mapping: Path) -> list[Figure]:
    before = _numbers(running)
    answer, seconds, _ = running.import_feed(feed, "--mapping", str(mapping))
    written = _written_since(running, before)
    counts = answer["progress"]["counts"]
    again = at_most("icecat again, unchanged", seconds, 4, "s")
    nothing = written == (0, 0) and not counts["new"] and not counts["changed"]
    before = _numbers(running)
    changed = _with_changes(running, feed)
    running.import_feed(changed, "--mapping", str(mapping))
    products, vectors = _written_since(running, before)
    return [
        again,
        Figure("… products written, vectors made", f"{written[0]}, {written[1]}", "0, 0", nothing),
        Figure(
            "icecat with 100 changed: products written, vectors made",
            f"{products}, {vectors}",
            f"{CHANGED}, {CHANGED}",
            (products, vectors) == (CHANGED, CHANGED),
        ),
    ]


def _with_changes(running: Storewise, feed: Path) -> Path:
    changed = running.folder / "products.jsonl"
    with gzip.open(feed, "rt") as lines, changed.open("w") as out:
        for number, line in enumerate(lines):
            product = json.loads(line)
            if number % 194 == 0 and number // 194 < CHANGED:
                product["title"] = f"Renewed {product['title']}"
            out.write(json.dumps(product) + "\n")
    return changed


def _numbers(running: Storewise) -> tuple[Any, int]:
    with running.database() as connection:
        row = connection.execute(
            "SELECT now(), (SELECT coalesce(max(embedded), 0) FROM search_documents)"
        ).fetchone()
    assert row
    return row[0], row[1]


def _written_since(running: Storewise, before: tuple[Any, int]) -> tuple[int, int]:
    with running.database() as connection:
        row = connection.execute(
            """SELECT (SELECT count(*) FROM catalog_products WHERE updated_at > %s),
                      (SELECT count(*) FROM search_documents WHERE embedded > %s)""",
            before,
        ).fetchone()
    assert row
    return row[0], row[1]


def _search(running: Storewise, judgements: Path) -> list[Figure]:
    ratings: defaultdict[str, dict[str, int]] = defaultdict(dict)
    with judgements.open() as lines:
        for row in csv.DictReader(lines):
            ratings[row["query"]][row["docid"]] = int(row["rating"])
    judged = {query: rated for query, rated in ratings.items() if any(rated.values())}
    paths = [f"/api/v1/search?q={quote(query)}&limit=24" for query in ratings]
    quality = asyncio.run(_quality(running, judged))
    asyncio.run(load(running.port, paths, running.key, seconds=3))
    one = asyncio.run(load(running.port, paths, running.key, seconds=10))
    many = asyncio.run(load(running.port, paths, running.key, clients=8, seconds=10))
    expect_no_failures(one.failed + many.failed)
    return [
        at_most(
            "search over HTTP, hybrid with facets, one client: p50", one.percentile(50), 10, "ms"
        ),
        at_most("… p95", one.percentile(95), 20, "ms"),
        at_least("search requests per second, 8 clients on the same machine", many.per_second, 200),
        at_least("nDCG@10 over HTTP on the judged icecat queries", quality, 0.79, digits=3),
    ]


async def _quality(running: Storewise, judged: dict[str, dict[str, int]]) -> float:
    with running.database() as connection:
        rows = connection.execute("SELECT product_id::text, external_id FROM ingestion_records")
        external = dict(rows.fetchall())
    connection_ = await Connection.open(running.port)
    scores = []
    for query, rated in judged.items():
        path = f"/api/v1/search?q={quote(query)}&limit=10&facets=false"
        _, body = await connection_.get(path, running.key)
        found = [external[hit["product"]["id"]] for hit in json.loads(body)["hits"]]
        gains = [2.0 ** rated.get(each, 0) - 1 for each in found]
        best = sorted((2.0**rating - 1 for rating in rated.values()), reverse=True)[:10]
        scores.append(_discounted(gains) / _discounted(best))
    connection_.close()
    return sum(scores) / len(scores)


def _discounted(gains: list[float]) -> float:
    return sum(gain / math.log2(place + 2) for place, gain in enumerate(gains))


def _pages(running: Storewise) -> list[Figure]:
    paths = asyncio.run(_product_paths(running))
    asyncio.run(load(running.port, paths, seconds=2))
    pages = asyncio.run(load(running.port, paths, seconds=8))
    expect_no_failures(pages.failed)
    return [
        at_most("product page, one client: p95", pages.percentile(95), 15, "ms"),
        Figure("… p50", f"{pages.percentile(50):.1f} ms", "", True),
    ]


async def _product_paths(running: Storewise) -> list[str]:
    connection = await Connection.open(running.port)
    paths = []
    for offset in range(0, 2000, 100):
        path = f"/api/v1/search?limit=100&offset={offset}&facets=false"
        _, body = await connection.get(path, running.key)
        paths += [f"/shop/bench/p/{h['product']['handle']}" for h in json.loads(body)["hits"]]
    connection.close()
    return paths


def _serving_memory(running: Storewise) -> Figure:
    return at_most(
        "memory of the serving process afterwards", resident_mb(running.server.pid), 700, "MB"
    )
