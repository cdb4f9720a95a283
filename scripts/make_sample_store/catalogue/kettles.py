"""Kettles and coffee things."""

from .. import props
from ..models import kitchen
from ..product import Category, Look, Product, angle, detail, measured, scene, together
from ..studio.stage import Shot

PRODUCTS = (
    Product(
        "Alto Electric Kettle 1.7 l",
        "Orrelle",
        """A full-size kettle that boils 1.7 litres in about six minutes and switches itself off.
        The lid lifts right out, so you can reach in with a cloth. The walnut handle stays cool;
        the painted steel body does not. Fixed at boiling: for green tea, look at the Alto
        Variable.""",
        64.90,
        "kettle, electric kettle, water boiler, tea",
        1240,
        Look(
            kitchen.electric_kettle,
            {"size": 1.1, "grip": "walnut"},
            "a tapered electric kettle with a bent walnut handle, standing on its power base",
            more=(
                together("The Alto kettle in its four colours, side by side"),
                detail("The lid of the Alto kettle with its turned walnut knob", 2.3, (0.52, 0.27)),
            ),
        ),
        {
            "Material": "painted stainless steel, walnut",
            "Capacity [l]": 1.7,
            "Power [W]": 2200,
            "Temperature control": False,
            "Keeps warm": False,
            "Dishwasher safe": False,
        },
        {"Colour": ("Pine", "Cream", "Ink", "Brick")},
        was=79.90,
        care="Descale with citric acid every two months; wipe the outside with a damp cloth.",
    ),
    Product(
        "Alto Variable Kettle 1.0 l",
        "Orrelle",
        """The small Alto for one or two, with a dial under the handle for 60 to 100 °C in steps of
        five. It holds the chosen temperature for half an hour. At one litre it fills three mugs,
        not a family breakfast.""",
        84.00,
        "kettle, electric kettle, variable temperature, green tea, small kettle",
        980,
        Look(
            kitchen.electric_kettle,
            {"size": 0.78, "grip": "oak"},
            "a small electric kettle with an oak handle on a black base",
            more=(scene("The small Alto kettle on a breakfast table", props.breakfast, yaw=20),),
        ),
        {
            "Material": "painted stainless steel, oak",
            "Capacity [l]": 1.0,
            "Power [W]": 1800,
            "Temperature control": True,
            "Keeps warm": True,
            "Dishwasher safe": False,
        },
        {"Colour": ("Oat", "Graphite")},
        care="Descale with citric acid every two months.",
    ),
    Product(
        "Alto Steel Kettle 1.5 l",
        "Orrelle",
        """Bare brushed steel inside and out, no plastic where the water is. It boils a full 1.5
        litres in a little over five minutes and is the loudest of our kettles while it does. The
        base takes the cord from either side.""",
        72.50,
        "kettle, electric kettle, stainless steel, plastic free",
        1180,
        Look(
            kitchen.electric_kettle,
            {"color": "#d4d2ce", "size": 0.95, "grip": "black", "shiny": True},
            "an electric kettle of bare steel with a black handle and base",
            more=(measured("Measures of the Alto Steel Kettle", "24 cm", "25 cm"),),
        ),
        {
            "Material": "stainless steel",
            "Capacity [l]": 1.5,
            "Power [W]": 2200,
            "Temperature control": False,
            "Keeps warm": False,
            "Dishwasher safe": False,
        },
        stock=3,
        care="Descale with citric acid every two months; polish with a dry cloth.",
    ),
    Product(
        "Heron Gooseneck Kettle 0.9 l",
        "Orrelle",
        """Made for pour-over coffee: the long neck gives a stream as thin as a pencil that you can
        aim. The dial sets the water to the degree between 40 and 100 °C, and the lit ring tells
        when it is there. Slow for tea for four, and proud of it.""",
        129.00,
        "kettle, gooseneck, swan neck kettle, pour-over, coffee, variable temperature",
        1350,
        Look(
            kitchen.gooseneck_kettle,
            {"grip": "walnut"},
            "a low electric kettle with a long thin gooseneck spout on a square base with a dial",
            more=(
                detail("The thin curved spout of the Heron kettle", 2.2, (0.78, 0.42)),
                angle("The Heron kettle from the side of its handle", -50, 20),
            ),
        ),
        {
            "Material": "stainless steel, walnut",
            "Capacity [l]": 0.9,
            "Power [W]": 1200,
            "Temperature control": True,
            "Keeps warm": True,
            "Dishwasher safe": False,
        },
        {"Colour": ("Black", "Cream", "Lagoon")},
        care="Descale often: the neck is narrow and clogs with hard water.",
    ),
    Product(
        "Heron Stovetop Gooseneck 1.0 l",
        "Orrelle",
        """The Heron without electronics, copper-plated outside and steel within, for gas, ceramic
        and halogen hobs. There is no thermometer; wait a minute after the boil and the water is
        right for coffee. It does not work on induction.""",
        69.00,
        "kettle, gooseneck, stovetop, pour-over, coffee, copper",
        720,
        Look(
            kitchen.gooseneck_kettle,
            {"color": "#d98f66", "shiny": True, "dial": False},
            "a copper stovetop kettle with a gooseneck spout and a walnut handle",
        ),
        {
            "Material": "copper-plated steel, walnut",
            "Capacity [l]": 1.0,
            "Induction": False,
            "Temperature control": False,
            "Dishwasher safe": False,
        },
        care="Copper darkens: rub with lemon and salt, or let it be.",
    ),
    Product(
        "Cottar Whistling Kettle 2.5 l",
        "Orrelle",
        """A round enamelled kettle for the hob that calls you when it boils. The steel core works
        on every hob, induction included. The handle folds down for the cupboard, but it does get
        warm over gas; a cloth is wise.""",
        49.90,
        "kettle, stovetop kettle, whistling kettle, enamel, induction, camping",
        1460,
        Look(
            kitchen.stove_kettle,
            {},
            "a round enamel kettle with a black bow handle and a whistle on its spout",
            more=(together("Three Cottar kettles in brick, cream and lagoon"),),
        ),
        {
            "Material": "enamelled steel",
            "Capacity [l]": 2.5,
            "Induction": True,
            "Temperature control": False,
            "Dishwasher safe": False,
        },
        {"Colour": ("Brick", "Cream", "Lagoon")},
        care="No scouring pads: enamel scratches.",
    ),
    Product(
        "Plover French Press",
        "Orrelle",
        """Coarse coffee, hot water, four minutes: the simplest good cup there is. The glass is
        heat-proof borosilicate and spare beakers are sold for years to come. A little fine
        sediment at the bottom of the cup is part of the deal.""",
        38.00,
        "french press, cafetiere, press pot, plunger, coffee maker",
        690,
        Look(
            kitchen.french_press,
            {"wood": "oak"},
            "a glass press pot full of coffee in a metal frame with an oak handle",
            by={"Silver": {"color": "#cfcdc9"}},
            more=(detail("Oak knob and domed lid of the Plover press", 2.4, (0.5, 0.2)),),
        ),
        {
            "Material": "borosilicate glass, steel, oak",
            "Filter": "steel mesh",
            "Dishwasher safe": True,
        },
        {"Size": ("0.35 l", "1.0 l"), "Colour": ("Silver", "Copper")},
        {"0.35 l": 29.00},
        {"0.35 l": 430},
        care="Take the plunger apart once a week; glass and mesh may go in the dishwasher.",
    ),
    Product(
        "Sandpiper Pour-Over Set",
        "Pellwick",
        """A ridged porcelain cone with the glass server it drips into, for two cups at a time. It
        takes the common size 2 paper filters, ten of which are in the box. Porcelain wants warming
        with hot water first, or the coffee cools on its way down.""",
        46.00,
        "pour-over, dripper, filter coffee, coffee maker, hand filter",
        820,
        Look(
            kitchen.dripper,
            {"server": True},
            "a ceramic filter cone on a round glass server half full of coffee",
        ),
        {
            "Material": "porcelain, borosilicate glass",
            "Capacity [l]": 0.5,
            "Filter": "paper, size 2",
            "Dishwasher safe": True,
        },
        {"Colour": ("White", "Sage", "Ink")},
        care="Dishwasher safe; lift the server by its handle, not its neck.",
    ),
    Product(
        "Sandpiper Cone Only",
        "Pellwick",
        """The porcelain cone of our pour-over set by itself, to stand on the mug you already have.
        Its foot fits rims from 7 to 10 centimetres. No filters and no server included.""",
        22.00,
        "pour-over, dripper, filter coffee, hand filter, coffee accessory",
        340,
        Look(
            kitchen.dripper,
            {"server": False, "color": "#e6dfd3"},
            "a white porcelain filter cone with a small handle",
            shot=Shot(pitch=24),
        ),
        {"Material": "porcelain", "Filter": "paper, size 2", "Dishwasher safe": True},
        care="Dishwasher safe.",
    ),
    Product(
        "Cone Filter Papers, 100 pieces",
        "Orrelle",
        """Unbleached paper filters of size 2 for the Sandpiper and most other hand filters. Rinse
        them once with hot water to lose the taste of paper. They go on the compost with the
        grounds.""",
        4.90,
        "coffee filter, filter paper, pour-over, coffee accessory, compostable",
        160,
        Look(
            kitchen.paper_filters,
            {},
            "a carton of brown paper filters with four of them fanned in front",
        ),
        {"Material": "unbleached paper", "Pieces": 100.0, "Compostable": True},
        stock=240,
    ),
    Product(
        "Wren Moka Pot",
        "Orrelle",
        """The eight-sided pot that presses strong coffee up through the grounds on any gas or
        electric flame. Cast aluminium, with a valve you can take out and clean. Aluminium is not
        seen by induction hobs: you will need an adapter plate.""",
        27.50,
        "moka pot, espresso maker, stovetop espresso, coffee maker, camping",
        520,
        Look(
            kitchen.moka_pot,
            {},
            "an eight-sided aluminium espresso pot with a black handle",
            more=(measured("Measures of the three-cup Wren moka pot", "16 cm", "17 cm"),),
        ),
        {"Material": "cast aluminium", "Induction": False, "Dishwasher safe": False},
        {"Size": ("3 cups", "6 cups")},
        {"6 cups": 34.50},
        {"6 cups": 740},
        stock={"6 cups": 0},
        care="Rinse with water only and let it dry open; soap and dishwashers turn it grey.",
    ),
    Product(
        "Siskin Hand Grinder",
        "Orrelle",
        """Conical steel burrs in a narrow aluminium tube that fits into a rucksack pocket. Thirty
        clicks from Turkish to French press; grinding 20 grams takes about a minute of turning. It
        holds enough for two cups at a time.""",
        74.00,
        "coffee grinder, hand grinder, coffee mill, travel, burr grinder",
        560,
        Look(
            kitchen.hand_grinder,
            {},
            "a slim hand grinder with a walnut knob on its crank",
            more=(detail("The crank and walnut knob of the Siskin grinder", 2.3, (0.6, 0.25)),),
        ),
        {
            "Material": "aluminium, steel, walnut",
            "Burr": "conical, steel",
            "Grind settings": 30.0,
            "Dishwasher safe": False,
        },
        {"Colour": ("Graphite", "Petrol")},
        care="Brush the burrs dry; water makes them rust.",
    ),
    Product(
        "Gram Coffee Scale",
        "Orrelle",
        """Weighs to a tenth of a gram up to two kilograms and starts its timer when the first drop
        falls. It charges by USB-C and lasts about twenty hours. Splash-proof, but it is not meant
        to be held under the tap.""",
        44.90,
        "scale, kitchen scale, coffee scale, timer, pour-over",
        410,
        Look(
            kitchen.coffee_scale,
            {},
            "a flat black scale with a lit display showing time and grams",
            shot=Shot(yaw=28, pitch=40),
        ),
        {
            "Material": "glass-filled plastic, silicone",
            "Maximum load [g]": 2000.0,
            "Precision [g]": 0.1,
            "Battery life [h]": 20.0,
            "Waterproof": False,
        },
        was=54.90,
        care="Wipe with a damp cloth.",
    ),
)

CATEGORY = Category("Kitchen > Kettles & coffee", "KC", PRODUCTS)
