"""Units of measure: which spellings are one unit, and how units of one dimension convert."""

_TABLE: dict[str, dict[str, tuple[float, str]]] = {
    "mass": {
        "mg": (0.001, ""), "g": (1, "gram grams gramme gramm grammes gramos grammi"),
        "kg": (1000, "kilo kilos kilogram kilograms kilogramm"),
        "lb": (453.592, "lbs pound pounds"), "oz": (28.3495, "ounce ounces"),
    },
    "length": {
        "mm": (1, "millimetre millimetres millimeter millimeters"),
        "cm": (10, "centimetre centimetres centimeter centimeters zentimeter"),
        "m": (1000, "metre metres meter meters mètres metros metri"),
        "km": (1_000_000, "kilometre kilometres kilometer kilometers"),
        "inch": (25.4, 'inches zoll pouces pulgadas pollici " ” ″'),
        "ft": (304.8, "foot feet"),
    },
    "data": {
        "kb": (1e3, "kilobyte kilobytes"), "mb": (1e6, "megabyte megabytes"),
        "gb": (1e9, "gigabyte gigabytes go"), "tb": (1e12, "terabyte terabytes"),
    },
    "rate": {
        "kbps": (1e3, "kbit/s"), "mbps": (1e6, "mbit/s"), "gbps": (1e9, "gbit/s"),
    },
    "throughput": {"mb/s": (1, ""), "gb/s": (1000, "")},
    "resistance": {"ohm": (1, "ohms ω")},
    "angle": {"°": (1, "degree degrees")},
    "frequency": {
        "hz": (1, "hertz"), "khz": (1e3, ""), "mhz": (1e6, ""), "ghz": (1e9, "gigahertz"),
    },
    "power": {"mw": (0.001, ""), "w": (1, "watt watts"), "kw": (1000, "kilowatt kilowatts")},
    "tension": {"v": (1, "volt volts")},
    "current": {"ma": (0.001, ""), "a": (1, "ampere amperes amps")},
    "charge": {"mah": (1, ""), "ah": (1000, "")},
    "energy": {"wh": (1, ""), "kwh": (1000, "")},
    "time": {
        "ms": (0.001, "millisecond milliseconds"), "s": (1, "sec second seconds sekunden"),
        "min": (60, "mins minute minutes minuten"),
        "h": (3600, "hr hrs hour hours stunde stunden heure heures hora horas ora ore uur uren"),
        "day": (86400, ("days tag tage tagen jour jours día días dia dias giorno giorni dag dagen"
                " dni dzień")),
        "week": (604800, ("weeks woche wochen semaine semaines semana semanas settimana settimane"
                 " weken tygodni")),
    },
    "calendar": {
        "month": (1, ("months monat monate monaten mois mes meses mese mesi maand maanden"
                  " miesiąc miesiące miesięcy")),
        "year": (12, ("years yr yrs jahr jahre jahren an ans année années año años ano anos anno"
                 " anni jaar jaren rok lata lat")),
    },
    "volume": {"ml": (1, "millilitre millilitres milliliters"), "cl": (10, ""),
               "l": (1000, "litre litres liter liters litros litri")},
    "area": {"cm2": (1, "cm²"), "m2": (10_000, "m²"), "sqft": (929.03, "")},
    "temperature": {"°c": (1, "celsius"), "°f": (1, "fahrenheit")},
    "loudness": {"db": (1, "decibel decibels")},
    "pixels": {"px": (1, "pixel pixels"), "mp": (1e6, "megapixel megapixels megapixels")},
    "density": {"dpi": (1, ""), "ppi": (1, "")},
    "pictures": {"fps": (1, "")},
    "turns": {"rpm": (1, "")},
    "light": {"lm": (1, "lumen lumens")},
    "luminance": {"cd/m2": (1, "cd/m² nits nit")},
    "speed": {"ppm": (1, "pages/minute"), "km/h": (1, "kmh"), "mph": (1.609, "")},
    "share": {"%": (1, "percent prozent percento procent")},
    "times": {"x": (1, "× times")},
    "pressure": {"bar": (1, ""), "psi": (0.0689, "")},
}  # fmt: skip

UNITS: dict[str, tuple[str, float]] = {
    spelling: (dimension, factor)
    for dimension, units in _TABLE.items()
    for unit, (factor, others) in units.items()
    for spelling in (unit, *others.split())
}
