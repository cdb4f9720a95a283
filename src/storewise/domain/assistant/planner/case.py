"""A question on the planner's desk: its text in the forms that rules read, and what was before."""

import re
from dataclasses import dataclass, field

from storewise.ml.retrieval import Lexicon
from storewise.ml.retrieval.text import fold

from ..facts import ProductFacts, ProductSearch
from ..turn import Turn

_COURTESY = re.compile(
    r"^(?:(?:hi|hello|hey|hiya|good (?:morning|afternoon|evening|day)|dear \w+|greetings|excuse me|"
    r"please|ok(?:ay)?|so|well|thanks?(?: you)?|great|perfect|cool|nice|alright|right|yes|yeah|hm+|"
    r"um+|there|team|everyone|sorry|actually|also|then)[\s,.!:;-]+)+"
)
_PLACES = {"one": "first", "two": "second", "three": "third", "four": "fourth", "five": "fifth",
           "six": "sixth", "seven": "seventh", "eight": "eighth", "nine": "ninth",
           "ten": "tenth"}  # fmt: skip
_DIGITS = {str(number): place for number, place in enumerate(_PLACES.values(), 1)}
_NUMBERED = re.compile(
    r"\b(?:the )?(?:number|no\.?|nr\.?|option|item|product) ?#?(?P<n>one|two|three|four|five|six|"
    r"seven|"
    r"eight|nine|ten|\d{1,2})\b|(?:\bthe )?#(?P<m>\d{1,2})\b|"
    r"\bthe (?P<o>\d{1,2})(?:st|nd|rd|th)\b(?: one)?|^(?P<a>\d{1,2})$",
    re.IGNORECASE,
)
_RETURNING = re.compile(
    r"^(?:(?:ok(?:ay)?|so|well|now|and|but)[\s,]+)*(?:(?:going|let'?s (?:go|get)|let me go|i'?ll "
    r"go) )?"
    r"(?:back to|as for|concerning|regarding) (?:the |your )?",
    re.IGNORECASE,
)
_AFTER = re.compile(r"[\s,]+(?:please|pls|thanks|thank you|then)(?=\s*[?!.…]*$)", re.IGNORECASE)
_SHORTENED = re.compile(r"\b(what|who|where|how|which|that|there|when)'s\b")
_ASKING = re.compile(
    r"^(?:(?:could|can|would|will) you (?:please |kindly )?(?:tell|show|help|let) me (?:know |"
    r"out )?|"
    r"(?:please )?(?:tell|let) me (?:know )?(?=what|which|how|if|whether|is|does)|"
    r"i (?:would like|want|need|'d like|'d love) to know |do you (?:happen to )?know |"
    r"i(?:'m| am) wondering |i was wondering |(?:just )?(?:a )?(?:quick )?question:? |if |"
    r"whether )+"
)


def _ordinal(found: re.Match[str]) -> str:
    said = (found["n"] or found["m"] or found["o"] or found["a"]).lower()
    place = _PLACES.get(said) or _DIGITS.get(said)
    return f"the {place} one" if place else found[0]


@dataclass(slots=True)
class Case:
    """A question with all that rules look at.

    `lower` is folded, with spaces made single and courtesies at its beginning taken off; `bare` is
    that without punctuation at its end. Where a list was shown, "number three" is read as "the
    third one".
    """

    turn: Turn
    lexicon: Lexicon
    text: str
    lower: str = ""
    bare: str = ""
    notes: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        plain = " ".join(self.text.replace("’", "'").replace("`", "'").split())
        if self.turn.memory.shown:
            plain = _NUMBERED.sub(_ordinal, _AFTER.sub("", plain))
        self.text = plain = _RETURNING.sub("", plain)
        folded = _SHORTENED.sub(r"\1 is", fold(plain))
        self.lower = _COURTESY.sub("", folded).strip() or folded
        self.bare = _ASKING.sub("", self.lower.strip(" ?!.…")).strip(" ?!.,…")

    @property
    def shown(self) -> list[ProductFacts]:
        """The products of the last list that are still here, in its order."""
        known = self.turn.toolbox.evidence.products
        return [known[ref] for ref in self.turn.memory.shown if ref in known]

    @property
    def focus(self) -> ProductFacts | None:
        """The product that "it" means: the one spoken of, of this page, or alone in the list."""
        known = self.turn.toolbox.evidence.products
        for ref in (self.turn.memory.focus, self.turn.page_product):
            if ref in known:
                return known[ref]
        return self.shown[0] if self.shown else None

    @property
    def search(self) -> ProductSearch | None:
        """The search before this turn."""
        return self.turn.memory.search

    def product(self, ref: str) -> ProductFacts | None:
        """A product that some tool returned."""
        return self.turn.toolbox.evidence.products.get(ref)
