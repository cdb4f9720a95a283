"""Rainwear and warm layers."""

from ..models import clothing
from ..product import Category, Look, Product, detail
from ..studio.stage import Shot

HUNG = Shot(yaw=6, pitch=2, fill=0.86, lift=0)
SIZES = ("S", "M", "L", "XL")

PRODUCTS = (
    Product(
        "Squall Rain Jacket",
        "Nimbry",
        """Three layers, taped seams, a hood that turns with the head. A 20,000 mm water column
        keeps a day of rain out; the pit zips let the climb's heat go. Cut to wear over a fleece,
        so it looks roomy on its own.""",
        229.00,
        "rain jacket, waterproof jacket, hardshell, raincoat, hiking",
        480,
        Look(
            clothing.rain_jacket,
            {},
            "a hooded rain jacket with a front zip, seen from the front",
            shot=HUNG,
            upright=True,
            more=(
                detail("Hood and drawcords of the Squall jacket", 2.3, (0.5, 0.22), yaw=6, pitch=2),
            ),
        ),
        {
            "Material": "recycled polyamide",
            "Water column [mm]": 20000.0,
            "Waterproof": True,
            "Hood": True,
            "Weight [g]": 480.0,
        },
        {"Colour": ("Mustard", "Petrol", "Ink"), "Size": SIZES},
        was=269.00,
        stock={"XL": 0},
        care="Wash at 30 °C without softener; tumble low to revive the finish.",
    ),
    Product(
        "Drizzle Packaway Jacket",
        "Nimbry",
        """A thin coat that lives in its own pocket at the size of an apple. It stops wind and
        showers; after an hour of real rain the shoulders give up. For everyday bags, not for
        expeditions.""",
        79.00,
        "rain jacket, windbreaker, packable jacket, shower-proof, cycling",
        190,
        Look(
            clothing.rain_jacket,
            {"long": 0.0},
            "a light hooded jacket seen from the front",
            shot=HUNG,
            upright=True,
        ),
        {
            "Material": "ripstop nylon",
            "Water column [mm]": 1500.0,
            "Waterproof": False,
            "Hood": True,
            "Weight [g]": 190.0,
        },
        {"Colour": ("Sky", "Rust"), "Size": SIZES},
    ),
    Product(
        "Harbour Raincoat",
        "Nimbry",
        """A long coat in rubberised cotton-feel cloth with welded seams: what the ferry crew
        wears. Fully waterproof and therefore not breathable; a slit under the yoke helps. Knee
        length on most people.""",
        149.00,
        "raincoat, waterproof coat, long rain jacket, city",
        910,
        Look(
            clothing.rain_jacket,
            {"long": 16.0},
            "a long hooded raincoat seen from the front",
            shot=HUNG,
            upright=True,
        ),
        {
            "Material": "polyurethane on polyester",
            "Water column [mm]": 8000.0,
            "Waterproof": True,
            "Hood": True,
            "Weight [g]": 910.0,
        },
        {"Colour": ("Sun", "Navy", "Olive"), "Size": ("S", "M", "L")},
        stock={"Sun": 3},
    ),
    Product(
        "Hoar Down Jacket",
        "Nimbry",
        """Traceable duck down in narrow quilting, warm enough for standing about at minus ten. The
        shell turns away snow; in rain it needs a jacket over it. Packs into the left pocket.""",
        199.00,
        "down jacket, puffer, insulated jacket, winter, warm",
        410,
        Look(
            clothing.down_jacket,
            {"hooded": True},
            "a hooded quilted down jacket",
            shot=HUNG,
            upright=True,
            more=(detail("Quilting of the Hoar jacket", 2.6, (0.42, 0.55), yaw=6, pitch=2),),
        ),
        {
            "Material": "nylon, duck down",
            "Fill": "down",
            "Waterproof": False,
            "Hood": True,
            "Weight [g]": 410.0,
        },
        {"Colour": ("Rust", "Ink", "Moss"), "Size": SIZES},
    ),
    Product(
        "Rime Quilted Vest",
        "Nimbry",
        """The sleeveless one, filled with recycled polyester: goes in the washing machine, keeps
        warming when damp, fits under a coat. Two hand pockets, one inside.""",
        99.00,
        "vest, gilet, body warmer, quilted, insulated, washable",
        290,
        Look(
            clothing.down_jacket,
            {"hooded": False, "sleeves": False},
            "a quilted vest with a stand collar",
            shot=HUNG,
            upright=True,
        ),
        {
            "Material": "nylon, recycled polyester",
            "Fill": "synthetic",
            "Waterproof": False,
            "Hood": False,
            "Weight [g]": 290.0,
        },
        {"Colour": ("Pine", "Berry"), "Size": SIZES},
        was=119.00,
    ),
    Product(
        "Croft Pile Fleece",
        "Nimbry",
        """Thick pile on a knitted back, half zip, one chest pocket that fits a phone. Warm, quick
        to dry, and like all fleece it sheds fibres: a washing bag is in the pocket.""",
        109.00,
        "fleece, pullover, pile, half-zip, warm layer",
        520,
        Look(
            clothing.fleece,
            {"half_zip": True},
            "a pile fleece with a half zip and a chest pocket",
            shot=HUNG,
            upright=True,
        ),
        {"Material": "recycled polyester", "Waterproof": False, "Hood": False, "Weight [g]": 520.0},
        {"Colour": ("Sage", "Oat", "Slate"), "Size": SIZES},
        care="Wash at 30 °C in the bag supplied.",
    ),
    Product(
        "Shieling Wool Jumper",
        "Weftmoor",
        """Undyed wool from one valley, knitted thick and left a little oily so that drizzle beads
        on it. Scratchy for an hour, then yours for twenty years. Air it rather than wash it.""",
        139.00,
        "jumper, sweater, pullover, wool, knitwear",
        780,
        Look(
            clothing.jumper,
            {},
            "a coarse knitted wool jumper with a round neck",
            shot=HUNG,
            upright=True,
            more=(detail("Stitches of the Shieling jumper", 2.6, (0.5, 0.48), yaw=6, pitch=2),),
        ),
        {"Material": "wool", "Waterproof": False, "Weight [g]": 780.0},
        {"Colour": ("Cream", "Ash", "Chestnut"), "Size": SIZES},
        care="Hand wash cold, dry flat.",
    ),
    Product(
        "Merino T-Shirt 150",
        "Nimbry",
        """Fine merino of 17.5 micron that does not itch and does not smell after three days in a
        hut. Thin: a rucksack with rough straps will wear it through in time. Darn it; it is worth
        it.""",
        59.00,
        "t-shirt, merino, base layer, wool, hiking, travel",
        150,
        Look(clothing.tee, {}, "a short-sleeved merino shirt", shot=HUNG, upright=True),
        {"Material": "merino wool", "Waterproof": False, "Weight [g]": 150.0},
        {"Colour": ("White", "Slate", "Brick"), "Size": SIZES},
    ),
    Product(
        "Cairn Beanie",
        "Weftmoor",
        """A ribbed hat in lambswool with a deep turn-up: over the ears in wind, rolled up indoors.
        One size stretches from 54 to 61 centimetres.""",
        32.00,
        "beanie, hat, woolly hat, knit cap, winter",
        95,
        Look(clothing.beanie, {}, "a ribbed wool hat with a turned-up brim", shot=Shot(pitch=10)),
        {"Material": "lambswool", "Weight [g]": 95.0},
        {"Colour": ("Terracotta", "Navy", "Oat")},
    ),
    Product(
        "Ropewalk Gloves",
        "Weftmoor",
        """Knitted gloves with a thread in thumb and forefinger that telephones can feel. Two
        sizes. For handling wet rope take leather ones instead.""",
        28.00,
        "gloves, knitted gloves, touchscreen, winter",
        85,
        Look(clothing.gloves, {}, "a pair of knitted gloves", shot=HUNG, upright=True),
        {"Material": "wool, polyamide", "Weight [g]": 85.0},
        {"Colour": ("Graphite", "Rust"), "Size": ("S/M", "L/XL")},
    ),
    Product(
        "Weaver's Check Scarf",
        "Weftmoor",
        """Woven, not knitted, from lambswool yarn: 30 by 180 centimetres with hand-knotted
        fringes. It softens over the first winter.""",
        54.00,
        "scarf, wool scarf, check, lambswool, gift",
        210,
        Look(
            clothing.scarf,
            {"checked": True},
            "a folded checked wool scarf with fringes",
            shot=HUNG,
            upright=True,
            more=(detail("Check and fringes of the scarf", 2.3, (0.44, 0.72), yaw=6, pitch=2),),
        ),
        {"Material": "lambswool", "Weight [g]": 210.0},
        {"Colour": ("Berry", "Navy", "Moss")},
    ),
    Product(
        "Hill Socks",
        "Weftmoor",
        """Terry soles, ribbed leg, flat toe seam: hiking socks in wool with a little nylon where
        boots rub. Sold as a pair; the left and right differ.""",
        22.00,
        "socks, hiking socks, wool socks, walking",
        90,
        Look(
            clothing.socks,
            {},
            "a pair of ribbed wool socks with coloured toes and heels",
            by={
                "Denim / Mustard": {"color": "#4d6a8a", "accent": "#c9972f"},
                "Oat / Brick": {"color": "#d8c7a9", "accent": "#8f3b32"},
            },
            shot=HUNG,
            upright=True,
        ),
        {"Material": "wool, polyamide", "Weight [g]": 90.0},
        {"Colour": ("Denim / Mustard", "Oat / Brick"), "Size": ("36-38", "39-42", "43-46")},
        care="Wash at 40 °C inside out.",
    ),
    Product(
        "Storm Umbrella",
        "Nimbry",
        """Eight fibreglass ribs that flip back in a gust instead of breaking. Maple handle, canopy
        104 centimetres wide: room for one and a half. A long umbrella: it does not fold for the
        bag.""",
        49.00,
        "umbrella, stick umbrella, windproof, rain",
        520,
        Look(
            clothing.umbrella,
            {},
            "an open umbrella leaning on the ground with its wooden crook behind",
            shot=Shot(yaw=-20, pitch=12),
        ),
        {"Material": "polyester, fibreglass, maple", "Waterproof": True, "Weight [g]": 520.0},
        {"Colour": ("Navy", "Brick", "Moss")},
    ),
)

CATEGORY = Category("Outdoor > Rainwear & layers", "RL", PRODUCTS)
