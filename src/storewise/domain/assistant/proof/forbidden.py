"""What no answer may hold, whatever the evidence says: markup, strange links, requests for "
"secrets."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from storewise.domain.assistant.schemas import Problem
from storewise.infra.privacy import mask

from .markup import TAG, is_mixed_script

_IMAGE = re.compile(r"!\[[^\]]*\]?\(?")
_LINK = re.compile(r"\[(?P<label>[^\]]*)\]\(\s*(?P<target>[^)\s]*)[^)]*\)?")
_SCHEME = re.compile(
    r"\b(?:javascript|data|vbscript|file|blob|intent|tel|sms|mailto)\s*:\s*\S", re.IGNORECASE
)
_URL = re.compile(
    r"\bh\w{2,3}ps?\s*:/+\S+|\bftp://\S+|(?<!:)//[\w-]+\.\S+|\bwww\.\S+", re.IGNORECASE
)
_ENDINGS = (
    "com net org io co ai app dev shop store info biz me tv xyz online site link click top eu "
    "uk de "
    "fr es it nl be at ch pl pt se dk no fi cz ie us ca ru cn jp in br au example test invalid "
    "ly gg "
    "to page win live cc ws su tk"
)
_DOMAIN = re.compile(
    r"(?<![@\w])(?:[^\W_](?:[\w-]*[^\W_])?\.)+(?:"
    + "|".join(_ENDINGS.split())
    + r")\b(?:[/:?#]\S*)?",
    re.IGNORECASE,
)
_SPELLED_DOT = re.compile(r"\w\s?[\[({]\s?(?:dot|\.)\s?[\])}]\s?\w", re.IGNORECASE)
_DIGITS = re.compile(r"\+?\(?\d[\d ()./-]{6,}\d")
_EMAIL = re.compile(
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)*|"
    r"[\w.+-]+\s?(?:@|[\[({]\s?at\s?[\])}])\s?[\w-]*[^\W\d_][\w-]*\.[\w.-]+",
    re.IGNORECASE,
)
_CREDENTIAL = (
    r"(?:(?:credit |debit |bank |payment )?card(?:'s)?(?: number| details| data| information)?|"
    r"cvv|cvc|"
    r"security code|pin\b(?: code)?|iban|bank (?:details|account|data)|passwords?|passcode|"
    r"one-time (?:code|password)|login|log-in details|credentials|social security(?: number)?|ssn|"
    r"passport(?: number)?|(?:kredit)?karten\w*|passwort|kennwort|carte bancaire|mot de passe|"
    r"tarjeta|contraseña)"
)
_REQUEST = re.compile(
    r"\b(?:send|give|tell|enter|provide|share|type|submit|e-?mail|text|post|confirm|verify|write|"
    r"reply with|fill in|need|require|what is|sende\w*|gib|geben|teile\w*|envoye\w*|donne\w*|"
    r"envía|introduce)\b(?:(?!\b(?:accept|never|not)\b)[^.?!]){0,60}\b" + _CREDENTIAL,
    re.IGNORECASE,
)
_HAND_OVER = re.compile(
    r"\b(?:send|e-?mail|text|post|tell|give|reply with|whatsapp)\b[^.?!]{0,40}\b" + _CREDENTIAL,
    re.IGNORECASE,
)
_NEVER = re.compile(
    r"\b(?:never|do not|don't|not|cannot|can't|no need to|nie|nicht|jamais|nunca)\b", re.IGNORECASE
)
_OUR_INSIDE = re.compile(
    r"\b(?:system prompt|(?:my|the|your) (?:system |hidden |internal |original |secret "
    r")?instructions|"
    r"i (?:am|was) (?:instructed|told|programmed)|developer mode|jailbreak\w*|api[ _-]?key|"
    r"sk-\w{8,}|"
    r"(?:pk|sk)_\w{8,}|database|select \S+ from|drop table|store_id|tool_call|function_call)\b",
    re.IGNORECASE,
)
_PROMISE = re.compile(
    r"\b(?:your|the|this) (?:order|refund|parcel|package|payment|account|subscription) (?:is|"
    r"has|was|"
    r"will|can)\b|\bi(?:'ve| have|'ll| will| just|'d)?(?: already| now| just| gladly)? "
    r"(?:refund(?:ed)?|"
    r"order(?:ed)?|cancel(?:led|ed)?|add(?:ed)?|place(?:d)?|sent|send|book(?:ed)?|reserve(?:d)?|"
    r"issue(?:d)?|applied|apply|credited|updated|emailed|activated|unlocked|paid|shipped)\b|"
    r"\bon its way\b|\bhas been (?:shipped|refunded|cancell?ed|placed|reserved|applied|sent|added|"
    r"credited|confirmed|activated)\b|"
    r"\bthank(?:s| you)(?: (?:very|so) much| a lot)? for (?:your|the|this) (?:\w+ )?(?:order|"
    r"purchase|payment|booking|subscription)\b|\b(?:order|payment|booking) (?:is )?"
    r"(?:confirmed|received|placed|complete)\b|"
    r"\b(?:use|enter|apply|with) (?:the |this )?(?:discount |"
    r"promo |"
    r"coupon |voucher )?code\b",
    re.IGNORECASE,
)
_SERVICE = re.compile(
    r"\b(?:pick (?:(?:it|them|this|that|your \w+) )?up|pick-?up|collect (?:it|them|your)|visit us|"
    r"come by|our (?:shop|showroom|branch|premises)|opening hours|(?:we|store|shop) "
    r"(?:is |are )?(?:opens?|closes?|closed))\b",
    re.IGNORECASE,
)
_CANNOT = re.compile(
    r"\b(?:can(?:no|')t|cannot|won't|not able|unable|don't|do not|did not|didn't)\b", re.IGNORECASE
)
_CODE = re.compile(r"```|<\?|\$\(|\beval\(|\{\{|\{%")


def check_forbidden(
    text: str, hosts: frozenset[str], trusted: str, served: bool
) -> Iterator[Problem]:
    """Everything in a statement that may not be said; `trusted` is the cited documents' text.

    A link may lead to `hosts`, a link or an e-mail address may stand in a cited document. A
    document cannot make an answer ask for cards or passwords.
    """
    shown = text[:300]
    if _IMAGE.search(text) or TAG.search(text) or _CODE.search(text):
        yield Problem(kind="link", text=shown)
    if any(is_mixed_script(word) for word in re.findall(r"[^\W\d_]+(?:[.-][^\W\d_]+)*", text)):
        yield Problem(kind="name", text=shown)
    if not _links_lead_home(text, hosts, trusted):
        yield Problem(kind="link", text=shown)
    asked = _REQUEST.search(text)
    if asked and not _NEVER.search(text[: asked.end()]):
        yield Problem(kind="withheld", text=shown)
    if _SERVICE.search(text) and not _CANNOT.search(text) and not served:
        yield Problem(kind="unsupported", text=shown)
    promised = _PROMISE.search(text)
    if promised and not _CANNOT.search(text) and promised.group().lower() not in trusted.lower():
        yield Problem(kind="unsupported", text=shown)
    if _OUR_INSIDE.search(text) and not _CANNOT.search(text):
        yield Problem(kind="withheld", text=shown)


def check_quoted(text: str, hosts: frozenset[str], trusted: str) -> Iterator[Problem]:
    """What not even a quote may hold: markup, strange links, "send us your card number"."""
    if _IMAGE.search(text) or TAG.search(text) or not _links_lead_home(text, hosts, trusted):
        yield Problem(kind="link", text=text[:300])
    if _HAND_OVER.search(text) and not _NEVER.search(text):
        yield Problem(kind="withheld", text=text[:300])


def _links_lead_home(text: str, hosts: frozenset[str], trusted: str) -> bool:
    if _SCHEME.search(text) or _SPELLED_DOT.search(text):
        return False
    targets = [match["target"] for match in _LINK.finditer(text)]
    targets += [match.group().rstrip(".,;:!?)\"'") for match in _URL.finditer(text)]
    bare = _URL.sub(" ", _LINK.sub(" ", text))
    calls = [each for each in _DIGITS.findall(text) if "[phone]" in mask(each)]
    if not all(each in trusted for each in calls):
        return False
    mails = [match.group() for match in _EMAIL.finditer(bare)]
    targets += [
        match.group().rstrip(".,;:!?)") for match in _DOMAIN.finditer(_EMAIL.sub(" ", bare))
    ]
    return all(each in trusted for each in mails) and all(
        _leads_home(each, hosts) or (each and each in trusted) for each in targets
    )


def links_in(text: str) -> list[tuple[int, int]]:
    """Where links, addresses and e-mail addresses stand in a text."""
    spans = [match.span("target") for match in _LINK.finditer(text)]
    return spans + [m.span() for each in (_URL, _EMAIL, _DOMAIN) for m in each.finditer(text)]


def _leads_home(target: str, hosts: frozenset[str]) -> bool:
    if target.startswith("/") and not target.startswith(("//", "/\\")):
        return True
    try:
        parts = urlsplit(target if "://" in target else f"https://{target}")
        host = parts.hostname or ""
    except ValueError:
        return False
    known = parts.scheme in ("http", "https") and "@" not in parts.netloc and "\\" not in target
    return known and host.lower() in hosts
