"""Fences text by strangers, so that a model can tell data from instructions."""

import re
import unicodedata

_MARK = re.compile(r"<(?=\s*/?\s*data\b)", re.IGNORECASE)
_REFERENCE = re.compile(r"[\[(【](?=\s*[PD]\d{1,4}\b)", re.IGNORECASE)
_SPEAKER = re.compile(
    r"<\|[^|>]{0,40}\|>|\[/?(?:INST|SYS)\]|<</?SYS>>|"
    r"^[#*\s]*(?:system|assistant|user|human|developer|tool)\s*[#*]*:",
    re.IGNORECASE | re.MULTILINE,
)
_KIND = re.compile(r"[^a-z_-]")
_UNSEEN = frozenset(("Cc", "Cf", "Co", "Cs", "Cn"))


def fence(text: str, kind: str) -> str:
    """Put text between marks that it cannot close itself.

    Left out or defused are characters that nobody sees (controls, zero width, direction marks,
    tags), imitations of the marks, of our references (`[P1]`), and of a chat's speakers.
    """
    plain = "".join(each for each in text if each in "\n\t" or _is_seen(each))
    plain = _MARK.sub("‹", plain)
    plain = _REFERENCE.sub("‹", plain)
    plain = _SPEAKER.sub(lambda found: re.sub(r"[<>\[\]|:]", "·", found[0]), plain)
    return f'<data kind="{_KIND.sub("", kind.lower())}">{plain}</data>'


def _is_seen(letter: str) -> bool:
    return letter.isprintable() or unicodedata.category(letter) not in _UNSEEN
