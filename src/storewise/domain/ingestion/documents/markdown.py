"""Reads Markdown (CommonMark with tables), by way of the web page that it stands for."""

from markdown_it import MarkdownIt

from .layout import Extracted, Limit
from .web import read_html

_MARKDOWN = MarkdownIt("commonmark", {"html": True, "breaks": False}).enable("table")


def read_markdown(text: str, limit: Limit) -> Extracted:
    """Read Markdown; HTML within it is read as in web pages: without scripts and hidden text."""
    return read_html(_MARKDOWN.render(_without_front_matter(text)), limit)


def _without_front_matter(text: str) -> str:
    """Markdown without the YAML that site generators expect at its top."""
    if not text.startswith("---\n"):
        return text
    end = text.find("\n---", 4)
    return text if end < 0 else text[text.find("\n", end + 4) + 1 :]
