"""Camp lights, stoves, pots and seats."""

from ..models import campfire
from ..product import Category, Look, Product, angle, detail, scene
from ..studio.stage import Shot


def dusk_props() -> list:  # type: ignore[type-arg]
    """A tent in the background of evening pictures."""
    from ..models.tents import dome_tent
    from ..studio.surface import move, scale

    return move(scale(dome_tent("#59603f", 2), 0.32), 26, 0, -62)


PRODUCTS = (
    Product(
        "Glint Headlamp 350 lm",
        "Lumeth",
        """Bright enough to find a path, dim enough at its lowest to read beside a sleeper. Red
        light for maps, a lock against burning in the rucksack, USB-C to charge. Splash-proof to
        IPX4: rain yes, swimming no.""",
        44.00,
        "headlamp, head torch, flashlight, running, camping, rechargeable",
        92,
        Look(
            campfire.headlamp,
            {},
            "a headlamp with a striped elastic band, switched on",
            shot=Shot(pitch=20),
            more=(detail("The two lights of the Glint headlamp", 2.3, (0.4, 0.62), pitch=20),),
        ),
        {
            "Luminous flux [lm]": 350.0,
            "Battery life [h]": 40.0,
            "Charging": "USB-C",
            "Waterproof": False,
            "Protection": "IPX4",
            "Weight [g]": 92.0,
        },
        {"Colour": ("Sun", "Lagoon", "Rust")},
    ),
    Product(
        "Glint Pro Headlamp 900 lm",
        "Lumeth",
        """For night runs and searching: 160 metres of beam that dims itself when you look at
        something near. The battery sits at the back of the head and can be worn under a jacket.
        Waterproof to IP67.""",
        99.00,
        "headlamp, head torch, flashlight, trail running, bright, waterproof, rechargeable",
        168,
        Look(
            campfire.headlamp,
            {"color": "#a34a28"},
            "a headlamp with an orange-brown band, switched on",
            shot=Shot(yaw=-20, pitch=22),
        ),
        {
            "Luminous flux [lm]": 900.0,
            "Battery life [h]": 24.0,
            "Charging": "USB-C",
            "Waterproof": True,
            "Protection": "IP67",
            "Weight [g]": 168.0,
        },
        was=119.00,
        stock=9,
    ),
    Product(
        "Ember Camp Lantern 200 lm",
        "Lumeth",
        """A warm light that turns up and down like a wick, on the table or hung from its bow. 60
        hours at its lowest, five at full. It charges phones in an emergency and says so with a
        dimmer glow.""",
        59.00,
        "lantern, camping lamp, table light, rechargeable, power bank",
        480,
        Look(
            campfire.lantern,
            {},
            "a camping lantern with a warm light and a bow handle",
            shot=Shot(fill=0.72),
            on="dusk",
            more=(
                scene(
                    "The Ember lantern lit at dusk in front of a tent",
                    dusk_props,
                    fill=0.5,
                    on="pine",
                ),
            ),
        ),
        {
            "Luminous flux [lm]": 200.0,
            "Battery life [h]": 60.0,
            "Charging": "USB-C",
            "Waterproof": False,
            "Protection": "IPX4",
            "Weight [g]": 480.0,
        },
        {"Colour": ("Pine", "Brick", "Cream")},
    ),
    Product(
        "Spot Pocket Torch 450 lm",
        "Lumeth",
        """As long as a finger and a half, turned from one piece of aluminium. Three brightness
        levels and nothing that flashes. Takes one 18650 cell, included, charged through the
        tail.""",
        39.00,
        "torch, flashlight, pocket light, rechargeable, waterproof",
        110,
        Look(
            campfire.pocket_torch, {}, "a small ribbed torch lying switched on", shot=Shot(pitch=26)
        ),
        {
            "Luminous flux [lm]": 450.0,
            "Battery life [h]": 16.0,
            "Charging": "USB-C",
            "Waterproof": True,
            "Protection": "IP68",
            "Weight [g]": 110.0,
            "Colour": "Black",
        },
    ),
    Product(
        "Primer Gas Stove",
        "Ferrow",
        """A burner that folds to the size of a matchbox and boils half a litre in three minutes.
        Screws onto any valve cartridge; the one shown is not included, post will not carry it.
        Needs level ground.""",
        38.00,
        "camping stove, gas stove, burner, cooker, trekking",
        88,
        Look(
            campfire.gas_stove,
            {},
            "a folding burner with three arms screwed onto a gas cartridge",
            more=(detail("Burner head and pot supports of the Primer stove", 2.2, (0.5, 0.32)),),
        ),
        {
            "Material": "steel, brass",
            "Power [W]": 2600.0,
            "Fuel": "gas cartridge",
            "Weight [g]": 88.0,
        },
    ),
    Product(
        "Twig Box Stove",
        "Ferrow",
        """Five steel plates that slot together and burn what lies about: twigs, cones, bark. No
        fuel to carry, soot on every pot. Check for fire bans before you trust it with your
        dinner.""",
        42.00,
        "camping stove, wood stove, hobo stove, bushcraft, cooker",
        690,
        Look(
            campfire.wood_stove,
            {},
            "a square folding stove with twigs burning in it",
            shot=Shot(pitch=20),
        ),
        {"Material": "stainless steel", "Fuel": "wood", "Weight [g]": 690.0},
        stock=11,
    ),
    Product(
        "Nest Cook Set",
        "Ferrow",
        """A pot, a smaller pot inside it, a lid that is a pan, and a cup: hot meals for two. Hard
        anodised aluminium that scratches less than it looks. A 230 g cartridge and the Primer
        stove fit inside.""",
        64.00,
        "camping pots, cook set, cookware, mess kit, trekking",
        540,
        Look(
            campfire.cook_set,
            {},
            "two nested camping pots with red handles, a pan lid and a cup",
            shot=Shot(pitch=22),
        ),
        {"Material": "anodised aluminium", "Capacity [l]": 1.6, "Pieces": 4.0, "Weight [g]": 540.0},
    ),
    Product(
        "Fourteen Multitool",
        "Ferrow",
        """Pliers, two blades, saw, file, drivers and what else makes fourteen. The main blade
        opens from outside and locks. Allowed in checked luggage, not in the cabin.""",
        79.00,
        "multitool, pocket knife, pliers, repair, tool",
        240,
        Look(
            campfire.multitool,
            {},
            "a folding multitool opened to its pliers and a blade",
            shot=Shot(pitch=42, fill=0.82),
        ),
        {"Material": "stainless steel", "Pieces": 14.0, "Weight [g]": 240.0, "Colour": "Silver"},
    ),
    Product(
        "Titan Spork",
        "Ferrow",
        """Spoon at one end, fork at the other, 17 grams of titanium between. No knife edge, so it
        may fly in hand luggage. It colours blue if you leave it in the fire.""",
        12.50,
        "spork, cutlery, spoon, fork, trekking, titanium",
        17,
        Look(
            campfire.spork,
            {},
            "a metal spoon with a fork at its other end",
            shot=Shot(pitch=42, fill=0.84),
        ),
        {"Material": "titanium", "Dishwasher safe": True, "Weight [g]": 17.0, "Colour": "Apricot"},
    ),
    Product(
        "Lowback Camp Chair",
        "Cairnback",
        """Four poles, one piece of cloth, 900 grams, and it holds 120 kilos. Low to the ground, so
        getting up takes a decision. Ball feet against sinking are sold with it.""",
        89.00,
        "camping chair, folding chair, outdoor seat, festival",
        920,
        Look(
            campfire.camp_chair,
            {},
            "a low folding chair with a hanging cloth seat",
            shot=Shot(yaw=30, pitch=12, fill=0.78),
            more=(angle("The Lowback chair from behind", 160, 14, fill=0.78),),
        ),
        {"Material": "aluminium, polyester", "Maximum load [kg]": 120.0, "Weight [g]": 920.0},
        {"Colour": ("Lagoon", "Mustard", "Brick")},
    ),
    Product(
        "Picnic Cool Bag 17 l",
        "Cairnback",
        """Keeps a lunch cold for eight hours with two ice packs, three without. Wipe-clean inside;
        the seams are sewn, so melted ice finds its way out.""",
        49.00,
        "cool bag, cooler, picnic, insulated bag",
        760,
        Look(
            campfire.cool_bag, {}, "a square padded cool bag with two straps", shot=Shot(pitch=18)
        ),
        {
            "Material": "polyester, foam",
            "Capacity [l]": 17.0,
            "Keeps cold [h]": 8.0,
            "Waterproof": False,
            "Weight [g]": 760.0,
            "Colour": "Sky",
        },
    ),
)

CATEGORY = Category("Outdoor > Camp kitchen & light", "CL", PRODUCTS)
