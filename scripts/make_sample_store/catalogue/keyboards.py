"""Keyboards, mice and the desk under them."""

from .. import props
from ..models import desk
from ..product import Category, Look, Product, angle, detail, scene
from ..studio.stage import Shot

OVER = Shot(yaw=22, pitch=42, fill=0.88)

PRODUCTS = (
    Product(
        "Clack 65 Mechanical Keyboard",
        "Modrun",
        """A compact board with arrow keys and without number block. The switches can be pulled and
        swapped; tactile ones are fitted. Audible across a room: your colleagues will know when you
        write.""",
        139.00,
        "keyboard, mechanical keyboard, compact, bluetooth, hot-swap",
        780,
        Look(
            desk.keyboard,
            {},
            "a compact mechanical keyboard with coloured accent keys",
            by={
                "Cream": {"color": "#eadfca", "accent": "#c9972f"},
                "Graphite": {"color": "#5a5e63", "accent": "#a34a28", "base": "#2b2d31"},
                "Sky": {"color": "#9dbccf", "accent": "#dcb1a3"},
            },
            shot=OVER,
            more=(
                detail("Keycaps of the Clack 65 from close up", 2.6, (0.42, 0.5), yaw=22, pitch=42),
                scene(
                    "The Clack 65 on a desk with a lamp behind",
                    props.desk,
                    pitch=24,
                    fill=0.78,
                    on="table",
                ),
            ),
        ),
        {
            "Layout": "65 %, ISO",
            "Connection": "Bluetooth, USB-C",
            "Battery life [h]": 200.0,
            "Switches": "tactile",
            "Backlight": False,
            "Weight [g]": 780.0,
        },
        {"Colour": ("Cream", "Graphite", "Sky")},
        was=159.00,
    ),
    Product(
        "Hush 65 Silent Keyboard",
        "Modrun",
        """The same size with damped linear switches under a gasket: a soft tap instead of a clack.
        Made for shared rooms. Touch typists who like a bump should try the Clack.""",
        149.00,
        "keyboard, mechanical keyboard, silent, quiet, compact, office, bluetooth",
        820,
        Look(
            desk.keyboard,
            {"color": "#d9d6ce", "accent": "#6b7345", "base": "#9a9c9b"},
            "a compact keyboard with pale keys and green accents",
            shot=OVER,
        ),
        {
            "Layout": "65 %, ISO",
            "Connection": "Bluetooth, USB-C",
            "Battery life [h]": 180.0,
            "Switches": "linear, damped",
            "Backlight": False,
            "Weight [g]": 820.0,
        },
        stock=8,
    ),
    Product(
        "Ledger Full-Size Keyboard",
        "Modrun",
        """Flat keys, number block, two weeks on a charge with the light on. It switches between
        three computers by a key. Scissor keys, not mechanical ones: quick, quiet, short.""",
        89.00,
        "keyboard, full-size, number pad, low profile, office, bluetooth",
        690,
        Look(
            desk.keyboard,
            {"full": True, "low": True},
            "a flat full-size keyboard with a number block",
            by={
                "Graphite": {"color": "#4b4f54", "accent": "#5d6b75", "base": "#8b8c8d"},
                "White": {"color": "#ebe9e4", "accent": "#d2d2d0", "base": "#c9c9c8"},
            },
            shot=Shot(yaw=18, pitch=44, fill=0.9),
        ),
        {
            "Layout": "100 %, ISO",
            "Connection": "Bluetooth, USB-C",
            "Battery life [h]": 120.0,
            "Switches": "scissor",
            "Backlight": True,
            "Weight [g]": 690.0,
        },
        {"Colour": ("Graphite", "White")},
    ),
    Product(
        "Pebble Mouse",
        "Modrun",
        """A quiet mouse with a ribbed wheel, symmetrical, so left hands are welcome. One AA cell
        lasts eighteen months. Small: large hands will want to try it first.""",
        39.00,
        "mouse, wireless mouse, bluetooth, quiet, ambidextrous",
        85,
        Look(desk.mouse, {}, "a rounded wireless mouse with a mustard wheel", shot=Shot(pitch=26)),
        {
            "Connection": "Bluetooth",
            "Resolution [dpi]": 2400.0,
            "Battery": "1 x AA",
            "Weight [g]": 85.0,
        },
        {"Colour": ("Graphite", "Cream", "Sage")},
    ),
    Product(
        "Felt Desk Mat",
        "Modrun",
        """Merino felt three millimetres thick: warm under the wrists, quiet under a keyboard, fine
        for any optical mouse. Coffee beads for a minute; be quick.""",
        39.00,
        "desk mat, desk pad, mouse pad, felt, wool",
        380,
        Look(
            desk.desk_mat,
            {"kind": "felt"},
            "a felt desk mat, half rolled",
            shot=Shot(pitch=34, fill=0.84),
        ),
        {"Material": "wool felt", "Dimensions": "80 x 34 cm"},
        {"Colour": ("Slate", "Oat", "Moss")},
    ),
    Product(
        "Leather Desk Mat",
        "Inkfold",
        """Grained leather on cork, wipe-clean, the better for every scratch. Lies flat after a day
        out of its tube. 80 by 34 centimetres.""",
        95.00,
        "desk mat, desk pad, mouse pad, leather",
        720,
        Look(
            desk.desk_mat,
            {"kind": "leather"},
            "a leather desk mat, half rolled",
            shot=Shot(pitch=34, fill=0.84),
        ),
        {"Material": "leather, cork", "Dimensions": "80 x 34 cm", "Colour": "Chestnut"},
    ),
    Product(
        "Sill Wrist Rest",
        "Modrun",
        """A sloped bar as long as a compact keyboard. Solid wood is firmer than gel and never goes
        sticky; give it a day. Rubber feet.""",
        34.00,
        "wrist rest, palm rest, keyboard accessory, wood",
        310,
        Look(
            desk.wrist_rest,
            {},
            "a sloped wooden wrist rest",
            by={"Walnut": {"finish": "walnut"}, "Oak": {"finish": "oak"}},
            shot=Shot(pitch=34, fill=0.82),
        ),
        {"Material": "solid wood"},
        {"Wood": ("Walnut", "Oak")},
    ),
    Product(
        "Fold Laptop Stand",
        "Modrun",
        """Two bent arms lift a laptop 15 centimetres, so your neck is straight; you will want a
        separate keyboard. Folds flat into its sleeve. Holds 5 kilos.""",
        45.00,
        "laptop stand, notebook stand, ergonomic, desk, home office",
        560,
        Look(
            desk.laptop_stand,
            {},
            "a laptop stand of two bent metal arms",
            more=(angle("The laptop stand from the side", 60, 10),),
        ),
        {"Material": "aluminium", "Maximum load [kg]": 5.0},
        {"Colour": ("Silver", "Graphite")},
    ),
    Product(
        "Mezzanine Desk Shelf",
        "Modrun",
        """A riser for a screen up to 27 inches with a drawer beneath and room for a keyboard under
        it. Ready assembled. Sixty centimetres wide; it does not extend.""",
        99.00,
        "monitor stand, desk shelf, monitor riser, drawer, wood",
        4300,
        Look(
            desk.desk_shelf,
            {},
            "a wooden desk shelf with a dark drawer",
            by={"Oak": {"finish": "oak"}, "Walnut": {"finish": "walnut"}},
            shot=Shot(pitch=22, fill=0.84),
        ),
        {"Material": "veneered wood, steel", "Maximum load [kg]": 20.0},
        {"Wood": ("Oak", "Walnut")},
    ),
)

CATEGORY = Category("Audio & desk > Keyboards & mice", "KM", PRODUCTS)
