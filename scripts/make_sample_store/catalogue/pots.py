"""Pots, planters and stands."""

from .. import props
from ..models import pots
from ..product import Category, Look, Product, detail, scene, together
from ..studio.stage import Shot

PRODUCTS = (
    Product(
        "Terracotta Pot with Saucer",
        "Mosswick",
        """Plain fired clay that breathes, so roots do not rot and soil dries sooner. It grows
        white and green with age. Frost can split it: bring it in, or stand it on feet.""",
        12.00,
        "pot, plant pot, flower pot, terracotta, saucer, outdoor",
        1400,
        Look(
            pots.pot, {"kind": "terracotta"}, "a terracotta pot on its saucer", shot=Shot(pitch=18)
        ),
        {"Material": "terracotta", "Drainage hole": True, "Frost-proof": False},
        {"Size": ("14 cm", "18 cm", "24 cm")},
        {"18 cm": 17.00, "24 cm": 28.00},
        {"18 cm": 2300, "24 cm": 4200},
    ),
    Product(
        "Terracotta Pots, set of 3",
        "Mosswick",
        """One each of 11, 14 and 18 centimetres with saucers: enough for a window of herbs. Soak
        them for an hour before first planting.""",
        29.00,
        "pots, plant pot, flower pot, terracotta, set of three",
        3600,
        Look(pots.pot_group, {}, "three terracotta pots of falling size", shot=Shot(pitch=20)),
        {"Material": "terracotta", "Pieces": 3.0, "Drainage hole": True, "Frost-proof": False},
        was=35.00,
    ),
    Product(
        "Fluted Pot",
        "Mosswick",
        """Thirty-six flutes in matt stoneware, with a saucer that matches. Watertight glaze
        inside, hole at the bottom. Looks best with something upright in it.""",
        34.00,
        "pot, plant pot, planter, ribbed, stoneware, indoor",
        1900,
        Look(
            pots.pot,
            {"kind": "ribbed", "form": "straight"},
            "a fluted straight pot on a matching saucer",
            shot=Shot(pitch=18),
            more=(together("Fluted pots in four colours"),),
        ),
        {
            "Material": "stoneware",
            "Diameter [cm]": 17.0,
            "Drainage hole": True,
            "Frost-proof": True,
        },
        {"Colour": ("Sage", "Clay", "White", "Slate")},
    ),
    Product(
        "Pebble Pot",
        "Pellwick",
        """A round pot in the speckled glaze of our mugs. Without a hole: put the plastic pot
        inside and tip out what is left after watering.""",
        38.00,
        "pot, plant pot, cachepot, planter, speckled, indoor",
        1500,
        Look(
            pots.pot,
            {"kind": "speckled", "form": "round", "saucer": False},
            "a round speckled pot filled with soil",
            shot=Shot(pitch=18),
        ),
        {
            "Material": "stoneware",
            "Diameter [cm]": 18.0,
            "Drainage hole": False,
            "Frost-proof": False,
            "Colour": "Cream",
        },
    ),
    Product(
        "Reserve Self-Watering Planter",
        "Mosswick",
        """A tank under the soil holds water for three weeks, a wick brings it up, a red float
        shows the level. Ideal for herbs and holidays, wrong for cacti.""",
        36.00,
        "planter, self-watering, plant pot, herbs, indoor",
        1100,
        Look(
            pots.self_watering, {}, "a square planter with a red water gauge", shot=Shot(pitch=22)
        ),
        {
            "Material": "recycled plastic",
            "Capacity [l]": 1.2,
            "Drainage hole": False,
            "Frost-proof": True,
        },
        {"Colour": ("White", "Graphite", "Sage")},
    ),
    Product(
        "Hammock Hanging Planter",
        "Mosswick",
        """A pot in three cotton cords with a brass ring. Hang it from a hook that holds five kilos
        when wet. The plant in the second picture is a pothos, sold separately.""",
        32.00,
        "hanging planter, plant hanger, plant pot, macrame, indoor",
        980,
        Look(
            pots.hanging_planter,
            {},
            "a speckled pot hanging in cotton cords",
            shot=Shot(yaw=8, pitch=2, fill=0.84, lift=0),
            upright=True,
            on="green plaster",
            more=(
                detail(
                    "The hanging planter with a trailing plant",
                    1.25,
                    (0.5, 0.6),
                    yaw=8,
                    pitch=2,
                    plant=True,
                ),
            ),
        ),
        {
            "Material": "stoneware, cotton",
            "Diameter [cm]": 20.0,
            "Drainage hole": False,
            "Frost-proof": False,
            "Colour": "Cream",
        },
    ),
    Product(
        "Spare Saucers, set of 3",
        "Mosswick",
        """Three saucers of 12, 18 and 24 centimetres. Terracotta sweats: on wood, lay cork
        beneath.""",
        15.00,
        "saucer, plant saucer, drip tray, terracotta, pot accessory",
        1300,
        Look(
            pots.saucer_set, {}, "three terracotta saucers, one in the other", shot=Shot(pitch=30)
        ),
        {"Material": "terracotta", "Pieces": 3.0, "Frost-proof": False},
    ),
    Product(
        "Lift Plant Stand",
        "Mosswick",
        """Four oak legs and a cross for pots up to 23 centimetres. It lifts a plant to the window
        and the saucer off the parquet. Pot not included.""",
        49.00,
        "plant stand, pot stand, oak, indoor",
        1700,
        Look(
            pots.plant_stand,
            {},
            "a white pot in an oak plant stand",
            shot=Shot(pitch=12, fill=0.82),
            more=(
                scene(
                    "The plant stand in a living room",
                    props.armchair_corner,
                    on="grey room",
                    fill=0.56,
                ),
            ),
        ),
        {"Material": "oak", "Height [cm]": 30.0, "Maximum load [kg]": 25.0},
    ),
    Product(
        "Cutting Station",
        "Mosswick",
        """Three blown vases in an oak bar, for cuttings on their way to becoming plants. Change
        the water on Sundays. The cuttings are yours to find.""",
        33.00,
        "propagation station, vase, cuttings, glass, gift",
        620,
        Look(
            pots.propagation,
            {},
            "three glass vases with cuttings in an oak bar",
            shot=Shot(pitch=14),
            on="petrol",
        ),
        {"Material": "glass, oak", "Pieces": 3.0},
    ),
)

CATEGORY = Category("Home & garden > Pots & planters", "PO", PRODUCTS)
