"""Documents of a store: added, replaced, removed, and found by words and by meaning."""

import asyncio
from collections.abc import Awaitable, Callable
from uuid import uuid4

import pytest

from storewise.domain.identity.schemas import Store
from storewise.domain.ingestion import errors
from storewise.domain.ingestion import service as ingestion
from storewise.domain.ingestion.queries import passages as finding
from storewise.domain.ingestion.schemas import DocumentKind, DocumentState
from storewise.infra.embeddings import EmbeddingUnavailable
from storewise.infra.tenancy import SYSTEM, Scope, Tenancy

RunJobs = Callable[[], Awaitable[None]]
RETURNS = b"""# Return policy

## Time limits
Goods may be sent back within 30 days after delivery. Gold members have 60 days.

## Costs
Sending faulty goods back is free. Else the shopper pays the postage.
"""


def _manual(name: str, hours: int) -> bytes:
    return f"""# Manual
{name}, a lamp for tents.

## Battery
A charge lasts {hours} hours. Charge it with the cable in the box.

## Care
Wipe it with a damp cloth. Do not use soap.

## Warranty
Faults are mended for two years after the purchase.
""".encode()


@pytest.fixture
async def filled(tenancy: Tenancy, store: Store, run_jobs: RunJobs) -> Store:
    """The store with a policy and three manuals that are alike, embedded."""
    async with tenancy.scope(store.id, SYSTEM) as scope:
        await ingestion.add_document(scope, "returns.md", RETURNS)
        for name, hours in (("GlowBug", 8), ("NightOwl", 12), ("SunDial", 30)):
            await ingestion.add_document(scope, f"{hours}.md", _manual(name, hours), name)
    await run_jobs()
    return store


async def test_a_document_is_found_by_words_at_once_and_ready_when_embedded(
    tenancy: Tenancy, store: Store, run_jobs: RunJobs
) -> None:
    async with tenancy.scope(store.id, SYSTEM) as scope:
        made = await ingestion.add_document(scope, "returns.md", RETURNS)
        hits = await ingestion.search_documents(scope, "How many days for gold members?")
    assert (made.title, made.kind, made.passages) == ("Return policy", DocumentKind.MARKDOWN, 2)
    assert (made.state, made.embedded) == (DocumentState.EMBEDDING, 0)
    assert hits[0].passage.title_path == ("Return policy", "Time limits")
    await run_jobs()
    async with tenancy.scope(store.id, SYSTEM) as scope:
        ready = await ingestion.document(scope, made.id)
        text = await ingestion.document_text(scope, made.id)
        parts = await ingestion.passages(scope, made.id)
        assert await ingestion.passage(scope, parts[1].id) == parts[1]
    assert (ready.state, ready.embedded, ready.version) == (DocumentState.READY, 2, 1)
    assert [text[part.start : part.end] for part in parts] == [part.text for part in parts]


async def test_the_document_that_a_question_names_answers_it(
    tenancy: Tenancy, filled: Store
) -> None:
    async with tenancy.scope(filled.id, SYSTEM) as scope:
        for question, title, heading in (
            ("How long does the NightOwl run on a charge?", "NightOwl", "Battery"),
            ("how do i clean the sun dial", "SunDial", "Care"),
            ("Is there a guarantee on the GlowBug lamp?", "GlowBug", "Warranty"),
            ("Within how many days may I return something?", "Return policy", "Time limits"),
        ):
            best = (await ingestion.search_documents(scope, question))[0]
            found = (best.passage.document_title, best.passage.title_path[-1])
            assert found == (title, heading), question
            assert best.score > 0.5, question


async def test_the_score_tells_an_answer_from_nothing(tenancy: Tenancy, filled: Store) -> None:
    async with tenancy.scope(filled.id, SYSTEM) as scope:
        for question in ("Who was the first on the moon?", "best pizza in Naples", "asdfgh"):
            assert (await ingestion.search_documents(scope, question))[0].score < 0.3, question
        assert await ingestion.search_documents(scope, "   ") == []


async def test_answers_are_the_same_each_time_and_by_the_index(
    tenancy: Tenancy, filled: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with tenancy.scope(filled.id, SYSTEM) as scope:
        asked = "How long does a charge of the GlowBug last?"
        exact = await ingestion.search_documents(scope, asked)
        assert await ingestion.search_documents(scope, asked) == exact
        monkeypatch.setattr(finding, "MOST_COMPARED", 0)
        assert await ingestion.search_documents(scope, asked) == exact


async def test_words_find_while_the_encoder_is_down(
    tenancy: Tenancy, filled: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def down(_text: str) -> None:
        raise EmbeddingUnavailable

    monkeypatch.setattr(tenancy.resources.embedder, "embed_query", down)
    async with tenancy.scope(filled.id, SYSTEM) as scope:
        best = (await ingestion.search_documents(scope, "NightOwl battery charge"))[0]
    assert (best.passage.document_title, best.score > 0.5) == ("NightOwl", True)


async def test_a_german_store_finds_words_in_their_forms(
    tenancy: Tenancy, open_store: Callable[..., Awaitable[Store]]
) -> None:
    shop = await open_store(locale="de-AT")
    async with tenancy.scope(shop.id, SYSTEM) as scope:
        await ingestion.add_document(scope, "a.txt", "Rücksendungen sind kostenlos.".encode())
        hits = await ingestion.search_documents(scope, "Ist die Rücksendung kostenlos?")
    assert hits[0].score > 0.5


async def test_the_same_bytes_are_refused_and_named(
    tenancy: Tenancy, store: Store, other_store: Store
) -> None:
    async with tenancy.scope(store.id, SYSTEM) as scope:
        await ingestion.add_document(scope, "returns.md", RETURNS)
        with pytest.raises(errors.DocumentDuplicate, match=r"Return policy \(returns\.md\)"):
            await ingestion.add_document(scope, "copy.md", RETURNS, "Another title")
    async with tenancy.scope(other_store.id, SYSTEM) as scope:
        await ingestion.add_document(scope, "theirs.md", RETURNS)


async def test_of_two_that_add_the_same_at_once_one_is_refused(
    tenancy: Tenancy, store: Store
) -> None:
    async def add() -> None:
        async with tenancy.scope(store.id, SYSTEM) as scope:
            await ingestion.add_document(scope, "returns.md", RETURNS)

    done = await asyncio.gather(add(), add(), return_exceptions=True)
    assert sorted(type(each).__name__ for each in done) == ["DocumentDuplicate", "NoneType"]
    assert len(await tenancy.resources.storage.keys(f"{store.id}/documents")) == 1


async def test_replacing_shows_readers_the_old_or_the_new_and_never_half(
    tenancy: Tenancy, store: Store, run_jobs: RunJobs
) -> None:
    async with tenancy.scope(store.id, SYSTEM) as scope:
        made = await ingestion.add_document(scope, "lamp.md", _manual("GlowBug", 8), "GlowBug")
    async with tenancy.scope(store.id, SYSTEM) as scope:
        new = await ingestion.replace_document(scope, made.id, "new.txt", b"It lasts 9 hours.")
        async with tenancy.scope(store.id, SYSTEM) as reader:
            assert len(await ingestion.passages(reader, made.id)) == made.passages
            assert "lasts 8 hours" in await ingestion.document_text(reader, made.id)
    assert (new.id, new.title, new.version, new.passages) == (made.id, "GlowBug", 2, 1)
    await run_jobs()
    async with tenancy.scope(store.id, SYSTEM) as scope:
        (only,) = await ingestion.passages(scope, made.id)
        file = await ingestion.document_file(scope, made.id)
        assert (await ingestion.document(scope, made.id)).state is DocumentState.READY
    assert only.text == "It lasts 9 hours."
    assert file == ("new.txt", "text/plain", b"It lasts 9 hours.")
    assert len(await tenancy.resources.storage.keys(f"{store.id}/documents")) == 1


async def test_a_document_is_not_replaced_by_what_the_store_has_elsewhere(
    scope: Scope,
) -> None:
    first = await ingestion.add_document(scope, "a.txt", b"First.")
    await ingestion.add_document(scope, "b.txt", b"Second.")
    with pytest.raises(errors.DocumentDuplicate, match=r"b\.txt"):
        await ingestion.replace_document(scope, first.id, "c.txt", b"Second.")
    again = await ingestion.replace_document(scope, first.id, "a.txt", b"First.", "New title")
    assert (again.title, again.version) == ("New title", 2)


async def test_removing_takes_passages_and_file_along(
    tenancy: Tenancy, store: Store, run_jobs: RunJobs
) -> None:
    async with tenancy.scope(store.id, SYSTEM) as scope:
        made = await ingestion.add_document(scope, "returns.md", RETURNS)
        part = (await ingestion.passages(scope, made.id))[0]
    async with tenancy.scope(store.id, SYSTEM) as scope:
        await ingestion.remove_document(scope, made.id)
    await run_jobs()
    assert await tenancy.resources.storage.keys(f"{store.id}/documents") == []
    async with tenancy.scope(store.id, SYSTEM) as scope:
        assert await ingestion.search_documents(scope, "return") == []
        with pytest.raises(errors.PassageNotFound):
            await ingestion.passage(scope, part.id)


async def test_a_neighbour_sees_and_changes_nothing(
    tenancy: Tenancy, filled: Store, other_store: Store
) -> None:
    async with tenancy.scope(filled.id, SYSTEM) as scope:
        mine = (await ingestion.documents(scope)).items[0]
    async with tenancy.scope(other_store.id, SYSTEM) as scope:
        assert (await ingestion.documents(scope)).items == []
        assert await ingestion.search_documents(scope, "NightOwl battery") == []
        for call in (
            ingestion.document(scope, mine.id),
            ingestion.document_text(scope, mine.id),
            ingestion.document_file(scope, mine.id),
            ingestion.passages(scope, mine.id),
            ingestion.remove_document(scope, mine.id),
            ingestion.replace_document(scope, mine.id, "a.txt", b"Theirs."),
        ):
            with pytest.raises(errors.DocumentNotFound):
                await call


async def test_documents_are_listed_in_pages_newest_first(scope: Scope) -> None:
    for word in ("One", "Two", "Three"):
        await ingestion.add_document(scope, f"{word}.txt", f"{word}.".encode())
    first = await ingestion.documents(scope, limit=2)
    rest = await ingestion.documents(scope, first.next_cursor, limit=2)
    assert [each.title for each in first.items + rest.items] == ["Three", "Two", "One"]
    assert rest.next_cursor is None
    with pytest.raises(errors.CursorInvalid):
        await ingestion.documents(scope, "nonsense")


async def test_embedding_gives_way_to_what_is_more_urgent(
    tenancy: Tenancy, store: Store, run_jobs: RunJobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    async def urgent(_scope: Scope, priority: int) -> bool:
        asked.append(priority)
        return len(asked) == 1

    monkeypatch.setattr("storewise.infra.jobs.more_urgent", urgent)
    async with tenancy.scope(store.id, SYSTEM) as scope:
        made = await ingestion.add_document(scope, "returns.md", RETURNS)
    await run_jobs()
    assert asked[0] == ingestion.EMBEDDING_PRIORITY < 0
    async with tenancy.scope(store.id, SYSTEM) as scope:
        assert (await ingestion.document(scope, made.id)).state is DocumentState.READY


async def test_passages_are_embedded_again_after_a_change_of_the_model(
    tenancy: Tenancy, filled: Store, run_jobs: RunJobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with tenancy.scope(filled.id, SYSTEM) as scope:
        assert await ingestion.renew_passages(scope) == 0
    monkeypatch.setattr(tenancy.resources.embedder, "name", "another")
    async with tenancy.scope(filled.id, SYSTEM) as scope:
        page = await ingestion.documents(scope)
        assert {each.state for each in page.items} == {DocumentState.EMBEDDING}
        assert await ingestion.renew_passages(scope) == sum(each.passages for each in page.items)
    await run_jobs()
    async with tenancy.scope(filled.id, SYSTEM) as scope:
        page = await ingestion.documents(scope)
        assert {each.state for each in page.items} == {DocumentState.READY}


async def test_what_is_not_there_is_named(scope: Scope) -> None:
    with pytest.raises(errors.DocumentNotFound):
        await ingestion.document(scope, uuid4())
    with pytest.raises(errors.PassageNotFound):
        await ingestion.passage(scope, uuid4())


async def test_other_spellings_are_found_and_opinions_stand_back(scope: Scope) -> None:
    await ingestion.add_document(
        scope,
        "lamp.md",
        b"# GlowBug\n\n## Facts\nIts color is gray. It weighs 200 grams.\n\n"
        b"## Reviews\nThe GlowBug is heavy, its color is gray and I love its 200 grams.\n",
    )
    asked = await ingestion.search_documents(scope, "Which colour has the Glow Bug?")
    assert [hit.passage.title_path[-1] for hit in asked] == ["Facts", "Reviews"]
    asked = await ingestion.search_documents(scope, "What do reviews say of the GlowBug?")
    assert asked[0].passage.title_path[-1] == "Reviews"


async def test_shoppers_words_find_what_the_store_calls_otherwise(scope: Scope) -> None:
    await ingestion.add_document(
        scope,
        "terms.md",
        b"# Terms\n\n## Where we deliver\nWe deliver to Norway and to Iceland.\n\n"
        b"## Refunds\nWe refund within five days.\n\n"
        b"## Warranty\nFaults are mended for two years.\n\n"
        b"## When nobody is at home\nThe carrier keeps the parcel for a week.\n",
    )
    for question, heading in (
        ("do you ship to Norway?", "Where we deliver"),
        ("when do I get my money back", "Refunds"),
        ("how long is the guarantee", "Warranty"),
        ("where is my package if I was out?", "When nobody is at home"),
    ):
        best = (await ingestion.search_documents(scope, question))[0]
        assert best.passage.title_path[-1] == heading, question


async def test_an_amount_asked_for_is_found_where_it_stands(scope: Scope) -> None:
    await ingestion.add_document(
        scope,
        "stove.md",
        b"# Ember stove\n\n## Care\nMind the weight of the pot. Its weight rests on three legs.\n\n"
        b"## Facts\n- Weight: 3 lbs\n- Ring: 120mm\n",
    )
    for question in ("How heavy is the Ember?", "is the ring of the Ember 120 mm wide"):
        best = (await ingestion.search_documents(scope, question))[0]
        assert best.passage.title_path[-1] == "Facts", question
