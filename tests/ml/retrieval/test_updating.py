"""Updates: what changes is found at once, and a grown index answers as one built anew."""

import random
import threading
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from storewise.ml.retrieval import (
    Attribute,
    Document,
    Facets,
    Filters,
    Index,
    Query,
    Result,
    Sort,
    ValueCount,
)
from storewise.ml.retrieval import index as engine

Embed = Callable[[str], NDArray[np.float32]]

NOUNS = ["lamp", "chair", "table", "sofa", "shelf", "mirror", "rug"]
ADJECTIVES = ["red", "blue", "oak", "steel", "small", "folding"]


def make(number: int, rng: random.Random) -> Document:
    words = [*rng.sample(ADJECTIVES, 2), rng.choice(NOUNS)]
    return Document(
        id=f"p{number}",
        title=" ".join(words),
        brand=rng.choice(["Acme", "Bolt", None]),
        categories=("Home", words[-1].title()),
        codes=(f"K-{number:05d}",),
        description=" ".join(rng.choices(NOUNS + ADJECTIVES, k=5)),
        attributes={"color": rng.choice(["Red", "Blue"]), "height": float(rng.randint(1, 9))},
        price=rng.randint(1, 99),
        in_stock=rng.random() < 0.8,
        created=float(rng.randint(0, 1000)),
    )


def counted(facets: Facets) -> Facets:
    """Return what facets count, without what depends on what was there before.

    That is the order of attributes, and selected values that no product has any more.
    """

    def some(values: tuple[ValueCount, ...]) -> tuple[ValueCount, ...]:
        return tuple(value for value in values if value.count)

    held = [replace(each, values=some(each.values)) for each in facets.attributes if each.count]
    ordered = tuple(sorted(held, key=lambda facet: facet.code))
    return replace(facets, brands=some(facets.brands), attributes=ordered)


def answers(index: Index) -> list[object]:
    """Return what an index says to some queries, without the order of equals."""
    every = {code: Attribute(code, facet=True) for code in ("color", "height")}
    index.describe(attributes=every)
    said: list[object] = []
    for query in (
        Query("red lamp", limit=500),
        Query("folding oak", limit=500),
        Query("K-00003", limit=500),
        Query("chair", filters=Filters(brands=frozenset({"acme"})), limit=500),
        Query(filters=Filters(attributes={"color": frozenset({"Red"})}), limit=500),
        Query(sort=Sort.PRICE_ASC, limit=500),
    ):
        result = index.search(query)
        assert result.facets is not None
        said.append(
            (result.total, sorted((h.id, h.score) for h in result.hits), counted(result.facets))
        )
    return said


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.lists(st.integers(0, 40), max_size=15), st.lists(st.integers(0, 40), max_size=5)
        ),
        max_size=12,
    ),
    st.integers(0, 5),
)
def test_an_index_grown_step_by_step_answers_as_one_built_anew(
    steps: list[tuple[list[int], list[int]]], seed: int
) -> None:
    rng = random.Random(seed)
    grown = Index()
    now: dict[str, Document] = {}
    for changed, deleted in steps:
        upserts = {number: make(number, rng) for number in changed}
        grown.update(upserts.values(), [f"p{number}" for number in deleted])
        for number in set(deleted) - set(changed):
            now.pop(f"p{number}", None)
        now |= {document.id: document for document in upserts.values()}
    anew = Index()
    anew.update(now.values())
    assert len(grown) == len(now)
    assert answers(grown) == answers(anew)


def test_an_index_grown_past_compaction_answers_as_one_built_anew(
    monkeypatch: pytest.MonkeyPatch, embed: Embed
) -> None:
    monkeypatch.setattr(engine, "COMPACT_FROM", 20)
    rng = random.Random(1)
    grown = Index()
    now: dict[str, Document] = {}
    for _ in range(30):
        batch = [make(rng.randint(0, 60), rng) for _ in range(10)]
        gone = [f"p{rng.randint(0, 60)}" for _ in range(3)]
        kept = {d.id for d in batch}
        grown.update(batch, gone)
        now = {i: d for i, d in now.items() if i not in gone or i in kept}
        now |= {d.id: d for d in batch}
        grown.set_vectors({d.id: embed(d.title) for d in now.values()})
    anew = Index()
    anew.update(now.values())
    anew.set_vectors({d.id: embed(d.title) for d in now.values()})
    assert answers(grown) == answers(anew)
    query = Query("oak lamp", embed("oak lamp"), limit=500)
    assert scores(grown.search(query)) == scores(anew.search(query))
    assert len({h.id for h in grown.similar("p1" if "p1" in now else next(iter(now)))}) > 0


def scores(result: Result) -> dict[str, float]:
    return {hit.id: hit.score for hit in result.hits}


def test_a_deleted_product_is_no_longer_found(shop: Index) -> None:
    shop.update([], ["p1", "never there"])
    assert "p1" not in shop
    assert len(shop) == 11
    assert shop.search(Query("AU-14X9")).total == 0
    assert shop.suggest("aurora 14 l") == [] or all(
        s.id != "p1" for s in shop.suggest("aurora 14 l")
    )
    assert shop.similar("p1") == []


def test_a_product_both_changed_and_deleted_stays(shop: Index) -> None:
    shop.update([Document("p1", "Brand new thing")], ["p1"])
    assert [hit.id for hit in shop.search(Query("brand new thing")).hits] == ["p1"]


def test_a_replaced_product_is_found_by_its_new_words_alone(shop: Index) -> None:
    shop.update([Document("p7", "Espresso Machine", codes=("EM-1",))])
    assert shop.search(Query("espresso")).total == 1
    assert shop.search(Query("press coffee maker")).total == 0
    assert shop.search(Query("CP-8")).total == 0


def test_a_product_replaced_without_a_vector_keeps_its_own(shop: Index, embed: Embed) -> None:
    query = Query("settee velvet green", embed("settee velvet green"))
    before = scores(shop.search(query))["p11"]
    shop.update([Document("p11", "Velvet Couch Green", brand="Nest", price=5)])
    assert scores(shop.search(query))["p11"] > 1
    assert before > 1
    assert [hit.id for hit in shop.similar("p11")] == [hit.id for hit in shop.similar("p11")]


def test_endless_texts_are_read_from_their_beginning() -> None:
    index = Index()
    endless = "lamp " * 100_000
    index.update([Document("1", endless, description=endless, attributes={"note": endless})])
    assert index.search(Query("lamp")).total == 1


def test_vectors_of_unknown_products_are_skipped(shop: Index, embed: Embed) -> None:
    shop.set_vectors({"nobody": embed("x")})
    assert len(shop) == 12


def test_a_vector_of_another_length_is_refused_and_changes_nothing(
    shop: Index, products: list[Document]
) -> None:
    before = answers(shop)
    with pytest.raises(ValueError, match="different lengths"):
        shop.set_vectors({"p1": np.ones(3, np.float32)})
    with pytest.raises(ValueError, match="different lengths"):
        shop.update([Document("p99", "New", vector=np.ones(3, np.float32))])
    assert answers(shop) == before
    assert "p99" not in shop


def test_memory_is_estimated_and_grows_with_the_index(products: list[Document]) -> None:
    index = Index()
    empty = index.nbytes
    index.update(products)
    assert index.nbytes > empty


def test_searches_during_updates_see_all_of_a_batch_or_nothing() -> None:
    index = Index()
    wrong: list[int] = []
    done = threading.Event()

    def search() -> None:
        while not done.is_set():
            result = index.search(Query("lamp", limit=1000))
            generations = {hit.card for hit in result.hits}
            if len(generations) > 1 or result.total not in (0, 50):
                wrong.append(result.total)

    threads = [threading.Thread(target=search) for _ in range(3)]
    for thread in threads:
        thread.start()
    for generation in range(40):
        card = str(generation).encode()
        index.update(Document(str(i), f"Lamp {i}", card=card) for i in range(50))
    done.set()
    for thread in threads:
        thread.join()
    assert wrong == []
