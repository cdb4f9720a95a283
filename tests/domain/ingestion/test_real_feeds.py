"""Real catalogues, where they lie beside the project: they read whole, and fast."""

import gzip
import os
import time
from collections.abc import Callable
from pathlib import Path

import orjson
import pytest

from storewise.domain.ingestion.overriding import read_mapping

FOLDER = os.environ.get("STOREWISE_DATA")
MAPPINGS = Path(__file__).parents[3] / "docs" / "how-to" / "mappings"
pytestmark = pytest.mark.skipif(not FOLDER, reason="STOREWISE_DATA names no folder of real data")


def changes(name: str) -> dict[str, object]:
    content = (MAPPINGS / name).read_bytes()
    assert len(content.splitlines()) <= 10
    return read_mapping(content, name)


def test_all_specifications_of_icecat_become_attributes(read: Callable) -> None:
    path = Path(FOLDER or "") / "icecat" / "products.jsonl.gz"
    started = time.process_time()
    result = read(path, changes=changes("icecat.yaml"), currency="USD")
    assert time.process_time() - started < 10, "about 2 s on a machine with nothing else to do"
    assert (len(result.records), result.problems) == (19_406, [])
    with gzip.open(path) as lines:
        rows = {row["id"]: row for row in map(orjson.loads, lines)}
    for record in result.records:
        row = rows[record.external_id]
        specifications = [k for k in row if k.startswith("attr_")]
        assert len(record.draft.attributes) == len(specifications) + 1, record.external_id
        assert record.draft.variants[0].price == row["price"]
    assert len({record.draft.handle for record in result.records}) == 19_406
    again = read(path, changes=changes("icecat.yaml"), currency="USD", known=result.known)
    assert len(again.unchanged) == 19_406


def test_the_export_of_luma_gives_configurable_products_with_their_variants(read: Callable) -> None:
    result = read(Path(FOLDER or "") / "luma", currency="USD")
    assert result.plan.dialect.name == "magento"
    configurable = [r.draft for r in result.records if r.draft.option_names]
    assert (len(configurable), sum(len(d.variants) for d in configurable)) == (147, 1847)
    assert set(result.codes) == {"set_without_price"}
    assert len(result.codes) == 2
    assert all(record.draft.images for record in result.records)
    assert result.missing_pictures == 0


def test_eshop_finds_its_pictures_by_a_pattern(read: Callable) -> None:
    result = read(Path(FOLDER or "") / "eshop", changes=changes("eshop.yaml"), currency="USD")
    assert (len(result.records), result.missing_pictures) == (101, 0)
    assert all(r.draft.brand and r.draft.category and r.draft.images for r in result.records)


def test_the_retail_demo_and_the_toys_read_with_the_proposed_mapping(read: Callable) -> None:
    demo = read(Path(FOLDER or "") / "aws_retail_demo", currency="USD")
    assert (len(demo.records), demo.problems) == (2465, [])
    assert [part.name for part in demo.plan.parts] == ["products.yaml"]
    toys = Path(FOLDER or "") / "toys24k" / "data_0_1_0.json.zst"
    result = read(toys, changes=changes("toys.yaml"), currency="USD")
    assert len(result.records) == 24_575
    assert result.codes == ["title_missing"]
