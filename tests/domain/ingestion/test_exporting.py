"""What is exported can be imported again, and no spreadsheet runs it."""

import csv
import io
import uuid
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storewise.domain.catalog.schemas import (
    Attribute,
    AttributeDefinition,
    AttributeType,
    Brand,
    Crumb,
    Media,
    MerchantProduct,
    Money,
    Status,
    VariantWithCost,
)
from storewise.domain.ingestion.exporting import export_csv, export_jsonl, guarded
from storewise.domain.ingestion.planning import plan_feed
from storewise.domain.ingestion.reading import open_feed
from storewise.domain.ingestion.records import Reader

NOW = datetime(2025, 1, 1, tzinfo=UTC)
PICTURE = Media(
    id=uuid.uuid4(), state="ready", url="/media/x/640.webp", srcset="", alt="From the front",
    width=640, height=480, source="http://x.example/1.jpg",
)  # fmt: skip


def eur(amount: int) -> Money:
    return Money(amount=amount, currency="EUR")


def attribute(
    code: str, label: str, value: bool | float | str, kind: AttributeType, unit: str | None = None
) -> Attribute:
    return Attribute(code=code, label=label, type=kind, unit=unit, value=value)


def variant(position: int, **fields: object) -> VariantWithCost:
    values: dict[str, object] = {
        "id": uuid.uuid4(), "position": position, "option_values": [], "sku": None, "gtin": None,
        "mpn": None, "price": eur(1299), "compare_at_price": None, "stock": 3, "in_stock": True,
        "weight_g": None, "media_id": None, "cost": None,
    }  # fmt: skip
    return VariantWithCost.model_validate(values | fields)


def product(**fields: object) -> MerchantProduct:
    values: dict[str, object] = {
        "id": uuid.uuid4(), "handle": "kettle", "title": "=cmd|' /C calc'!A0",
        "description": "<p>One</p><ul><li>two, three</li></ul>",
        "brand": Brand(id=uuid.uuid4(), name="Alto & Co", slug="alto"),
        "breadcrumb": [Crumb(name="Kitchen", path="k"), Crumb(name="Kettles, pots", path="k/k")],
        "status": Status.DRAFT, "tags": ["a", "-b"], "option_names": ["Colour", "Size"],
        "variants": [
            variant(0, option_values=["Red", "1 l"], sku="K-1", gtin="4006381333931", mpn="M1",
                    compare_at_price=eur(1500), cost=eur(700), weight_g=1200, media_id=PICTURE.id),
            variant(1, option_values=["Blue", "2 l"], sku="K-2", stock=-2),
        ],
        "attributes": [
            attribute("capacity", "Capacity", 1.7, AttributeType.NUMBER, "l"),
            attribute("thermal__tdp_", "Thermal (TDP)", 5.0, AttributeType.NUMBER),
            attribute("safe", "Safe", False, AttributeType.BOOLEAN),
            attribute("speed", "Speed", "5400", AttributeType.TEXT),
        ],
        "media": [PICTURE], "price_from": eur(1299), "price_to": eur(1299), "in_stock": True,
        "seo_title": "Buy it", "seo_description": "+ more", "metadata": {"care": "by hand"},
        "created_at": NOW, "updated_at": NOW, "version": 1,
    }  # fmt: skip
    return MerchantProduct.model_validate(values | fields)


def definitions(made: MerchantProduct) -> list[AttributeDefinition]:
    return [
        AttributeDefinition(code=a.code, label=a.label, type=a.type, unit=a.unit)
        for a in made.attributes
    ]


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_an_export_gives_the_same_product_back(read: Callable, form: str) -> None:
    made = product()
    content = "".join(export_csv([made])) if form == "csv" else b"".join(export_jsonl([made]))
    draft = read(content, f"out.{form}", definitions=definitions(made)).only.draft
    assert draft.model_dump() == {
        "handle": made.handle, "title": made.title, "description": made.description,
        "brand": "Alto & Co", "category": ("Kitchen", "Kettles, pots"), "status": Status.DRAFT,
        "tags": ["a", "-b"], "option_names": ["Colour", "Size"],
        "variants": [
            {"option_values": v.option_values, "sku": v.sku, "gtin": v.gtin, "mpn": v.mpn,
             "price": v.price.amount, "cost": v.cost.amount if v.cost else None,
             "compare_at_price": v.compare_at_price.amount if v.compare_at_price else None,
             "stock": v.stock, "weight_g": v.weight_g,
             "image": PICTURE.source if v.media_id else None}
            for v in made.variants
        ],
        "attributes": {a.code: a.value for a in made.attributes},
        "images": [{"src": PICTURE.source, "alt": "From the front"}],
        "seo_title": "Buy it", "seo_description": "+ more", "metadata": {"care": "by hand"},
    }  # fmt: skip


def test_no_cell_of_an_export_is_a_formula() -> None:
    rows = list(csv.reader(io.StringIO("".join(export_csv([product()])))))
    cells = [cell for row in rows[1:] for cell in row]
    assert not [c for c in cells if c[:1] in "=+-@\t\r" and c and not c.lstrip("+-").isdigit()]
    assert "'=cmd|' /C calc'!A0" in cells
    assert "-2" in cells, "a negative number is no formula"


def test_stored_pictures_are_named_by_their_address_where_one_is_given() -> None:
    picture = PICTURE.model_copy(update={"source": "pics/a.jpg"})
    made = product(media=[picture])
    assert "https://shop.example/media/x/640.webp" in "".join(
        export_csv([made], "https://shop.example/")
    )
    assert "pics/a.jpg" in "".join(export_csv([made]))


@settings(max_examples=50)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40))
def test_any_title_survives_export_and_import(
    tmp_path_factory: pytest.TempPathFactory, title: str
) -> None:
    plain = " ".join(title.replace("<", "").replace("&", "").split())
    if not plain or any(sign in plain for sign in ("\u200b", "\ufeff", "\u2060")):
        return
    path = tmp_path_factory.mktemp("export") / "out.csv"
    path.write_text("".join(export_csv([product(title=plain)])), encoding="utf-8", newline="")
    with open_feed(path) as feed:
        (record,) = Reader(feed, plan_feed(feed), "EUR")
    assert record.draft.title == plain  # type: ignore[union-attr]


@given(st.text(max_size=20))
def test_a_guarded_cell_never_begins_like_a_formula(text: str) -> None:
    cell = guarded(text)
    assert (
        cell[:1] not in {"=", "+", "-", "@", "\t", "\r"}
        or cell.lstrip("+-").replace(".", "", 1).isdigit()
    )
