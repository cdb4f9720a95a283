"""Mugs, plates, bowls, pots and glasses."""

from .. import props
from ..models import tableware as ware
from ..product import Category, Look, Product, angle, detail, measured, scene, together
from ..studio.stage import Shot

PRODUCTS = (
    Product(
        "Tern Mug 0.3 l",
        "Pellwick",
        """A straight-sided stoneware mug with a handle wide enough for three fingers. Glazed all
        over except the foot, which is left raw so you can feel the clay. Dishwasher and microwave
        safe.""",
        16.50,
        "mug, coffee mug, cup, stoneware, gift",
        360,
        Look(
            ware.mug,
            {"style": "plain"},
            "a straight stoneware mug with a rounded handle",
            more=(
                together("Tern mugs in five colours"),
                scene("A Tern mug on a table with plants behind", props.window_sill, fill=0.5),
            ),
        ),
        {
            "Material": "stoneware",
            "Capacity [l]": 0.3,
            "Dishwasher safe": True,
            "Microwave safe": True,
        },
        {"Colour": ("Oat", "Ink", "Sage", "Blush", "Lagoon")},
    ),
    Product(
        "Tern Mug, Dipped 0.35 l",
        "Pellwick",
        """Each of these is dipped by hand into a second glaze, so the line sits a little higher or
        lower from one to the next. The flared rim cools coffee faster than our straight mug: good
        for the impatient.""",
        21.00,
        "mug, coffee mug, cup, two-tone, handmade, gift",
        380,
        Look(
            ware.mug,
            {"style": "dipped", "form": "tulip", "full": True},
            "a flared mug, cream above and coloured below, filled with coffee",
            more=(detail("The hand-dipped glaze line of the mug", 2.4, (0.42, 0.52)),),
        ),
        {
            "Material": "stoneware",
            "Capacity [l]": 0.35,
            "Dishwasher safe": True,
            "Microwave safe": True,
        },
        {"Colour": ("Petrol", "Brick", "Moss")},
        was=26.00,
    ),
    Product(
        "Pebble Mug 0.4 l",
        "Pellwick",
        """Round as a river stone, to be held in both hands. The speckles are iron in the clay that
        melts through the glaze. It is too wide for most car cup holders and far too heavy for a
        rucksack.""",
        19.00,
        "mug, tea mug, large mug, speckled, stoneware",
        440,
        Look(
            ware.mug,
            {"style": "speckled", "form": "round"},
            "a round-bellied mug with iron speckles in the glaze",
            more=(detail("Iron speckles in the glaze of the Pebble mug", 2.6, (0.45, 0.55)),),
        ),
        {
            "Material": "stoneware",
            "Capacity [l]": 0.4,
            "Dishwasher safe": True,
            "Microwave safe": True,
        },
        {"Colour": ("Sage", "Cream", "Sky")},
    ),
    Product(
        "Camp Mug, Enamel 0.35 l",
        "Ferrow",
        """Steel under two coats of enamel: it chips rather than breaks and can stand on a fire.
        The rim gets as hot as the coffee. Never put it in a microwave.""",
        12.90,
        "mug, enamel mug, camping mug, outdoor, cup",
        150,
        Look(
            ware.mug,
            {"style": "enamel", "form": "camp"},
            "a speckled enamel mug with a rolled rim",
        ),
        {
            "Material": "enamelled steel",
            "Capacity [l]": 0.35,
            "Dishwasher safe": True,
            "Microwave safe": False,
        },
        {"Colour": ("Navy", "Pine", "Brick")},
    ),
    Product(
        "Finch Espresso Cups, pair",
        "Pellwick",
        """Two thick-walled cups for a double espresso, each with its saucer. Warm them first: the
        heavy wall then keeps the crema for longer. 80 millilitres to the brim.""",
        29.00,
        "espresso cup, cup, coffee, set of two, gift",
        480,
        Look(
            ware.espresso_pair,
            {},
            "two filled espresso cups on saucers, one behind the other",
            shot=Shot(pitch=24, fill=0.84),
        ),
        {
            "Material": "porcelain",
            "Capacity [l]": 0.08,
            "Pieces": 2.0,
            "Dishwasher safe": True,
            "Microwave safe": True,
            "Colour": "Ink",
        },
    ),
    Product(
        "Skerry Dinner Plates, set of 4",
        "Pellwick",
        """Four coupe plates with a narrow raised edge that keeps sauce where it belongs. 27
        centimetres across, they fit dishwashers but not the smallest cupboards: measure first. No
        two have the same speckle.""",
        68.00,
        "plates, dinner plate, dinnerware, speckled, set of four",
        3100,
        Look(
            ware.plate_stack,
            {"style": "speckled"},
            "a stack of four speckled plates with one more leaning behind",
            more=(detail("Rims and speckles of the stacked Skerry plates", 2.3, (0.45, 0.72)),),
        ),
        {
            "Material": "stoneware",
            "Diameter [cm]": 27.0,
            "Pieces": 4.0,
            "Dishwasher safe": True,
            "Microwave safe": True,
        },
        {"Colour": ("Sage", "Cream", "Slate")},
        was=84.00,
    ),
    Product(
        "Skerry Bowls, nested pair",
        "Pellwick",
        """A salad bowl and a smaller one that sits inside it to save space. The pair is fired
        twice, which makes it hard enough for daily use with metal cutlery. Oven safe up to 180 °C,
        though not straight from the fridge.""",
        42.00,
        "bowl, salad bowl, serving bowl, speckled, set of two",
        1650,
        Look(
            ware.bowl_pair,
            {"style": "speckled"},
            "two speckled bowls, the small one nested in the large one",
            more=(scene("Skerry bowls on a kitchen table", props.kitchen_shelf, on="pale table"),),
        ),
        {
            "Material": "stoneware",
            "Diameter [cm]": 18.0,
            "Pieces": 2.0,
            "Dishwasher safe": True,
            "Microwave safe": True,
            "Colour": "Cream",
        },
    ),
    Product(
        "Eider Teapot 1.2 l",
        "Pellwick",
        """A full round pot with a spout that does not drip; we tried nine before this one. The
        steel strainer inside lifts out, so the tea stops when you say so. Pours five cups.""",
        58.00,
        "teapot, tea, pot, strainer, porcelain",
        980,
        Look(
            ware.teapot,
            {},
            "a round glazed teapot with a knobbed lid",
            more=(
                angle("The Eider teapot seen from the handle's side", -60, 22),
                measured("Measures of the Eider teapot", "23 cm", "15 cm"),
            ),
        ),
        {
            "Material": "stoneware, steel strainer",
            "Capacity [l]": 1.2,
            "Dishwasher safe": True,
            "Microwave safe": False,
        },
        {"Colour": ("Pine", "Mustard", "White")},
    ),
    Product(
        "Eider Bail Teapot 0.9 l",
        "Pellwick",
        """The smaller Eider with a bamboo bow over the top instead of a handle at the side, in the
        Japanese way. It stays cool to lift and folds flat when you wash up. No strainer: use a tea
        bag or a ball.""",
        64.00,
        "teapot, tea, bamboo handle, speckled",
        760,
        Look(
            ware.teapot,
            {"bail": True, "style": "speckled"},
            "a speckled teapot with a bamboo bow handle over its lid",
        ),
        {
            "Material": "stoneware, bamboo",
            "Capacity [l]": 0.9,
            "Dishwasher safe": False,
            "Microwave safe": False,
        },
        {"Colour": ("Sky", "Cream")},
        stock={"Cream": 2, "Sky": 14},
    ),
    Product(
        "Rill Water Carafe 1.0 l",
        "Brindlow",
        """A slender carafe for the table or the fridge door, closed with an oak stopper on a
        silicone ring. Soda-lime glass: for cold drinks only, since boiling water would crack
        it.""",
        26.00,
        "carafe, water bottle, jug, pitcher, glass",
        640,
        Look(
            ware.carafe,
            {},
            "a clear glass carafe with an oak stopper",
            by={"Clear": {}, "Smoke": {"color": "#8f8c88"}},
            on="petrol",
        ),
        {"Material": "glass, oak", "Capacity [l]": 1.0, "Dishwasher safe": True},
        {"Glass": ("Clear", "Smoke")},
        care="The glass may go in the dishwasher, the stopper may not.",
    ),
    Product(
        "Rill Tumblers, set of 4",
        "Brindlow",
        """Ribbed glasses that do not slip from wet hands and stack two high without sticking. 0.28
        litres, good for water, juice and iced coffee. Hardened, so they survive most falls onto
        wood and few onto tiles.""",
        22.00,
        "glasses, tumbler, drinking glass, water glass, set of four",
        880,
        Look(
            ware.tumblers,
            {"count": 4},
            "four ribbed drinking glasses, the front one holding juice",
            shot=Shot(pitch=18, fill=0.78),
            on="clay",
        ),
        {
            "Material": "hardened glass",
            "Capacity [l]": 0.28,
            "Pieces": 4.0,
            "Dishwasher safe": True,
        },
    ),
)

CATEGORY = Category("Kitchen > Tableware", "TW", PRODUCTS)
