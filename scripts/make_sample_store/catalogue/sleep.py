"""Tents, sleeping bags and mats."""

from ..models import tents
from ..product import Category, Look, Product, angle, detail
from ..studio.stage import Shot

CAMP = Shot(yaw=28, pitch=14, fill=0.9)
FLAT = Shot(yaw=0, pitch=0, fill=0.88, lift=0)

PRODUCTS = (
    Product(
        "Hollow 1 Tent",
        "Cairnback",
        """A one-person dome of 1.3 kilos that goes up in four minutes with two poles. Long enough
        for 1.95 metres; the porch takes boots and a pack. At a 2,000 mm water column it is a
        three-season tent, not one for the snow.""",
        219.00,
        "tent, one-person tent, solo tent, trekking, lightweight",
        1310,
        Look(
            tents.dome_tent,
            {"persons": 1},
            "a small dome tent with crossed poles and an open porch",
            shot=CAMP,
            on="moss ground",
        ),
        {
            "Material": "ripstop nylon",
            "Persons": 1.0,
            "Water column [mm]": 2000.0,
            "Waterproof": True,
            "Seasons": 3.0,
        },
        {"Colour": ("Olive", "Rust")},
    ),
    Product(
        "Hollow 2 Tent",
        "Cairnback",
        """Two sleepers side by side, two doors, two porches: nobody climbs over anybody. The inner
        tent can be pitched alone on warm nights. Fits two 60 cm mats with a hand between them.""",
        289.00,
        "tent, two-person tent, trekking, dome tent, lightweight",
        1890,
        Look(
            tents.dome_tent,
            {"persons": 2},
            "a two-person dome tent pitched on grass with its porch half open",
            shot=CAMP,
            on="moss ground",
            more=(
                angle("The Hollow 2 tent from its closed side", -60, 18, fill=0.9),
                detail("The half-open porch of the Hollow 2 tent", 2.2, (0.42, 0.58), yaw=28),
            ),
        ),
        {
            "Material": "ripstop nylon",
            "Persons": 2.0,
            "Water column [mm]": 3000.0,
            "Waterproof": True,
            "Seasons": 3.0,
        },
        {"Colour": ("Olive", "Sky")},
        was=339.00,
    ),
    Product(
        "Hollow 4 Tent",
        "Cairnback",
        """The family member: standing room for children, kneeling room for the rest. Seven minutes
        with two people, half an hour with four-year-olds helping. Too heavy to carry far; it
        belongs in a car or a cart.""",
        379.00,
        "tent, family tent, four-person tent, camping, dome tent",
        5200,
        Look(
            tents.dome_tent,
            {"persons": 4, "color": "#a34a28"},
            "a large red-brown dome tent with a porch",
            shot=CAMP,
            on="moss ground",
        ),
        {
            "Material": "polyester",
            "Persons": 4.0,
            "Water column [mm]": 3000.0,
            "Waterproof": True,
            "Seasons": 3.0,
        },
        stock=6,
    ),
    Product(
        "Longhouse 3 Tunnel Tent",
        "Cairnback",
        """Three arches, room for three sleepers and their bicycles' bags, and a porch you can cook
        in with the door open. Tunnels need pegs: it will not stand on rock by itself. Best in wind
        from its low end.""",
        449.00,
        "tent, tunnel tent, three-person tent, cycling, storm",
        3450,
        Look(
            tents.tunnel_tent,
            {},
            "a long tunnel tent with three arches and a side door",
            shot=Shot(yaw=24, pitch=16, fill=0.92),
            on="trail",
            more=(angle("The Longhouse tent seen from its low end", 70, 14, fill=0.8),),
        ),
        {
            "Material": "silicone-coated nylon",
            "Persons": 3.0,
            "Water column [mm]": 5000.0,
            "Waterproof": True,
            "Seasons": 4.0,
            "Colour": "Rust",
        },
    ),
    Product(
        "Lean Tarp 3 x 3 m",
        "Cairnback",
        """A square of coated cloth with nineteen loops: a roof, a wall, a windbreak or a table
        cloth. Poles and lines are in the bag. It keeps rain off and mosquitoes not at all.""",
        89.00,
        "tarp, shelter, awning, rain fly, bushcraft",
        1650,
        Look(
            tents.tarp,
            {},
            "a tarp spread over a ridge line between two poles",
            shot=Shot(yaw=24, pitch=14, fill=0.92),
            on="moss ground",
        ),
        {"Material": "silicone-coated polyester", "Water column [mm]": 2000.0, "Waterproof": True},
        {"Colour": ("Moss", "Sand")},
    ),
    Product(
        "Footprint Groundsheet",
        "Cairnback",
        """A sheet cut a little smaller than the tent above it, so rain does not run in between.
        Choose the size by your Hollow tent. It saves the floor from thorns; it is not a floor by
        itself.""",
        35.00,
        "groundsheet, footprint, tent accessory, tarp",
        320,
        Look(
            tents.groundsheet,
            {},
            "a folded groundsheet with brass eyelets beside its stuff sack",
            shot=Shot(pitch=28),
        ),
        {"Material": "coated polyester", "Waterproof": True, "Water column [mm]": 5000.0},
        {"Fits": ("Hollow 1", "Hollow 2", "Hollow 4")},
        {"Hollow 2": 42.00, "Hollow 4": 55.00},
        {"Hollow 2": 410, "Hollow 4": 780},
    ),
    Product(
        "Y-Pegs, 6 pieces",
        "Cairnback",
        """Hard aluminium with three edges, for firm ground. They hold where round pegs turn, and
        weigh 12 grams each. In sand you want something wider.""",
        16.00,
        "tent pegs, tent stakes, tent accessory, spare part",
        76,
        Look(
            tents.pegs,
            {},
            "six Y-shaped tent pegs with cord loops laid out as a fan",
            shot=Shot(pitch=42, fill=0.84),
        ),
        {"Material": "7075 aluminium", "Pieces": 6.0, "Colour": "Copper"},
        stock=180,
    ),
    Product(
        "Eiderdown Sleeping Bag -5 °C",
        "Cairnback",
        """Duck down of 700 cuin with a certificate for its origin, packed to the size of a loaf.
        Comfort limit -5 °C; below that you will live but not enjoy it. Down hates water, so pack
        it in a dry bag.""",
        269.00,
        "sleeping bag, down sleeping bag, mummy, trekking, winter",
        980,
        Look(
            tents.sleeping_bag,
            {"loft": 1.15},
            "a quilted mummy sleeping bag lying flat with its hood open",
            shot=FLAT,
            upright=True,
            on="slate cloth",
        ),
        {
            "Material": "nylon, duck down",
            "Comfort temperature [°C]": -5.0,
            "Fill": "down",
            "Machine washable": False,
        },
        {"Length": ("185 cm", "200 cm"), "Colour": ("Petrol", "Rust")},
        {"200 cm": 289.00},
        {"200 cm": 1060},
        care="Store loose, never in its sack; wash by a specialist.",
    ),
    Product(
        "Meadow Sleeping Bag +8 °C",
        "Cairnback",
        """A light synthetic bag for huts, vans and warm tents. It still warms when damp, dries in
        a morning and goes in the washing machine. For frosty nights look at the Eiderdown.""",
        79.00,
        "sleeping bag, summer sleeping bag, synthetic, hut, washable",
        890,
        Look(
            tents.sleeping_bag,
            {"loft": 0.8, "lining": "#d8c7a9"},
            "a thin quilted sleeping bag lying flat",
            shot=FLAT,
            upright=True,
            on="cloth",
        ),
        {
            "Material": "polyester",
            "Comfort temperature [°C]": 8.0,
            "Fill": "synthetic",
            "Machine washable": True,
            "Colour": "Moss",
        },
        was=95.00,
        care="Machine wash at 30 °C.",
    ),
    Product(
        "Drift Air Mat",
        "Cairnback",
        """Seven centimetres of air in lengthways chambers, R-value 3.2: warm enough from April to
        October. Fifteen breaths fill it; a patch kit hides in the sack. It rustles when you turn
        over, less than most.""",
        99.00,
        "sleeping mat, sleeping pad, air mat, trekking, lightweight",
        480,
        Look(
            tents.sleeping_mat,
            {},
            "an inflated sleeping mat with ribbed chambers",
            shot=Shot(yaw=20, pitch=34, fill=0.86),
        ),
        {"Material": "nylon, TPU", "R-value": 3.2, "Thickness [cm]": 7.0, "Colour": "Clay"},
    ),
    Product(
        "Loaf Foam Mat",
        "Cairnback",
        """Closed-cell foam that no thorn can puncture, rolled with two straps to hang outside the
        pack. Harder than air, warmer than you would think, and also a seat, a door mat and a
        splint.""",
        29.00,
        "sleeping mat, sleeping pad, foam mat, roll mat, camping",
        410,
        Look(
            tents.sleeping_mat,
            {"rolled": True},
            "a rolled foam mat held by two straps",
        ),
        {"Material": "EVA foam", "R-value": 1.8, "Thickness [cm]": 1.4},
        {"Colour": ("Clay", "Sage")},
    ),
)

CATEGORY = Category("Outdoor > Tents & sleeping", "TS", PRODUCTS)
