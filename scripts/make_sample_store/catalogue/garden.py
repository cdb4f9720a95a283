"""Garden tools and small things."""

from .. import props
from ..models import garden
from ..product import Category, Look, Product, angle, detail, scene
from ..studio.stage import Shot

OVER = Shot(yaw=24, pitch=42, fill=0.86)

PRODUCTS = (
    Product(
        "Long Reach Watering Can 9 l",
        "Mosswick",
        """A galvanised can with a brass rose that rains softly on seedlings and comes off for
        buckets' worth. Balanced so that it pours without lifting the elbow. Nine kilos when
        full.""",
        54.00,
        "watering can, garden, galvanised, rose, outdoor",
        2100,
        Look(
            garden.watering_can,
            {},
            "a garden watering can with a brass rose",
            shot=Shot(yaw=12, pitch=12, fill=0.84),
            more=(
                detail("The brass rose of the watering can", 2.3, (0.84, 0.36), yaw=12, pitch=12),
                scene(
                    "The watering can before clay pots and an olive tree",
                    props.potting_shed,
                    on="moss ground",
                    fill=0.58,
                ),
            ),
        ),
        {"Material": "galvanised steel, brass", "Capacity [l]": 9.0},
        {"Colour": ("Fern", "Brick", "Slate")},
    ),
    Product(
        "Indoor Watering Can 1.2 l",
        "Mosswick",
        """A thin spout that finds its way under leaves and a brass handle to hold like a cup. For
        house plants; ten trips for a tomato bed.""",
        36.00,
        "watering can, indoor, house plants, brass",
        520,
        Look(
            garden.watering_can,
            {"long": True},
            "a small can with a long thin spout and a brass handle",
            shot=Shot(yaw=12, pitch=12, fill=0.86),
        ),
        {"Material": "powder-coated steel, brass", "Capacity [l]": 1.2},
        {"Colour": ("Cream", "Pine")},
        was=42.00,
    ),
    Product(
        "Bypass Secateurs",
        "Mosswick",
        """Forged blades that pass like scissors: clean cuts in living wood up to 22 millimetres.
        Every part can be bought again. For dead wood take a saw; it dulls any blade.""",
        48.00,
        "secateurs, pruning shears, pruners, garden tool",
        240,
        Look(
            garden.secateurs,
            {},
            "bypass secateurs lying open",
            shot=Shot(yaw=24, pitch=46, fill=0.84),
            more=(angle("The secateurs from the other side", -60, 50, fill=0.84),),
        ),
        {"Material": "carbon steel, aluminium", "Cutting diameter [mm]": 22.0},
        {"Colour": ("Rust", "Moss")},
        care="Wipe with oil after use; sharpen the bevelled side only.",
    ),
    Product(
        "Bed Tools, set of 3",
        "Mosswick",
        """Trowel, fork and weeder in stainless steel with ash-coloured beech handles and a brass
        ferrule. Small enough for window boxes, stout enough for clay.""",
        45.00,
        "trowel, hand fork, weeder, garden tools, set of three, gift",
        760,
        Look(
            garden.hand_tools,
            {"finish": "beech"},
            "a trowel, a fork and a weeder side by side",
            shot=OVER,
        ),
        {"Material": "stainless steel, beech", "Pieces": 3.0},
    ),
    Product(
        "Fern Mister",
        "Mosswick",
        """Coloured glass and a brass pump that gives a fine, even mist. Forty strokes for a fern.
        Use filtered water, or lime will close the nozzle.""",
        26.00,
        "plant mister, spray bottle, house plants, glass, brass",
        420,
        Look(
            garden.mister,
            {},
            "a glass plant mister with a brass pump",
            by={"Amber": {"color": "#c98b45"}, "Green": {"color": "#8fb59a"}},
            more=(detail("The brass pump of the mister", 2.4, (0.5, 0.22)),),
        ),
        {"Material": "glass, brass", "Capacity [l]": 0.3},
        {"Glass": ("Amber", "Green")},
    ),
    Product(
        "Garden Hose with Brass Nozzle",
        "Mosswick",
        """Kink-resistant rubber hose on a coil, with couplings and a nozzle that goes from jet to
        mist. Half-inch; drink nothing from it. Heavier than plastic, and lies where you leave
        it.""",
        69.00,
        "hose, garden hose, nozzle, brass, watering",
        4900,
        Look(
            garden.hose_set,
            {},
            "a coiled garden hose with a brass nozzle",
            shot=Shot(pitch=32, fill=0.84),
        ),
        {"Material": "EPDM rubber, brass", "Length [m]": 15.0, "Colour": "Moss"},
    ),
    Product(
        "Titmouse Nesting Box",
        "Mosswick",
        """Untreated larch with a hole of 32 millimetres in a copper ring that squirrels cannot
        widen. The roof lifts for cleaning in autumn. Hang it facing east.""",
        39.00,
        "bird house, nesting box, garden, wildlife, wood",
        1900,
        Look(
            garden.bird_house,
            {},
            "a wooden nesting box with a coloured slanting roof",
            on="moss ground",
        ),
        {"Material": "larch, steel, copper"},
        {"Colour": ("Rust", "Petrol")},
    ),
    Product(
        "Column Bird Feeder",
        "Mosswick",
        """A glass column for seeds between two steel plates; the lid keeps rain and most pigeons
        out. Take it apart weekly to clean, as birds share more than seeds. Seeds not included.""",
        34.00,
        "bird feeder, garden, wildlife, seeds, glass",
        980,
        Look(garden.feeder, {}, "a hanging feeder with a glass column full of seeds", on="sage"),
        {"Material": "steel, glass", "Capacity [l]": 0.8, "Colour": "Lagoon"},
    ),
    Product(
        "Four Seeds",
        "Mosswick",
        """Basil, radish, poppy and chard: one for each season's beginner. Open-pollinated, so you
        can keep seed from your own. Best sown within two years.""",
        11.50,
        "seeds, vegetable seeds, flower seeds, herbs, gift, set of four",
        40,
        Look(
            garden.seeds, {}, "four illustrated seed packets fanned out", shot=Shot(yaw=4, pitch=8)
        ),
        {"Pieces": 4.0, "Organic": True},
        stock=160,
    ),
)

CATEGORY = Category("Home & garden > Garden tools", "GT", PRODUCTS)
