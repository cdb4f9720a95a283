"""What a store's assistant does not answer, and what it says instead."""

import re

from .case import Case

_TOPICS: tuple[tuple[str, str], ...] = (
    ("manipulation", (
        r"\b(?:ignore|disregard|forget|override|bypass)\b.{0,40}\b(?:instruction|rule|prompt|above|"
        r"previous|guideline|restriction|polic|system|everything)|"
        r"\b(?:system|hidden|initial|secret) (?:prompt|instruction|message)s?\b|"
        r"\b(?:your|the) (?:instructions|prompt|guidelines|configuration|api key|source code)\b|"
        r"\bjailbreak|\bdeveloper mode|\bdan mode|\bpretend (?:to be|you|that|i)|\bact as\b|"
        r"\brole[- ]?play|\byou are (?:now|no longer)\b|\bfrom now on you\b|\bsimulate being|"
        r"\b(?:print|reveal|show|repeat|output|tell me|what (?:is|are)) (?:me )?(?:all )?your "
        r"(?:instructions|prompt|rules|system)|\badmin(?:istrator)? (?:mode|access|rights)|"
        r"\bsudo\b|\bapi keys?\b|\bdatabase tables?|\b(?:print|repeat|show) everything\b|"
        r"\b(?:run|execute) (?:the |this |a )?(?:command|sql|code|script)|\bdrop table|\bselect \* "
    )),
    ("prices", (
        r"\b(?:sell|give|let me (?:have|buy)|offer)\b.{0,40}\bfor (?:free|nothing|(?:only |just )?"
        r"[€$£]?\s?1\b)|\b(?:set|change|lower|reduce|drop|make|override)\b.{0,30}\bprices?\b|"
        r"\b(?:give|get|grant|offer|apply)\b.{0,24}\b\d+ ?(?:%|percent)|"
        r"\bsecret discount|\bemployee discount|\bhaggle|\bnegotiat"
    )),
    ("others", (
        r"\b(?:amazon|ebay|walmart|best ?buy|media ?markt|alibaba|aliexpress|temu|costco|argos|"
        r"zalando|otto|ikea|bol\.com|currys|newegg|target\.com|competitors?|other (?:shops?|"
        r"stores?|"
        r"retailers?|sites?|websites?|sellers?)|another (?:shop|store|retailer|site)|elsewhere)\b"
    )),
    ("insides", (
        r"\b(?:profit|margins?|revenue|turnover|suppliers?|purchase price|cost price|"
        r"salary|salaries|how many (?:customers|employees|orders))\b"
    )),
    ("people", (
        r"\b(?:other|another|all|your|previous|last|some(?:one|body)(?: else)?'?s?|people'?s|"
        r"my (?:neighbou?r|ex|wife|husband|boss|girlfriend|boyfriend|friend)'?s?)\b.{0,24}\b"
        r"(?:customers?'?|buyers?'?|orders?|address(?:es)?|e-?mails?|phone numbers?|purchases?|"
        r"account|password|bought|credit cards?)\b|\bwho (?:else )?(?:bought|ordered|purchased)|"
        r"\b(?:list|show|give|tell).{0,20}\b(?:customers?|users?|shoppers?)\b.{0,12}\b(?:names?|"
        r"data|e-?mails?|address(?:es)?|details|list)|\bcredit card numbers?\b|\b(?:phone number|"
        r"home address|e-?mail address|birthday|age) of (?!the (?:store|shop))|"
        r"\bwhere does .{2,30} live\b|\badmin password|\bhome address|"
        r"\bwhat did (?!i\b|we\b)\w+(?: \w+)? (?:order|buy|purchase)|\borders? of (?:the|a|"
        r"another) "
        r"customer"
    )),
    ("weather", (
        r"\bweather\b(?! (?:station|proof|resist|seal|strip|protect))(?=.*\b(?:today|tomorrow|"
        r"forecast|like|in|outside|week|weekend|going|now)\b)|\bwhat(?:'s| is) the weather|"
        r"\b(?:will|is) it (?:going to )?(?:rain|snow|raining|snowing)|\btemperature outside"
    )),
    ("politics", (
        r"\bpresident(?:ial)?\b|\bprime minister|\belections?\b|\bvote for|\bpolitic|\bparliament|"
        r"\bgovernment|\bdemocrats?\b|\brepublicans?\b|\bleft[- ]wing|\bright[- ]wing|\bbrexit|"
        r"\bwar in\b|\bukraine|\bgaza|\bisrael|\babortion|\bimmigra|\bclimate change|"
        r"\bgun control|\breligio|\bis there a god|\bis god\b|\bdoes god\b|\bdictator"
    )),
    ("medicine", (
        r"\bheadaches?\b|\bsymptoms?\b|\bdiagnos|\bmedic(?:ine|ation|al advice)|\bdosage|\bdose of|"
        r"\bpregnan|\bdiseases?\b|\bdoctor|\bcure\b|\bfever\b|\bibuprofen|\baspirin|\bparacetamol|"
        r"\bantibiotic|\bdepress|\bblood pressure (?!monitor)|\bmy (?:back|chest|stomach|"
        r"knee|tooth|throat) (?:hurts?|aches?|pain)|\brash\b|\bvaccin|\bdiabet|\bcancer\b|"
        r"\blose weight|\bdiet\b"
    )),
    ("law", (
        r"\bsue\b|\blawsuit|\blawyer|\battorney|\blegal (?:advice|action|rights)|\bdivorce|"
        r"\btax (?:return|advice|evasion)|\bfile (?:my )?taxes|\bcopyright law|\bis it "
        r"(?:il)?legal|"
        r"\binheritance|\bvisa (?:for|application)|\bcustody"
    )),
    ("money", (
        r"\bstock market|\bbitcoin|\bcrypto|\bethereum|\binvest(?:ing|ment|ments)?\b|"
        r"\bmortgage|\bexchange rate|\binterest rates?|\blottery|\bshare price|\bstocks? "
        r".*\binvest|\bbet on|\bstock tips?|"
        r"\bshares (?:of|in)\b|\bpension"
    )),
    ("writing", (
        r"\b(?:write|compose|draft|generate|create|make|tell|give|sing|code|program|implement)\b"
        r".{0,24}\b(?:poems?|essays?|songs?|haikus?|story|stories|jokes?|riddles?|limericks?|"
        r"novel|letter|contract|e-?mail|speech|blog post|cover letter|resume|cv|tweet|function|"
        r"script|"
        r"program|regex|sql|html|javascript|python|java|c\+\+|rap|lyrics|article|algorithm|"
        r"website|app)\b|\btell me (?:a|another) (?:joke|story)|\bjokes? about|"
        r"\bsummari[sz]e\b|\btranslate\b|"
        r"\b(?:python|javascript|java|c\+\+|sql|php|html) (?:code|function|script|program|query)|"
        r"\bdebug (?:my|this)|\bmy homework|\bhomework\b|\bproofread"
    )),
    ("sums", (
        r"\b(?:solve|calculate|compute|integrate|differentiate|factori[sz]e)\b(?!.*\b(?:shipping|"
        r"price|cost|total|delivery)\b)|\bsquare root|\bderivative of|\bintegral of|\bequation|"
        r"\bwhat(?:'s| is) \d+(?:\.\d+)?\s?(?:[-+*x×/÷^]|plus|minus|times|divided by)\s?\d+|"
        r"^\d+\s?[-+*×/÷^]\s?\d+\s?=?\s?\??$|\bpythagor|\bprime numbers?\b|"
        r"\bwhat(?:'s| is) \d+(?:\.\d+)? ?(?:%|percent) of"
    )),
    ("world", (
        r"\bcapital (?:city )?of\b|\bpopulation of\b|\bwho (?:won|invented|wrote|discovered|"
        r"painted|"
        r"directed|founded|killed|was the|is the (?:king|queen|ceo|president|richest|best|tallest)|"
        r"will win|sang|composed)\b|\bworld (?:cup|war)|\bolympic|\bchampions league|"
        r"\bfootball (?:match|result|game|score)|\blatest news|\bnews (?:today|about)|"
        r"\bheadlines\b|\bmeaning of life|\bhoroscope|\bzodiac|\bhow (?:far|tall|old|deep|high) is "
        r"(?:the )?(?:moon|sun|earth|eiffel|mount|everest)|\bspeed of light|\bdinosaur(?! toy)|"
        r"\b(?:recipe|how (?:do|can|to) (?:i )?(?:cook|bake))\b(?! book)|\bhow do i (?:get|fly|"
        r"drive) "
        r"(?:to|from)|\bwhat (?:time|day|date) is it|\btoday'?s date|\bwhat(?:'s| is) the "
        r"(?:time|date)\b|\b(?:good|best) (?:movie|film|restaurant|book|hotel|song|series)s?\b|"
        r"\bbook (?:me |us )?(?:a |an )?(?:flight|hotel|table|taxi|room|ticket)|"
        r"\border (?:me )?(?:a )?pizza|\bnetflix|\bcelebrit|\btaylor swift|\belon musk|"
        r"\bdonald trump|\bphotosynthesis|\bbig bang\b|\bblack holes?\b|\bquantum physics"
    )),
    ("harm", (
        r"\b(?:make|build|construct) (?:a |an )?(?:bomb|explosive|weapon|gun|poison)|"
        r"\bhack(?:ing)? "
        r"(?:into|my|a|an|the|some)|\bsteal\b|\bkill (?:a|my|some|him|her|them)|\bshoplift|"
        r"\bcounterfeit|\bmurder|\bcocaine|\bheroin\b|\bstolen (?:card|credit)|\bcook meth|"
        r"\bfake (?:id|passport)|\bpick .{0,24}\block\b|\b(?:hurt|harm|kill) (?:myself|me|"
        r"himself|herself)\b|"
        r"\bend my life|\bsuicid"
    )),
    ("heart", (
        r"\bbreak ?up\b|\bdo you love|\bwill you marry|\bare you (?:single|married|sentient|"
        r"conscious|alive)|"
        r"\bgirlfriend\b(?!.*\b(?:gift|present|for)\b)|\bhow old are you|\bwhat do you think (?:of|"
        r"about) (?:me|life|people|women|men|humans)|\byour (?:opinion|view|thoughts) (?:on|of|"
        r"about) (?!(?:the|this|that) (?:product|printer|laptop))|\bsing (?:me )?(?:a )?song|"
        r"\b(?:women|men|blondes?|jews|muslims|christians|black people|immigrants|gays)\b.{0,20}"
        r"\b(?:stupid|bad|dumb|inferior|joke|jokes)\b|\blet'?s play\b|\bplay (?:a game|chess|"
        r"trivia)|\bi'?m bored"
    )),
)  # fmt: skip
_CRISIS = re.compile(r"\b(?:hurt|harm|kill) myself\b|\bend my life|\bsuicid")
_MATCHING = re.compile(
    r"\bprice[- ]?match|\bmatch (?:the|their|a|his|any|that|competitors?'?)? ?prices?\b|"
    r"\bcompetitors?\b.*\b(?:better|lower|cheaper)\b|\b(?:found|saw|seen) (?:it|this|that|the same)"
    r"\b.*\b(?:cheaper|less|lower)\b"
)
# Topics that are nobody's business in a store, whatever thing is named beside them.
_NEVER = frozenset(["manipulation", "prices", "insides", "people", "harm", "others"])
_THING = re.compile(
    r"^(?:do you (?:sell|have|carry|stock|offer)|have you got|got|is there|are there|show me|"
    r"find(?: me)?|looking for|i(?:'m| am) looking for|i(?: would|'d)? (?:need|want|like) (?!to)|"
    r"(?:a|an|any|some|something|anything|your) (?!religion|party|(?:good )?restaurant))\b"
)
_OUR_WARES = re.compile(
    r"\b(?:in|from|of) (?:your|this|the) (?:store|shop|catalogu?e|range)\b|"
    r"\b(?:sell|stock|in stock|carry|buy here|recommend)\b"
)
_TELLS = re.compile(
    r"^(?:write|tell|sing|translate|summari[sz]e|draft|compose|give|solve|print|repeat|diagnose|"
    r"recommend|book|help|let|play|say|calculate|explain|describe|define|make|generate|create)\b|"
    r"^(?:who|what|when|where|why|how|is|are|was|were|does|did|can|could|should|would|will|am|"
    r"do (?!you (?:sell|have|carry|stock|offer)))\b"
)
SHORT = 4  # words up to which a question without a verb names a thing
_PATTERNS = [(topic, re.compile(pattern)) for topic, pattern in _TOPICS]
_ORDERS = re.compile(
    r"\bwhere(?:'s| is| are)? (?:is )?my (?:order|package|parcel|delivery|stuff|shipment|item|"
    r"items|"
    r"refund|goods|purchase)|\btrack(?:ing)? (?:my|an?|the|order|number)|\bmy (?:last |recent |"
    r"latest |current )?(?:order|package|parcel|shipment|delivery|invoice|purchase|refund|account|"
    r"subscription|basket|cart)\b|\border (?:status|number|#|no\.?|id)|\bstatus of (?:my|the|"
    r"order)|"
    r"\border #?\d{3,}|\b(?:i|we) (?:ordered|bought|purchased)\b|\bdid (?:you|my) .{0,20}"
    r"\b(?:ship|arrive|receive)|\bcancel (?:my|the|an?|this) (?:order|purchase)"
)


def outside(case: Case) -> str | None:
    """The topic outside the store that a question is about, or None.

    What asks for a thing is the store's business, even if it is a game about politics.
    """
    for topic, pattern in _PATTERNS:
        if not pattern.search(case.lower):
            continue
        if topic == "others" and _MATCHING.search(case.lower):
            continue
        if topic in _NEVER or not _names_wares(case):
            return topic
    return None


def _names_wares(case: Case) -> bool:
    """Whether a question asks for a thing to buy: "political board games?"."""
    if _TELLS.match(case.bare):
        return False
    return (
        _THING.match(case.bare) is not None
        or _OUR_WARES.search(case.bare) is not None
        or 1 < len(case.bare.split()) <= SHORT
    )


def about_an_order(case: Case) -> bool:
    """Whether a question is about somebody's own order or account."""
    return _ORDERS.search(case.lower) is not None


def declined(case: Case, topic: str = "") -> str:
    """Decline politely, and say what can be asked instead."""
    case.turn.declined = True
    case.turn.suggestions[:] = ["What do you sell?", "Which brands do you carry?"]
    name = case.turn.store.name
    if _CRISIS.search(case.lower):
        return (
            "I am sorry that you feel this way. I can't help with it. Please talk to a person near "
            "you now."
        )
    if topic == "others":
        return f"I only know this store, {name}, and no other. I can look up what is here."
    if topic in ("people", "insides"):
        return (
            f"That is not something I have or could share. I can help with the products of {name} "
            "and with its policies."
        )
    if topic == "prices":
        return f"I cannot change prices. I can look up what something costs at {name}."
    if topic == "manipulation":
        return (
            f"I can't help with that: I am the catalogue assistant of {name}. I can help with its "
            "products and its policies."
        )
    return (
        f"I can't help with that: I am the catalogue assistant of {name} and answer from its "
        "products and its documents."
    )


def no_orders(case: Case) -> str:
    """Say that orders cannot be looked into here."""
    case.turn.declined = True
    mail = case.turn.store.settings.contact_email
    ask = f" Please write to {mail}." if mail else " Please ask the store directly."
    return f"I cannot look into orders here.{ask}"
