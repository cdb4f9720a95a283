"""Masks personal data in free text: what a checksum or an unmistakable shape gives away.

Product codes, EANs, prices and dimensions stay as they are, since shoppers ask by them.
"""

import re
from collections.abc import Callable

from . import checksums

_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}\s?(?:@|\(at\)|\[at\])\s?(?:[\w-]+\.)+[^\W\d_]{2,24}\b",
    re.IGNORECASE,
)
_IBAN = re.compile(
    r"(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30}(?![A-Za-z0-9])", re.IGNORECASE
)
_CARD = re.compile(r"(?<![\w.,-])\d(?:[ -]?\d){13,18}(?![\w-]|[.,]\d)")

_SEPARATOR = r"[ ./\u00a0-]"
_INTERNATIONAL = re.compile(
    rf"(?<![\w+.,/-])(?<!\d )(?:\+|"
    rf"00(?=[1-9]\d?{_SEPARATOR}))\(?[1-9]\d{{0,2}}\)?(?:{_SEPARATOR}?\(0\))?"
    rf"(?:{_SEPARATOR}{{0,2}}\(?\d{{1,5}}\)?){{2,6}}(?![\w%]|[.,]\d)"
)
_NORTH_AMERICAN = re.compile(
    r"(?<![\w.,/(-])(?:1[ .-])?(?:\([2-9]\d{2}\) ?|"
    r"[2-9]\d{2}(?P<by>[ .-]))[2-9]\d{2}(?(by)(?P=by)|[ .-])"
    r"\d{4}(?![\w-]|[.,]\d)"
)
_NATIONAL = re.compile(
    rf"(?<![\w+.,/-])(?<!\d "
    rf")\(?0[1-9]\d{{0,4}}\)?(?:{_SEPARATOR}{{1,2}}\d{{2,8}}){{1,5}}(?![\w%-]|[.,]\d)"
)
_MOBILE = re.compile(r"(?<![\w+.,/-])0[67]\d{8,9}(?![\w%-]|[.,]\d)")
_SAID_TO_BE_PHONE = re.compile(
    r"(?P<said>\b(?:phone|telephone|tel|mobile|cell(?:phone)?|whatsapp|fax|call me (?:at|on|under)|"
    r"call (?:at|on)|reach me (?:at|on|under)|text me (?:at|on)|my number is|ring me (?:at|on)|"
    r"telefon|handy|mobil|handynummer|telefonnummer|téléphone|teléfono|móvil|telefono|cellulare|"
    r"telefoon|mobiel|telefone|celular|telefonu|nr tel)\b\.?(?: (?:number|no\.?|nummer|nr\.?))?"
    r"(?: is| ist)?[:= ]{0,3})(?P<number>\+?\(?\d(?:[ ()./-]{0,2}\d){5,14})(?![\w%]|[.,]\d)",
    re.IGNORECASE,
)

_Check = Callable[[str], bool]
_NUMBERS: tuple[tuple[re.Pattern[str], _Check], ...] = (
    (re.compile(r"(?<![\w.,-])\d{3}-\d{2}-\d{4}(?![\w-])"), checksums.us_ssn),
    (
        re.compile(
            r"(?<![\w-])(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]"
            r"(?P<by> ?)\d{2}(?P=by)\d{2}(?P=by)\d{2}(?P=by)[A-D](?![\w-])"
        ),
        bool,
    ),
    (
        re.compile(r"(?<![\w.,-])[12] ?\d{2} ?\d{2} ?(?:\d{2}|2[AB]) ?\d{3} ?\d{3} ?\d{2}(?![\w-])",
                   re.IGNORECASE),
        checksums.french_nir,
    ),
    (re.compile(r"(?<![\w.,-])(?:\d{8}|[XYZ]-?\d{7})-?[A-Z](?![\w-])"), checksums.spanish_dni),
    (
        re.compile(
            r"(?<![\w-])[A-Z]{6}\d{2}[A-EHLMPRST]\d{2}[A-Z]\d{3}[A-Z](?![\w-])",
            re.IGNORECASE,
        ),
        checksums.italian_fiscal_code,
    ),
    (re.compile(r"(?<![\w.,-])756[. ]?\d{4}[. ]?\d{4}[. ]?\d{2}(?![\w-])"), checksums.swiss_ahv),
    (re.compile(r"(?<![\w.,-])\d{2} \d{3} \d{3} \d{3}(?![\w-])"), checksums.german_tax_id),
    (re.compile(r"(?<![\w.,-])[1-9]\d{10}(?![\w-]|[.,]\d)"), checksums.german_tax_id),
    (re.compile(r"(?<![\w.,-])\d{11}(?![\w-]|[.,]\d)"), checksums.polish_pesel),
    (re.compile(r"(?<![\w.,-])[1-9]\d{3}[ -]?\d{6}(?![\w-]|[.,]\d)"), checksums.austrian_svnr),
    (re.compile(r"(?<![\w.,-])\d{6}[-+]\d{4}(?![\w-])"), checksums.swedish_personnummer),
    (re.compile(r"(?<![\w.,-])\d{6}-\d{4}(?![\w-])"), checksums.danish_cpr),
    (
        re.compile(r"(?<![\w.,-])\d{2}\.\d{2}\.\d{2}-\d{3}\.\d{2}(?![\w-])"),
        checksums.belgian_register,
    ),
)  # fmt: skip
_HETU = re.compile(r"(?<![\w-])\d{6}[-+A]\d{3}[0-9A-Y](?![\w-])")
_SAID_TO_BE_NUMBER = re.compile(
    r"(?P<said>\b(?:bsn|burgerservicenummer|sofinummer|ssn|social security(?: number)?|nino|"
    r"national insurance(?: number)?|steuer-?id(?:entifikationsnummer)?|idnr|sozialversicherungs"
    r"nummer|svnr|sv-nummer|pesel|dni|nie|nif|codice fiscale|personnummer|cpr(?:-nummer)?|passport"
    r"(?: number| no\.?)?|reisepass(?:nummer)?|id card(?: number)?|personalausweis(?:nummer)?|"
    r"tax id|numéro de sécurité sociale)\b(?: is| "
    r"ist)?[:=# ]{0,3})(?P<number>(?=[\w.-]*\d)\w[\w .-]{5,18}\w)",
    re.IGNORECASE,
)


def mask(text: str) -> str:
    """Put `[e-mail]`, `[phone]`, `[card]`, `[IBAN]` or `[number]` in the place of personal data."""
    if not any(letter.isdigit() or letter == "@" for letter in text) and "at" not in text:
        return text
    text = _EMAIL.sub("[e-mail]", text)
    if not any(letter.isdigit() for letter in text):
        return text
    text = _IBAN.sub(_masked_iban, text)
    text = _CARD.sub(lambda found: _if(checksums.payment_card, found, "[card]"), text)
    for pattern, check in _NUMBERS:
        text = pattern.sub(lambda found, check=check: _if(check, found, "[number]"), text)  # type: ignore[misc]
    text = _HETU.sub(
        lambda found: "[number]" if checksums.finnish_hetu(found[0]) else found[0], text
    )
    text = _SAID_TO_BE_NUMBER.sub(_masked_number, text)
    return _mask_phones(text)


def _if(check: _Check, found: re.Match[str], mark: str) -> str:
    return mark if check(re.sub(r"[ .+-]", "", found[0])) else found[0]


def _masked_iban(found: re.Match[str]) -> str:
    """An IBAN may run on into the words behind it: the longest beginning that checks is masked."""
    text = found[0]
    for end in range(len(text), 14, -1):
        if text[end : end + 1].isalnum():
            continue
        if checksums.iban(text[:end].replace(" ", "").upper()):
            return "[IBAN]" + text[end:]
    return text


def _masked_number(found: re.Match[str]) -> str:
    words = re.match(r"[\w.-]*\d[\w.-]*(?: [\w.-]*\d[\w.-]*)*", found["number"])
    if not words or sum(letter.isdigit() for letter in words[0]) < 5:
        return found[0]
    return found["said"] + "[number]" + found["number"][words.end() :]


def _mask_phones(text: str) -> str:
    text = _SAID_TO_BE_PHONE.sub(lambda found: f"{found['said']}[phone]", text)
    text = _NATIONAL.sub(_national, text)
    for pattern, least in (
        (_INTERNATIONAL, 8),
        (_NORTH_AMERICAN, 10),
        (_MOBILE, 10),
    ):
        text = pattern.sub(lambda found, least=least: _phone(found, least), text)  # type: ignore[misc]
    return _NATIONAL.sub(_national, text)


def _national(found: re.Match[str]) -> str:
    """A number without its country: in groups as people write them, not as parts are numbered."""
    first, *groups = re.findall(r"\d+", found[0])
    pairs = len(groups) >= 2 and len(groups[-1]) == len(groups[-2]) == 2
    if not pairs and (len(groups[-1]) < 3 or "." in found[0]):
        return found[0]
    return "[phone]" if 8 <= len(first) + sum(map(len, groups)) <= 15 else found[0]


def _phone(found: re.Match[str], least: int) -> str:
    digits = sum(letter.isdigit() for letter in found[0])
    return "[phone]" if least <= digits <= 15 else found[0]
