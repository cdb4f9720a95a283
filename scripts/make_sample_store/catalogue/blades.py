"""Knives, boards and sharpening."""

from ..models import blades
from ..product import Category, Look, Product, angle, detail
from ..studio.stage import Shot

ABOVE = Shot(yaw=25, pitch=58, fill=0.86)

PRODUCTS = (
    Product(
        "Tarn Chef's Knife 20 cm",
        "Kessock",
        """The one knife to own if you own one. German steel at 57 Rockwell: it forgives a bone and
        takes a new edge in ten strokes. The walnut handle is oiled, not varnished, and wants to be
        dried after washing.""",
        78.00,
        "chef's knife, kitchen knife, cook's knife, walnut",
        210,
        Look(
            blades.knife,
            {"kind": "chef"},
            "a chef's knife with a riveted wooden handle",
            by={"Walnut": {"handle": "walnut"}, "Black": {"handle": "black"}},
            shot=ABOVE,
            more=(
                detail("Bolster and brass rivets of the Tarn knife", 2.6, (0.36, 0.42), pitch=58),
            ),
        ),
        {
            "Material": "X50CrMoV15 steel",
            "Blade length [cm]": 20.0,
            "Hardness [HRC]": 57.0,
            "Dishwasher safe": False,
        },
        {"Handle": ("Walnut", "Black")},
        care="Hand wash and dry. Hone weekly, sharpen twice a year.",
    ),
    Product(
        "Tarn Santoku 17 cm, layered",
        "Kessock",
        """Sixty-seven layers of steel around a core at 61 Rockwell, sharper than our chef's knife
        and less patient: no bones, no frozen food, no twisting. The hollows and the wave of the
        steel help slices fall away.""",
        149.00,
        "santoku, japanese knife, damascus, kitchen knife, chef's knife",
        190,
        Look(
            blades.knife,
            {"kind": "santoku", "handle": "oak", "damask": True},
            "a santoku knife whose blade shows waves of layered steel",
            shot=ABOVE,
            more=(
                detail("Waves in the layered steel of the santoku", 2.8, (0.62, 0.56), pitch=58),
            ),
        ),
        {
            "Material": "layered steel, VG10 core",
            "Blade length [cm]": 17.0,
            "Hardness [HRC]": 61.0,
            "Dishwasher safe": False,
        },
        was=175.00,
        stock=5,
        care="Whetstone only; pull-through sharpeners chip hard steel.",
    ),
    Product(
        "Tarn Bread Knife 24 cm",
        "Kessock",
        """Long enough for a country loaf in one pull, with points that bite into crust and do not
        tear the crumb. Serrated edges cannot be sharpened at home; send it to us after some years
        and we do it once for free.""",
        69.00,
        "bread knife, serrated knife, kitchen knife",
        185,
        Look(
            blades.knife,
            {"kind": "bread", "handle": "walnut"},
            "a long bread knife with a walnut handle",
            shot=ABOVE,
        ),
        {
            "Material": "X50CrMoV15 steel",
            "Blade length [cm]": 24.0,
            "Hardness [HRC]": 57.0,
            "Dishwasher safe": False,
        },
    ),
    Product(
        "Tarn Paring Knife 9 cm",
        "Kessock",
        """For everything done in the hand: peeling, hulling, taking the eyes out of potatoes. The
        short blade is stiff and its heel is rounded so that it does not bite the thumb.""",
        32.00,
        "paring knife, vegetable knife, small knife, kitchen knife",
        75,
        Look(
            blades.knife,
            {"kind": "paring"},
            "a short paring knife with a wooden handle",
            by={"Walnut": {"handle": "walnut"}, "Black": {"handle": "black"}},
            shot=ABOVE,
        ),
        {
            "Material": "X50CrMoV15 steel",
            "Blade length [cm]": 9.0,
            "Hardness [HRC]": 57.0,
            "Dishwasher safe": False,
        },
        {"Handle": ("Walnut", "Black")},
    ),
    Product(
        "Starter Knife Set, 3 pieces",
        "Kessock",
        """Chef's, bread and paring knife with beech handles, the three that do nine tenths of the
        work. The steel is a grade softer than in the Tarn line: duller sooner, sharp again in a
        minute. Sold without a block.""",
        99.00,
        "knife set, kitchen knives, chef's knife, bread knife, paring knife, gift",
        520,
        Look(
            blades.knife_set,
            {},
            "three knives with beech handles lying side by side",
            shot=Shot(yaw=25, pitch=60, fill=0.84),
        ),
        {
            "Material": "X30Cr13 steel, beech",
            "Pieces": 3.0,
            "Hardness [HRC]": 54.0,
            "Dishwasher safe": False,
        },
        was=128.00,
    ),
    Product(
        "Acacia Board with Groove",
        "Kessock",
        """A lively dark wood, one face with a groove for juices, the other flat for bread. Acacia
        is oily by nature and needs little care, but it warps if left standing in water.""",
        39.00,
        "cutting board, chopping board, wood, serving board",
        1750,
        Look(
            blades.board,
            {"finish": "acacia"},
            "a dark wooden cutting board with a groove round its edge",
            shot=Shot(pitch=36, fill=0.84),
        ),
        {"Material": "acacia", "Dishwasher safe": False},
        {"Size": ("30 x 20 cm", "40 x 26 cm")},
        {"30 x 20 cm": 27.00},
        {"30 x 20 cm": 980},
        care="Rub with linseed oil when it looks thirsty.",
    ),
    Product(
        "End-Grain Block 36 x 26 cm",
        "Kessock",
        """Nearly a hundred squares of oak stood on end, so the knife slips between the fibres and
        the cuts close again. Kind to edges and very heavy: it will not slide, and you will not
        want to move it.""",
        119.00,
        "cutting board, chopping block, butcher block, end grain, oak",
        3400,
        Look(
            blades.end_grain_board,
            {},
            "a thick cutting block made of many squares of end-grain wood",
            shot=Shot(pitch=34, fill=0.84),
            more=(detail("Squares of end grain in the block's face", 2.3, (0.5, 0.45), pitch=34),),
        ),
        {"Material": "oak, end grain", "Dishwasher safe": False},
        care="Oil monthly in the first half year.",
    ),
    Product(
        "Pull-Through Sharpener",
        "Kessock",
        """Two slots, coarse and fine; three pulls and a soft knife cuts again. It takes off more
        steel than a stone does, so keep it for everyday knives below 59 Rockwell. Not for serrated
        or Japanese blades.""",
        24.90,
        "knife sharpener, sharpener, kitchen knife accessory",
        230,
        Look(
            blades.sharpener, {}, "a hand-held knife sharpener with two slots", shot=Shot(pitch=26)
        ),
        {"Material": "plastic, carbide, ceramic", "Dishwasher safe": False, "Colour": "Ink"},
    ),
    Product(
        "Water Stone 1000/3000",
        "Kessock",
        """A two-sided whetstone on a bamboo base: the red side brings the edge back, the cream
        side polishes it. Soak for ten minutes, then take your time. The booklet explains the angle
        with a folded sheet of paper.""",
        49.00,
        "whetstone, sharpening stone, knife sharpener, japanese knife",
        890,
        Look(
            blades.whetstone, {}, "a red and cream whetstone on a wooden base", shot=Shot(pitch=26)
        ),
        {"Material": "aluminium oxide, bamboo", "Grit": "1000 and 3000"},
        stock=0,
    ),
    Product(
        "Magnetic Knife Bar 40 cm",
        "Kessock",
        """A wall bar of solid wood with magnets under the surface, so blades never touch metal. It
        holds six knives, or five and the scissors. Screws are in the box; on tiles use the
        tape.""",
        45.00,
        "knife rack, knife holder, magnetic, wall",
        780,
        Look(
            blades.magnetic_rack,
            {},
            "a wooden bar on a wall with three knives hanging on it",
            by={"Walnut": {"finish": "walnut"}, "Oak": {"finish": "oak"}},
            shot=Shot(yaw=-8, pitch=4, fill=0.8),
            upright=True,
        ),
        {"Material": "solid wood, neodymium magnets", "Pieces": 1.0},
        {"Wood": ("Walnut", "Oak")},
    ),
    Product(
        "Kitchen Scissors",
        "Kessock",
        """They come apart in the middle for washing, cut through herbs and chicken wings, and have
        a nut cracker between the rings. Made for right and left hands alike.""",
        27.00,
        "scissors, shears, kitchen scissors, herb scissors",
        160,
        Look(
            blades.scissors,
            {},
            "a pair of kitchen scissors lying slightly open",
            shot=Shot(yaw=30, pitch=58, fill=0.8),
            more=(angle("The kitchen scissors from the other side", -40, 50, fill=0.8),),
        ),
        {"Material": "stainless steel, nylon", "Dishwasher safe": True},
        {"Colour": ("Ink", "Brick", "Fern")},
    ),
)

CATEGORY = Category("Kitchen > Knives & boards", "KB", PRODUCTS)
