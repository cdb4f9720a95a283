"""The sample store is complete, consistent with itself, and what its program writes."""

import csv
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from PIL import Image

import storewise
from storewise.domain.identity.schemas import StoreDraft

SAMPLE = Path(storewise.__file__).parent / "sample_store"
ROOT = Path(__file__).parents[1]
PIXELS = 900
MOST_BYTES = 7_000_000


@cache
def rows() -> list[dict[str, str]]:
    with (SAMPLE / "products.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def products() -> list[dict[str, str]]:
    return [row for row in rows() if row["title"]]


def listed(row: dict[str, str], column: str) -> list[str]:
    return [part for part in row[column].split(" | ") if part]


def pictures() -> Iterator[Path]:
    return (SAMPLE / "images").iterdir()


def test_it_offers_at_least_150_products_in_four_departments_of_four_to_six_categories() -> None:
    assert len(products()) >= 150
    paths = {tuple(row["category"].split(" > ")) for row in products()}
    departments = Counter(department for department, _ in paths)
    assert len(departments) == 4
    assert all(4 <= count <= 6 for count in departments.values())


def test_its_brands_each_offer_several_products() -> None:
    brands = Counter(row["brand"] for row in products())
    assert 12 <= len(brands) <= 18
    assert min(brands.values()) >= 4


def test_about_half_of_the_products_have_variants_of_one_or_two_options() -> None:
    sizes = Counter(row["handle"] for row in rows())
    varied = sum(count > 1 for count in sizes.values())
    assert 0.4 <= varied / len(sizes) <= 0.7
    assert any(row["option2_name"] for row in products())


def test_rows_of_a_product_follow_one_another_and_only_the_first_describes_it() -> None:
    seen: set[str] = set()
    before = ""
    for row in rows():
        if row["handle"] == before:
            assert not row["title"]
            assert not row["description"]
        else:
            assert row["handle"] not in seen
            assert row["title"]
            seen.add(row["handle"])
        before = row["handle"]


@pytest.mark.parametrize("column", ["sku", "gtin", "mpn"])
def test_article_numbers_are_unique(column: str) -> None:
    assert len({row[column] for row in rows()}) == len(rows())


@pytest.mark.parametrize("column", ["handle", "title", "description", "seo_title"])
def test_no_two_products_share_a_name_or_a_description(column: str) -> None:
    assert len({row[column] for row in products()}) == len(products())


def test_no_sentence_of_a_description_is_used_twice() -> None:
    sentences = Counter(
        sentence.strip(" .")
        for row in products()
        for sentence in row["description"].split(". ")
        if len(sentence.split()) > 6
    )
    assert [text for text, times in sentences.items() if times > 1] == []


def test_descriptions_are_two_sentences_or_more_and_summaries_fit_a_search_result() -> None:
    for row in products():
        assert row["description"].count(".") >= 2 or len(row["description"]) > 80, row["title"]
        assert 40 <= len(row["seo_description"]) <= 156, row["title"]


def test_gtins_are_for_use_inside_a_store_and_their_check_digits_hold() -> None:
    for row in rows():
        digits = [int(digit) for digit in row["gtin"]]
        assert len(digits) == 13
        assert digits[0] == 2
        assert sum(d * (3 if place % 2 else 1) for place, d in enumerate(digits)) % 10 == 0


def test_prices_lie_above_cost_and_former_prices_above_prices() -> None:
    for row in rows():
        price = Decimal(row["price"])
        assert price > Decimal(row["cost"]) > 0
        if row["compare_at_price"]:
            assert Decimal(row["compare_at_price"]) > price
    assert sum(bool(row["compare_at_price"]) for row in products()) > 20


def test_some_variants_are_sold_out_and_some_nearly() -> None:
    stock = [int(row["stock"]) for row in rows()]
    assert sum(count == 0 for count in stock) >= 10
    assert sum(1 <= count <= 5 for count in stock) >= 20
    assert min(stock) == 0


def test_a_few_products_are_not_published() -> None:
    states = Counter(row["status"] for row in products())
    assert states["published"] > 200
    assert states["draft"] >= 2
    assert set(states) <= {"published", "draft", "archived"}


def test_each_attribute_keeps_to_one_type() -> None:
    for column in (c for c in rows()[0] if c.startswith("attribute:")):
        values = {row[column] for row in products() if row[column]}
        numbers = {v for v in values if v.lstrip("-").replace(".", "", 1).isdigit()}
        answers = values & {"yes", "no"}
        assert numbers in (set(), values), column
        assert answers in (set(), values), column
        assert numbers or not column.endswith("]"), column


def test_each_picture_has_a_description_of_its_own() -> None:
    for row in products():
        images, alts = listed(row, "images"), listed(row, "image_alts")
        assert images
        assert len(images) == len(alts) == len(set(images)) == len(set(alts)), row["title"]
        assert all(len(alt) > 15 for alt in alts)


def test_a_third_of_the_products_have_a_second_view() -> None:
    views = ("-angle", "-detail", "-sizes", "-scene", "-range")
    second = [
        row
        for row in products()
        if any(Path(image).stem.endswith(views) for image in listed(row, "images"))
    ]
    assert len(second) >= len(products()) / 3


def test_every_picture_is_used_and_every_picture_used_exists() -> None:
    used = {image for row in products() for image in listed(row, "images")}
    assert used == {f"images/{path.name}" for path in pictures()}
    of_variants = {row["variant_image"] for row in rows() if row["variant_image"]}
    assert of_variants
    assert of_variants <= used


def test_variants_of_several_colours_show_the_colour_they_are() -> None:
    images = {row["handle"]: set(listed(row, "images")) for row in products()}
    for row in rows():
        if row["variant_image"]:
            assert row["variant_image"] in images[row["handle"]]


def test_pictures_are_square_webp_and_stay_small_together() -> None:
    total = 0
    for path in pictures():
        with Image.open(path) as image:
            assert (image.format, image.size) == ("WEBP", (PIXELS, PIXELS)), path.name
            image.verify()
        total += path.stat().st_size
    assert total <= MOST_BYTES


def test_the_store_can_be_opened_as_it_says() -> None:
    draft = StoreDraft.model_validate(json.loads((SAMPLE / "store.json").read_bytes()))
    assert (draft.slug, draft.currency, draft.locale) == ("demo", "EUR", "en")
    assert draft.settings.tagline
    assert "invented" in draft.settings.about


def test_its_program_writes_the_catalogue_bit_for_bit(tmp_path: Path) -> None:
    command = ["-m", "scripts.make_sample_store", "--no-pictures", "--to", str(tmp_path)]
    subprocess.run([sys.executable, *command], cwd=ROOT, check=True, capture_output=True)
    assert (tmp_path / "products.csv").read_bytes() == (SAMPLE / "products.csv").read_bytes()
