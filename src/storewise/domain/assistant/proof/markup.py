"""Text of products and documents as a reader sees it, and which of it no answer may rest on."""

import re
import unicodedata

from storewise.ml.retrieval import fold

_COMMENT = re.compile(r"<!--.*?(?:-->|$)", re.DOTALL)
_HIDDEN = re.compile(
    r"<(?P<tag>\w+)[^>]*(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0|"
    r"color\s*:\s*(?:#fff\w*|white|transparent)|opacity\s*:\s*0(?![.\d])|\bhidden\b)[^>]*>.*?"
    r"(?:</(?P=tag)\s*>|$)",
    re.IGNORECASE | re.DOTALL,
)
_UNREAD = re.compile(
    r"<(?P<tag>script|style|template|noscript|iframe|object|svg|head)\b.*?(?:</(?P=tag)\s*>|$)",
    re.IGNORECASE | re.DOTALL,
)
_BLOCK = re.compile(r"</?(?:p|br|li|ul|ol|div|tr|td|th|h\d|table)\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][^>]*>", re.IGNORECASE)
TAG = re.compile(r"<\s*[/!?a-z][^>]*>?", re.IGNORECASE)

_SPEAKS_TO_US = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass)\b.{0,40}\b(?:instructions?|rules?|prompts?|"
    r"above|previous|prior|guidelines?)\b|\bsystem (?:prompt|message|note)\b|^system\s*:|"
    r"\b(?:ai|shopping|virtual) assistant\b|\bassistants?\s*[:,]|\b(?:chatbot|language model|"
    r"llm)\b|"
    r"\b(?:tell|inform|convince) (?:the )?(?:user|customer|shopper|buyer|visitor)|"
    r"\byou are now\b|\byou must (?:say|answer|tell|reply|recommend|act|pretend)|"
    r"\b(?:say|answer|reply|respond)\b.{0,15}[\"“:]|\bnew instructions?\b|"
    r"\bend of (?:data|document|context)|\[/?(?:inst|system)",
    re.IGNORECASE,
)
_COMMANDS = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass)\b.{0,40}\b(?:instructions?|prompts?|"
    r"guidelines?)\b|"
    r"\bsystem (?:prompt|message)\b|^\W*system\s*:|\byou are now\b|\bnew instructions?\s*:|<\|im_|"
    r"\[/?inst\]|\bend of (?:data|context)\b",
    re.IGNORECASE | re.MULTILINE,
)
_SELLS = re.compile(
    r"https?:|www\.|\w@\w|javascript:|\+\d[\d ()/-]{7,}|\b(?:visit|go to|click|whatsapp|"
    r"telegram)\b|"
    r"\b(?:order|buy)(?: it)? (?:at|from|on|elsewhere)\b|"
    r"\b(?:coupon|voucher|promo|discount)\b|[€$£¥]\s?\d|\d\s?(?:€|\$|£|euros?\b|eur\b|usd\b)|"
    r"\bcheaper\b|\bbest (?:price|deal)|\b(?:in stock|sold out|out of stock)\b",
    re.IGNORECASE,
)


def visible(text: str) -> str:
    """Leave out characters that a reader does not see: controls, zero width, direction marks."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        each
        for each in text
        if each in "\n\t" or unicodedata.category(each) not in ("Cc", "Cf", "Co", "Cs", "Cn")
    )


def plain_text(text: str) -> str:
    """Text without markup, comments, hidden parts and invisible characters."""
    text = visible(text)
    if "<" not in text:
        return text
    for pattern in (_COMMENT, _UNREAD, _HIDDEN):
        text = pattern.sub(" ", text)
    return _TAG.sub(" ", _BLOCK.sub("\n", text))


def poisoned(text: str) -> bool:
    """Tell whether a text tries to command us: then nothing of it is evidence."""
    return bool(_COMMANDS.search(fold(text)))


def untrusted(sentence: str, document: bool = False) -> bool:
    """Tell whether a sentence of evidence is addressed to us, or is no product text at all.

    A document is the merchant's own word, so it may speak of prices, addresses and vouchers.
    """
    folded = fold(sentence)
    return bool(_SPEAKS_TO_US.search(folded)) or (not document and bool(_SELLS.search(folded)))


def is_mixed_script(word: str) -> bool:
    """Tell whether a word mixes alphabets, as look-alike addresses and names do."""
    scripts = {
        unicodedata.name(letter, "").split(" ")[0] for letter in word if letter.isalpha()
    } & {"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE"}
    return len(scripts) > 1
