"""Descriptions of products: plain text or HTML, made safe to stand in a page."""

import re
from functools import lru_cache

import nh3
from markupsafe import Markup, escape

TAGS = frozenset(
    (
        "b",
        "blockquote",
        "br",
        "em",
        "h3",
        "h4",
        "i",
        "li",
        "ol",
        "p",
        "strong",
        "sub",
        "sup",
        "u",
        "ul",
    )
) | {"table", "tbody", "td", "th", "thead", "tr"}
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_HEADING = re.compile(r"(</?)h([1-6])\b", re.IGNORECASE)


@lru_cache(maxsize=2048)
def rich_text(description: str) -> Markup:
    """A description as HTML with harmless elements only and no attributes.

    Headings move below the page's own: `h1` and `h2` become `h3`, lower ones `h4`. Text without
    markup becomes paragraphs at empty lines.
    """
    if not _TAG.search(description):
        paragraphs = re.split(r"\n\s*\n", description.strip())
        return Markup("").join(
            Markup("<p>{}</p>").format(Markup("<br>").join(map(escape, text.split("\n"))))
            for text in paragraphs
            if text
        )
    lowered = _HEADING.sub(lambda m: f"{m[1]}h{3 if m[2] in '12' else 4}", description)
    return Markup(nh3.clean(lowered, tags=set(TAGS), attributes={}))  # noqa: S704


@lru_cache(maxsize=2048)
def plain_text(description: str, most: int = 160) -> str:
    """A description without markup, on one line, cut at a word near `most` characters."""
    bare = nh3.clean(re.sub(r"<", " <", description), tags=set()) if "<" in description else None
    text = " ".join((Markup(bare).unescape() if bare else description).split())  # noqa: S704
    if len(text) <= most:
        return text
    return text[: most - 1].rpartition(" ")[0].rstrip(",;:.–- ") + "…"
