"""Descriptions: sanitised HTML of a small set of tags, made from HTML, Markdown or plain text."""

import html
import re

import nh3

from .values import has_markup, many_lines

TAGS = {
    "p", "br", "ul", "ol", "li", "b", "strong", "i", "em", "u", "h2", "h3", "h4", "table", "thead",
    "tbody", "tr", "th", "td", "a", "blockquote", "code", "pre", "sub", "sup", "dl", "dt", "dd",
}  # fmt: skip
_CLEANER = nh3.Cleaner(
    tags=TAGS,
    attributes={"a": {"href"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}},
    url_schemes={"http", "https", "mailto"},
    clean_content_tags={"script", "style", "iframe", "object", "noscript", "template"},
    link_rel="nofollow noopener",
)
_HEADING = re.compile(r"#{1,6}\s+(.+?)\s*#*$")
_BULLET = re.compile(r"[-*•·‣–]\s+(.+)$")
_EMPTY = re.compile(r"<(p|h[2-4]|li)>(?:\s|&nbsp;|\xa0)*</\1>\s*")


def rich_text(value: object) -> str:
    """A description as a safe HTML fragment; text of one line without signs of HTML stays itself.

    HTML keeps the tags of `TAGS` and loses scripts, styles and all else. Plain text becomes
    paragraphs, its Markdown headings and bullets become headings and lists.
    """
    text = many_lines(value)
    if "<" not in text and "&" not in text and "\n" not in text:
        return text
    if has_markup(text):
        return _EMPTY.sub("", _CLEANER.clean(text)).strip()
    plain = html.escape(html.unescape(text), quote=False)
    return plain if "\n" not in plain else _blocks(plain)


def _blocks(plain: str) -> str:
    """Lines of escaped text as headings, lists and paragraphs."""
    out: list[str] = []
    kind = ""
    for line in (*(line.strip() for line in plain.split("\n")), ""):
        if heading := _HEADING.match(line):
            kind = _close(out, kind)
            out.append(f"<h3>{heading[1]}</h3>")
        elif bullet := _BULLET.match(line):
            if kind != "ul":
                _close(out, kind)
                out.append("<ul>")
                kind = "ul"
            out.append(f"<li>{bullet[1]}</li>")
        elif not line:
            kind = _close(out, kind)
        elif kind == "p":
            out.append(f"<br>{line}")
        else:
            _close(out, kind)
            out.append(f"<p>{line}")
            kind = "p"
    return "".join(out)


def _close(out: list[str], kind: str) -> str:
    if kind:
        out.append(f"</{kind}>")
    return ""
