"""Notebooks, pens and desk order."""

from .. import props
from ..models import paper
from ..product import Category, Look, Product, angle, detail, scene
from ..studio.stage import Shot

OVER = Shot(yaw=24, pitch=42, fill=0.84)

PRODUCTS = (
    Product(
        "Ledger Notebook A5",
        "Inkfold",
        """192 pages of 100 g paper that fountain pens do not bleed through, thread-sewn so that it
        lies flat from the first page. Numbered pages, two ribbons, an elastic that will outlive
        it.""",
        19.50,
        "notebook, journal, a5, dotted, lined, stationery",
        340,
        Look(
            paper.notebook,
            {"cover": "cloth"},
            "a cloth-bound notebook with an elastic band and a ribbon",
            shot=OVER,
            more=(
                detail(
                    "Cloth cover, band and page edges of the Ledger notebook",
                    2.4,
                    (0.66, 0.56),
                    yaw=24,
                    pitch=42,
                ),
            ),
        ),
        {
            "Pages": 192.0,
            "Format": "A5",
            "Paper weight [g/m²]": 100.0,
            "Material": "paper, book cloth",
        },
        {"Ruling": ("dotted", "lined", "blank"), "Colour": ("Petrol", "Berry", "Mustard")},
        stock={"blank": 4},
    ),
    Product(
        "Field Notebook A5, leather",
        "Inkfold",
        """A leather cover that takes refills: when the inside is full, only the inside changes.
        The pen in the picture is sold separately. The hide marks and darkens; that is the
        point.""",
        64.00,
        "notebook, journal, a5, leather, refillable, gift",
        420,
        Look(
            paper.notebook,
            {"cover": "leather", "pen": True},
            "a leather notebook with a pen lying on it",
            shot=OVER,
            more=(
                scene("The leather notebook on a desk", props.desk, pitch=26, fill=0.7, on="table"),
            ),
        ),
        {
            "Pages": 160.0,
            "Format": "A5",
            "Paper weight [g/m²]": 90.0,
            "Material": "leather, paper",
            "Colour": "Chestnut",
        },
    ),
    Product(
        "Pocket Notebooks, set of 3",
        "Inkfold",
        """Three stapled booklets of 48 pages, one lined, one squared, one blank. Thin enough for a
        shirt, tied with a string you may keep.""",
        12.00,
        "notebook, pocket notebook, a6, set of three, stationery",
        150,
        Look(
            paper.notebook_stack,
            {},
            "three thin notebooks tied with string",
            shot=Shot(yaw=24, pitch=32),
        ),
        {
            "Pages": 48.0,
            "Format": "A6",
            "Paper weight [g/m²]": 80.0,
            "Pieces": 3.0,
            "Material": "paper",
            "Colour": "Clay",
        },
        stock=120,
    ),
    Product(
        "Undated Week Planner",
        "Inkfold",
        """Fifty-four weeks to start whenever you like, Monday to Sunday on one spread, with a page
        for each month at the front. Opens flat; the ribbon keeps the week.""",
        26.00,
        "planner, diary, calendar, organiser, weekly",
        390,
        Look(
            paper.planner,
            {},
            "a planner lying open at a week",
            shot=Shot(yaw=20, pitch=48, fill=0.86),
        ),
        {
            "Pages": 128.0,
            "Format": "A5",
            "Paper weight [g/m²]": 100.0,
            "Material": "paper, book cloth",
        },
        {"Colour": ("Berry", "Fern", "Navy")},
        was=32.00,
    ),
    Product(
        "Heron Fountain Pen",
        "Inkfold",
        """A steel nib with a touch of spring, resin body, brass trim. Takes cartridges or the
        converter in the box. Needs writing weekly or a rinse: ink dries in any pen.""",
        59.00,
        "fountain pen, pen, writing, gift, stationery",
        24,
        Look(
            paper.fountain_pen,
            {},
            "an open fountain pen with its cap beside it",
            shot=Shot(yaw=24, pitch=40, fill=0.86),
            more=(detail("The nib of the Heron pen", 2.6, (0.72, 0.66), yaw=24, pitch=40),),
        ),
        {"Nib material": "steel", "Material": "resin, brass", "Weight [g]": 24.0},
        {"Colour": ("Navy", "Berry", "Pine"), "Nib": ("F", "M", "B")},
        stock={"B": 2},
    ),
    Product(
        "Slate Rollerballs, set of 3",
        "Inkfold",
        """Three slim metal pens in three greys, with refills that any shop has. They write from
        the first millimetre and do not smear for left hands.""",
        24.00,
        "pen, rollerball, ballpoint, set of three, stationery",
        54,
        Look(
            paper.rollerball,
            {},
            "three slim metal pens side by side",
            shot=Shot(yaw=24, pitch=46, fill=0.84),
        ),
        {"Pieces": 3.0, "Material": "aluminium", "Weight [g]": 54.0, "Colour": "Graphite"},
    ),
    Product(
        "Cedar Pencils and Sharpener",
        "Inkfold",
        """Six cedar pencils from 2H to 4B and a brass sharpener that can be resharpened itself.
        They smell of a school room in the best sense.""",
        16.00,
        "pencils, drawing, sharpener, art, stationery, set of six",
        62,
        Look(
            paper.pencils,
            {},
            "six pencils fanned out beside a brass sharpener",
            shot=Shot(yaw=24, pitch=46, fill=0.86),
        ),
        {"Pieces": 7.0, "Material": "cedar, brass", "Colour": "Mustard"},
    ),
    Product(
        "Bottled Ink 50 ml",
        "Inkfold",
        """Dye ink for fountain pens, water-based, washable from hands and most cottons. The bottle
        has a slanted well so that the last drops reach the pen. Not waterproof on paper.""",
        14.00,
        "ink, fountain pen ink, bottle, refill, stationery",
        190,
        Look(paper.ink_bottle, {}, "a square bottle of ink with a paper label"),
        {"Capacity [l]": 0.05, "Material": "glass", "Waterproof": False},
        {"Colour": ("Navy", "Berry", "Fern", "Chestnut")},
    ),
    Product(
        "Roll Pencil Case",
        "Inkfold",
        """A soft case with a brass zip, long enough for new pencils and wide enough for a pair of
        scissors. It stands open on the desk if you ask it nicely.""",
        34.00,
        "pencil case, pen case, leather, stationery",
        120,
        Look(
            paper.pencil_case,
            {},
            "a long soft pencil case with a brass zip",
            by={
                "Leather": {"kind": "leather", "color": "#a9743f"},
                "Canvas": {"kind": "canvas", "color": "#6b7345"},
            },
            shot=Shot(pitch=28, fill=0.82),
        ),
        {},
        {"Cover": ("Leather", "Canvas")},
        {"Canvas": 24.00},
    ),
    Product(
        "Oddments Desk Tray",
        "Inkfold",
        """One long compartment for pens and two small ones for whatever collects. Milled from one
        board and oiled. The things in the picture are not included.""",
        46.00,
        "desk tray, organiser, pen tray, wood",
        680,
        Look(
            paper.desk_tray,
            {},
            "a wooden desk tray with pens and small things in it",
            by={"Oak": {"finish": "oak"}, "Walnut": {"finish": "walnut"}},
            shot=Shot(yaw=24, pitch=42, fill=0.86),
            more=(angle("The desk tray from straight above", 0, 80, fill=0.84),),
        ),
        {"Material": "solid wood"},
        {"Wood": ("Oak", "Walnut")},
    ),
    Product(
        "Letter Set, 10 cards",
        "Inkfold",
        """Ten heavy cards and lined envelopes, untrimmed at one edge. For letters that matter and
        shopping lists that should.""",
        15.00,
        "cards, envelopes, letter, stationery, gift",
        210,
        Look(
            paper.letter_set,
            {},
            "cards and envelopes fanned out",
            shot=Shot(yaw=20, pitch=52, fill=0.84),
        ),
        {"Pieces": 20.0, "Paper weight [g/m²]": 300.0, "Material": "cotton paper", "Colour": "Sky"},
        status="draft",
    ),
)

CATEGORY = Category("Audio & desk > Paper & pens", "PP", PRODUCTS)
