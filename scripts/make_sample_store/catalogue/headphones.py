"""Headphones and what belongs to them."""

from .. import props
from ..models import audio
from ..product import Category, Look, Product, angle, detail, scene, together
from ..studio.stage import Shot

PRODUCTS = (
    Product(
        "Lull One Headphones",
        "Hushwood",
        """Over-ear headphones with active noise cancelling that takes the hum out of a train and
        most of the chatter out of an office. Forty hours with it on, fifty-five without. They fold
        flat but not small.""",
        249.00,
        "headphones, over-ear, noise cancelling, anc, wireless, bluetooth, travel",
        258,
        Look(
            audio.headphones,
            {"style": "over"},
            "over-ear headphones with metal arms, standing on their cups",
            more=(
                together("Lull One headphones in three colours", pitch=12),
                angle("The Lull One headphones from the side", 75, 8),
            ),
        ),
        {
            "Type": "over-ear",
            "Noise cancelling": True,
            "Wireless": True,
            "Battery life [h]": 40.0,
            "Bluetooth version": 5.3,
            "Microphone": True,
            "Weight [g]": 258.0,
        },
        {"Colour": ("Cream", "Ink", "Sage")},
        was=299.00,
    ),
    Product(
        "Lull Two Headphones",
        "Hushwood",
        """The lighter sister without noise cancelling: same drivers, same cushions, sixty hours
        per charge, and a hundred euros less. Closed cups keep some noise out by themselves. If you
        commute by plane, take the One.""",
        149.00,
        "headphones, over-ear, wireless, bluetooth, home office",
        221,
        Look(
            audio.headphones,
            {"style": "over", "metal": "#44474b"},
            "over-ear headphones with dark metal arms",
            more=(
                detail("Ear cushion and arm of the Lull Two", 2.2, (0.72, 0.68)),
                scene("The Lull Two on a desk", props.desk, on="table", fill=0.6),
            ),
        ),
        {
            "Type": "over-ear",
            "Noise cancelling": False,
            "Wireless": True,
            "Battery life [h]": 60.0,
            "Bluetooth version": 5.3,
            "Microphone": True,
            "Weight [g]": 221.0,
        },
        {"Colour": ("Graphite", "Brick", "Sky")},
    ),
    Product(
        "Hum On-Ear Headphones",
        "Hushwood",
        """Small cups that rest on the ear, 160 grams, folded to the size of a sandwich. They leak
        a little sound both ways: good on a bicycle path, bad in a library.""",
        79.00,
        "headphones, on-ear, wireless, bluetooth, light",
        160,
        Look(audio.headphones, {"style": "on"}, "small on-ear headphones with metal arms"),
        {
            "Type": "on-ear",
            "Noise cancelling": False,
            "Wireless": True,
            "Battery life [h]": 30.0,
            "Bluetooth version": 5.2,
            "Microphone": True,
            "Weight [g]": 160.0,
        },
        {"Colour": ("Rust", "Cream", "Black")},
    ),
    Product(
        "Studio Open 250",
        "Hushwood",
        """Open-backed and wired, for listening at a desk for hours: wide, even, nothing to charge.
        250 ohms want a proper headphone socket or our desk amplifier; a telephone will sound thin.
        Everyone near you hears it too.""",
        189.00,
        "headphones, open-back, studio, wired, audiophile",
        310,
        Look(
            audio.headphones,
            {"style": "open", "color": "#9a9c9b", "wired": True},
            "open studio headphones with grilles and a cable",
        ),
        {
            "Type": "over-ear, open",
            "Noise cancelling": False,
            "Wireless": False,
            "Impedance [ohm]": 250.0,
            "Microphone": False,
            "Weight [g]": 310.0,
        },
        stock=4,
    ),
    Product(
        "Whisper Buds ANC",
        "Hushwood",
        """In-ear buds with noise cancelling and a case that charges on any pad. Seven hours by
        themselves, twenty-eight with the case. Three sizes of tips; without the right one the bass
        is gone.""",
        159.00,
        "earbuds, in-ear, true wireless, noise cancelling, anc, bluetooth",
        52,
        Look(
            audio.earbuds,
            {"stem": True},
            "two earbuds with stems before their open charging case",
        ),
        {
            "Type": "in-ear",
            "Noise cancelling": True,
            "Wireless": True,
            "Battery life [h]": 7.0,
            "Bluetooth version": 5.3,
            "Microphone": True,
            "Protection": "IPX4",
            "Weight [g]": 52.0,
        },
        {"Colour": ("White", "Graphite")},
        was=189.00,
    ),
    Product(
        "Whisper Sport Buds",
        "Hushwood",
        """No stems, no noise cancelling, but a hook-free fit that survived our running club. Sweat
        and rain do nothing to them (IP57); they hear traffic through on purpose. Ten hours per
        charge.""",
        89.00,
        "earbuds, in-ear, true wireless, sport, running, waterproof, bluetooth",
        46,
        Look(
            audio.earbuds,
            {"stem": False},
            "two round earbuds before their open charging case",
        ),
        {
            "Type": "in-ear",
            "Noise cancelling": False,
            "Wireless": True,
            "Battery life [h]": 10.0,
            "Bluetooth version": 5.3,
            "Microphone": True,
            "Protection": "IP57",
            "Waterproof": True,
            "Weight [g]": 46.0,
        },
        {"Colour": ("Black", "Lagoon", "Rust")},
    ),
    Product(
        "Thread Wired In-Ears",
        "Hushwood",
        """A cable, two small metal shells, a plug: nothing to charge, nothing to pair. The cable
        can be replaced at the shells. With the 3.5 mm plug you may need an adapter on newer
        telephones.""",
        45.00,
        "earphones, in-ear, wired, headphones, 3.5 mm",
        18,
        Look(
            audio.in_ears,
            {},
            "wired in-ear headphones with their cable coiled",
            shot=Shot(pitch=38, fill=0.82),
            more=(
                detail("The two metal shells of the Thread in-ears", 2.4, (0.34, 0.66), pitch=38),
            ),
        ),
        {
            "Type": "in-ear",
            "Noise cancelling": False,
            "Wireless": False,
            "Impedance [ohm]": 16.0,
            "Microphone": False,
            "Weight [g]": 18.0,
            "Colour": "Rust",
        },
    ),
    Product(
        "Hard Case for Headphones",
        "Hushwood",
        """A shell with a soft lining, shaped for the Lull models and roomy enough for most
        over-ear headphones. A net inside holds the cable. The headphones are not included.""",
        29.00,
        "headphone case, hard case, headphone accessory, travel",
        210,
        Look(
            audio.headphone_case, {}, "a closed hard case with a leather loop", shot=Shot(pitch=28)
        ),
        {"Material": "EVA, polyester", "Weight [g]": 210.0, "Colour": "Graphite"},
    ),
    Product(
        "Spare Ear Cushions, pair",
        "Hushwood",
        """Soft foam under artificial leather for the Lull One and Two; five minutes with your
        thumbs and no tools. They do not fit the Hum.""",
        24.00,
        "ear pads, ear cushions, spare part, headphone accessory",
        60,
        Look(audio.ear_pads, {}, "two ear cushions, one leaning against the other"),
        {"Material": "polyurethane, foam", "Pieces": 2.0, "Colour": "Chestnut"},
    ),
    Product(
        "Crook Headphone Stand",
        "Hushwood",
        """Steam-bent wood on a weighted foot with cork beneath. It holds any headphones by their
        band and does nothing else at all.""",
        49.00,
        "headphone stand, desk, wood, headphone accessory",
        640,
        Look(
            audio.headphone_stand,
            {},
            "a bent wooden headphone stand",
            by={"Oak": {"finish": "oak"}, "Walnut": {"finish": "walnut"}},
        ),
        {"Material": "solid wood, cork"},
        {"Wood": ("Oak", "Walnut")},
    ),
)

CATEGORY = Category("Audio & desk > Headphones", "HP", PRODUCTS)
