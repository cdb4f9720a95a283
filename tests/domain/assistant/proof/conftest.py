"""A small store as evidence: what proof is tried against."""

import csv
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid5

import pytest

import storewise
from storewise.domain.assistant.facts import (
    BrandFacts,
    Evidence,
    PassageFacts,
    ProductFacts,
    ProductSearch,
    SearchMade,
    Spec,
    VariantFacts,
)
from storewise.domain.assistant.proof import Prover
from storewise.domain.catalog.schemas import Money
from storewise.domain.identity.schemas import Store, StoreSettings

SPACE = UUID("7c1f3f5e-0000-4000-8000-000000000000")
SpecLine = tuple[str, bool | float | str] | tuple[str, bool | float | str, str]


def euros(amount: float) -> Money:
    return Money(amount=round(amount * 100), currency="EUR")


def product(
    number: int,
    title: str,
    brand: str,
    category: str,
    price: float,
    description: str,
    specs: list[SpecLine],
    *,
    was: float | None = None,
    in_stock: bool = True,
    codes: list[str] | None = None,
    variants: list[VariantFacts] | None = None,
    option_names: list[str] | None = None,
) -> ProductFacts:
    stated = variants or [VariantFacts(options=[], sku=None, price=euros(price), in_stock=in_stock)]
    return ProductFacts(
        ref=f"P{number}",
        id=uuid5(SPACE, title),
        handle=title.lower().replace(" ", "-"),
        title=title,
        brand=brand,
        category=(category,),
        description=description,
        price=euros(price),
        price_to=max((each.price for each in stated), key=lambda each: each.amount),
        compare_at_price=euros(was) if was else None,
        in_stock=any(each.in_stock for each in stated),
        option_names=option_names or [],
        variants=stated,
        specs=[
            Spec(
                code=line[0].lower().replace(" ", "_"),
                label=line[0],
                value=line[1],
                unit=line[2] if len(line) == 3 else None,
            )
            for line in specs
        ],
        codes=codes or [],
    )


def passage(number: int, document: str, path: tuple[str, ...], text: str) -> PassageFacts:
    return PassageFacts(
        ref=f"D{number}",
        id=uuid5(SPACE, document + "/".join(path)),
        document_id=uuid5(SPACE, document),
        document=document,
        title_path=path,
        page=number,
        start=1000 * number,
        end=1000 * number + len(text),
        text=text,
        score=1.0,
    )


PRINTER = product(
    1, "HP LaserJet 1020 laser printer", "HP", "Printers", 99.00,
    "A compact monochrome laser printer for the home office. It connects by USB 2.0 and prints "
    "up to"
    " 14 pages per minute. The paper tray holds 150 sheets.",
    [("Print technology", "Laser"), ("Print speed", 14.0, "ppm"), ("Weight", 5.0, "kg"),
     ("Width", 370.0, "mm"), ("Height", 209.0, "mm"), ("Depth", 242.0, "mm"), ("Wi-Fi", False),
     ("Bluetooth", False), ("Duplex printing", "Manual"), ("Internal memory", 2.0, "MB"),
     ("Maximum resolution", "600 x 600 dpi"), ("Product colour", "White"),
     ("Paper tray capacity", 150.0, "sheets"), ("USB ports quantity", 1.0)],
    was=129.00, codes=["0829160425610", "Q5911A"],
)  # fmt: skip
CANON = product(
    2, "Canon PIXMA TS5350 inkjet printer", "Canon", "Printers", 79.00,
    "An all-in-one for printing, copying and scanning photos. Prints without borders up to A4.",
    [("Print technology", "Inkjet"), ("Print speed", 13.0, "ppm"), ("Weight", 6.3, "kg"),
     ("Wi-Fi", True), ("Bluetooth", True), ("Duplex printing", "Automatic"),
     ("Product colour", "Black"), ("Display diagonal", 1.44, "inch"), ("Cartridges", 2.0)],
    in_stock=False, codes=["3773C006"],
)  # fmt: skip
LAPTOP = product(
    3, 'Lenovo ThinkBook 15 Notebook Gray 39.6 cm (15.6") 1920 x 1080 pixels Intel® Core™ i5 8 GB'
    " DDR4-SDRAM 256 GB SSD Wi-Fi 6 (802.11ax)", "Lenovo", "Laptops", 866.95,
    "Intel Core i5-1035G1 (6MB Cache, 1GHz), 8GB DDR4-SDRAM, 256GB SSD, Full HD IPS, Webcam",
    [("Bluetooth", True), ("Bluetooth version", "5.0"), ("Battery life (max)", 9.0),
     ("Display diagonal", 15.6), ("Display brightness", 250.0, "cd/m²"),
     ("Internal memory", 8.0, "GB"),
     ("Maximum internal memory", 16.0, "GB"), ("Total storage capacity", 256.0, "GB"),
     ("Storage media", "SSD"), ("HDMI ports quantity", 1.0), ("USB 3.2 ports quantity", 2.0),
     ("Weight", 1.8, "kg"), ("Touchscreen", False), ("Backlit keyboard", True),
     ("Operating system", "Windows 10 Pro"), ("Product colour", "Grey"),
     ("Discrete graphics adapter", False), ("Front camera", True)],
    codes=["0194632879407", "20RW0001GE"],
)  # fmt: skip
HEADPHONES = product(
    4, "Philips SHD8600/10 wireless headphones Black", "Philips", "Headphones", 77.95,
    "Wireless Hi-Fi headphone with deep bass and soft ear cushions. Charges on its docking "
    "station.",
    [("Connectivity technology", "Wireless"), ("Wireless range", 30.0, "m"),
     ("Battery type", "AAA"),
     ("Number of batteries supported", 2.0), ("Driver unit", 40.0, "mm"),
     ("Product colour", "Black"),
     ("Weight", 265.0, "g"), ("Noise cancelling", False), ("Microphone", False),
     ("Battery life", 15.0, "hours")],
    codes=["8712581510909"],
)  # fmt: skip
SHOE = product(
    5, "TrekStar hiking sandals", "TrekReady", "Hiking Footwear", 70.00,
    "Durable and lightweight sandals with breathable, quick-drying materials. Not suitable for"
    " climbing. The insole is removable.",
    [("Material", "Synthetic"), ("Closure", "Adjustable straps"), ("Outsole", "Rubber"),
     ("Drainage system", "Yes"), ("Weight", 1.5, "lbs"), ("Waterproof", "No")],
    option_names=["Size", "Colour"],
    variants=[
        VariantFacts(options=["40", "Brown"], sku="TS-40", price=euros(70), in_stock=True),
        VariantFacts(options=["42", "Brown"], sku="TS-42", price=euros(70), in_stock=False),
        VariantFacts(options=["42", "Olive"], sku="TS-42O", price=euros(75), in_stock=True),
    ],
)  # fmt: skip
TENT = product(
    6, "Alpine Explorer Tent", "AlpineGear", "Tents", 350.00,
    "A waterproof tent with a detachable room divider and excellent ventilation.",
    [("Capacity", "8-person"), ("Season rating", "3-season"), ("Material", "Polyester"),
     ("Waterproof", "Yes"), ("Floor area", "120 square feet"), ("Peak height", 6.5, "feet"),
     ("Number of doors", 2.0), ("Weight", 17.0, "lbs"), ("Interior pockets", "4 pockets"),
     ("Rainfly waterproof rating", "3000 mm"), ("Footprint", "Sold separately")],
)  # fmt: skip
RETURNS = passage(
    1, "Returns and refunds", ("Returns", "How long you have"),
    "You may return any item within 30 days of delivery. Items must be unused and in their original"
    " packaging. Refunds are paid to the original payment method within 14 days. Sale items cannot"
    " be returned. We do not refund shipping costs.",
)  # fmt: skip
SHIPPING = passage(
    2, "Shipping", ("Delivery",),
    "Standard delivery takes 3 to 5 working days and costs €4.95. Orders over €50 are delivered "
    "free"
    " of charge. Express delivery costs €12.90 and takes one working day. We do not ship to"
    " P.O. boxes. Write to help@northwind.example with questions.",
)  # fmt: skip
MANUAL = passage(
    3, "Alpine Explorer Tent manual", ("Warranty", "What it covers"),
    "The tent comes with a 2-year limited warranty against defects in materials and "
    "workmanship. The"
    " warranty does not cover damage from misuse or normal wear and tear. Do not machine wash the"
    " tent; clean it with a soft brush and cold water. Let it dry completely before storing it.",
)  # fmt: skip

ABROAD = passage(
    4, "Good to know", ("Orders, payment and returns",),
    "Within Austria the label is free. From other countries we deduct €7.50 from the refund."
    " Parcels that reach us before noon on a working day leave the house the same day. You can pay"
    " by card and, within Austria, by invoice. Our workshop is open on Fridays from 10:00 to 17:30."
    " Checking an appliance costs nothing when you have it repaired, and €15.00 when you do not."
    " Tools are guaranteed for six years and their batteries for two.",
)  # fmt: skip


@pytest.fixture
def evidence() -> Evidence:
    """What the tools of a turn returned: six products, four passages, brands, searches."""
    products = (PRINTER, CANON, LAPTOP, HEADPHONES, SHOE, TENT)
    brands = [("HP", 24, ["Printers"]), ("Canon", 9, ["Printers"]), ("Philips", 12, ["Headphones"])]
    return Evidence(
        products={each.ref: each for each in products},
        passages={each.ref: each for each in (RETURNS, SHIPPING, MANUAL, ABROAD)},
        brands={
            name: BrandFacts(name=name, product_count=count, categories=kinds)
            for name, count, kinds in brands
        },
        searches=[
            SearchMade(ProductSearch(words="printer", price_max=15000), 24),
            SearchMade(
                ProductSearch(words="wireless headphones", price_max=10000, in_stock=True), 7
            ),
            SearchMade(ProductSearch(words="fax machine"), 0),
        ],
    )


@pytest.fixture
def shop() -> Store:
    """The store that the evidence is of."""
    return Store(
        id=uuid5(SPACE, "store"),
        slug="northwind",
        name="Northwind",
        currency="EUR",
        locale="en",
        domain="northwind.example",
        settings=StoreSettings(),
        created_at=datetime(2026, 1, 1, tzinfo=UTC),
    )


@pytest.fixture
def prover(evidence: Evidence, shop: Store) -> Callable[..., Prover]:
    """Makes a prover for a question."""

    def make(question: str = "", **more: object) -> Prover:
        return Prover(evidence, question=question, store=shop, **more)  # type: ignore[arg-type]

    return make


SAMPLE = Path(storewise.__file__).parent / "sample_store"
_HANDLES = (
    "alto-electric-kettle-1-7-l", "alto-variable-kettle-1-0-l", "lull-one-headphones",
    "lull-two-headphones", "hollow-2-tent", "gram-coffee-scale", "heron-stovetop-gooseneck-1-0-l",
    "acacia-board-with-groove", "eider-bail-teapot-0-9-l", "rill-water-carafe-1-0-l",
    "camp-mug-enamel-0-35-l", "tarn-santoku-17-cm-layered",
)  # fmt: skip
_SECTIONS = (
    ("returns", "How long you can return goods"), ("returns", "What condition goods must be in"),
    ("returns", "What a return costs"), ("delivery", "How long it takes"),
    ("delivery", "Where we deliver"), ("delivery", "What delivery costs"),
    ("warranty", "The makers' guarantees"), ("alto-kettle-manual", "Descaling"),
    ("lull-headphones-manual", "Noise cancelling"),
)  # fmt: skip


def _sold(number: int, handle: str) -> ProductFacts:
    with (SAMPLE / "products.csv").open(encoding="utf-8") as file:
        rows = [each for each in csv.DictReader(file) if each["handle"] == handle]
    first = rows[0]
    price = euros(float(first["price"]))
    option = first["option1_name"]
    stated = {name.partition(":")[2]: value for name, value in first.items()
              if name.startswith("attribute:") and value}  # fmt: skip
    return product(
        number, first["title"], first["brand"], first["category"].rpartition(" > ")[2],
        price.amount / 100, first["description"], [_line(*each) for each in stated.items()],
        was=float(first["compare_at_price"] or 0) or None,
        variants=[VariantFacts(options=[each["option1_value"]] if option else [], sku=each["sku"],
                               price=price, in_stock=each["stock"] != "0") for each in rows],
        option_names=[option] if option else [],
    )  # fmt: skip


def _line(label: str, value: str) -> SpecLine:
    label, _, unit = label.rstrip("]").partition(" [")
    if value in ("yes", "no"):
        return label, value == "yes"
    try:
        return (label, float(value), unit) if unit else (label, float(value))
    except ValueError:
        return label, value


def _section(number: int, document: str, heading: str) -> PassageFacts:
    text = (SAMPLE / "documents" / f"{document}.md").read_text(encoding="utf-8")
    title = text.splitlines()[0].removeprefix("# ")
    body = text.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0].strip()
    return passage(number, title, (title, heading), body)


@pytest.fixture(scope="session")
def sample() -> Evidence:
    """Some of the sample store's products and of the sections of its documents."""
    products = [_sold(number, each) for number, each in enumerate(_HANDLES, 1)]
    passages = [_section(number, *each) for number, each in enumerate(_SECTIONS, 1)]
    return Evidence(
        products={each.ref: each for each in products},
        passages={each.ref: each for each in passages},
    )
