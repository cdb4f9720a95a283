"""What the clauses of a statement do: tell something, own up to not knowing, or ask."""

import re

from .statement import Act, Statement

_NOT_KNOWN = re.compile(
    r"\b(?:i|we)(?:'m| am| are)? (?:also |currently |unfortunately |really |still )?"
    r"(?:do not|don't|cannot|can't|can not|could not|couldn't|did not|didn't|am unable to|'m "
    r"unable "
    r"to|are unable to|unable to|am not able to|not able to|haven't|have not) (?:currently |"
    r"really |"
    r"seem to |been able to |also )?(?:have|find|found|know|see|say|tell|confirm|help|answer|share|"
    r"give|provide|show|recommend|check|discuss|carry|sell|stock|offer|list|do|make|talk)\b|"
    r"\b(?:i am|i'm|we are|we're) not (?:sure|certain|aware)|"
    r"\b(?:i|we)(?:'ve)? (?:have|found|see|know|carry|sell|stock|could find|can find) (?:no|"
    r"nothing|"
    r"none|neither)\b|\bthere (?:is|are|was|were) (?:no|nothing|none)\b|\bthere (?:isn't|aren't)\b|"
    r"\b(?:do not|does not|don't|doesn't|did not|didn't) (?:say|state|mention|list|specify|tell|"
    r"contain any|include any information|cover|give|indicate|describe)\b|"
    r"\b(?:is|are|was|were) (?:not|n't) (?:stated|given|listed|mentioned|specified|known|recorded|"
    r"stored|in (?:this|the|our) (?:store|catalogue|catalog|shop))\b|"
    r"\b(?:isn't|aren't) (?:stated|given|listed|mentioned|specified|known|recorded|stored|in "
    r"(?:this|"
    r"the|our) (?:store|catalogue|catalog|shop))\b|"
    r"\bno (?:information|details?|match\w*|results?|products?|items?|mention|word)\b|"
    r"\b(?:nothing|none|no one)\b.{0,30}\b(?:match\w*|found|fits?|under|listed|about|on)\b|"
    r"\bno \w+(?: \w+){0,3} (?:was|were|could be|is|are|in this store) ?(?:found|listed|known)?\b|"
    r"\bnot? (?:part of|in) (?:this|our|the) (?:store|catalogue|catalog|range)|"
    r"\b(?:outside|beyond) (?:what|this|the|my)\b|\bonly (?:answer|help|talk|assist|speak)\b|"
    r"\b(?:this store|the store|our store|the catalogue|our catalogue) (?:has|carries|sells|lists|"
    r"offers|holds) (?:no|nothing|none)\b|\b(?:this store|the store|our store) (?:does not|"
    r"doesn't) "
    r"(?:have|carry|sell|stock|list|offer)\b|\bi would be guessing\b|"
    r"\b(?:ich|wir) (?:habe|haben|finde|finden|weiß|wissen|führen) .{0,60}\b(?:kein\w*|nicht|"
    r"nichts)\b|"
    r"\bje n(?:e|')\s?\w+ pas\b|\bnous n(?:e|')\s?\w+ pas\b|\bno (?:tengo|tenemos|encontré)\b|"
    r"\bnon (?:ho|abbiamo) trovato\b|\bik heb (?:geen|niets)\b",
    re.IGNORECASE,
)
_LEAVES_OUT = re.compile(r"^\W*(?:leaving out|regardless of|ignoring) (?!.*\d)", re.IGNORECASE)
_ANOTHER_TURN = re.compile(
    r"\b(?:but|however|although|though|yet|aber|mais|pero|ma|maar)\s*$", re.IGNORECASE
)
_HAS_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|costs?|weighs?|comes?|includes?|supports?|offers?|ships?|gets?|"
    r"will|can|may|must|applies|apply|ist|sind|hat|haben|kostet|est|sont|coûte|es|son|cuesta|è|"
    r"sono|"
    r"costa|heeft|zijn|kost)\b",
    re.IGNORECASE,
)
_NO_QUESTION = re.compile(
    r"\b(?:did you know|do you know that|isn't (?:it|that)|aren't (?:they|you)|don't you|why not|"
    r"wusstest du|wussten sie|saviez-vous|sabías|lo sapevi)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"^\W*(?:(?:so|and|or|also|if you like|otherwise|alternatively|sure|great)\W+)*(?:would|do|"
    r"shall|"
    r"should|can|could|may|which|what|how|who|when|where|are you|is (?:there|it|this|that)|is|any|"
    r"anything|want|need|looking|möchten|soll|kann|welche\w*|was|wie|voulez|souhaitez|puis|quel\w*|"
    r"quieres|desea|puedo|qué|cuál|vuole|vuoi|posso|quale|wilt|wil|zal|welke|wat)\b",
    re.IGNORECASE,
)
_OF_SHOPPER = re.compile(
    r"^\W*(?:if|when|in case|should) you(?:'re| are|'d| would| want| need| prefer| like| have)\b",
    re.IGNORECASE,
)
_INVITES = re.compile(
    r"\b(?:let me know|feel free|you (?:can|may|could) (?:also )?ask|ask me|just (?:ask|tell)|"
    r"(?:i|we) can (?:also |only )?(?:help|assist|look|search|compare|show|answer|tell|check|find)|"
    r"(?:i'm|i am) (?:happy|glad|here|able) to|tell me (?:what|which|more|how|your|if)|"
    r"try (?:asking|searching|other|another|a different))\b",
    re.IGNORECASE,
)


def name_acts(statement: Statement) -> None:
    """Say of each clause what it does.

    What follows an avowal without a verb of its own belongs to it: "I have nothing about shipping,
    returns and refunds".
    """
    text = statement.text.strip()
    asks = text.endswith("?") and not _NO_QUESTION.search(text) and bool(_ASKS.search(text))
    invites = bool(_INVITES.search(text)) and not re.search(r"\d", text)
    before = ""
    known_not = False
    for clause in statement.clauses:
        if _LEAVES_OUT.match(clause.text):
            clause.act = Act.KNOWS_NOT
        elif _NOT_KNOWN.search(clause.text.replace("’", "'")):
            clause.act = Act.KNOWS_NOT
            known_not = True
        elif asks or invites or _OF_SHOPPER.match(clause.text):
            clause.act = Act.ASKS
        elif known_not and not _ANOTHER_TURN.search(before) and not _HAS_VERB.search(clause.text):
            clause.act = Act.KNOWS_NOT
        else:
            known_not = False
        before = statement.text[: clause.end].rstrip()
    _look_back(statement)


def _look_back(statement: Statement) -> None:
    """A clause without a verb before an avowal belongs to it: "Under €50, I found nothing"."""
    following = Act.TELLS
    for clause in reversed(statement.clauses):
        verbless = not _HAS_VERB.search(clause.text)
        if clause.act is Act.TELLS and following is Act.KNOWS_NOT and verbless:
            clause.act = Act.KNOWS_NOT
        following = clause.act
