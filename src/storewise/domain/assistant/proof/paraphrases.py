"""How shops and models word one thing differently: held where the evidence has the other wording.

Verbs that a unit implies ("weighs 5 kg") are held as well. Only words are held by this: numbers,
yes and no, and conditions are checked apart.
"""

import re

from .statement import Statement
from .words import stems

_TABLE: tuple[tuple[str, str], ...] = (
    (r"original (?:payment method|method of payment|means of payment|form of payment)",
     r"(?:means|method|form) of payment (?:that |which )?you used|original payment method"),
    (r"(?:without|no) (?:a |any )?reason(?:s)?(?: is| are)?(?: needed| required| necessary)?",
     r"without (?:giving )?(?:a |any )?reason|no reason"),
    (r"(?:is|are|gets?|will be)? ?(?:shipped|dispatched|sent out)(?: out)?",
     r"\b(?:leaves?|left) (?:the|our) (?:house|warehouse)|shipped|dispatched"),
    (r"(?:placed|received|arriving|that arrive)(?= before)", r"reach(?:es)? us before"),
    (r"(?:receiving|receipt of|you receive|received)", r"reach(?:ed|es) you|arriv|receiv|receipt"),
    (r"gift[- ]wrap\w*|wrap\w*", r"wrap (?:it as )?(?:a |your )?(?:present|gift)"),
    (r"(?:phone|telephone)(?: (?:line|number|support))?", r"telephone|phone"),
    (r"automatically", r"\b(?:by )?itself\b|\bauto(?:matic)?\b"),
    (r"(?:turns|shuts|switches)(?: itself)? off",
     r"(?:switch|turn|shut)\w*(?: itself)? off|auto power off|automatic shut"),
    (r"encryption|encrypted", r"\bAES\b|encrypt"),
    (r"headphone (?:output|jack|port|connection)", r"headphone out|headphone jack"),
    (r"audio (?:output|jack)", r"audio out"),
    (r"\bEU\b", r"European Union"), (r"\bUK\b", r"United Kingdom"),
    (r"\bUSA?\b", r"United States"),
    (r"instal?lment (?:payments?|plans?)|pay(?:ing)? in instal?lments?", r"instal?lments?"),
    (r"(?:pick up|collect)(?= )", r"\b(?:collect|pick) "),
    (r"inspection|inspecting|checking|assessment",
     r"looking at it|inspect|\bchecking (?:it|an?|the|your)\b"),
    (r"share(?: it| them)?(?= with)", r"pass (?:it|them)?(?: \w+)? ?on"),
    (r"(?<=keeps )(?:the |your )?(?:water|drinks?|tea|coffee|food)(?= (?:warm|hot|cold))",
     r"keeps (?:warm|hot|cold)"),
    (r"(?:single|full)(?= charge)", r"per charge|battery life|hours"),
    (r"(?:reduces?|reducing|cuts?)(?= [^,;.]*\d ?%)", r"\d ?% less"),
    (r"surcharge|supplement", r"\bmore\b|\bextra\b|additional"),
    (r"(?:is|are|will be)? ?sent(?: out)?(?: to you)?", r"\bsend|\bsent\b|by e-?mail|by post"),
    (r"wireless(?: connectivity| connection|(?=\W*$|,| and (?!charg)| or ))",
     r"\bwi-?fi (?:true|yes)|bluetooth (?:true|yes)"),
)  # fmt: skip
_RULES = [
    (re.compile(rf"(?<![\w-])(?:{said})(?![\w-])", re.IGNORECASE), re.compile(told, re.IGNORECASE))
    for said, told in _TABLE
]
_NUMBER = r"(?: \w+)? (?:up to |about |around |only |just )?[\w.,-]+[ -]?"
_VERBS = re.compile(
    rf"\b(?:deliver(?:s|ing)?(?={_NUMBER}(?:W|watts?|lm|lumens?|dB|bar|V|A|ppm|fps|MB/s|Mbps|Hz)\b)|"
    rf"(?:weighs?|weighing)(?={_NUMBER}(?:g|kg|grams?|kilos?|kilograms?|lbs?|pounds?|oz)\b)|"
    rf"(?:holds?|stores?|fits)(?={_NUMBER}(?:l|ml|lit(?:er|re)s?|[KMGT]B|cups?|people|persons?|kg)\b)|"
    rf"(?:transfers?|reads?|writes?)(?: data)?(?: at)?(?={_NUMBER}(?:[MG]B/s|[MG]bps)\b)|"
    r"heats?(?= [^,;.]{0,30}\d+ ?°))"
)


def hold_paraphrases(statement: Statement) -> None:
    """Note phrases of which each ground of their clause has the usual other wording."""
    for clause in statement.clauses:
        texts = [each.text for each in (clause.products or clause.passages)]
        if not texts:
            continue
        for said, told in _RULES:
            for found in said.finditer(clause.text):
                meant = [each for text in texts for each in told.finditer(text)]
                if all(told.search(text) for text in texts):
                    clause.meant |= frozenset(stems(" ".join(each.group() for each in meant)))
                    statement.hold(clause.start + found.start(), clause.start + found.end())
        for found in _VERBS.finditer(clause.text) if clause.products else ():
            statement.hold(clause.start + found.start(), clause.start + found.end())
