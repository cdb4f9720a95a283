"""Watches, clocks and timers."""

from .. import props
from ..models import clocks
from ..product import Category, Look, Product, detail, scene
from ..studio.stage import Shot

WRIST = Shot(yaw=24, pitch=8, fill=0.76)
WALL = Shot(yaw=8, pitch=2, fill=0.7, lift=0)

PRODUCTS = (
    Product(
        "Meridian Watch 38 mm",
        "Hourlan",
        """A quiet watch with bar markers, a sapphire glass and a quartz movement that is five
        seconds out in a month. 30 metres: rain and washing up, no swimming. The strap changes
        without tools.""",
        169.00,
        "watch, wristwatch, analogue, quartz, leather strap, gift",
        52,
        Look(
            clocks.watch,
            {"style": "bars"},
            "a wristwatch with a plain dial standing on its closed strap",
            by={
                "Chestnut": {"color": "#6a3d26"},
                "Black": {"color": "#202123", "face": "#23262b", "ink": "#e9e4d8"},
                "Sage": {"color": "#a3b196"},
            },
            shot=WRIST,
            more=(detail("Dial of the Meridian watch", 2.2, (0.44, 0.44), pitch=8),),
        ),
        {
            "Diameter [mm]": 38.0,
            "Movement": "quartz",
            "Material": "steel, sapphire, leather",
            "Water resistance [m]": 30.0,
            "Waterproof": False,
        },
        {"Strap": ("Chestnut", "Black", "Sage")},
        was=199.00,
    ),
    Product(
        "Trailhead Field Watch 40 mm",
        "Hourlan",
        """Large figures that glow, a nylon band that dries on the wrist, 100 metres of water
        resistance. Automatic: it stops after forty hours in a drawer and starts with a shake.""",
        289.00,
        "watch, field watch, wristwatch, automatic, outdoor, waterproof",
        78,
        Look(
            clocks.watch,
            {"style": "field", "band": "nylon", "metal": "#8b8c8d"},
            "a field watch with large numerals on a nylon band",
            by={
                "Olive": {"color": "#59603f", "face": "#2f3a34", "ink": "#efe8d8"},
                "Sand": {"color": "#cbb28a", "face": "#e9e0c9", "ink": "#2a2c2f"},
            },
            shot=WRIST,
        ),
        {
            "Diameter [mm]": 40.0,
            "Movement": "automatic",
            "Material": "steel, sapphire, nylon",
            "Water resistance [m]": 100.0,
            "Waterproof": True,
        },
        {"Band": ("Olive", "Sand")},
    ),
    Product(
        "Fathom Dive Watch 41 mm",
        "Hourlan",
        """A steel watch with a turning ring for minutes under water, rated to 200 metres. Heavy on
        the wrist, easy on the eyes. Links come out with a pin; a jeweller does it in five
        minutes.""",
        349.00,
        "watch, dive watch, wristwatch, automatic, steel bracelet, waterproof",
        162,
        Look(
            clocks.watch,
            {"style": "diver", "face": "#22364f", "ink": "#f0ebdf", "band": "steel"},
            "a dive watch with a blue dial on a steel bracelet",
            shot=WRIST,
        ),
        {
            "Diameter [mm]": 41.0,
            "Movement": "automatic",
            "Material": "steel, sapphire",
            "Water resistance [m]": 200.0,
            "Waterproof": True,
        },
        stock=3,
    ),
    Product(
        "Tempo Sports Watch",
        "Hourlan",
        """Counts steps, laps and heartbeats, and shows messages without answering them. Eight days
        of battery, or twenty hours with satellite tracking on. Swimming is fine; medical advice it
        does not give.""",
        219.00,
        "smartwatch, sports watch, fitness tracker, gps, running, waterproof",
        38,
        Look(
            clocks.smart_watch,
            {},
            "a sports watch with a lit screen on a soft band",
            by={
                "Sage": {"strap": "#a3b196"},
                "Clay": {"strap": "#b9745a"},
                "Black": {"strap": "#26272a"},
            },
            shot=WRIST,
        ),
        {
            "Battery life [h]": 190.0,
            "Bluetooth version": 5.2,
            "GPS": True,
            "Water resistance [m]": 50.0,
            "Waterproof": True,
            "Weight [g]": 38.0,
        },
        {"Strap": ("Sage", "Clay", "Black")},
        was=249.00,
    ),
    Product(
        "Quick-Change Strap 20 mm",
        "Hourlan",
        """A spare strap for the Meridian and any watch with 20 millimetres between the lugs. The
        pins have a small lever: no tools, no swearing. Watch not included.""",
        29.00,
        "watch strap, watch band, leather strap, spare part, watch accessory",
        18,
        Look(
            clocks.watch_straps,
            {},
            "a two-part leather watch strap with a steel buckle",
            shot=Shot(pitch=48, fill=0.82),
        ),
        {"Material": "leather", "Width [mm]": 20.0},
        {"Colour": ("Tan", "Black", "Moss")},
    ),
    Product(
        "Rooster Alarm Clock",
        "Hourlan",
        """Two bells and a hammer between them: nobody sleeps on. The movement is silent, the alarm
        is not. One AA cell for two years.""",
        42.00,
        "alarm clock, clock, bell, bedside, analogue",
        380,
        Look(
            clocks.alarm_clock,
            {"bells": True},
            "a round alarm clock with two brass bells",
            shot=Shot(yaw=18, pitch=8),
            more=(
                scene(
                    "The Rooster alarm clock on a bedside table",
                    props.window_sill,
                    on="pale table",
                    fill=0.5,
                ),
            ),
        ),
        {"Material": "steel, brass", "Movement": "quartz, silent", "Battery": "1 x AA"},
        {"Colour": ("Mustard", "Brick", "Ink")},
    ),
    Product(
        "Block Digital Clock",
        "Hourlan",
        """The time shines through a thin veneer and goes out when the room is quiet; clap or tap
        to wake it. Runs from USB; the buffer cell only keeps the time, not the light.""",
        49.00,
        "digital clock, alarm clock, wooden clock, led, bedside",
        420,
        Look(
            clocks.digital_clock,
            {},
            "a wooden block with a glowing digital time",
            by={
                "Oak": {"finish": "oak"},
                "Walnut": {"finish": "walnut"},
                "White": {"finish": "white"},
            },
        ),
        {"Material": "wood veneer", "Connection": "USB-C"},
        {"Finish": ("Oak", "Walnut", "White")},
    ),
    Product(
        "Station Wall Clock 30 cm",
        "Hourlan",
        """Bars for minutes, a red hand for seconds, a frame of bent wood. Sweeps without ticking,
        so it may hang in a bedroom. The hook is in the box, the wall is yours.""",
        79.00,
        "wall clock, clock, kitchen clock, silent",
        860,
        Look(
            clocks.wall_clock,
            {"style": "bars"},
            "a round wall clock with bar markers and a red second hand",
            by={
                "White / Oak": {"color": "#ebe9e4", "frame": "oak"},
                "Pine / Walnut": {"color": "#2b4a3e", "frame": "walnut"},
            },
            shot=WALL,
            upright=True,
        ),
        {
            "Diameter [cm]": 30.0,
            "Material": "bent wood, glass",
            "Movement": "quartz, silent",
            "Battery": "1 x AA",
        },
        {"Colour": ("White / Oak", "Pine / Walnut")},
    ),
    Product(
        "Drum Kitchen Timer",
        "Hourlan",
        """Turn it past the time and back: an hour of clockwork, a bell at the end. No battery and
        no setting below two minutes. A magnet holds it to the hood.""",
        26.00,
        "kitchen timer, egg timer, timer, mechanical, cooking",
        190,
        Look(
            clocks.kitchen_timer,
            {},
            "a round mechanical timer with minutes on its edge",
            shot=Shot(yaw=10, pitch=14),
        ),
        {"Material": "steel, ABS", "Movement": "mechanical"},
        {"Colour": ("Brick", "Petrol", "Cream")},
    ),
)

CATEGORY = Category("Audio & desk > Watches & clocks", "WC", PRODUCTS)
