"""Turn shop text into words: folded, numbers joined to their units, stems and stop words known."""

import re
import unicodedata
from functools import lru_cache

import tantivy

MAX_WORD = 40
LANGUAGES = {
    "ar": "arabic", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "es": "spanish", "fi": "finnish", "fr": "french", "hu": "hungarian", "it": "italian",
    "nl": "dutch", "no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian",
    "ru": "russian", "sv": "swedish", "ta": "tamil", "tr": "turkish",
}  # fmt: skip
HEAD_FIRST = {"arabic", "french", "italian", "portuguese", "romanian", "spanish"}

_UNITS = {
    "inch": ("inch", "inches", "zoll"),
    "m": ("m", "meter", "meters", "metre", "metres"),
    "l": ("l", "liter", "liters", "litre", "litres"),
    "ft": ("ft", "foot", "feet"),
    "g": ("g", "gram", "grams"),
    "w": ("w", "watt", "watts"),
    "v": ("v", "volt", "volts"),
}
_PLAIN_UNITS = (
    "tb gb mb kb mm cm km kg mg lb oz ml cl kw mah ah wh hz khz mhz ghz mp dpi rpm px fps lm db"
)
_UNIT_OF = {spelling: unit for unit, spellings in _UNITS.items() for spelling in spellings} | {
    unit: unit for unit in _PLAIN_UNITS.split()
}

_MARKS = str.maketrans(dict.fromkeys("®™©℠", " "))
_INCH_MARK = re.compile(r"(?<=\d)\s?(?:\"|”|″|'')")
_DIGIT = re.compile(r"\d")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d)")
_TRAILING_ZEROS = re.compile(r"(?<![\d.])(\d+)\.(?:0+|(\d*[1-9])0+)(?![\d.])")
_QUANTITY = re.compile(
    r"(?<![^\W_])(\d+(?:\.\d+)?)[ -]?(" + "|".join(sorted(_UNIT_OF, key=len, reverse=True)) + r")\b"
)
_HYPHENATED = re.compile(r"[^\W_]+(?:-[^\W_]+)+")
_WORD = re.compile(r"\d+\.\d+[^\W_]*|[^\W_]+")
_NOT_ALPHANUMERIC = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """Return text in lower case without accents and trade marks, full-width letters made plain."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.translate(_MARKS))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


def fold_code(code: str) -> str:
    """Return a model code or GTIN without what people leave out: "DV7-1211ea" is "dv71211ea"."""
    return _NOT_ALPHANUMERIC.sub("", fold(code))


def words(text: str) -> list[str]:
    """Split text into folded words; a quantity yields its number and number with unit.

    '15.6"' gives "15.6", "15.6inch"; "16 GB" gives "16", "16gb"; "1,000" gives "1000".
    """
    return _WORD.findall(_with_quantities(fold(text)))


def joins(text: str) -> list[str]:
    """Return the hyphenated words of a text in one piece: "Wi-Fi" gives "wifi"."""
    if "-" not in text:
        return []
    joined = (match.replace("-", "") for match in _HYPHENATED.findall(fold(text)))
    return [word for word in joined if len(word) <= MAX_WORD]


def words_and_joins(text: str) -> list[str]:
    """Return `words(text)`, then `joins(text)`."""
    return words(text) + joins(text)


def is_unit(word: str) -> bool:
    """Tell whether a word is a unit as `words` writes it."""
    return _UNIT_OF.get(word) == word


def _with_quantities(text: str) -> str:
    if not _DIGIT.search(text):
        return text
    text = _INCH_MARK.sub(" inch ", text)
    if "," in text:
        text = _DECIMAL_COMMA.sub(".", _THOUSANDS.sub("", text))
    if "." in text:
        text = _TRAILING_ZEROS.sub(lambda m: f"{m[1]}.{m[2]}" if m[2] else m[1], text)
    return _QUANTITY.sub(lambda m: f"{m[1]} {m[1]}{_UNIT_OF[m[2]]} ", text)


class Language:
    """Stems and stop words of a language; of one that is not known, words stay as they are.

    `head_first` says whether a compound names the thing first: "housse pour ordinateur".
    """

    def __init__(self, code: str) -> None:
        name = LANGUAGES.get(code.split("-", maxsplit=1)[0].lower())
        self.head_first = name in HEAD_FIRST
        raw = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.raw())
        stopper = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.raw())
        if name:
            raw = raw.filter(tantivy.Filter.stemmer(name))
            stopper = stopper.filter(tantivy.Filter.stopword(name))
        self._stemmer = raw.build()
        self._stopper = stopper.build()

    def stem(self, word: str) -> str:
        """Return the part that the forms of a word share: "batteries" gives "batteri"."""
        found = self._stemmer.analyze(word)
        return found[0] if found else word

    def is_stop_word(self, word: str) -> bool:
        """Tell whether a word ("for", "the") says nothing about a product."""
        return not self._stopper.analyze(word)


@lru_cache(maxsize=8)
def language(code: str) -> Language:
    """Return the shared rules of a language such as "en" or "de-AT"."""
    return Language(code)
