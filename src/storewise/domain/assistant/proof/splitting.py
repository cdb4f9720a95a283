"""Find where a statement ends in text that is still being written."""

import re

_MARK = r"[\[(【]\s*[PD]\d{1,4}(?:\s*[,;/&]?\s*[PD]\d{1,4})*\s*[\])】]"
_MARKS = re.compile(rf"(?:[ \t]*{_MARK})+")
_MARK_BEGUN = re.compile(r"[\[(【][\sPD\d,;/&]*$")
_ENDS = frozenset(".!?…")
_FULL_WIDTH = frozenset("。！？")
_CLOSING = "\"'”’»)*_`"
_SHORT_TEXT = """
    e.g i.e eg ie approx incl excl vs nr art max min ca resp dr mr mrs ms prof st inc ltd co corp
    u.s u.k z.b bzw d.h u.a z usw evtl ggf inkl exkl mwst zzgl p.ej aprox tel ed vol fig sec ref
    jan feb mar apr jun jul aug sep sept oct nov dec cf pcs pc
    """
_SHORT = frozenset(_SHORT_TEXT.split())
_LIST_NUMBER = re.compile(r"^\s*\d{1,3}$")
_LAST_WORD = re.compile(r"[\w.]+$")


def statement_end(text: str, final: bool = False) -> int | None:
    """Where the first statement of a text ends, its references included; None while unsure.

    The answer for a text stays the same whatever is written behind it. With `final` nothing more
    will come.
    """
    position, quoting = 0, ""
    while position < len(text):
        letter = text[position]
        quoting = _quoting(text, position, quoting)
        if letter == "\n" and text[:position].strip():
            return position + 1
        if letter in _FULL_WIDTH:
            return _after_marks(text, position + 1, final)
        if letter in _ENDS and not (quoting and _within(text, position, quoting)):
            stop = _run(text, _run(text, position, _ENDS), frozenset(_CLOSING))
            if stop == len(text) and not final:
                return None
            ends = _ends_here(text, position, stop, quoting, final)
            if ends is None:
                return None
            if ends:
                return _after_marks(text, stop, final)
            quoting = "" if quoting and stop > position + 1 else quoting
            position = stop - 1
        position += 1
    return len(text) if final and text.strip() else None


def _within(text: str, position: int, quoting: str) -> bool:
    """Tell whether a full stop stands amid a quote, and not as the last sign in it."""
    return text[position + 1 : position + 2] not in ("", quoting)


def _ends_here(text: str, dot: int, stop: int, quoting: str, final: bool) -> bool | None:
    """Tell whether a statement ends at a full stop; None while that depends on what follows."""
    if quoting and stop > dot + 1:
        goes_on = _goes_on(text, stop, final)
        if goes_on or goes_on is None:
            return None if goes_on is None else False
    return _closes(text, dot, stop)


def _quoting(text: str, position: int, quoting: str) -> str:
    """The sign that will end the quote that is open at a place; "" outside of quotes."""
    letter = text[position]
    if quoting:
        return "" if letter in (quoting, "\n") else quoting
    if letter == '"' and not text[max(0, position - 1) : position].isdigit():
        return '"'
    return "”" if letter == "“" else ""


def _goes_on(text: str, stop: int, final: bool) -> bool | None:
    """Tell whether a sentence goes on behind a quote that ended in a full stop of its own."""
    rest = text[stop:].lstrip(" \t")
    if not rest:
        return False if final else None
    return rest[0].islower() or rest[0] in ",;:"


def _run(text: str, position: int, letters: frozenset[str]) -> int:
    while position < len(text) and text[position] in letters:
        position += 1
    return position


def _closes(text: str, dot: int, stop: int) -> bool:
    """Tell whether the full stop at `dot` ends a statement, given what stands behind `stop`."""
    if stop < len(text) and not text[stop].isspace() and text[stop] not in "[【":
        return False
    if text[dot] != "." or text[dot : dot + 2] == "..":
        return True
    line = text[:dot].rpartition("\n")[2]
    if _LIST_NUMBER.match(line):
        return False
    last = _LAST_WORD.search(line)
    word = last.group().lower().strip(".") if last else ""
    return word not in _SHORT and not (len(word) == 1 and word.isalpha())


def _after_marks(text: str, position: int, final: bool) -> int | None:
    """The end of the references behind a statement; None while one may still be coming."""
    found = _MARKS.match(text, position)
    end = found.end() if found else position
    rest = text[end:].lstrip(" \t")
    if not rest:
        return end if final else None
    if _MARK_BEGUN.fullmatch(rest) and not final:
        return None
    if found and rest[0] in ".!?;," and (len(rest) > 1 or final):
        return end + (len(text[end:]) - len(rest)) + 1
    if found and rest[0] in ".!?;,":
        return None
    return end
