"""Bottles, flasks and their parts."""

from .. import props
from ..models import bottles
from ..product import Category, Look, Product, measured, scene, together
from ..studio.stage import Shot

PRODUCTS = (
    Product(
        "Trig Vacuum Bottle",
        "Ferrow",
        """Double steel walls with nothing between them: tea stays hot for twelve hours, water cold
        for a day. The painted coat grips in the hand. Tight with fizzy drinks too, but open it
        slowly.""",
        32.00,
        "bottle, water bottle, thermos, insulated bottle, vacuum flask, leakproof",
        340,
        Look(
            bottles.flask,
            {"lid": "steel"},
            "a slim steel bottle with a bright screw lid",
            shot=Shot(fill=0.78),
        ),
        {
            "Material": "stainless steel",
            "Keeps hot [h]": 12.0,
            "Keeps cold [h]": 24.0,
            "Leakproof": True,
            "Dishwasher safe": False,
        },
        {"Size": ("0.5 l", "0.75 l"), "Colour": ("Pine", "Blush", "Ink")},
        {"0.75 l": 38.00},
        {"0.75 l": 430},
        care="Brush with warm water; the paint does not like dishwashers.",
    ),
    Product(
        "Trig Bottle, bamboo lid 0.5 l",
        "Ferrow",
        """The same bottle with a lid of bamboo over a steel core. Warmer to the lips, quieter on
        the table. Bamboo swells if you leave it in the sink.""",
        36.00,
        "bottle, water bottle, thermos, insulated bottle, bamboo",
        350,
        Look(
            bottles.flask,
            {"lid": "bamboo", "size": 0.85},
            "a slim bottle with a bamboo lid",
            shot=Shot(fill=0.76),
        ),
        {
            "Material": "stainless steel, bamboo",
            "Capacity [l]": 0.5,
            "Keeps hot [h]": 10.0,
            "Keeps cold [h]": 20.0,
            "Leakproof": True,
            "Dishwasher safe": False,
            "Colour": "Cream",
        },
    ),
    Product(
        "Gully Wide-Mouth Bottle",
        "Ferrow",
        """Ice cubes go in, a brush goes in, and a water filter screws on. Double-walled, with a
        loop lid to hang from a pack. Too wide for most bicycle cages.""",
        34.00,
        "bottle, water bottle, insulated bottle, wide mouth, hiking",
        420,
        Look(
            bottles.wide_bottle,
            {},
            "a wide bottle with a black loop lid",
            shot=Shot(fill=0.78),
            more=(
                together("Gully bottles in four colours"),
                scene(
                    "A Gully bottle on a trail with a tent behind",
                    props.small_campsite,
                    on="moss ground",
                    fill=0.6,
                ),
            ),
        ),
        {
            "Material": "stainless steel",
            "Capacity [l]": 0.95,
            "Keeps hot [h]": 8.0,
            "Keeps cold [h]": 24.0,
            "Leakproof": True,
            "Dishwasher safe": False,
        },
        {"Colour": ("Sun", "Lagoon", "Rust", "Black")},
        was=42.00,
    ),
    Product(
        "Stile Flask with Cup 1.0 l",
        "Ferrow",
        """The flask from grandfather's lunch box: hammer-tone paint, a cup for a lid, a handle for
        cold fingers. Soup at noon is still too hot to drink. Heavy, and it does not mind falling
        off a tractor.""",
        46.00,
        "thermos, vacuum flask, insulated flask, cup, soup, work",
        720,
        Look(
            bottles.thermos,
            {},
            "a classic flask with a steel cup on top and a side handle",
            shot=Shot(yaw=-20, fill=0.78),
            more=(
                measured("Measures of the Stile flask", "13 cm", "32 cm", yaw=-10),
                scene(
                    "The Stile flask on the ground before a tent",
                    props.small_campsite,
                    yaw=-20,
                    on="trail",
                    fill=0.6,
                ),
            ),
        ),
        {
            "Material": "stainless steel",
            "Capacity [l]": 1.0,
            "Keeps hot [h]": 24.0,
            "Keeps cold [h]": 24.0,
            "Leakproof": True,
            "Dishwasher safe": False,
        },
        {"Colour": ("Brick", "Pine", "Navy")},
    ),
    Product(
        "Platform Travel Mug 0.36 l",
        "Ferrow",
        """One press opens it, one closes it, all with the hand that holds it. Coffee stays warm
        for four hours and in the cup when the train jolts. Fits car holders and most machines'
        spouts.""",
        27.00,
        "travel mug, coffee mug, to-go cup, insulated mug, leakproof",
        290,
        Look(
            bottles.travel_mug,
            {},
            "a tapered travel mug with a black press lid",
            shot=Shot(fill=0.74, pitch=16),
        ),
        {
            "Material": "stainless steel",
            "Capacity [l]": 0.36,
            "Keeps hot [h]": 4.0,
            "Leakproof": True,
            "Dishwasher safe": True,
        },
        {"Colour": ("Blush", "Petrol", "Black")},
    ),
    Product(
        "Puddle Kids' Bottle 0.4 l",
        "Ferrow",
        """Small hands, big stripes, a straw that flips up and seals when it flips down. All parts
        come apart for the dishwasher and can be bought singly. Not insulated: it has to be
        light.""",
        17.50,
        "kids bottle, children, water bottle, straw, school",
        160,
        Look(
            bottles.kids_bottle,
            {},
            "a small striped bottle with a straw lid and a loop",
            by={
                "Sky / Mustard": {"color": "#9dbccf", "accent": "#c9972f"},
                "Blush / Lagoon": {"color": "#dcb1a3", "accent": "#2f7378"},
            },
        ),
        {
            "Material": "Tritan, silicone",
            "Capacity [l]": 0.4,
            "Leakproof": True,
            "Dishwasher safe": True,
        },
        {"Colour": ("Sky / Mustard", "Blush / Lagoon")},
    ),
    Product(
        "Source Filter Bottle 0.65 l",
        "Ferrow",
        """A hollow-fibre filter takes bacteria and grit out of stream water as you drink; it does
        not remove viruses or salt. One cartridge is good for a thousand litres. Keep it from
        freezing when wet.""",
        54.00,
        "filter bottle, water filter, hiking, travel, emergency",
        210,
        Look(
            bottles.filter_bottle,
            {},
            "a clear bottle with a filter cartridge inside and a coloured spout",
            on="petrol",
        ),
        {
            "Material": "Tritan",
            "Capacity [l]": 0.65,
            "Filter": "hollow fibre, 0.2 µm",
            "Leakproof": True,
            "Dishwasher safe": False,
            "Colour": "Lagoon",
        },
    ),
    Product(
        "Source Filter Cartridge",
        "Ferrow",
        """The replacement filter for our filter bottle, good for another thousand litres or one
        year after first use. It fits no other bottle.""",
        26.00,
        "water filter, filter cartridge, spare part, bottle accessory",
        60,
        Look(
            bottles.filter_bottle,
            {"color": "#5d6b75"},
            "the filter cartridge shown in its bottle",
            shot=Shot(closer=1.9, aim=(0.5, 0.55)),
            on="petrol",
        ),
        {"Material": "ABS, hollow fibre", "Filter": "hollow fibre, 0.2 µm"},
        stock=0,
    ),
    Product(
        "Spare Loop Lids, pair",
        "Ferrow",
        """Two lids for the Gully bottle, one for now and one for when that one stays on a summit.
        Seals included. They do not fit the slimmer Trig.""",
        9.90,
        "bottle lid, cap, spare part, bottle accessory",
        80,
        Look(bottles.bottle_lid, {}, "two black loop lids, one turned over", shot=Shot(pitch=24)),
        {"Material": "polypropylene, silicone", "Pieces": 2.0, "Dishwasher safe": True},
        stock=130,
    ),
)

CATEGORY = Category("Outdoor > Bottles & flasks", "BF", PRODUCTS)
