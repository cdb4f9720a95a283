"""Jars, boxes and kitchen linen."""

from .. import props
from ..models import cookware, linens
from ..product import Category, Look, Product, detail, scene, together
from ..studio.stage import Shot

WALL = Shot(yaw=0, pitch=0, fill=0.84, lift=0)

PRODUCTS = (
    Product(
        "Larder Jars, set of 3",
        "Brindlow",
        """Three glass jars in three heights with bamboo lids that seal on a silicone ring. They
        share one width, so they line up on a shelf. The lids are for dry goods; jam and pickles
        need a clip jar.""",
        36.00,
        "storage jar, glass jar, pantry, airtight, set of three",
        1900,
        Look(
            linens.jar_trio,
            {"lid": "bamboo"},
            "three glass jars of falling height with bamboo lids, full of grain, beans and flour",
            more=(
                scene(
                    "The larder jars on a shelf before a kettle",
                    props.kitchen_shelf,
                    on="pale table",
                ),
            ),
        ),
        {
            "Material": "borosilicate glass, bamboo",
            "Pieces": 3.0,
            "Airtight": True,
            "Dishwasher safe": False,
        },
    ),
    Product(
        "Word Tin",
        "Brindlow",
        """A steel tin with an inner lid that squeaks when it closes well. Tea stays fresh for half
        a year, coffee for a month. The word on the front is printed under the lacquer, so it will
        not rub off.""",
        18.00,
        "tin, canister, tea caddy, coffee tin, storage",
        290,
        Look(
            linens.canister,
            {},
            "a lacquered tin with a wooden knob and a word on its front",
            by={
                "Tea": {"word": "TEA", "color": "#23505c"},
                "Coffee": {"word": "COFFEE", "color": "#8f3b32"},
                "Sugar": {"word": "SUGAR", "color": "#c9972f", "high": 11},
            },
            more=(together("Word tins for tea, coffee and sugar"),),
        ),
        {
            "Material": "tinplate, oak",
            "Capacity [l]": 1.1,
            "Airtight": True,
            "Dishwasher safe": False,
        },
        {"For": ("Tea", "Coffee", "Sugar")},
    ),
    Product(
        "Loaf Bread Bin",
        "Brindlow",
        """A steel bin for one large loaf or two small ones; its beech lid turns over to become the
        cutting board. Two rows of holes at the back keep mould away. 34 centimetres long.""",
        59.00,
        "bread bin, bread box, storage, beech",
        2400,
        Look(
            linens.bread_box,
            {},
            "a metal bread bin with a wooden lid",
            more=(scene("The bread bin on a kitchen table", props.breakfast, yaw=22),),
        ),
        {"Material": "powder-coated steel, beech", "Capacity [l]": 9.0, "Dishwasher safe": False},
        {"Colour": ("Cream", "Sage", "Graphite")},
        was=72.00,
    ),
    Product(
        "Midday Lunch Box 1.0 l",
        "Brindlow",
        """A flat box with a movable wall inside and a bamboo lid under a silicone strap. It
        carries sandwiches and salad, not soup: the lid is tight against crumbs but not against
        broth.""",
        24.00,
        "lunch box, bento, food container, to go",
        420,
        Look(linens.lunch_box, {}, "a flat lunch box with a bamboo lid and a black strap"),
        {
            "Material": "wheat-fibre plastic, bamboo",
            "Capacity [l]": 1.0,
            "Leakproof": False,
            "Dishwasher safe": False,
        },
        {"Colour": ("Sage", "Blush", "Denim")},
    ),
    Product(
        "Midday Steel Lunch Box 1.2 l",
        "Ferrow",
        """Stainless steel with clips and a seal that holds dressing, soup and yoghurt upside down
        in a bag. No microwave, for the obvious reason; no plastic either, apart from the seal.""",
        34.00,
        "lunch box, bento, food container, leakproof, stainless steel, plastic free",
        510,
        Look(
            linens.lunch_box,
            {"lid": "steel", "color": "#b9bcbc"},
            "a stainless-steel lunch box with a black strap",
        ),
        {
            "Material": "stainless steel, silicone",
            "Capacity [l]": 1.2,
            "Leakproof": True,
            "Dishwasher safe": True,
            "Microwave safe": False,
        },
    ),
    Product(
        "Leftover Boxes, set of 3",
        "Brindlow",
        """Glass below, clip lids above: from the oven to the table to the fridge in one dish. The
        glass takes 400 °C, the lids take the dishwasher but not the oven. Nested when empty.""",
        32.00,
        "food container, glass container, meal prep, storage box, leakproof",
        2100,
        Look(linens.food_boxes, {}, "three glass boxes with clip lids, stacked"),
        {
            "Material": "borosilicate glass, polypropylene",
            "Pieces": 3.0,
            "Leakproof": True,
            "Dishwasher safe": True,
            "Microwave safe": True,
        },
    ),
    Product(
        "Mill Tea Towels, set of 3",
        "Weftmoor",
        """Half linen, half cotton: the linen drinks, the cotton softens. They lint a little until
        the second wash. The stripes are woven in and never fade out.""",
        27.00,
        "tea towel, dish towel, kitchen towel, linen, set of three",
        270,
        Look(
            linens.tea_towels,
            {"style": "stripe"},
            "a pile of folded linen towels with coloured stripes",
            shot=Shot(pitch=28),
            more=(
                detail(
                    "Woven stripes and folded edges of the Mill towels", 2.4, (0.55, 0.55), pitch=28
                ),
            ),
        ),
        {"Material": "linen, cotton", "Pieces": 3.0},
        {"Colour": ("Denim", "Brick", "Moss")},
        care="Wash at 60 °C, dry on the line.",
    ),
    Product(
        "Potter's Apron",
        "Weftmoor",
        """A bib apron in stout cotton twill with cross-over ties and a pocket divided in two.
        Stains show on the pale one and tell your story. One size; the neck strap adjusts.""",
        39.00,
        "apron, kitchen apron, cooking, workwear, gift",
        380,
        Look(
            linens.apron,
            {},
            "a bib apron with a front pocket, hanging on a wall",
            shot=WALL,
            upright=True,
        ),
        {"Material": "cotton twill"},
        {"Colour": ("Denim", "Olive", "Natural")},
        care="Wash at 40 °C; iron damp.",
    ),
    Product(
        "Quilted Oven Mitts, pair",
        "Weftmoor",
        """Two mitts with a thick cotton filling, good for half a minute at 220 °C, which is longer
        than it sounds. Not for open fire, and no help at all when wet.""",
        22.00,
        "oven gloves, oven mitts, pot holder, kitchen",
        210,
        Look(
            cookware.oven_gloves,
            {},
            "two quilted oven mitts with pale cuffs",
            shot=WALL,
            upright=True,
        ),
        {"Material": "cotton", "Pieces": 2.0, "Colour": "Denim"},
        care="Wash at 40 °C.",
    ),
    Product(
        "Crock with Wooden Spoons",
        "Brindlow",
        """A stoneware crock heavy enough not to tip, with three beech spoons: one flat, one deep,
        one for tasting. The spoons darken with use and tomatoes.""",
        33.00,
        "utensil holder, wooden spoon, kitchen tools, crock, gift",
        1250,
        Look(linens.mixing_spoons, {}, "a cream crock holding three wooden spoons"),
        {"Material": "stoneware, beech", "Pieces": 4.0, "Dishwasher safe": False},
    ),
)

CATEGORY = Category("Kitchen > Storage & linen", "ST", PRODUCTS)
