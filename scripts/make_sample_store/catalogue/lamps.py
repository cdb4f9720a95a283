"""Lamps and what goes in them."""

from .. import props
from ..models import lamps
from ..product import Category, Look, Product, angle, detail, scene
from ..studio.stage import Shot

WALL = Shot(yaw=5, pitch=2, fill=0.82, lift=0)

PRODUCTS = (
    Product(
        "Elbow Desk Lamp",
        "Lumeth",
        """Two arms with springs hidden inside, a bell shade, a foot heavy enough to stay. It
        stands where you put it and holds it. Takes an E27 bulb, included; the shade gets hot with
        an old-fashioned one.""",
        98.00,
        "desk lamp, reading lamp, work light, adjustable, e27",
        2400,
        Look(
            lamps.desk_lamp,
            {},
            "a jointed desk lamp with a bell shade, lit",
            shot=Shot(yaw=12, pitch=10, fill=0.8),
            more=(
                detail(
                    "Shade and brass joint of the Elbow lamp", 2.2, (0.66, 0.28), yaw=12, pitch=10
                ),
            ),
        ),
        {
            "Luminous flux [lm]": 470.0,
            "Socket": "E27",
            "Dimmable": False,
            "Material": "steel, brass",
            "Cable length [m]": 1.8,
        },
        {"Colour": ("Mustard", "Pine", "Black")},
        was=119.00,
    ),
    Product(
        "Stroke LED Lamp 800 lm",
        "Lumeth",
        """One upright, one bar of light, turned on and dimmed by stroking the foot. The bar can be
        pushed along and lights a whole keyboard without glare. The LEDs are built in; they last
        some 25 years of evenings, and can be replaced by us.""",
        149.00,
        "desk lamp, led lamp, dimmable, work light, minimal",
        1650,
        Look(
            lamps.led_lamp,
            {},
            "a thin lamp with one bar of light",
            shot=Shot(yaw=14, pitch=10, fill=0.8),
        ),
        {
            "Luminous flux [lm]": 800.0,
            "Socket": "built-in LED",
            "Dimmable": True,
            "Colour temperature [K]": 3000.0,
            "Material": "aluminium",
        },
        {"Colour": ("Black", "White")},
    ),
    Product(
        "Gourd Table Lamp",
        "Pellwick",
        """A round glazed foot and a linen shade. No two glazes run alike. Up to 40 watts or any
        LED bulb; without one in the box, because tastes differ.""",
        119.00,
        "table lamp, bedside lamp, ceramic, linen shade, e27",
        2100,
        Look(
            lamps.table_lamp,
            {"form": "round"},
            "a table lamp with a round ceramic foot and a lit linen shade",
            shot=Shot(pitch=8),
            more=(
                scene(
                    "The Gourd lamp on a table beside plants",
                    props.window_sill,
                    on="table",
                    fill=0.66,
                ),
            ),
        ),
        {
            "Socket": "E27",
            "Dimmable": True,
            "Material": "stoneware, linen",
            "Cable length [m]": 2.0,
        },
        {"Colour": ("Clay", "Petrol", "Sage")},
    ),
    Product(
        "Toadstool Lamp, cordless",
        "Lumeth",
        """A small metal dome that shines down on a book or a dinner, twelve hours to a charge. Tap
        for three steps of brightness. At home on a balcony, as long as it stays dry.""",
        79.00,
        "table lamp, cordless lamp, rechargeable, bedside, balcony, dimmable",
        780,
        Look(
            lamps.mushroom_lamp,
            {},
            "a small lamp with a domed metal shade, lit from below",
            shot=Shot(pitch=6),
            more=(
                scene(
                    "The Toadstool lamp in the evening",
                    props.breakfast,
                    on="evening table",
                    fill=0.56,
                ),
            ),
        ),
        {
            "Luminous flux [lm]": 180.0,
            "Socket": "built-in LED",
            "Dimmable": True,
            "Battery life [h]": 12.0,
            "Colour temperature [K]": 2700.0,
            "Material": "steel",
        },
        {"Colour": ("Rust", "Cream", "Pine")},
    ),
    Product(
        "Stalk Floor Lamp",
        "Lumeth",
        """A straight lamp for behind the armchair. The switch is on the cable where a foot finds
        it. Shade 42 centimetres wide; count that into the corner.""",
        159.00,
        "floor lamp, standing lamp, reading lamp, linen shade, e27",
        5200,
        Look(
            lamps.floor_lamp,
            {},
            "a straight floor lamp with a lit linen shade",
            shot=Shot(pitch=8, fill=0.84),
        ),
        {
            "Socket": "E27",
            "Dimmable": True,
            "Material": "steel, linen",
            "Height [cm]": 138.0,
            "Colour": "Black",
        },
    ),
    Product(
        "Tripod Floor Lamp",
        "Lumeth",
        """Three oak legs that meet in a brass ring. Stands anywhere, steals some floor: the feet
        spread 54 centimetres. Assembly takes ten minutes and one hex key.""",
        198.00,
        "floor lamp, standing lamp, tripod, oak, linen shade, e27",
        4600,
        Look(
            lamps.floor_lamp,
            {"tripod": True},
            "a floor lamp on three wooden legs with a lit shade",
            shot=Shot(pitch=8, fill=0.84),
            on="room",
        ),
        {"Socket": "E27", "Dimmable": True, "Material": "oak, brass, linen", "Height [cm]": 138.0},
    ),
    Product(
        "Bow Floor Lamp",
        "Lumeth",
        """Light over the table without a hole in the ceiling. A stone foot of nine kilos balances
        the arm, which reaches 92 centimetres. Two people should carry it.""",
        279.00,
        "floor lamp, arc lamp, dining table, living room, e27",
        13500,
        Look(
            lamps.arc_lamp,
            {},
            "a floor lamp that bows far out over its stone foot",
            shot=Shot(yaw=10, pitch=8, fill=0.84),
        ),
        {"Socket": "E27", "Dimmable": True, "Material": "steel, concrete", "Height [cm]": 148.0},
        {"Colour": ("Black", "Pine")},
        stock={"Pine": 0, "Black": 5},
    ),
    Product(
        "Bell Pendant",
        "Lumeth",
        """An enamelled dome for over a kitchen table, white inside so the light comes down. 34
        centimetres across, with two metres of cloth cord to shorten.""",
        109.00,
        "pendant, ceiling lamp, hanging lamp, dining table, e27",
        1500,
        Look(
            lamps.pendant,
            {"form": "dome"},
            "a hanging lamp with an enamelled dome and a brass cap",
            shot=WALL,
            upright=True,
        ),
        {
            "Socket": "E27",
            "Dimmable": True,
            "Material": "enamelled steel, brass",
            "Diameter [cm]": 34.0,
        },
        {"Colour": ("Pine", "Mustard", "Cream")},
    ),
    Product(
        "Basket Pendant",
        "Lumeth",
        """Hand-woven rattan that throws a net of light on the ceiling. Dust it with a hair dryer.
        Not for bathrooms.""",
        89.00,
        "pendant, ceiling lamp, hanging lamp, rattan, woven, e27",
        720,
        Look(
            lamps.pendant,
            {"form": "woven"},
            "a hanging lamp woven of rattan, lit from within",
            shot=WALL,
            upright=True,
            on="dark plaster",
        ),
        {"Socket": "E27", "Dimmable": True, "Material": "rattan", "Diameter [cm]": 35.0},
    ),
    Product(
        "Swing Wall Lamp",
        "Lumeth",
        """A brass arm that turns from the wall to the bed. Plugs in or is wired by an electrician;
        both cables are in the box.""",
        129.00,
        "wall lamp, sconce, bedside, swing arm, brass, e27",
        1100,
        Look(
            lamps.wall_lamp,
            {},
            "a brass wall lamp with a swinging arm and a white shade",
            shot=Shot(yaw=20, pitch=4, fill=0.74, lift=0),
            upright=True,
            on="green plaster",
        ),
        {"Socket": "E27", "Dimmable": True, "Material": "brass, steel"},
    ),
    Product(
        "Filament Bulb E27",
        "Lumeth",
        """LED threads in clear glass that look like a bulb ought to. 470 lumens replace 40 watts,
        806 replace 60. Dimmable with most dimmers made after 2015; older ones may make it hum.""",
        8.90,
        "light bulb, led bulb, filament, e27, dimmable, warm white, spare",
        45,
        Look(
            lamps.light_bulb,
            {"form": "drop"},
            "two clear filament bulbs, one standing and one lying",
            on="night",
            more=(angle("The filament bulbs from above", -20, 40, form="drop"),),
        ),
        {"Socket": "E27", "Dimmable": True, "Colour temperature [K]": 2700.0, "Energy class": "D"},
        {"Brightness": ("470 lm", "806 lm")},
        {"806 lm": 10.90},
        stock=200,
    ),
    Product(
        "Opal Globe Bulb E27 1055 lm",
        "Lumeth",
        """A frosted globe of 9.5 centimetres for lamps where the bulb is seen. As bright as the
        old 75 watts, without glare. It does not dim.""",
        14.50,
        "light bulb, led bulb, globe, e27, opal, bright, spare",
        90,
        Look(
            lamps.light_bulb,
            {"form": "globe", "clear": False},
            "two frosted globe bulbs, glowing",
            on="dusk",
        ),
        {
            "Luminous flux [lm]": 1055.0,
            "Socket": "E27",
            "Dimmable": False,
            "Colour temperature [K]": 2700.0,
            "Energy class": "E",
        },
        stock=85,
    ),
    Product(
        "Festoon Lights 10 m",
        "Lumeth",
        """Rubber cable and shatterproof bulbs for gardens and balconies all year round (IP65). Two
        strings can be joined. Twelve warm bulbs, replaceable one by one.""",
        65.00,
        "string lights, festoon, outdoor lights, garden, balcony, fairy lights, waterproof",
        1900,
        Look(
            lamps.string_lights,
            {},
            "warm bulbs on a sagging black cable before a dark wall",
            shot=Shot(yaw=0, pitch=0, fill=0.9, lift=0),
            upright=True,
            on="dark plaster",
        ),
        {
            "Luminous flux [lm]": 300.0,
            "Length [m]": 10.0,
            "Protection": "IP65",
            "Waterproof": True,
            "Colour temperature [K]": 2200.0,
        },
    ),
    Product(
        "Pebble Night Light",
        "Lumeth",
        """A soft silicone stone that glows warm when touched and goes dark by itself after an
        hour. Wipes clean, survives drops, charges on its ring once a week.""",
        29.00,
        "night light, kids, nursery, bedside, rechargeable, dimmable",
        210,
        Look(lamps.night_light, {}, "a glowing pebble on a wooden charging ring", on="night"),
        {
            "Luminous flux [lm]": 30.0,
            "Socket": "built-in LED",
            "Dimmable": True,
            "Battery life [h]": 60.0,
            "Material": "silicone, oak",
            "Colour": "Cream",
        },
    ),
)

CATEGORY = Category("Home & garden > Lamps", "LA", PRODUCTS)
