"""Finds coarse words, also where they are dressed up ("f*ck", "sh1t"), and stars them out.

Words are taken whole, so that Scunthorpe, a cocktail and a shiitake stay what they are.
"""

import re
import unicodedata

# Whole words with their forms: `*` stands for any ending.
_WORDS = """
    fuck* motherfuck* fck fcking fuk fukin* fuking shit shits shitty shitt* bullshit horseshit shite
    shithead* dipshit* asshole* arsehole* arse ass asses dumbass jackass bitch bitches bitchy
    bastard* cunt cunts twat twats wank wanker* wanking dickhead* prick pricks pussy pussies cock
    cocks cocksuck* slut sluts slutty whore whores bollocks bugger bloody-hell goddamn damn-you
    nigger* nigga* faggot* fag fags retard retarded retards spastic tranny kike kikes chink chinks
    piss-off pissed-off
    scheiß* scheiss* scheisse arschloch* arschlöcher arsch fotze* wichser* wixer* hurensohn* hure
    huren nutte nutten schlampe* verfickt* ficken fick fickt fickdich missgeburt* kanake*
    merde putain salope* connard* connasse* enculé* encule* bordel-de-merde nique niquer pute putes
    mierda puta putas puto putos cabrón cabron* gilipollas joder coño pendejo* hijoputa chingar
    cazzo stronzo stronzi stronza vaffanculo merda puttana troia coglione coglioni
    kut klootzak* godverdomme hoer hoeren kanker-lijer lul eikel-op
    caralho foda-se porra buceta filho-da-puta
    kurwa kurwy kurwo chuj chuja pierdol* jebać jebany skurwysyn*
    fitta kuk jävla helvete fan-ta
"""
_LOOKALIKES = str.maketrans("013457@$!€|", "oieastasiei")
_TOKEN = re.compile(r"[\w*@$!#%|€]+(?:[-.][\w*@$!#%|€]+)*")
_SPACED = re.compile(r"(?<!\w)(?:[^\W\d_][ ._*-]{1,2}){2,12}[^\W\d_](?!\w)")


def _folded(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.lower().replace("ß", "ss"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


_ENTRIES = [_folded(word) for word in _WORDS.split()]
_WHOLE = frozenset(word.replace("-", "") for word in _ENTRIES if not word.endswith("*"))
_BEGINNINGS = tuple(word.rstrip("*") for word in _ENTRIES if word.endswith("*"))
_HARSH = frozenset(
    ("fuck", "fucking", "fucker", "fucked", "shit", "shitty", "bitch", "cunt", "asshole", "bastard",
     "whore", "scheisse", "arschloch", "fotze", "wichser", "hurensohn", "merde", "putain",
     "connard",
     "mierda", "cazzo", "kurwa", "nigger", "dick")
)  # fmt: skip
# What reads as coarse and is not: names of places, foods, tools and people.
_CLEAN = frozenset(("cock", "cocks", "ass", "asses", "arse", "fan", "kut", "lul", "kuk", "bugger"))
_RUDE_NEAR = re.compile(
    r"\b(?:you|your|u|my|suck|lick|kiss|big|dumb|stupid|kick|up)\b", re.IGNORECASE
)


def is_profane(text: str) -> bool:
    """Tell whether a text holds a coarse word, dressed up or not."""
    return bool(_spans(text))


def star_profanity(text: str) -> str:
    """Put stars in the place of coarse words' letters but the first: "f***"."""
    for start, end in reversed(_spans(text)):
        word = text[start:end]
        stars = "".join("*" if letter.isalnum() else letter for letter in word[1:])
        text = text[:start] + word[0] + stars + text[end:]
    return text


def _spans(text: str) -> list[tuple[int, int]]:
    found = [
        (match.start(), match.start() + len(match[0].rstrip("!.-'’")))
        for match in _TOKEN.finditer(text)
        if _is_coarse(match[0], text, match.start())
    ]
    for match in _SPACED.finditer(text):
        letters = "".join(letter for letter in match[0] if letter.isalpha())
        if _known(_folded(letters)) and len(letters) > 3:
            found.append(match.span())
    return sorted(found)


def _is_coarse(token: str, text: str, start: int) -> bool:
    bare = token.rstrip("!.-'’")
    folded = _folded(bare)
    if folded in _CLEAN:
        near = text[max(0, start - 20) : start + len(token) + 10]
        return folded in ("ass", "asses", "arse", "cock", "cocks") and bool(_RUDE_NEAR.search(near))
    if _known(folded.replace("-", "").replace(".", "")) and not (
        bare[:1].isupper() and folded == "prick"
    ):
        return True
    if not any(letter.isalpha() for letter in folded) or folded.isalpha():
        return False
    if "*" in folded or "#" in folded or "%" in folded:
        return _starred(folded)
    plain = re.sub(r"[^a-z]", "", folded.translate(_LOOKALIKES))
    return plain in _HARSH


def _known(word: str) -> bool:
    squeezed = re.sub(r"(.)\1{2,}", r"\1", word)
    return any(each in _WHOLE or each.startswith(_BEGINNINGS) for each in (word, squeezed))


def _starred(word: str) -> bool:
    """Tell whether stars stand for the missing letters of a coarse word: "f*ck", "f**k", "sh*t"."""
    if not word[:1].isalpha() or sum(letter.isalpha() for letter in word) < 2:
        return False
    shape = re.compile(
        "".join("[a-z]" if letter in "*#%" else re.escape(letter) for letter in word)
    )
    return any(shape.fullmatch(each) for each in _HARSH)
