"""Suggestions while typing, and products alike."""

from collections.abc import Callable

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from storewise.ml.retrieval import Document, Filters, Index, SuggestionKind, embedding_text


def texts(shop: Index, prefix: str, kind: SuggestionKind) -> list[str]:
    return [s.text for s in shop.suggest(prefix) if s.kind is kind]


def test_a_begun_word_is_completed(shop: Index) -> None:
    assert "laptop" in texts(shop, "lap", SuggestionKind.QUERY)


def test_a_completion_goes_with_the_words_before_it(shop: Index) -> None:
    assert texts(shop, "aurora l", SuggestionKind.QUERY) == ["aurora laptop"]


def test_brands_and_categories_are_suggested(shop: Index) -> None:
    assert texts(shop, "aur", SuggestionKind.BRAND) == ["Aurora"]
    assert texts(shop, "headp", SuggestionKind.CATEGORY) == ["Headphones"]


def test_products_are_suggested_with_their_ids(shop: Index) -> None:
    suggestion = next(s for s in shop.suggest("wireless ea") if s.kind is SuggestionKind.PRODUCT)
    assert (suggestion.id, suggestion.text) == ("p6", "Wireless Earbuds")


def test_a_code_leads_to_its_product(shop: Index) -> None:
    assert [s.id for s in shop.suggest("au-14x")] == ["p1"]


def test_a_whole_word_goes_on_with_what_follows_it_in_names(products: list[Document]) -> None:
    index = Index()
    index.update([*products, Document("p13", "Laptop Sleeve Leather")])
    assert "laptop sleeve" in texts(index, "laptop", SuggestionKind.QUERY)


def test_typing_errors_are_forgiven_while_typing(shop: Index) -> None:
    assert any(s.id == "p5" for s in shop.suggest("headste"))
    assert any(s.id == "p6" for s in shop.suggest("wirelss ear"))


def test_nothing_typed_suggests_nothing(shop: Index) -> None:
    assert shop.suggest("") == shop.suggest("  ") == shop.suggest("laptop", limit=0) == []


def test_a_suggestion_is_never_just_what_was_typed(shop: Index) -> None:
    assert "laptop" not in texts(shop, "laptop", SuggestionKind.QUERY)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(prefix=st.text(max_size=60), limit=st.integers(-1, 20))
def test_any_prefix_is_answered_within_the_limit(shop: Index, prefix: str, limit: int) -> None:
    assert len(shop.suggest(prefix, limit)) <= max(limit, 0)


def test_the_most_alike_product_comes_first(shop: Index) -> None:
    alike = [hit.id for hit in shop.similar("p1")]
    assert alike[0] == "p2"
    assert "p1" not in alike


def test_alike_products_satisfy_the_filters(shop: Index) -> None:
    hits = shop.similar("p1", filters=Filters(brands=frozenset({"Borealis"})))
    assert {hit.id for hit in hits} <= {"p3"}


def test_a_product_without_a_vector_has_no_alike(products: list[Document]) -> None:
    index = Index()
    index.update(products)
    assert index.similar("p1") == []
    assert index.similar("nobody") == []


def test_the_same_category_is_preferred_among_equals(
    embed: Callable[[str], NDArray[np.float32]],
) -> None:
    index = Index()
    vector = embed("lamp")
    index.update(
        Document(i, "Lamp", categories=path, vector=vector)
        for i, path in [("a", ("Home", "Lamps")), ("b", ("Car",)), ("c", ("Home", "Lamps"))]
    )
    assert [hit.id for hit in index.similar("a")] == ["c", "b"]


def test_the_embedded_text_says_nothing_twice_and_is_short() -> None:
    text = embedding_text(
        Document(
            "1",
            "Acme Lamp Red",
            categories=("Home", "Desk lamp"),
            description="<b>Lamp</b> red, bright and long",
            attributes={"product_type": "Reading light", "material": "steel"},
        )
    )
    assert text == "Acme Lamp Red. Desk. Reading light. bright and long"
