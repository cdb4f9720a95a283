"""Fixtures of the assistant's pages: conversations as they are kept, made by hand."""

import os
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from storewise.domain.assistant.models import ConversationRow, MessageRow
from storewise.domain.identity.schemas import Store
from storewise.infra.tenancy import SYSTEM, Tenancy, new_id

PRODUCT = UUID(int=7)
DOCUMENT = UUID(int=8)
PASSAGE = UUID(int=9)
EURO = {"amount": 4900, "currency": "EUR"}


def message(question: str = "How long may I return it?", **columns: Any) -> dict[str, Any]:
    """The columns of a message that was answered; `text`, `citations` … change its answer."""
    in_answer = {"text", "citations", "products", "notice"}
    answer = {
        "id": str(new_id()),
        "session": "kept",
        "text": "You may return it within 30 days. [1]",
        "mode": columns.get("mode", "catalogue"),
        "verdict": columns.get("verdict", "proven"),
        "usage": {
            "model": columns.get("model", ""),
            "input_tokens": columns.get("input_tokens", 0),
            "output_tokens": columns.get("output_tokens", 0),
            "cost_micros": columns.get("cost_micros", 0),
        },
        "first_token_ms": 12.0,
        "total_ms": 30.0,
    } | {name: value for name, value in columns.items() if name in in_answer}
    values: dict[str, Any] = {
        "question": question,
        "answer": answer,
        "tools": [],
        "retrieved": {},
        "problems": [],
        "mode": "catalogue",
        "verdict": "proven",
        "first_token_ms": 12.0,
        "total_ms": 30.0,
    }
    return values | {name: value for name, value in columns.items() if name not in in_answer}


@pytest.fixture
def keep(tenancy: Tenancy, store: Store) -> Callable[..., Awaitable[UUID]]:
    """Keeps a conversation of messages (see `message`) in the store; returns its id."""

    async def make(
        *messages: dict[str, Any],
        channel: str = "storefront",
        at: datetime | None = None,
        where: Store | None = None,
    ) -> UUID:
        at = at or datetime.now(UTC)
        store_id = (where or store).id
        async with tenancy.scope(store_id, SYSTEM) as scope:
            row = ConversationRow(
                store_id=store_id,
                id=new_id(),
                token_hash=os.urandom(32),
                channel=channel,
                memory={},
                started_at=at,
                last_at=at,
            )
            scope.session.add(row)
            await scope.session.flush()
            for values in messages or (message(),):
                given = {"store_id": store_id, "id": new_id(), "asked_at": at} | values
                scope.session.add(MessageRow(conversation_id=row.id, **given))
        return row.id

    return make


@pytest.fixture
def said() -> Callable[..., dict[str, Any]]:
    """Makes the columns of a message, see `message`."""
    return message


@pytest.fixture
def rich(said: Callable[..., dict[str, Any]]) -> dict[str, Any]:
    """A message with everything: a model, tools, sources, a removed statement, and feedback."""
    citations = [
        {
            "number": 1,
            "kind": "product",
            "title": "Copper kettle",
            "product_id": str(PRODUCT),
            "handle": "kettle",
        },
        {
            "number": 2,
            "kind": "document",
            "title": "Warranty",
            "document_id": str(DOCUMENT),
            "passage_id": str(PASSAGE),
            "title_path": ["Care", "Kettles"],
            "page": 3,
            "start": 10,
            "end": 60,
            "quote": "Descale it once a month.",
        },
    ]
    product = {
        "ref": "P1",
        "id": str(PRODUCT),
        "handle": "kettle",
        "title": "Copper kettle",
        "brand": "Alto",
        "category": ["Kitchen"],
        "description": "",
        "price": EURO,
        "price_to": EURO,
        "compare_at_price": None,
        "in_stock": True,
    }
    passage = {
        "ref": "D1",
        "id": str(PASSAGE),
        "document_id": str(DOCUMENT),
        "document": "Warranty",
        "title_path": ["Care", "Kettles"],
        "page": 3,
        "start": 10,
        "end": 60,
        "text": "Descale it once a month.",
        "score": 0.8,
    }
    tools = [
        {
            "tool": "search_products",
            "arguments": {"words": "kettle", "price_max": 5000, "in_stock": True},
            "result": {"total": 4, "products": [{"ref": "P1", "title": "Copper kettle"}]},
            "ms": 8.4,
        },
        {
            "tool": "product_details",
            "arguments": {"products": ["P1"]},
            "result": [{"ref": "P1", "title": "Copper kettle"}],
            "ms": 1.2,
        },
        {
            "tool": "search_documents",
            "arguments": {"words": "descale"},
            "result": "The documents are away.",
            "ms": 3.0,
            "failed": True,
        },
    ]
    return said(
        "A kettle under 50 euro <script>alert(1)</script>",
        text="Two things:\n- The Copper kettle costs €49.00. [1]\n- Descale it monthly. [2]",
        citations=citations,
        mode="model",
        verdict="trimmed",
        model="gpt-test",
        input_tokens=1200,
        output_tokens=80,
        cost_micros=2500,
        tools=tools,
        retrieved={"products": [product], "passages": [passage]},
        problems=[{"kind": "price", "text": "€99.00"}],
        helpful=True,
        feedback="Just right",
    )
