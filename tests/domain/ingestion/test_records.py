"""Feeds become products, each with all of its problems; what did not change is passed over."""

import json
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storewise.domain.catalog.schemas import AttributeDefinition, AttributeType, ProductDraft
from storewise.domain.ingestion import errors
from storewise.domain.ingestion.planning import check_mapping, plan_feed
from storewise.domain.ingestion.reading import open_feed
from storewise.domain.ingestion.records import Reader

HEAD = "id,name,sku,price,stock,ean,image,description,capacity\n"


def test_all_problems_of_a_row_are_told_at_once_in_plain_words(read: Callable) -> None:
    result = read(
        "id,name,price,stock,status\n1,,abc,many,published\n2,Pan,5,1,draft\n3,Pot,6,2,strange\n"
        + "".join(f"{i},Thing {i},{i},1,draft\n" for i in range(4, 30))
    )
    assert [(p.row, p.column, p.code, p.message, p.value) for p in result.problems] == [
        (2, "price", "bad_price", "The price 'abc' is not a number. Write it like 12.99.", "abc"),
        (2, "stock", "bad_stock", "The stock 'many' is not a number. Write it like 12.", "many"),
        (2, "", "title_missing", "The title is missing. A product needs one.", ""),
        (
            4,
            "status",
            "bad_status",
            "The status 'strange' is not known. Write published, draft or archived.",
            "strange",
        ),
    ]
    assert len(result.records) == 27


def test_one_bad_variant_rejects_its_product_with_its_row(read: Callable) -> None:
    result = read(
        "handle,title,price,option1_name,option1_value\n"
        "tee,Tee,5,Size,S\ntee,,-3,,M\ntee,,6,,S\nmug,Mug,4,,\n"
    )
    assert [(p.row, p.code) for p in result.problems] == [(3, "bad_price"), (4, "variant_repeated")]
    assert "is negative" in result.problems[0].message
    assert [record.external_id for record in result.records] == ["mug"]


def test_a_shared_id_handle_or_sku_is_reported_with_the_row_that_has_it(read: Callable) -> None:
    result = read(
        "handle,title,sku,price\na,A,S1,1\nb,B,S2,2\na,A again,S3,3\nc,C,S2,4\nd,D,S9,5\nd,,S9,5\n"
    )
    assert [(p.row, p.code) for p in result.problems] == [
        (4, "id_repeated"), (5, "sku_repeated"), (7, "variant_repeated"), (7, "sku_repeated")
    ]  # fmt: skip
    assert result.problems[1].message == "The SKU 'S2' is already used in row 3."
    assert [record.external_id for record in result.records] == ["a", "b"]


def test_a_rejected_product_keeps_no_name_from_others(read: Callable) -> None:
    result = read("handle,title,sku,price\na,A,S1,x\nb,B,S1,2\n")
    assert [record.external_id for record in result.records] == ["b"]


def test_a_wrong_gtin_is_passed_over_with_a_warning(read: Callable) -> None:
    result = read("id,name,price,ean\n1,Pan,5,4006381333932\n2,Pot,5,4006381333931\n")
    assert [record.draft.variants[0].gtin for record in result.records] == [None, "4006381333931"]
    (warning,) = result.warnings
    assert (warning.row, warning.code, warning.severity) == (2, "bad_gtin", "warning")


def test_a_value_that_breaks_a_guessed_type_is_left_out_with_a_warning(read: Callable) -> None:
    rows = "".join(f"{i},Thing {i},5,{i / 2}\n" for i in range(600))
    result = read(f"id,name,price,capacity\n{rows}600,Last,5,huge\n601,None,5,n/a\n")
    assert result.codes == []
    assert [(w.row, w.code, w.value) for w in result.warnings] == [(602, "not_a_number", "huge")]


def test_a_value_that_breaks_a_stated_type_rejects_the_product(read: Callable) -> None:
    result = read("id,name,price,attr_n_width\n1,A,5,wide\n2,B,5,3\n")
    assert result.codes == ["not_a_number"]


def test_a_text_longer_than_a_field_holds_is_told_with_both_lengths(read: Callable) -> None:
    result = read(f"id,name,price\n1,{'x' * 600},5\n")
    assert result.problems[0].message == "The title has 600 characters; at most 500 are kept."
    assert len(result.problems[0].value) == 200


def test_handles_of_a_feed_without_them_never_change_with_its_order(read: Callable) -> None:
    rows = ["1,Red pan,5", "2,Red pan,6", "ABC-long-identifier-77,Red pan,7", "9,Тостер,8"]
    first = {
        r.external_id: r.draft.handle for r in read("id,name,price\n" + "\n".join(rows)).records
    }
    again = read("id,name,price\n" + "\n".join(reversed(rows)))
    assert {r.external_id: r.draft.handle for r in again.records} == first
    assert first["1"] == "red-pan-1"
    assert len(set(first.values())) == 4


def test_two_types_of_one_attribute_get_two_codes_as_the_store_has_them(read: Callable) -> None:
    lines = [
        {"id": 1, "title": "A", "price": 5, "attr_t_size": "big", "attr_n_size": 3.0},
        {"id": 2, "title": "B", "price": 5, "attr_n_size": 4.0},
    ]
    text = "\n".join(map(json.dumps, lines))
    assert read(text, "a.jsonl").records[1].draft.attributes == {"size_number": 4.0}
    known = [AttributeDefinition(code="size", label="Size", type=AttributeType.NUMBER)]
    with_known = read(text, "a.jsonl", definitions=known)
    assert with_known.records[0].draft.attributes == {"size": 3.0, "size_text": "big"}
    assert {d.code for r in with_known.records for d in r.definitions} == {"size_text"}


# ------------------------------------------------------------------ what changed


def csv_of(prices: list[int]) -> str:
    return HEAD + "".join(f"{i},Thing {i},S{i},{p},1,,,,2\n" for i, p in enumerate(prices))


def test_only_what_changed_comes_out_again(read: Callable) -> None:
    first = read(csv_of([10, 20, 30]))
    again = read(csv_of([10, 21, 30]), known=first.known)
    assert len(again.unchanged) == 2
    assert again.only.external_id == "1"
    assert again.only.content_hash != first.records[1].content_hash


def test_another_order_of_columns_changes_no_content(read: Callable) -> None:
    first = read("id,name,price\n1,A,5\n")
    again = read("price,id,name\n5.00,1,A\n", known=first.known)
    assert again.only.content_hash == first.only.content_hash
    assert again.only.row_hash != first.only.row_hash


def test_a_name_that_an_unchanged_product_has_stays_its_own(read: Callable) -> None:
    first = read(csv_of([10, 20]))
    again = read(csv_of([10, 20]) + "7,New,S1,5,1,,,,1\n", known=first.known)
    assert again.codes == ["sku_repeated"]
    assert len(again.unchanged) == 2


def test_a_changed_mapping_reads_everything_again(read: Callable) -> None:
    first = read(csv_of([10, 20]))
    again = read(csv_of([10, 20]), known=first.known, changes={"price_unit": "minor"})
    assert [record.draft.variants[0].price for record in again.records] == [10, 20]


def test_a_picture_that_changed_changes_its_product(read: Callable, tmp_path: Path) -> None:
    feed = tmp_path / "feed"
    feed.mkdir()
    (feed / "a.csv").write_text("id,name,price,image\n1,A,5,a.jpg\n2,B,5,b.jpg\n")
    (feed / "a.jpg").write_bytes(b"1")
    (feed / "b.jpg").write_bytes(b"1")
    first = read(feed)
    (feed / "a.jpg").write_bytes(b"22")
    again = read(feed, known=first.known)
    assert [now.content_hash == was.content_hash for now, was in
            zip(again.records, first.records, strict=True)] == [False, True]  # fmt: skip


def test_a_pattern_names_the_pictures_that_no_column_names(read: Callable, tmp_path: Path) -> None:
    feed = tmp_path / "feed"
    (feed / "Pics").mkdir(parents=True)
    (feed / "a.json").write_text('[{"Id": 7, "Name": "A", "Price": 5.5}]')
    (feed / "Pics" / "7.webp").write_bytes(b"1")
    draft = read(feed, changes={"pictures": "Pics/{Id}.webp"}).only.draft
    assert [image.src for image in draft.images] == ["Pics/7.webp"]


# ------------------------------------------------------------------ whole feeds


@pytest.mark.parametrize(
    "content", ["id,name,price\n", "[]", "id,name,price\n\n\n,,\n"], ids=["header", "list", "blank"]
)
def test_a_feed_without_products_is_refused(read: Callable, content: str) -> None:
    with pytest.raises(errors.FeedEmpty):
        read(content, "a.json" if content == "[]" else "a.csv")


def test_a_feed_without_title_or_price_names_what_is_missing(read: Callable) -> None:
    plan = read("colour,weight\nred,5\n").plan
    with pytest.raises(errors.ColumnsMissing) as caught:
        check_mapping(plan.mapping)
    assert "the title and the price" in caught.value.message
    assert "colour, weight" in caught.value.message


def test_many_rows_need_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with path.open("w") as out:
        out.write(HEAD)
        for i in range(20_000):
            out.write(f"{i},Thing {i},S{i},5.00,1,,,{'words ' * 20},2\n")
    with open_feed(path) as feed:
        reader = Reader(feed, plan_feed(feed), "EUR")
        tracemalloc.start()
        count = sum(1 for _ in reader)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert count == 20_000
    assert peak < 12_000_000, "only names are kept, about 100 bytes each"


cells = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20),
    st.lists(st.one_of(st.text(max_size=5), st.integers()), max_size=3),
    st.dictionaries(st.text(max_size=5), st.text(max_size=5), max_size=2),
)  # fmt: skip
names = st.sampled_from(
    ["id", "title", "price", "stock", "ean", "images", "category", "tags", "weight", "status",
     "attr_n_x", "attr_b_y", "attr_t_z", "specs.w", "meta:m", "sku", "brand", "variants", "other"]
)  # fmt: skip


@given(st.lists(st.dictionaries(names, cells, max_size=8), min_size=1, max_size=5))
def test_whatever_stands_in_a_feed_each_row_is_a_product_or_has_a_reason(
    tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, object]]
) -> None:
    path = tmp_path_factory.mktemp("feed") / "a.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    with open_feed(path) as feed:
        for outcome in Reader(feed, plan_feed(feed), "EUR"):
            draft = getattr(outcome, "draft", None)
            assert isinstance(draft, ProductDraft) or outcome.problems  # type: ignore[union-attr]
