"""Chargers, batteries and cables."""

from ..models import desk
from ..product import Category, Look, Product, detail
from ..studio.stage import Shot

PRODUCTS = (
    Product(
        "Nub 30 W Charger",
        "Modrun",
        """One USB-C port and enough for a telephone or a tablet at full speed; a laptop charges at
        a walk. About the size of a walnut. The cable is sold apart.""",
        24.00,
        "charger, usb-c charger, power adapter, phone charger, wall plug",
        62,
        Look(desk.charger, {"ports": 1, "size": 0.85}, "a small wall charger with one port"),
        {"Power [W]": 30.0, "Ports": 1.0, "Connection": "USB-C", "Weight [g]": 62.0},
        {"Colour": ("White", "Graphite")},
    ),
    Product(
        "Nub 65 W Charger",
        "Modrun",
        """Two USB-C ports that share 65 watts: a laptop alone, or a telephone and a tablet
        together. Gallium nitride keeps it small and only lukewarm.""",
        44.00,
        "charger, usb-c charger, laptop charger, power adapter, gan",
        118,
        Look(desk.charger, {"ports": 2, "size": 1.05}, "a wall charger with two ports"),
        {
            "Power [W]": 65.0,
            "Ports": 2.0,
            "Connection": "USB-C",
            "Weight [g]": 118.0,
            "Colour": "White",
        },
        was=52.00,
    ),
    Product(
        "Nub 100 W Charger",
        "Modrun",
        """Three ports for the whole bag: laptop, telephone, headphones. Full 100 watts only when
        one port is in use. Heavy for a loose socket; use the short lead that comes with it.""",
        69.00,
        "charger, usb-c charger, laptop charger, power adapter, gan, fast charger",
        196,
        Look(
            desk.charger,
            {"ports": 3, "size": 1.3, "color": "#44474b"},
            "a large dark wall charger with three ports",
        ),
        {"Power [W]": 100.0, "Ports": 3.0, "Connection": "USB-C", "Weight [g]": 196.0},
    ),
    Product(
        "Reserve Power Bank 10,000",
        "Modrun",
        """Two and a half telephone charges in a slab that fits a jeans pocket. Four lamps tell how
        much is left. Allowed in hand luggage.""",
        35.00,
        "power bank, battery pack, portable charger, travel, usb-c",
        205,
        Look(
            desk.power_bank,
            {"size": 1.0},
            "a flat power bank with three of four lights on",
            shot=Shot(pitch=34, fill=0.8),
        ),
        {
            "Battery capacity [mAh]": 10000.0,
            "Power [W]": 22.0,
            "Ports": 2.0,
            "Connection": "USB-C",
            "Weight [g]": 205.0,
        },
        {"Colour": ("Navy", "Sage", "Silver")},
    ),
    Product(
        "Reserve Power Bank 20,000",
        "Modrun",
        """Enough to charge a laptop once or a telephone five times, at up to 65 watts. It weighs
        as much as two bars of chocolate and a half. Below 100 Wh, so it may fly.""",
        79.00,
        "power bank, battery pack, portable charger, laptop, usb-c",
        420,
        Look(
            desk.power_bank,
            {"size": 1.25, "color": "#44474b"},
            "a large dark power bank",
            shot=Shot(yaw=-10, pitch=34, fill=0.8),
        ),
        {
            "Battery capacity [mAh]": 20000.0,
            "Power [W]": 65.0,
            "Ports": 2.0,
            "Connection": "USB-C",
            "Weight [g]": 420.0,
        },
        stock=0,
    ),
    Product(
        "Braid USB-C Cable",
        "Modrun",
        """A braided cable for 100 watts with a leather strap to tie it. It carries data at USB 2.0
        speed: fine for charging, slow for films. Tested to 15,000 bends.""",
        15.00,
        "cable, usb-c cable, charging cable, braided",
        48,
        Look(
            desk.cable,
            {},
            "a coiled braided cable tied with a leather strap",
            shot=Shot(pitch=40, fill=0.82),
            more=(detail("Plug and braid of the cable", 2.2, (0.36, 0.46), pitch=40),),
        ),
        {"Connection": "USB-C to USB-C", "Power [W]": 100.0, "Weight [g]": 48.0},
        {"Length": ("1 m", "2 m"), "Colour": ("Mustard", "Slate", "Brick")},
        {"2 m": 19.00},
        {"2 m": 82},
        stock=150,
    ),
    Product(
        "Lily Charging Pad",
        "Modrun",
        """A cloth-topped disc for telephones and earbud cases that charge without wires, at up to
        15 watts. It knows keys from telephones and stays cold under them. No plug included.""",
        32.00,
        "wireless charger, charging pad, qi, phone charger",
        150,
        Look(
            desk.charging_pad,
            {},
            "a round charging pad with a cloth top and a cable",
            shot=Shot(pitch=32, fill=0.8),
        ),
        {"Power [W]": 15.0, "Connection": "USB-C", "Weight [g]": 150.0, "Colour": "Graphite"},
    ),
    Product(
        "Junction 6-in-1 Hub",
        "Modrun",
        """Screen, network, card, two sticks and power through one short cable. Drives one 4K
        screen at 60 hertz; two need a dock. Gets warm at work, which is meant so.""",
        59.00,
        "usb hub, usb-c hub, adapter, dock, hdmi",
        96,
        Look(desk.hub, {}, "a flat metal hub with a short cable", shot=Shot(pitch=36, fill=0.84)),
        {"Ports": 6.0, "Connection": "USB-C", "Weight [g]": 96.0, "Colour": "Ash"},
    ),
    Product(
        "Burrow Cable Box",
        "Modrun",
        """Hides a six-socket strip and its bricks under an oak lid, with slots at both ends. Room
        inside: 36 by 13 by 11 centimetres. Leave air for chargers that run hot.""",
        39.00,
        "cable box, cable management, organiser, desk",
        1150,
        Look(
            desk.cable_box,
            {},
            "a white box with an oak lid and a cable leaving it",
            shot=Shot(pitch=22, fill=0.84),
        ),
        {"Material": "recycled plastic, oak"},
        status="draft",
    ),
)

CATEGORY = Category("Audio & desk > Power & cables", "PC", PRODUCTS)
