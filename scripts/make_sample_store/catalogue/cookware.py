"""Pots and pans, lids and what protects the hands."""

from .. import props
from ..models import cookware as pans
from ..product import Category, Look, Product, angle, detail, measured, scene, together
from ..studio.stage import Shot

SLANT = Shot(yaw=25, pitch=38, fill=0.88)

PRODUCTS = (
    Product(
        "Anvil Cast-Iron Skillet",
        "Tolvan",
        """Three kilos of iron that hold heat like a stove. It comes seasoned with rapeseed oil and
        gets better with every steak. Too heavy to toss pancakes, and tomato sauce will eat the
        seasoning.""",
        54.00,
        "frying pan, skillet, cast iron, induction, oven",
        2900,
        Look(
            pans.frying_pan,
            {"kind": "iron"},
            "a black cast-iron skillet with a pour spot and a helper handle",
            shot=SLANT,
            more=(
                detail(
                    "The seasoned cooking face of the Anvil skillet", 2.2, (0.42, 0.52), pitch=38
                ),
            ),
        ),
        {
            "Material": "cast iron",
            "Coating": "seasoned",
            "Induction": True,
            "Oven safe": True,
            "Dishwasher safe": False,
        },
        {"Size": ("20 cm", "26 cm", "30 cm")},
        {"20 cm": 39.00, "30 cm": 69.00},
        {"20 cm": 1850, "30 cm": 3900},
        care="Wash with hot water, dry on the hob, rub with a drop of oil. Never soak.",
    ),
    Product(
        "Ember Carbon-Steel Pan 28 cm",
        "Tolvan",
        """Half the weight of cast iron and nearly as patient with heat: the pan that restaurant
        kitchens use for eggs, once it is seasoned. Out of the box it is grey and sticks. Give it a
        week.""",
        62.00,
        "frying pan, carbon steel, wrought iron pan, induction",
        1650,
        Look(
            pans.frying_pan,
            {"kind": "carbon", "wide": 28.0},
            "a carbon-steel pan with a dark seasoned face and a steel handle",
            shot=SLANT,
        ),
        {
            "Material": "carbon steel",
            "Coating": "seasoned",
            "Diameter [cm]": 28.0,
            "Induction": True,
            "Oven safe": True,
            "Dishwasher safe": False,
        },
        care="No soap in the first weeks; dry at once.",
    ),
    Product(
        "Glide Non-Stick Pan",
        "Tolvan",
        """Ceramic coating without PFAS on recycled aluminium, for eggs, fish and everything that
        likes to stick. Keep the hob at medium: above 230 °C any coating dies young. Expect two to
        four years of daily use.""",
        48.00,
        "frying pan, non-stick, ceramic coating, pfas free, induction",
        980,
        Look(
            pans.frying_pan,
            {"kind": "coated", "wide": 26.0},
            "a coated pan with a walnut handle",
            shot=SLANT,
            more=(angle("The Glide pan from above", 10, 70, fill=0.86),),
        ),
        {
            "Material": "recycled aluminium, walnut",
            "Coating": "ceramic, PFAS-free",
            "Induction": True,
            "Oven safe": False,
            "Dishwasher safe": False,
        },
        {"Size": ("24 cm", "28 cm")},
        {"28 cm": 56.00},
        {"28 cm": 1190},
        was=59.00,
        care="Wooden or silicone tools only; hand wash when it has cooled.",
    ),
    Product(
        "Fold Steel Pan 28 cm",
        "Tolvan",
        """Three layers, steel outside and aluminium within, from rim to rim. Nothing to peel or
        wear off, so it may be scrubbed and goes in the dishwasher. Meat releases when it is ready;
        eggs need more butter than you would like.""",
        89.00,
        "frying pan, stainless steel, tri-ply, induction, uncoated",
        1420,
        Look(
            pans.frying_pan,
            {"kind": "steel", "wide": 28.0},
            "a bare stainless-steel frying pan with a steel handle",
            shot=SLANT,
        ),
        {
            "Material": "stainless steel, aluminium core",
            "Coating": "none",
            "Diameter [cm]": 28.0,
            "Induction": True,
            "Oven safe": True,
            "Dishwasher safe": True,
        },
    ),
    Product(
        "Hearth Casserole 4.7 l",
        "Tolvan",
        """Enamelled cast iron for stews that take all Sunday, bread with a crust, and roasting a
        whole chicken. The lid's inner side has ridges that drip the juices back. Five kilos when
        empty: use both ears.""",
        139.00,
        "casserole, dutch oven, cocotte, stew pot, cast iron, bread baking",
        5200,
        Look(
            pans.casserole,
            {},
            "a round enamelled casserole with a brass knob on its lid",
            more=(
                together("Hearth casseroles in four colours"),
                detail("The brass knob of the Hearth casserole", 2.5, (0.5, 0.34)),
                scene(
                    "The Hearth casserole on a wooden kitchen table",
                    props.kitchen_shelf,
                    on="dark table",
                ),
            ),
        ),
        {
            "Material": "enamelled cast iron",
            "Capacity [l]": 4.7,
            "Diameter [cm]": 24.0,
            "Induction": True,
            "Oven safe": True,
            "Dishwasher safe": False,
        },
        {"Colour": ("Brick", "Petrol", "Mustard", "Oat")},
        was=169.00,
        care="Let it cool before washing: cold water on hot enamel cracks it.",
    ),
    Product(
        "Fold Saucepan with Lid",
        "Tolvan",
        """The pan for porridge, sauces and two eggs. Litre marks inside, a rim that pours from
        either side, and a glass lid with a steam vent. The steel handle warms up after ten minutes
        on gas.""",
        59.00,
        "saucepan, pot, milk pan, stainless steel, induction",
        1180,
        Look(
            pans.saucepan,
            {},
            "a steel saucepan with a glass lid and a long handle",
            shot=Shot(fill=0.88, pitch=20),
        ),
        {
            "Material": "stainless steel, aluminium core",
            "Induction": True,
            "Oven safe": True,
            "Dishwasher safe": True,
        },
        {"Size": ("1.5 l", "2.4 l")},
        {"2.4 l": 72.00},
        {"2.4 l": 1510},
    ),
    Product(
        "Copper Sauteuse 1.8 l",
        "Tolvan",
        """Two millimetres of copper lined with steel: the most obedient pan there is, for caramel
        and butter sauces. Not magnetic, therefore not for induction. It will darken; that is what
        copper does.""",
        148.00,
        "saucepan, copper pan, sauteuse, sauce",
        1900,
        Look(
            pans.saucepan,
            {"copper": True, "lid": False, "wide": 18.0},
            "a copper saucepan with a brass handle",
            shot=Shot(fill=0.88, pitch=26),
            more=(
                scene(
                    "The copper sauteuse in a kitchen", props.stove_top, yaw=24, pitch=18, fill=0.7
                ),
            ),
        ),
        {
            "Material": "copper, stainless steel",
            "Capacity [l]": 1.8,
            "Induction": False,
            "Oven safe": True,
            "Dishwasher safe": False,
        },
        stock=4,
        care="Polish with lemon and salt if you like it bright.",
    ),
    Product(
        "Gust Carbon-Steel Wok 33 cm",
        "Tolvan",
        """A flat-bottomed wok that stands on any hob, with an oak handle and a helper at the far
        side. Thin enough to heat in a minute and cool as fast. Season it before first use; the
        leaflet shows how.""",
        57.00,
        "wok, stir-fry pan, carbon steel, induction",
        1720,
        Look(
            pans.wok,
            {},
            "a carbon-steel wok with an oak handle",
            shot=Shot(pitch=32, fill=0.88),
        ),
        {
            "Material": "carbon steel, oak",
            "Coating": "none",
            "Diameter [cm]": 33.0,
            "Induction": True,
            "Oven safe": False,
            "Dishwasher safe": False,
        },
    ),
    Product(
        "Bamboo Steamer, two tiers",
        "Brindlow",
        """Two woven baskets and a lid that swallows the drips, for dumplings above and greens
        below. It sits on our 33 cm wok or on any pot 24 centimetres wide. Line it with a cabbage
        leaf, and wash it without soap.""",
        23.50,
        "steamer, bamboo, dim sum, wok accessory",
        640,
        Look(pans.steamer, {}, "a two-storey bamboo steamer with a woven lid"),
        {"Material": "bamboo", "Diameter [cm]": 24.0, "Dishwasher safe": False},
    ),
    Product(
        "Glass Lid for Pans",
        "Tolvan",
        """A domed lid of hardened glass with a steel rim and a vent. Fits the Anvil, Ember, Glide
        and Fold pans of the same size, and most pans of other makers. Oven safe to 180 °C because
        of the knob.""",
        17.90,
        "lid, glass lid, pan lid, cookware accessory, spare part",
        720,
        Look(
            pans.glass_lid,
            {},
            "a domed glass lid with a steel rim and a black knob",
            shot=Shot(pitch=30),
            on="petrol",
        ),
        {"Material": "hardened glass, steel", "Oven safe": True, "Dishwasher safe": True},
        {"Size": ("24 cm", "26 cm", "28 cm")},
        {"28 cm": 19.90},
    ),
    Product(
        "Sunday Roasting Tray with Rack",
        "Tolvan",
        """A deep enamelled tray that takes a five-kilo bird, with a rack to lift it out of its own
        fat. Its folding handles fit ovens 40 centimetres wide inside. Fine on the hob for making
        gravy, over two rings.""",
        46.00,
        "roasting tin, roasting tray, oven tray, rack",
        2300,
        Look(
            pans.roasting_tray,
            {},
            "a dark enamelled roasting tray with a steel rack in it",
            shot=Shot(pitch=34, fill=0.84),
            more=(measured("Measures of the Sunday roasting tray", "38 cm", "9 cm"),),
        ),
        {
            "Material": "enamelled steel",
            "Induction": True,
            "Oven safe": True,
            "Dishwasher safe": True,
        },
    ),
)

CATEGORY = Category("Kitchen > Cookware", "CW", PRODUCTS)
