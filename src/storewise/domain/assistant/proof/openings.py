"""A yes or a no that opens a sentence, which the rest of the sentence may not bear out."""

import re

from .words import content, stems

_OPENING = re.compile(
    r"^(?P<lead>[\s*_>-]*)(?:yes|yep|yeah|no|nope|correct|right|exactly|absolutely|definitely|"
    r"of course|"
    r"certainly|sure|indeed|true|that's right|that is (?:right|correct|true)|ja|nein|oui|non|sí|sì|"
    r"nee|sim|não|tak|nie|genau|natürlich)\b(?:[,!.;:\s]+|\s*[–—-]\s+|$)",
    re.IGNORECASE,
)


def leave_out_opening(statement: str, question: str) -> str:
    """Leave out "Yes," where what follows does not take up the question, and a mere "Yes.".

    "Yes, it is in stock" says of the question "Is it free?" that it is free.
    """
    found = _OPENING.match(statement)
    if not found:
        return statement
    rest = statement[found.end() :]
    asked = content(stems(question))
    if not any(letter.isalnum() for letter in re.sub(r"\[[PD]\d+\]", "", rest)):
        return ""
    if not asked or asked & frozenset(stems(rest)):
        return statement
    return found["lead"] + rest[:1].upper() + rest[1:]
