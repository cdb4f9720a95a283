"""What a product has or has not: attributes that say yes or no, as truth values or as words."""

import re

from storewise.ml.retrieval import AttributeEntry, Lexicon
from storewise.ml.retrieval.glimpses import Stated
from storewise.ml.retrieval.text import fold

_YES = frozenset(["yes", "y", "true"])
_NO = frozenset(["no", "n", "none", "false", "not supported"])
# What shoppers call a feature, where stores give it another label.
_CALLED = {
    "anc": "noise cancelling", "active noise cancelling": "noise cancelling",
    "noise canceling": "noise cancelling", "noise cancellation": "noise cancelling",
    "washing machine": "machine washable", "wash machine": "machine washable",
    "induction hob": "induction", "induction cooktop": "induction", "induction stove": "induction",
    "watertight": "waterproof", "water proof": "waterproof", "mic": "microphone",
    "wifi": "wi fi", "wlan": "wi fi", "ethernet": "ethernet lan", "lan": "ethernet lan",
    "cats": "pet safe", "dogs": "pet safe", "pets": "pet safe", "frost": "frost proof",
}  # fmt: skip
# Words of a label that shoppers leave out: "dishwasher" is meant by "dishwasher safe".
_LEFT_OUT = frozenset(
    ["safe", "proof", "resistant", "included", "needed", "washable", "certified", "function"]
)
_FILLERS = re.compile(r"\b(?:really|actually|also|fully|completely|truly|be|the|an?|any)\b")


def affirmed(value: Stated | str | None) -> bool | None:
    """Whether a stated value says yes or no; None where it says something else."""
    if isinstance(value, bool):
        return value
    said = value[0] if isinstance(value, tuple) and len(value) == 1 else value
    if not isinstance(said, str):
        return None
    word = fold(said).strip()
    return True if word in _YES else False if word in _NO else None


def is_yes_no(entry: AttributeEntry, lexicon: Lexicon) -> bool:
    """Whether an attribute says yes or no."""
    if entry.kind == "boolean":
        return True
    return entry.kind == "text" and any(
        affirmed(value) is not None for _, value in lexicon.by_code.get(entry.code, ())
    )


def feature_codes(phrase: str, lexicon: Lexicon) -> list[str]:
    """The attributes that say yes or no to what a phrase names, in its words or a shopper's."""
    plain = " ".join(_FILLERS.sub(" ", fold(phrase)).split())
    stems = set(lexicon.stems(_CALLED.get(plain, plain)))
    spare = {lexicon.stem(word) for word in _LEFT_OUT}
    first = next(iter(stems), "")
    return [
        each.code for each in lexicon.by_stem.get(first, ())
        if stems <= set(each.stems) and set(each.stems) - stems <= spare
        and is_yes_no(each, lexicon)
    ]  # fmt: skip


def yes_values(code: str, lexicon: Lexicon) -> list[str]:
    """How the store spells yes in an attribute."""
    entry = lexicon.attributes[code]
    if entry.kind == "boolean":
        return ["true"]
    return [value for _, value in lexicon.by_code.get(code, ()) if affirmed(value)]


def features_in(words: str, lexicon: Lexicon) -> list[tuple[str, list[str]]]:
    """The phrases of a search that name features, the longest first, with their attributes."""
    tokens, found, taken = words.split(), [], set[int]()
    for size in (3, 2, 1):
        for at in range(len(tokens) - size + 1):
            span = set(range(at, at + size))
            phrase = " ".join(tokens[at : at + size])
            if not span & taken and (codes := feature_codes(phrase, lexicon)):
                found.append((phrase, codes))
                taken |= span
    return found
