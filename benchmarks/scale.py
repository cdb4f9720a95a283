"""A store of 100,000 products, made from the toys, and how fast it is searched."""

import asyncio
import json
from pathlib import Path
from urllib.parse import quote

import zstandard

from .http import load
from .icecat import Figure, at_least, at_most, expect_no_failures
from .running import resident_mb, storewise

PRODUCTS = 100_000
QUERIES = (
    "puzzle", "wooden train", "rc car", "doll house", "board game", "lego compatible bricks",
    "water gun", "plush bear", "magic set", "kite", "star wars figure", "baby rattle",
    "chess", "slime kit", "foam darts", "unicorn costume", "drone with camera", "play tent",
)  # fmt: skip


def measure(data: Path) -> list[Figure]:
    """Search of 100,000 products, one client."""
    with storewise() as running:
        feed = running.folder / "toys.jsonl"
        _write(data / "toys24k" / "data_0_1_0.json.zst", feed)
        mapping = running.folder / "toys.yaml"
        mapping.write_text("price_unit: minor\n")
        answer, seconds, _ = running.import_feed(feed, "--mapping", str(mapping))
        counts = answer["progress"]["counts"]
        paths = [f"/api/v1/search?q={quote(query)}&limit=24" for query in QUERIES]
        asyncio.run(load(running.port, paths, running.key, seconds=5))
        found = asyncio.run(load(running.port, paths, running.key, seconds=10))
        expect_no_failures(found.failed)
        memory = resident_mb(running.server.pid)
        return [
            at_least("synthetic products imported", counts["new"], PRODUCTS),
            Figure("… all embedded", f"{seconds:.0f} s", "", reached=True),
            at_most("… search p95, one client", found.percentile(95), 40, "ms"),
            Figure("… search p50", f"{found.percentile(50):.1f} ms", "", reached=True),
            Figure("… memory of the serving process", f"{memory:.0f} MB", "", reached=True),
        ]


def _write(source: Path, target: Path) -> None:
    """Write the toys as often as it takes, each copy as another edition at another price."""
    with source.open("rb") as packed:
        raw = zstandard.ZstdDecompressor().stream_reader(packed).read()
    toys = [toy for line in raw.splitlines() if (toy := json.loads(line)["fields"])["title"]]
    colours = ("red", "blue", "green", "yellow", "silver")
    with target.open("w") as out:
        for number in range(PRODUCTS):
            toy = toys[number % len(toys)]
            edition = number // len(toys)
            title = f"{toy['title']} {colours[edition]} edition" if edition else toy["title"]
            product = {**toy, "id": number, "title": title[:400], "price": toy["price"] + edition}
            out.write(json.dumps(product) + "\n")
