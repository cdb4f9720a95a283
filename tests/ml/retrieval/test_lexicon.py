"""The lexicon of a store: what its products can be narrowed by, and units learned from titles."""

from storewise.ml.retrieval import Attribute, Document, Index, Query

SHOP = [
    Document("a", "Alto laptop 16 GB", brand="Alto", categories=("Computers", "Laptops"),
             attributes={"memory": 16.0, "colour": "Black", "touchscreen": True}, price=900),
    Document("b", "Borea laptop 8 GB", brand="Borea", categories=("Computers", "Laptops"),
             attributes={"memory": 8.0, "colour": "Black,Silver"}, price=700),
    Document("c", "Borea desk", brand="Borea", categories=("Furniture",),
             attributes={"width": 120.0, "colour": "Oak"}),
]  # fmt: skip


def shop() -> Index:
    index = Index(attributes={"width": Attribute("Width", "cm")})
    index.update(SHOP)
    return index


def test_brands_and_categories_are_counted_with_what_lies_below() -> None:
    lexicon = shop().lexicon()
    assert lexicon.brands == {"alto": ("Alto", 1), "borea": ("Borea", 2)}
    assert {(each.path, each.count) for each in lexicon.categories} == {
        (("Computers",), 2), (("Computers", "Laptops"), 2), (("Furniture",), 1),
    }  # fmt: skip


def test_a_unit_is_the_stated_one_or_learned_from_titles() -> None:
    attributes = shop().lexicon().attributes
    assert attributes["width"].unit == "cm"
    assert attributes["memory"].unit == "gb"
    assert (attributes["memory"].kind, attributes["memory"].count) == ("number", 2)
    assert attributes["touchscreen"].kind == "boolean"


def test_a_value_is_found_by_its_words_alone_and_within_a_list() -> None:
    lexicon = shop().lexicon()
    found = {(each.value, each.whole) for each in lexicon.values[lexicon.stems("black")]}
    assert found == {("Black", True), ("Black,Silver", False)}


def test_deleted_products_leave_the_lexicon() -> None:
    index = shop()
    index.update([], ["a", "c"])
    lexicon = index.lexicon()
    assert lexicon.products == 1
    assert list(lexicon.brands) == ["borea"]
    assert "touchscreen" not in lexicon.attributes


def test_a_glimpse_tells_what_a_product_states() -> None:
    seen = shop().glimpses(Query(text="laptop", limit=1)).found[0]
    assert seen.id in ("a", "b")
    assert seen.category == ("Computers", "Laptops")
    by_id = {each.id: each for each in shop().glimpses(Query(limit=9)).found}
    assert by_id["a"].attributes == {"memory": 16.0, "colour": ("Black",), "touchscreen": True}
    assert (by_id["a"].brand, by_id["a"].price, by_id["c"].price) == ("Alto", 900, None)
