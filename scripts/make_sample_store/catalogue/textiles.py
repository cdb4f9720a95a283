"""Throws, cushions, rugs and other comforts."""

from .. import props
from ..models import textiles
from ..product import Category, Look, Product, detail, scene, together
from ..studio.stage import Shot

PRODUCTS = (
    Product(
        "Herringbone Lambswool Throw",
        "Weftmoor",
        """130 by 190 centimetres of lambswool in a pattern our mill has woven since its second
        loom. Warm at once, soft after a month. Moths like it too: cedar or a cold wash keeps them
        off.""",
        119.00,
        "throw, blanket, wool blanket, lambswool, sofa, gift",
        980,
        Look(
            textiles.throw,
            {"kind": "herringbone"},
            "a folded wool throw with fringes",
            shot=Shot(pitch=24, fill=0.84),
            more=(detail("Folds and fringes of the lambswool throw", 2.4, (0.4, 0.56), pitch=24),),
        ),
        {"Material": "lambswool", "Dimensions": "130 x 190 cm", "Machine washable": False},
        {"Colour": ("Slate", "Clay", "Moss")},
        was=139.00,
        care="Air it; wash cold by hand when you must.",
    ),
    Product(
        "Striped Cotton Blanket",
        "Weftmoor",
        """A summer blanket in heavy cotton, washable at 60 degrees, so also for picnics, prams and
        dogs. It shrinks by three per cent once and then stays.""",
        69.00,
        "blanket, throw, cotton, summer, picnic, washable",
        1200,
        Look(
            textiles.throw,
            {"kind": "stripe"},
            "a folded striped cotton blanket",
            shot=Shot(pitch=24, fill=0.84),
        ),
        {
            "Material": "cotton",
            "Dimensions": "140 x 200 cm",
            "Machine washable": True,
            "Colour": "Denim",
        },
    ),
    Product(
        "Plain Linen Cushion 45 cm",
        "Weftmoor",
        """Stonewashed linen with a feather filling you can punch into shape. The zip hides in the
        seam. Creases are in its nature.""",
        42.00,
        "cushion, pillow, sofa cushion, linen, feather",
        620,
        Look(
            textiles.cushion,
            {"kind": "plain"},
            "a square linen cushion",
            shot=Shot(yaw=16, pitch=8),
            more=(together("Linen cushions in four colours"),),
        ),
        {"Material": "linen, feathers", "Dimensions": "45 x 45 cm", "Machine washable": True},
        {"Colour": ("Mustard", "Sage", "Rust", "Ink")},
    ),
    Product(
        "Knitted Lumbar Cushion",
        "Weftmoor",
        """A long cushion for the small of the back, in a thick moss stitch. Holds its shape
        through a film. 60 by 34 centimetres.""",
        48.00,
        "cushion, lumbar cushion, pillow, knitted, back",
        560,
        Look(
            textiles.cushion,
            {"kind": "knit", "long": True},
            "a long knitted cushion",
            shot=Shot(yaw=16, pitch=8, fill=0.8),
        ),
        {
            "Material": "cotton, recycled polyester",
            "Dimensions": "60 x 34 cm",
            "Machine washable": True,
            "Colour": "Oat",
        },
    ),
    Product(
        "Flatweave Rug",
        "Weftmoor",
        """Wool on a cotton warp, woven flat, the same on both sides: turn it when one has seen
        enough. It slides on polished floors; lay an underlay or move a table onto it.""",
        179.00,
        "rug, carpet, wool rug, flatweave, living room",
        4200,
        Look(
            textiles.rug,
            {"kind": "stripe"},
            "a striped wool rug with one end rolled",
            shot=Shot(yaw=24, pitch=34, fill=0.9),
            on="room",
        ),
        {"Material": "wool, cotton", "Machine washable": False},
        {"Size": ("120 x 180 cm", "160 x 230 cm"), "Colour": ("Clay", "Slate")},
        {"160 x 230 cm": 289.00},
        {"160 x 230 cm": 7100},
        care="Beat, brush, blot; professional cleaning only.",
    ),
    Product(
        "Lozenge Hall Runner",
        "Weftmoor",
        """A washable runner with lozenges for halls and kitchens, recycled cotton on a rubbered
        back. Into the machine at 30 degrees with the mud of November.""",
        79.00,
        "rug, runner, hall, kitchen, washable, carpet",
        2400,
        Look(
            textiles.rug,
            {"kind": "diamond"},
            "a runner with a lozenge pattern, one end rolled",
            shot=Shot(yaw=24, pitch=34, fill=0.9),
            on="grey room",
        ),
        {
            "Material": "recycled cotton, latex",
            "Dimensions": "80 x 200 cm",
            "Machine washable": True,
            "Colour": "Petrol",
        },
        was=95.00,
    ),
    Product(
        "Log Basket",
        "Brindlow",
        """Willow, woven tight, with leather handles: for logs, toys, blankets or the week's
        washing. 36 centimetres across at the top. Keep a hand's width from the stove.""",
        58.00,
        "basket, storage basket, laundry basket, log basket, willow",
        1600,
        Look(
            textiles.basket,
            {},
            "a woven basket with two leather handles",
            more=(
                scene("The log basket in a living room", props.living_room, on="room", fill=0.44),
            ),
        ),
        {"Material": "willow, leather", "Capacity [l]": 22.0, "Colour": "Natural"},
    ),
    Product(
        "Coir Doormat",
        "Brindlow",
        """Coconut fibre that scrapes boots clean and sheds a little in its first weeks. For under
        a roof: rain makes it heavy and the word fade.""",
        24.00,
        "doormat, mat, coir, entrance, hall",
        1900,
        Look(
            textiles.doormat,
            {},
            "a coir doormat with a word printed on it",
            by={"Hello": {"word": "HELLO"}, "Boots off": {"word": "BOOTS OFF"}},
            shot=Shot(yaw=14, pitch=44, fill=0.84),
            on="stone",
        ),
        {"Material": "coir", "Dimensions": "70 x 40 cm", "Machine washable": False},
        {"Word": ("Hello", "Boots off")},
    ),
    Product(
        "Bath Towels, set of 3",
        "Weftmoor",
        """One bath, one hand, one guest towel in three shades of a colour. 500 grams a square
        metre: thick enough to comfort, thin enough to dry by evening.""",
        64.00,
        "towels, bath towel, hand towel, cotton, set of three",
        1300,
        Look(
            textiles.bath_towels,
            {},
            "three rolled towels in a pyramid",
            shot=Shot(pitch=12),
            more=(detail("The rolled ends of the bath towels", 2.2, (0.62, 0.62), pitch=12),),
        ),
        {"Material": "organic cotton", "Pieces": 3.0, "Machine washable": True},
        {"Colour": ("Sky", "Sage", "Blush")},
    ),
    Product(
        "Beeswax Candle in Glass",
        "Brindlow",
        """Beeswax and rapeseed wax, no perfume, 40 hours if you trim the wick. The glass becomes a
        tumbler afterwards. Never leave it alone with a curtain.""",
        21.00,
        "candle, beeswax, gift, table, unscented",
        380,
        Look(textiles.candle, {}, "a lit candle in a tinted glass", on="dusk"),
        {"Material": "beeswax, rapeseed wax, glass", "Burning time [h]": 40.0, "Colour": "Clay"},
    ),
    Product(
        "Round Serving Tray 37 cm",
        "Brindlow",
        """Pressed birch under a smooth lacquer, with a rim to catch cups. Dishwasher safe on the
        upper rack; hot pans leave rings.""",
        32.00,
        "tray, serving tray, round, birch, breakfast",
        560,
        Look(textiles.tray, {}, "a round lacquered serving tray", shot=Shot(pitch=30, fill=0.82)),
        {"Material": "birch, lacquer", "Diameter [cm]": 37.0, "Dishwasher safe": True},
        {"Colour": ("Navy", "Brick", "Sage")},
        status="draft",
    ),
)

CATEGORY = Category("Home & garden > Throws & comforts", "TC", PRODUCTS)
