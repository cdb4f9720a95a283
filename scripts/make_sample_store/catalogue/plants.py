"""House plants."""

from .. import props
from ..models import plants
from ..product import Category, Look, Product, angle, detail, scene
from ..studio.stage import Shot

STAND = Shot(yaw=18, pitch=10, fill=0.84)

PRODUCTS = (
    Product(
        "Monstera deliciosa",
        "Mosswick",
        """The split-leaf plant, about 60 centimetres high when it leaves us. Bright, not sunny;
        water when the top of the soil is dry. It grows sideways with ambition. Poisonous to cats
        and dogs.""",
        39.00,
        "monstera, swiss cheese plant, house plant, indoor plant, large, tropical",
        3200,
        Look(
            plants.monstera,
            {},
            "a monstera with large split leaves in a pale pot",
            shot=STAND,
            more=(detail("Split leaves of the monstera", 2.2, (0.5, 0.28), yaw=18, pitch=10),),
        ),
        {
            "Light": "bright, indirect",
            "Height [cm]": 60.0,
            "Pet safe": False,
            "Watering": "weekly",
            "Pot included": False,
        },
    ),
    Product(
        "Snake Plant",
        "Mosswick",
        """Sword leaves with yellow edges that forgive dark corners, dry air and holidays. Water it
        every third week; more will kill it. Mildly poisonous to pets.""",
        24.00,
        "snake plant, sansevieria, mother-in-law's tongue, house plant, low light, easy",
        1900,
        Look(
            plants.snake_plant, {}, "a snake plant with upright leaves in a ribbed pot", shot=STAND
        ),
        {
            "Light": "low to bright",
            "Height [cm]": 45.0,
            "Pet safe": False,
            "Watering": "every three weeks",
            "Pot included": False,
        },
    ),
    Product(
        "Golden Pothos",
        "Mosswick",
        """Heart-shaped leaves on vines that hang from a shelf or climb a stick, a hand's width
        each month. It droops when thirsty and forgives within the hour. Not for nibbling cats.""",
        16.00,
        "pothos, devil's ivy, trailing plant, house plant, hanging, easy",
        1100,
        Look(plants.pothos, {}, "a trailing pothos in a round glazed pot", shot=STAND),
        {
            "Light": "medium",
            "Height [cm]": 20.0,
            "Pet safe": False,
            "Watering": "weekly",
            "Pot included": False,
        },
    ),
    Product(
        "Boston Fern",
        "Mosswick",
        """A fountain of fronds for bathrooms and north windows. It wants moist soil and a misting
        a day, and sulks over radiators. Safe for cats, who will flatten it anyway.""",
        22.00,
        "fern, boston fern, house plant, bathroom, pet safe, humidity",
        1500,
        Look(plants.fern, {}, "a fern with arching fronds in a terracotta pot", shot=STAND),
        {
            "Light": "shade",
            "Height [cm]": 40.0,
            "Pet safe": True,
            "Watering": "twice a week",
            "Pot included": False,
        },
        was=26.00,
    ),
    Product(
        "Column Cactus",
        "Mosswick",
        """A ribbed column with two arms, as children draw it. Full sun, a sip a month, none in
        winter. Handle with folded newspaper, not with gloves.""",
        29.00,
        "cactus, house plant, succulent, sunny window, easy",
        1400,
        Look(
            plants.cactus,
            {"form": "column"},
            "a column cactus with two arms in a mustard pot",
            shot=STAND,
        ),
        {
            "Light": "full sun",
            "Height [cm]": 25.0,
            "Pet safe": True,
            "Watering": "monthly",
            "Pot included": False,
        },
    ),
    Product(
        "Aloe vera",
        "Mosswick",
        """Thick cool leaves in a rosette; the gel is old medicine for small burns. South window,
        little water, a heavy pot, since it leans. Makes children, which you may give away.""",
        18.00,
        "aloe, aloe vera, succulent, house plant, sunny window, easy",
        1600,
        Look(
            plants.aloe,
            {},
            "an aloe with thick pointed leaves in a terracotta pot",
            shot=STAND,
            more=(detail("Leaves of the aloe from close up", 2.1, (0.5, 0.36), yaw=18, pitch=10),),
        ),
        {
            "Light": "full sun",
            "Height [cm]": 30.0,
            "Pet safe": False,
            "Watering": "every two weeks",
            "Pot included": False,
        },
    ),
    Product(
        "Succulent Bowl",
        "Mosswick",
        """Three rosettes in grit, planted in a concrete bowl: the pot is included this time. A
        tablespoon of water each, every other week. Colours deepen in sun.""",
        34.00,
        "succulents, house plant, arrangement, gift, bowl, easy",
        2600,
        Look(
            plants.succulents,
            {},
            "three succulent rosettes in a shallow bowl with gravel",
            shot=Shot(yaw=18, pitch=30, fill=0.82),
        ),
        {
            "Light": "full sun",
            "Height [cm]": 12.0,
            "Pet safe": True,
            "Watering": "every two weeks",
            "Pot included": True,
        },
    ),
    Product(
        "Rubber Fig",
        "Mosswick",
        """Dark leaves like polished leather on a slim trunk. Grows to the ceiling if you let it.
        It hates being moved: choose a place and stay.""",
        45.00,
        "rubber plant, ficus elastica, house plant, indoor tree, large",
        3900,
        Look(
            plants.rubber_tree,
            {},
            "a rubber fig with large dark leaves in a black pot",
            shot=Shot(yaw=18, pitch=8, fill=0.88),
            more=(
                scene(
                    "The rubber fig in a living room", props.armchair_corner, on="room", fill=0.7
                ),
            ),
        ),
        {
            "Light": "bright, indirect",
            "Height [cm]": 75.0,
            "Pet safe": False,
            "Watering": "weekly",
            "Pot included": False,
        },
        stock=0,
    ),
    Product(
        "Olive Standard",
        "Mosswick",
        """A small tree with a round head for the balcony, hardy to -5 °C when wrapped. Fruits
        after a hot summer, for show rather than oil. In the flat it needs your brightest
        window.""",
        69.00,
        "olive tree, balcony plant, outdoor plant, tree, mediterranean",
        6800,
        Look(
            plants.olive_tree,
            {},
            "a small olive tree with a round head in a terracotta pot",
            shot=Shot(yaw=18, pitch=8, fill=0.88),
            more=(angle("The crown of the olive tree from above", 40, 40, fill=0.84),),
        ),
        {
            "Light": "full sun",
            "Height [cm]": 80.0,
            "Pet safe": True,
            "Watering": "weekly",
            "Pot included": False,
        },
    ),
    Product(
        "Kitchen Herbs, set of 3",
        "Mosswick",
        """Basil, sage and parsley in young plants. They live longer than the ones from the grocer,
        because each has a pot of its own soil; still, basil is a summer affair. Pots included.""",
        21.00,
        "herbs, basil, sage, parsley, kitchen, edible, set of three",
        2100,
        Look(
            plants.herb_trio,
            {},
            "three herbs in small speckled pots",
            shot=Shot(yaw=14, pitch=16, fill=0.86),
        ),
        {
            "Light": "bright",
            "Height [cm]": 15.0,
            "Pet safe": True,
            "Watering": "every two days",
            "Pot included": True,
        },
    ),
    Product(
        "Lavender",
        "Mosswick",
        """Grey leaves, violet spikes, bees from June. For pots and beds in full sun and poor soil;
        rich soil makes it flop. Cut back by a third after flowering.""",
        14.00,
        "lavender, balcony plant, outdoor plant, fragrant, bees, herb",
        1300,
        Look(plants.lavender, {}, "a lavender with violet flower spikes in a grey pot", shot=STAND),
        {
            "Light": "full sun",
            "Height [cm]": 30.0,
            "Pet safe": False,
            "Watering": "weekly",
            "Pot included": False,
        },
    ),
)

CATEGORY = Category("Home & garden > House plants", "PL", PRODUCTS)
