"""Check digits of payment cards, bank accounts and national numbers.

Each function takes the number without blanks and punctuation and says whether it can be one.
Luhn: ISO/IEC 7812-1, annex B. IBAN: ISO 13616 with ISO 7064 MOD 97-10. German tax number: ISO 7064
MOD 11,10. The others as their issuing offices publish them.
"""

from datetime import date

_IBAN_LENGTHS = {
    "AD": 24, "AE": 23, "AL": 28, "AT": 20, "AZ": 28, "BA": 20, "BE": 16, "BG": 22, "BH": 22,
    "BR": 29, "BY": 28, "CH": 21, "CR": 22, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "DO": 28,
    "EE": 20, "EG": 29, "ES": 24, "FI": 18, "FO": 18, "FR": 27, "GB": 22, "GE": 22, "GI": 23,
    "GL": 18, "GR": 27, "GT": 28, "HR": 21, "HU": 28, "IE": 22, "IL": 23, "IQ": 23, "IS": 26,
    "IT": 27, "JO": 30, "KW": 30, "KZ": 20, "LB": 28, "LI": 21, "LT": 20, "LU": 20, "LV": 21,
    "MC": 27, "MD": 24, "ME": 22, "MK": 19, "MT": 31, "NL": 18, "NO": 15, "PK": 24, "PL": 28,
    "PS": 29, "PT": 25, "QA": 29, "RO": 24, "RS": 22, "SA": 24, "SC": 31, "SE": 24, "SI": 19,
    "SK": 24, "SM": 27, "TN": 24, "TR": 26, "UA": 29, "VA": 22, "VG": 24, "XK": 20,
}  # fmt: skip
_DNI_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE"
_ODD = dict(
    zip(
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        (1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3,
         6, 8, 12, 14, 16, 10, 22, 25, 24, 23),
        strict=True,
    )
)  # fmt: skip
_HETU_LETTERS = "0123456789ABCDEFHJKLMNPRSTUVWXY"


def luhn(digits: str) -> bool:
    """The sum with every second digit doubled ends in 0."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def payment_card(digits: str) -> bool:
    """A card number: an issuer's first digits, its length, and Luhn."""
    known = {
        14: ("30", "36", "38"), 15: ("34", "37"), 16: ("2", "35", "4", "5", "6"),
        17: ("6",), 18: ("6",), 19: ("4", "5", "6"),
    }  # fmt: skip
    return digits.startswith(known.get(len(digits), ("?",))) and luhn(digits)


def iban(text: str) -> bool:
    """A bank account of a country that uses IBAN."""
    if _IBAN_LENGTHS.get(text[:2]) != len(text):
        return False
    return int("".join(str(int(each, 36)) for each in text[4:] + text[:4])) % 97 == 1


def german_tax_id(digits: str) -> bool:
    """Steuer-Identifikationsnummer: of the first ten digits one occurs twice or three times."""
    counts = sorted(digits[:10].count(digit) for digit in set(digits[:10]))
    if len(digits) != 11 or digits[0] == "0" or counts[-1] not in (2, 3):
        return False
    if counts.count(1) != len(counts) - 1:
        return False
    product = 10
    for digit in digits[:10]:
        product = ((int(digit) + product) % 10 or 10) * 2 % 11
    return (11 - product) % 10 == int(digits[10])


def french_nir(text: str) -> bool:
    """Numéro de sécurité sociale with its key; Corsica writes 2A and 2B."""
    number = text[:13].upper().replace("2A", "19").replace("2B", "18")
    if len(text) != 15 or not (number + text[13:]).isdigit() or text[0] not in "12":
        return False
    return 1 <= int(text[3:5]) <= 42 and 97 - int(number) % 97 == int(text[13:])


def spanish_dni(text: str) -> bool:
    """DNI or NIE with its letter."""
    number = text[:-1].upper()
    if number[:1] in ("X", "Y", "Z"):
        number = str("XYZ".index(number[0])) + number[1:]
    return number.isdigit() and _DNI_LETTERS[int(number) % 23] == text[-1].upper()


def italian_fiscal_code(text: str) -> bool:
    """Codice fiscale with its letter."""
    upper = text.upper()
    total = 0
    for place, letter in enumerate(upper[:15], start=1):
        even = int(letter) if letter.isdigit() else ord(letter) - ord("A")
        total += _ODD[letter] if place % 2 else even
    return len(upper) == 16 and chr(ord("A") + total % 26) == upper[15]


def polish_pesel(digits: str) -> bool:
    """PESEL: a date of birth, and the weighted sum of all digits."""
    weights = (1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1)
    total = sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True))
    century = {0: 1900, 1: 2000, 2: 2100, 3: 2200, 4: 1800}.get(int(digits[2:4]) // 20)
    if century is None:
        return False
    born = is_date(century + int(digits[:2]), int(digits[2:4]) % 20, int(digits[4:6]))
    return total % 10 == 0 and born


def austrian_svnr(digits: str) -> bool:
    """Sozialversicherungsnummer: three digits, check digit, date of birth."""
    weights = (3, 7, 9, 0, 5, 8, 4, 2, 1, 6)
    total = sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True))
    born = is_date(2000 + int(digits[8:]), int(digits[6:8]), int(digits[4:6]))
    return digits[0] != "0" and total % 11 == int(digits[3]) and born


def swiss_ahv(digits: str) -> bool:
    """AHV-Nummer: the prefix of Switzerland, with the check digit of an EAN."""
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
    return len(digits) == 13 and digits.startswith("756") and total % 10 == 0


def swedish_personnummer(digits: str) -> bool:
    """Personnummer of ten digits: a date of birth, and Luhn."""
    return luhn(digits) and is_date(2000 + int(digits[:2]), int(digits[2:4]), int(digits[4:6]))


def belgian_register(digits: str) -> bool:
    """Rijksregisternummer: 97 less the rest of the first nine, with a 2 before it from 2000 on."""
    key = int(digits[9:])
    return any(97 - int(start + digits[:9]) % 97 == key for start in ("", "2"))


def finnish_hetu(text: str) -> bool:
    """Henkilötunnus: date of birth, sign of the century, number, and its letter."""
    number = int(text[:6] + text[7:10])
    born = is_date(2000 + int(text[4:6]), int(text[2:4]), int(text[:2]))
    return born and _HETU_LETTERS[number % 31] == text[10].upper()


def danish_cpr(digits: str) -> bool:
    """CPR-nummer: it begins with a date of birth; newer ones carry no check digit."""
    return is_date(2000 + int(digits[4:6]), int(digits[2:4]), int(digits[:2]))


def us_ssn(digits: str) -> bool:
    """Social security number: areas, groups and serials that are never issued are left out."""
    area, group, serial = digits[:3], digits[3:5], digits[5:]
    return area not in ("000", "666") and area[0] != "9" and group != "00" and serial != "0000"


def is_date(year: int, month: int, day: int) -> bool:
    """Tell whether there is such a day; a leap day counts, since the century may be another."""
    try:
        date(2000 if (month, day) == (2, 29) else year, month, day)
    except ValueError:
        return False
    return True
