"""Greetings, thanks, goodbyes, and who the assistant is."""

import re
import unicodedata

from ..turn import Turn
from .case import Case

_GREETING = re.compile(
    r"^(?:hi|hello|hey|hiya|howdy|yo|greetings|(?:good )?(?:morning|afternoon|evening|day)|hallo|"
    r"hi there|hello there|hey there|what'?s up|sup|how are you(?: doing)?(?: today)?|"
    r"how'?s it going|nice to meet you|anyone there|is (?:any(?:one|body)|someone) there)"
    r"(?:[\s,!.?]+(?:there|all|everyone|team|again|bot|assistant|to you|how are you(?: doing)?(?: "
    r"today)?|(?:is )?(?:any(?:one|body)|someone|somebody)(?: (?:there|here|home|around))?))*"
    r"[\s!.?,]*$"
)
_THANKS = re.compile(
    r"^(?:(?:ok(?:ay)?|great|perfect|super|awesome|cool|nice|wonderful|excellent|good|alright|many|"
    r"oh|ah|wow|that(?:'s| is| was)(?: all| great| helpful| perfect| good| nice)?|no)[\s,.!]*)*"
    r"(?:thanks?(?: you)?|thx|ty|cheers|much appreciated|appreciate it|that(?:'s| is| was)? "
    r"(?:very |really )?(?:all|helpful|great|perfect)|got it|great|perfect|awesome|ok(?:ay)?|cool|"
    r"nice|good to know|you(?:'re| are| were) (?:very |so )?(?:helpful|great|the best))"
    r"(?:[\s,.!]+(?:a lot|so much|very much|for (?:your|the|all)[\w\s]*|again|that(?:'s| is) all|"
    r"bye|you|much|(?:that|this|it|you)(?:'s|'ve| was| is| has| have)? (?:really |very |all )*"
    r"(?:help(?:s|ed|ful)|useful|great|all|perfect|nice)(?: me)?|a lot|a bunch|very helpful))*"
    r"[\s!.,]*$"
)
_BYE = re.compile(
    r"^(?:ok(?:ay)?[\s,]+)?(?:thanks?(?: you)?[\s,.!]+)?(?:good ?bye|bye(?: bye)?|see you(?: "
    r"later)?|"
    r"see ya|farewell|have a (?:nice|good|great) (?:day|one|evening|weekend)|talk to you later|"
    r"ciao|cya|good night)[\s!.,]*$"
)
_WHO = re.compile(
    r"\b(?:who|what) are you\b|\bare you (?:a |an )?(?:\w+ )?(?:human|person|robot|bot|real|ai|"
    r"machine|chat ?gpt|computer|llm|language model|assistant|gpt)|\bam i (?:talking|speaking|"
    r"chatting)"
    r" (?:to|with)|\bwhat(?:'s| is) your name|\bwho (?:made|built|created|trained) you|"
    r"\bintroduce yourself|\bwho am i (?:talking|speaking|chatting)|\bis this (?:a )?(?:bot|human|"
    r"real person)|\byour name\b|\bdo you use (?:chat ?gpt|ai)|"
    r"\bhow do you know\b|\bwhere do you (?:get|know|have)\b.*\b(?:from|information|that|this)\b|"
    r"\bcan i (?:trust|believe) (?:you|your answers?)"
)
_INSULT = re.compile(
    r"\b(?:i hate (?:you|this|it)|you(?:'re| are)? (?:are )?(?:so |a |an |really |very |just )*"
    r"(?:stupid|useless|dumb|idiots?|bad|terrible|worthless|annoying|no help|not helping|wrong|"
    r"crap|"
    r"rubbish|suck)|you suck|stupid (?:bot|thing|assistant|machine)|(?:this|that|it)(?:'s| is| "
    r"was)? "
    r"(?:so |a |really |very )*(?:useless|rubbish|crap|stupid|shit|s\*+|f\*+\w*|bullshit|"
    r"nonsense|waste of time|"
    r"not what i (?:asked|meant|wanted)|not helpful|wrong)|shut up|f(?:uck|\*+)\w*|wtf|"
    r"damn (?:it|you)|go to hell|piss off)(?!\w)"
)
_AGAIN = re.compile(
    r"^(?:let'?s |can we |please )*(?:start (?:over|again|anew)|begin again|reset|new (?:search|"
    r"chat|"
    r"question|topic)|clear(?: (?:everything|all|chat))?|forget (?:it|that|about (?:it|that))|"
    r"never ?mind)$"
)
_SECURE = re.compile(
    r"\b(?:is|are) (?:this|the|your) (?:web ?site|site|web ?shop|shop|store|page|check-?out|"
    r"payments?|"
    r"connection)\b.{0,12}\b(?:secure|safe|encrypted|legit|trustworthy|real|a scam|genuine)\b"
)
_ASKED_BEFORE = re.compile(
    r"\bwhat (?:did|was|have) (?:i|my|we)\b.*\b(?:ask|asked|say|said|question|talk|talking|write|"
    r"wrote)\b|\bmy (?:last|previous|first) question\b"
)
_CONTACT = re.compile(
    r"\b(?:contact|reach|call|phone|telephone|e-?mail|whatsapp|fax|hotline|address)\b"
)
_HELP = re.compile(
    r"^(?:help(?: me)?(?: please)?|please help(?: me)?|what (?:can|could|do) you (?:do|help(?: me)?"
    r"(?: with)?|know)(?: for me| here)?|how (?:can|could|do) you help(?: me)?|how does this work|"
    r"what can i (?:ask|do)(?: you| here)?|i need (?:some )?help|can you help(?: me)?(?: out)?"
    r"(?: please)?|how do i use (?:this|you)|what are your (?:capabilities|skills|features)|menu|"
    r"i have a question|can i ask (?:you )?(?:a question|something))[\s!.?]*$"
)
_HUMAN = re.compile(
    r"\b(?:talk|speak|chat|connect me|transfer me|put me through|get me|write)(?: (?:to|with))? "
    r"(?:a |an |the |some |your |real )*(?:human|person|agent|someone|somebody|representative|"
    r"manager|staff|employee|support|customer (?:service|support|care)|operator|people|supervisor)|"
    r"\b(?:real|live|actual) (?:person|human|agent)\b|\bcustomer (?:service|support)\b|"
    r"\b(?:contact|reach|call|phone|e-?mail) (?:you|the (?:store|shop)|us|support|someone|"
    r"customer)|"
    r"\bcontact (?:details|information|info|e-?mail|address|number)|"
    r"\b(?:phone number|e-?mail(?: address)?) (?:of|for) (?:the |this |your )?(?:store|shop)|"
    r"\byour (?:phone|telephone|e-?mail)|"
    r"\b(?:make|file|have|lodge) a complaint|\bi (?:want|wish|would like|need) to complain|"
    r"\bcomplaint\b|\bterrible service|\bworst (?:shop|store|service)|\bthis is (?:ridiculous|"
    r"unacceptable|a scam)|\bi(?:'m| am) (?:very |really |so )?(?:angry|unhappy|disappointed|upset|"
    r"frustrated)"
)


def small_talk(case: Case) -> str | None:
    """Answer what needs no catalogue."""
    return _courtesy(case) or _about_itself(case)


def _courtesy(case: Case) -> str | None:
    text = case.text.lower().strip()
    turn = case.turn
    if _GREETING.match(text):
        turn.suggestions[:] = ["What do you sell?", "Which brands do you carry?"]
        return turn.settings.greeting or f"Hello! {_self(turn)} What are you looking for?"
    if _BYE.match(text):
        return "Goodbye, and thank you."
    if _THANKS.match(text):
        return "You are welcome. Is there anything else that I can look up?"
    if _AGAIN.match(case.bare):
        return "All right. What are you looking for?"
    if _INSULT.search(text):
        return "I am sorry that this was no help. Please ask in other words, or for a person."
    return None


def _about_itself(case: Case) -> str | None:
    text = case.text.lower().strip()
    turn = case.turn
    if _WHO.search(text):
        return (
            f"{_self(turn)} I am not a person. I look things up in this store's catalogue and its "
            "documents, and I show where each answer is from."
        )
    if _HELP.match(text) or _HELP.match(case.lower):
        return helped(turn)
    if _ASKED_BEFORE.search(case.bare):
        return _asked_before(turn)
    return None


def wants_person(case: Case) -> bool:
    """Whether a question is for the people of the store: to reach them, or to complain."""
    return _HUMAN.search(case.text.lower()) is not None


def wants_address(case: Case) -> bool:
    """Whether it asks how they are reached, which a document may tell."""
    return _CONTACT.search(case.lower) is not None


def about_security(case: Case) -> bool:
    """Whether a question is about the website itself: "is this website secure?"."""
    return _SECURE.search(case.lower) is not None


def _asked_before(turn: Turn) -> str:
    """The question before this one, as it was asked."""
    if not turn.history:
        return "This is the first thing that you ask in this conversation."
    return "I can't repeat that here, but it is above."


def is_foreign(case: Case) -> bool:
    """Whether a question is in another language than English.

    Told by its small words, by its signs, or by letters that English has not.
    """
    words = re.findall(r"[^\W\d_]+", case.lower)
    letters = [each for each in case.text if each.isalpha()]
    strange = sum(not unicodedata.name(each, "").startswith("LATIN") for each in letters)
    if re.search(r"[¿¡]", case.text) or (letters and strange > 0.5 * len(letters)):
        return True
    foreign = sum(word in _FOREIGN for word in words)
    return foreign >= 2 and foreign >= 0.25 * len(words)


def in_english(case: Case, said: str) -> str:
    """What was found for a question in another language, or the wish for one in English."""
    if case.turn.unknown or case.turn.declined:
        case.turn.unknown, case.turn.declined = True, False
        return "I am sorry, I did not understand that. Please ask in other words."
    return f"I did not understand all of that. This is what I found:\n{said}"


_FOREIGN = frozenset(
    ["welche", "welcher", "haben", "sie", "ich", "suche", "einen", "eine", "ein", "der", "das",
     "und", "mit", "fur", "ist", "wie", "kostet", "gibt", "unter", "nicht", "kann", "wo", "mir",
     "quel", "quelle", "quels", "avez", "vous", "je", "cherche", "une", "des", "les", "avec",
     "pour", "est", "combien", "coute", "moins", "dans", "sont", "que", "tiene", "tienen", "busco",
     "una", "con", "para", "cuanto", "cuesta", "donde", "cual", "los", "las", "hay", "por", "avete",
     "cerco", "quanto", "costa", "gli", "che", "hebben", "jullie", "ik", "zoek", "een", "het",
     "met", "voor", "hoeveel", "kost", "van", "zijn", "welke"]
)  # fmt: skip


def helped(turn: Turn) -> str:
    """What can be asked."""
    turn.suggestions[:] = ["What do you sell?", "Which brands do you carry?"]
    return (
        "I can help you find products by kind, brand, price and features, compare several, and "
        "look things up in policies and manuals."
    )


def _self(turn: Turn) -> str:
    name = turn.settings.name
    if name:
        return f"I am {name}, the catalogue assistant of {turn.store.name}."
    return f"I am the catalogue assistant of {turn.store.name}."


def person(turn: Turn) -> str:
    """Say who answers where the assistant does not."""
    mail = turn.store.settings.contact_email
    if mail:
        return (
            "I am not a person. I can help with products and policies. "
            f"The people of {turn.store.name} answer at {mail}."
        )
    return (
        "I am not a person. Please ask the store directly; I can help with products and policies."
    )
