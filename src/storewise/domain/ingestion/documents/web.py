"""Reads web pages: what a visitor sees, with headings; what is hidden does not become knowledge."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from .layout import Block, Extracted, Limit, one_line, table_rows

_DROPPED = (
    "script, style, noscript, template, iframe, frame, object, embed, applet, svg, math, canvas, "
    "audio, video, nav, dialog:not([open]), button, select, textarea, input, datalist, "
    "[hidden], [aria-hidden=true]"
)
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|content-visibility\s*:\s*hidden"
    r"|font-size\s*:\s*0*(?:\.0+)?(?:[a-z%]|\s|;|!|$)|opacity\s*:\s*0*(?:\.0+)?(?:%|\s|;|!|$)"
    r"|(?:left|top|right|bottom|text-indent|margin-left|margin-top)\s*:\s*-\d{4,}"
    r"|(?:^|[;{\s])(?:max-)?(?:height|width)\s*:\s*0(?:px|em|rem|%)?\s*(?:;|!|$)",
    re.I,
)
_RULE = re.compile(r"([^{}]{1,500})\{([^{}]*)\}")
_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = _HEADINGS.keys() | {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header",
    "hr", "html", "legend", "li", "main", "menu", "ol", "p", "pre", "search", "section", "summary",
    "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip


def read_html(text: str, limit: Limit) -> Extracted:
    """Read a web page; its title is that of the page, or else its first heading.

    Left out are scripts, comments, navigation, forms' fields, and what attributes or style sheets
    of the page hide from visitors.
    """
    page = LexborHTMLParser(text)
    title = page.css_first("title")
    stated = one_line(title.text()) if title else ""
    _drop_hidden(page, limit)
    parts = page.css("main") or page.css("[role=main]")
    root = parts[0] if len(parts) == 1 and len(parts[0].text().strip()) > 200 else page.body
    blocks = list(_Reader(limit).blocks(root)) if root else []
    return Extracted(blocks, stated)


def _drop_hidden(page: LexborHTMLParser, limit: Limit) -> None:
    sheets = " ".join(style.text() for style in page.css("style"))
    for selectors, rules in _RULE.findall(_COMMENT.sub(" ", sheets)):
        if _HIDING.search(rules) and "@" not in selectors and ":" not in selectors:
            limit.check()
            _drop(page, selectors.strip())
    _drop(page, _DROPPED)
    for node in page.css("[style]"):
        if _HIDING.search(_COMMENT.sub("", node.attributes.get("style") or "")):
            node.decompose()


def _drop(page: LexborHTMLParser, selectors: str) -> None:
    try:
        found = page.css(selectors)
    except ValueError:  # a selector of a style sheet that the parser does not know
        return
    for node in found:
        if node.tag not in ("html", "body"):
            node.decompose()


class _Reader:
    """Walks a page in the order of its text; without recursion, as pages nest without bound."""

    def __init__(self, limit: Limit) -> None:
        self._limit = limit
        self._words: list[str] = []
        self._heading = 0
        self._marker = ""
        self._listed = 0
        self._numbers: list[int | None] = []

    def blocks(self, root: LexborNode) -> Iterator[Block]:
        """The blocks below a node."""
        ends: list[tuple[LexborNode, bool]] = [(root, False)]
        while ends:
            node, left = ends.pop()
            self._limit.check()
            if left:
                yield from self._leave(node)
                continue
            tag = node.tag
            if tag == "-text":
                self._words.append(node.text_content or "")
            elif tag == "br":
                self._words.append("\n")
            elif tag == "table" and not node.css_first("table table"):
                yield from self._flush()
                yield from self._table(node)
            elif node.is_element_node:
                yield from self._enter(node)
                ends.append((node, True))
                ends += [(child, False) for child in reversed(list(node.iter(include_text=True)))]

    def _enter(self, node: LexborNode) -> Iterator[Block]:
        tag = node.tag or ""
        if tag not in _BLOCKS:
            return
        yield from self._flush()
        if tag in _HEADINGS:
            self._heading = _HEADINGS[tag]
        elif tag in ("ul", "menu"):
            self._numbers.append(None)
        elif tag == "ol":
            start = node.attributes.get("start") or "1"
            self._numbers.append(int(start) if start.isdecimal() and len(start) < 6 else 1)
        elif tag == "li":
            self._listed += 1
            self._marker = self._next_marker()

    def _leave(self, node: LexborNode) -> Iterator[Block]:
        tag = node.tag or ""
        if tag not in _BLOCKS:
            return
        yield from self._flush()
        if tag in _HEADINGS:
            self._heading = 0
        elif tag in ("ul", "ol", "menu") and self._numbers:
            self._numbers.pop()
        elif tag == "li":
            self._listed -= 1

    def _next_marker(self) -> str:
        number = self._numbers[-1] if self._numbers else None
        if number is None:
            return "- "
        self._numbers[-1] = number + 1
        return f"{number}. "

    def _flush(self) -> Iterator[Block]:
        text = _collapsed("".join(self._words))
        self._words = []
        if not text:
            return
        if self._heading:
            yield Block(text, "heading", self._heading)
            return
        kind = "item" if self._listed else "paragraph"
        yield Block(self._marker + text, kind)  # type: ignore[arg-type]
        self._marker = ""

    def _table(self, table: LexborNode) -> Iterator[Block]:
        rows = [[cell.text(separator=" ") for cell in row.css("td, th")] for row in table.css("tr")]
        caption = table.css_first("caption")
        if caption:
            yield Block(caption.text(separator=" "))
        for line in table_rows(rows):
            yield Block(line, "row")


def _collapsed(text: str) -> str:
    """Text as browsers show it: only `<br>` breaks lines, which stands here as a lone newline."""
    return re.sub(r"\s*\n\s*", "\n", text).strip()
