"""Speakers, a radio, a turntable and a microphone."""

from .. import props
from ..models import audio
from ..product import Category, Look, Product, angle, detail, scene
from ..studio.stage import Shot

PRODUCTS = (
    Product(
        "Cobble Pocket Speaker",
        "Hushwood",
        """It fits a coat pocket, floats in a pond and plays for sixteen hours. One driver, so two
        of them paired sound better than one turned up. Bass is polite rather than deep.""",
        69.00,
        "speaker, bluetooth speaker, portable, waterproof, outdoor, shower",
        420,
        Look(
            audio.pocket_speaker,
            {},
            "a small rounded speaker with a cloth front and a leather loop",
            more=(
                scene(
                    "The Cobble speaker on a table with plants",
                    props.window_sill,
                    on="pale table",
                    fill=0.5,
                ),
            ),
        ),
        {
            "Power [W]": 8.0,
            "Battery life [h]": 16.0,
            "Bluetooth version": 5.3,
            "Waterproof": True,
            "Protection": "IP67",
            "Weight [g]": 420.0,
        },
        {"Colour": ("Lagoon", "Mustard", "Graphite")},
        was=79.00,
    ),
    Product(
        "Drum Portable Speaker",
        "Hushwood",
        """A cylinder that plays to all sides, loud enough for a garden and considerate enough to
        remember its last volume. Twenty hours. Charges a telephone if the evening gets long.""",
        139.00,
        "speaker, bluetooth speaker, portable, party, outdoor, 360",
        980,
        Look(
            audio.cylinder_speaker,
            {"tall": True},
            "an upright cylinder speaker with an orange loop",
            more=(detail("Controls on top of the Drum speaker", 2.3, (0.5, 0.24), pitch=30),),
        ),
        {
            "Power [W]": 25.0,
            "Battery life [h]": 20.0,
            "Bluetooth version": 5.3,
            "Waterproof": True,
            "Protection": "IPX5",
            "Weight [g]": 980.0,
        },
        {"Colour": ("Graphite", "Clay", "Sage")},
    ),
    Product(
        "Drum Mini",
        "Hushwood",
        """The short Drum for kitchens and bathrooms. Same sound to all sides, half the power,
        eleven hours of battery.""",
        89.00,
        "speaker, bluetooth speaker, portable, kitchen, bathroom",
        560,
        Look(audio.cylinder_speaker, {"tall": False}, "a short round speaker with an orange loop"),
        {
            "Power [W]": 12.0,
            "Battery life [h]": 11.0,
            "Bluetooth version": 5.3,
            "Waterproof": True,
            "Protection": "IPX5",
            "Weight [g]": 560.0,
        },
        {"Colour": ("Sky", "Graphite")},
        stock={"Sky": 0, "Graphite": 22},
    ),
    Product(
        "Alcove Bookshelf Speakers, pair",
        "Hushwood",
        """Two passive two-way speakers with a 13 cm woofer and a silk dome, veneered with real
        wood. They need an amplifier (40 to 100 watts) and ten centimetres of air behind them.""",
        349.00,
        "speakers, bookshelf speakers, hi-fi, passive, stereo",
        9800,
        Look(
            audio.bookshelf_pair,
            {},
            "a pair of wooden bookshelf speakers with black fronts",
            by={
                "Walnut": {"finish": "walnut"},
                "Oak": {"finish": "oak"},
                "White": {"finish": "white"},
            },
            shot=Shot(yaw=16, pitch=12, fill=0.82),
            more=(angle("The Alcove speakers from the other side", -34, 14, fill=0.82),),
        ),
        {
            "Power [W]": 80.0,
            "Impedance [ohm]": 6.0,
            "Wireless": False,
            "Weight [g]": 9800.0,
        },
        {"Finish": ("Walnut", "Oak", "White")},
    ),
    Product(
        "Fascia Desk Amplifier",
        "Hushwood",
        """A small amplifier with a large wheel: 2 x 50 watts for bookshelf speakers and a socket
        that drives 250-ohm headphones. Bluetooth, USB-C and one pair of cinch. No remote control;
        that is what the wheel is for.""",
        229.00,
        "amplifier, headphone amplifier, hi-fi, dac, bluetooth",
        1900,
        Look(
            audio.smart_display,
            {},
            "a small metal amplifier with a large volume wheel",
            shot=Shot(pitch=18),
        ),
        {"Power [W]": 100.0, "Bluetooth version": 5.2, "Wireless": True, "Weight [g]": 1900.0},
        {"Colour": ("Silver", "Graphite")},
    ),
    Product(
        "Plank Soundbar",
        "Hushwood",
        """Makes voices on the television plain again. One cable (HDMI eARC), a night mode that
        spares the neighbours, no subwoofer by choice. 92 centimetres: measure under the
        screen.""",
        279.00,
        "soundbar, tv speaker, television, home cinema",
        3600,
        Look(
            audio.soundbar,
            {},
            "a long low soundbar covered in cloth",
            shot=Shot(yaw=25, pitch=24, fill=0.9),
        ),
        {"Power [W]": 120.0, "Bluetooth version": 5.2, "Wireless": True, "Weight [g]": 3600.0},
        {"Colour": ("Graphite", "Oat")},
    ),
    Product(
        "Sunday Table Radio",
        "Hushwood",
        """A wooden box with one big knob for stations and one for volume: FM and digital, six
        presets, an alarm. It also takes Bluetooth, quietly. Mains only, no battery.""",
        169.00,
        "radio, dab radio, kitchen radio, alarm, bluetooth, retro",
        1700,
        Look(
            audio.table_radio,
            {},
            "a wooden table radio with a round dial and a leather handle",
            more=(detail("Dial and knobs of the Sunday radio", 2.2, (0.62, 0.64)),),
        ),
        {
            "Power [W]": 15.0,
            "Bluetooth version": 5.0,
            "Reception": "FM, DAB+",
            "Weight [g]": 1700.0,
        },
        {"Colour": ("Brick", "Petrol", "Mustard")},
        was=199.00,
    ),
    Product(
        "Groove Turntable",
        "Hushwood",
        """A belt-driven record player with a preamplifier that can be switched off. The arm comes
        set up; you only hang the weight. It plays 33 and 45, not 78, and needs speakers of its
        own.""",
        319.00,
        "turntable, record player, vinyl, hi-fi",
        5600,
        Look(
            audio.turntable,
            {},
            "a wooden record player with a record and a curved arm",
            by={"Oak": {"finish": "oak"}, "Black": {"finish": "black"}},
            shot=Shot(pitch=32, fill=0.84),
            more=(
                detail("Tonearm and record on the Groove turntable", 2.1, (0.66, 0.5), pitch=32),
                scene(
                    "The Groove turntable before a pair of speakers",
                    props.listening_corner,
                    pitch=22,
                    fill=0.72,
                    on="table",
                ),
            ),
        ),
        {"Drive": "belt", "Speeds": "33 and 45 rpm", "Weight [g]": 5600.0},
        {"Finish": ("Oak", "Black")},
        stock={"Oak": 3},
    ),
    Product(
        "Verse USB Microphone",
        "Hushwood",
        """For calls, podcasts and reading aloud: one cable, a gain knob, a mute button with a
        lamp. It hears what is in front of it and most of the keyboard behind; put it close.""",
        119.00,
        "microphone, usb microphone, podcast, home office, streaming",
        720,
        Look(
            audio.microphone,
            {},
            "a table microphone with a brass ring on a round foot",
            shot=Shot(pitch=10),
        ),
        {"Connection": "USB-C", "Pattern": "cardioid", "Weight [g]": 720.0, "Colour": "Black"},
    ),
)

CATEGORY = Category("Audio & desk > Speakers & hi-fi", "SP", PRODUCTS)
