"""How a chat shows the assistant: its events and kept messages, with addresses and prices in words.

A shop's panel, its page without scripts and the widget show the same things from here.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from storewise.domain.assistant.schemas import (
    Answer,
    AssistantSettings,
    Citation,
    Cited,
    Done,
    Event,
    Message,
    ProductShown,
    ProductsShown,
    Status,
)
from storewise.domain.catalog.schemas import Money
from storewise.domain.identity.schemas import Store

from . import formats, wordings

_CITED = re.compile(r"\s*\[(\d+)\]")
GREETING = "Hello! What would you like to know about {store}?"
INTRODUCTION = (
    "I am a catalogue assistant. I answer only from what {store} has published, and show where "
    "each answer comes from."
)


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where a chat's links lead.

    `product` takes a handle, `source` the id of a passage with the span that is quoted; `origin` is
    put before the addresses of pictures where the chat stands on another site.
    """

    product: Callable[[str], str]
    source: Callable[[UUID, int | None, int | None], str]
    origin: str = ""

    def picture(self, address: str | None) -> str | None:
        """The address of a picture as the chat's page can load it."""
        return self.origin + address if address and address.startswith("/") else address

    def srcset(self, sizes: str) -> str:
        """The addresses of a picture's sizes as the chat's page can load them."""
        parts = (part.strip() for part in sizes.split(",") if part.strip())
        return ", ".join(self.origin + p if p.startswith("/") else p for p in parts)


@dataclass(frozen=True, slots=True)
class ChatView:
    """Shows what the assistant of one store says.

    The session's token is left out: a shop has it in a cookie, the widget gets it in a header.
    """

    store: Store
    addresses: Addresses

    def event(self, event: Event) -> dict[str, Any]:
        """An event as it is sent to the chat."""
        match event:
            case Status():
                return event.model_dump(mode="json", exclude={"session"})
            case ProductsShown():
                return {"type": event.type, "products": [self.product(p) for p in event.products]}
            case Cited():
                return {"type": event.type, "citation": self.citation(event.citation)}
            case Done():
                return {"type": event.type, "answer": self.answer(event.answer)}
        return event.model_dump(mode="json")

    def answer(self, answer: Answer) -> dict[str, Any]:
        """An answer, without what is only the merchant's: model, cost and times."""
        return {
            "id": str(answer.id),
            "text": answer.text,
            "mode": answer.mode,
            "verdict": answer.verdict,
            "notice": answer.notice,
            "products": [self.product(each) for each in answer.products],
            "citations": [self.citation(each) for each in answer.citations],
            "suggestions": answer.suggestions,
        }

    def message(self, message: Message) -> dict[str, Any]:
        """A kept question with its answer, which is None when it was not finished."""
        return {
            "id": str(message.id),
            "question": message.question,
            "answer": self.answer(message.answer) if message.answer else None,
            "feedback": message.feedback and message.feedback.model_dump(),
        }

    def product(self, product: ProductShown) -> dict[str, Any]:
        """A product as a card: prices in the store's locale, addresses as the page needs them."""
        before = product.compare_at_price
        reduced = before is not None and before.amount > product.price.amount
        return {
            "handle": product.handle,
            "title": product.title,
            "brand": product.brand,
            "price": self._money(product.price),
            "upto": product.price_to.amount > product.price.amount,
            "was": self._money(before) if before and reduced else "",
            "in_stock": product.in_stock,
            "url": self.addresses.product(product.handle),
            "image": self.addresses.picture(product.image),
            "srcset": self.addresses.srcset(product.srcset),
        }

    def citation(self, citation: Citation) -> dict[str, Any]:
        """A source with the address that opens it."""
        url = ""
        if citation.passage_id:
            url = self.addresses.source(citation.passage_id, citation.start, citation.end)
        elif citation.handle:
            url = self.addresses.product(citation.handle)
        return {
            "number": citation.number,
            "kind": citation.kind,
            "title": citation.title,
            "handle": citation.handle,
            "where": where(citation.title_path, citation.page),
            "quote": citation.quote,
            "url": url,
        }

    def _money(self, value: Money) -> str:
        return formats.money(value.amount, value.currency, self.store.locale)


def where(title_path: Sequence[str], page: int | None) -> str:
    """Where in a document something stands: `Returns › How long, page 3`."""
    headings = " › ".join(title_path)
    return f"{headings}{', ' if headings else ''}page {page}" if page else headings


def introduction(
    store: Store, settings: AssistantSettings, examples: Sequence[str], language: str = "en"
) -> dict[str, Any]:
    """How a chat begins: the assistant's name, its greeting, what it is, and example questions.

    `language` is of two letters; one that we do not speak is English. The example questions are
    English, and left out elsewhere.
    """
    language = language[:2].lower()
    texts = wordings.TEXTS.get(language, {})
    greeting = wordings.GREETINGS.get(language, GREETING)
    about = wordings.INTRODUCTIONS.get(language, INTRODUCTION)
    return {
        "name": settings.name or f"{store.name} assistant",
        "greeting": settings.greeting or greeting.format(store=store.name),
        "about": about.format(store=store.name),
        "examples": [] if texts else list(examples),
        "texts": texts,
        "lang": language if texts else "en",
    }


def examples(departments: Sequence[str], *, product: bool, documents: bool) -> list[str]:
    """Questions that make sense in this store: of its departments, or of the product at hand."""
    if product:
        return ["Tell me about this product", *(["What is the warranty?"] if documents else [])]
    found = [f"Show me {name}" for name in departments[:2]]
    found.append("Which brands do you carry?")
    if documents:
        found.append("How can I return something?")
    return found


def paragraphs(text: str) -> Iterator[tuple[str, list[list[str | int]]]]:
    """An answer's text for a page without scripts: (`p` or `ul`, lines of words and numbers).

    A number is that of a citation. Lines that begin with "- " and follow one another are one list.
    """
    items: list[list[str | int]] = []
    for line in text.splitlines():
        if line.startswith("- "):
            items.append(_pieces(line[2:]))
            continue
        if items:
            yield "ul", items
            items = []
        if line.strip():
            yield "p", [_pieces(line)]
    if items:
        yield "ul", items


def _pieces(line: str) -> list[str | int]:
    # Splitting by a pattern with one group puts the numbers at the odd places.
    parts = _CITED.split(line)
    return [int(part) if i % 2 else part for i, part in enumerate(parts) if part]
