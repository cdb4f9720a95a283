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
    position = 0
    while position < len(text):
        letter = text[position]
        if letter == "\n":
            if text[:position].strip():
                return position + 1
        elif letter in _FULL_WIDTH:
            return _after_marks(text, position + 1, final)
        elif letter in _ENDS:
            stop = _run(text, position, _ENDS)
            stop = _run(text, stop, frozenset(_CLOSING))
            if stop == len(text) and not final:
                return None
            if _closes(text, position, stop):
                return _after_marks(text, stop, final)
            position = stop - 1
        position += 1
    return len(text) if final and text.strip() else None


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
