"""How many decimal places currencies have, by ISO 4217: money itself is integer minor units."""

_WHOLE = frozenset(
    ("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND")
) | {"VUV", "XAF", "XOF", "XPF"}
_THOUSANDTHS = frozenset(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"))


def exponent(currency: str) -> int:
    """Decimal places between a currency and its minor unit: EUR 2, JPY 0, KWD 3."""
    if currency in _WHOLE:
        return 0
    return 3 if currency in _THOUSANDTHS else 2
