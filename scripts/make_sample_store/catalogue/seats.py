"""Chairs, stools and small tables."""

from .. import props
from ..models import seats
from ..product import Category, Look, Product, angle, detail, measured, scene
from ..studio.stage import Shot

ROOM = Shot(yaw=24, pitch=12, fill=0.8)

PRODUCTS = (
    Product(
        "Sill Dining Chair",
        "Stolmark",
        """A solid chair with a curved rail that meets the back at the right place. Pegged and
        glued, no screws to tighten. The wooden seat is hollowed by two centimetres; long dinners
        still ask for a cushion.""",
        189.00,
        "chair, dining chair, kitchen chair, solid wood",
        5400,
        Look(
            seats.dining_chair,
            {"seat": "wood"},
            "a wooden dining chair with a curved back rail",
            by={"Oak": {"finish": "oak"}, "Walnut": {"finish": "walnut"}},
            shot=ROOM,
            more=(
                angle("The Sill chair from behind", 150, 12, fill=0.8),
                measured("Measures of the Sill chair", "48 cm", "77 cm", yaw=0, pitch=3),
            ),
        ),
        {
            "Material": "solid wood",
            "Seat height [cm]": 45.0,
            "Maximum load [kg]": 130.0,
            "Assembly needed": False,
        },
        {"Wood": ("Oak", "Walnut")},
    ),
    Product(
        "Sill Chair, cord seat",
        "Stolmark",
        """The Sill with a seat woven from 120 metres of paper cord, springy and cool. Spills wipe
        off if you are quick. Cats consider it a gift.""",
        259.00,
        "chair, dining chair, paper cord, woven seat, solid wood",
        5100,
        Look(
            seats.dining_chair,
            {"seat": "cord", "finish": "oak"},
            "a wooden chair with a woven cord seat",
            shot=ROOM,
            more=(
                detail("Woven cord seat of the Sill chair", 2.2, (0.48, 0.55), yaw=24, pitch=24),
            ),
        ),
        {
            "Material": "oak, paper cord",
            "Seat height [cm]": 45.0,
            "Maximum load [kg]": 130.0,
            "Assembly needed": False,
        },
        was=299.00,
        stock=6,
    ),
    Product(
        "Spindle Chair",
        "Stolmark",
        """Seven spindles under a bent bow, lacquered so the grain shows through. Light enough for
        a child to pull, stiff enough for the uncle who leans back.""",
        169.00,
        "chair, dining chair, windsor chair, kitchen chair, painted",
        4600,
        Look(
            seats.windsor_chair,
            {},
            "a spindle-back chair in lacquered wood",
            shot=ROOM,
            more=(scene("The Spindle chair in a room", props.living_room, on="room", fill=0.64),),
        ),
        {
            "Material": "beech",
            "Seat height [cm]": 45.0,
            "Maximum load [kg]": 120.0,
            "Assembly needed": False,
        },
        {"Colour": ("Navy", "Brick", "Sage", "Black")},
    ),
    Product(
        "Cup Shell Chair",
        "Stolmark",
        """A seat moulded in one piece from recycled plastic, on oak legs that screw in. Wipe it
        and forget it. It gives a little under the back, which surprises people once.""",
        119.00,
        "chair, shell chair, dining chair, desk chair, plastic, recycled",
        4300,
        Look(
            seats.shell_chair,
            {},
            "a moulded shell chair on oak legs",
            shot=ROOM,
            more=(angle("The Cup chair from the side", 80, 10, fill=0.8),),
        ),
        {
            "Material": "recycled polypropylene, oak",
            "Seat height [cm]": 45.0,
            "Maximum load [kg]": 120.0,
            "Assembly needed": True,
        },
        {"Colour": ("Mustard", "Slate", "White")},
        was=139.00,
    ),
    Product(
        "Lull Armchair",
        "Stolmark",
        """A low frame with wide arms for a cup and a book, two loose cushions with covers that
        come off. Getting out of it takes resolve. 72 centimetres wide.""",
        549.00,
        "armchair, lounge chair, reading chair, easy chair, upholstered",
        16500,
        Look(
            seats.lounge_chair,
            {"finish": "oak"},
            "a low armchair with a wooden frame and two cushions",
            shot=ROOM,
            more=(
                angle("The Lull armchair from its side", -55, 12, fill=0.8),
                scene(
                    "The Lull armchair in a living room", props.living_room, on="room", fill=0.62
                ),
            ),
        ),
        {
            "Material": "oak, wool blend",
            "Seat height [cm]": 41.0,
            "Maximum load [kg]": 130.0,
            "Assembly needed": True,
        },
        {"Colour": ("Sage", "Rust", "Slate")},
    ),
    Product(
        "Milking Stool",
        "Stolmark",
        """Three legs never wobble. A seat, a bedside table, a step for short reaches; not a
        ladder.""",
        79.00,
        "stool, low stool, side table, solid wood",
        2600,
        Look(
            seats.stool,
            {"high": 45},
            "a round three-legged wooden stool",
            by={"Oak": {"finish": "oak"}, "Walnut": {"finish": "walnut"}},
            shot=ROOM,
        ),
        {
            "Material": "solid wood",
            "Seat height [cm]": 45.0,
            "Maximum load [kg]": 120.0,
            "Assembly needed": True,
        },
        {"Wood": ("Oak", "Walnut")},
    ),
    Product(
        "Counter Stool 66 cm",
        "Stolmark",
        """For kitchen counters about 90 centimetres high, with a steel ring where the feet want to
        be. Bar tables of 110 need something taller.""",
        129.00,
        "bar stool, counter stool, kitchen stool, solid wood",
        4100,
        Look(
            seats.stool,
            {"high": 68},
            "a tall wooden stool with a steel foot ring",
            by={"Oak": {"finish": "oak"}, "Walnut": {"finish": "walnut"}},
            shot=ROOM,
        ),
        {
            "Material": "solid wood, steel",
            "Seat height [cm]": 66.0,
            "Maximum load [kg]": 120.0,
            "Assembly needed": True,
        },
        {"Wood": ("Oak", "Walnut")},
    ),
    Product(
        "Hall Bench 120 cm",
        "Stolmark",
        """Room for two and their shoes beneath. The cushion version has ties and a cover that
        washes at 40 degrees; the bare one shows its grain.""",
        249.00,
        "bench, hall bench, dining bench, solid wood",
        9800,
        Look(
            seats.bench,
            {"finish": "oak"},
            "a long oak bench",
            by={"bare": {}, "with cushion": {"cushion": "#5d6b75"}},
            shot=Shot(yaw=20, pitch=12, fill=0.88),
        ),
        {
            "Material": "oak",
            "Seat height [cm]": 45.0,
            "Maximum load [kg]": 220.0,
            "Assembly needed": True,
        },
        {"Version": ("bare", "with cushion")},
        {"with cushion": 309.00},
        {"with cushion": 11200},
    ),
    Product(
        "Tilt Office Chair",
        "Stolmark",
        """Back and seat tilt together when you lean; a lever sets how readily. Height 42 to 54
        centimetres, arms that come off, castors for hard floors. Made for eight hours, guaranteed
        for ten years.""",
        389.00,
        "office chair, desk chair, swivel chair, ergonomic, home office",
        17500,
        Look(
            seats.office_chair,
            {},
            "an upholstered office chair on five castors",
            shot=Shot(yaw=24, pitch=12, fill=0.84),
        ),
        {
            "Material": "steel, wool blend",
            "Seat height [cm]": 48.0,
            "Maximum load [kg]": 130.0,
            "Assembly needed": True,
        },
        {"Colour": ("Graphite", "Fern")},
        was=449.00,
    ),
    Product(
        "Cable-Knit Pouf",
        "Weftmoor",
        """A round seat in a thick knitted cover filled with foam flakes: a footrest, a spare
        chair, the dog's. The cover unzips. It loses a little height in the first month.""",
        119.00,
        "pouf, footstool, ottoman, footrest, knitted",
        5200,
        Look(
            seats.footrest, {}, "a round pouf in a thick knitted cover", shot=Shot(yaw=10, pitch=14)
        ),
        {"Material": "cotton, foam", "Diameter [cm]": 52.0, "Maximum load [kg]": 110.0},
        {"Colour": ("Clay", "Oat", "Slate")},
    ),
    Product(
        "Penny Side Table",
        "Stolmark",
        """A round top with a raised edge so nothing rolls off, on three legs. 42 centimetres
        across: a lamp and a book, or breakfast for one.""",
        119.00,
        "side table, coffee table, bedside table, solid wood",
        3600,
        Look(
            seats.side_table,
            {},
            "a small round table on three legs",
            by={"Oak": {"finish": "oak"}, "Walnut": {"finish": "walnut"}},
            shot=ROOM,
        ),
        {
            "Material": "solid wood",
            "Diameter [cm]": 42.0,
            "Maximum load [kg]": 25.0,
            "Assembly needed": True,
        },
        {"Wood": ("Oak", "Walnut")},
        status="archived",
    ),
)

CATEGORY = Category("Home & garden > Chairs & stools", "CH", PRODUCTS)
