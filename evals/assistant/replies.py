"""An answer as the scorers see it: text, products and passages, in terms of the raw data."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Source:
    """What a citation leads to: a record by its id, or a document by its key and the passage."""

    number: int
    kind: str
    key: str
    title: str = ""
    passage: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer; `products` are ids of the records shown as cards, in their order.

    `verdict` is empty where the answer failed, and `text` then says why.
    """

    text: str
    products: tuple[str, ...] = ()
    titles: dict[str, str] = field(default_factory=dict)
    prices: dict[str, int] = field(default_factory=dict)
    sources: tuple[Source, ...] = ()
    verdict: str = "proven"
    mode: str = "catalogue"
    ms: float = 0.0
    first_ms: float = 0.0

    @property
    def shown(self) -> list[str]:
        """Ids of the records that the answer shows or cites, each once."""
        cited = [source.key for source in self.sources if source.kind == "product"]
        return list(dict.fromkeys([*self.products, *cited]))

    @property
    def documents(self) -> list[Source]:
        """The passages that it cites, in the order of their numbers."""
        found = [source for source in self.sources if source.kind == "document"]
        return sorted(found, key=lambda source: source.number)

    @property
    def refused(self) -> bool:
        """Whether it answers nothing: declined, or told that the store has no such information."""
        bare = not self.products and not self.sources
        return self.verdict == "declined" or (self.verdict == "replaced" and bare)
