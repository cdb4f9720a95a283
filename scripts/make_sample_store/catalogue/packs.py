"""Backpacks and bags."""

from .. import props
from ..models import bags
from ..product import Category, Look, Product, angle, detail, measured, scene, together
from ..studio.stage import Shot

FRONT = Shot(yaw=22, pitch=8, fill=0.8)

PRODUCTS = (
    Product(
        "Burnside Daypack 18 l",
        "Cairnback",
        """The bag for a loaf, a jacket and a book. One main compartment, one front pocket, a
        sleeve for a 14-inch laptop against the back. The recycled nylon sheds a shower but is not
        waterproof; for that, see the Fellrun rolltop.""",
        69.00,
        "backpack, rucksack, daypack, school bag, laptop bag",
        620,
        Look(
            bags.daypack,
            {},
            "a rounded daypack with a zipped front pocket",
            shot=FRONT,
            more=(
                together("Burnside daypacks in four colours"),
                measured("Measures of the Burnside daypack", "30 cm", "46 cm"),
            ),
        ),
        {
            "Material": "recycled nylon",
            "Capacity [l]": 18.0,
            "Waterproof": False,
            "Laptop sleeve": True,
        },
        {"Colour": ("Fern", "Navy", "Clay", "Graphite")},
    ),
    Product(
        "Burnside Classic 22 l",
        "Cairnback",
        """Our daypack with a flap, two leather straps and magnets behind the buckles, so nobody
        has to thread them. Waxed cotton outside: it smells of wax for a month and marks like an
        old jacket. Not for machine washing.""",
        98.00,
        "backpack, rucksack, daypack, waxed cotton, leather",
        890,
        Look(
            bags.daypack,
            {"flap": True, "deep": 9.0},
            "a daypack with a flap held by two leather straps",
            shot=FRONT,
            more=(
                detail(
                    "Leather straps and buckles of the Burnside Classic",
                    2.2,
                    (0.44, 0.62),
                    yaw=22,
                    pitch=8,
                ),
                scene(
                    "The Burnside Classic at a campsite", props.campsite, on="moss ground", fill=0.6
                ),
            ),
        ),
        {
            "Material": "waxed cotton, leather",
            "Capacity [l]": 22.0,
            "Waterproof": False,
            "Laptop sleeve": True,
        },
        {"Colour": ("Mustard", "Olive", "Ink")},
        was=120.00,
        care="Brush off mud when dry; re-wax once a year.",
    ),
    Product(
        "Fellrun Rolltop 24 l",
        "Cairnback",
        """Welded seams and a top that rolls shut three times: this one may lie in a puddle. The
        back panel carries a 15-inch laptop in its own dry sleeve. There is no quick pocket on the
        outside that stays dry, so keep the phone within.""",
        119.00,
        "backpack, rolltop, waterproof backpack, cycling, commuter, dry bag",
        780,
        Look(
            bags.rolltop,
            {},
            "a waterproof pack with its top rolled down and buckled",
            shot=FRONT,
            more=(
                detail("The rolled closure of the Fellrun pack", 2.1, (0.5, 0.24), yaw=22, pitch=8),
                angle("The Fellrun rolltop from the side", 68, 8, fill=0.8),
            ),
        ),
        {
            "Material": "TPU-coated polyester",
            "Capacity [l]": 24.0,
            "Waterproof": True,
            "Laptop sleeve": True,
        },
        {"Colour": ("Mustard", "Petrol", "Black")},
    ),
    Product(
        "Long Ridge Trekking Pack",
        "Cairnback",
        """An adjustable back length from 42 to 52 centimetres, a hip belt with pockets, and a lid
        that comes off as a waist bag. Carries up to 18 kilos before the frame complains. Rain
        cover sold apart.""",
        189.00,
        "backpack, trekking, hiking pack, rucksack, multi-day",
        1850,
        Look(
            bags.trekking_pack,
            {},
            "a tall trekking pack with a lid, side pockets and a rolled mat",
            shot=FRONT,
            more=(
                angle("The Long Ridge pack from its other side", -38, 10, fill=0.82),
                scene("The Long Ridge pack at a campsite", props.campsite, on="trail", fill=0.66),
            ),
        ),
        {
            "Material": "ripstop nylon",
            "Waterproof": False,
            "Laptop sleeve": False,
            "Frame": "aluminium stay",
        },
        {"Size": ("45 l", "65 l"), "Colour": ("Lagoon", "Rust")},
        {"65 l": 219.00},
        {"65 l": 2140},
        stock={"65 l": 7},
    ),
    Product(
        "Office Pack 22 l",
        "Cairnback",
        """Flat, upright and quiet: it stands by itself next to a desk and opens like a case. A
        padded sleeve holds a 16-inch laptop, a strap at the back slides over a trolley handle.
        Little room for a jacket.""",
        109.00,
        "backpack, laptop backpack, work bag, commuter, travel",
        940,
        Look(
            bags.laptop_pack,
            {},
            "a square dark backpack with two zipped front pockets",
            shot=FRONT,
        ),
        {
            "Material": "recycled polyester",
            "Capacity [l]": 22.0,
            "Waterproof": False,
            "Laptop sleeve": True,
        },
        {"Colour": ("Graphite", "Navy")},
    ),
    Product(
        "Harbour Tote",
        "Weftmoor",
        """Heavy canvas on a leather base, wide enough for the market and stiff enough to stand.
        One inner pocket with a key hook, no zip at the top. Natural canvas shows every
        strawberry.""",
        59.00,
        "tote bag, shopper, shopping bag, canvas, market bag",
        640,
        Look(
            bags.tote,
            {},
            "a canvas tote with a leather base and handles",
            shot=FRONT,
        ),
        {"Material": "cotton canvas, leather", "Capacity [l]": 20.0, "Waterproof": False},
        {"Colour": ("Natural", "Denim", "Moss")},
        care="Spot clean; never tumble.",
    ),
    Product(
        "Quay Duffel 40 l",
        "Cairnback",
        """A barrel bag with a wide mouth, straps that turn it into a backpack, and a shoe pocket
        at one end. Within the cabin size of most airlines when it is not stuffed to the seams.""",
        94.00,
        "duffel bag, travel bag, weekender, holdall, gym bag, cabin size",
        980,
        Look(
            bags.duffel,
            {},
            "a barrel-shaped duffel bag with two carrying handles",
            shot=Shot(yaw=22, pitch=14, fill=0.84),
        ),
        {"Material": "TPU-coated polyester", "Capacity [l]": 40.0, "Waterproof": True},
        {"Colour": ("Berry", "Olive", "Ink")},
    ),
    Product(
        "Pace Hip Bag 2 l",
        "Cairnback",
        """Phone, keys, a bar and a thin shell fit in; a bottle does not. Wear it in front, behind
        or across the chest. The belt fits 65 to 120 centimetres.""",
        34.00,
        "hip bag, bum bag, fanny pack, waist bag, running, travel",
        180,
        Look(bags.hip_bag, {}, "a small zipped bag on a webbing belt", shot=Shot(yaw=24, pitch=18)),
        {"Material": "recycled nylon", "Capacity [l]": 2.0, "Waterproof": False},
        {"Colour": ("Cobalt", "Mustard", "Black")},
        was=42.00,
    ),
    Product(
        "Packing Cubes, set of 3",
        "Cairnback",
        """Three zipped cubes that bring order into a rucksack or a case. The mesh top shows what
        is where. They compress a little; they are not vacuum bags.""",
        29.00,
        "packing cubes, organiser, travel, luggage accessory, set of three",
        260,
        Look(
            bags.packing_cubes, {}, "three soft zipped cubes stacked by size", shot=Shot(pitch=22)
        ),
        {"Material": "ripstop nylon", "Pieces": 3.0, "Waterproof": False, "Colour": "Sky"},
    ),
    Product(
        "Rain Cover for Backpacks",
        "Cairnback",
        """A bright hood that keeps a pack dry and visible. It stows in its own corner and clips to
        the back so that wind cannot take it. It covers the pack, not what you wear: see rain
        jackets for that.""",
        24.00,
        "rain cover, backpack cover, backpack accessory, waterproof, reflective",
        110,
        Look(
            bags.rain_cover,
            {},
            "a bright cover with a reflective strip pulled over a pack",
            shot=FRONT,
        ),
        {"Material": "silicone-coated nylon", "Waterproof": True},
        {"Size": ("15-30 l", "35-55 l", "60-80 l"), "Colour": ("Sun", "Rust")},
        {"35-55 l": 27.00, "60-80 l": 31.00},
    ),
    Product(
        "Tarn Dry Bag 13 l",
        "Cairnback",
        """Welded, roll-topped, floats when closed with air inside. For sleeping bags in canoes and
        cameras in rucksacks. Rated for splashes and short dips, not for diving.""",
        26.00,
        "dry bag, waterproof bag, canoe, kayak, stuff sack",
        190,
        Look(
            bags.dry_bag,
            {},
            "a round dry bag with its top rolled and clipped into a loop",
            shot=Shot(pitch=10),
        ),
        {
            "Material": "TPU-coated polyester",
            "Capacity [l]": 13.0,
            "Waterproof": True,
            "Colour": "Rust",
        },
        stock=2,
    ),
)

CATEGORY = Category("Outdoor > Backpacks & bags", "BP", PRODUCTS)
