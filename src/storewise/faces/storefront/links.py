"""Addresses of a store's pages, under `/shop/{slug}` or at the root of the store's own domain."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, urlencode
from uuid import UUID

Pairs = Iterable[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Links:
    """Makes every address of a shop.

    `prefix` is `/shop/{slug}`, or empty on the store's own domain; `origin` is scheme and host of
    absolute addresses.
    """

    prefix: str
    origin: str

    def home(self) -> str:
        """The first page."""
        return f"{self.prefix}/"

    def category(self, path: str, pairs: Pairs = ()) -> str:
        """A category by its path of slugs, narrowed by query parameters."""
        return _with_query(f"{self.prefix}/c/{quote(path)}", pairs)

    def product(self, handle: str, variant: object = None) -> str:
        """A product, with one of its variants chosen."""
        pairs = [("variant", str(variant))] if variant else []
        return _with_query(f"{self.prefix}/p/{quote(handle, safe='')}", pairs)

    def brands(self) -> str:
        """The list of all brands."""
        return f"{self.prefix}/brands"

    def brand(self, slug: str, pairs: Pairs = ()) -> str:
        """A brand, narrowed by query parameters."""
        return _with_query(f"{self.prefix}/brands/{quote(slug, safe='')}", pairs)

    def search(self, pairs: Pairs = ()) -> str:
        """A search."""
        return _with_query(f"{self.prefix}/search", pairs)

    def suggest(self) -> str:
        """Suggestions while typing."""
        return f"{self.prefix}/search/suggest"

    def assistant(self, place: str = "", pairs: Pairs = ()) -> str:
        """The page of the assistant, or an address below it that its scripts and forms use."""
        return _with_query(f"{self.prefix}/assistant{place}", pairs)

    def source(self, passage_id: UUID, start: int | None = None, end: int | None = None) -> str:
        """A passage of a document, with the characters that are quoted."""
        span = [("start", start), ("end", end)]
        pairs = [(name, str(value)) for name, value in span if value is not None]
        fragment = "#quote" if pairs else ""
        return _with_query(f"{self.prefix}/sources/{passage_id}", pairs) + fragment

    def sitemap(self, part: int | None = None) -> str:
        """The sitemap, or one part of it."""
        return f"{self.prefix}/sitemap.xml" if part is None else f"{self.prefix}/sitemap-{part}.xml"

    def llms(self) -> str:
        """The summary for language models."""
        return f"{self.prefix}/llms.txt"

    def absolute(self, path: str) -> str:
        """An address with scheme and host, as sitemaps and structured data need it."""
        return path if "://" in path else self.origin + path


def _with_query(path: str, pairs: Pairs) -> str:
    query = urlencode(list(pairs))
    return f"{path}?{query}" if query else path
